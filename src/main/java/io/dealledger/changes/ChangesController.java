package io.dealledger.changes;

import io.dealledger.exposure.Basis;
import io.dealledger.exposure.Exposures.View;
import io.dealledger.exposure.ReachedPosition;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.http.Answers;
import io.dealledger.http.AskedBetween;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.money.Currency;
import io.dealledger.money.InvalidValue;
import io.dealledger.valuation.Question;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Changes", description = "What changed between two points in time, and why")
class ChangesController {
    private final ChangesReader changes;
    private final ReachedPosition reached;

    ChangesController(ChangesReader changes, ReachedPosition reached) {
        this.changes = changes;
        this.reached = reached;
    }

    /**
     * What changed in a company's cap table and valuations.
     *
     * @param currency translates money into it
     * @param rate kind of exchange rate to prefer: CLOSING, SPOT, CONVENIENCE or PEG_BAND
     */
    @Operation(summary = "What changed in a company's cap table and valuations between two points in time, and why")
    @GetMapping("/api/companies/{company}/changes")
    ResponseEntity<Changes> ofCompany(
            @PathVariable CompanyId company,
            AskedBetween asked,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String rate) {
        PointInTime to = asked.to().at();
        Changes answer = changes.of(
                        company,
                        asked.from(to),
                        to,
                        new Question(currencyOf(currency), one("rate", rate, RateKind.values())))
                .orElseThrow(() -> HttpProblem.unknown("company", company));
        return Answers.at(to.knownAt(), answer);
    }

    /**
     * What changed in what a party and its group hold.
     *
     * @param currency translates money into it: amounts at the rate of their date, values at the closing rate of asOf
     * @param rate kind of exchange rate to prefer: CLOSING, SPOT, CONVENIENCE or PEG_BAND
     * @param basis LATEST_ROUND (the default), FAIR_VALUE, MARKET, COST or EQUITY_METHOD
     * @param group with what belongs to the party on that date; true unless said otherwise
     */
    @Operation(summary = "What changed in what a party and its group hold between two points in time, and why")
    @GetMapping("/api/parties/{party}/changes")
    ResponseEntity<Changes> ofParty(
            @PathVariable PartyId party,
            AskedBetween asked,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String rate,
            @RequestParam(required = false) @Nullable String basis,
            @RequestParam(defaultValue = "true") boolean group) {
        View view = view(currency, rate, basis, group);
        PointInTime to = reached.of(asked.to());
        Changes answer =
                changes.of(party, asked.from(to), to, view).orElseThrow(() -> HttpProblem.unknown("party", party));
        return Answers.at(to.knownAt(), answer);
    }

    /** How a company's shares went from one point in time to another, holder by holder and class by class. */
    @Operation(summary = "A company's shares rolled forward: opening, movements by kind, closing")
    @GetMapping("/api/companies/{company}/roll-forward")
    ResponseEntity<RollForward> rollForwardOfCompany(@PathVariable CompanyId company, AskedBetween asked) {
        PointInTime to = asked.to().at();
        RollForward answer = changes.rollForward(company, asked.from(to), to)
                .orElseThrow(() -> HttpProblem.unknown("company", company));
        return Answers.at(to.knownAt(), answer);
    }

    /**
     * How what a party and its group have in each company went from one point in time to another.
     *
     * @param currency translates money into it: amounts at the rate of their date, values at the closing rate of asOf
     * @param rate kind of exchange rate to prefer: CLOSING, SPOT, CONVENIENCE or PEG_BAND
     * @param basis LATEST_ROUND (the default), FAIR_VALUE, MARKET, COST or EQUITY_METHOD
     * @param group with what belongs to the party on that date; true unless said otherwise
     */
    @Operation(summary = "A group's shares, cost and value rolled forward: opening, movements by kind, closing")
    @GetMapping("/api/parties/{party}/roll-forward")
    ResponseEntity<RollForward> rollForwardOfParty(
            @PathVariable PartyId party,
            AskedBetween asked,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String rate,
            @RequestParam(required = false) @Nullable String basis,
            @RequestParam(defaultValue = "true") boolean group) {
        View view = view(currency, rate, basis, group);
        PointInTime to = reached.of(asked.to());
        RollForward answer = changes.rollForward(party, asked.from(to), to, view)
                .orElseThrow(() -> HttpProblem.unknown("party", party));
        return Answers.at(to.knownAt(), answer);
    }

    private static View view(@Nullable String currency, @Nullable String rate, @Nullable String basis, boolean group) {
        Basis by = one("basis", basis, Basis.values());
        return new View(
                by == null ? Basis.LATEST_ROUND : by,
                group,
                currencyOf(currency),
                one("rate", rate, RateKind.values()));
    }

    private static @Nullable Currency currencyOf(@Nullable String code) {
        try {
            return code == null ? null : Currency.of(code);
        } catch (InvalidValue unknown) {
            throw HttpProblem.parameter("currency", unknown.code(), String.valueOf(unknown.getMessage()));
        }
    }

    private static <E extends Enum<E>> @Nullable E one(String parameter, @Nullable String name, E[] values) {
        return name == null
                ? null
                : Arrays.stream(values)
                        .filter(value -> value.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> HttpProblem.parameter(
                                parameter,
                                "unknown-value",
                                "'" + name + "' is none of "
                                        + Arrays.stream(values).map(Enum::name).collect(Collectors.joining(", "))));
    }
}
