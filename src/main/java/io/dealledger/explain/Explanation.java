package io.dealledger.explain;

import io.dealledger.money.Source;
import io.dealledger.money.SourceClass;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one figure of an answer came about.
 *
 * @param of the read path of the answer
 * @param at JSON pointer (RFC 6901) of the figure within it
 * @param asOf the date that the answer is about, or that it ends with
 * @param position up to which the ledger was read
 */
public record Explanation(String of, String at, LocalDate asOf, long position, Figure figure) {
    /**
     * A figure, with what it was calculated from.
     *
     * @param at where the same figure stands in the answer; absent for one that stands nowhere in it
     * @param value as the answer writes it
     * @param formula by name; "stated" for what a source says, "recorded" for what an event says to the last digit
     * @param rounding of the value as it is written; "none" where it is exact
     * @param assumption what the formula takes for granted beyond its inputs
     * @param phrase the source's own words
     * @param inputs the figures that the formula was applied to
     * @param events those that the figure rests on itself, in order of effect; of a calculated one they are those of its
     *     inputs
     */
    public record Figure(
            @Nullable String at,
            Object value,
            String formula,
            String rounding,
            @Nullable String assumption,
            @Nullable SourceClass sourceClass,
            @Nullable Source source,
            @Nullable String phrase,
            List<Figure> inputs,
            List<Event> events) {}

    /**
     * An event that a figure rests on. The whole of it is at {@code /api/journal/<position>}.
     *
     * @param effectiveOn last day on which it can have taken effect; absent when it holds since always
     * @param actor who recorded it
     * @param corrects version of the event in whose place it stands
     * @param reason of the correction; there whenever {@code corrects} is
     * @param before the figure before the event; absent where the event is not a step of a count
     * @param after the figure after it
     */
    public record Event(
            long position,
            String stream,
            long version,
            String name,
            @Nullable String effectiveOn,
            String recordedAt,
            @Nullable String actor,
            @Nullable Long corrects,
            @Nullable String reason,
            @Nullable String before,
            @Nullable String after) {}
}
