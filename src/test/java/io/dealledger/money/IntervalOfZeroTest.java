package io.dealledger.money;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IntervalOfZeroTest {
    private static final Interval BELOW_ONE = Interval.between(Fraction.ZERO, true, Fraction.ONE, false);
    private static final Interval MORE_THAN_TWO_BELOW_FIVE =
            Interval.between(Fraction.of(2), false, Fraction.of(5), false);

    @Test
    void zeroTimesAnythingIsZeroAndNeverNothing() {
        assertThat(Interval.ZERO.times(MORE_THAN_TWO_BELOW_FIVE)).isEqualTo(Interval.ZERO);
        assertThat(MORE_THAN_TWO_BELOW_FIVE.times(Interval.ZERO)).isEqualTo(Interval.ZERO);
        assertThat(Interval.ZERO.times(Interval.moreThan(Fraction.ONE))).isEqualTo(Interval.ZERO);
    }

    @Test
    void aProductOrQuotientThatCanBeZeroIncludesZero() {
        assertThat(BELOW_ONE.times(MORE_THAN_TWO_BELOW_FIVE))
                .isEqualTo(Interval.between(Fraction.ZERO, true, Fraction.of(5), false));
        assertThat(BELOW_ONE.over(MORE_THAN_TWO_BELOW_FIVE))
                .isEqualTo(Interval.between(Fraction.ZERO, true, Fraction.of(1, 2), false));
        assertThat(BELOW_ONE.over(BELOW_ONE)).isEqualTo(Interval.NOT_NEGATIVE);
    }

    @Test
    void zeroOverAnythingIsZero() {
        assertThat(Interval.ZERO.over(MORE_THAN_TWO_BELOW_FIVE)).isEqualTo(Interval.ZERO);
    }
}
