package io.dealledger.money;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A figure as a source states it, which is often not a number: a bound, a range, an approximation, or only
 * that there is one. The unit says what the figure counts; money names its currency.
 *
 * @param stated the figure of the statement; absent for RANGE, UNDISCLOSED and NONE
 * @param lower lower end of a RANGE; the bounds of every other kind follow from {@code stated}
 * @param significantDigits digits of {@code stated} that carry meaning; for APPROX they give the width of the interval
 * @param phrase the source's own few words
 * @param alternative another reading of the same words, where they allow one
 */
public record Stated(
        Op op,
        Unit unit,
        @Nullable Currency currency,
        @Nullable BigDecimal stated,
        @Nullable BigDecimal lower,
        @Nullable Boolean lowerInclusive,
        @Nullable BigDecimal upper,
        @Nullable Boolean upperInclusive,
        @Nullable Integer significantDigits,
        @Nullable String phrase,
        @Nullable BigDecimal alternative) {
    /** Of percents, factors and shares; money has those of its currency. */
    private static final int PLACES = 10;

    private static final int MAX_PHRASE = 1000;

    public Stated {
        if (currency != null && unit != Unit.MONEY) {
            throw InvalidValue.in("currency", "not-allowed", currency.code(), "only money has a currency");
        }
        switch (op) {
            case EXACT, APPROX, AT_LEAST, MORE_THAN, AT_MOST, LESS_THAN -> {
                if (stated == null) {
                    throw InvalidValue.in("stated", "missing", "", op + " needs the stated figure");
                }
                if (unit == Unit.MONEY && currency == null) {
                    throw InvalidValue.in("currency", "missing", "", "a stated amount of money needs its currency");
                }
                absent("lower", lower);
                absent("upper", upper);
            }
            case RANGE -> {
                absent("stated", stated);
                if (lower == null || upper == null) {
                    throw InvalidValue.in(lower == null ? "lower" : "upper", "missing", "", "RANGE needs both ends");
                }
                if (lower.compareTo(upper) > 0) {
                    throw InvalidValue.in(
                            "lower", "more-than-upper", lower.toPlainString(), lower + " is more than " + upper);
                }
                if (unit == Unit.MONEY && currency == null) {
                    throw InvalidValue.in("currency", "missing", "", "a range of money needs its currency");
                }
                lowerInclusive = lowerInclusive == null || lowerInclusive;
                upperInclusive = upperInclusive == null || upperInclusive;
            }
            case UNDISCLOSED, NONE -> {
                absent("stated", stated);
                absent("lower", lower);
                absent("upper", upper);
            }
        }
        if (significantDigits != null && (significantDigits < 1 || significantDigits > 38)) {
            throw InvalidValue.in(
                    "significantDigits", "out-of-range", significantDigits.toString(), "significantDigits is 1 to 38");
        }
        if (phrase != null && phrase.length() > MAX_PHRASE) {
            throw InvalidValue.in(
                    "phrase", "too-long", phrase.substring(0, 20), "a phrase has at most 1000 characters");
        }
        int places = currency == null ? PLACES : currency.decimalPlaces();
        stated = figure("stated", stated, places);
        lower = figure("lower", lower, places);
        upper = figure("upper", upper, places);
        alternative = figure("alternative", alternative, places);
        if (significantDigits == null && op == Op.APPROX && stated != null) {
            significantDigits = Math.max(1, stated.stripTrailingZeros().precision());
        }
    }

    private static @Nullable BigDecimal figure(String field, @Nullable BigDecimal value, int places) {
        if (value == null) {
            return null;
        }
        if (value.signum() < 0) {
            throw InvalidValue.in(field, "negative", value.toPlainString(), field + " is negative");
        }
        try {
            return Decimals.check(value, places);
        } catch (InvalidValue wrong) {
            throw InvalidValue.in(field, wrong.code(), wrong.figure(), field + ": " + wrong.getMessage());
        }
    }

    private static void absent(String field, @Nullable BigDecimal value) {
        if (value != null) {
            throw InvalidValue.in(field, "not-allowed", value.toPlainString(), field + " does not fit this op");
        }
    }

    private static Stated of(Op op, Unit unit, @Nullable Currency currency, @Nullable BigDecimal stated) {
        return new Stated(op, unit, currency, stated, null, null, null, null, null, null, null);
    }

    public static Stated undisclosed() {
        return of(Op.UNDISCLOSED, Unit.MONEY, null, null);
    }

    public static Stated money(Op op, String amount, String currency) {
        return of(op, Unit.MONEY, Currency.of(currency), new BigDecimal(amount));
    }

    public static Stated exactly(Money money) {
        return of(Op.EXACT, Unit.MONEY, money.currency(), money.amount());
    }

    public static Stated percent(Op op, String percent) {
        return of(op, Unit.PERCENT, null, new BigDecimal(percent));
    }

    public static Stated times(Op op, String factor) {
        return of(op, Unit.TIMES, null, new BigDecimal(factor));
    }

    public Stated withSignificantDigits(int digits) {
        return new Stated(
                op, unit, currency, stated, lower, lowerInclusive, upper, upperInclusive, digits, phrase, alternative);
    }

    public Stated withPhrase(String words) {
        return new Stated(
                op,
                unit,
                currency,
                stated,
                lower,
                lowerInclusive,
                upper,
                upperInclusive,
                significantDigits,
                words,
                alternative);
    }

    public Stated withAlternative(String figure) {
        return new Stated(
                op,
                unit,
                currency,
                stated,
                lower,
                lowerInclusive,
                upper,
                upperInclusive,
                significantDigits,
                phrase,
                new BigDecimal(figure));
    }

    /** Whether the statement says anything about how much. */
    public boolean says() {
        return op != Op.UNDISCLOSED;
    }

    /** The values that arithmetic goes on with: for EXACT the figure itself. Not negative where nothing was said. */
    public Interval interval() {
        return switch (op) {
            case EXACT -> Interval.exactly(Fraction.of(value()));
            case APPROX -> rounding(value(), digits());
            case AT_LEAST -> Interval.atLeast(Fraction.of(value()));
            case MORE_THAN -> Interval.moreThan(Fraction.of(value()));
            case AT_MOST -> Interval.between(Fraction.ZERO, true, Fraction.of(value()), true);
            case LESS_THAN -> Interval.between(Fraction.ZERO, true, Fraction.of(value()), false);
            case RANGE ->
                Interval.between(
                        Fraction.of(present(lower)),
                        Boolean.TRUE.equals(lowerInclusive),
                        Fraction.of(present(upper)),
                        Boolean.TRUE.equals(upperInclusive));
            case UNDISCLOSED -> Interval.NOT_NEGATIVE;
            case NONE -> Interval.ZERO;
        };
    }

    /** The values with which a conflict is tested: a press figure with few digits is as wide as its rounding. */
    public Interval conflictInterval() {
        return op == Op.EXACT && significantDigits != null ? rounding(value(), significantDigits) : interval();
    }

    /** The interval of the other reading, where the words allow one. */
    public Optional<Interval> alternativeInterval() {
        return Optional.ofNullable(alternative)
                .map(other -> op == Op.APPROX ? rounding(other, digits()) : Interval.exactly(Fraction.of(other)));
    }

    /**
     * All figures that round to {@code value} when it carries {@code digits} significant digits: from half a
     * unit of the last one below it to half a unit above, the upper end excluded. Zero stands for itself.
     */
    static Interval rounding(BigDecimal value, int digits) {
        if (value.signum() == 0) {
            return Interval.exactly(Fraction.ZERO);
        }
        int exponent = value.precision() - value.scale() - digits;
        Fraction half = Fraction.of(BigDecimal.ONE.scaleByPowerOfTen(exponent)).over(Fraction.of(2));
        Fraction middle = Fraction.of(value);
        return Interval.between(middle.minus(half), true, middle.plus(half), false);
    }

    private int digits() {
        return significantDigits == null ? value().precision() : significantDigits;
    }

    private BigDecimal value() {
        return present(stated);
    }

    private static BigDecimal present(@Nullable BigDecimal value) {
        if (value == null) {
            throw new IllegalStateException("a stated figure lost its value");
        }
        return value;
    }
}
