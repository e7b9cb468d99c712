package io.dealledger.company;

import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Vesting as OCF models it: conditions that follow on each other, and what has happened to a security under them. */
public sealed interface VestingEvent extends InstrumentEvent {
    /** How fractions of shares are told among the tranches of one condition, in the words of OCF. */
    enum Allocation {
        CUMULATIVE_ROUNDING,
        CUMULATIVE_ROUND_DOWN,
        FRONT_LOADED,
        BACK_LOADED,
        FRONT_LOADED_TO_SINGLE_TRANCHE,
        BACK_LOADED_TO_SINGLE_TRANCHE,
        FRACTIONAL
    }

    enum TriggerKind {
        VESTING_START_DATE,
        VESTING_SCHEDULE_ABSOLUTE,
        VESTING_SCHEDULE_RELATIVE,
        VESTING_EVENT
    }

    enum PeriodKind {
        DAYS,
        MONTHS
    }

    /**
     * @param length of one period
     * @param occurrences how often it passes; each time the condition's portion vests
     * @param dayOfMonth as OCF writes it, for periods of months
     */
    record Period(
            int length,
            PeriodKind kind,
            int occurrences,
            @Nullable String dayOfMonth) {}

    /**
     * @param date of a VESTING_SCHEDULE_ABSOLUTE
     * @param period of a VESTING_SCHEDULE_RELATIVE
     * @param relativeTo condition from whose day the period runs
     */
    record Trigger(
            TriggerKind kind,
            @Nullable LocalDate date,
            @Nullable Period period,
            @Nullable String relativeTo) {}

    /** @param remainder whether it is a part of what is left, and not of the whole */
    record Portion(BigDecimal numerator, BigDecimal denominator, boolean remainder) {}

    /**
     * @param portion that vests; exactly one of it and the quantity is there
     * @param cliff before that has passed once since where the trigger counts from, nothing vests, and then all at once
     *     what would have; an extension that some exporters write ({@code cliff_condition})
     * @param next conditions that can follow, best first
     */
    record Condition(
            String id,
            @Nullable String description,
            @Nullable Portion portion,
            @Nullable Shares quantity,
            Trigger trigger,
            @Nullable Period cliff,
            List<String> next) {}

    /** So much vests on that day. */
    record VestingDate(LocalDate on, Shares quantity) {}

    record VestingTermsDefined(
            String terms,
            @Nullable String description,
            Allocation allocation,
            List<Condition> conditions,
            EffectiveOn when)
            implements VestingEvent {}

    /**
     * @param condition that is met by the start
     * @param countsFrom day from which the schedule runs, where that is before the security was issued; absent otherwise
     */
    record VestingStarted(
            SecurityId security, String condition, @Nullable LocalDate countsFrom, EffectiveOn when)
            implements VestingEvent {
        /** It runs from the day itself. */
        public VestingStarted(SecurityId security, String condition, EffectiveOn when) {
            this(security, condition, null, when);
        }
    }

    /** @param condition that is met, of the kind VESTING_EVENT */
    record VestingEventOccurred(SecurityId security, String condition, EffectiveOn when) implements VestingEvent {}

    /** So much vests earlier than the terms say; it is taken from what would have vested last. */
    record VestingAccelerated(SecurityId security, Shares quantity, String reason, EffectiveOn when)
            implements VestingEvent {}
}
