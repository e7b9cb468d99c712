package io.dealledger.money;

/** What a stated figure counts. Percent is on the scale 0 to 100; times is a plain factor. */
public enum Unit {
    MONEY,
    PERCENT,
    TIMES,
    SHARES;

    /** Decimal places to which a bound is printed, outward. */
    public int places() {
        return switch (this) {
            case MONEY -> 2;
            case PERCENT -> 4;
            case TIMES, SHARES -> 10;
        };
    }
}
