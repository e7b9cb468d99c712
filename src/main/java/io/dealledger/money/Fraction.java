package io.dealledger.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apache.commons.numbers.fraction.BigFraction;

/** An exact fraction in lowest terms with a positive denominator. */
public record Fraction(BigInteger numerator, BigInteger denominator) implements Comparable<Fraction> {
    public static final Fraction ZERO = of(0);
    public static final Fraction ONE = of(1);
    public static final Fraction HUNDRED = of(100);

    public Fraction {
        BigFraction lowest = BigFraction.of(numerator, denominator);
        boolean flip = lowest.getDenominator().signum() < 0;
        numerator = flip ? lowest.getNumerator().negate() : lowest.getNumerator();
        denominator = flip ? lowest.getDenominator().negate() : lowest.getDenominator();
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

    public static Fraction of(String decimal) {
        return of(new BigDecimal(decimal));
    }

    private static Fraction of(BigFraction value) {
        return new Fraction(value.getNumerator(), value.getDenominator());
    }

    private BigFraction exact() {
        return BigFraction.of(numerator, denominator);
    }

    public Fraction plus(Fraction other) {
        return of(exact().add(other.exact()));
    }

    public Fraction minus(Fraction other) {
        return of(exact().subtract(other.exact()));
    }

    public Fraction times(Fraction other) {
        return of(exact().multiply(other.exact()));
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
