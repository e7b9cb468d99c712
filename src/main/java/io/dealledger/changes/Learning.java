package io.dealledger.changes;

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
}
