package io.dealledger.money;

import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;

/** A currency of ISO 4217, by its three-letter code. */
public record Currency(String code) implements Comparable<Currency> {
    /** Codes of ISO 4217 that stand for no currency and for tests: nobody can owe or pay an amount of them. */
    private static final Set<String> NO_MONEY = Set.of("XXX", "XTS");

    public Currency {
        if (NO_MONEY.contains(code)) {
            throw unknown(code);
        }
        try {
            CurrencyUnit.of(code);
        } catch (IllegalCurrencyException unknown) {
            throw unknown(code);
        }
    }

    private static InvalidValue unknown(String code) {
        return InvalidValue.of("unknown-currency", code, "'" + code + "' is not a currency code of ISO 4217");
    }

    public static Currency of(String code) {
        return new Currency(code);
    }

    /** Decimal places of the minor unit: 2 for USD, 0 for JPY. */
    public int decimalPlaces() {
        return Math.max(0, CurrencyUnit.of(code).getDecimalPlaces());
    }

    @Override
    public int compareTo(Currency other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
