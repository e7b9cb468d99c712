package io.dealledger.calculation.paytoplay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dealledger.calculation.ShareRounding;
import io.dealledger.calculation.paytoplay.PayToPlay.Result;
import io.dealledger.calculation.paytoplay.PayToPlay.Rounding;
import io.dealledger.calculation.paytoplay.PayToPlay.Terms;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PayToPlayTest {
    private static Result of(
            long preferred, long obligation, long invested, String rate, @Nullable ShareRounding shares) {
        return PayToPlay.of(new Terms(
                Fraction.of(preferred),
                Fraction.of(obligation),
                Fraction.of(invested),
                ConversionRate.of(rate),
                shares == null ? null : new Rounding(shares)));
    }

    @Nested
    class A_holder {
        @Test
        void keeps_the_part_that_it_has_paid_for_and_the_rest_becomes_common() {
            Result result = of(1_000_000, 500_000, 300_000, "10:1", null);
            assertThat(result.participation()).isEqualTo(Fraction.of(3, 5));
            assertThat(result.retained()).isEqualTo(Fraction.of(600_000));
            assertThat(result.forced()).isEqualTo(Fraction.of(400_000));
            assertThat(result.common()).isEqualTo(Fraction.of(40_000));
        }

        @Test
        void keeps_all_when_it_pays_in_full_or_more() {
            for (long invested : List.of(500_000L, 900_000L)) {
                Result result = of(1_000_000, 500_000, invested, "10:1", null);
                assertThat(result.participation()).isEqualTo(Fraction.ONE);
                assertThat(result.retained()).isEqualTo(Fraction.of(1_000_000));
                assertThat(result.common()).isEqualTo(Fraction.ZERO);
            }
        }

        @Test
        void keeps_none_when_it_pays_nothing() {
            Result result = of(1_000_000, 500_000, 0, "10:1", null);
            assertThat(result.retained()).isEqualTo(Fraction.ZERO);
            assertThat(result.common()).isEqualTo(Fraction.of(100_000));
        }

        @Test
        void keeps_all_where_it_is_obliged_to_nothing() {
            assertThat(of(1_000_000, 0, 0, "10:1", null).retained()).isEqualTo(Fraction.of(1_000_000));
        }

        @Test
        void neither_loses_nor_gains_a_share_where_they_are_whole() {
            Result exact = of(10, 3, 1, "2:1", null);
            assertThat(exact.retained()).isEqualTo(Fraction.of(10, 3));
            Result whole = of(10, 3, 1, "2:1", ShareRounding.FLOOR);
            assertThat(whole.retained()).isEqualTo(Fraction.of(3));
            assertThat(whole.forced()).isEqualTo(Fraction.of(7));
            assertThat(whole.common()).isEqualTo(Fraction.of(3));
        }
    }

    @Nested
    class A_rate {
        @Test
        void is_of_so_many_preferred_to_so_many_common() {
            assertThat(of(30, 1, 0, "3:2", null).common()).isEqualTo(Fraction.of(20));
            assertThat(of(30, 1, 0, "10", null).common()).isEqualTo(Fraction.of(3));
            assertThat(ConversionRate.of("10"))
                    .isEqualTo(ConversionRate.of("10:1"))
                    .hasToString("10:1");
        }

        @Test
        void makes_neither_nothing_of_something_nor_something_of_nothing() {
            for (String rate : List.of("0:1", "1:0", "-10:1", "10:1:1", "ten:1", "")) {
                assertThatExceptionOfType(InvalidValue.class)
                        .as("'%s'", rate)
                        .isThrownBy(() -> ConversionRate.of(rate));
            }
        }
    }

    @Test
    void a_negative_figure_is_refused_by_its_name() {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> of(1, 1, -1, "10:1", null))
                .satisfies(invalid -> assertThat(invalid.field()).isEqualTo("invested"));
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> of(-1, 1, 1, "10:1", null))
                .satisfies(invalid -> assertThat(invalid.field()).isEqualTo("preferred"));
    }
}
