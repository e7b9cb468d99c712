package io.dealledger.seal;

import io.dealledger.http.Answers;
import io.dealledger.http.HttpProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Proofs of RFC 9162. */
@RestController
@RequestMapping(path = "/api/proofs", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Proof")
class ProofController {
    private final Seals seals;
    private final SealedLedger ledger;

    ProofController(Seals seals, SealedLedger ledger) {
        this.seals = seals;
        this.ledger = ledger;
    }

    @Operation(summary = "Proof that an event is under a checkpoint")
    @GetMapping("/inclusion")
    ResponseEntity<Proof.Inclusion> inclusion(
            @Parameter(description = "Position of the event") @RequestParam long position,
            @Parameter(description = "Size of the checkpoint; the newest when left out")
                    @RequestParam(required = false)
                    @Nullable
                    Long size) {
        if (position < 1) {
            throw HttpProblem.parameter("position", "out-of-range", "positions begin at 1");
        }
        long tree = size == null ? newest(position) : sealed("size", size);
        if (position > tree) {
            throw HttpProblem.parameter(
                    "position", "beyond-the-checkpoint", "position " + position + " is not under one of size " + tree);
        }
        return Answers.at(tree, Proof.Inclusion.of(position, tree, ledger.tree(), seals.checkpoint(tree)));
    }

    @Operation(summary = "Proof that one checkpoint continues another: that nothing under the earlier one was changed")
    @GetMapping("/consistency")
    ResponseEntity<Proof.Consistency> consistency(
            @Parameter(description = "Size of the earlier checkpoint, 1 or more") @RequestParam long from,
            @Parameter(description = "Size of the later checkpoint; the newest when left out")
                    @RequestParam(required = false)
                    @Nullable
                    Long to) {
        if (from < 1) {
            throw HttpProblem.parameter("from", "out-of-range", "sizes with something to prove begin at 1");
        }
        long earlier = sealed("from", from);
        long later = to == null ? newest(from) : sealed("to", to);
        if (earlier > later) {
            throw HttpProblem.parameter("from", "beyond-to", "it is the size of the earlier checkpoint");
        }
        return Answers.at(
                later,
                Proof.Consistency.of(
                        earlier, later, ledger.tree(), seals.checkpoint(earlier), seals.checkpoint(later)));
    }

    private long newest(long atLeast) {
        seals.reaches(atLeast);
        return ledger.size();
    }

    private long sealed(String name, long size) {
        if (size < 0 || !seals.reaches(size)) {
            throw HttpProblem.parameter(name, "beyond-the-head", "there is no checkpoint of size " + size);
        }
        return size;
    }
}
