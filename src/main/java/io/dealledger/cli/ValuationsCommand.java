package io.dealledger.cli;

import io.dealledger.ledger.CompanyId;
import io.dealledger.report.Reports;
import io.dealledger.valuation.Question;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What a company was worth over time. */
@Command(
        name = "valuations",
        description = "What a company was worth over time, and who says so.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ValuationsCommand implements Callable<Integer> {
    private final Surroundings around;

    @Parameters(paramLabel = "COMPANY", description = "Id of the company, e.g. co_exemplar.")
    private String company = "";

    @Mixin
    private At at = new At();

    @Mixin
    private Translated translated = new Translated();

    @Mixin
    private Shown shown = new Shown();

    @Mixin
    private final Source source;

    ValuationsCommand(Surroundings around) {
        this.around = around;
        this.source = new Source(around.environment());
    }

    @Override
    public Integer call() throws IOException {
        Question question = Question.of(translated.currency(), translated.rate());
        CompanyId id = new CompanyId(company);
        try (OpenLedger ledger = source.open(Readers.class)) {
            shown.show(ledger.get(Reports.class).valuations(id, at.in(ledger), question), around.out());
        }
        return Exit.OK;
    }
}
