package io.dealledger.ledger;

/**
 * The refusal of one correction of a set: its type, title and kind are those of that refusal, and its figures are
 * that refusal's with the event beside them.
 *
 * @param event position of the event that was to be corrected
 */
public record RefusedCorrection(long event, Refusal refusal) implements Refusal {
    @Override
    public String detail() {
        return "Correction of event " + event + ": " + refusal.detail();
    }

    @Override
    public Kind kind() {
        return refusal.kind();
    }

    @Override
    public String type() {
        return refusal.type();
    }
}
