package io.dealledger.valuation;

import io.dealledger.http.Answers;
import io.dealledger.http.Asked;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.CompanyId;
import io.swagger.v3.oas.annotations.Operation;
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
class ValuationController {
    private final ValuationReader valuations;

    ValuationController(ValuationReader valuations) {
        this.valuations = valuations;
    }

    /**
     * What a company was worth over time, and who says so.
     *
     * @param currency translates money into it
     * @param rate kind of exchange rate to prefer: CLOSING, SPOT, CONVENIENCE or PEG_BAND
     */
    @Operation(
            summary = "What a company was worth over time, who says so, what follows from it and what contradicts it")
    @GetMapping("/api/companies/{company}/valuations")
    ResponseEntity<ValuationHistory> valuations(
            @PathVariable CompanyId company,
            Asked asked,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String rate) {
        Question question = Question.of(currency, rate);
        ValuationHistory answer =
                valuations.at(company, asked.at(), question).orElseThrow(() -> HttpProblem.unknown("company", company));
        return Answers.at(answer.position(), answer);
    }
}
