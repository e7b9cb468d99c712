package io.dealledger.money;

import java.math.BigDecimal;

/** A number of shares, not negative, with up to 10 decimal places (the Numeric type of OCF). */
public record Shares(BigDecimal quantity) implements Comparable<Shares> {
    public static final int PLACES = 10;
    public static final Shares ZERO = new Shares(BigDecimal.ZERO);

    public Shares {
        quantity = Decimals.notNegative(Decimals.check(quantity, PLACES));
    }

    public static Shares of(String quantity) {
        return new Shares(Decimals.parse(quantity, PLACES));
    }

    public static Shares of(long quantity) {
        return new Shares(BigDecimal.valueOf(quantity));
    }

    public Shares plus(Shares other) {
        return new Shares(quantity.add(other.quantity));
    }

    /** @throws InvalidValue when the result would be negative */
    public Shares minus(Shares other) {
        return new Shares(quantity.subtract(other.quantity));
    }

    public Shares min(Shares other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public boolean isZero() {
        return quantity.signum() == 0;
    }

    public boolean isMoreThan(Shares other) {
        return compareTo(other) > 0;
    }

    public Fraction fraction() {
        return Fraction.of(quantity);
    }

    @Override
    public int compareTo(Shares other) {
        return quantity.compareTo(other.quantity);
    }

    @Override
    public String toString() {
        return quantity.toPlainString();
    }
}
