package io.dealledger.money;

/** What kind of statement a source makes about a figure. */
public enum Op {
    EXACT,
    APPROX,
    AT_LEAST,
    MORE_THAN,
    AT_MOST,
    LESS_THAN,
    RANGE,
    /** The source says that there is a figure and not which. */
    UNDISCLOSED,
    /** The source says that there is none; not the same as nothing recorded. */
    NONE
}
