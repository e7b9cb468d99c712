package io.dealledger.cli;

import io.dealledger.http.AnswerJson;
import io.dealledger.http.Asked;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ocf.export.Citations;
import io.dealledger.ocf.export.OcfPackages;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A company as a package of OCF, with the bytes that {@code GET /api/companies/{id}/ocf} sends for the same question. */
@Command(
        name = "export-ocf",
        description =
                "A company on a date, as it was known at a moment, as a package of the Open Cap Table Format 1.2.0.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "What OCF cannot say stands in the comments of the package's manifest, and event by event in the report. A role"
                    + " that may only read has no key of a natural person: it exports their names as erased."
        })
final class ExportOcfCommand implements Callable<Integer> {
    private final Surroundings around;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "COMPANY", description = "Id of the company, e.g. co_exemplar.")
    private String company = "";

    @Mixin
    private At at = new At();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Write into that file, once all is there; - for the standard output. Default: a name that says what"
                            + " is in it.")
    private @Nullable String output;

    @Option(
            names = "--report",
            description =
                    "Instead of the package, what it holds and what OCF cannot say, as JSON on the standard output.")
    private boolean report;

    @Mixin
    private final Source source;

    ExportOcfCommand(Surroundings around) {
        this.around = around;
        this.source = new Source(around.environment());
    }

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("picocli fills in its fields before it calls");
        }
        CompanyId id = new CompanyId(company);
        try (OpenLedger ledger = source.open(Readers.class, Citations.class, OcfPackages.class)) {
            Asked asked = at.in(ledger);
            OcfPackages.Content content = ledger.get(OcfPackages.class)
                    .content(id, asked.at())
                    .orElseThrow(() -> HttpProblem.unknown("company", id));
            if (report) {
                spec.commandLine().getOut().println(AnswerJson.mapper().writeValueAsString(content.report()));
            } else if ("-".equals(output)) {
                OutputStream buffered = new BufferedOutputStream(around.out());
                content.write(buffered);
                buffered.flush();
            } else {
                spec.commandLine()
                        .getOut()
                        .println(WholeFile.write(output == null ? content.fileName() : output, content::write));
            }
        }
        return Exit.OK;
    }
}
