package io.dealledger.money;

import java.math.BigDecimal;

/** An exact amount, not negative, in the currency's own decimal places (2 for USD, 0 for JPY). */
public record Money(BigDecimal amount, Currency currency) {
    public Money {
        amount = Decimals.notNegative(Decimals.check(amount, currency.decimalPlaces()));
    }

    public static Money of(String amount, String currency) {
        Currency unit = Currency.of(currency);
        return new Money(Decimals.parse(amount, unit.decimalPlaces()), unit);
    }

    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /** @throws InvalidValue when the currencies differ */
    public Money plus(Money other) {
        return new Money(amount.add(same(other).amount), currency);
    }

    /** @throws InvalidValue when the currencies differ or the result would be negative */
    public Money minus(Money other) {
        return new Money(amount.subtract(same(other).amount), currency);
    }

    /** @throws InvalidValue when the currencies differ */
    public boolean isMoreThan(Money other) {
        return amount.compareTo(same(other).amount) > 0;
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    public Fraction fraction() {
        return Fraction.of(amount);
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw InvalidValue.of("wrong-currency", other.currency.code(), other + " is not in " + currency.code());
        }
        return other;
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency.code();
    }
}
