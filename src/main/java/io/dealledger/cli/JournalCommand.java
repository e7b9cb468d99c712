package io.dealledger.cli;

import io.dealledger.journal.JournalQuestion;
import io.dealledger.report.Reports;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The events themselves. */
@Command(
        name = "journal",
        description = "The events themselves in their one order, as they are stored.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeOnInvalidInput = Exit.USAGE,
        exitCodeOnExecutionException = Exit.FAILED)
final class JournalCommand implements Callable<Integer> {
    private final Surroundings around;

    @Option(names = "--stream", paramLabel = "ID", description = "Of one stream only, e.g. co_exemplar.")
    private @Nullable String stream;

    @Option(
            names = "--after",
            paramLabel = "POSITION",
            description = "Behind that position: the `next` of the page before.")
    private long after;

    @Option(names = "--limit", paramLabel = "EVENTS", description = "At most so many, 1 to 1000. Default: 100.")
    private int limit = 100;

    @Mixin
    private Shown shown = new Shown();

    @Mixin
    private final Source source;

    JournalCommand(Surroundings around) {
        this.around = around;
        this.source = new Source(around.environment());
    }

    @Override
    public Integer call() throws IOException {
        JournalQuestion question = new JournalQuestion(stream, after, limit);
        try (OpenLedger ledger = source.open(Readers.class)) {
            shown.show(ledger.get(Reports.class).journal(question), around.out());
        }
        return Exit.OK;
    }
}
