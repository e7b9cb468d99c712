package io.dealledger.changes;

import io.dealledger.calculation.Printed;
import io.dealledger.changes.RollForward.Part;
import io.dealledger.changes.RollForward.Replaced;
import io.dealledger.changes.RollForward.Row;
import io.dealledger.money.Fraction;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One exact figure on its way, as it is added up. */
final class Ledgered {
    /** Decimal places to which an amount is printed; one whose digits go on is rounded HALF_EVEN. */
    private static final int PLACES = 10;

    private static final class Sum {
        Fraction amount = Fraction.ZERO;
        final NavigableSet<Long> events = new TreeSet<>();
    }

    private final Fraction opening;
    private final String restated;
    private final Fraction closing;
    private final SortedMap<String, Sum> restatement = new TreeMap<>();
    private final SortedMap<String, Sum> movements = new TreeMap<>();

    /** @param restated as it is printed: in words where it has bounds */
    Ledgered(Fraction opening, String restated, Fraction closing) {
        this.opening = opening;
        this.restated = restated;
        this.closing = closing;
    }

    void restate(String movement, Fraction amount, Collection<Long> events) {
        add(restatement, movement, amount, events);
    }

    void move(String movement, Fraction amount, Collection<Long> events) {
        add(movements, movement, amount, events);
    }

    private static void add(SortedMap<String, Sum> sums, String movement, Fraction amount, Collection<Long> events) {
        Sum sum = sums.computeIfAbsent(movement, none -> new Sum());
        sum.amount = sum.amount.plus(amount);
        sum.events.addAll(events);
    }

    Fraction opening() {
        return opening;
    }

    Fraction closing() {
        return closing;
    }

    SortedMap<String, Fraction> restatement() {
        return amounts(restatement);
    }

    SortedMap<String, Fraction> movements() {
        return amounts(movements);
    }

    private static SortedMap<String, Fraction> amounts(SortedMap<String, Sum> sums) {
        SortedMap<String, Fraction> amounts = new TreeMap<>();
        sums.forEach((movement, sum) -> amounts.put(movement, sum.amount));
        return amounts;
    }

    Fraction unexplained() {
        Fraction explained = opening;
        for (Sum sum : restatement.values()) {
            explained = explained.plus(sum.amount);
        }
        for (Sum sum : movements.values()) {
            explained = explained.plus(sum.amount);
        }
        return closing.minus(explained);
    }

    Row row(List<String> of, String measure, @Nullable String unit) {
        return row(of, measure, unit, List.of());
    }

    /** @param replaced claims that the figure rested on in between */
    Row row(List<String> of, String measure, @Nullable String unit, List<Replaced> replaced) {
        return new Row(
                of,
                measure,
                unit,
                printed(opening),
                parts(restatement),
                restated,
                parts(movements),
                printed(closing),
                printed(unexplained()),
                List.copyOf(replaced));
    }

    private static SortedMap<String, Part> parts(SortedMap<String, Sum> sums) {
        SortedMap<String, Part> parts = new TreeMap<>();
        sums.forEach((movement, sum) -> {
            List<Long> events = new ArrayList<>(sum.events);
            parts.put(
                    movement,
                    new Part(
                            printed(sum.amount),
                            List.copyOf(events.subList(0, Math.min(Cell.EVENTS, events.size()))),
                            Math.max(0, events.size() - Cell.EVENTS)));
        });
        return parts;
    }

    static String printed(Fraction amount) {
        return Printed.decimal(amount, PLACES, RoundingMode.HALF_EVEN);
    }
}
