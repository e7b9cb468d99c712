package io.dealledger.receipts;

import java.time.Instant;

/**
 * A decision, kept for ever.
 *
 * @param client scope of the key
 * @param fingerprint of the request that was decided
 * @param commandId the attempt that was decided
 * @param firstPosition of its events; {@link #NO_EVENTS} when it has none
 */
public record Receipt(
        String client,
        String idempotencyKey,
        String fingerprint,
        String commandId,
        Reply reply,
        long firstPosition,
        Instant recordedAt) {
    public static final long NO_EVENTS = 0;
}
