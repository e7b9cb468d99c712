package io.dealledger.schedule;

import io.dealledger.company.HoldingEvent.FairValueLevel;
import org.jspecify.annotations.Nullable;

/** Level of the fair value hierarchy by what a measurement rests on (ASC 820-10-35-37, IFRS 13.72). */
public enum Level {
    /** Quoted prices of identical assets in active markets. */
    LEVEL_1,
    /** Other inputs that can be observed. */
    LEVEL_2,
    /** Inputs that matter and cannot be observed. */
    LEVEL_3,
    /** Measured, and whoever measured it did not say at which level. */
    NOT_STATED,
    /** Not measured at fair value: nothing is known of its value, or another basis stands in. */
    NOT_MEASURED;

    static Level of(@Nullable FairValueLevel level) {
        if (level == null) {
            return NOT_STATED;
        }
        return switch (level) {
            case LEVEL_1 -> LEVEL_1;
            case LEVEL_2 -> LEVEL_2;
            case LEVEL_3 -> LEVEL_3;
        };
    }
}
