package io.dealledger.calculation.vesting;

import io.dealledger.money.InvalidValue;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Day on which months vest (OCF VestingDayOfMonth). A month that has not got the day vests on its last one.
 *
 * @param day 1 to 31; {@link #START} for the day of the vesting start
 */
public record DayOfMonth(int day) {
    public static final int START = 0;

    private static final String START_WORD = "VESTING_START_DAY_OR_LAST_DAY_OF_MONTH";
    private static final String LAST = "_OR_LAST_DAY_OF_MONTH";
    private static final Pattern DAY = Pattern.compile("(0[1-9]|1[0-9]|2[0-8])|(29|30|31)" + LAST);

    public static DayOfMonth of(String text) {
        if (text.equals(START_WORD)) {
            return new DayOfMonth(START);
        }
        Matcher day = DAY.matcher(text);
        if (!day.matches()) {
            throw InvalidValue.of(
                    "not-a-day-of-month",
                    text,
                    "'" + text + "' is none of 01 to 28, 29" + LAST + ", 30" + LAST + ", 31" + LAST + ", "
                            + START_WORD);
        }
        return new DayOfMonth(Integer.parseInt(day.group(1) != null ? day.group(1) : day.group(2)));
    }

    LocalDate in(YearMonth month, LocalDate start) {
        return month.atDay(Math.min(day == START ? start.getDayOfMonth() : day, month.lengthOfMonth()));
    }

    @Override
    public String toString() {
        return day == START ? START_WORD : day > 28 ? day + LAST : day < 10 ? "0" + day : Integer.toString(day);
    }
}
