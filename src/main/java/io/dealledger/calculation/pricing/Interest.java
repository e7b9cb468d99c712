package io.dealledger.calculation.pricing;

import io.dealledger.money.Fraction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Interest that converts together with its principal.
 *
 * @param rate per year, as a fraction: 0.06 is 6 %
 * @param from day on which it begins to run
 * @param to day of conversion, on which it does not run any more; not before {@code from}
 * @param period after which compounding interest is added to the principal; a year when absent
 */
public record Interest(
        Fraction rate,
        LocalDate from,
        LocalDate to,
        DayCount dayCount,
        Kind kind,
        @Nullable Period period) {
    /** Up to so many periods compounding interest is exact; the exact figure of more would have thousands of digits. */
    public static final int EXACT_PERIODS = 12;

    /** Places of compounding interest over more periods. */
    public static final int PLACES = 10;

    public enum Kind {
        /** {@code principal x rate x days / days of a year}, exactly. */
        SIMPLE,
        /**
         * {@code principal x ((1 + r)^n (1 + r x rest) - 1)}: r the rate of one period, n the whole periods by the day
         * count, and simple interest for the rest of one. Beyond {@link #EXACT_PERIODS} it is rounded once, HALF_EVEN,
         * to {@link #PLACES}.
         */
        COMPOUNDING
    }

    public enum Period {
        ANNUAL(1),
        SEMI_ANNUAL(2),
        QUARTERLY(4),
        MONTHLY(12),
        DAILY(0);

        private final long aYear;

        Period(long aYear) {
            this.aYear = aYear;
        }
    }

    public Interest(Fraction rate, LocalDate from, LocalDate to, DayCount dayCount, Kind kind) {
        this(rate, from, to, dayCount, kind, null);
    }

    public long days() {
        return dayCount.days(from, to);
    }

    /** In the currency of the principal. */
    public Fraction on(Fraction principal) {
        long days = days();
        long year = dayCount.daysOfYear();
        return switch (kind) {
            case SIMPLE -> principal.times(rate).times(Fraction.of(days, year));
            case COMPOUNDING -> compounded(principal, days, year);
        };
    }

    private Fraction compounded(Fraction principal, long days, long year) {
        long aYear = period == null ? 1 : period == Period.DAILY ? year : period.aYear;
        Fraction rateOfOne = rate.over(Fraction.of(aYear));
        int whole = Math.toIntExact(days * aYear / year);
        Fraction rest = Fraction.of(days * aYear % year, year);
        Fraction growth = Fraction.ONE.plus(rateOfOne);
        Fraction last = Fraction.ONE.plus(rateOfOne.times(rest)).times(principal);
        // Not as a fraction: its lowest terms would be looked for among tens of thousands of digits.
        BigInteger over = growth.numerator().pow(whole).multiply(last.numerator());
        BigInteger under = growth.denominator().pow(whole).multiply(last.denominator());
        Fraction balance = whole <= EXACT_PERIODS
                ? new Fraction(over, under)
                : Fraction.of(new BigDecimal(over).divide(new BigDecimal(under), PLACES, RoundingMode.HALF_EVEN));
        return balance.minus(principal);
    }
}
