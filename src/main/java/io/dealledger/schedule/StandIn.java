package io.dealledger.schedule;

import io.dealledger.exposure.Basis;

/** What stands in, by name, for the fair value of what nobody measured. */
public enum StandIn {
    /** Nothing: the fair value is UNDISCLOSED. */
    NONE,
    /** Cost less impairments. */
    COST,
    /** Shares as converted at the last price, or the stake of the winning post-money. */
    LATEST_ROUND,
    /** The stake of the market capitalisation. */
    MARKET;

    /** The basis by which exposure finds the figure; with {@link #NONE} nobody looks at it. */
    Basis basis() {
        return switch (this) {
            case NONE, COST -> Basis.COST;
            case LATEST_ROUND -> Basis.LATEST_ROUND;
            case MARKET -> Basis.MARKET;
        };
    }

    ValueBasis shown() {
        return switch (this) {
            case NONE -> ValueBasis.UNDISCLOSED;
            case COST -> ValueBasis.COST;
            case LATEST_ROUND -> ValueBasis.LATEST_ROUND;
            case MARKET -> ValueBasis.MARKET;
        };
    }
}
