package io.dealledger.money;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** How a decimal is read and written: plain notation, no exponent, no grouping, at most 38 digits. */
public final class Decimals {
    /** Longest integer part that is accepted. */
    public static final int MAX_INTEGER_DIGITS = 28;

    private static final int MAX_LENGTH = 64;

    private static final Pattern PLAIN = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");

    private Decimals() {}

    /** @param maxPlaces decimal places allowed, trailing zeros not counted */
    public static BigDecimal parse(String text, int maxPlaces) {
        if (text.length() > MAX_LENGTH || !PLAIN.matcher(text).matches()) {
            throw InvalidValue.of("not-a-decimal", text, "'" + text + "' is not a plain decimal number");
        }
        return check(new BigDecimal(text), maxPlaces);
    }

    /** Written out where it is no longer than {@link #parse} reads, and else with an exponent: 1E+999999999 would fill the memory. */
    public static String text(BigDecimal value) {
        return Math.abs((long) value.scale()) > MAX_LENGTH ? value.toString() : value.toPlainString();
    }

    static BigDecimal check(BigDecimal value, int maxPlaces) {
        // Asked first: 1E+999999999 written out would fill the memory.
        if (value.signum() != 0 && (long) value.precision() - value.scale() > MAX_INTEGER_DIGITS) {
            throw InvalidValue.of(
                    "too-large",
                    value.toString(),
                    value + " has more than " + MAX_INTEGER_DIGITS + " digits before the point");
        }
        BigDecimal plain = canonical(value);
        if (plain.scale() > maxPlaces) {
            throw InvalidValue.of(
                    "over-precise",
                    value.toString(),
                    value + " has " + plain.scale() + " decimal places; " + maxPlaces + " are allowed here");
        }
        return plain;
    }

    static BigDecimal notNegative(BigDecimal value) {
        if (value.signum() < 0) {
            throw InvalidValue.of("negative", value.toPlainString(), value.toPlainString() + " is negative");
        }
        return value;
    }

    /** One form per value, so that equal figures are equal records: no trailing zeros, no negative scale. */
    public static BigDecimal canonical(BigDecimal value) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
