package io.dealledger.calculation.antidilution;

/** Issues that adjust nothing, whatever their price: the Exempted Securities of the NVCA model charter (4.4.1). */
public enum Exemption {
    /** Dividends and distributions on preferred stock, splits and the like. */
    DIVIDEND_OR_SPLIT,
    /** To employees, directors and advisers, under a plan that the board approved. */
    EQUITY_PLAN,
    /** On exercise or conversion of options and convertible securities that were there. */
    EXERCISE_OR_CONVERSION,
    /** To banks, lessors and lenders, for financing that the board approved. */
    LENDER_OR_LESSOR,
    /** To suppliers and service providers. */
    SUPPLIER,
    /** In an acquisition of another company. */
    ACQUISITION,
    /** In a licence, development or other strategic partnership. */
    STRATEGIC_PARTNER,
    /** In a public offering. */
    PUBLIC_OFFERING,
    /** The requisite holders have waived the adjustment (4.4.2). */
    WAIVED
}
