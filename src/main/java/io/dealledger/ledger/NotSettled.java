package io.dealledger.ledger;

import java.time.Instant;

/** An instant behind the newest event was asked for where nothing may be written: an event could still be stamped before it. */
public final class NotSettled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotSettled(Instant asked, Positions.Head head) {
        super(asked + " is later than what is settled, which ends at " + head.recordedAt() + " with position "
                + head.position() + "; whoever only reads can ask for that instant or that position");
    }
}
