package io.dealledger.ledger;

import java.util.List;

/** Port: reads the facts of streams, as they are understood today (old revisions upcasted). */
public interface History {
    /**
     * All facts of one stream up to a position, in version order; empty when the stream was unknown then.
     *
     * @param kind the sealed type of the stream's facts
     * @param knownAt position that ends what is read
     */
    <E extends Fact> List<Recorded<E>> of(String stream, Class<E> kind, long knownAt);
}
