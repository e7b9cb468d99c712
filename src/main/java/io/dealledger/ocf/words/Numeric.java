package io.dealledger.ocf.words;

import io.dealledger.money.Currency;
import io.dealledger.money.Decimals;
import io.dealledger.money.InvalidValue;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Numbers as OCF writes them: strings with up to 10 decimal places, a sign and leading zeros allowed. Files in use also
 * write them as JSON numbers, which is said where it is read.
 */
public final class Numeric {
    /** Decimal places of the type Numeric. */
    public static final int PLACES = 10;

    private static final Pattern FORM = Pattern.compile("[+-]?[0-9]{1,40}(\\.[0-9]{1,10})?");
    /** OCF leaves the zero before the point away as it likes. */
    private static final Pattern PERCENTAGE = Pattern.compile("0?(\\.[0-9]{1,10})?|1(\\.0{1,10})?");

    private Numeric() {}

    /** @throws InvalidValue when the text is no Numeric of OCF */
    public static BigDecimal parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw InvalidValue.of(
                    "not-a-decimal",
                    text,
                    "'" + text + "' is not a number with up to 10 decimal places, as OCF has it");
        }
        return Decimals.canonical(new BigDecimal(text));
    }

    /**
     * A fraction from 0 to 1, which OCF calls a Percentage.
     *
     * @throws InvalidValue when the text is none
     */
    public static BigDecimal parseFraction(String text) {
        if (text.isEmpty() || !PERCENTAGE.matcher(text).matches()) {
            throw InvalidValue.of(
                    "not-a-fraction",
                    text,
                    "'" + text + "' is not a fraction from 0 to 1 with up to 10 decimal places");
        }
        return Decimals.canonical(new BigDecimal(text.startsWith(".") ? "0" + text : text));
    }

    /**
     * @throws IllegalArgumentException when the number has more places than OCF can write
     */
    public static String text(BigDecimal number) {
        BigDecimal plain = Decimals.canonical(number);
        if (plain.scale() > PLACES) {
            throw new IllegalArgumentException(plain + " has more than " + PLACES + " decimal places");
        }
        return plain.toPlainString();
    }

    /** The currency of ISO 4217 that OCF names with the same code. */
    public static Currency currency(String code) {
        return Currency.of(code);
    }
}
