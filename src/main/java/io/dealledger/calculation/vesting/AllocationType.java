package io.dealledger.calculation.vesting;

import io.dealledger.money.Fraction;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How tranches that are fractions become whole shares (OCF AllocationType). A tranche that is a whole number by itself,
 * such as a cliff of a quarter, stays what it is, except that cumulative rounding looks at the sum up to each.
 */
public enum AllocationType {
    /** Each sum up to a tranche is rounded, half up: 18 in 4 are 5, 4, 5, 4. */
    CUMULATIVE_ROUNDING,
    /** Each sum up to a tranche is rounded down: 4, 5, 4, 5. */
    CUMULATIVE_ROUND_DOWN,
    /** Each tranche is rounded down, and the first ones get one more: 5, 5, 4, 4. */
    FRONT_LOADED,
    /** Each tranche is rounded down, and the last ones get one more: 4, 4, 5, 5. */
    BACK_LOADED,
    /** Each tranche is rounded down, and the first one gets all that is left: 6, 4, 4, 4. */
    FRONT_LOADED_TO_SINGLE_TRANCHE,
    /** Each tranche is rounded down, and the last one gets all that is left: 4, 4, 4, 6. */
    BACK_LOADED_TO_SINGLE_TRANCHE,
    /** Fractions stay: 4.5 each. */
    FRACTIONAL;

    /**
     * Where the tranches together are no whole number, only {@link #CUMULATIVE_ROUNDING} rounds the sum, though not
     * beyond the grant, and the others leave its fraction out. Where they are the whole grant, they vest whole, and the
     * fraction of a share that it has vests last (with {@link #FRONT_LOADED_TO_SINGLE_TRANCHE} with the rest).
     *
     * @param exact tranches in their order, none negative
     * @param grant what there is to vest, not less than the tranches together
     */
    public List<Fraction> allocate(List<Fraction> exact, Fraction grant) {
        return allocate(exact, grant, List.of());
    }

    /** Whether a tranche depends on those that come after it. */
    boolean looksAhead() {
        return switch (this) {
            case FRACTIONAL, CUMULATIVE_ROUNDING, CUMULATIVE_ROUND_DOWN -> false;
            case FRONT_LOADED, BACK_LOADED, FRONT_LOADED_TO_SINGLE_TRANCHE, BACK_LOADED_TO_SINGLE_TRANCHE -> true;
        };
    }

    /** @param settled what the first tranches are and stay, where it is known already; empty for nothing */
    List<Fraction> allocate(List<Fraction> exact, Fraction grant, List<Fraction> settled) {
        return switch (this) {
            case FRACTIONAL -> List.copyOf(exact);
            case CUMULATIVE_ROUNDING -> cumulative(exact, grant, RoundingMode.HALF_UP);
            case CUMULATIVE_ROUND_DOWN -> cumulative(exact, grant, RoundingMode.FLOOR);
            case FRONT_LOADED -> loaded(exact, grant, settled, false, false);
            case BACK_LOADED -> loaded(exact, grant, settled, true, false);
            case FRONT_LOADED_TO_SINGLE_TRANCHE -> loaded(exact, grant, settled, false, true);
            case BACK_LOADED_TO_SINGLE_TRANCHE -> loaded(exact, grant, settled, true, true);
        };
    }

    private static Fraction whole(Fraction figure, RoundingMode mode) {
        return Fraction.of(figure.toDecimal(0, mode));
    }

    private static List<Fraction> cumulative(List<Fraction> exact, Fraction grant, RoundingMode mode) {
        List<Fraction> tranches = new ArrayList<>();
        Fraction sum = Fraction.ZERO;
        Fraction allocated = Fraction.ZERO;
        for (Fraction tranche : exact) {
            sum = sum.plus(tranche);
            Fraction rounded = sum.equals(grant) ? grant : whole(sum, mode).min(grant);
            tranches.add(rounded.minus(allocated));
            allocated = rounded;
        }
        return List.copyOf(tranches);
    }

    private static List<Fraction> loaded(
            List<Fraction> all, Fraction grant, List<Fraction> settled, boolean back, boolean single) {
        List<Fraction> exact = all.subList(settled.size(), all.size());
        List<Fraction> tranches = new ArrayList<>(exact.stream()
                .map(tranche -> whole(tranche, RoundingMode.FLOOR))
                .toList());
        List<Integer> fractions = new ArrayList<>(IntStream.range(0, exact.size())
                .filter(index -> !exact.get(index).equals(tranches.get(index)))
                .boxed()
                .toList());
        Fraction sum = sum(all);
        Fraction shares = whole(sum, RoundingMode.FLOOR);
        Fraction fraction = sum.equals(grant) ? grant.minus(shares) : Fraction.ZERO;
        Fraction left = shares.minus(sum(settled)).minus(sum(tranches));
        List<Integer> served = back ? fractions.reversed() : fractions;
        if (left.signum() < 0) {
            takeBack(tranches, left.negate());
        } else if (single) {
            first(served, tranches, back)
                    .ifPresent(index ->
                            tranches.set(index, tranches.get(index).plus(left).plus(fraction)));
        } else {
            // Of one plan fewer are left than tranches have a fraction, since each fraction is less than one.
            int ones = Math.min(left.numerator().intValueExact(), served.size());
            served.stream()
                    .limit(ones)
                    .forEach(index -> tranches.set(index, tranches.get(index).plus(Fraction.ONE)));
            Fraction more = left.minus(Fraction.of(ones));
            if (!more.isZero()) {
                first(served, tranches, back)
                        .ifPresent(
                                index -> tranches.set(index, tranches.get(index).plus(more)));
            }
            first(fractions.reversed(), tranches, true)
                    .ifPresent(index -> tranches.set(index, tranches.get(index).plus(fraction)));
        }
        List<Fraction> allocated = new ArrayList<>(settled);
        allocated.addAll(tranches);
        return List.copyOf(allocated);
    }

    /** The one that is served first; where no tranche has a fraction, the first or the last of all. */
    private static Optional<Integer> first(List<Integer> served, List<Fraction> tranches, boolean back) {
        return !served.isEmpty()
                ? Optional.of(served.getFirst())
                : tranches.isEmpty() ? Optional.empty() : Optional.of(back ? tranches.size() - 1 : 0);
    }

    /** What was vested in advance, by a plan that was cut short, comes off the last tranches. */
    private static void takeBack(List<Fraction> tranches, Fraction tooMany) {
        Fraction left = tooMany;
        for (int index = tranches.size() - 1; index >= 0 && !left.isZero(); index--) {
            Fraction taken = tranches.get(index).min(left);
            tranches.set(index, tranches.get(index).minus(taken));
            left = left.minus(taken);
        }
    }

    private static Fraction sum(List<Fraction> figures) {
        return figures.stream().reduce(Fraction.ZERO, Fraction::plus);
    }
}
