package io.dealledger.steps;

import io.dealledger.http.Answers;
import io.dealledger.http.Asked;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.CompanyId;
import io.dealledger.steps.StepsReader.Part;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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
@Tag(name = "Steps", description = "A company's history event by event, forwards and backwards")
class StepsController {
    private final StepsReader steps;

    StepsController(StepsReader steps) {
        this.steps = steps;
    }

    @Operation(
            summary = "What each event of a company changed, and how the company stood after it",
            description =
                    "`along=recording` walks as the ledger came to know: the state after an event is the cap table"
                            + " with knownAt at its position, so a back-dated fact or a correction shows what it changed in"
                            + " what was thought before. `along=effect` walks as it happened, with all that is known at"
                            + " knownAt: the state after the last fact of a day is the cap table asOf that day. A page costs one"
                            + " fold of the history, wherever in it it lies.")
    @GetMapping("/api/companies/{company}/steps")
    ResponseEntity<Steps> steps(
            @PathVariable CompanyId company,
            Asked asked,
            @Parameter(description = "recording (the default) or effect") @RequestParam(defaultValue = "recording")
                    String along,
            @Parameter(description = "asc (the default) for forwards, desc for backwards")
                    @RequestParam(defaultValue = "asc")
                    String order,
            @Parameter(description = "Position of the event behind which the page begins: `next` of the page before")
                    @RequestParam(required = false)
                    @Nullable
                    Long after,
            @Parameter(description = "Most steps of the page, 1 to 100") @RequestParam(defaultValue = "20") int limit) {
        Part part = Part.of(along, order, after, limit);
        Steps page = steps.at(company, asked.at(), part).orElseThrow(() -> HttpProblem.unknown("company", company));
        return Answers.at(page.position(), page);
    }
}
