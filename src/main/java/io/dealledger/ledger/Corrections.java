package io.dealledger.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which corrections of one stream stand, and in whose place. A correction of a correction stands in the place of the
 * first event; one that is void leaves what stood before it; the latest of several that stand counts.
 */
final class Corrections<E extends Fact> {
    private final Map<Long, Recorded<E>> byVersion;
    /** The events that name a version as the one they correct, in order of recording. */
    private final Map<Long, List<Recorded<E>>> ofVersion;

    Corrections() {
        this(new HashMap<>(), new HashMap<>());
    }

    private Corrections(Map<Long, Recorded<E>> byVersion, Map<Long, List<Recorded<E>>> ofVersion) {
        this.byVersion = byVersion;
        this.ofVersion = ofVersion;
    }

    Corrections<E> copy() {
        Map<Long, List<Recorded<E>>> own = new HashMap<>();
        ofVersion.forEach((version, some) -> own.put(version, new ArrayList<>(some)));
        return new Corrections<>(new HashMap<>(byVersion), own);
    }

    /** Corrections are added in the order in which they were recorded. */
    void add(Recorded<E> correction) {
        Long corrected = correction.marks().corrects();
        if (corrected == null || corrected >= correction.version()) {
            throw new IllegalArgumentException(correction + " corrects nothing that came before it");
        }
        byVersion.put(correction.version(), correction);
        ofVersion.computeIfAbsent(corrected, none -> new ArrayList<>()).add(correction);
    }

    boolean isEmpty() {
        return byVersion.isEmpty();
    }

    Optional<Recorded<E>> at(long version) {
        return Optional.ofNullable(byVersion.get(version));
    }

    /** The event that was there first, in whose place the corrections stand. */
    long first(long version) {
        long first = version;
        for (Recorded<E> found = byVersion.get(first); found != null; found = byVersion.get(first)) {
            first = corrected(found);
        }
        return first;
    }

    private static long corrected(Recorded<?> correction) {
        Long corrected = correction.marks().corrects();
        if (corrected == null) {
            throw new IllegalStateException(correction + " corrects nothing");
        }
        return corrected;
    }

    /** What has come in the place of that event, or has made it void; empty while it stands itself. */
    Optional<Recorded<E>> of(long version) {
        List<Recorded<E>> some = ofVersion.getOrDefault(version, List.of());
        for (int index = some.size() - 1; index >= 0; index--) {
            if (isInForce(some.get(index))) {
                return Optional.of(some.get(index));
            }
        }
        return Optional.empty();
    }

    private boolean isInForce(Recorded<E> correction) {
        return of(correction.version()).map(over -> !over.fact().voids()).orElse(true);
    }

    /**
     * What stands in the place of an event; empty when nothing does.
     *
     * @param original the event with that version; absent when it is not at hand
     */
    Optional<Recorded<E>> standing(long version, @Nullable Recorded<E> original) {
        Optional<Recorded<E>> over = of(version);
        if (over.isEmpty()) {
            return Optional.ofNullable(original);
        }
        return over.get().fact().voids()
                ? Optional.empty()
                : standing(over.get().version(), over.get()).map(stands -> stands.at(version));
    }
}
