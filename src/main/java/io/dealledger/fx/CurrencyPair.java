package io.dealledger.fx;

import io.dealledger.money.Currency;
import io.dealledger.money.InvalidValue;
import java.util.Locale;

/** {@code USD/HKD}: how many of the quote currency one of the base currency buys. */
public record CurrencyPair(Currency base, Currency quote) {
    public static final String PREFIX = "fx_";

    public CurrencyPair {
        if (base.equals(quote)) {
            throw InvalidValue.of("same-currency", base.code(), "a pair has two different currencies");
        }
    }

    public static CurrencyPair of(String text) {
        String[] sides = text.split("/", -1);
        if (sides.length != 2) {
            throw InvalidValue.of("not-a-pair", text, "'" + text + "' is not a currency pair like USD/HKD");
        }
        return new CurrencyPair(Currency.of(sides[0]), Currency.of(sides[1]));
    }

    /** The direction in which the pair's stream is kept: the codes in alphabetical order. */
    public CurrencyPair canonical() {
        return base.compareTo(quote) <= 0 ? this : inverse();
    }

    public CurrencyPair inverse() {
        return new CurrencyPair(/* base= */ quote, /* quote= */ base);
    }

    /** Id of the pair's stream, the same for both directions. */
    public String stream() {
        CurrencyPair kept = canonical();
        return PREFIX + (kept.base + "-" + kept.quote).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return base + "/" + quote;
    }
}
