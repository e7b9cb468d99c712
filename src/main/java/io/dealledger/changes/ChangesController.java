package io.dealledger.changes;

import io.dealledger.exposure.ExposureQuestion;
import io.dealledger.http.Answers;
import io.dealledger.http.AskedBetween;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.valuation.Question;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
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

    ChangesController(ChangesReader changes) {
        this.changes = changes;
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
        Changes answer = changes.of(company, asked, Question.of(currency, rate))
                .orElseThrow(() -> HttpProblem.unknown("company", company));
        return Answers.at(answer.header().position(), answer);
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
        Changes answer = changes.of(party, asked, ExposureQuestion.of(currency, rate, basis, group))
                .orElseThrow(() -> HttpProblem.unknown("party", party));
        return Answers.at(answer.header().position(), answer);
    }

    /** How a company's shares went from one point in time to another, holder by holder and class by class. */
    @Operation(summary = "A company's shares rolled forward: opening, movements by kind, closing")
    @GetMapping("/api/companies/{company}/roll-forward")
    ResponseEntity<RollForward> rollForwardOfCompany(@PathVariable CompanyId company, AskedBetween asked) {
        RollForward answer =
                changes.rollForward(company, asked).orElseThrow(() -> HttpProblem.unknown("company", company));
        return Answers.at(answer.header().position(), answer);
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
        RollForward answer = changes.rollForward(party, asked, ExposureQuestion.of(currency, rate, basis, group))
                .orElseThrow(() -> HttpProblem.unknown("party", party));
        return Answers.at(answer.header().position(), answer);
    }
}
