package io.dealledger.cli;

import io.dealledger.ledger.CompanyId;
import io.dealledger.report.Reports;
import io.dealledger.steps.StepsReader.Part;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A company's history, event by event. */
@Command(
        name = "steps",
        description = "Step through a company's history: what each event changed, and how the company stood after it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class StepsCommand implements Callable<Integer> {
    private final Surroundings around;

    @Parameters(paramLabel = "COMPANY", description = "Id of the company, e.g. co_exemplar.")
    private String company = "";

    @Mixin
    private At at = new At();

    @Option(
            names = "--along",
            paramLabel = "ORDER",
            description = "recording (the default): as the ledger came to know; effect: as it happened.")
    private String along = "recording";

    @Option(names = "--backwards", description = "From the last step to the first.")
    private boolean backwards;

    @Option(
            names = "--after",
            paramLabel = "POSITION",
            description = "Behind the step of that event: the `next` of the page before.")
    private @Nullable Long after;

    @Option(names = "--limit", paramLabel = "STEPS", description = "At most so many, 1 to 100. Default: 20.")
    private int limit = 20;

    @Mixin
    private Shown shown = new Shown();

    @Mixin
    private final Source source;

    StepsCommand(Surroundings around) {
        this.around = around;
        this.source = new Source(around.environment());
    }

    @Override
    public Integer call() throws IOException {
        Part part = Part.of(along, backwards ? "desc" : "asc", after, limit);
        CompanyId id = new CompanyId(company);
        try (OpenLedger ledger = source.open(Readers.class)) {
            shown.show(ledger.get(Reports.class).steps(id, at.in(ledger), part), around.out());
        }
        return Exit.OK;
    }
}
