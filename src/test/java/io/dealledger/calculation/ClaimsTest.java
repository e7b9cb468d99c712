package io.dealledger.calculation;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.calculation.Claims.Resolved;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Interval;
import io.dealledger.money.Op;
import io.dealledger.money.SourceClass;
import io.dealledger.money.Stated;
import io.dealledger.money.Unit;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private static Claim claim(Op op, String amount, SourceClass sourceClass, long position) {
        return Claim.stated(Stated.money(op, amount, "USD"), sourceClass, null, List.of(position));
    }

    private static Claim press(Op op, String amount, long position) {
        return claim(op, amount, SourceClass.PRESS_NAMED, position);
    }

    private static Claim figure(String amount, int digits, long position) {
        return Claim.stated(
                Stated.money(Op.EXACT, amount, "USD").withSignificantDigits(digits),
                SourceClass.PRESS_NAMED,
                null,
                List.of(position));
    }

    private static Claim undisclosed(SourceClass sourceClass, long position) {
        return Claim.stated(Stated.undisclosed(), sourceClass, null, List.of(position));
    }

    private static Resolved resolve(Claim... claims) {
        return Claims.resolve(List.of(claims), "invested", null);
    }

    @Nested
    class Which_claim_holds {
        @Test
        void nothing_was_said() {
            assertThat(resolve().winning()).isEmpty();
            assertThat(resolve(undisclosed(SourceClass.PRIMARY_FILING, 1))
                            .winning()
                            .orElseThrow()
                            .says())
                    .isFalse();
        }

        @Test
        void what_says_nothing_never_beats_what_says_something() {
            Claim estimate = claim(Op.EXACT, "5", SourceClass.ESTIMATE, 2);
            assertThat(resolve(undisclosed(SourceClass.PRIMARY_FILING, 1), estimate)
                            .winning())
                    .contains(estimate);
        }

        @Test
        void the_best_class_wins_and_a_worse_one_never_narrows_it() {
            Claim filing = claim(Op.AT_LEAST, "5", SourceClass.PRIMARY_FILING, 2);
            Resolved resolved = resolve(press(Op.EXACT, "7", 1), filing);
            assertThat(resolved.winning()).contains(filing);
            assertThat(resolved.conflicts()).isEmpty();
            assertThat(resolved.beside()).hasSize(2);
        }

        @Test
        void overlapping_claims_of_one_class_intersect() {
            Resolved resolved = resolve(press(Op.AT_LEAST, "5", 1), press(Op.LESS_THAN, "9", 2));
            Claim winning = resolved.winning().orElseThrow();
            assertThat(winning.interval()).isEqualTo(Interval.between(Fraction.of(5), true, Fraction.of(9), false));
            assertThat(winning.op()).isEqualTo(Op.RANGE);
            assertThat(winning.events()).containsExactly(1L, 2L);
        }

        @Test
        void the_tighter_claim_stands_as_it_was_stated() {
            Claim exact = press(Op.EXACT, "300", 1);
            assertThat(resolve(exact, press(Op.LESS_THAN, "400", 2)).winning()).contains(exact);
            assertThat(resolve(press(Op.LESS_THAN, "400", 2), exact).winning()).contains(exact);
        }

        @Test
        void of_disjoint_claims_the_later_wins_and_the_conflict_is_named() {
            Resolved resolved = resolve(press(Op.EXACT, "5", 1), press(Op.EXACT, "9", 2));
            assertThat(resolved.winning().orElseThrow().exact()).contains(Fraction.of(9));
            assertThat(resolved.conflicts())
                    .singleElement()
                    .satisfies(conflict -> assertThat(conflict.events()).containsExactly(1L, 2L));
        }

        @Test
        void figures_that_agree_within_their_rounding_do_not_conflict() {
            Resolved resolved = resolve(figure("800", 1, 1), figure("820", 2, 2));
            assertThat(resolved.conflicts()).isEmpty();
            assertThat(resolved.winning().orElseThrow().exact()).contains(Fraction.of(820));
        }

        @Test
        void a_worse_class_that_contradicts_is_a_conflict_that_changes_nothing() {
            Claim filing = claim(Op.EXACT, "5", SourceClass.PRIMARY_FILING, 1);
            Resolved resolved = resolve(filing, press(Op.EXACT, "9", 2));
            assertThat(resolved.winning()).contains(filing);
            assertThat(resolved.conflicts()).hasSize(1);
        }

        @Test
        void currencies_are_never_mixed_the_first_stated_stands_or_the_one_asked_for() {
            Claim dollars = press(Op.EXACT, "5", 1);
            Claim yuan = Claim.stated(Stated.money(Op.EXACT, "36", "CNY"), SourceClass.PRESS_NAMED, null, List.of(1L));
            assertThat(resolve(dollars, yuan).winning()).contains(dollars);
            assertThat(resolve(dollars, yuan).conflicts()).isEmpty();
            assertThat(Claims.resolve(List.of(dollars, yuan), "invested", Currency.of("CNY"))
                            .winning())
                    .contains(yuan);
        }
    }

    @Nested
    class The_op_that_bounds_amount_to {
        @Test
        void zero_as_the_only_bound_says_nothing() {
            assertThat(Claim.opOf(Interval.NOT_NEGATIVE)).isEqualTo(Op.UNDISCLOSED);
            assertThat(Claim.opOf(Interval.UNKNOWN)).isEqualTo(Op.UNDISCLOSED);
            assertThat(Claim.opOf(Interval.moreThan(Fraction.ZERO))).isEqualTo(Op.MORE_THAN);
        }

        @Test
        void every_other_shape_has_its_op() {
            assertThat(Claim.opOf(Interval.exactly(Fraction.ONE))).isEqualTo(Op.EXACT);
            assertThat(Claim.opOf(Interval.atLeast(Fraction.ONE))).isEqualTo(Op.AT_LEAST);
            assertThat(Claim.opOf(Interval.atMost(Fraction.ONE))).isEqualTo(Op.AT_MOST);
            assertThat(Claim.opOf(Interval.lessThan(Fraction.ONE))).isEqualTo(Op.LESS_THAN);
            assertThat(Claim.opOf(Interval.between(Fraction.ZERO, true, Fraction.ONE, true)))
                    .isEqualTo(Op.RANGE);
        }
    }

    @Nested
    class A_claim_in_print {
        @Test
        void bounds_are_rounded_outward() {
            Claim third = Claim.derived(
                    Interval.between(Fraction.of(1, 3), true, Fraction.of(2, 3), false),
                    Unit.MONEY,
                    Currency.of("USD"),
                    "thirds",
                    null,
                    List.of(1L));
            Printed printed = Printed.of(third);
            assertThat(printed.lower()).isEqualTo("0.33");
            assertThat(printed.upper()).isEqualTo("0.67");
            assertThat(printed.stated()).isNull();
        }

        @Test
        void both_bounds_of_an_exact_figure_are_the_figure_also_where_its_digits_never_end() {
            Printed third = Printed.of(Claim.recorded(Fraction.of(100, 3), Unit.PERCENT, null, List.of(1L)));
            assertThat(List.of(third.stated(), third.lower(), third.upper())).containsOnly("33.3333");
            assertThat(third.lowerInclusive()).isTrue();
            assertThat(third.upperInclusive()).isTrue();
        }

        @Test
        void undisclosed_has_no_number_at_all() {
            Printed printed = Printed.of(undisclosed(SourceClass.PRESS_NAMED, 1));
            assertThat(printed.stated()).isNull();
            assertThat(printed.lower()).isNull();
            assertThat(printed.upper()).isNull();
        }
    }
}
