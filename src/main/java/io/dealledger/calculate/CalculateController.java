package io.dealledger.calculate;

import io.dealledger.http.Answers;
import io.dealledger.http.HttpProblem;
import io.dealledger.http.ProblemType;
import io.dealledger.http.Program;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Calculates and records nothing: no idempotency key, no version, and whoever may read may calculate. */
@RestController
@RequestMapping(path = CalculateController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = CalculateController.TAG)
class CalculateController {
    static final String PATH = "/api/calculate";
    static final String TAG = "Calculations";
    static final String ONE = "/{kind}";

    private final int mostBytes;

    CalculateController(@Value("${ledger.http.max-body:1MB}") DataSize mostBytes) {
        this.mostBytes = Math.toIntExact(mostBytes.toBytes());
    }

    @Operation(summary = "Calculate")
    @PostMapping(path = ONE, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> calculate(@PathVariable String kind, HttpServletRequest request) throws IOException {
        Kind asked = Kind.of(kind);
        byte[] body = request.getInputStream().readNBytes(mostBytes + 1);
        if (body.length > mostBytes) {
            throw HttpProblem.of(ProblemType.BODY_TOO_LARGE, "A body has at most " + mostBytes + " bytes");
        }
        return ResponseEntity.ok()
                .header(Answers.LEDGER_PROGRAM, Program.NAME + "/" + Program.version())
                .contentType(MediaType.APPLICATION_JSON)
                .body(asked.answer(body));
    }
}
