package io.dealledger.seal;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Port: the rows themselves, streamed. */
public interface LedgerRows {
    /** Everything at one moment; the iterators can be used once, and only while it is open. */
    interface Snapshot {
        /** The position that the ledger says its newest event has. */
        long head();

        /** In order of position. */
        Iterator<EventRow> events();

        /** In order of size. A batch whose hashes are no hashes has none. */
        Iterator<SealBatch> seals();
    }

    /**
     * A stream up to some position.
     *
     * @param version of its last event up to there
     * @param events how many it has up to there
     * @param position of its last event up to there
     */
    record StreamEnd(String stream, String streamType, long version, long events, long position) {}

    <T> T snapshot(Function<Snapshot, T> reading);

    /** Hands over every event up to a position, in order. */
    void all(long knownAt, Consumer<EventRow> each);

    /** Hands over the events of some streams up to a position, in order of position. */
    void of(Collection<String> streams, long knownAt, Consumer<EventRow> each);

    /** The streams that begin up to a position, in order of their ids. */
    List<StreamEnd> streams(long knownAt);
}
