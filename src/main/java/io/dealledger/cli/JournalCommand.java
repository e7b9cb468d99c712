package io.dealledger.cli;

import io.dealledger.journal.JournalFilter;
import io.dealledger.journal.JournalQuestion;
import io.dealledger.report.Reports;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The events themselves. */
@Command(
        name = "journal",
        description = "The events themselves in their one order, as they are stored.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class JournalCommand implements Callable<Integer> {
    private final Surroundings around;

    /** The parameters of the same names, as they are given. */
    private final Map<String, String> filters = new HashMap<>();

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

    @Option(names = "--stream", paramLabel = "ID", description = "Of one stream, e.g. co_exemplar.")
    void stream(String text) {
        filters.put("stream", text);
    }

    @Option(
            names = "--stream-type",
            paramLabel = "TYPE",
            description = "Of streams of one type: company, party, fx or ledger.")
    void streamType(String text) {
        filters.put("streamType", text);
    }

    @Option(
            names = "--name",
            paramLabel = "NAMES",
            description = "What happened: shares-issued, or several with commas between.")
    void name(String text) {
        filters.put("name", text);
    }

    @Option(names = "--actor", paramLabel = "ID", description = "Who recorded it.")
    void actor(String text) {
        filters.put("actor", text);
    }

    @Option(names = "--client", paramLabel = "ID", description = "The program on whose behalf it was recorded.")
    void client(String text) {
        filters.put("client", text);
    }

    @Option(names = "--effective-on-from", paramLabel = "DATE", description = "First effective date.")
    void effectiveOnFrom(String text) {
        filters.put("effectiveOnFrom", text);
    }

    @Option(names = "--effective-on-to", paramLabel = "DATE", description = "Last effective date.")
    void effectiveOnTo(String text) {
        filters.put("effectiveOnTo", text);
    }

    @Option(
            names = "--recorded-at-from",
            paramLabel = "INSTANT",
            description = "First instant of recording, with its zone.")
    void recordedAtFrom(String text) {
        filters.put("recordedAtFrom", text);
    }

    @Option(
            names = "--recorded-at-to",
            paramLabel = "INSTANT",
            description = "Last instant of recording, with its zone.")
    void recordedAtTo(String text) {
        filters.put("recordedAtTo", text);
    }

    @Option(names = "--accounting-on-from", paramLabel = "DATE", description = "First date in the books.")
    void accountingOnFrom(String text) {
        filters.put("accountingOnFrom", text);
    }

    @Option(names = "--accounting-on-to", paramLabel = "DATE", description = "Last date in the books.")
    void accountingOnTo(String text) {
        filters.put("accountingOnTo", text);
    }

    @Option(names = "--correlation", paramLabel = "ID", description = "Of one piece of work.")
    void correlation(String text) {
        filters.put("correlation", text);
    }

    @Option(names = "--command", paramLabel = "ID", description = "Of one command.")
    void command(String text) {
        filters.put("command", text);
    }

    @Option(names = "--corrected", description = "Only events that a later one corrects.")
    void corrected(boolean wanted) {
        filters.put("corrected", Boolean.toString(wanted));
    }

    @Option(names = "--correcting", description = "Only events that correct an earlier one.")
    void correcting(boolean wanted) {
        filters.put("correcting", Boolean.toString(wanted));
    }

    @Override
    public Integer call() throws IOException {
        JournalQuestion question = new JournalQuestion(JournalFilter.of(filters::get), after, limit);
        try (OpenLedger ledger = source.open(Readers.class)) {
            shown.show(ledger.get(Reports.class).journal(question), around.out());
        }
        return Exit.OK;
    }
}
