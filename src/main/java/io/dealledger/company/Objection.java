package io.dealledger.company;

import io.dealledger.ledger.Refusal;

/** Why nothing is recorded; unwinds to the decision. Not an error, and no trace of the way is kept. */
final class Objection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal why;

    Objection(Refusal why) {
        super(why.detail(), null, false, false);
        this.why = why;
    }

    Refusal why() {
        return why;
    }
}
