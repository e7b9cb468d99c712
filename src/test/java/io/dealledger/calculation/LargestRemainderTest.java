package io.dealledger.calculation;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.money.Fraction;
import io.dealledger.testing.Seeds;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LargestRemainderTest {
    private static List<String> percents(int places, Fraction... shares) {
        return LargestRemainder.percents(List.of(shares), places).stream()
                .map(BigDecimal::toPlainString)
                .toList();
    }

    @Test
    void equalSharesThatCannotBeShownEquallyAreServedFromTheTop() {
        Fraction third = Fraction.of(1, 3);
        assertThat(percents(4, third, third, third)).containsExactly("33.3334", "33.3333", "33.3333");
    }

    @Test
    void theMissingUnitsGoToThoseThatLostMost() {
        assertThat(percents(0, Fraction.of(5, 1000), Fraction.of(198, 1000), Fraction.of(797, 1000)))
                .as("0.5, 19.8, 79.7")
                .containsExactly("0", "20", "80");
    }

    @Test
    void aSingleShareIsAllAndNoSharesAreNone() {
        assertThat(percents(4, Fraction.ONE)).containsExactly("100.0000");
        assertThat(percents(4)).isEmpty();
    }

    @Test
    void randomColumnsAddUpAndNoFigureIsAWholeUnitOff() {
        long seed = Seeds.one();
        Random random = new Random(seed);
        for (int column = 0; column < 300; column++) {
            List<Long> weights = new ArrayList<>();
            for (int row = 0; row <= random.nextInt(40); row++) {
                weights.add(1L + random.nextInt(1_000_000_000));
            }
            long whole = weights.stream().mapToLong(Long::longValue).sum();
            List<Fraction> shares =
                    weights.stream().map(weight -> Fraction.of(weight, whole)).toList();
            List<BigDecimal> shown = LargestRemainder.percents(shares, 4);
            assertThat(shown.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as("seed %d", seed)
                    .isEqualByComparingTo("100");
            for (int row = 0; row < shown.size(); row++) {
                assertThat(Fraction.of(shown.get(row)).minus(shares.get(row).times(Fraction.HUNDRED)))
                        .as("seed %d", seed)
                        .isStrictlyBetween(Fraction.of("-0.0001"), Fraction.of("0.0001"));
            }
        }
    }
}
