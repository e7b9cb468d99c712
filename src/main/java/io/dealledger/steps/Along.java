package io.dealledger.steps;

/** The order in which a history is walked. */
public enum Along {
    /**
     * As the ledger came to know: {@code knownAt} grows from event to event while {@code asOf} stays. A fact that was
     * dated back changes what stood before; a correction changes what an earlier event had said.
     */
    RECORDING,
    /** As it happened: {@code asOf} grows from fact to fact while {@code knownAt} stays. What was corrected is no step. */
    EFFECT
}
