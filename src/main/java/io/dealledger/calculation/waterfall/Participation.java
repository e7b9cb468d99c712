package io.dealledger.calculation.waterfall;

/** Whether a preferred class shares in what is left after the preferences. */
public enum Participation {
    /** It takes its preference, or converts and shares as common does. */
    NONE,
    /** It takes its preference and shares as if converted, without bound; so it never converts. */
    FULL,
    /** It takes its preference and shares as if converted up to a cap on both together, or converts. */
    CAPPED
}
