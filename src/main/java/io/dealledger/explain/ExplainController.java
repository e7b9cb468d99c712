package io.dealledger.explain;

import io.dealledger.http.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers where a figure of another answer comes from. */
@RestController
@Tag(name = "Explanations", description = "A figure of any report, down to the events that it rests on")
class ExplainController {
    private final Explanations explanations;

    ExplainController(Explanations explanations) {
        this.explanations = explanations;
    }

    @Operation(summary = "The derivation of one figure: formula, inputs and rounding, down to the events")
    @GetMapping(path = "/api/explain", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Explanation> explain(
            @Parameter(description = "Read path of the report, with its own parameters, percent-encoded as a whole")
                    @RequestParam
                    String of,
            @Parameter(description = "JSON pointer (RFC 6901) of the figure in that report") @RequestParam String at) {
        Explanation explanation = explanations.of(of, at);
        return Answers.at(explanation.position(), explanation);
    }
}
