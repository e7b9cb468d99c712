package io.dealledger.journal;

import io.dealledger.http.Parameters;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events are asked for; all that is given must hold. As a parameter of a controller's method it is resolved from
 * the query parameters of these names.
 *
 * @param stream id of a stream
 * @param streamType company, party, fx or ledger
 * @param names what happened, one of these; empty for anything
 * @param actor opaque id of who recorded it
 * @param effectiveOnFrom first effective date that is shown; facts that hold since always have none
 * @param effectiveOnTo last effective date that is shown
 * @param recordedAtFrom first instant of recording that is shown
 * @param recordedAtTo last instant of recording that is shown
 * @param accountingOnFrom first date in the books; that of a fact without one is its effective date
 * @param accountingOnTo last date in the books
 * @param correlation id that joins the commands of one piece of work
 * @param command id of one command
 * @param corrected only events that a later one corrects
 * @param correcting only events that correct an earlier one
 */
@Parameters({
    "stream",
    "streamType",
    "name",
    "actor",
    "effectiveOnFrom",
    "effectiveOnTo",
    "recordedAtFrom",
    "recordedAtTo",
    "accountingOnFrom",
    "accountingOnTo",
    "correlation",
    "command",
    "corrected",
    "correcting"
})
record JournalFilter(
        @Nullable String stream,
        @Nullable String streamType,
        List<String> names,
        @Nullable String actor,
        @Nullable LocalDate effectiveOnFrom,
        @Nullable LocalDate effectiveOnTo,
        @Nullable Instant recordedAtFrom,
        @Nullable Instant recordedAtTo,
        @Nullable LocalDate accountingOnFrom,
        @Nullable LocalDate accountingOnTo,
        @Nullable String correlation,
        @Nullable String command,
        boolean corrected,
        boolean correcting) {
    static final JournalFilter NONE = new JournalFilter(
            null, null, List.of(), null, null, null, null, null, null, null, null, null, false, false);

    JournalFilter {
        names = List.copyOf(names);
    }

    static JournalFilter ofStream(String stream) {
        return new JournalFilter(
                stream, null, List.of(), null, null, null, null, null, null, null, null, null, false, false);
    }
}
