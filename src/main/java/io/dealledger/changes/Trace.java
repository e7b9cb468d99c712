package io.dealledger.changes;

import io.dealledger.calculation.Cells;
import io.dealledger.changes.Walk.Change;
import io.dealledger.changes.Walk.Moved;
import io.dealledger.exposure.ExposureCells;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.Recorded;
import java.time.ZoneId;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Remembers which steps changed which cell. */
final class Trace {
    private static final class Behind {
        final NavigableSet<Long> events = new TreeSet<>();
        final Set<Cause> causes = EnumSet.noneOf(Cause.class);
    }

    /** In a cap table what may be there stands under the event that says so. */
    private static final Pattern OF_TABLE = Pattern.compile("/perhaps/([0-9]+)/.*");

    private final Map<String, Behind> cells = new HashMap<>();
    private final SortedMap<Long, Recorded<? extends Fact>> cited = new TreeMap<>();

    private final ZoneId zone;

    /** @param zone in which a day of recording begins and ends */
    Trace(ZoneId zone) {
        this.zone = zone;
    }

    void add(Step step, Moved<String> moved) {
        moved.cells()
                .forEach((path, change) -> add(
                        step,
                        path,
                        before(path, change, moved.cells()),
                        step.kind() == Step.Kind.DAY_BEGINS
                                ? open(step.behind(path), path, moved)
                                : step.behind(path)));
    }

    /** Of a total what was said before of that which it adds up, and which this step changed. */
    private static @Nullable String before(
            String path, Change<String> change, SortedMap<String, Change<String>> beside) {
        Optional<String> summed = ExposureCells.summed(path);
        return summed.isEmpty()
                ? change.before()
                : beside.entrySet().stream()
                        .filter(entry -> ExposureCells.isOfOneCompany(entry.getKey(), summed.get()))
                        .flatMap(entry -> Stream.ofNullable(entry.getValue().before()))
                        .findFirst()
                        .orElse(null);
    }

    void add(Step step, String path, @Nullable String before) {
        add(step, path, before, step.behind(path));
    }

    /** Vague dates of many companies and parties may begin or end on a day: those of what the cell is about. */
    private static List<Recorded<? extends Fact>> open(
            List<Recorded<? extends Fact>> facts, String path, Moved<String> moved) {
        Matcher ofTable = OF_TABLE.matcher(path);
        if (ofTable.matches()) {
            List<Recorded<? extends Fact>> own = facts.stream()
                    .filter(fact -> Long.toString(fact.position()).equals(ofTable.group(1)))
                    .toList();
            return own.isEmpty() ? facts : own;
        }
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
            behind.causes.add(step.cause(fact, before, zone));
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
