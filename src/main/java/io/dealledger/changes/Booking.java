package io.dealledger.changes;

import io.dealledger.ledger.Fact;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The way on which the books take account, in the order of their days, of what came after its period was closed. At its
 * end stands the opening date with all that was booked by the closing date.
 *
 * @param waiting positions of what is not booked yet, before the first step and after each
 */
record Booking(List<Step> steps, List<Set<Long>> waiting) {
    private record Booked(LocalDate on, long command) implements Comparable<Booked> {
        @Override
        public int compareTo(Booked other) {
            int order = on.compareTo(other.on);
            return order != 0 ? order : Long.compare(command, other.command);
        }
    }

    /**
     * @param to by its accounting days; a point that counts by effective days has nothing to book
     * @param facts that may concern the answer
     */
    static Booking between(
            PointInTime from,
            PointInTime to,
            Collection<? extends Recorded<? extends Fact>> facts,
            Recorders recorders) {
        List<Recorded<? extends Fact>> late = new ArrayList<>();
        for (Recorded<? extends Fact> fact : facts) {
            if (isBooked(fact, from, to)) {
                late.add(fact);
            }
        }
        var recorded = recorders.of(late.stream().map(Recorded::position).toList());
        SortedMap<Booked, SortedMap<Long, Recorded<? extends Fact>>> commands = new TreeMap<>();
        Set<Long> open = new HashSet<>();
        for (Recorded<? extends Fact> fact : late) {
            LocalDate on = fact.marks().accountingOn();
            if (on != null) {
                Recorders.Recorder recorder = recorded.get(fact.position());
                Booked key = new Booked(on, recorder == null ? fact.position() : recorder.commandEnd());
                commands.computeIfAbsent(key, none -> new TreeMap<>()).put(fact.position(), fact);
                open.add(fact.position());
            }
        }
        Booking way = new Booking(new ArrayList<>(), new ArrayList<>(List.of(Set.copyOf(open))));
        for (SortedMap<Long, Recorded<? extends Fact>> together : commands.values()) {
            open.removeAll(together.keySet());
            way.steps.add(new Step(Step.Kind.LEARNING, List.copyOf(together.values())));
            way.waiting.add(Set.copyOf(open));
        }
        return way;
    }

    /** Whether the books take account of it after the first point, and by the second. */
    static boolean isBooked(Recorded<? extends Fact> fact, PointInTime from, PointInTime to) {
        LocalDate on = fact.marks().accountingOn();
        LocalDate first = from.bookedBy();
        LocalDate last = to.bookedBy();
        return on != null
                && first != null
                && last != null
                && on.isAfter(first)
                && !on.isAfter(last)
                && fact.position() <= to.knownAt();
    }

    static <E extends Fact> List<Recorded<E>> without(Set<Long> waiting, List<Recorded<E>> facts) {
        return waiting.isEmpty()
                ? facts
                : facts.stream()
                        .filter(fact -> !waiting.contains(fact.position()))
                        .toList();
    }
}
