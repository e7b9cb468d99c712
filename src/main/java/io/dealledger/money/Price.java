package io.dealledger.money;

import java.math.BigDecimal;

/** A price per share, not negative, with up to 10 decimal places: finer than the currency's minor unit. */
public record Price(BigDecimal amount, Currency currency) {
    public static final int PLACES = 10;

    public Price {
        amount = Decimals.notNegative(Decimals.check(amount, PLACES));
    }

    public static Price of(String amount, String currency) {
        return new Price(Decimals.parse(amount, PLACES), Currency.of(currency));
    }

    public Fraction fraction() {
        return Fraction.of(amount);
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency.code();
    }
}
