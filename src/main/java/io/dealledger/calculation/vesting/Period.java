package io.dealledger.calculation.vesting;

import java.time.LocalDate;
import java.time.YearMonth;

/** A span of time that passes a number of times (OCF VestingPeriod). */
public sealed interface Period {
    /** Longest that is taken: with as many occurrences as there may be, dates stay dates. */
    int LONGEST = 100_000;

    int MOST_OCCURRENCES = 10_000;

    /** Units that pass each time, from 0. */
    int length();

    /** Times that it passes, from 1. */
    int occurrences();

    /** Day on which it has passed {@code times} times. @param anchor from where it is counted @param start of vesting */
    LocalDate after(LocalDate anchor, int times, LocalDate start);

    /** All of it until it has passed {@code times} times, at most as often as it does, as one span. */
    Period until(int times);

    record Days(int length, int occurrences) implements Period {
        @Override
        public LocalDate after(LocalDate anchor, int times, LocalDate start) {
            return anchor.plusDays((long) length * times);
        }

        @Override
        public Period until(int times) {
            return new Days(length * times, 1);
        }
    }

    /** Calendar months, counted from the month of the anchor: a short month on the way shortens no later one. */
    record Months(int length, int occurrences, DayOfMonth day) implements Period {
        @Override
        public LocalDate after(LocalDate anchor, int times, LocalDate start) {
            return day.in(YearMonth.from(anchor).plusMonths((long) length * times), start);
        }

        @Override
        public Period until(int times) {
            return new Months(length * times, 1, day);
        }
    }
}
