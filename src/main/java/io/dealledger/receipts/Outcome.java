package io.dealledger.receipts;

/** What the command gateway returns. */
public sealed interface Outcome {
    /**
     * Accepted or refused, and kept.
     *
     * @param replayed whether the key had been used before; then the receipt is the earlier one, and its
     *     fingerprint tells whether it was of the same request
     */
    record Decided(Receipt receipt, boolean replayed) implements Outcome {}

    /** Decided and not kept: a dry run. */
    record Tried(Reply reply) implements Outcome {}

    /** Not decided: the stream has another version than expected. */
    record Stale(long version) implements Outcome {}
}
