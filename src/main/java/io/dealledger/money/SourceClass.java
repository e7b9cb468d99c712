package io.dealledger.money;

/** How good a source is, best first. The order of the constants is the order of trust. */
public enum SourceClass {
    PRIMARY_FILING,
    SIGNED_DOCUMENT,
    COMPANY_STATEMENT,
    /** The publication states it as a fact. */
    PRESS_NAMED,
    /** The publication cites persons whom it does not name. */
    PRESS_ANONYMOUS,
    DATABASE,
    ESTIMATE,
    /** Calculated from other statements. */
    DERIVED
}
