package io.dealledger.calculation.antidilution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dealledger.calculation.FigureRounding;
import io.dealledger.calculation.ShareRounding;
import io.dealledger.calculation.antidilution.AntiDilution.Adjusted;
import io.dealledger.calculation.antidilution.AntiDilution.Preferred;
import io.dealledger.calculation.antidilution.AntiDilution.Result;
import io.dealledger.calculation.antidilution.AntiDilution.Rounding;
import io.dealledger.calculation.antidilution.AntiDilution.Terms;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A million common, a million preferred at 1.00 each, and a million new shares at 0.50, where nothing else is said. */
class AntiDilutionTest {
    private static final Fraction MILLION = Fraction.of(1_000_000);
    private static final Fraction HALF = Fraction.of(1, 2);

    private static Preferred preferred(String name, Fraction issuePrice, Method method) {
        return new Preferred(name, MILLION, issuePrice, null, method);
    }

    private static Preferred protectedBy(Method method) {
        return preferred("A", Fraction.ONE, method);
    }

    private static Terms issue(@Nullable Fraction newShares, @Nullable Fraction consideration, Preferred... classes) {
        return new Terms(HALF, newShares, consideration, MILLION, null, null, null, null, List.of(classes), null);
    }

    private static Terms at(Fraction price, Preferred... classes) {
        return new Terms(price, MILLION, null, MILLION, null, null, null, null, List.of(classes), null);
    }

    private static Adjusted only(Terms terms) {
        return AntiDilution.of(terms).classes().getFirst();
    }

    private static Fraction priceOf(Terms terms) {
        return only(terms).conversionPrice();
    }

    @Nested
    class A_cheaper_issue {
        @Test
        void moves_the_price_of_a_broad_based_class_by_all_that_is_outstanding() {
            Adjusted moved = only(issue(MILLION, null, protectedBy(Method.BROAD_BASED)));
            // (2,000,000 + 500,000) / (2,000,000 + 1,000,000)
            assertThat(moved.conversionPrice()).isEqualTo(Fraction.of(5, 6));
            assertThat(moved.ratio()).isEqualTo(Fraction.of(6, 5));
            assertThat(moved.asConverted()).isEqualTo(Fraction.of(1_200_000));
            assertThat(moved.previousConversionPrice()).isEqualTo(Fraction.ONE);
            assertThat(moved.adjusted()).isTrue();
        }

        @Test
        void moves_the_price_of_a_narrow_based_class_by_the_preferred_alone() {
            // (1,000,000 + 500,000) / (1,000,000 + 1,000,000)
            assertThat(priceOf(issue(MILLION, null, protectedBy(Method.NARROW_BASED))))
                    .isEqualTo(Fraction.of(3, 4));
        }

        @Test
        void takes_the_price_of_a_ratchet_down_to_its_own() {
            Adjusted moved = only(issue(Fraction.ONE, null, protectedBy(Method.FULL_RATCHET)));
            assertThat(moved.conversionPrice()).isEqualTo(HALF);
            assertThat(moved.ratio()).isEqualTo(Fraction.of(2));
        }

        @Test
        void leaves_a_class_without_protection_as_it_is_and_counts_it() {
            Result result = AntiDilution.of(
                    issue(MILLION, null, protectedBy(Method.NONE), preferred("B", Fraction.ONE, Method.NARROW_BASED)));
            assertThat(result.classes().getFirst().adjusted()).isFalse();
            assertThat(result.narrowBased()).isEqualTo(Fraction.of(2_000_000));
        }

        @Test
        void counts_options_and_reserved_shares_for_a_broad_based_class_only() {
            Terms terms = new Terms(
                    HALF,
                    MILLION,
                    null,
                    MILLION,
                    Fraction.of(600_000),
                    Fraction.of(400_000),
                    null,
                    null,
                    List.of(protectedBy(Method.BROAD_BASED), preferred("B", Fraction.ONE, Method.NARROW_BASED)),
                    null);
            Result result = AntiDilution.of(terms);
            assertThat(result.broadBased()).isEqualTo(Fraction.of(4_000_000));
            assertThat(result.narrowBased()).isEqualTo(Fraction.of(2_000_000));
        }

        @Test
        void is_the_same_told_by_what_it_brings() {
            Result byShares = AntiDilution.of(issue(MILLION, null, protectedBy(Method.BROAD_BASED)));
            Result byMoney = AntiDilution.of(issue(null, Fraction.of(500_000), protectedBy(Method.BROAD_BASED)));
            assertThat(byMoney).isEqualTo(byShares);
        }

        @Test
        void adjusts_each_class_from_its_own_price_and_only_those_above_it() {
            Result result = AntiDilution.of(at(
                    Fraction.of(3, 2),
                    preferred("A", Fraction.ONE, Method.BROAD_BASED),
                    preferred("B", Fraction.of(2), Method.BROAD_BASED)));
            assertThat(result.classes().getFirst().adjusted()).isFalse();
            // 2 x (3,000,000 + 1,500,000 / 2) / 4,000,000
            assertThat(result.classes().getLast().conversionPrice()).isEqualTo(Fraction.of(15, 8));
        }

        @Test
        void starts_from_the_price_and_the_shares_that_an_earlier_one_has_left() {
            Preferred moved = new Preferred("A", MILLION, Fraction.ONE, Fraction.of(5, 6), Method.BROAD_BASED);
            Result second = AntiDilution.of(at(HALF, moved));
            assertThat(second.broadBased()).isEqualTo(Fraction.of(2_200_000));
            // 5/6 x (2,200,000 + 600,000) / (2,200,000 + 1,000,000)
            assertThat(second.classes().getFirst().conversionPrice()).isEqualTo(Fraction.of(35, 48));
            assertThat(second.classes().getFirst().ratio()).isEqualTo(Fraction.of(48, 35));
        }

        @Test
        void measures_the_ratio_by_the_rounded_price() {
            Terms terms = new Terms(
                    HALF,
                    MILLION,
                    null,
                    MILLION,
                    null,
                    null,
                    null,
                    null,
                    List.of(protectedBy(Method.BROAD_BASED)),
                    new Rounding(new FigureRounding(4, FigureRounding.Mode.HALF_EVEN), ShareRounding.FLOOR));
            assertThat(priceOf(terms)).isEqualTo(Fraction.of("0.8333"));
            assertThat(only(terms).ratio()).isEqualTo(Fraction.ONE.over(Fraction.of("0.8333")));
            assertThat(only(terms).asConverted()).isEqualTo(Fraction.of(1_200_048));
        }
    }

    @Nested
    class Nothing_is_adjusted {
        @Test
        void by_rounding_up_above_the_price_that_was() {
            Fraction price = Fraction.of("49.156553");
            Rounding up = new Rounding(new FigureRounding(2, FigureRounding.Mode.HALF_UP), null);
            for (Method method : List.of(Method.BROAD_BASED, Method.NARROW_BASED, Method.FULL_RATCHET)) {
                Adjusted held = only(new Terms(
                        Fraction.of("49.156"),
                        Fraction.ONE,
                        null,
                        MILLION,
                        null,
                        null,
                        null,
                        null,
                        List.of(preferred("E", price, method)),
                        up));
                assertThat(held.conversionPrice()).isEqualTo(price);
                assertThat(held.ratio()).isEqualTo(Fraction.ONE);
                assertThat(held.adjusted()).isFalse();
            }
        }

        @Test
        void by_an_issue_at_the_conversion_price_or_above() {
            for (Method method : Method.values()) {
                assertThat(priceOf(at(Fraction.ONE, protectedBy(method)))).isEqualTo(Fraction.ONE);
                assertThat(priceOf(at(Fraction.of(2), protectedBy(method)))).isEqualTo(Fraction.ONE);
            }
        }

        @Test
        void by_an_exempted_issue_whatever_its_price() {
            for (Exemption exemption : Exemption.values()) {
                Terms terms = new Terms(
                        HALF,
                        MILLION,
                        null,
                        MILLION,
                        null,
                        null,
                        null,
                        exemption,
                        List.of(protectedBy(Method.FULL_RATCHET)),
                        null);
                assertThat(only(terms).adjusted()).isFalse();
                assertThat(AntiDilution.of(terms).exempt()).isEqualTo(exemption);
            }
        }
    }

    @Nested
    class Refused_is {
        private void refused(String field, String code, Runnable asked) {
            assertThatExceptionOfType(InvalidValue.class)
                    .isThrownBy(asked::run)
                    .satisfies(invalid -> assertThat(invalid.field()).isEqualTo(field))
                    .satisfies(invalid -> assertThat(invalid.code()).isEqualTo(code));
        }

        @Test
        void a_ratchet_down_to_nothing() {
            refused(
                    "newPrice",
                    "ratio-without-bound",
                    () -> AntiDilution.of(at(Fraction.ZERO, protectedBy(Method.FULL_RATCHET))));
        }

        @Test
        void an_issue_told_twice_or_not_at_all() {
            refused("consideration", "given-twice", () -> issue(MILLION, MILLION, protectedBy(Method.NONE)));
            refused("newShares", "missing", () -> issue(null, null, protectedBy(Method.NONE)));
        }
    }

    @Test
    void an_average_lies_between_the_new_price_and_the_old_and_the_broader_base_moves_it_less() {
        Random random = new Random(44);
        for (int turn = 0; turn < 500; turn++) {
            Fraction before = Fraction.of(1 + random.nextInt(1000), 100);
            Fraction price = before.times(Fraction.of(random.nextInt(100), 100));
            Fraction common = Fraction.of(random.nextInt(10_000_000));
            Fraction shares = Fraction.of(1 + random.nextInt(10_000_000));
            Fraction issued = Fraction.of(1 + random.nextInt(10_000_000));
            List<Preferred> classes = List.of(
                    new Preferred("broad", shares, before, null, Method.BROAD_BASED),
                    new Preferred("narrow", shares, before, null, Method.NARROW_BASED));
            Result result =
                    AntiDilution.of(new Terms(price, issued, null, common, null, null, null, null, classes, null));
            Fraction broad = result.classes().getFirst().conversionPrice();
            Fraction narrow = result.classes().getLast().conversionPrice();
            assertThat(List.of(price, narrow, broad, before))
                    .as("turn %d: new, narrow, broad and old price", turn)
                    .isSorted();
            assertThat(broad).as("turn %d", turn).isNotEqualTo(before);
        }
    }
}
