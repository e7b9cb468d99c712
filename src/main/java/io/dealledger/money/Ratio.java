package io.dealledger.money;

import java.math.BigDecimal;

/** {@code to:from}, as a split or a conversion states it: {@code 2:1} makes two new shares of one old. Both sides are positive. */
public record Ratio(BigDecimal to, BigDecimal from) {
    public static final Ratio ONE = new Ratio(BigDecimal.ONE, BigDecimal.ONE);

    public Ratio {
        to = positive(to);
        from = positive(from);
    }

    /** {@code "2:1"} or, for {@code to} over one, {@code "2"}. */
    public static Ratio of(String text) {
        String[] sides = text.split(":", -1);
        if (sides.length > 2) {
            throw InvalidValue.of("not-a-ratio", text, "'" + text + "' is not a ratio like 2:1");
        }
        return new Ratio(
                Decimals.parse(sides[0], Shares.PLACES),
                sides.length == 1 ? BigDecimal.ONE : Decimals.parse(sides[1], Shares.PLACES));
    }

    public Fraction fraction() {
        return Fraction.of(to).over(Fraction.of(from));
    }

    private static BigDecimal positive(BigDecimal side) {
        BigDecimal plain = Decimals.check(side, Shares.PLACES);
        if (plain.signum() <= 0) {
            throw InvalidValue.of("not-positive", side.toPlainString(), "each side of a ratio is more than zero");
        }
        return plain;
    }

    @Override
    public String toString() {
        return to.toPlainString() + ":" + from.toPlainString();
    }
}
