package io.dealledger.changes;

import io.dealledger.fx.FxEvent;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The way from one position to another on which the ledger learns, command by command; what does not concern the answer
 * is passed over, and so is what was undone again by the end.
 *
 * @param ends position before the first step, and after each
 * @param undone positions of what is not looked at anywhere on the way
 */
record Learning(List<Step> steps, List<Long> ends, Set<Long> undone) {
    /**
     * What is known on a way on which the rates are learned first: a purchase that comes later is translated at the rate
     * of its date as soon as it is known, whichever of the two was recorded first.
     *
     * @param rates position up to which exchange rates are known
     * @param others position up to which everything else is
     * @param undone positions of what is not looked at
     */
    record Known(long rates, long others, Set<Long> undone) {}

    /** A way with what is known before the first step, and after each. */
    record RatesFirst(List<Step> steps, List<Known> known, Set<Long> undone) {
        /** Where one stands on the way. */
        PointInTime at(PointInTime point) {
            return passingOver(undone, point);
        }
    }

    /**
     * @param from the first point
     * @param to position up to which the ledger learns, inclusive
     * @param facts that may concern the answer; what the point does not admit is passed over
     */
    static Learning between(
            PointInTime from, long to, Collection<? extends Recorded<? extends Fact>> facts, Recorders recorders) {
        List<Recorded<? extends Fact>> admitted = admitted(from, to, facts);
        return between(from.knownAt(), admitted, undone(from, admitted), recorders);
    }

    /** The same with what was undone again. */
    static Learning ofEverything(
            PointInTime from, long to, Collection<? extends Recorded<? extends Fact>> facts, Recorders recorders) {
        return between(from.knownAt(), admitted(from, to, facts), Set.of(), recorders);
    }

    /** Whether an event came on that way, and was not undone again. */
    static Predicate<Recorded<? extends Fact>> isLearned(
            PointInTime from, long to, Collection<? extends Recorded<? extends Fact>> facts) {
        PointInTime last = from.knownAt(to);
        Set<Long> undone = undone(from, admitted(from, to, facts));
        return fact -> fact.position() > from.knownAt() && last.admits(fact) && !undone.contains(fact.position());
    }

    private static List<Recorded<? extends Fact>> admitted(
            PointInTime from, long to, Collection<? extends Recorded<? extends Fact>> facts) {
        PointInTime last = from.knownAt(to);
        List<Recorded<? extends Fact>> admitted = new ArrayList<>();
        for (Recorded<? extends Fact> fact : facts) {
            if (last.admits(fact)) {
                admitted.add(fact);
            }
        }
        return admitted;
    }

    private static Set<Long> undone(PointInTime from, Collection<? extends Recorded<? extends Fact>> admitted) {
        return Undone.of(admitted, fact -> fact.position() > from.knownAt());
    }

    private static Learning between(
            long from, Collection<? extends Recorded<? extends Fact>> admitted, Set<Long> undone, Recorders recorders) {
        SortedMap<Long, Recorded<? extends Fact>> learned = new TreeMap<>();
        for (Recorded<? extends Fact> fact : admitted) {
            if (fact.position() > from && !undone.contains(fact.position())) {
                learned.put(fact.position(), fact);
            }
        }
        var recorded = recorders.of(learned.keySet());
        SortedMap<Long, List<Recorded<? extends Fact>>> commands = new TreeMap<>();
        learned.forEach((position, fact) -> {
            Recorders.Recorder recorder = recorded.get(position);
            commands.computeIfAbsent(recorder == null ? position : recorder.commandEnd(), none -> new ArrayList<>())
                    .add(fact);
        });
        Learning way = new Learning(new ArrayList<>(), new ArrayList<>(List.of(from)), undone);
        commands.forEach((end, together) -> {
            way.steps.add(new Step(Step.Kind.LEARNING, together));
            way.ends.add(end);
        });
        return way;
    }

    /** The same, the rates before everything else. */
    static RatesFirst ratesFirst(
            PointInTime from, long to, Collection<? extends Recorded<? extends Fact>> facts, Recorders recorders) {
        List<Recorded<? extends Fact>> rates = new ArrayList<>();
        List<Recorded<? extends Fact>> others = new ArrayList<>();
        List<Recorded<? extends Fact>> admitted = admitted(from, to, facts);
        Set<Long> undone = undone(from, admitted);
        admitted.forEach(fact -> (fact.fact() instanceof FxEvent ? rates : others).add(fact));
        Learning first = between(from.knownAt(), rates, undone, recorders);
        Learning then = between(from.knownAt(), others, undone, recorders);
        List<Step> steps = new ArrayList<>(first.steps);
        steps.addAll(then.steps);
        List<Known> known = new ArrayList<>();
        first.ends.forEach(end -> known.add(new Known(end, from.knownAt(), undone)));
        then.ends.subList(1, then.ends.size()).forEach(end -> known.add(new Known(to, end, undone)));
        return new RatesFirst(steps, known, undone);
    }

    /** What is known after some steps. */
    Known known(int passed) {
        return new Known(ends.get(passed), ends.get(passed), undone);
    }

    /** Where one stands after some steps, on the date of a point. */
    PointInTime at(int passed, PointInTime point) {
        return passingOver(undone, point.knownAt(ends.get(passed)));
    }

    <E extends Fact> List<Recorded<E>> of(List<Recorded<E>> facts) {
        return Booking.without(undone, facts);
    }

    /**
     * What was recorded while something stood that is passed over may not go together with it: as where sources are left
     * out, a fact that the state does not allow is passed over too.
     */
    static PointInTime passingOver(Set<Long> undone, PointInTime point) {
        return undone.isEmpty() || !point.isComplete()
                ? point
                : new PointInTime(point.asOf(), point.knownAt(), LocalDate.MAX, point.bookedBy());
    }
}
