package io.dealledger.calculation.pricing;

import io.dealledger.money.InvalidValue;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * How days between two dates are counted, and how many make a year.
 *
 * @param convention written {@code ACT_365} and {@code 30_360}
 */
public record DayCount(Convention convention) {
    public static final DayCount ACT_365 = new DayCount(Convention.ACT_365);
    public static final DayCount THIRTY_360 = new DayCount(Convention.THIRTY_360);

    public enum Convention {
        /** The days there are; 365 make a year, also when one of them is 29 February. */
        ACT_365,
        /** Bond basis (ISDA 2006, 4.16 f): a month has 30 days; the 31st is the 30th, at the end only after a 30th. */
        THIRTY_360
    }

    public static DayCount of(String text) {
        return switch (text) {
            case "ACT_365", "ACTUAL_365" -> ACT_365;
            case "30_360" -> THIRTY_360;
            default -> throw InvalidValue.of("not-one-of", text, "'" + text + "' is not one of [ACT_365, 30_360]");
        };
    }

    public long days(LocalDate from, LocalDate to) {
        return switch (convention) {
            case ACT_365 -> ChronoUnit.DAYS.between(from, to);
            case THIRTY_360 -> {
                int first = Math.min(from.getDayOfMonth(), 30);
                int last = first == 30 ? Math.min(to.getDayOfMonth(), 30) : to.getDayOfMonth();
                yield 360L * (to.getYear() - from.getYear())
                        + 30L * (to.getMonthValue() - from.getMonthValue())
                        + last
                        - first;
            }
        };
    }

    public long daysOfYear() {
        return switch (convention) {
            case ACT_365 -> 365;
            case THIRTY_360 -> 360;
        };
    }

    @Override
    public String toString() {
        return switch (convention) {
            case ACT_365 -> "ACT_365";
            case THIRTY_360 -> "30_360";
        };
    }
}
