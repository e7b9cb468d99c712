package io.dealledger.calculation;

import io.dealledger.money.Fraction;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What becomes of a fraction of a share. */
public enum ShareRounding {
    /** It is left out, and paid in cash where the terms say so. */
    FLOOR,
    /** It stays: figures are exact fractions. */
    EXACT;

    /** Absent is {@link #EXACT}. */
    public static Fraction round(Fraction shares, @Nullable ShareRounding rounding) {
        return rounding == FLOOR ? Fraction.of(shares.toDecimal(0, RoundingMode.FLOOR)) : shares;
    }
}
