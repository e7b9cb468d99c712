package io.dealledger.schedule;

import io.dealledger.exposure.ExposureFacts;
import io.dealledger.exposure.ReachedPosition;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.http.Answers;
import io.dealledger.http.Asked;
import io.dealledger.http.AskedPeriod;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.money.Currency;
import io.dealledger.money.InvalidValue;
import io.dealledger.schedule.Schedules.View;
import io.swagger.v3.oas.annotations.Operation;
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
class ScheduleController {
    private static final String SCHEDULE = """
            One line for each instrument of a portfolio company, in the columns of the ILPA reporting template. \
            `fairValue` is what was measured, less the part that is gone since and with what was bought since at cost \
            (`rolledForward`); what nobody measured is UNDISCLOSED unless `standIn` names COST, LATEST_ROUND or MARKET. \
            `currentCost` is the cost of what is held less the capital returned on it; `multiple` is (realised proceeds \
            + fair value) / total invested. `byLevel` is the fair value hierarchy (ASC 820-10-50-2(b), IFRS 13.93(b)); \
            `level3` gives technique and framework of each measurement there (ASC 820-10-50-2(bbb), IFRS 13.93(d)).""";

    private static final String ROLL_FORWARD = """
            The reconciliation of Level 3 of ASC 820-10-50-2(c) and IFRS 13.93(e). closing = opening + corrections + \
            gains + purchases + issuances + sales + settlements + transfersIn + transfersOut + reclassified + \
            groupChanges + fx + unexplained; what goes out is negative, and `unexplained` is zero where all is exact. \
            `gains` are realised (proceeds less cost) and unrealised (change of fair value less cost). `purchases` \
            enter at cost on the day from which they are measured at Level 3; `issuances` would be instruments that \
            the holders themselves issued, and are none; `sales` are proceeds from other holders and acquirers; \
            `settlements` are repurchases by the issuer and returned capital. `transfersIn` and `transfersOut` take \
            place on the day of the measurement at the other level, at what was carried until then. `corrections` \
            restate the opening from `fromKnownAt` to `knownAt`, and with `by=ACCOUNTING` bring in what was booked in the \
            period for a day before it; `reclassified` are conversions of one class into another; `groupChanges` come \
            and go with parties; `fx` is there where a `currency` is asked for.""";

    private final Schedules schedules;
    private final ReachedPosition reached;

    ScheduleController(ExposureFacts facts, ReachedPosition reached) {
        this.schedules = new Schedules(facts);
        this.reached = reached;
    }

    /**
     * Schedule of investments of a party and its group: one line for each instrument of a portfolio company, at fair
     * value where it was measured, with the fair value hierarchy and subtotals.
     *
     * @param currency translates money into it: amounts at the rate of their date, values at the closing rate of asOf
     * @param rate kind of exchange rate to prefer: CLOSING, SPOT, CONVENIENCE or PEG_BAND
     * @param standIn what stands in where nobody measured fair value: NONE (the default, UNDISCLOSED), COST,
     *     LATEST_ROUND or MARKET
     * @param group with what belongs to the party on that date; true unless said otherwise
     */
    @Operation(summary = "Schedule of investments", description = SCHEDULE)
    @GetMapping("/api/parties/{party}/schedule-of-investments")
    ResponseEntity<ScheduleAnswer> scheduleOfInvestments(
            @PathVariable PartyId party,
            Asked asked,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String rate,
            @RequestParam(required = false) @Nullable String standIn,
            @RequestParam(defaultValue = "true") boolean group) {
        View view = view(currency, rate, standIn, group);
        PointInTime point = reached.of(asked);
        return schedules
                .of(party, point, view)
                .map(schedule -> Answers.at(point.knownAt(), ScheduleAnswer.of(schedule)))
                .orElseThrow(() -> HttpProblem.unknown("party", party));
    }

    /**
     * What moved the fair value that a party and its group carry at Level 3, from an opening to a closing balance.
     *
     * @param currency translates money into it: the balances at the rates of their days, movements at those of theirs
     * @param rate kind of exchange rate to prefer: CLOSING, SPOT, CONVENIENCE or PEG_BAND
     * @param group with what belongs to the party on each day; true unless said otherwise
     */
    @Operation(summary = "Level 3 roll-forward", description = ROLL_FORWARD)
    @GetMapping("/api/parties/{party}/level-3-roll-forward")
    ResponseEntity<RollForwardAnswer> level3RollForward(
            @PathVariable PartyId party,
            AskedPeriod asked,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String rate,
            @RequestParam(defaultValue = "true") boolean group) {
        View view = view(currency, rate, null, group);
        PointInTime to = reached.of(asked.to());
        PointInTime from = asked.from().now() ? asked.from().at().knownAt(to.knownAt()) : reached.of(asked.from());
        return schedules
                .level3(party, from, to, view)
                .map(roll -> Answers.at(to.knownAt(), RollForwardAnswer.of(roll)))
                .orElseThrow(() -> HttpProblem.unknown("party", party));
    }

    private static View view(
            @Nullable String currency, @Nullable String rate, @Nullable String standIn, boolean group) {
        return new View(
                standIn == null ? StandIn.NONE : one("standIn", standIn, StandIn.values()),
                group,
                currency == null ? null : currencyOf(currency),
                rate == null ? null : one("rate", rate, RateKind.values()));
    }

    private static Currency currencyOf(String code) {
        try {
            return Currency.of(code);
        } catch (InvalidValue unknown) {
            throw HttpProblem.parameter("currency", unknown.code(), String.valueOf(unknown.getMessage()));
        }
    }

    private static <E extends Enum<E>> E one(String parameter, String name, E[] values) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(() -> HttpProblem.parameter(
                        parameter,
                        "unknown-value",
                        "'" + name + "' is none of "
                                + Arrays.stream(values).map(Enum::name).collect(Collectors.joining(", "))));
    }
}
