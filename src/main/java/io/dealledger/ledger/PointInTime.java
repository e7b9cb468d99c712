package io.dealledger.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was true on a date, as it was known at a moment.
 *
 * @param asOf effective date
 * @param knownAt position that ends the known part of the ledger
 * @param publishedBy leaves out facts whose source was published later; absent for no such filter
 */
public record PointInTime(
        LocalDate asOf, long knownAt, @Nullable LocalDate publishedBy) {
    public static PointInTime of(LocalDate asOf, long knownAt) {
        return new PointInTime(asOf, knownAt, null);
    }

    /**
     * A history cut at one point in time.
     *
     * @param certain facts in force, in order of effect
     * @param perhaps facts whose vague date leaves it open, in order of effect
     */
    public record Cut<E extends Fact>(List<Recorded<E>> certain, List<Recorded<E>> perhaps) {}

    public <E extends Fact> Cut<E> cut(List<Recorded<E>> history) {
        List<Recorded<E>> certain = new ArrayList<>();
        List<Recorded<E>> perhaps = new ArrayList<>();
        for (Recorded<E> recorded : history) {
            if (recorded.position() > knownAt || publishedLater(recorded.fact())) {
                continue;
            }
            if (recorded.when().holdsOn(asOf)) {
                certain.add(recorded);
            } else if (recorded.when().mayHoldOn(asOf)) {
                perhaps.add(recorded);
            }
        }
        certain.sort(Recorded.inOrderOfEffect());
        perhaps.sort(Recorded.inOrderOfEffect());
        return new Cut<>(List.copyOf(certain), List.copyOf(perhaps));
    }

    private boolean publishedLater(Fact fact) {
        var source = fact.source();
        return publishedBy != null
                && source != null
                && source.publishedOn() != null
                && source.publishedOn().isAfter(publishedBy);
    }
}
