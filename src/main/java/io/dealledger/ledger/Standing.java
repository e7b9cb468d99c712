package io.dealledger.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stands of recorded facts once those of them that are corrections are applied to the others. */
public final class Standing {
    private Standing() {}

    /**
     * @param facts of one stream or several, each stream's in order of recording; an event that is corrected may be
     *     missing among them, and what corrects it stands all the same
     * @return one fact for each place where something stands
     */
    public static <E extends Fact> List<Recorded<E>> of(List<Recorded<E>> facts) {
        Map<String, Corrections<E>> byStream = new HashMap<>();
        for (Recorded<E> recorded : facts) {
            if (recorded.marks().corrects() != null) {
                byStream.computeIfAbsent(recorded.stream(), none -> new Corrections<>())
                        .add(recorded);
            }
        }
        if (byStream.isEmpty()) {
            return facts;
        }
        record Place(String stream, long version) {}
        List<Recorded<E>> standing = new ArrayList<>();
        Set<Place> seen = new HashSet<>();
        for (Recorded<E> recorded : facts) {
            Corrections<E> corrections = byStream.get(recorded.stream());
            if (corrections == null) {
                standing.add(recorded);
                continue;
            }
            // What is corrected comes before its corrections; where it is missing the first of them speaks for it.
            long first = corrections.first(recorded.version());
            if (seen.add(new Place(recorded.stream(), first))) {
                corrections
                        .standing(first, recorded.version() == first ? recorded : null)
                        .ifPresent(standing::add);
            }
        }
        return List.copyOf(standing);
    }
}
