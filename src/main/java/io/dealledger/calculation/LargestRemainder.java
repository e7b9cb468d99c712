package io.dealledger.calculation;

import io.dealledger.money.Fraction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Percentages that add up: each share is rounded down, and the units that are then missing from 100 go to those
 * that lost most. Of equal losses the one that comes first in the list is served first. No figure differs from
 * the exact one by a whole unit of its last place.
 */
public final class LargestRemainder {
    private LargestRemainder() {}

    /**
     * @param shares not negative, adding up to one, or none at all
     * @param places decimal places of a percent
     * @return in the same order, adding up to exactly 100
     */
    public static List<BigDecimal> percents(List<Fraction> shares, int places) {
        List<BigDecimal> floors = shares.stream()
                .map(share -> share.times(Fraction.HUNDRED).toDecimal(places, RoundingMode.FLOOR))
                .toList();
        BigDecimal[] shown = floors.toArray(BigDecimal[]::new);
        BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(-places);
        BigDecimal total = floors.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        int missing = shown.length == 0
                ? 0
                : BigDecimal.valueOf(100)
                        .subtract(total)
                        .divide(unit, RoundingMode.UNNECESSARY)
                        .intValueExact();
        List<Fraction> lost = new ArrayList<>();
        for (int index = 0; index < shown.length; index++) {
            lost.add(shares.get(index).times(Fraction.HUNDRED).minus(Fraction.of(shown[index])));
        }
        IntStream.range(0, shown.length)
                .boxed()
                .sorted(Comparator.<Integer, Fraction>comparing(lost::get).reversed())
                .limit(missing)
                .forEachOrdered(index -> shown[index] = shown[index].add(unit));
        return Arrays.stream(shown).map(percent -> percent.setScale(places)).toList();
    }
}
