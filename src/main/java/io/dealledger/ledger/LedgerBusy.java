package io.dealledger.ledger;

import org.jspecify.annotations.Nullable;

/**
 * The ledger could not record or read just now: the database is away, or another session holds on to the head
 * for longer than the time-outs. The same request under the same key may be sent again: it has one effect.
 */
public final class LedgerBusy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerBusy(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
