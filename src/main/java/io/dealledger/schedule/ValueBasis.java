package io.dealledger.schedule;

/** What the value on a line of the schedule rests on. */
public enum ValueBasis {
    /** Measured at fair value. */
    FAIR_VALUE,
    /** Nobody measured it: cost less impairments stands in. */
    COST,
    /** Nobody measured it: the latest round stands in. */
    LATEST_ROUND,
    /** Nobody measured it: the market capitalisation stands in. */
    MARKET,
    /** Nobody measured it, and nothing stands in. */
    UNDISCLOSED,
    /** Nothing is held any more. */
    NOTHING_HELD
}
