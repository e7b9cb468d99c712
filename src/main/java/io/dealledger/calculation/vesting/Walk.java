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
import java.util.HashSet;
import java.util.LinkedHashMap;
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
 */
final class Walk {
    private static final int LAST_YEAR = 9999;
    private static final int MOST_STEPS = 20_000;

    private final Terms terms;
    private final Map<String, Condition> conditions = new LinkedHashMap<>();
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

    Walk(Terms terms) {
        this.terms = terms;
        index();
        acyclic();
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

    private void index() {
        for (Condition condition : terms.conditions()) {
            if (conditions.put(condition.id(), condition) != null) {
                throw wrong("duplicate", condition.id(), "there are two conditions " + condition.id());
            }
        }
        for (Condition condition : conditions.values()) {
            for (String next : condition.next()) {
                if (!conditions.containsKey(next)) {
                    throw wrong(
                            "unknown-condition",
                            next,
                            "after " + condition.id() + " comes " + next + ", and there is no such condition");
                }
            }
            if (condition.trigger() instanceof Trigger.Relative relative
                    && !conditions.containsKey(relative.condition())) {
                throw wrong(
                        "unknown-condition",
                        relative.condition(),
                        condition.id() + " counts from " + relative.condition() + ", and there is no such condition");
            }
        }
        for (String event : terms.events().keySet()) {
            Condition condition = conditions.get(event);
            if (condition == null) {
                throw InvalidValue.in("events", "unknown-condition", event, "there is no condition " + event);
            }
            if (!(condition.trigger() instanceof Trigger.Event)) {
                throw InvalidValue.in("events", "not-an-event", event, event + " is satisfied by no event");
            }
        }
    }

    private void acyclic() {
        Set<String> left = new HashSet<>();
        for (String id : conditions.keySet()) {
            acyclic(id, new ArrayList<>(), left);
        }
    }

    private void acyclic(String id, List<String> way, Set<String> left) {
        if (way.contains(id)) {
            List<String> cycle = new ArrayList<>(way.subList(way.indexOf(id), way.size()));
            cycle.add(id);
            String drawn = String.join(" -> ", cycle);
            throw wrong("cycle", drawn, "the conditions go round: " + drawn);
        }
        if (left.contains(id)) {
            return;
        }
        way.add(id);
        condition(id).next().forEach(next -> acyclic(next, way, left));
        way.removeLast();
        left.add(id);
    }

    private Condition condition(String id) {
        return Objects.requireNonNull(conditions.get(id));
    }

    private void walk() {
        Set<String> named = new HashSet<>();
        conditions.values().forEach(condition -> named.addAll(condition.next()));
        List<Path> paths = new ArrayList<>(conditions.keySet().stream()
                .filter(id -> !named.contains(id))
                .map(Path::new)
                .toList());
        while (!paths.isEmpty()) {
            Path earliest = null;
            Step first = null;
            for (Path path : List.copyOf(paths)) {
                Step step = step(path);
                if (step == null) {
                    paths.remove(path);
                    waitingAt(path);
                } else if (first == null || step.on.isBefore(first.on)) {
                    first = step;
                    earliest = path;
                }
            }
            if (first != null && earliest != null) {
                take(earliest, first);
            }
        }
    }

    private void waitingAt(Path path) {
        path.next.stream()
                .filter(id -> condition(id).trigger() instanceof Trigger.Event)
                .forEach(waiting::add);
    }

    private @Nullable Step step(Path path) {
        Condition recurring = path.recurring;
        if (recurring != null) {
            Step again = new Step(on(recurring, path.times + 1, path.from), recurring);
            Step other = first(path, true);
            return other != null && other.on.isBefore(again.on) ? other : again;
        }
        return first(path, false);
    }

    /** The next condition that is satisfied first; of one day the one that is listed first. */
    private @Nullable Step first(Path path, boolean ending) {
        return path.next.stream()
                .map(this::condition)
                .filter(condition -> !ending
                        || condition.trigger() instanceof Trigger.Event
                        || condition.trigger() instanceof Trigger.Absolute)
                .filter(condition -> !(condition.trigger() instanceof Trigger.Event)
                        || terms.events().containsKey(condition.id()))
                .map(condition -> new Step(on(condition, 1, path.from), condition))
                .min(Comparator.comparing(Step::on))
                .orElse(null);
    }

    private LocalDate on(Condition condition, int times, LocalDate from) {
        LocalDate satisfied = switch (condition.trigger()) {
            case Trigger.Start() -> terms.start();
            case Trigger.Absolute(LocalDate date) -> date;
            case Trigger.Event() -> Objects.requireNonNull(terms.events().get(condition.id()));
            case Trigger.Relative(Period period, String anchor) -> relative(condition, period, anchor, times);
        };
        if (satisfied.getYear() > LAST_YEAR) {
            throw wrong("too-late", satisfied.toString(), condition.id() + " would vest in " + satisfied.getYear());
        }
        return satisfied.isBefore(from) ? from : satisfied;
    }

    private LocalDate relative(Condition condition, Period period, String anchor, int times) {
        LocalDate counted = met.get(anchor);
        if (counted == null) {
            throw wrong(
                    "counts-from-nothing",
                    anchor,
                    condition.id() + " counts from " + anchor + ", which is not satisfied before it");
        }
        LocalDate passed = period.after(counted, times, terms.start());
        if (passed.isBefore(counted)) {
            passed = counted;
        }
        if (condition.cliff() != null) {
            LocalDate cliff = condition.cliff().after(counted, 1, terms.start());
            return passed.isBefore(cliff) ? cliff : passed;
        }
        return passed;
    }

    private void take(Path path, Step step) {
        if (++steps > MOST_STEPS) {
            throw wrong("too-many", Integer.toString(steps), "there are more than " + MOST_STEPS + " occurrences");
        }
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
        vested = vested.plus(amount);
        if (vested.compareTo(terms.quantity()) > 0) {
            throw wrong(
                    "more-than-granted",
                    Given.text(vested),
                    "with " + condition.id() + " on " + on + " " + Given.text(vested) + " would have vested of "
                            + Given.text(terms.quantity()) + " granted");
        }
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
