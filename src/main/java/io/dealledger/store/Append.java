package io.dealledger.store;

import java.util.List;

/**
 * What one decided command hands to the ordered writer: its events, the version it was decided on, its receipt.
 *
 * @param expectedVersion of the stream before the command, -1 for a new stream; checked for refusals too
 * @param reply as JSON
 * @param events empty for a refusal
 */
record Append(
        String stream,
        long expectedVersion,
        String client,
        String idempotencyKey,
        String fingerprint,
        String commandId,
        String reply,
        List<NewEvent> events) {}
