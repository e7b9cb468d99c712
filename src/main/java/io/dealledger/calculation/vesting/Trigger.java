package io.dealledger.calculation.vesting;

import java.time.LocalDate;

/** What satisfies a condition (OCF VestingConditionTrigger). */
public sealed interface Trigger {
    /** The vesting commencement date. */
    record Start() implements Trigger {}

    /** A date, whatever else happens. */
    record Absolute(LocalDate date) implements Trigger {}

    /** Time that has passed since another condition was satisfied; since its last occurrence, where it has several. */
    record Relative(Period period, String condition) implements Trigger {}

    /** Something that happens or does not; its date comes with the question. */
    record Event() implements Trigger {}
}
