package io.dealledger.schedule;

/** What kind of instrument a line is of. */
public enum SecurityType {
    COMMON,
    PREFERRED,
    /** Measured together, or known together only. */
    SEVERAL,
    /** No source says. */
    NOT_STATED
}
