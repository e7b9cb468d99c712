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
 * @param bookedBy leaves out late facts whose accounting date is later; absent when they count by their effective date
 */
public record PointInTime(
        LocalDate asOf,
        long knownAt,
        @Nullable LocalDate publishedBy,
        @Nullable LocalDate bookedBy) {
    /** By which of its days a fact counts. */
    public enum By {
        /** By the day on which it took effect. */
        EFFECTIVE,
        /** A fact that came after its period was closed counts from its accounting date on, and not before. */
        ACCOUNTING
    }

    public PointInTime(LocalDate asOf, long knownAt, @Nullable LocalDate publishedBy) {
        this(asOf, knownAt, publishedBy, By.EFFECTIVE);
    }

    /** @param by which facts count at the date: those in effect, or those that the books have taken account of by then */
    public PointInTime(LocalDate asOf, long knownAt, @Nullable LocalDate publishedBy, By by) {
        this(
                asOf,
                knownAt,
                publishedBy,
                switch (by) {
                    case EFFECTIVE -> null;
                    case ACCOUNTING -> asOf;
                });
    }

    public static PointInTime of(LocalDate asOf, long knownAt) {
        return new PointInTime(asOf, knownAt, null);
    }

    /** The same question, asked with what was known at another position. */
    public PointInTime knownAt(long position) {
        return new PointInTime(asOf, position, publishedBy, bookedBy);
    }

    /**
     * Another date, with what is known and what the books have taken account of here: an opening as it stands at the
     * end of the period that it opens.
     */
    public PointInTime on(LocalDate date) {
        return new PointInTime(date, knownAt, publishedBy, bookedBy);
    }

    public By by() {
        return bookedBy == null ? By.EFFECTIVE : By.ACCOUNTING;
    }

    /** Whether no fact that is known and in effect is left out, so that none misses what it rests on. */
    public boolean isComplete() {
        return publishedBy == null && bookedBy == null;
    }

    /**
     * A history cut at one point in time.
     *
     * @param certain facts in force, in order of effect
     * @param perhaps facts whose vague date leaves it open, in order of effect
     */
    public record Cut<E extends Fact>(List<Recorded<E>> certain, List<Recorded<E>> perhaps) {}

    /**
     * First what is not known is cut off, then corrections are applied, and then the date cuts what stands. Facts about
     * the books are none of the business, and are left out.
     */
    public <E extends Fact> Cut<E> cut(List<Recorded<E>> history) {
        List<Recorded<E>> certain = new ArrayList<>();
        List<Recorded<E>> perhaps = new ArrayList<>();
        for (Recorded<E> recorded : Standing.of(known(history))) {
            if (recorded.fact() instanceof PeriodFact) {
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

    private <E extends Fact> List<Recorded<E>> known(List<Recorded<E>> history) {
        return history.stream().filter(this::admits).toList();
    }

    /** Whether the event is looked at: it was known, its source published, and its accounting date reached. */
    public boolean admits(Recorded<?> recorded) {
        return recorded.position() <= knownAt && !publishedLater(recorded.fact()) && !bookedLater(recorded);
    }

    private boolean publishedLater(Fact fact) {
        var source = fact.source();
        return publishedBy != null
                && source != null
                && source.publishedOn() != null
                && source.publishedOn().isAfter(publishedBy);
    }

    private boolean bookedLater(Recorded<?> recorded) {
        LocalDate accountingOn = recorded.marks().accountingOn();
        return bookedBy != null && accountingOn != null && accountingOn.isAfter(bookedBy);
    }
}
