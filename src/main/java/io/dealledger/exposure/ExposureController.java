package io.dealledger.exposure;

import io.dealledger.http.Answers;
import io.dealledger.http.Asked;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
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
class ExposureController {
    private final ExposureReader reader;
    private final Exposures exposures;
    private final ReachedPosition reached;

    ExposureController(ExposureReader reader, ExposureFacts facts, ReachedPosition reached) {
        this.reader = reader;
        this.exposures = new Exposures(facts);
        this.reached = reached;
    }

    /**
     * What a party and its group hold, company by company and in total.
     *
     * @param currency translates money into it: amounts at the rate of their date, values at the closing rate of asOf
     * @param rate kind of exchange rate to prefer: CLOSING, SPOT, CONVENIENCE or PEG_BAND
     * @param basis LATEST_ROUND (the default), FAIR_VALUE, MARKET, COST or EQUITY_METHOD
     * @param group with what belongs to the party on that date; true unless said otherwise
     */
    @GetMapping("/api/parties/{party}/exposure")
    ResponseEntity<ExposureAnswer> exposure(
            @PathVariable PartyId party,
            Asked asked,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String rate,
            @RequestParam(required = false) @Nullable String basis,
            @RequestParam(defaultValue = "true") boolean group) {
        ExposureAnswer answer = reader.at(party, asked, ExposureQuestion.of(currency, rate, basis, group))
                .orElseThrow(() -> HttpProblem.unknown("party", party));
        return Answers.at(answer.position(), answer);
    }

    /** Companies in which both parties, with their groups, hold a position. */
    @GetMapping("/api/parties/{party}/overlap/{other}")
    ResponseEntity<OverlapAnswer> overlap(
            @PathVariable PartyId party,
            @PathVariable PartyId other,
            Asked asked,
            @RequestParam(defaultValue = "true") boolean group) {
        PointInTime point = reached.of(asked);
        return exposures
                .overlap(party, other, point, group)
                .map(overlap -> Answers.at(point.knownAt(), OverlapAnswer.of(overlap)))
                .orElseThrow(() -> HttpProblem.unknown("party", exposures.isRegistered(party, point) ? other : party));
    }

    /** What sources say of the party, or its group, and of no single company. */
    @GetMapping("/api/parties/{party}/claims")
    ResponseEntity<ClaimsAnswer> claims(
            @PathVariable PartyId party, Asked asked, @RequestParam(defaultValue = "true") boolean group) {
        PointInTime point = reached.of(asked);
        return exposures
                .claims(party, point, group)
                .map(cut -> Answers.at(
                        point.knownAt(),
                        new ClaimsAnswer(
                                party,
                                point.asOf(),
                                point.knownAt(),
                                point.by(),
                                point.knownAt(),
                                cut.certain().stream().map(ClaimAnswer::of).toList(),
                                cut.perhaps().stream().map(ClaimAnswer::of).toList())))
                .orElseThrow(() -> HttpProblem.unknown("party", party));
    }
}
