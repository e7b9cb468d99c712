package io.dealledger.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one decided command hands to the ordered writer: its events, the version it was decided on, its receipt.
 *
 * @param expectedVersion of the stream before the command, -1 for a new stream; checked for refusals too
 * @param booksVersion version of the stream that closes periods of the whole ledger, as the decision knew it, -1 when
 *     it had none; absent when the decision does not depend on it
 * @param reply as JSON
 * @param events empty for a refusal
 */
record Append(
        String stream,
        long expectedVersion,
        @Nullable Long booksVersion,
        String client,
        String idempotencyKey,
        String fingerprint,
        String commandId,
        String reply,
        List<NewEvent> events) {}
