package io.dealledger.changes;

import io.dealledger.calculation.Cells;
import io.dealledger.changes.Walk.Change;
import io.dealledger.changes.Walk.Moved;
import io.dealledger.exposure.ExposureCells;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.Recorded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Remembers which steps changed which cell. */
final class Trace {
    private static final class Behind {
        final NavigableSet<Long> events = new TreeSet<>();
        final Set<Cause> causes = EnumSet.noneOf(Cause.class);
    }

    private final Map<String, Behind> cells = new HashMap<>();
    private final SortedMap<Long, Recorded<? extends Fact>> cited = new TreeMap<>();

    void add(Step step, Moved<String> moved) {
        moved.cells()
                .forEach((path, change) -> add(
                        step,
                        path,
                        change.before(),
                        step.kind() == Step.Kind.DAY_BEGINS
                                ? open(step.behind(path), path, moved)
                                : step.behind(path)));
    }

    void add(Step step, String path, @Nullable String before) {
        add(step, path, before, step.behind(path));
    }

    /** Vague dates of many companies and parties may begin or end on a day: those of what the cell is about. */
    private static List<Recorded<? extends Fact>> open(
            List<Recorded<? extends Fact>> facts, String path, Moved<String> moved) {
        Optional<Change<String>> named =
                ExposureCells.eventsOfPerhaps(path).map(events -> moved.cells().get(events));
        if (named.isPresent()) {
            Set<Long> events = new HashSet<>(ExposureCells.events(named.get().before()));
            events.addAll(ExposureCells.events(named.get().after()));
            return facts.stream()
                    .filter(fact -> events.contains(fact.position()))
                    .toList();
        }
        return path.startsWith(Cells.path(ExposureCells.PERHAPS_CLAIMS, ""))
                ? facts.stream()
                        .filter(fact -> path.startsWith(Cells.path(ExposureCells.PERHAPS_CLAIMS, fact.stream(), "")))
                        .toList()
                : facts;
    }

    private void add(Step step, String path, @Nullable String before, List<Recorded<? extends Fact>> facts) {
        Behind behind = cells.computeIfAbsent(path, none -> new Behind());
        if (facts.isEmpty()) {
            behind.causes.add(Cause.TIME_PASSED);
        }
        for (Recorded<? extends Fact> fact : facts) {
            behind.events.add(fact.position());
            behind.causes.add(step.cause(fact, before));
            if (step.learnsLate(fact)) {
                behind.causes.add(Cause.LATE_FACT);
            }
            cited.put(fact.position(), fact);
        }
    }

    /** A cell that changes because time passes, under what the facts say. */
    void add(Cause cause, String path, List<? extends Recorded<? extends Fact>> facts) {
        Behind behind = cells.computeIfAbsent(path, none -> new Behind());
        behind.causes.add(cause);
        for (Recorded<? extends Fact> fact : facts) {
            behind.events.add(fact.position());
            cited.put(fact.position(), fact);
        }
    }

    /** The cells that differ between two answers, in the order of their paths. */
    List<Cell> between(SortedMap<String, String> before, SortedMap<String, String> after) {
        List<Cell> found = new ArrayList<>();
        for (Map.Entry<String, Change<String>> entry :
                Walk.differences(before, after).entrySet()) {
            Behind behind = cells.get(entry.getKey());
            if (behind == null) {
                throw new IllegalStateException("no step changes " + entry.getKey() + ", and yet it differs");
            }
            found.add(new Cell(
                    entry.getKey(),
                    entry.getValue().before(),
                    entry.getValue().after(),
                    Collections.unmodifiableSet(EnumSet.copyOf(behind.causes)),
                    behind.events.stream().limit(Cell.EVENTS).toList(),
                    Math.max(0, behind.events.size() - Cell.EVENTS)));
        }
        return List.copyOf(found);
    }

    /** The fact at a position that a cell cites. */
    Recorded<? extends Fact> fact(long position) {
        Recorded<? extends Fact> fact = cited.get(position);
        if (fact == null) {
            throw new IllegalArgumentException("nothing cites " + position);
        }
        return fact;
    }
}
