package io.dealledger.rounds;

import io.dealledger.company.CompanyEvent;
import io.dealledger.http.Answers;
import io.dealledger.http.Asked;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.History;
import io.dealledger.ledger.Recorded;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class RoundController {
    private final History history;

    RoundController(History history) {
        this.history = history;
    }

    @Operation(summary = "The rounds of a company, held or only reported, with their terms, participants and closings")
    @GetMapping("/api/companies/{company}/rounds")
    ResponseEntity<RoundHistory> rounds(@PathVariable CompanyId company, Asked asked) {
        List<Recorded<CompanyEvent>> facts =
                history.of(company.value(), CompanyEvent.class, asked.at().knownAt());
        if (facts.isEmpty()) {
            throw HttpProblem.unknown("company", company);
        }
        RoundHistory answer = Rounds.of(company, facts, asked.at());
        return Answers.at(answer.position(), answer);
    }
}
