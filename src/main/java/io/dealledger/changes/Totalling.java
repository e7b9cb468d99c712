package io.dealledger.changes;

import io.dealledger.changes.Changes.ControlTotal;
import io.dealledger.changes.RollForward.Total;
import io.dealledger.money.Fraction;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up the exact rows of one kind, and counts those that have bounds. */
final class Totalling {
    private record Kind(String of, String measure, String unit) implements Comparable<Kind> {
        @Override
        public int compareTo(Kind other) {
            return (of + "\n" + measure + "\n" + unit).compareTo(other.of + "\n" + other.measure + "\n" + other.unit);
        }
    }

    private static final class Sum {
        Fraction opening = Fraction.ZERO;
        Fraction closing = Fraction.ZERO;
        Fraction unexplained = Fraction.ZERO;
        int bounded;
        final SortedMap<String, Fraction> restatement = new TreeMap<>();
        final SortedMap<String, Fraction> movements = new TreeMap<>();
    }

    private final SortedMap<Kind, Sum> sums = new TreeMap<>();

    void add(String of, String measure, String unit, Ledgered row) {
        Sum sum = sums.computeIfAbsent(new Kind(of, measure, unit), none -> new Sum());
        sum.opening = sum.opening.plus(row.opening());
        sum.closing = sum.closing.plus(row.closing());
        sum.unexplained = sum.unexplained.plus(row.unexplained());
        row.restatement().forEach((movement, amount) -> sum.restatement.merge(movement, amount, Fraction::plus));
        row.movements().forEach((movement, amount) -> sum.movements.merge(movement, amount, Fraction::plus));
    }

    /** A total that counts nothing else says so with zeros. */
    void addBounded(String of, String measure, String unit) {
        sums.computeIfAbsent(new Kind(of, measure, unit), none -> new Sum()).bounded++;
    }

    List<Total> totals() {
        List<Total> totals = new ArrayList<>();
        sums.forEach((kind, sum) -> totals.add(new Total(
                kind.of(),
                kind.measure(),
                kind.unit(),
                Ledgered.printed(sum.opening),
                printed(sum.restatement),
                printed(sum.movements),
                Ledgered.printed(sum.closing),
                Ledgered.printed(sum.unexplained),
                sum.bounded)));
        return List.copyOf(totals);
    }

    /** The same as control totals of a header: one movement figure for each. */
    List<ControlTotal> controlTotals() {
        List<ControlTotal> totals = new ArrayList<>();
        sums.forEach((kind, sum) -> totals.add(new ControlTotal(
                kind.of() + " " + kind.measure(),
                kind.unit(),
                Ledgered.printed(sum.opening),
                Ledgered.printed(added(sum.restatement)),
                Ledgered.printed(added(sum.movements)),
                Ledgered.printed(sum.closing))));
        return List.copyOf(totals);
    }

    private static Fraction added(SortedMap<String, Fraction> amounts) {
        return amounts.values().stream().reduce(Fraction.ZERO, Fraction::plus);
    }

    private static SortedMap<String, String> printed(SortedMap<String, Fraction> amounts) {
        SortedMap<String, String> printed = new TreeMap<>();
        amounts.forEach((movement, amount) -> printed.put(movement, Ledgered.printed(amount)));
        return printed;
    }
}
