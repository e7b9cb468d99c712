package io.dealledger.calculation.vesting;

import io.dealledger.calculation.Given;
import io.dealledger.calculation.vesting.Vesting.Terms;
import io.dealledger.calculation.vesting.Vesting.Tranche;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The way through the graph. From a condition that nobody names as next, exactly one path is taken: to whichever of the
 * next conditions is satisfied first, and on one day to the one that is listed first. While a condition still recurs, an
 * event or a date that is next to it and comes before its next occurrence ends it. What was satisfied before it could be
 * next, is satisfied when it can be.
 *
 * <p>What cannot be followed is refused where the walk is strict, and left where it is where it is not.
 */
final class Walk {
    private static final int LAST_YEAR = 9999;
    static final int MOST_STEPS = 20_000;

    private final Terms terms;
    private final boolean strict;
    private final Graph graph;
    /** When conditions were satisfied, the last time. */
    private final Map<String, LocalDate> met = new HashMap<>();

    private final List<Tranche> tranches = new ArrayList<>();
    private final Set<String> waiting = new TreeSet<>();
    private Fraction vested = Fraction.ZERO;
    private int steps;

    /** A step that a path would take next. */
    private record Step(LocalDate on, Condition condition) {}

    /** Where one path is. */
    private static final class Path {
        private List<String> next;
        private LocalDate from = LocalDate.MIN;
        private @Nullable Condition recurring;
        private int times;

        Path(String root) {
            this.next = List.of(root);
        }
    }

    Walk(Terms terms, boolean strict) {
        this.terms = terms;
        this.strict = strict;
        this.graph = new Graph("terms", terms.conditions());
        walk();
    }

    List<Tranche> tranches() {
        return List.copyOf(tranches);
    }

    List<String> waiting() {
        return List.copyOf(waiting);
    }

    List<String> ignored() {
        return terms.events().keySet().stream()
                .filter(event -> !met.containsKey(event))
                .sorted()
                .toList();
    }

    private static InvalidValue wrong(String code, String figure, String message) {
        return InvalidValue.in("terms", code, figure, message);
    }

    private void walk() {
        List<Path> paths = graph.roots().stream().map(Path::new).toList();
        while (true) {
            Path earliest = null;
            Step first = null;
            for (Path path : paths) {
                Step step = step(path);
                if (step != null && (first == null || step.on.isBefore(first.on))) {
                    first = step;
                    earliest = path;
                }
            }
            if (first == null || earliest == null || !mayGoOn()) {
                paths.forEach(this::waitingAt);
                return;
            }
            take(earliest, first);
        }
    }

    private boolean mayGoOn() {
        if (++steps > MOST_STEPS && strict) {
            throw wrong("too-many", Integer.toString(steps), "there are more than " + MOST_STEPS + " occurrences");
        }
        return steps <= MOST_STEPS;
    }

    private void waitingAt(Path path) {
        path.next.stream().filter(id -> waits(graph.condition(id))).forEach(waiting::add);
    }

    private @Nullable Step step(Path path) {
        Condition recurring = path.recurring;
        if (recurring != null) {
            Step again = step(recurring, path.times + 1, path.from);
            Step other = first(path, true);
            return again == null || (other != null && other.on.isBefore(again.on)) ? other : again;
        }
        return first(path, false);
    }

    /** Whether the condition waits for a fact whose date is not known. */
    private boolean waits(Condition condition) {
        return switch (condition.trigger()) {
            case Trigger.Event() -> !terms.events().containsKey(condition.id());
            case Trigger.Start() -> terms.start() == null && !terms.events().containsKey(condition.id());
            case Trigger.Absolute _, Trigger.Relative _ -> false;
        };
    }

    /** The next condition that is satisfied first; of one day the one that is listed first. */
    private @Nullable Step first(Path path, boolean ending) {
        return path.next.stream()
                .map(graph::condition)
                .filter(condition -> !ending
                        || condition.trigger() instanceof Trigger.Event
                        || condition.trigger() instanceof Trigger.Absolute)
                .filter(condition -> !waits(condition))
                .map(condition -> step(condition, 1, path.from))
                .filter(Objects::nonNull)
                .min(Comparator.comparing(Step::on))
                .orElse(null);
    }

    private @Nullable Step step(Condition condition, int times, LocalDate from) {
        LocalDate satisfied = switch (condition.trigger()) {
            case Trigger.Start() -> fact(condition.id());
            case Trigger.Absolute(LocalDate date) -> date;
            case Trigger.Event() -> fact(condition.id());
            case Trigger.Relative(Period period, String anchor) -> relative(condition, period, anchor, times);
        };
        if (satisfied == null) {
            return null;
        }
        if (satisfied.getYear() > LAST_YEAR) {
            if (strict) {
                throw wrong("too-late", satisfied.toString(), condition.id() + " would vest in " + satisfied.getYear());
            }
            return null;
        }
        return new Step(satisfied.isBefore(from) ? from : satisfied, condition);
    }

    private @Nullable LocalDate fact(String condition) {
        LocalDate own = terms.events().get(condition);
        return own == null ? terms.start() : own;
    }

    /** Day of the month that months vest on: that of the earliest start, or where there is none, of where they count. */
    private LocalDate start(LocalDate counted) {
        LocalDate start = terms.start();
        return start != null
                ? start
                : terms.events().entrySet().stream()
                        .filter(event -> graph.condition(event.getKey()).trigger() instanceof Trigger.Start)
                        .map(Map.Entry::getValue)
                        .min(Comparator.naturalOrder())
                        .orElse(counted);
    }

    private @Nullable LocalDate relative(Condition condition, Period period, String anchor, int times) {
        LocalDate counted = met.get(anchor);
        if (counted == null) {
            if (strict) {
                throw wrong(
                        "counts-from-nothing",
                        anchor,
                        condition.id() + " counts from " + anchor + ", which is not satisfied before it");
            }
            return null;
        }
        LocalDate start = start(counted);
        LocalDate passed = period.after(counted, times, start);
        if (passed.isBefore(counted)) {
            passed = counted;
        }
        if (condition.cliff() != null) {
            LocalDate cliff = condition.cliff().after(counted, 1, start);
            return passed.isBefore(cliff) ? cliff : passed;
        }
        return passed;
    }

    private void take(Path path, Step step) {
        Condition condition = step.condition;
        boolean again = condition.equals(path.recurring);
        path.times = again ? path.times + 1 : 1;
        path.from = step.on;
        path.next = condition.next();
        int occurrences =
                condition.trigger() instanceof Trigger.Relative(Period period, String _) ? period.occurrences() : 1;
        path.recurring = path.times < occurrences ? condition : null;
        met.put(condition.id(), step.on);
        vest(condition, step.on);
    }

    private void vest(Condition condition, LocalDate on) {
        Fraction amount = switch (condition.amount()) {
            case Amount.Quantity(Fraction shares) -> shares;
            case Amount.Portion(Fraction part, boolean remainder) ->
                part.times(remainder ? terms.quantity().minus(vested) : terms.quantity());
        };
        Fraction unvested = terms.quantity().minus(vested);
        if (strict && amount.compareTo(unvested) > 0) {
            String more = Given.text(vested.plus(amount));
            throw wrong(
                    "more-than-granted",
                    more,
                    "with " + condition.id() + " on " + on + " " + more + " would have vested of "
                            + Given.text(terms.quantity()) + " granted");
        }
        amount = amount.min(unvested);
        vested = vested.plus(amount);
        if (amount.isZero()) {
            return;
        }
        if (!tranches.isEmpty()) {
            Tranche last = tranches.getLast();
            if (last.on().equals(on) && condition.id().equals(last.condition())) {
                tranches.set(
                        tranches.size() - 1, new Tranche(on, last.quantity().plus(amount), condition.id()));
                return;
            }
        }
        tranches.add(new Tranche(on, amount, condition.id()));
    }
}
