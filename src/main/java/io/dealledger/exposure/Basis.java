package io.dealledger.exposure;

/** What the value of a holding is measured by. */
public enum Basis {
    /** Shares as converted at the last price at which shares were sold, or the stake of the winning post-money. */
    LATEST_ROUND,
    /** As recorded for the holder and its instruments. */
    FAIR_VALUE,
    /** The stake of the market capitalisation. */
    MARKET,
    /** Cost less impairments. */
    COST,
    /** What was recorded under ASC 323. */
    EQUITY_METHOD
}
