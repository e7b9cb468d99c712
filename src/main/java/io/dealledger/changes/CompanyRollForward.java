package io.dealledger.changes;

import io.dealledger.calculation.Cells;
import io.dealledger.captable.CapTable;
import io.dealledger.captable.CapTables;
import io.dealledger.captable.Denominator;
import io.dealledger.changes.Days.Place;
import io.dealledger.changes.RollForward.Row;
import io.dealledger.changes.ShareWalk.Delta;
import io.dealledger.changes.Walk.Moved;
import io.dealledger.company.CompanyEvent;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Fraction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rolls a company's shares forward, holder by holder and class by class. Opening and closing are what the cap table says;
 * everything between comes from following each fact: that nothing is left unexplained is a finding.
 */
final class CompanyRollForward {
    private static final String SHARES = "shares";

    /** What one fact did to one holding. */
    private record Deed(Place place, ShareWalk.Key key) implements Comparable<Deed> {
        @Override
        public int compareTo(Deed other) {
            int order = Long.compare(place.version(), other.place.version());
            return order != 0 ? order : key.compareTo(other.key);
        }

        String path() {
            return Cells.path(Long.toString(place.version()), key.party().value(), key.shareClass());
        }
    }

    /** Which facts came to be known, or to be booked, on the way from one set of deeds to the next. */
    private final class Late {
        private final Predicate<? super Recorded<CompanyEvent>> isLate;
        private final Map<Long, NavigableSet<Long>> corrections = new HashMap<>();

        Late(Predicate<? super Recorded<CompanyEvent>> isLate) {
            this.isLate = isLate;
            for (Recorded<CompanyEvent> fact : history) {
                if (fact.marks().corrects() != null && isLate.test(fact)) {
                    corrections
                            .computeIfAbsent(first(fact), none -> new TreeSet<>())
                            .add(fact.position());
                }
            }
        }

        NavigableSet<Long> corrections(Deed deed) {
            return corrections.getOrDefault(deed.place().version(), Collections.emptyNavigableSet());
        }

        /** The event itself, where it is late. */
        Optional<Recorded<CompanyEvent>> itself(Deed deed) {
            return Optional.ofNullable(byVersion.get(deed.place().version())).filter(isLate);
        }
    }

    private final CompanyId id;
    private final List<Recorded<CompanyEvent>> history;
    private final PointInTime from;
    private final PointInTime to;
    private final Recorders recorders;
    private final Budget budget;
    private final Map<Long, Recorded<CompanyEvent>> byVersion = new HashMap<>();
    private final SortedMap<ShareWalk.Key, Ledgered> holdings = new TreeMap<>();

    private CompanyRollForward(
            CompanyId id,
            List<Recorded<CompanyEvent>> history,
            PointInTime from,
            PointInTime to,
            Recorders recorders,
            Budget budget) {
        this.id = id;
        this.history = history;
        this.from = from;
        this.to = to;
        this.recorders = recorders;
        this.budget = budget;
        for (Recorded<CompanyEvent> fact : history) {
            byVersion.put(fact.version(), fact);
        }
    }

    private long first(Recorded<CompanyEvent> fact) {
        Recorded<CompanyEvent> found = fact;
        Long corrected = found.marks().corrects();
        while (corrected != null) {
            Recorded<CompanyEvent> before = byVersion.get(corrected);
            if (before == null) {
                return corrected;
            }
            found = before;
            corrected = found.marks().corrects();
        }
        return found.version();
    }

    /** @param history the company's stream, as far as it is known at the second point */
    static SortedMap<ShareWalk.Key, Ledgered> of(
            CompanyId id,
            List<Recorded<CompanyEvent>> history,
            PointInTime from,
            PointInTime to,
            Recorders recorders,
            Budget budget) {
        CompanyRollForward roll = new CompanyRollForward(id, history, from, to, recorders, budget);
        roll.roll();
        return roll.holdings;
    }

    private void roll() {
        PointInTime middle = from.knownAt(to.knownAt());
        PointInTime booked = to.on(from.asOf());
        Map<ShareWalk.Key, Fraction> opening = held(from);
        Map<ShareWalk.Key, Fraction> restated = held(booked);
        Map<ShareWalk.Key, Fraction> closing = held(to);
        NavigableSet<ShareWalk.Key> keys = new TreeSet<>(opening.keySet());
        keys.addAll(restated.keySet());
        keys.addAll(closing.keySet());
        SortedMap<Deed, Delta> before = deeds(from);
        SortedMap<Deed, Delta> known = deeds(middle);
        SortedMap<Deed, Delta> after = booked.equals(middle) ? known : deeds(booked);
        List<Delta> moved = walk(history, to, from).deltas();
        moved.forEach(delta -> keys.add(delta.key()));
        for (SortedMap<Deed, Delta> deeds : List.of(before, known, after)) {
            deeds.keySet().forEach(deed -> keys.add(deed.key()));
        }
        for (ShareWalk.Key key : keys) {
            holdings.put(
                    key,
                    new Ledgered(
                            opening.getOrDefault(key, Fraction.ZERO),
                            Ledgered.printed(restated.getOrDefault(key, Fraction.ZERO)),
                            closing.getOrDefault(key, Fraction.ZERO)));
        }
        learn(before, known);
        book(middle, booked, known, after);
        for (Delta delta : moved) {
            if (movement(delta) != ShareMovement.NONE) {
                of(delta.key())
                        .move(
                                movement(delta).name(),
                                delta.change(),
                                List.of(delta.fact().position()));
            }
        }
        holdings.values()
                .removeIf(row -> row.opening().isZero()
                        && row.closing().isZero()
                        && row.restatement().isEmpty()
                        && row.movements().isEmpty());
    }

    private static ShareMovement movement(Delta delta) {
        return ShareMovement.of(delta.fact().fact(), delta.change().signum() > 0);
    }

    private Ledgered of(ShareWalk.Key key) {
        Ledgered row = holdings.get(key);
        if (row == null) {
            throw new IllegalStateException("no row for " + key);
        }
        return row;
    }

    /** What was learned between the points, of days up to the first. */
    private void learn(SortedMap<Deed, Delta> before, SortedMap<Deed, Delta> after) {
        Late late = new Late(Learning.isLearned(from, to.knownAt(), history));
        compare(before, after, late, differing -> {
            Learning way = Learning.between(from, to.knownAt(), history, recorders);
            return behind(
                    way.steps(), differing, before, after, passed -> deeds(way.of(history), way.at(passed, from)));
        });
    }

    /** What the books took account of between the points, of days up to the first. */
    private void book(
            PointInTime middle, PointInTime booked, SortedMap<Deed, Delta> before, SortedMap<Deed, Delta> after) {
        Late late = new Late(fact -> Booking.isBooked(fact, middle, to));
        compare(before, after, late, differing -> {
            Booking way = Booking.between(middle, to, history, recorders);
            return behind(
                    way.steps(),
                    differing,
                    before,
                    after,
                    passed -> deeds(Booking.without(way.waiting().get(passed), history), booked));
        });
    }

    /**
     * A fact that is the same as before does something else where an earlier one came late, or was corrected: a split
     * gives more to who had more. Only such deeds are traced step by step.
     */
    private void compare(
            SortedMap<Deed, Delta> before,
            SortedMap<Deed, Delta> after,
            Late late,
            Function<NavigableSet<Deed>, Map<Deed, NavigableSet<Long>>> trace) {
        NavigableSet<Deed> differing = new TreeSet<>();
        for (SortedMap<Deed, Delta> deeds : List.of(before, after)) {
            for (Deed deed : deeds.keySet()) {
                if (!change(before.get(deed)).equals(change(after.get(deed)))) {
                    differing.add(deed);
                }
            }
        }
        NavigableSet<Deed> dependent = new TreeSet<>();
        for (Deed deed : differing) {
            boolean corrected = !late.corrections(deed).isEmpty();
            if (late.itself(deed).isEmpty() && (!corrected || dependsOnOthers(before.get(deed), after.get(deed)))) {
                dependent.add(deed);
            }
        }
        Map<Deed, NavigableSet<Long>> behind = dependent.isEmpty() ? Map.of() : trace.apply(dependent);
        for (Deed deed : differing) {
            Delta was = before.get(deed);
            Delta is = after.get(deed);
            NavigableSet<Long> events = new TreeSet<>(late.corrections(deed));
            late.itself(deed).ifPresent(fact -> events.add(fact.position()));
            boolean corrected = !late.corrections(deed).isEmpty();
            NavigableSet<Long> others = behind.getOrDefault(deed, Collections.emptyNavigableSet());
            events.addAll(others);
            ShareMovement movement;
            if (late.itself(deed).isPresent()) {
                movement = ShareMovement.RECORDED_LATE;
            } else if (corrected || others.stream().anyMatch(this::corrects)) {
                movement = ShareMovement.CORRECTED;
            } else {
                Delta told = Objects.requireNonNull(is == null ? was : is);
                movement = movement(told);
                events.add(told.fact().position());
            }
            of(deed.key()).restate(movement.name(), change(is).minus(change(was)), events);
        }
    }

    private static Fraction change(@Nullable Delta delta) {
        return delta == null ? Fraction.ZERO : delta.change();
    }

    private boolean corrects(long position) {
        return history.stream()
                .anyMatch(fact -> fact.position() == position && fact.marks().corrects() != null);
    }

    private static boolean dependsOnOthers(@Nullable Delta before, @Nullable Delta after) {
        return Stream.of(before, after)
                .filter(Objects::nonNull)
                .anyMatch(delta -> ShareMovement.dependsOnOthers(delta.fact().fact()));
    }

    /** The events that changed what each of these deeds did, on a way that goes step by step. */
    private Map<Deed, NavigableSet<Long>> behind(
            List<Step> steps,
            NavigableSet<Deed> deeds,
            SortedMap<Deed, Delta> before,
            SortedMap<Deed, Delta> after,
            IntFunction<SortedMap<Deed, Delta>> states) {
        Map<String, Deed> byPath = new HashMap<>();
        deeds.forEach(deed -> byPath.put(deed.path(), deed));
        Map<Deed, NavigableSet<Long>> behind = new HashMap<>();
        for (Moved<Fraction> moved : Walk.over(steps.size(), changes(deeds, before), changes(deeds, after), passed -> {
            budget.spend(history.size(), steps.size());
            return changes(deeds, states.apply(passed));
        })) {
            for (String path : moved.cells().keySet()) {
                Deed deed = byPath.get(path);
                if (deed != null) {
                    NavigableSet<Long> events = behind.computeIfAbsent(deed, none -> new TreeSet<>());
                    steps.get(moved.step()).facts().forEach(fact -> events.add(fact.position()));
                }
            }
        }
        return behind;
    }

    private static SortedMap<String, Fraction> changes(NavigableSet<Deed> deeds, SortedMap<Deed, Delta> all) {
        SortedMap<String, Fraction> changes = new TreeMap<>();
        for (Deed deed : deeds) {
            Delta delta = all.get(deed);
            if (delta != null) {
                changes.put(deed.path(), delta.change());
            }
        }
        return changes;
    }

    private SortedMap<Deed, Delta> deeds(PointInTime point) {
        return deeds(history, point);
    }

    private static SortedMap<Deed, Delta> deeds(List<Recorded<CompanyEvent>> facts, PointInTime point) {
        SortedMap<Deed, Delta> deeds = new TreeMap<>();
        for (Delta delta : walk(facts, point, null).deltas()) {
            if (movement(delta) != ShareMovement.NONE) {
                deeds.put(new Deed(Place.of(delta.fact()), delta.key()), delta);
            }
        }
        return deeds;
    }

    private static ShareWalk walk(List<Recorded<CompanyEvent>> facts, PointInTime point, @Nullable PointInTime after) {
        return ShareWalk.over(point.cut(facts).certain(), after == null ? null : after.asOf(), point.isComplete());
    }

    private Map<ShareWalk.Key, Fraction> held(PointInTime point) {
        Map<ShareWalk.Key, Fraction> held = new HashMap<>();
        CapTable table = CapTables.of(id, history, point, Denominator.OUTSTANDING, null);
        for (CapTable.Holding holding : table.holdings()) {
            held.put(
                    new ShareWalk.Key(holding.party(), holding.shareClass()),
                    holding.quantity().fraction());
        }
        return held;
    }

    /** As it is sent. */
    static List<Row> rows(SortedMap<ShareWalk.Key, Ledgered> holdings, Totalling totals) {
        List<Row> rows = new ArrayList<>();
        holdings.forEach((key, row) -> {
            rows.add(row.row(List.of(key.party().value(), key.shareClass()), SHARES, SHARES));
            totals.add(key.shareClass(), SHARES, SHARES, row);
        });
        return List.copyOf(rows);
    }
}
