package io.dealledger.schedule;

/** What moves an amount carried at one level of the hierarchy (ASC 820-10-50-2(c), IFRS 13.93(e)). */
public enum Column {
    /** Gains less losses included in earnings: those realised and the change of those unrealised. */
    GAINS,
    /** Part of the gains: what was received for what is gone, less its cost. */
    REALISED,
    /** Part of the gains: the change of fair value less cost of what is, or was, held. */
    UNREALISED,
    /** Cost of what was bought, from the issuer or from another holder, on the day from which it is measured here. */
    PURCHASES,
    /** What other holders and acquirers paid, taken off. */
    SALES,
    /** What the issuer paid back: capital returned and shares repurchased, taken off. */
    SETTLEMENTS,
    /** Carried at another level until the measurement that moved it. */
    TRANSFERS_IN,
    /** Carried at this level until the measurement that moved it, taken off. */
    TRANSFERS_OUT,
    /** Moved from the line of one class to that of another by a conversion; nothing over all lines. */
    RECLASSIFIED;

    /** Whether it is a part of another column. */
    boolean isPart() {
        return switch (this) {
            case REALISED, UNREALISED -> true;
            case GAINS, PURCHASES, SALES, SETTLEMENTS, TRANSFERS_IN, TRANSFERS_OUT, RECLASSIFIED -> false;
        };
    }
}
