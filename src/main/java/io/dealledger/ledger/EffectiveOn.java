package io.dealledger.ledger;

import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The business clock of one fact.
 *
 * @param effectiveOn last day on which it can have taken effect; absent when it holds since always
 * @param effectiveFrom first such day; absent when unknown
 * @param precision how the date was stated; absent when it holds since always
 */
public record EffectiveOn(
        @Nullable LocalDate effectiveOn,
        @Nullable LocalDate effectiveFrom,
        @Nullable Precision precision) implements Comparable<EffectiveOn> {
    public static final EffectiveOn SINCE_ALWAYS = new EffectiveOn(null, null, null);

    private static final Comparator<EffectiveOn> ORDER =
            Comparator.comparing(EffectiveOn::effectiveOn, Comparator.nullsFirst(Comparator.naturalOrder()));

    public static EffectiveOn day(LocalDate day) {
        return new EffectiveOn(day, day, Precision.DAY);
    }

    public static EffectiveOn noLaterThan(LocalDate day) {
        return new EffectiveOn(day, null, Precision.NO_LATER_THAN);
    }

    /** Whether it has certainly taken effect by the end of that day. */
    public boolean holdsOn(LocalDate day) {
        return effectiveOn == null || !effectiveOn.isAfter(day);
    }

    /** Whether it may have taken effect by that day, and may not. */
    public boolean mayHoldOn(LocalDate day) {
        return !holdsOn(day) && (effectiveFrom == null || !effectiveFrom.isAfter(day));
    }

    public boolean isVague() {
        return effectiveOn != null && !effectiveOn.equals(effectiveFrom);
    }

    /** Facts are ordered by {@code effectiveOn}; what holds since always comes first. */
    @Override
    public int compareTo(EffectiveOn other) {
        return ORDER.compare(this, other);
    }
}
