package io.dealledger.journal;

import io.dealledger.http.HttpProblem;
import io.dealledger.http.Parameters;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which events are asked for; all that is given must hold. As a parameter of a controller's method it is resolved from
 * the query parameters of these names.
 *
 * @param stream id of a stream
 * @param streamType company, party, fx or ledger
 * @param names what happened, one of these; empty for anything
 * @param actor opaque id of who recorded it
 * @param client program on whose behalf it was recorded
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
    "client",
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
public record JournalFilter(
        @Nullable String stream,
        @Nullable String streamType,
        List<String> names,
        @Nullable String actor,
        @Nullable String client,
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
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,100}");
    private static final Set<String> STREAM_TYPES = Set.of("company", "party", "fx", "ledger");
    private static final int MOST_NAMES = 20;

    static final JournalFilter NONE = of(_ -> null);

    public JournalFilter {
        names = List.copyOf(names);
    }

    /**
     * From the texts of the parameters; what could match nothing by its form is refused rather than answered with
     * nothing.
     *
     * @param given a parameter's text by its name; null for one that is left out
     */
    public static JournalFilter of(Function<String, @Nullable String> given) {
        LocalDate effectiveFrom = day(given, "effectiveOnFrom");
        LocalDate effectiveTo = day(given, "effectiveOnTo");
        LocalDate accountingFrom = day(given, "accountingOnFrom");
        LocalDate accountingTo = day(given, "accountingOnTo");
        Instant recordedFrom = instant(given, "recordedAtFrom");
        Instant recordedTo = instant(given, "recordedAtTo");
        inOrder("effectiveOnTo", effectiveFrom, effectiveTo);
        inOrder("accountingOnTo", accountingFrom, accountingTo);
        inOrder("recordedAtTo", recordedFrom, recordedTo);
        return new JournalFilter(
                given.apply("stream"),
                streamType(given),
                names(given),
                given.apply("actor"),
                given.apply("client"),
                effectiveFrom,
                effectiveTo,
                recordedFrom,
                recordedTo,
                accountingFrom,
                accountingTo,
                given.apply("correlation"),
                given.apply("command"),
                flag(given, "corrected"),
                flag(given, "correcting"));
    }

    private static @Nullable String streamType(Function<String, @Nullable String> given) {
        String type = given.apply("streamType");
        if (type != null && !STREAM_TYPES.contains(type)) {
            throw HttpProblem.parameter(
                    "streamType", "unknown-value", "'" + type + "' is none of company, fx, ledger, party");
        }
        return type;
    }

    private static List<String> names(Function<String, @Nullable String> given) {
        String text = given.apply("name");
        if (text == null) {
            return List.of();
        }
        List<String> names = List.of(text.split(",", -1));
        if (names.size() > MOST_NAMES || !names.stream().allMatch(NAME.asMatchPredicate())) {
            throw HttpProblem.parameter(
                    "name",
                    "not-a-name",
                    "'" + text + "' is not the name of an event like shares-issued, nor up to " + MOST_NAMES
                            + " of them with commas between");
        }
        return names;
    }

    private static boolean flag(Function<String, @Nullable String> given, String name) {
        String text = given.apply(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw HttpProblem.parameter(name, "not-a-boolean", "it is true or false");
    }

    private static @Nullable LocalDate day(Function<String, @Nullable String> given, String name) {
        String text = given.apply(name);
        if (text == null) {
            return null;
        }
        if (DAY.matcher(text).matches()) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException impossible) {
                // Falls through: 2023-02-30 is as little a date as any other text.
            }
        }
        throw HttpProblem.parameter(name, "not-a-date", "'" + text + "' is not a date like 2024-03-31");
    }

    private static @Nullable Instant instant(Function<String, @Nullable String> given, String name) {
        String text = given.apply(name);
        if (text == null) {
            return null;
        }
        try {
            // An unescaped + arrives as a blank, and no form of ISO 8601 has one there.
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException wrong) {
            throw HttpProblem.parameter(
                    name, "not-an-instant", "'" + text + "' is not an instant with its zone like 2024-03-31T12:00:00Z");
        }
    }

    private static <T extends Comparable<? super T>> void inOrder(String name, @Nullable T from, @Nullable T to) {
        if (from != null && to != null && from.compareTo(to) > 0) {
            throw HttpProblem.parameter(name, "before-the-first", to + " is before " + from);
        }
    }
}
