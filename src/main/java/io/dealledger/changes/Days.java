package io.dealledger.changes;

import io.dealledger.fx.FxEvent;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.Recorded;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The way from one date to another, as it is known at one position: every day on which something takes effect, and on
 * that day fact by fact in order of effect, its exchange rates first.
 *
 * @param stations where one stands before the first step and after each
 */
record Days(List<Step> steps, List<Station> stations) {
    /** The rates of a day come before what is translated at them. */
    private static final Comparator<Recorded<? extends Fact>> ORDER =
            Comparator.<Recorded<? extends Fact>, EffectiveOn>comparing(Recorded::when)
                    .thenComparing(fact -> !(fact.fact() instanceof FxEvent))
                    .thenComparing(Recorded.<Fact>inOrderOfEffect());

    /** The place of a fact in its stream, which its corrections share. */
    record Place(String stream, long version) {
        static Place of(Recorded<?> fact) {
            return new Place(fact.stream(), fact.place());
        }
    }

    /** @param withheld facts of the day that are not to count yet */
    record Station(LocalDate asOf, List<Place> withheld) {
        <E extends Fact> List<Recorded<E>> admitted(List<Recorded<E>> facts) {
            if (withheld.isEmpty()) {
                return facts;
            }
            Set<Place> waiting = new HashSet<>(withheld);
            return facts.stream()
                    .filter(fact -> !waiting.contains(Place.of(fact)))
                    .toList();
        }
    }

    /**
     * @param from exclusive @param to inclusive
     * @param facts that stand
     * @param ages whether figures also change because time passes
     */
    static Days between(
            LocalDate from, LocalDate to, Collection<? extends Recorded<? extends Fact>> facts, boolean ages) {
        List<Recorded<? extends Fact>> ordered = new ArrayList<>(facts);
        ordered.sort(ORDER);
        NavigableSet<LocalDate> days = new TreeSet<>();
        Map<LocalDate, List<Recorded<? extends Fact>>> own = new HashMap<>();
        Map<LocalDate, List<Recorded<? extends Fact>>> vague = new HashMap<>();
        for (Recorded<? extends Fact> fact : ordered) {
            LocalDate ends = fact.when().effectiveOn();
            LocalDate begins = fact.when().effectiveFrom();
            addWithin(days, ends, from, to);
            note(own, ends, fact);
            if (fact.when().isVague()) {
                addWithin(days, begins, from, to);
                note(vague, ends, fact);
                note(vague, begins, fact);
            }
        }
        if (from.isBefore(to)) {
            days.add(to);
        }
        Days way = new Days(new ArrayList<>(), new ArrayList<>(List.of(new Station(from, List.of()))));
        LocalDate before = from;
        for (LocalDate day : days) {
            if (ages && before.isBefore(day.minusDays(1))) {
                way.add(new Step(Step.Kind.DAY_BEGINS, List.of()), new Station(day.minusDays(1), List.of()));
            }
            way.add(day, own.getOrDefault(day, List.of()), vague.getOrDefault(day, List.of()));
            before = day;
        }
        return way;
    }

    private static void addWithin(NavigableSet<LocalDate> days, @Nullable LocalDate day, LocalDate from, LocalDate to) {
        if (day != null && day.isAfter(from) && !day.isAfter(to)) {
            days.add(day);
        }
    }

    private static void note(
            Map<LocalDate, List<Recorded<? extends Fact>>> byDay,
            @Nullable LocalDate day,
            Recorded<? extends Fact> fact) {
        if (day != null) {
            byDay.computeIfAbsent(day, none -> new ArrayList<>()).add(fact);
        }
    }

    private void add(LocalDate day, List<Recorded<? extends Fact>> own, List<Recorded<? extends Fact>> vague) {
        List<Place> places = own.stream().map(Place::of).toList();
        add(new Step(Step.Kind.DAY_BEGINS, vague), new Station(day, places));
        for (int passed = 0; passed < own.size(); passed++) {
            // A view: a day may have thousands of facts.
            add(
                    new Step(Step.Kind.HAPPENING, List.of(own.get(passed))),
                    new Station(day, places.subList(passed + 1, places.size())));
        }
    }

    private void add(Step step, Station station) {
        steps.add(step);
        stations.add(station);
    }
}
