package io.dealledger.ledger;

import io.dealledger.money.InvalidValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date as it was stated: {@code 2023-09-30}, {@code 2023-09}, {@code 2023-Q3} or {@code 2023}.
 *
 * @param first first day of the period
 * @param last last day of the period
 */
public record StatedDate(String text, LocalDate first, LocalDate last, Precision precision) {
    private static final Pattern FORM = Pattern.compile("([0-9]{4})(?:-(?:Q([1-4])|([0-9]{2})(?:-([0-9]{2}))?))?");
    private static final int EARLIEST_YEAR = 1600;

    public static StatedDate of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw wrong(text);
        }
        try {
            int year = Integer.parseInt(form.group(1));
            if (year < EARLIEST_YEAR) {
                throw InvalidValue.of("out-of-range", text, "years run from " + EARLIEST_YEAR + " to 9999");
            }
            if (form.group(4) != null) {
                LocalDate day = LocalDate.parse(text);
                return new StatedDate(text, day, day, Precision.DAY);
            }
            if (form.group(3) != null) {
                YearMonth month = YearMonth.parse(text);
                return new StatedDate(text, month.atDay(1), month.atEndOfMonth(), Precision.MONTH);
            }
            if (form.group(2) != null) {
                YearMonth start = YearMonth.of(year, 3 * Integer.parseInt(form.group(2)) - 2);
                return new StatedDate(text, start.atDay(1), start.plusMonths(2).atEndOfMonth(), Precision.QUARTER);
            }
            return new StatedDate(
                    text, Year.of(year).atDay(1), Year.of(year).atMonth(12).atEndOfMonth(), Precision.YEAR);
        } catch (DateTimeException impossible) {
            throw wrong(text);
        }
    }

    public static StatedDate of(LocalDate day) {
        return of(day.toString());
    }

    private static InvalidValue wrong(String text) {
        return InvalidValue.of(
                "not-a-date", text, "'" + text + "' is not a date (YYYY-MM-DD, YYYY-MM, YYYY-Qn or YYYY)");
    }

    @Override
    public String toString() {
        return text;
    }
}
