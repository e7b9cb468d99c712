package io.dealledger.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dealledger.http.Answers;
import io.dealledger.http.HttpProblem;
import io.dealledger.seal.Checkpoint;
import io.dealledger.seal.LedgerRows;
import io.dealledger.seal.NotTrusted;
import io.dealledger.seal.Seals;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Compares the whole ledger with its seal, one at a time; answers when it is through. */
@RestController
@RequestMapping(path = "/api/verifications", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Proof")
class VerificationController {
    private static final Logger LOG = LoggerFactory.getLogger(VerificationController.class);
    private static final long NONE = -1;

    private final LedgerRows rows;
    private final Seals seals;
    /** Position that the running one has reached; {@link #NONE} when none runs. */
    private final AtomicLong reached = new AtomicLong(NONE);

    VerificationController(LedgerRows rows, Seals seals) {
        this.rows = rows;
        this.seals = seals;
    }

    /**
     * @param intact whether everything is as it was sealed
     * @param position of the first event that is wrong; null when none is
     * @param events how many were looked at
     * @param sealed last position under a signed checkpoint
     * @param findings in order of position; what follows the first may follow from it
     * @param further how many more there are
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Verification(
            boolean intact, @Nullable Long position, long events, long sealed, List<Finding> findings, long further) {}

    /** @param running whether one runs @param position that it has reached; null when none runs */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Progress(boolean running, @Nullable Long position) {}

    @Operation(summary = "Whether a verification runs, and how far it is")
    @GetMapping
    Progress progress() {
        long position = reached.get();
        return new Progress(position != NONE, position == NONE ? null : (Long) position);
    }

    @Operation(
            summary = "Compare every event with its seal",
            description =
                    "Reads the whole ledger at one moment, and answers when it is through. The body, if there is one,"
                            + " is a checkpoint that you kept (text/plain): the ledger has to continue it.")
    @PostMapping
    ResponseEntity<Verification> verify(@RequestBody(required = false) @Nullable String checkpoint) {
        if (!reached.compareAndSet(NONE, 0)) {
            throw HttpProblem.refused(
                    HttpStatus.CONFLICT,
                    "verification-running",
                    "A verification is running",
                    "One verification at a time reads the whole ledger; it has reached position " + reached.get(),
                    Map.of("position", Long.toString(reached.get())),
                    List.of());
        }
        try {
            Verdict verdict = rows.snapshot(ledger -> LedgerCheck.of(
                    ledger,
                    note -> Checkpoint.open(note, seals.key()),
                    checkpoint == null || checkpoint.isBlank() ? List.of() : List.of(checkpoint),
                    reached::set));
            verdict.findings().stream()
                    .limit(1)
                    .forEach(first -> LOG.error("The ledger is not as it was sealed: {}", first));
            return Answers.at(
                    verdict.size(),
                    new Verification(
                            verdict.isIntact(),
                            verdict.first().map(Finding::position).orElse(null),
                            verdict.events(),
                            verdict.size(),
                            verdict.findings(),
                            verdict.further()));
        } catch (NotTrusted wrong) {
            throw HttpProblem.parameter("checkpoint", "not-trusted", String.valueOf(wrong.getMessage()));
        } finally {
            reached.set(NONE);
        }
    }
}
