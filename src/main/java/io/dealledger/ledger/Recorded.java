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
 */
public record Recorded<E extends Fact>(long position, String stream, long version, Instant recordedAt, E fact) {
    public static final long PENDING = 0;

    /** A fact that has been decided and is not recorded yet. */
    public static <E extends Fact> Recorded<E> pending(String stream, long version, E fact) {
        return new Recorded<>(PENDING, stream, version, Instant.EPOCH, fact);
    }

    /** The order of facts of one stream: by effective date, then as recorded. */
    public static <E extends Fact> Comparator<Recorded<? extends E>> inOrderOfEffect() {
        return Comparator.<Recorded<? extends E>, EffectiveOn>comparing(
                        recorded -> recorded.fact().when())
                .thenComparingLong(Recorded::position)
                .thenComparingLong(Recorded::version);
    }

    public EffectiveOn when() {
        return fact.when();
    }
}
