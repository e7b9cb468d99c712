package io.dealledger.changes;

import io.dealledger.changes.Days.Place;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Standing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What came and was undone again on the way: a fact that was made void, a voiding that was made void, a correction in
 * whose place another one came. Without it, and without what corrects it, the same fact stands in its place.
 */
final class Undone {
    private Undone() {}

    /**
     * @param facts of one stream or several
     * @param isNew whether an event came on the way
     * @return positions
     */
    static Set<Long> of(
            Collection<? extends Recorded<? extends Fact>> facts, Predicate<Recorded<? extends Fact>> isNew) {
        Set<Long> undone = new HashSet<>();
        for (List<Recorded<? extends Fact>> place : corrected(facts)) {
            List<Recorded<? extends Fact>> left = place;
            Optional<Long> stands = standing(place);
            for (Recorded<? extends Fact> event : place) {
                if (isNew.test(event) && !undone.contains(event.position())) {
                    List<Recorded<? extends Fact>> fewer = without(event, left);
                    if (standing(fewer).equals(stands)) {
                        left.stream()
                                .filter(gone -> !fewer.contains(gone))
                                .forEach(gone -> undone.add(gone.position()));
                        left = fewer;
                    }
                }
            }
        }
        return Set.copyOf(undone);
    }

    /** The events of each place in which there is a correction, in the order of recording. */
    private static Collection<List<Recorded<? extends Fact>>> corrected(
            Collection<? extends Recorded<? extends Fact>> facts) {
        List<Recorded<? extends Fact>> ordered = new ArrayList<>(facts);
        ordered.sort(Comparator.comparingLong(Recorded::position));
        Map<Place, Place> firsts = new HashMap<>();
        Map<Place, List<Recorded<? extends Fact>>> places = new HashMap<>();
        for (Recorded<? extends Fact> fact : ordered) {
            Place own = new Place(fact.stream(), fact.version());
            Long corrects = fact.marks().corrects();
            Place first = own;
            if (corrects != null) {
                Place corrected = new Place(fact.stream(), corrects);
                first = firsts.getOrDefault(corrected, corrected);
            }
            firsts.put(own, first);
            places.computeIfAbsent(first, none -> new ArrayList<>()).add(fact);
        }
        places.values()
                .removeIf(events ->
                        events.stream().allMatch(event -> event.marks().corrects() == null));
        return places.values();
    }

    /** Without an event, what corrects it, and what corrects that. */
    private static List<Recorded<? extends Fact>> without(
            Recorded<? extends Fact> event, List<Recorded<? extends Fact>> place) {
        Set<Long> gone = new HashSet<>(Set.of(event.version()));
        List<Recorded<? extends Fact>> left = new ArrayList<>();
        for (Recorded<? extends Fact> other : place) {
            Long corrects = other.marks().corrects();
            if (gone.contains(other.version()) || (corrects != null && gone.contains(corrects))) {
                gone.add(other.version());
            } else {
                left.add(other);
            }
        }
        return left;
    }

    @SuppressWarnings("unchecked")
    private static Optional<Long> standing(List<Recorded<? extends Fact>> place) {
        return Standing.of((List<Recorded<Fact>>) (List<?>) place).stream()
                .map(Recorded::position)
                .findFirst();
    }
}
