package io.dealledger.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class IntervalTest {
    private static final Interval TWO_TO_THREE = between(2, true, 3, false);

    private static Fraction of(long value) {
        return Fraction.of(value);
    }

    private static Interval between(long lower, boolean lowerInclusive, long upper, boolean upperInclusive) {
        return Interval.between(of(lower), lowerInclusive, of(upper), upperInclusive);
    }

    @Nested
    class Arithmetic {
        @Test
        void carries_both_bounds_and_whether_they_are_included() {
            assertThat(TWO_TO_THREE.plus(Interval.exactly(of(1)))).isEqualTo(between(3, true, 4, false));
            assertThat(Interval.exactly(of(10)).minus(TWO_TO_THREE)).isEqualTo(between(7, false, 8, true));
            assertThat(TWO_TO_THREE.times(of(2))).isEqualTo(between(4, true, 6, false));
            assertThat(between(6, true, 12, true).over(between(2, false, 3, true)))
                    .isEqualTo(between(2, true, 6, false));
        }

        @Test
        void a_lower_bound_minus_a_lower_bound_is_unknown() {
            assertThat(Interval.atLeast(of(5)).minus(Interval.atLeast(of(2))).isUnknown())
                    .isTrue();
        }

        @Test
        void a_lower_bound_minus_an_upper_bound_is_a_lower_bound() {
            assertThat(Interval.atLeast(of(5)).minus(Interval.lessThan(of(2)))).isEqualTo(Interval.moreThan(of(3)));
        }

        @Test
        void a_divisor_that_can_be_zero_leaves_the_upper_bound_open() {
            assertThat(Interval.exactly(of(6)).over(between(0, true, 3, true))).isEqualTo(Interval.atLeast(of(2)));
        }

        @Test
        void a_division_by_nothing_but_zero_says_nothing() {
            assertThat(Interval.exactly(of(6)).over(Interval.ZERO).isUnknown()).isTrue();
        }
    }

    @Nested
    class Comparison {
        @Test
        void ends_that_touch_overlap_only_where_both_are_included() {
            assertThat(between(1, true, 2, true).overlaps(TWO_TO_THREE)).isTrue();
            assertThat(between(1, true, 2, false).overlaps(TWO_TO_THREE)).isFalse();
            assertThat(TWO_TO_THREE.overlaps(between(3, true, 4, true))).isFalse();
        }

        @Test
        void the_intersection_takes_the_tighter_ends_and_the_hull_the_looser_ones() {
            Interval other = between(2, false, 5, true);
            assertThat(TWO_TO_THREE.intersect(other)).isEqualTo(between(2, false, 3, false));
            assertThat(TWO_TO_THREE.hull(other)).isEqualTo(between(2, true, 5, true));
            assertThat(TWO_TO_THREE.hull(Interval.atLeast(of(9)))).isEqualTo(Interval.atLeast(of(2)));
        }

        @Test
        void one_value_is_exact_and_an_excluded_one_is_none() {
            assertThat(Interval.exactly(of(2)).exact()).contains(of(2));
            assertThat(between(2, true, 2, false).isEmpty()).isTrue();
            assertThat(between(3, true, 2, true).isEmpty()).isTrue();
            assertThat(Interval.UNKNOWN.isEmpty()).isFalse();
            assertThat(Interval.NOT_NEGATIVE.contains(of(0))).isTrue();
        }
    }

    /** Whatever lies in two intervals, its sum, product and quotient lie in theirs. */
    @RepeatedTest(200)
    void results_hold_every_combination_of_values(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Interval one = any(random);
        Interval other = any(random);
        for (int count = 0; count < 50; count++) {
            Fraction a = Fraction.of(random.nextInt(40), 4);
            Fraction b = Fraction.of(random.nextInt(40), 4);
            if (one.contains(a) && other.contains(b)) {
                assertThat(one.plus(other).contains(a.plus(b))).isTrue();
                assertThat(one.minus(other).contains(a.minus(b))).isTrue();
                assertThat(one.times(other).contains(a.times(b))).isTrue();
                assertThat(b.isZero() || one.over(other).contains(a.over(b))).isTrue();
                assertThat(one.hull(other).contains(a)).isTrue();
            }
        }
    }

    private static Interval any(Random random) {
        Fraction lower = Fraction.of(random.nextInt(20), 4);
        Fraction upper = lower.plus(Fraction.of(random.nextInt(20), 4));
        return switch (random.nextInt(4)) {
            case 0 -> Interval.atLeast(lower);
            case 1 -> Interval.exactly(lower);
            case 2 -> Interval.between(Fraction.ZERO, random.nextBoolean(), upper, random.nextBoolean());
            default -> Interval.between(lower, random.nextBoolean(), upper, random.nextBoolean());
        };
    }
}
