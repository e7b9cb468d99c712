package io.dealledger.valuation;

import io.dealledger.company.HoldingEvent.ValuationKind;

/** What a point of a valuation history measures. */
public enum PointKind {
    PRE_MONEY,
    POST_MONEY,
    PRICE_PER_SHARE,
    /** A factor between a round and the one before it; the point's basis says of which figures. */
    STEP_UP,
    /** Post-money of the round before, as a step-up implies it. Nothing else need be known of that round. */
    PREVIOUS_POST_MONEY,
    /** Value of the whole company as a party's investment and stake imply it. */
    IMPLIED_POST_MONEY,
    /** Stated without saying of which kind. */
    REPORTED,
    LAST_PRIVATE_ROUND,
    MARKET_CAP,
    VALUATION_409A,
    FAIR_VALUE,
    /** How far the latest value of the company lies below the highest earlier one, in percent. */
    DRAWDOWN;

    static PointKind of(ValuationKind kind) {
        return switch (kind) {
            case PRE_MONEY -> PRE_MONEY;
            case POST_MONEY -> POST_MONEY;
            case REPORTED -> REPORTED;
            case LAST_PRIVATE_ROUND -> LAST_PRIVATE_ROUND;
            case MARKET_CAP -> MARKET_CAP;
            case VALUATION_409A -> VALUATION_409A;
            case FAIR_VALUE -> FAIR_VALUE;
            case STEP_UP -> STEP_UP;
        };
    }

    /** Whether it is a value of the whole company that a peak can be found among. */
    boolean isCompanyValue() {
        return switch (this) {
            case POST_MONEY, REPORTED, LAST_PRIVATE_ROUND, MARKET_CAP -> true;
            case PRE_MONEY,
                    PRICE_PER_SHARE,
                    STEP_UP,
                    PREVIOUS_POST_MONEY,
                    IMPLIED_POST_MONEY,
                    VALUATION_409A,
                    FAIR_VALUE,
                    DRAWDOWN -> false;
        };
    }

    /** Whether it is a value that stands until the next one, and not the terms of a transaction on its day. */
    boolean isStandingValue() {
        return switch (this) {
            case REPORTED, MARKET_CAP, VALUATION_409A, FAIR_VALUE -> true;
            case PRE_MONEY,
                    POST_MONEY,
                    PRICE_PER_SHARE,
                    STEP_UP,
                    PREVIOUS_POST_MONEY,
                    IMPLIED_POST_MONEY,
                    LAST_PRIVATE_ROUND,
                    DRAWDOWN -> false;
        };
    }
}
