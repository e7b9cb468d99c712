package io.dealledger.calculation.paytoplay;

import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;

/**
 * Preferred to common, as a pay-to-play provision states it: {@code 10:1} makes one common share of ten preferred. Both
 * sides are positive.
 */
public record ConversionRate(Fraction preferred, Fraction common) {
    public ConversionRate {
        if (preferred.signum() <= 0 || common.signum() <= 0) {
            String given = preferred + ":" + common;
            throw InvalidValue.of("not-positive", given, "each side of a rate is more than zero");
        }
    }

    /** {@code "10:1"} or, for that many preferred to one common, {@code "10"}. */
    public static ConversionRate of(String text) {
        String[] sides = text.split(":", -1);
        if (sides.length > 2) {
            throw InvalidValue.of("not-a-rate", text, "'" + text + "' is not a rate like 10:1");
        }
        Fraction preferred = Fraction.of(sides[0]);
        Fraction common = sides.length == 1 ? Fraction.ONE : Fraction.of(sides[1]);
        if (preferred.signum() <= 0 || common.signum() <= 0) {
            throw InvalidValue.of(
                    "not-positive", text, "'" + text + "' makes nothing of something: each side is more than zero");
        }
        return new ConversionRate(preferred, common);
    }

    /** Common shares that so many preferred become. */
    public Fraction common(Fraction forced) {
        return forced.times(common).over(preferred);
    }

    @Override
    public String toString() {
        return side(preferred) + ":" + side(common);
    }

    private static String side(Fraction side) {
        return side.denominator().bitLength() == 1 ? side.numerator().toString() : side.toString();
    }
}
