package io.dealledger.company;

import io.dealledger.money.InvalidValue;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When, and into what, a convertible converts or a warrant can be exercised; OCF's conversion triggers, field for field.
 *
 * @param id by which the conversion names it
 * @param condition of AUTOMATIC_ON_CONDITION and ELECTIVE_ON_CONDITION
 * @param date of AUTOMATIC_ON_DATE
 * @param from first day of ELECTIVE_IN_RANGE @param until last day of it
 */
public record ConversionTrigger(
        String id,
        Kind kind,
        @Nullable String nickname,
        @Nullable String description,
        @Nullable String condition,
        @Nullable LocalDate date,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        Right right) {
    public enum Kind {
        AUTOMATIC_ON_CONDITION,
        AUTOMATIC_ON_DATE,
        ELECTIVE_IN_RANGE,
        ELECTIVE_ON_CONDITION,
        ELECTIVE_AT_WILL,
        UNSPECIFIED
    }

    /**
     * @param futureRound whether it converts into the stock of a round that is yet to come
     * @param shareClass that it converts into, where it is known
     */
    public record Right(
            Mechanism mechanism,
            @Nullable Boolean futureRound,
            @Nullable String shareClass) {}

    public enum MechanismKind {
        FIXED_AMOUNT_CONVERSION,
        FIXED_PERCENT_OF_CAPITALIZATION_CONVERSION,
        RATIO_CONVERSION,
        SAFE_CONVERSION,
        VALUATION_BASED_CONVERSION,
        CONVERTIBLE_NOTE_CONVERSION,
        CUSTOM_CONVERSION,
        PPS_BASED_CONVERSION
    }

    public enum Timing {
        PRE_MONEY,
        POST_MONEY
    }

    public enum DayCount {
        ACTUAL_365,
        DAYS_30_360
    }

    public enum Payout {
        DEFERRED,
        CASH
    }

    public enum Accrual {
        DAILY,
        MONTHLY,
        QUARTERLY,
        SEMI_ANNUAL,
        ANNUAL
    }

    public enum Compounding {
        COMPOUNDING,
        SIMPLE
    }

    public enum ValuationFormula {
        FIXED,
        ACTUAL,
        CAP
    }

    public enum SharesRounding {
        CEILING,
        FLOOR,
        NORMAL
    }

    /** @param rate of a year, as a fraction: 0.08 is eight percent @param until absent for as long as it is outstanding */
    public record Interest(
            BigDecimal rate, LocalDate from, @Nullable LocalDate until) {}

    /** What of the company's capitalisation counts. */
    public record CapitalisationRules(
            boolean outstandingShares,
            boolean outstandingOptions,
            boolean outstandingUnissuedOptions,
            boolean thisSecurity,
            boolean otherConvertingSecurities,
            boolean poolTopUpForPromisedOptions,
            boolean additionalPoolTopUp,
            boolean newMoney) {}

    /**
     * How the number of shares is found. Which terms are there depends on the kind.
     *
     * @param discount fraction taken off the price: 0.20 makes it price x 0.80
     * @param cap valuation cap
     * @param mostFavoured whether the holder may elect better terms that are given to others later
     * @param timing whether the cap is a valuation before or after the money
     * @param exitMultiple of the amount, that is paid instead at an exit
     * @param capitalisation its definition, in the document's words
     * @param quantity of a FIXED_AMOUNT_CONVERSION
     * @param percent of a FIXED_PERCENT_OF_CAPITALIZATION_CONVERSION, as a fraction below one
     * @param ratio of a RATIO_CONVERSION @param conversionPrice of it @param rounding of it
     * @param valuation amount of a VALUATION_BASED_CONVERSION
     * @param discounted whether a PPS_BASED_CONVERSION takes a discount
     * @param discountAmount taken off the price of a share
     * @param words that describe a CUSTOM_CONVERSION or a PPS_BASED_CONVERSION
     */
    public record Mechanism(
            MechanismKind kind,
            @Nullable BigDecimal discount,
            @Nullable Money cap,
            @Nullable Boolean mostFavoured,
            @Nullable Timing timing,
            @Nullable Ratio exitMultiple,
            List<Interest> interest,
            @Nullable DayCount dayCount,
            @Nullable Payout interestPayout,
            @Nullable Accrual interestAccrual,
            @Nullable Compounding compounding,
            @Nullable String capitalisation,
            @Nullable CapitalisationRules capitalisationRules,
            @Nullable Shares quantity,
            @Nullable BigDecimal percent,
            @Nullable Ratio ratio,
            @Nullable Price conversionPrice,
            @Nullable SharesRounding rounding,
            @Nullable ValuationFormula valuationFormula,
            @Nullable Money valuation,
            @Nullable Boolean discounted,
            @Nullable Price discountAmount,
            @Nullable String words) {
        public Mechanism {
            belowOne("discount", discount);
            belowOne("percent", percent);
            switch (kind) {
                case FIXED_AMOUNT_CONVERSION -> needs("quantity", quantity, kind);
                case FIXED_PERCENT_OF_CAPITALIZATION_CONVERSION -> needs("percent", percent, kind);
                case RATIO_CONVERSION -> needs("ratio", ratio, kind);
                case VALUATION_BASED_CONVERSION -> needs("valuationFormula", valuationFormula, kind);
                case CUSTOM_CONVERSION, PPS_BASED_CONVERSION -> needs("words", words, kind);
                case SAFE_CONVERSION, CONVERTIBLE_NOTE_CONVERSION -> {}
            }
        }

        private static void needs(String field, @Nullable Object given, MechanismKind kind) {
            if (given == null) {
                throw InvalidValue.in(field, "missing", "", kind + " needs its " + field);
            }
        }

        private static void belowOne(String field, @Nullable BigDecimal given) {
            if (given != null && (given.signum() < 0 || given.compareTo(BigDecimal.ONE) >= 0)) {
                throw InvalidValue.in(
                        field, "out-of-range", given.toPlainString(), field + " is a fraction from 0 to below 1");
            }
        }

        public static Mechanism safe(
                @Nullable Money cap, @Nullable BigDecimal discount, boolean mostFavoured, @Nullable Timing timing) {
            return new Mechanism(
                    MechanismKind.SAFE_CONVERSION,
                    discount,
                    cap,
                    mostFavoured,
                    timing,
                    null,
                    List.of(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }
    }

    public ConversionTrigger {
        switch (kind) {
            case AUTOMATIC_ON_CONDITION, ELECTIVE_ON_CONDITION -> needs("condition", condition, kind);
            case AUTOMATIC_ON_DATE -> needs("date", date, kind);
            case ELECTIVE_IN_RANGE -> {
                needs("from", from, kind);
                needs("until", until, kind);
            }
            case ELECTIVE_AT_WILL, UNSPECIFIED -> {}
        }
        if (from != null && until != null && until.isBefore(from)) {
            throw InvalidValue.in("until", "before-from", until.toString(), until + " is before " + from);
        }
    }

    private static void needs(String field, @Nullable Object given, Kind kind) {
        if (given == null) {
            throw InvalidValue.in(field, "missing", "", kind + " needs its " + field);
        }
    }

    /** Whether it can be used on that day, as far as a date decides it. */
    boolean isOpen(LocalDate on) {
        return (date == null || !on.isBefore(date))
                && (from == null || !on.isBefore(from))
                && (until == null || !on.isAfter(until));
    }
}
