package io.dealledger.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StatedTest {
    private static Interval between(String lower, boolean lowerInclusive, String upper, boolean upperInclusive) {
        return Interval.between(Fraction.of(lower), lowerInclusive, Fraction.of(upper), upperInclusive);
    }

    private static Stated usd(Op op, String amount) {
        return Stated.money(op, amount, "USD");
    }

    @Nested
    class The_values_that_a_statement_allows {
        @Test
        void about_is_half_a_unit_of_the_last_significant_digit_to_either_side() {
            assertThat(usd(Op.APPROX, "800000000").withSignificantDigits(1).interval())
                    .isEqualTo(between("750000000", true, "850000000", false));
            assertThat(Stated.percent(Op.APPROX, "36").interval()).isEqualTo(between("35.5", true, "36.5", false));
            assertThat(Stated.times(Op.APPROX, "0.10").withSignificantDigits(2).interval())
                    .isEqualTo(between("0.095", true, "0.105", false));
        }

        @Test
        void a_bound_stays_a_bound() {
            assertThat(usd(Op.AT_LEAST, "5").interval()).isEqualTo(Interval.atLeast(Fraction.of(5)));
            assertThat(usd(Op.MORE_THAN, "5").interval()).isEqualTo(Interval.moreThan(Fraction.of(5)));
            assertThat(usd(Op.AT_MOST, "5").interval()).isEqualTo(between("0", true, "5", true));
            assertThat(usd(Op.LESS_THAN, "5").interval()).isEqualTo(between("0", true, "5", false));
        }

        @Test
        void none_is_zero_and_undisclosed_only_not_negative() {
            assertThat(Stated.undisclosed().interval()).isEqualTo(Interval.NOT_NEGATIVE);
            assertThat(Stated.undisclosed().says()).isFalse();
            Stated none = new Stated(Op.NONE, Unit.MONEY, null, null, null, null, null, null, null, null, null);
            assertThat(none.interval()).isEqualTo(Interval.ZERO);
            assertThat(none.says()).isTrue();
        }

        @Test
        void a_range_includes_its_ends_unless_it_says_otherwise() {
            assertThat(range("2", null, "3", null).interval()).isEqualTo(between("2", true, "3", true));
            assertThat(range("2", false, "3", true).interval()).isEqualTo(between("2", false, "3", true));
        }

        @Test
        void an_unhedged_figure_is_itself_and_conflicts_only_outside_its_rounding() {
            Stated figure = usd(Op.EXACT, "2500000000").withSignificantDigits(2);
            assertThat(figure.interval()).isEqualTo(Interval.exactly(Fraction.of(2_500_000_000L)));
            assertThat(figure.conflictInterval()).isEqualTo(between("2450000000", true, "2550000000", false));
            assertThat(usd(Op.EXACT, "5").conflictInterval()).isEqualTo(Interval.exactly(Fraction.of(5)));
        }

        @Test
        void another_reading_has_an_interval_of_its_own() {
            Stated stepUp =
                    Stated.times(Op.APPROX, "8").withSignificantDigits(1).withAlternative("9");
            assertThat(stepUp.interval()).isEqualTo(between("7.5", true, "8.5", false));
            assertThat(stepUp.alternativeInterval()).contains(between("8.5", true, "9.5", false));
        }

        private Stated range(String lower, Boolean lowerInclusive, String upper, Boolean upperInclusive) {
            return new Stated(
                    Op.RANGE,
                    Unit.TIMES,
                    null,
                    null,
                    new BigDecimal(lower),
                    lowerInclusive,
                    new BigDecimal(upper),
                    upperInclusive,
                    null,
                    null,
                    null);
        }
    }

    @Nested
    class A_statement_that_no_source_could_make {
        @Test
        void has_the_fields_of_its_op_and_no_others() {
            wrong("stated", () -> of(Op.EXACT, Unit.MONEY, "USD", null, null, null, null));
            wrong("stated", () -> of(Op.UNDISCLOSED, Unit.MONEY, null, "5", null, null, null));
            wrong("lower", () -> of(Op.EXACT, Unit.TIMES, null, "5", "1", null, null));
            wrong("upper", () -> of(Op.RANGE, Unit.TIMES, null, null, "1", null, null));
            wrong("lower", () -> of(Op.RANGE, Unit.TIMES, null, null, "3", "2", null));
        }

        @Test
        void names_the_currency_of_money_and_of_nothing_else() {
            wrong("currency", () -> of(Op.EXACT, Unit.MONEY, null, "5", null, null, null));
            wrong("currency", () -> of(Op.RANGE, Unit.MONEY, null, null, "1", "2", null));
            wrong("currency", () -> of(Op.EXACT, Unit.PERCENT, "USD", "5", null, null, null));
        }

        @Test
        void is_not_negative_and_has_a_few_significant_digits() {
            wrong("stated", () -> of(Op.EXACT, Unit.TIMES, null, "-5", null, null, null));
            wrong("significantDigits", () -> of(Op.EXACT, Unit.TIMES, null, "5", null, null, 0));
            wrong("significantDigits", () -> of(Op.EXACT, Unit.TIMES, null, "5", null, null, 39));
            wrong("phrase", () -> usd(Op.EXACT, "5").withPhrase("x".repeat(1001)));
        }

        private static void wrong(String field, Runnable call) {
            assertThatThrownBy(call::run)
                    .isInstanceOfSatisfying(
                            InvalidValue.class,
                            invalid -> assertThat(invalid.field()).isEqualTo(field));
        }

        private static Stated of(
                Op op, Unit unit, String currency, String stated, String lower, String upper, Integer digits) {
            return new Stated(
                    op,
                    unit,
                    currency == null ? null : Currency.of(currency),
                    stated == null ? null : new BigDecimal(stated),
                    lower == null ? null : new BigDecimal(lower),
                    null,
                    upper == null ? null : new BigDecimal(upper),
                    null,
                    digits,
                    null,
                    null);
        }
    }
}
