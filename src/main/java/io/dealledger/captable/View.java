package io.dealledger.captable;

/** How the holdings are summed once more, beside one row per party and class. */
public enum View {
    HOLDER,
    CLASS,
    SECURITY
}
