package io.dealledger.cli;

import io.dealledger.captable.CapTableQuestion;
import io.dealledger.ledger.CompanyId;
import io.dealledger.report.Reports;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who owns what of a company. */
@Command(
        name = "cap-table",
        description = "Who owns what of a company on a date, as it was known at a moment.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class CapTableCommand implements Callable<Integer> {
    private final Surroundings around;

    @Parameters(paramLabel = "COMPANY", description = "Id of the company, e.g. co_exemplar.")
    private String company = "";

    @Mixin
    private At at = new At();

    @Option(
            names = "--denominator",
            paramLabel = "WHICH",
            description = "OUTSTANDING_AS_CONVERTED (the default), OUTSTANDING or FULLY_DILUTED.")
    private @Nullable String denominator;

    @Option(
            names = {"--rows", "--by"},
            paramLabel = "WHAT",
            description = "Sums the holdings once more: holder, class or security.")
    private @Nullable String rows;

    @Option(
            names = "--include",
            paramLabel = "WHAT",
            description = "Counts the company by a definition besides: OUTSTANDING_SHARES, OUTSTANDING_OPTIONS,"
                    + " OUTSTANDING_UNISSUED_OPTIONS, THIS_SECURITY, OTHER_CONVERTING_SECURITIES, NEW_MONEY, with commas"
                    + " between.")
    private @Nullable String include;

    @Option(names = "--this-security", paramLabel = "ID", description = "The convertible whose document defines it.")
    private @Nullable String thisSecurity;

    @Option(
            names = "--pre-money",
            paramLabel = "AMOUNT",
            description = "Valuation at which convertibles convert, e.g. '30000000 USD'.")
    private @Nullable String preMoney;

    @Mixin
    private Shown shown = new Shown();

    @Mixin
    private final Source source;

    CapTableCommand(Surroundings around) {
        this.around = around;
        this.source = new Source(around.environment());
    }

    @Override
    public Integer call() throws IOException {
        CapTableQuestion question = CapTableQuestion.of(denominator, rows, null, include, thisSecurity, preMoney);
        CompanyId id = new CompanyId(company);
        try (OpenLedger ledger = source.open(Readers.class)) {
            shown.show(ledger.get(Reports.class).capTable(id, at.in(ledger), question), around.out());
        }
        return Exit.OK;
    }
}
