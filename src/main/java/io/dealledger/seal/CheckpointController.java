package io.dealledger.seal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dealledger.http.Answers;
import io.dealledger.http.HttpProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an auditor keeps: signed roots of the tree, and the key that signs them. */
@RestController
@RequestMapping("/api/checkpoints")
@Tag(
        name = "Proof",
        description = "Signed roots of the Merkle tree over all events (C2SP tlog-checkpoint), and proofs against them")
class CheckpointController {
    private static final String TEXT = "text/plain;charset=UTF-8";
    private static final int MOST = 1000;

    private final Seals seals;
    private final SealedLedger ledger;

    CheckpointController(Seals seals, SealedLedger ledger) {
        this.seals = seals;
        this.ledger = ledger;
    }

    /** @param size position of the newest event under it @param note as it was signed when that event was sealed */
    record Sealed(long size, String note) {}

    /** @param next size to go on behind; null when this was the last page */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Page(List<Sealed> checkpoints, @Nullable Long next) {}

    @Operation(summary = "The stored checkpoints in order of size, page by page")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Page> checkpoints(
            @Parameter(description = "Size behind which the page begins: the `next` of the page before")
                    @RequestParam(defaultValue = "0")
                    long after,
            @Parameter(description = "Most checkpoints of the page, 1 to 1000") @RequestParam(defaultValue = "100")
                    int limit) {
        if (after < 0) {
            throw HttpProblem.parameter("after", "negative", "it is a size, 0 or more");
        }
        if (limit < 1 || limit > MOST) {
            throw HttpProblem.parameter("limit", "out-of-range", "it is 1 to " + MOST);
        }
        List<Sealed> found = ledger.checkpoints(after, limit + 1).stream()
                .map(stored -> new Sealed(stored.size(), stored.note()))
                .toList();
        List<Sealed> page = found.size() > limit ? found.subList(0, limit) : found;
        return Answers.at(
                ledger.size(),
                new Page(
                        List.copyOf(page), found.size() > limit ? page.getLast().size() : null));
    }

    @Operation(summary = "The checkpoint on everything that is sealed, as a signed note")
    @GetMapping(path = "/latest", produces = TEXT)
    ResponseEntity<String> latest() {
        long size = ledger.size();
        return Answers.at(size, seals.checkpoint(size));
    }

    @Operation(
            summary = "The checkpoint of one size, as a signed note",
            description =
                    "The size is the position of the last event under it. Every size has one, and always the same.")
    @GetMapping(path = "/{size}", produces = TEXT)
    ResponseEntity<String> checkpoint(@PathVariable long size) {
        if (size < 0 || !seals.reaches(size)) {
            throw HttpProblem.unknown("checkpoint", Long.toString(size));
        }
        return Answers.at(size, seals.checkpoint(size));
    }

    @Operation(summary = "The public key: one vkey line (C2SP signed-note)")
    @GetMapping(path = "/key", produces = TEXT)
    ResponseEntity<String> key() {
        return ResponseEntity.ok(seals.key() + "\n");
    }
}
