package io.dealledger.ledger;

import java.time.Instant;
import java.util.Comparator;

/**
 * A fact with its place on the ledger's own clock.
 *
 * @param position place in the one total order, from 1; {@link #PENDING} for a fact decided and not yet recorded
 * @param stream id of the stream it belongs to
 * @param version place in that stream, from 0
 * @param recordedAt instant of the commit, to the microsecond
 * @param marks what is noted beside the fact
 * @param place version of the event in whose place the fact stands among those of its date: its own, unless it
 *     corrects another one
 */
public record Recorded<E extends Fact>(
        long position, String stream, long version, Instant recordedAt, E fact, Marks marks, long place) {
    public static final long PENDING = 0;

    public Recorded(long position, String stream, long version, Instant recordedAt, E fact, Marks marks) {
        this(position, stream, version, recordedAt, fact, marks, version);
    }

    public Recorded(long position, String stream, long version, Instant recordedAt, E fact) {
        this(position, stream, version, recordedAt, fact, Marks.NONE, version);
    }

    /** A fact that has been decided and is not recorded yet. */
    public static <E extends Fact> Recorded<E> pending(String stream, long version, E fact) {
        return pending(stream, version, fact, Marks.NONE);
    }

    public static <E extends Fact> Recorded<E> pending(String stream, long version, E fact, Marks marks) {
        return new Recorded<>(PENDING, stream, version, Instant.EPOCH, fact, marks, version);
    }

    /**
     * The order of facts: by effective date, then as recorded, where a correction has the place of what it corrects.
     * Facts of several streams on one day do not need one another; they are told apart by the names of their streams.
     */
    public static <E extends Fact> Comparator<Recorded<? extends E>> inOrderOfEffect() {
        return Comparator.<Recorded<? extends E>, EffectiveOn>comparing(
                        recorded -> recorded.fact().when())
                .thenComparing(Recorded::stream)
                .thenComparingLong(Recorded::place);
    }

    public EffectiveOn when() {
        return fact.when();
    }

    Recorded<E> at(long otherPlace) {
        return otherPlace == place
                ? this
                : new Recorded<>(position, stream, version, recordedAt, fact, marks, otherPlace);
    }
}
