package io.dealledger.seal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Port: the seal as it stands. */
public interface SealedLedger {
    /**
     * @param sealed position of the newest sealed event
     * @param head position of the newest event
     * @param trouble why nothing is sealed any more; absent while all is well
     */
    record Progress(long sealed, long head, Optional<String> trouble) {
        public long lag() {
            return head - sealed;
        }
    }

    Progress progress();

    /** Position of the newest sealed event: the size of the tree. */
    long size();

    /** Waits until the tree has that size; false when the time is over before. */
    boolean await(long size, Duration timeout) throws InterruptedException;

    /** The tree's parts, each read by itself. */
    Merkle.Parts tree();

    /** Stored checkpoints behind a size, in order, at most {@code limit} of them. */
    List<StoredCheckpoint> checkpoints(long after, int limit);

    /** @param note signed, as stored */
    record StoredCheckpoint(long size, String note) {}
}
