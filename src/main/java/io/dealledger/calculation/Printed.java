package io.dealledger.calculation;

import io.dealledger.money.Currency;
import io.dealledger.money.Decimals;
import io.dealledger.money.Fraction;
import io.dealledger.money.Interval;
import io.dealledger.money.Op;
import io.dealledger.money.Source;
import io.dealledger.money.SourceClass;
import io.dealledger.money.Stated;
import io.dealledger.money.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A claim as it is written in an answer: decimals in plain notation, bounds rounded outward to the currency's
 * minor unit, to 4 places of a percent, or to 10 places of a factor or a quantity. A single exact value whose digits
 * do not end there is rounded HALF_EVEN to those places.
 *
 * @param stated the source's own figure, or the single value of an exact one
 * @param lower lower bound; absent when there is none
 * @param sourceClass how good the source is; written as {@code class}
 * @param alternative what the claim would be if the other reading of its words held
 * @param claim what is printed here; not a part of an answer, and at hand for whoever explains one
 */
public record Printed(
        Op op,
        @Nullable String stated,
        @Nullable String lower,
        @Nullable Boolean lowerInclusive,
        @Nullable String upper,
        @Nullable Boolean upperInclusive,
        Unit unit,
        @Nullable String currency,
        @Nullable Integer significantDigits,
        SourceClass sourceClass,
        @Nullable String phrase,
        @Nullable String alternative,
        @Nullable Source source,
        @Nullable String rule,
        @Nullable String assumption,
        List<Long> events,
        Claim claim) {

    private static final int EXACT_PLACES = 10;

    public static Printed of(Claim claim) {
        Stated statement = claim.statement();
        boolean bounded = claim.says() || claim.op() == Op.NONE;
        Interval.Bound lower = bounded ? claim.interval().lower() : null;
        Interval.Bound upper = bounded ? claim.interval().upper() : null;
        Currency currency = claim.currency();
        // A single value is written to its last digit: a price per share is finer than the minor unit.
        int places = claim.exact().filter(value -> value.fits(EXACT_PLACES)).isPresent()
                ? EXACT_PLACES
                : places(claim.unit(), currency);
        String single = claim.exact()
                .map(value -> decimal(value, places, RoundingMode.HALF_EVEN))
                .orElse(null);
        return new Printed(
                claim.op(),
                statement != null && statement.stated() != null
                        ? statement.stated().toPlainString()
                        : single,
                // Both bounds of a single value are that value as it is written, also where its digits never end.
                single != null || lower == null ? single : decimal(lower.at(), places, RoundingMode.FLOOR),
                lower == null ? null : lower.inclusive(),
                single != null || upper == null ? single : decimal(upper.at(), places, RoundingMode.CEILING),
                upper == null ? null : upper.inclusive(),
                claim.unit(),
                currency == null ? null : currency.code(),
                statement == null ? null : statement.significantDigits(),
                claim.sourceClass(),
                statement == null ? null : statement.phrase(),
                statement == null || statement.alternative() == null
                        ? null
                        : statement.alternative().toPlainString(),
                claim.source(),
                claim.rule(),
                claim.assumption(),
                claim.events(),
                claim);
    }

    /** As a reader would say it; the claim behind it holds all it was calculated from, which is no reading matter. */
    @Override
    public String toString() {
        return words(claim) + " by " + (rule == null ? sourceClass : rule) + " of " + events;
    }

    /** The claim in a few words: {@code at least 300000000 USD}. */
    public static String words(Claim claim) {
        return of(claim).words();
    }

    /** In a few words: {@code at least 300000000 USD}. */
    public String words() {
        String with = switch (unit) {
            case MONEY -> currency == null ? "" : " " + currency;
            case PERCENT -> " percent";
            case TIMES -> " times";
            case SHARES -> " shares";
        };
        return switch (op) {
            case EXACT -> stated + with;
            case APPROX -> "about " + stated + with;
            case AT_LEAST -> "at least " + lower + with;
            case MORE_THAN -> "more than " + lower + with;
            case AT_MOST -> "at most " + upper + with;
            case LESS_THAN -> "less than " + upper + with;
            case RANGE -> "between " + lower + " and " + upper + with;
            case UNDISCLOSED -> "undisclosed";
            case NONE -> "none";
        };
    }

    /** How the figures of a claim are rounded where they are written. */
    public static String rounding(Claim claim) {
        if (claim.exact().filter(value -> value.fits(EXACT_PLACES)).isPresent()) {
            return "none";
        }
        int places = places(claim.unit(), claim.currency());
        return claim.exact().isPresent()
                ? "HALF_EVEN to " + places + " places"
                : "bounds outward to " + places + " places";
    }

    /** Decimal places to which a figure of this unit is printed. */
    public static int places(Unit unit, @Nullable Currency currency) {
        return unit == Unit.MONEY && currency != null ? currency.decimalPlaces() : unit.places();
    }

    /** A decimal without trailing zeros where it is exact; all {@code places} of it where it had to be rounded. */
    public static String decimal(Fraction value, int places, RoundingMode mode) {
        BigDecimal rounded = value.toDecimal(places, mode);
        return value.fits(places) ? Decimals.canonical(rounded).toPlainString() : rounded.toPlainString();
    }
}
