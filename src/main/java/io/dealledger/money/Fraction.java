package io.dealledger.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.apache.commons.numbers.fraction.BigFraction;

/** An exact fraction in lowest terms with a positive denominator. */
public record Fraction(BigInteger numerator, BigInteger denominator) implements Comparable<Fraction> {
    private static final int MAX_PLACES = 30;
    /** A limit on everything: no figure of a round is nearly as long, and arithmetic on longer ones would take its time. */
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,999})");

    public static final Fraction ZERO = of(0);
    public static final Fraction ONE = of(1);
    public static final Fraction HUNDRED = of(100);

    public Fraction {
        // A whole number is in lowest terms, and most figures are whole.
        if (!denominator.equals(BigInteger.ONE)) {
            BigFraction lowest = BigFraction.of(numerator, denominator);
            boolean flip = lowest.getDenominator().signum() < 0;
            numerator = flip ? lowest.getNumerator().negate() : lowest.getNumerator();
            denominator = flip ? lowest.getDenominator().negate() : lowest.getDenominator();
        }
    }

    public static Fraction of(long value) {
        return new Fraction(BigInteger.valueOf(value), BigInteger.ONE);
    }

    public static Fraction of(long numerator, long denominator) {
        return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    public static Fraction of(BigDecimal value) {
        return value.scale() <= 0
                ? new Fraction(value.toBigIntegerExact(), BigInteger.ONE)
                : new Fraction(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
    }

    /**
     * A plain decimal such as {@code "0.125"}, or what {@link #toString} wrote: {@code "1/3"}.
     *
     * @throws InvalidValue when the text is neither
     */
    public static Fraction of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return of(Decimals.parse(text, MAX_PLACES));
        }
        String over = text.substring(0, slash);
        String under = text.substring(slash + 1);
        if (!WHOLE.matcher(over).matches() || !WHOLE.matcher(under).matches() || under.startsWith("-")) {
            throw InvalidValue.of(
                    "not-a-fraction", text, "'" + text + "' is neither a decimal nor a fraction like 1/3");
        }
        BigInteger denominator = new BigInteger(under);
        if (denominator.signum() == 0) {
            throw InvalidValue.of("not-a-fraction", text, "'" + text + "' divides by zero");
        }
        return new Fraction(new BigInteger(over), denominator);
    }

    private static Fraction of(BigFraction value) {
        return new Fraction(value.getNumerator(), value.getDenominator());
    }

    private BigFraction exact() {
        return BigFraction.of(numerator, denominator);
    }

    private boolean isWhole() {
        return denominator.equals(BigInteger.ONE);
    }

    public Fraction plus(Fraction other) {
        return isWhole() && other.isWhole()
                ? new Fraction(numerator.add(other.numerator), BigInteger.ONE)
                : of(exact().add(other.exact()));
    }

    public Fraction minus(Fraction other) {
        return of(exact().subtract(other.exact()));
    }

    public Fraction times(Fraction other) {
        return isWhole() && other.isWhole()
                ? new Fraction(numerator.multiply(other.numerator), BigInteger.ONE)
                : of(exact().multiply(other.exact()));
    }

    /** @throws ArithmeticException when {@code other} is zero */
    public Fraction over(Fraction other) {
        return of(exact().divide(other.exact()));
    }

    public Fraction negate() {
        return new Fraction(numerator.negate(), denominator);
    }

    public int signum() {
        return numerator.signum();
    }

    public boolean isZero() {
        return signum() == 0;
    }

    public Fraction min(Fraction other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Fraction max(Fraction other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The decimal with exactly {@code places} places, rounded once by {@code mode}. */
    public BigDecimal toDecimal(int places, RoundingMode mode) {
        return new BigDecimal(numerator).divide(new BigDecimal(denominator), places, mode);
    }

    /** Whether a decimal with at most {@code places} places equals this fraction. */
    public boolean fits(int places) {
        return of(toDecimal(places, RoundingMode.DOWN)).equals(this);
    }

    @Override
    public int compareTo(Fraction other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    /** {@code "n/d"}, also when the denominator is 1. */
    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
