package io.dealledger.cli;

import io.dealledger.exposure.ExposureQuestion;
import io.dealledger.ledger.PartyId;
import io.dealledger.report.Reports;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a party and its group hold. */
@Command(
        name = "exposure",
        description = "What a party and its group hold, company by company and in total.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ExposureCommand implements Callable<Integer> {
    private final Surroundings around;

    @Parameters(paramLabel = "PARTY", description = "Id of the party, e.g. pa_alibaba.")
    private String party = "";

    @Mixin
    private At at = new At();

    @Mixin
    private Translated translated = new Translated();

    @Option(
            names = "--basis",
            paramLabel = "WHICH",
            description = "LATEST_ROUND (the default), FAIR_VALUE, MARKET, COST or EQUITY_METHOD.")
    private @Nullable String basis;

    @Option(names = "--no-group", description = "Without what belongs to the party on that day.")
    private boolean alone;

    @Mixin
    private Shown shown = new Shown();

    @Mixin
    private final Source source;

    ExposureCommand(Surroundings around) {
        this.around = around;
        this.source = new Source(around.environment());
    }

    @Override
    public Integer call() throws IOException {
        ExposureQuestion question = ExposureQuestion.of(translated.currency(), translated.rate(), basis, !alone);
        PartyId id = new PartyId(party);
        try (OpenLedger ledger = source.open(Readers.class)) {
            shown.show(ledger.get(Reports.class).exposure(id, at.in(ledger), question), around.out());
        }
        return Exit.OK;
    }
}
