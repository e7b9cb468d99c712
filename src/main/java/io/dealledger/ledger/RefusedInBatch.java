package io.dealledger.ledger;

/**
 * The refusal of one command of a batch: its type, title and kind are those of that refusal, and its figures are
 * that refusal's with the index beside them.
 *
 * @param index place of the command in the batch, from 0
 */
public record RefusedInBatch(int index, Refusal refusal) implements Refusal {
    @Override
    public String detail() {
        return "Command " + index + " of the batch: " + refusal.detail();
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
