package io.dealledger.captable;

/** What ownership is a fraction of. */
public enum Denominator {
    /** Outstanding shares, each class in shares of common by its conversion ratio. */
    OUTSTANDING_AS_CONVERTED,
    /** Outstanding shares, one for one whatever their class. */
    OUTSTANDING,
    /**
     * As converted, with everything that can become shares. Shares are all that the ledger records so far, so it is
     * the same number as {@link #OUTSTANDING_AS_CONVERTED}.
     */
    FULLY_DILUTED
}
