package io.dealledger.changes;

import io.dealledger.fx.FxEvent;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.Recorded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The way from one position to another on which the ledger learns, command by command; what does not concern the answer
 * is passed over.
 *
 * @param ends position before the first step, and after each
 */
record Learning(List<Step> steps, List<Long> ends) {
    /**
     * What is known on a way on which the rates are learned first: a purchase that comes later is translated at the rate
     * of its date as soon as it is known, whichever of the two was recorded first.
     *
     * @param rates position up to which exchange rates are known
     * @param others position up to which everything else is
     */
    record Known(long rates, long others) {}

    /** A way with what is known before the first step, and after each. */
    record RatesFirst(List<Step> steps, List<Known> known) {}

    /** @param from exclusive @param to inclusive @param facts that may concern the answer, known at the second position */
    static Learning between(
            long from, long to, Collection<? extends Recorded<? extends Fact>> facts, Recorders recorders) {
        SortedMap<Long, Recorded<? extends Fact>> learned = new TreeMap<>();
        for (Recorded<? extends Fact> fact : facts) {
            if (fact.position() > from && fact.position() <= to) {
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
        Learning way = new Learning(new ArrayList<>(), new ArrayList<>(List.of(from)));
        commands.forEach((end, together) -> {
            way.steps.add(new Step(Step.Kind.LEARNING, together));
            way.ends.add(end);
        });
        return way;
    }

    /** The same, the rates before everything else. */
    static RatesFirst ratesFirst(
            long from, long to, Collection<? extends Recorded<? extends Fact>> facts, Recorders recorders) {
        List<Recorded<? extends Fact>> rates = new ArrayList<>();
        List<Recorded<? extends Fact>> others = new ArrayList<>();
        facts.forEach(fact -> (fact.fact() instanceof FxEvent ? rates : others).add(fact));
        Learning first = between(from, to, rates, recorders);
        Learning then = between(from, to, others, recorders);
        List<Step> steps = new ArrayList<>(first.steps);
        steps.addAll(then.steps);
        List<Known> known = new ArrayList<>();
        first.ends.forEach(end -> known.add(new Known(end, from)));
        then.ends.subList(1, then.ends.size()).forEach(end -> known.add(new Known(to, end)));
        return new RatesFirst(steps, known);
    }
}
