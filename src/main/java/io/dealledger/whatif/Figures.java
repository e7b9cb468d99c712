package io.dealledger.whatif;

import io.dealledger.calculation.Given;
import io.dealledger.money.Fraction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How figures are written here, and how those of a column are made to add up. */
final class Figures {
    private static final int PLACES = 10;
    private static final int PERCENT_PLACES = 4;

    private Figures() {}

    /** To 10 places, HALF_EVEN, without zeros that say nothing. */
    static String plain(Fraction figure) {
        return Given.plain(figure.toDecimal(PLACES, RoundingMode.HALF_EVEN));
    }

    /** A fraction as a percentage to 4 places, rounded HALF_EVEN on its own; may be negative. */
    static String percent(Fraction fraction) {
        return fraction.times(Fraction.HUNDRED)
                .toDecimal(PERCENT_PLACES, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    /**
     * Amounts of a column in units of the last place: each rounded down, and the units that are then missing given to
     * those that lost most, the first among equals first.
     *
     * @param amounts not negative; their sum has no more than so many places
     */
    static List<String> addingUp(List<Fraction> amounts, int places) {
        BigDecimal unit = BigDecimal.ONE.movePointLeft(places);
        List<BigDecimal> shown = new ArrayList<>();
        Fraction missing = Fraction.ZERO;
        for (Fraction amount : amounts) {
            BigDecimal floor = amount.toDecimal(places, RoundingMode.FLOOR);
            shown.add(floor);
            missing = missing.plus(amount.minus(Fraction.of(floor)));
        }
        Fraction units = missing.over(Fraction.of(unit));
        if (!units.denominator().equals(BigInteger.ONE)) {
            throw new IllegalArgumentException(
                    "amounts that add up to no " + places + " places are off by " + Given.text(missing));
        }
        IntStream.range(0, shown.size())
                .boxed()
                .sorted(Comparator.<Integer, Fraction>comparing(
                                index -> amounts.get(index).minus(Fraction.of(shown.get(index))))
                        .reversed())
                .limit(units.numerator().intValueExact())
                .toList()
                .forEach(index -> shown.set(index, shown.get(index).add(unit)));
        return shown.stream().map(BigDecimal::toPlainString).toList();
    }
}
