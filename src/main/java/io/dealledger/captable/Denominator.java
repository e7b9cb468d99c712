package io.dealledger.captable;

/** What ownership is a fraction of. */
public enum Denominator {
    /** Outstanding shares, each class in shares of common by its conversion ratio. */
    OUTSTANDING_AS_CONVERTED,
    /** Outstanding shares, one for one whatever their class. */
    OUTSTANDING,
    /**
     * As converted, with what can become shares: grants outstanding, warrants whose class and quantity are known, and
     * what is available in the pools. Convertibles are listed and not counted, because their price is not known.
     */
    FULLY_DILUTED
}
