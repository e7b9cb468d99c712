package io.dealledger.store;

import java.time.Instant;

/** What became of one {@link Append}. */
sealed interface Appended {
    /** @param firstPosition 0 when it has no events */
    record Written(long firstPosition, Instant recordedAt) implements Appended {}

    /** The key had its receipt already. */
    record Repeated(String fingerprint, String commandId, String reply, long firstPosition, Instant recordedAt)
            implements Appended {}

    /** The stream has moved on, or a command before it on the same stream was dropped. */
    record Conflict(long version) implements Appended {}
}
