package io.dealledger.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Port: reads the facts of streams, as they are understood today (old revisions upcasted). */
public interface History {
    /**
     * All facts of one stream up to a position, in version order; empty when the stream was unknown then.
     *
     * @param kind the sealed type of the stream's facts
     * @param knownAt position that ends what is read
     */
    <E extends Fact> List<Recorded<E>> of(String stream, Class<E> kind, long knownAt);

    /**
     * The same of many streams, by stream; one that was unknown then is not among them.
     *
     * @param kind the sealed type of the facts of all of them
     */
    default <E extends Fact> Map<String, List<Recorded<E>>> ofEach(
            Collection<String> streams, Class<E> kind, long knownAt) {
        Map<String, List<Recorded<E>>> facts = new HashMap<>();
        for (String stream : streams) {
            List<Recorded<E>> own = of(stream, kind, knownAt);
            if (!own.isEmpty()) {
                facts.put(stream, own);
            }
        }
        return facts;
    }
}
