package io.dealledger.money;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every value that a figure can have: a lower and an upper bound, each inclusive or not, each possibly
 * absent. Arithmetic carries the bounds exactly; an absent bound stays absent, so that a lower bound minus
 * a lower bound is unknown.
 */
public record Interval(@Nullable Bound lower, @Nullable Bound upper) {
    /** One end of an interval. */
    public record Bound(Fraction at, boolean inclusive) {
        Bound with(Fraction moved, boolean and) {
            return new Bound(moved, inclusive && and);
        }
    }

    public static final Interval UNKNOWN = new Interval(null, null);
    /** What is known of an amount of which nothing was said: it is not negative. */
    public static final Interval NOT_NEGATIVE = atLeast(Fraction.ZERO);

    public static final Interval ZERO = exactly(Fraction.ZERO);

    public static Interval exactly(Fraction value) {
        return new Interval(new Bound(value, true), new Bound(value, true));
    }

    public static Interval atLeast(Fraction value) {
        return new Interval(new Bound(value, true), null);
    }

    public static Interval moreThan(Fraction value) {
        return new Interval(new Bound(value, false), null);
    }

    public static Interval atMost(Fraction value) {
        return new Interval(null, new Bound(value, true));
    }

    public static Interval lessThan(Fraction value) {
        return new Interval(null, new Bound(value, false));
    }

    public static Interval between(Fraction lower, boolean lowerInclusive, Fraction upper, boolean upperInclusive) {
        return new Interval(new Bound(lower, lowerInclusive), new Bound(upper, upperInclusive));
    }

    /** The single value, when there is only one. */
    public Optional<Fraction> exact() {
        return lower != null && upper != null && lower.at().equals(upper.at()) && lower.inclusive() && upper.inclusive()
                ? Optional.of(lower.at())
                : Optional.empty();
    }

    public boolean isUnknown() {
        return lower == null && upper == null;
    }

    public boolean isEmpty() {
        if (lower == null || upper == null) {
            return false;
        }
        int order = lower.at().compareTo(upper.at());
        return order > 0 || (order == 0 && !(lower.inclusive() && upper.inclusive()));
    }

    public boolean contains(Fraction value) {
        return !intersect(exactly(value)).isEmpty();
    }

    public boolean overlaps(Interval other) {
        return !intersect(other).isEmpty();
    }

    /** What satisfies both; {@link #isEmpty() empty} when nothing does. */
    public Interval intersect(Interval other) {
        return new Interval(tighter(lower, other.lower, 1), tighter(upper, other.upper, -1));
    }

    /** The smallest interval that holds both. */
    public Interval hull(Interval other) {
        return new Interval(looser(lower, other.lower, 1), looser(upper, other.upper, -1));
    }

    public Interval plus(Interval other) {
        return new Interval(sum(lower, other.lower), sum(upper, other.upper));
    }

    public Interval negate() {
        return new Interval(mirrored(upper), mirrored(lower));
    }

    public Interval minus(Interval other) {
        return plus(other.negate());
    }

    /** The product; both factors must not be negative, which holds for amounts, quantities, rates and factors. */
    public Interval times(Interval other) {
        Bound low = known(lower, true);
        Bound otherLow = known(other.lower, true);
        return new Interval(
                product(low, otherLow),
                upper == null || other.upper == null ? zeroTimesUnbounded(other) : product(upper, other.upper));
    }

    /**
     * The quotient; both must not be negative. A divisor that can be zero leaves the upper bound open, and one that
     * is nothing else leaves everything open.
     */
    public Interval over(Interval divisor) {
        if (divisor.upper != null && divisor.upper.at().isZero()) {
            return UNKNOWN;
        }
        Bound low = known(lower, true);
        Bound smallest = known(divisor.lower, true);
        Bound from = divisor.upper == null
                ? new Bound(Fraction.ZERO, low.at().isZero() && low.inclusive())
                : new Bound(
                        low.at().over(divisor.upper.at()),
                        low.inclusive() && (low.at().isZero() || divisor.upper.inclusive()));
        Bound to = upper == null || smallest.at().isZero()
                ? null
                : new Bound(
                        upper.at().over(smallest.at()),
                        upper.inclusive() && (upper.at().isZero() || smallest.inclusive()));
        return new Interval(from, to);
    }

    public Interval times(Fraction factor) {
        return times(exactly(factor));
    }

    private @Nullable Bound zeroTimesUnbounded(Interval other) {
        boolean zero = exact().filter(Fraction::isZero).isPresent()
                || other.exact().filter(Fraction::isZero).isPresent();
        return zero ? new Bound(Fraction.ZERO, true) : null;
    }

    /** Zero times anything is zero, also where the other bound itself is excluded. */
    private static Bound product(Bound one, Bound other) {
        boolean zero = (one.at().isZero() && one.inclusive()) || (other.at().isZero() && other.inclusive());
        return new Bound(one.at().times(other.at()), zero || (one.inclusive() && other.inclusive()));
    }

    private static Bound known(@Nullable Bound bound, boolean inclusive) {
        return bound == null ? new Bound(Fraction.ZERO, inclusive) : bound;
    }

    private static @Nullable Bound mirrored(@Nullable Bound bound) {
        return bound == null ? null : new Bound(bound.at().negate(), bound.inclusive());
    }

    private static @Nullable Bound sum(@Nullable Bound one, @Nullable Bound other) {
        return one == null || other == null ? null : one.with(one.at().plus(other.at()), other.inclusive());
    }

    /** @param side 1 for lower bounds, where the greater is tighter; -1 for upper bounds */
    private static @Nullable Bound tighter(@Nullable Bound one, @Nullable Bound other, int side) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        int order = Integer.signum(one.at().compareTo(other.at())) * side;
        return order == 0 ? one.with(one.at(), other.inclusive()) : order > 0 ? one : other;
    }

    private static @Nullable Bound looser(@Nullable Bound one, @Nullable Bound other, int side) {
        if (one == null || other == null) {
            return null;
        }
        int order = Integer.signum(one.at().compareTo(other.at())) * side;
        return order == 0 ? new Bound(one.at(), one.inclusive() || other.inclusive()) : order < 0 ? one : other;
    }
}
