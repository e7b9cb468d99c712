package io.dealledger.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FiguresTest {
    private static void invalid(String code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        InvalidValue.class, wrong -> assertThat(wrong.code()).isEqualTo(code));
    }

    @Nested
    class Decimals_are_read {
        @ParameterizedTest
        @ValueSource(strings = {"", " 1", "1 ", "+1", "1e3", "1E3", "0x1", "1,000", ".5", "1.", "01", "--1", "NaN"})
        void in_plain_notation_only(String text) {
            invalid("not-a-decimal", () -> Decimals.parse(text, 10));
        }

        @Test
        void into_one_form_per_value() {
            assertThat(Decimals.parse("1.500", 2)).isEqualTo(new BigDecimal("1.5"));
            assertThat(Decimals.parse("1000", 2)).isEqualTo(new BigDecimal("1000"));
            assertThat(Decimals.parse("0.00", 2)).isEqualTo(BigDecimal.ZERO);
        }

        @Test
        void up_to_the_places_and_digits_that_are_allowed() {
            invalid("over-precise", () -> Decimals.parse("0.001", 2));
            assertThat(Decimals.parse("0.010", 2)).isEqualTo(new BigDecimal("0.01"));
            invalid("too-large", () -> Decimals.parse("1" + "0".repeat(28), 2));
            assertThat(Decimals.parse("9".repeat(28), 0)).isEqualTo(new BigDecimal("9".repeat(28)));
        }

        @Test
        void without_writing_out_what_would_fill_the_memory() {
            invalid("too-large", () -> new Shares(new BigDecimal("1E+999999999")));
            invalid("over-precise", () -> new Shares(new BigDecimal("1E-999999999")));
        }
    }

    @Nested
    class Money_and_shares {
        @Test
        void have_the_places_of_their_currency() {
            assertThat(Money.of("1.50", "USD")).isEqualTo(Money.of("1.5", "USD"));
            invalid("over-precise", () -> Money.of("1.5", "JPY"));
            invalid("over-precise", () -> Money.of("1.005", "USD"));
            invalid("unknown-currency", () -> Money.of("1", "XQQ"));
            // ISO 4217 has these two for "no currency" and for tests.
            invalid("unknown-currency", () -> Money.of("1", "XXX"));
            invalid("unknown-currency", () -> Money.of("1", "XTS"));
            invalid("over-precise", () -> Stated.money(Op.AT_LEAST, "1.5", "JPY"));
            invalid("over-precise", () -> Stated.money(Op.EXACT, "1.005", "USD"));
            assertThat(Stated.percent(Op.EXACT, "1.005").stated()).isEqualByComparingTo("1.005");
        }

        @Test
        void are_never_negative() {
            invalid("negative", () -> Money.of("-1", "USD"));
            invalid("negative", () -> Shares.of("-0.0000000001"));
            invalid("negative", () -> Shares.of(1).minus(Shares.of(2)));
            invalid("negative", () -> Price.of("-1", "USD"));
        }

        @Test
        void are_added_in_one_currency() {
            assertThat(Money.of("1", "USD").plus(Money.of("2", "USD"))).isEqualTo(Money.of("3", "USD"));
            invalid("wrong-currency", () -> Money.of("1", "USD").plus(Money.of("2", "EUR")));
        }

        @Test
        void ratios_are_two_positive_sides() {
            assertThat(Ratio.of("2:1").fraction()).isEqualTo(Fraction.of(2));
            assertThat(Ratio.of("1.5")).isEqualTo(Ratio.of("1.5:1"));
            invalid("not-positive", () -> Ratio.of("0:1"));
            invalid("not-a-ratio", () -> Ratio.of("1:2:3"));
            invalid("out-of-range", () -> new Rounding(11, RoundingMode.DOWN));
        }
    }

    @Nested
    class Fractions {
        @Test
        void are_in_lowest_terms_with_a_positive_denominator() {
            assertThat(Fraction.of(6, -4)).isEqualTo(Fraction.of(-3, 2)).hasToString("-3/2");
            assertThat(Fraction.of("0.125")).hasToString("1/8");
            assertThat(Fraction.of(4)).hasToString("4/1");
        }

        @Test
        void are_rounded_once_and_only_when_told_how() {
            assertThat(Fraction.of(10, 249).times(Fraction.HUNDRED).toDecimal(4, RoundingMode.HALF_EVEN))
                    .isEqualTo(new BigDecimal("4.0161"));
            assertThat(Fraction.of(1, 3).fits(10)).isFalse();
            assertThat(Fraction.of(1, 8).fits(3)).isTrue();
        }

        @Test
        void compare_by_value() {
            assertThat(Fraction.of(1, 3)).isLessThan(Fraction.of(1, 2));
            assertThat(Fraction.of(1, 3).max(Fraction.of(1, 2))).isEqualTo(Fraction.of(1, 2));
            assertThat(Fraction.of(1, 3).min(Fraction.of(1, 2))).isEqualTo(Fraction.of(1, 3));
        }
    }
}
