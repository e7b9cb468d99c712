package io.dealledger.cli;

import io.dealledger.http.HttpProblem;
import io.dealledger.seal.Proof;
import io.dealledger.seal.SealedLedger;
import io.dealledger.seal.SealedLedger.StoredCheckpoint;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code GET /api/proofs/…} answers. The ledger's secret key is not needed: the notes are those that were stored
 * when the events were sealed.
 */
@Command(
        name = "proof",
        description = "Prove that an event is under a checkpoint, or that one checkpoint continues another.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "`verify FILE --key KEY` checks what this prints, without a ledger."})
final class ProofCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Question question = new Question();

    @Mixin
    private final Source source;

    /** One of the two. */
    static final class Question {
        @ArgGroup(exclusive = false)
        private @Nullable OfInclusion inclusion;

        @ArgGroup(exclusive = false)
        private @Nullable OfConsistency consistency;
    }

    static final class OfInclusion {
        @Option(
                names = "--position",
                required = true,
                paramLabel = "POSITION",
                description = "The event that is under the checkpoint.")
        private long position;

        @Option(
                names = "--size",
                paramLabel = "SIZE",
                description = "Size of a stored checkpoint. Default: the newest.")
        private @Nullable Long size;
    }

    static final class OfConsistency {
        @Option(
                names = "--from",
                required = true,
                paramLabel = "SIZE",
                description = "Size of the earlier checkpoint, a stored one.")
        private long from;

        @Option(
                names = "--to",
                paramLabel = "SIZE",
                description = "Size of the later checkpoint, a stored one. Default: the newest.")
        private @Nullable Long to;
    }

    ProofCommand(Surroundings around) {
        this.source = new Source(around.environment());
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli fills in its fields before it calls");
        }
        try (OpenLedger ledger = source.open()) {
            Proof proof = proof(ledger.get(SealedLedger.class));
            spec.commandLine()
                    .getOut()
                    .println(JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsString(proof));
        }
        return Exit.OK;
    }

    private Proof proof(SealedLedger sealed) {
        if (question.inclusion != null) {
            long position = question.inclusion.position;
            if (position < 1) {
                throw HttpProblem.parameter("--position", "out-of-range", "positions begin at 1");
            }
            StoredCheckpoint under = stored(sealed, "--size", question.inclusion.size);
            if (position > under.size()) {
                throw HttpProblem.parameter(
                        "--position",
                        "beyond-the-checkpoint",
                        "position " + position + " is not under one of size " + under.size());
            }
            return Proof.Inclusion.of(position, under.size(), sealed.tree(), under.note());
        }
        if (question.consistency == null) {
            throw new IllegalStateException("picocli lets one of the two through");
        }
        StoredCheckpoint from = stored(sealed, "--from", question.consistency.from);
        StoredCheckpoint to = stored(sealed, "--to", question.consistency.to);
        if (from.size() > to.size()) {
            throw HttpProblem.parameter("--from", "beyond-to", "it is the size of the earlier checkpoint");
        }
        return Proof.Consistency.of(from.size(), to.size(), sealed.tree(), from.note(), to.note());
    }

    /** Only a running ledger signs; a reader finds what was signed. */
    private static StoredCheckpoint stored(SealedLedger sealed, String option, @Nullable Long size) {
        long asked = size == null ? sealed.size() : size;
        if (asked < 1) {
            throw HttpProblem.parameter(option, "out-of-range", "sizes with something to prove begin at 1");
        }
        List<StoredCheckpoint> found = sealed.checkpoints(asked - 1, 1);
        if (found.isEmpty() || found.getFirst().size() != asked) {
            throw HttpProblem.parameter(
                    option,
                    "not-stored",
                    "no checkpoint of size " + asked + " is stored"
                            + (found.isEmpty()
                                    ? ", and none behind it"
                                    : "; the next one has " + found.getFirst().size())
                            + ". A running ledger signs any size: GET /api/proofs");
        }
        return found.getFirst();
    }
}
