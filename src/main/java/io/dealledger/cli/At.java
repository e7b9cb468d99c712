package io.dealledger.cli;

import io.dealledger.http.Asked;
import io.dealledger.http.AskedResolver;
import io.dealledger.ledger.PointInTime.By;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of a question's point in time; they mean what the parameters of the same names mean. */
final class At {
    @Option(names = "--as-of", paramLabel = "DATE", description = "What was true on that day. Default: today.")
    private @Nullable String asOf;

    @Option(
            names = "--known-at",
            paramLabel = "POSITION|INSTANT",
            description = "What was known then: a position, or an instant with its zone like 2024-03-31T12:00:00Z, not"
                    + " after the newest event. Default: all that is recorded.")
    private @Nullable String knownAt;

    @Option(
            names = "--published-by",
            paramLabel = "DATE",
            description = "Leaves out facts whose source was published later.")
    private @Nullable String publishedBy;

    @Option(
            names = "--accounting",
            description = "Facts that came after their period was closed count from their accounting date on.")
    private boolean accounting;

    Asked in(OpenLedger ledger) {
        return ledger.get(AskedResolver.class)
                .resolve(asOf, knownAt, publishedBy, (accounting ? By.ACCOUNTING : By.EFFECTIVE).name());
    }
}
