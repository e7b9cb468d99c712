package io.dealledger.cli;

import io.dealledger.audit.AuditPackage;
import io.dealledger.http.AskedResolver;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.report.ReportsOfPackage;
import io.dealledger.seal.SealingKeyConfiguration;
import io.dealledger.seal.Seals;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** An audit package, with the bytes that {@code GET /api/export} sends for the same question. */
@Command(
        name = "export",
        description = "Make an audit package: events, proofs, reports and a signed manifest, in one zip.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "It is signed, and so needs the ledger's own key: LEDGER_SEAL_KEY, LEDGER_SEAL_KEY_FILE, or the file seal.key in"
                    + " the data folder. Who has not got the key asks a running ledger: GET /api/export."
        })
final class ExportCommand implements Callable<Integer> {
    private final Surroundings around;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--company",
            paramLabel = "ID",
            split = ",",
            description = "With what belongs to this company only; may be given again. Default: the whole ledger.")
    private List<String> companies = List.of();

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "Date of the reports; it leaves out no event. Default: today.")
    private @Nullable String asOf;

    @Option(
            names = "--known-at",
            paramLabel = "POSITION|INSTANT",
            description = "Where the events end. Default: with the newest.")
    private @Nullable String knownAt;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Write into that file, once all is there; - for the standard output. Default: a name that says what"
                            + " is in it.")
    private @Nullable String output;

    @Mixin
    private final Source source;

    ExportCommand(Surroundings around) {
        this.around = around;
        this.source = new Source(around.environment());
    }

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("picocli fills in its fields before it calls");
        }
        List<CompanyId> asked = companies.stream().map(CompanyId::new).toList();
        try (OpenLedger ledger = source.open(
                Readers.class,
                SealingKeyConfiguration.class,
                Seals.class,
                ReportsOfPackage.class,
                AuditPackage.class)) {
            AuditPackage packages = ledger.get(AuditPackage.class);
            PointInTime at = ledger.get(AskedResolver.class)
                    .resolve(asOf, knownAt, null, null)
                    .at();
            AuditPackage.Content content = packages.content(at, asked);
            if ("-".equals(output)) {
                OutputStream buffered = new BufferedOutputStream(around.out());
                packages.write(content, buffered);
                buffered.flush();
                return Exit.OK;
            }
            Path target = WholeFile.write(
                    output == null ? content.fileName() : output, written -> packages.write(content, written));
            spec.commandLine().getOut().println(target);
        }
        return Exit.OK;
    }
}
