package io.dealledger.report;

import java.util.Optional;

/** Port: what proves that the events behind a report are those that were recorded. */
public interface Checkpoints {
    /** @param size events that it covers @param root of their Merkle tree, as checkpoints write it */
    record Checkpoint(long size, String root) {}

    /**
     * The first checkpoint that covers the position: it is the same whenever it is asked for. Empty while the position is
     * not sealed yet.
     */
    Optional<Checkpoint> covering(long position);
}
