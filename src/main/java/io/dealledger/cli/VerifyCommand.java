package io.dealledger.cli;

import io.dealledger.audit.Finding;
import io.dealledger.audit.LedgerCheck;
import io.dealledger.audit.PackageCheck;
import io.dealledger.audit.ProofFile;
import io.dealledger.audit.Verdict;
import io.dealledger.seal.Checkpoint;
import io.dealledger.seal.LedgerRows;
import io.dealledger.seal.NotTrusted;
import io.dealledger.seal.Proof;
import io.dealledger.seal.VerifierKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether an audit package is what was signed, or a proof proves what it says, which needs the file and the public key
 * and nothing else; or, without a file, whether the ledger itself is what was signed.
 */
@Command(
        name = "verify",
        description = {
            "Check an audit package, or without one the ledger: nothing was altered, removed or added.",
            "Check a proof: the event is under the checkpoint, or the checkpoint continues the other."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:everything is as it was signed",
            " 1:the file, the ledger or the key cannot be read",
            " 2:something is not; the first event that is wrong is named by its position",
            "64:the command was not understood"
        })
final class VerifyCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "The audit package, a zip file, or a proof in JSON; without it every event of the ledger is"
                    + " compared with its seal")
    private @Nullable Path file;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "File with the ledger's public key, one vkey line, from somebody you trust")
    private Path key = Path.of("");

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description =
                    "A checkpoint that you kept; the ledger, or the package of the whole ledger, has to continue it")
    private List<Path> checkpoints = List.of();

    @Option(names = "--json", description = "Answer in JSON")
    private boolean json;

    @Mixin
    private final Source source;

    VerifyCommand(Surroundings around) {
        this.source = new Source(around.environment());
    }

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("picocli fills in its fields before it calls");
        }
        List<String> kept = new ArrayList<>();
        for (Path checkpoint : checkpoints) {
            kept.add(text(checkpoint));
        }
        VerifierKey verifier = VerifierKey.parse(text(key));
        Verdict verdict = file == null ? ledger(verifier, kept) : file(file, verifier, kept);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            print(verdict, out);
        } else {
            tell(verdict, out);
        }
        return verdict.isIntact() ? Exit.OK : Exit.FOUND_WRONG;
    }

    private static Verdict file(Path file, VerifierKey verifier, List<String> kept) throws IOException {
        Optional<Proof> proof = ProofFile.read(file);
        if (proof.isEmpty()) {
            return PackageCheck.of(file, verifier, kept, _ -> {});
        }
        if (!kept.isEmpty()) {
            throw new NotTrusted("a proof names its checkpoints itself; ask for one that begins at the kept one");
        }
        return ProofFile.check(proof.get(), verifier);
    }

    private Verdict ledger(VerifierKey verifier, List<String> kept) {
        try (OpenLedger ledger = source.open()) {
            return ledger.get(LedgerRows.class)
                    .snapshot(rows -> LedgerCheck.of(rows, note -> Checkpoint.open(note, verifier), kept, _ -> {}));
        }
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException missing) {
            throw new NotTrusted("there is no file " + file);
        } catch (CharacterCodingException noText) {
            throw new NotTrusted(file + " is no text");
        }
    }

    static void tell(Verdict verdict, PrintWriter out) {
        if (verdict.isIntact()) {
            out.println(
                    "Intact: " + verdict.events() + " events, under the signed checkpoint of size " + verdict.size());
            return;
        }
        verdict.first()
                .ifPresentOrElse(
                        first -> out.println("WRONG: the first event that is wrong is at position " + first.position()),
                        () -> out.println("WRONG: no event, but"));
        verdict.findings().stream().sorted(VerifyCommand::eventsFirst).forEach(finding -> out.println("  " + finding));
        if (verdict.further() > 0) {
            out.println("  and " + verdict.further() + " more");
        }
    }

    private static int eventsFirst(Finding one, Finding other) {
        return Boolean.compare(one.position() == 0, other.position() == 0);
    }

    /** @param position of the first event that is wrong; null when none is */
    private record Answer(boolean intact, @Nullable Long position, long events, long size, List<Finding> findings) {}

    static void print(Verdict verdict, PrintWriter out) {
        out.println(JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(new Answer(
                        verdict.isIntact(),
                        verdict.first().map(Finding::position).orElse(null),
                        verdict.events(),
                        verdict.size(),
                        verdict.findings())));
    }
}
