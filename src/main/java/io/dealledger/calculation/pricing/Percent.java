package io.dealledger.calculation.pricing;

import io.dealledger.calculation.Given;
import io.dealledger.money.Fraction;

/**
 * A percentage as it was written: {@code 7} or {@code 7%}. Some write it as a fraction, {@code 0.07}, as the Open Cap
 * Table Format does; a figure below 1 without the sign can be either.
 *
 * @param figure as written
 * @param marked whether the sign stands behind it
 */
public record Percent(Fraction figure, boolean marked) {
    public static Percent of(String text) {
        return text.endsWith("%")
                ? new Percent(Fraction.of(text.substring(0, text.length() - 1)), true)
                : new Percent(Fraction.of(text), false);
    }

    boolean mayBeFraction() {
        return !marked && figure.compareTo(Fraction.ONE) < 0;
    }

    /** The part of one that it means when it is a percentage. */
    Fraction part() {
        return figure.over(Fraction.HUNDRED);
    }

    @Override
    public String toString() {
        return Given.text(figure) + (marked ? "%" : "");
    }
}
