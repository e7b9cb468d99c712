package io.dealledger.ledger;

/** Which part of a command a fact comes from, where a command has several: so that a refusal of the fact can name it. */
public sealed interface Origin {
    /** The refusal, as one of that part. */
    Refusal refused(Refusal refusal);

    /** @param index place of the command in the batch, from 0 */
    record OfBatch(int index) implements Origin {
        @Override
        public Refusal refused(Refusal refusal) {
            return new RefusedInBatch(index, refusal);
        }
    }

    /** @param event position of the event that is corrected */
    record OfCorrection(long event) implements Origin {
        @Override
        public Refusal refused(Refusal refusal) {
            return new RefusedCorrection(event, refusal);
        }
    }
}
