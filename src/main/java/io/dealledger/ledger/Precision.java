package io.dealledger.ledger;

/** The words in which a date was stated. */
public enum Precision {
    DAY,
    MONTH,
    QUARTER,
    YEAR,
    /** It had happened by that day; nothing is known of when. */
    NO_LATER_THAN
}
