package io.dealledger.calculation.pricing;

import static io.dealledger.calculation.pricing.ARound.conversion;
import static io.dealledger.calculation.pricing.ARound.f;
import static io.dealledger.calculation.pricing.ARound.row;
import static io.dealledger.calculation.pricing.ARound.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.calculation.FigureRounding;
import io.dealledger.calculation.FigureRounding.Mode;
import io.dealledger.calculation.ShareRounding;
import io.dealledger.calculation.antidilution.Method;
import io.dealledger.calculation.pricing.Convertible.CapBasis;
import io.dealledger.calculation.pricing.Convertible.Kind;
import io.dealledger.calculation.pricing.PricedRound.Controlling;
import io.dealledger.calculation.pricing.PricedRound.Row;
import io.dealledger.calculation.pricing.PricedRoundTerms.RoundRounding;
import io.dealledger.calculation.pricing.PricingRefusal.NothingLeft;
import io.dealledger.money.Fraction;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundPricingTest {
    private static ARound plain() {
        return ARound.preMoney("20000000").raise("5000000").holds("Founders", "10000000");
    }

    @Nested
    class The_price {
        @Test
        void is_the_same_whether_the_valuation_is_said_before_or_after_the_new_money() {
            PricedRound before = plain().priced();
            PricedRound after = ARound.postMoney("25000000")
                    .raise("5000000")
                    .holds("Founders", "10000000")
                    .priced();
            assertThat(before.price()).isEqualTo(f("2"));
            assertThat(after).isEqualTo(before);
        }

        @Test
        void does_not_depend_on_whose_the_new_money_is() {
            PricedRound named = ARound.preMoney("20000000")
                    .invests("Lead", "3000000")
                    .invests("Follower", "2000000")
                    .holds("Founders", "10000000")
                    .priced();
            assertThat(named.price()).isEqualTo(f("2"));
            assertThat(row(named, "Lead").shares()).isEqualTo(f("1500000"));
            assertThat(row(named, "Follower").percent()).isEqualTo(f("8"));
        }

        @Test
        void follows_from_a_stated_capitalisation_where_documents_define_one() {
            PricedRound round = plain().capitalisation("8000000").priced();
            assertThat(round.price()).isEqualTo(f("2.5"));
            assertThat(round.newShares()).isEqualTo(f("2000000"));
            assertThat(round.totalShares()).isEqualTo(f("12000000"));
            assertThat(round.postMoneyDifference()).isEqualTo(f("-5000000"));
        }

        @Test
        void counts_a_stated_capitalisation_as_holders_when_nobody_is_listed() {
            PricedRound round = ARound.preMoney("10000000")
                    .raise("1000000")
                    .capitalisation("5000000")
                    .priced();
            assertThat(round.holders()).extracting(Row::name).containsExactly("Holders", "New investors");
            assertThat(round.totalShares()).isEqualTo(f("5500000"));
        }

        @Test
        void needs_no_new_money_for_convertibles_to_convert() {
            PricedRound round = ARound.preMoney("10000000")
                    .holds("Founders", "800000")
                    .note("Note", "1000000", null, "0.20")
                    .priced();
            assertThat(round.newShares()).isEqualTo(Fraction.ZERO);
            assertThat(round.postMoney()).isEqualTo(f("10000000"));
            assertThat(round.price()).isEqualTo(f("10.9375"));
            assertThat(conversion(round, "Note").percent()).isEqualTo(f("12.5"));
        }
    }

    @Nested
    class The_pool {
        @Test
        void comes_out_of_the_pre_money_valuation() {
            PricedRound round = ARound.preMoney("8000000")
                    .raise("2000000")
                    .holds("Founders", "6000000")
                    .pool("0.20")
                    .priced();
            assertThat(round.price()).isEqualTo(f("1"));
            assertThat(round.pool()).isEqualTo(f("2000000"));
            assertThat(round.effectivePreMoney()).isEqualTo(f("6000000"));
            assertThat(row(round, "Option pool").percent()).isEqualTo(f("20"));
        }

        @Test
        void is_filled_up_and_keeps_its_name() {
            PricedRound round = ARound.preMoney("8000000")
                    .raise("2000000")
                    .holds("Founders", "6000000")
                    .unissued("Plan 2020", "500000")
                    .pool("0.20")
                    .priced();
            assertThat(round.poolIncrease()).isEqualTo(f("1500000"));
            assertThat(row(round, "Plan 2020").shares()).isEqualTo(f("2000000"));
            assertThat(round.price()).isEqualTo(f("1"));
        }

        @Test
        void counts_granted_options_only_when_its_basis_is_the_total() {
            ARound unissued = ARound.preMoney("8000000")
                    .raise("2000000")
                    .holds("Founders", "6000000")
                    .options("Granted", "500000")
                    .unissued("Reserved", "100000");
            PricedRound total = unissued.totalPool("0.20").priced();
            assertThat(total.pool()).isEqualTo(f("2000000"));
            assertThat(total.poolIncrease()).isEqualTo(f("1400000"));
            assertThat(row(total, "Granted").shares()).isEqualTo(f("500000"));
            assertThat(row(total, "Reserved").shares()).isEqualTo(f("1500000"));
        }

        @Test
        void counts_granted_options_that_are_marked_as_pool_under_either_basis() {
            PricedRound round = ARound.preMoney("8000000")
                    .raise("2000000")
                    .holds("Founders", "6000000")
                    .unissued("Granted", "500000")
                    .unissued("Reserved", "100000")
                    .totalPool("0.20")
                    .priced();
            assertThat(round.pool()).isEqualTo(f("2000000"));
            assertThat(row(round, "Reserved").shares()).isEqualTo(f("1500000"));
        }

        @Test
        void never_shrinks() {
            PricedRound round = ARound.preMoney("8000000")
                    .raise("2000000")
                    .holds("Founders", "6000000")
                    .unissued("Reserved", "2000000")
                    .pool("0.10")
                    .priced();
            assertThat(round.poolIncrease()).isEqualTo(Fraction.ZERO);
            assertThat(round.pool()).isEqualTo(f("2000000"));
        }

        @Test
        void can_grow_by_a_number_of_shares_instead() {
            PricedRound round = ARound.preMoney("8000000")
                    .raise("2000000")
                    .holds("Founders", "6000000")
                    .poolIncrease("2000000")
                    .priced();
            assertThat(round.price()).isEqualTo(f("1"));
            assertThat(round.pool()).isEqualTo(f("2000000"));
        }
    }

    @Nested
    class A_post_money_safe {
        @Test
        void owns_its_part_of_everything_before_the_new_money() {
            PricedRound round = plain().safe("SAFE", "1000000", "10000000").priced();
            assertThat(conversion(round, "SAFE").percentBefore()).isEqualTo(f("10"));
            assertThat(conversion(round, "SAFE").percent()).isEqualTo(f("8"));
            assertThat(round.price()).isEqualTo(f("1.8"));
        }

        @Test
        void is_diluted_by_the_filled_up_pool_and_not_by_other_safes() {
            PricedRound round = plain().safe("First", "500000", "5500000")
                    .safe("Second", "500000", "8300000")
                    .pool("0.10")
                    .priced();
            assertThat(conversion(round, "First").percentBefore()).isEqualTo(Fraction.of(100, 11));
            assertThat(conversion(round, "Second").percentBefore()).isEqualTo(Fraction.of(500, 83));
            assertThat(conversion(round, "First").percent())
                    .isEqualTo(Fraction.of(100, 11)
                            .times(round.companyCapitalisation())
                            .over(round.totalShares()));
            assertThat(round.preMoneyShares())
                    .isEqualTo(round.companyCapitalisation().plus(round.poolIncrease()));
        }

        @Test
        void converts_at_the_price_of_the_round_when_its_cap_is_above_it() {
            PricedRound round = plain().safe("SAFE", "1000000", "50000000").priced();
            assertThat(conversion(round, "SAFE").controlling()).isEqualTo(Controlling.ROUND);
            assertThat(conversion(round, "SAFE").price()).isEqualTo(round.price());
            assertThat(conversion(round, "SAFE").percentBefore()).isEqualTo(f("5"));
        }

        @Test
        void takes_the_better_of_cap_and_discount() {
            PricedRound discount = plain().converts(
                            Convertible.of("SAFE", Kind.SAFE_POST, f("1000000"), f("19000000"), f("0.20")))
                    .priced();
            assertThat(conversion(discount, "SAFE").controlling()).isEqualTo(Controlling.DISCOUNT);
            assertThat(conversion(discount, "SAFE").price())
                    .isEqualTo(discount.price().times(f("0.8")));
            PricedRound cap = plain().converts(
                            Convertible.of("SAFE", Kind.SAFE_POST, f("1000000"), f("8000000"), f("0.20")))
                    .priced();
            assertThat(conversion(cap, "SAFE").controlling()).isEqualTo(Controlling.CAP);
            assertThat(conversion(cap, "SAFE").capPrice())
                    .isEqualTo(f("8000000").over(cap.companyCapitalisation()));
        }
    }

    @Nested
    class A_cap_is_divided_by {
        private final ARound filledUp = plain().unissued("Reserved", "1000000").pool("0.10");

        @Test
        void holders_and_the_filled_up_pool_for_a_pre_money_safe() {
            PricedRound round = filledUp.preMoneySafe("Old", "1000000", "10000000")
                    .safe("New", "1000000", "10000000")
                    .priced();
            assertThat(conversion(round, "Old").capPrice())
                    .isEqualTo(f("10000000").over(f("10000000").plus(round.pool())));
        }

        @Test
        void everything_but_new_money_for_a_note() {
            PricedRound round = filledUp.note("Note", "1000000", "10000000", null)
                    .safe("New", "1000000", "10000000")
                    .priced();
            assertThat(conversion(round, "Note").capPrice())
                    .isEqualTo(f("10000000").over(round.preMoneyShares()));
            assertThat(conversion(round, "Note").capPrice())
                    .isEqualTo(round.price().times(f("0.5")));
        }

        @Test
        void whatever_the_terms_say_instead() {
            PricedRound round = filledUp.converts(new Convertible(
                            "Note", Kind.NOTE, f("1000000"), f("10000000"), null, null, null, null, CapBasis.EXISTING))
                    .priced();
            assertThat(conversion(round, "Note").capPrice())
                    .isEqualTo(f("10000000").over(f("10000000").plus(round.pool())));
        }

        @Test
        void a_stated_capitalisation_for_all() {
            PricedRound round = plain().capitalisation("11000000")
                    .safe("Post", "100000", "5000000")
                    .preMoneySafe("Pre", "100000", "5000000")
                    .note("Note", "100000", "5000000", null)
                    .priced();
            assertThat(round.conversions())
                    .allSatisfy(conversion -> assertThat(conversion.price()).isEqualTo(Fraction.of(5, 11)));
        }
    }

    @Nested
    class Without_a_cap_or_a_discount {
        @Test
        void a_convertible_buys_at_the_price_of_the_round() {
            PricedRound round = plain().note("Note", "1000000", null, null)
                    .converts(Convertible.of("SAFE", Kind.SAFE_POST, f("500000"), null, null))
                    .priced();
            assertThat(round.conversions())
                    .extracting(PricedRound.Conversion::controlling)
                    .containsOnly(Controlling.ROUND);
            assertThat(conversion(round, "Note").price()).isEqualTo(round.price());
            assertThat(conversion(round, "SAFE").valueAtRound()).isEqualTo(f("500000"));
            assertThat(round)
                    .isEqualTo(plain().note("Note", "1000000", null, "0")
                            .discounted("SAFE", "500000", "0")
                            .priced());
        }
    }

    @Nested
    class A_fixed_percent {
        @Test
        void is_of_the_company_before_new_money() {
            PricedRound round = plain().fixedPercent("YC 7%", "125000", "7").priced();
            assertThat(conversion(round, "YC 7%").percentBefore()).isEqualTo(f("7"));
            assertThat(conversion(round, "YC 7%").controlling()).isEqualTo(Controlling.PERCENT);
            assertThat(conversion(round, "YC 7%").price())
                    .isEqualTo(f("125000").over(conversion(round, "YC 7%").shares()));
        }

        @Test
        void is_the_same_part_when_the_round_is_cheap() {
            ARound cheap = ARound.preMoney("1000000")
                    .raise("500000")
                    .holds("Founders", "9300000")
                    .fixedPercent("YC 7%", "125000", "7");
            assertThat(conversion(cheap.priced(), "YC 7%").controlling()).isEqualTo(Controlling.PERCENT);
            assertThat(conversion(cheap.priced(), "YC 7%").percentBefore()).isEqualTo(f("7"));
            assertThat(conversion(cheap.priced(), "YC 7%").shares()).isEqualTo(f("700000"));
            PricedRound whole = cheap.asLawyersDo().priced();
            assertThat(conversion(whole, "YC 7%").controlling()).isEqualTo(Controlling.PERCENT);
            assertThat(conversion(whole, "YC 7%").shares()).isEqualTo(f("700000"));
            assertThat(whole.residue()).isNull();
            PricedRound priced =
                    cheap.rounded(4, Mode.DOWN, ShareRounding.EXACT).priced();
            assertThat(conversion(priced, "YC 7%").percentBefore()).isEqualTo(f("7"));
        }

        @Test
        void competes_with_a_cap_or_a_discount_that_stands_beside_it() {
            PricedRound round = ARound.preMoney("1000000")
                    .raise("500000")
                    .holds("Founders", "10000000")
                    .converts(new Convertible(
                            "Both", Kind.FIXED_PERCENT, f("100000"), null, f("0.2"), Percent.of("7"), null, null, null))
                    .priced();
            assertThat(conversion(round, "Both").controlling()).isEqualTo(Controlling.DISCOUNT);
            assertThat(conversion(round, "Both").percentBefore()).isEqualTo(f("12.5"));
        }

        @Test
        void is_read_as_a_fraction_where_a_percentage_would_not_be_worth_what_was_paid() {
            assertThat(plain().fixedPercent("YC", "125000", "0.07").priced())
                    .isEqualTo(plain().fixedPercent("YC", "125000", "7").priced())
                    .isEqualTo(plain().fixedPercent("YC", "125000", "7%").priced());
        }

        @Test
        void is_refused_where_both_readings_make_sense() {
            PricingRefusal refusal =
                    plain().fixedPercent("Adviser", "50000", "0.5").refused();
            assertThat(refusal.code()).isEqualTo("ambiguous-percent");
            assertThat(refusal.pointer()).isEqualTo("/convertibles/0/percent");
            assertThat(refusal.detail()).contains("\"0.5%\"", "\"50\"");
            assertThat(conversion(
                                    plain().fixedPercent("Adviser", "50000", "0.5%")
                                            .priced(),
                                    "Adviser")
                            .percentBefore())
                    .isEqualTo(f("0.5"));
        }
    }

    @Nested
    class An_mfn {
        @Test
        void takes_the_best_of_the_terms_that_came_later() {
            PricedRound round = plain().safe("Earlier", "100000", "1000000")
                    .mfn("MFN", "375000")
                    .safe("Later", "1000000", "10000000")
                    .safe("Latest", "500000", "13000000")
                    .priced();
            assertThat(conversion(round, "MFN").elected()).isEqualTo("Later");
            assertThat(conversion(round, "MFN").price())
                    .isEqualTo(conversion(round, "Later").price());
            assertThat(conversion(round, "MFN").controlling()).isEqualTo(Controlling.CAP);
        }

        @Test
        void takes_the_first_of_equal_terms() {
            PricedRound round = plain().mfn("MFN", "375000")
                    .safe("First", "100000", "10000000")
                    .safe("Second", "100000", "10000000")
                    .priced();
            assertThat(conversion(round, "MFN").elected()).isEqualTo("First");
        }

        @Test
        void takes_a_later_discount_when_that_is_better_than_a_later_cap() {
            PricedRound round = plain().mfn("MFN", "375000")
                    .safe("Capped", "500000", "19000000")
                    .discounted("Discounted", "500000", "0.20")
                    .priced();
            assertThat(conversion(round, "MFN").elected()).isEqualTo("Discounted");
            assertThat(conversion(round, "MFN").price()).isEqualTo(round.price().times(f("0.8")));
        }

        @Test
        void keeps_its_own_terms_when_nothing_better_came() {
            PricedRound round = plain().converts(new Convertible(
                            "MFN", Kind.SAFE_POST, f("375000"), f("5000000"), null, null, true, null, null))
                    .safe("Later", "500000", "10000000")
                    .priced();
            assertThat(conversion(round, "MFN").elected()).isNull();
            assertThat(conversion(round, "MFN").price()).isEqualTo(f("5000000").over(round.companyCapitalisation()));
        }

        @Test
        void converts_at_the_price_of_the_round_when_nothing_came_later() {
            PricedRound round = plain().safe("Earlier", "100000", "1000000")
                    .mfn("MFN", "375000")
                    .priced();
            assertThat(conversion(round, "MFN").controlling()).isEqualTo(Controlling.ROUND);
            assertThat(conversion(round, "MFN").elected()).isNull();
        }

        @Test
        void is_refused_where_each_would_take_the_terms_of_the_other() {
            PricingRefusal refusal =
                    plain().mfn("One", "375000").mfn("Other", "375000").refused();
            assertThat(refusal.code()).isEqualTo("circular-mfn");
            assertThat(refusal.pointer()).isEqualTo("/convertibles/0/mfn");
            assertThat(refusal.figures()).isEqualTo(Map.of("convertibles", "One, Other"));
        }
    }

    @Nested
    class A_note {
        @ParameterizedTest
        @CsvSource({"ACT_365, 340599, 44958.9041095890", "30_360, 340625, 45000.0000000000"})
        void converts_principal_and_interest(String dayCount, String shares, String interest) {
            PricedRound round = ARound.preMoney("20000000")
                    .capitalisation("10000000")
                    .accruing(
                            "Note",
                            "500000",
                            "0.20",
                            new Interest(
                                    f("0.06"),
                                    LocalDate.parse("2023-01-31"),
                                    LocalDate.parse("2024-07-31"),
                                    DayCount.of(dayCount),
                                    Interest.Kind.SIMPLE))
                    .rounded(new RoundRounding(null, null, ShareRounding.FLOOR))
                    .priced();
            assertThat(round.price()).isEqualTo(f("2"));
            assertThat(conversion(round, "Note").price()).isEqualTo(f("1.6"));
            assertThat(conversion(round, "Note").shares()).isEqualTo(f(shares));
            assertThat(shown(conversion(round, "Note").interest(), 10)).isEqualTo(interest);
        }
    }

    @Nested
    class A_protected_class {
        @Test
        void counts_as_the_shares_that_it_converts_into_after_the_round() {
            PricedRound round = ARound.preMoney("5000000")
                    .raise("5000000")
                    .holds("Founders", "6000000")
                    .protectedHolder("Series A", f("4000000"), Method.BROAD_BASED, f("2"))
                    .priced();
            // CP2 = 2 (10,000,000 + 2,500,000) / (10,000,000 + new): worked out again from the answer itself.
            Fraction conversionPrice =
                    f("2").times(f("12500000")).over(f("10000000").plus(round.newShares()));
            assertThat(row(round, "Series A").conversionPrice()).isEqualTo(conversionPrice);
            assertThat(row(round, "Series A").shares())
                    .isEqualTo(f("4000000").times(f("2")).over(conversionPrice));
            assertThat(round.price().times(round.totalShares())).isEqualTo(f("10000000"));
        }

        @Test
        void takes_the_price_of_the_round_under_a_full_ratchet() {
            PricedRound round = ARound.preMoney("8000000")
                    .raise("2000000")
                    .holds("Founders", "6000000")
                    .protectedHolder("Series A", f("2000000"), Method.FULL_RATCHET, f("2"))
                    .priced();
            assertThat(row(round, "Series A").conversionPrice()).isEqualTo(round.price());
            assertThat(round.price()).isEqualTo(Fraction.of(2, 3));
        }

        @Test
        void is_measured_against_the_preferred_alone_when_it_is_narrow_based() {
            PricedRound round = ARound.preMoney("5000000")
                    .raise("5000000")
                    .holds("Founders", "6000000")
                    .protectedHolder("Series A", f("4000000"), Method.NARROW_BASED, f("2"))
                    .protectedHolder("Series B", f("1000000"), Method.NONE, f("3"))
                    .priced();
            assertThat(row(round, "Series A").conversionPrice())
                    .isEqualTo(f("2").times(f("7500000")).over(f("5000000").plus(round.newShares())));
            assertThat(row(round, "Series B").conversionPrice()).isEqualTo(f("3"));
        }

        @Test
        void is_not_protected_from_a_round_that_issues_nothing_for_money() {
            PricedRound round = ARound.preMoney("5000000")
                    .holds("Founders", "6000000")
                    .protectedHolder("Series A", f("4000000"), Method.FULL_RATCHET, f("2"))
                    .priced();
            assertThat(row(round, "Series A").shares()).isEqualTo(f("4000000"));
        }

        @Test
        void stays_as_it_is_when_the_round_is_not_cheaper() {
            PricedRound round = ARound.preMoney("80000000")
                    .raise("2000000")
                    .holds("Founders", "6000000")
                    .protectedHolder("Series A", f("2000000"), Method.FULL_RATCHET, f("2"))
                    .protectedHolder("Series B", f("2000000"), Method.BROAD_BASED, f("8"))
                    .priced();
            assertThat(round.price()).isEqualTo(f("8"));
            assertThat(row(round, "Series A").shares()).isEqualTo(f("2000000"));
            assertThat(row(round, "Series B").conversionPrice()).isEqualTo(f("8"));
        }
    }

    @Nested
    class Rounding {
        @Test
        void of_shares_leaves_a_remainder_of_the_amount() {
            PricedRound round =
                    plain().safe("SAFE", "1000000", "10000000").asLawyersDo().priced();
            PricedRound.Conversion safe = conversion(round, "SAFE");
            assertThat(safe.shares().denominator()).isOne();
            assertThat(safe.shares().times(safe.price()).plus(safe.remainder())).isEqualTo(f("1000000"));
            assertThat(safe.remainder()).isLessThan(safe.price());
            assertThat(round.residue()).isNull();
        }

        @Test
        void of_caps_and_discounts_can_be_another_than_of_the_price() {
            PricedRound round = ARound.preMoney("10000000")
                    .raise("1000000")
                    .capitalisation("11000000")
                    .converts(Convertible.of("SAFE", Kind.SAFE_PRE, f("100000"), f("8000000"), f("0.15")))
                    .rounded(new RoundRounding(
                            new FigureRounding(3, Mode.DOWN), new FigureRounding(5, Mode.DOWN), ShareRounding.FLOOR))
                    .priced();
            assertThat(round.price()).isEqualTo(f("0.909"));
            assertThat(conversion(round, "SAFE").capPrice()).isEqualTo(f("0.72727"));
            assertThat(conversion(round, "SAFE").discountPrice()).isEqualTo(f("0.77265"));
            assertThat(conversion(round, "SAFE").shares()).isEqualTo(f("137500"));
        }

        @Test
        void of_shares_at_a_stated_price_fills_the_pool_up_to_the_last_share_of_its_target() {
            PricedRound round = ARound.postMoney("1040000")
                    .raise("20000")
                    .unissued("Pool", "4100")
                    .holds("Founders", "10022786")
                    .pool("0.28")
                    .capitalisation("9024197")
                    .rounded(8, Mode.DOWN, ShareRounding.FLOOR)
                    .priced();
            // 3966561 of 14166292 agree with themselves, too; without rounding the pool has 3966562.2.
            assertThat(round.pool()).isEqualTo(f("3966562"));
            assertThat(round.totalShares()).isEqualTo(f("14166293"));
            assertThat(round.residue()).isNull();
        }

        @Test
        void finds_whole_shares_also_where_nearly_everything_converts() {
            PricedRound round = plain().safe("SAFE", "9999000", "10000000")
                    .rounded(10, Mode.HALF_EVEN, ShareRounding.FLOOR)
                    .priced();
            assertThat(round.residue()).isNull();
            assertThat(round.price()).isEqualTo(f("0.0002"));
            assertThat(round.totalShares()).isEqualTo(f("125000000000"));
        }

        @Test
        void of_the_price_alone_leaves_fractions_of_shares_that_agree_with_it() {
            PricedRound round = plain().safe("SAFE", "1234567", "9876543")
                    .pool("0.10")
                    .rounded(4, Mode.HALF_EVEN, ShareRounding.EXACT)
                    .priced();
            assertThat(round.residue()).isNull();
            assertThat(FigureRounding.round(
                            f("25000000").over(round.totalShares()), new FigureRounding(4, Mode.HALF_EVEN)))
                    .isEqualTo(round.price());
            assertThat(round.newShares()).isEqualTo(f("5000000").over(round.price()));
            assertThat(round.pool()).isEqualTo(round.totalShares().over(f("10")));
        }

        @Test
        void is_named_in_the_answer() {
            assertThat(plain().asLawyersDo().priced().rounding())
                    .isEqualTo(new RoundRounding(
                            new FigureRounding(5, Mode.CEILING),
                            new FigureRounding(5, Mode.CEILING),
                            ShareRounding.FLOOR));
            assertThat(plain().priced().rounding().shares()).isEqualTo(ShareRounding.EXACT);
        }

        /**
         * The SAFE's price is 1.99. Rounded down to 1 it makes nearly twice the shares, and with these the price of the
         * round is below 1, which is rounded to nothing: no count agrees with itself.
         */
        @Test
        void says_so_when_no_shares_agree_with_rounded_prices() {
            PricedRound round = ARound.preMoney("1010")
                    .holds("Founders", "600")
                    .converts(new Convertible(
                            "SAFE", Kind.SAFE_PRE, f("796"), f("1194"), null, null, null, null, CapBasis.EXISTING))
                    .rounded(0, Mode.DOWN, ShareRounding.FLOOR)
                    .priced();
            assertThat(round.price()).isEqualTo(f("1"));
            assertThat(round.residue()).isEqualTo(f("796"));
            assertThat(round.totalShares()).isEqualTo(f("1396"));
        }
    }

    @Nested
    class Terms_that_cannot_be {
        @Test
        void say_neither_valuation_or_both() {
            assertThat(new ARound().raise("1").holds("Founders", "1").refused())
                    .extracting(PricingRefusal::code, PricingRefusal::pointer)
                    .containsExactly("missing", "/preMoney");
            PricingRefusal both = plain().orPostMoney("25000000").refused();
            assertThat(both.code()).isEqualTo("given-twice");
            assertThat(both.pointer()).isEqualTo("/postMoney");
            assertThat(both.figures()).isEqualTo(Map.of("postMoney", "25000000", "preMoney", "20000000"));
        }

        @Test
        void say_new_money_or_the_pool_twice() {
            assertThat(plain().invests("Lead", "1").refused())
                    .extracting(PricingRefusal::code, PricingRefusal::pointer)
                    .containsExactly("given-twice", "/newInvestors");
            assertThat(plain().pool("0.1").poolIncrease("5").refused().pointer())
                    .isEqualTo("/poolIncrease");
        }

        @Test
        void have_a_price_of_nothing_or_less() {
            assertThat(ARound.preMoney("0").raise("1").holds("Founders", "1").refused())
                    .extracting(PricingRefusal::code, PricingRefusal::pointer)
                    .containsExactly("not-positive", "/preMoney");
            PricingRefusal below = ARound.postMoney("1000000")
                    .raise("1000000")
                    .holds("Founders", "1")
                    .refused();
            assertThat(below.pointer()).isEqualTo("/postMoney");
            assertThat(below.code()).isEqualTo("nothing-left");
            assertThat(below.figures()).isEqualTo(Map.of("postMoney", "1000000", "raised", "1000000"));
            assertThat(below.detail()).contains("postMoney (1000000)");
            assertThat(plain().rounded(0, Mode.DOWN, ShareRounding.FLOOR)
                            .raise("1")
                            .priced()
                            .price())
                    .isEqualTo(f("2"));
            PricingRefusal lost = ARound.preMoney("1")
                    .raise("1")
                    .holds("Founders", "1000000")
                    .rounded(4, Mode.DOWN, ShareRounding.FLOOR)
                    .refused();
            assertThat(lost.code()).isEqualTo("price-rounds-to-zero");
            assertThat(lost.figures()).containsEntry("places", "4").containsEntry("price", "0.000002");
        }

        @Test
        void have_a_pool_of_everything() {
            PricingRefusal all = plain().pool("1").refused();
            assertThat(all.code()).isEqualTo("out-of-range");
            assertThat(all.pointer()).isEqualTo("/poolPostMoney");
            assertThat(all.figures()).isEqualTo(Map.of("poolPostMoney", "1"));
            PricingRefusal withNewMoney = plain().pool("0.8").refused();
            assertThat(withNewMoney).isInstanceOf(NothingLeft.class);
            assertThat(withNewMoney.pointer()).isEqualTo("/poolPostMoney");
            assertThat(withNewMoney.figures())
                    .containsEntry("newMoneyPercent", "20")
                    .containsEntry("poolPercent", "80");
        }

        @Test
        void have_safes_that_take_everything() {
            PricingRefusal refusal = plain().safe("One", "6000000", "10000000")
                    .safe("Other", "4000000", "10000000")
                    .refused();
            assertThat(refusal.code()).isEqualTo("nothing-left");
            assertThat(refusal.pointer()).isEqualTo("/convertibles");
            assertThat(refusal.figures()).containsEntry("convertiblesPercent", "100");
        }

        @Test
        void have_convertibles_that_are_worth_the_whole_company() {
            PricingRefusal refusal =
                    plain().discounted("Note", "16000000", "0.20").refused();
            assertThat(refusal.code()).isEqualTo("nothing-left");
            assertThat(refusal.figures()).containsEntry("amountsOverPreMoneyPercent", "100");
            assertThat(plain().discounted("Note", "15999999", "0.20").priced().price())
                    .isGreaterThan(Fraction.ZERO);
        }

        @Test
        void have_a_cap_of_nothing_as_the_only_term() {
            assertThat(plain().safe("SAFE", "1", "0").refused())
                    .extracting(PricingRefusal::code, PricingRefusal::pointer)
                    .containsExactly("not-positive", "/convertibles/0/cap");
            ARound none = plain().converts(Convertible.of("SAFE", Kind.SAFE_POST, f("1"), f("0"), f("0.20")));
            assertThat(conversion(none.priced(), "SAFE").controlling()).isEqualTo(Controlling.DISCOUNT);
            assertThat(conversion(none.priced(), "SAFE").capPrice()).isNull();
        }

        @ParameterizedTest
        @CsvSource({"1", "1.5", "-0.1"})
        void have_a_discount_that_is_none(String discount) {
            PricingRefusal refusal = plain().discounted("SAFE", "1", discount).refused();
            assertThat(refusal.code()).isEqualTo("out-of-range");
            assertThat(refusal.pointer()).isEqualTo("/convertibles/0/discount");
            assertThat(refusal.figures()).isEqualTo(Map.of("discount", discount));
        }

        @Test
        void have_amounts_caps_or_shares_of_less_than_nothing() {
            assertThat(plain().safe("SAFE", "0", "1").refused().pointer()).isEqualTo("/convertibles/0/amount");
            assertThat(plain().holds("Debtor", "-1").refused().pointer()).isEqualTo("/holders/1/shares");
            assertThat(plain().capitalisation("0").refused().pointer()).isEqualTo("/capitalisation");
            assertThat(plain().raise("-1").refused().pointer()).isEqualTo("/raise");
            assertThat(plain().poolIncrease("-1").refused().pointer()).isEqualTo("/poolIncrease");
            assertThat(ARound.preMoney("1")
                            .invests("Lead", "0")
                            .holds("Founders", "1")
                            .refused()
                            .pointer())
                    .isEqualTo("/newInvestors/0/amount");
            assertThat(plain().protectedHolder("A", f("1"), Method.FULL_RATCHET, f("0"))
                            .refused()
                            .pointer())
                    .isEqualTo("/holders/1/antiDilution/conversionPrice");
        }

        @Test
        void have_more_digits_than_can_be_calculated_with() {
            String fraction = "1/" + "3".repeat(900);
            ARound round = plain();
            for (int holder = 0; holder < 30; holder++) {
                round.holds("Holder " + holder, fraction + holder);
            }
            PricingRefusal refusal = round.refused();
            assertThat(refusal.code()).isEqualTo("too-many-digits");
            assertThat(refusal.figures()).containsEntry("most", "64000");
        }

        @Test
        void have_nobody_who_holds_anything() {
            assertThat(ARound.preMoney("1").raise("1").refused())
                    .extracting(PricingRefusal::code, PricingRefusal::pointer)
                    .containsExactly("missing", "/holders");
            assertThat(ARound.preMoney("1")
                            .raise("1")
                            .holds("Founders", "0")
                            .refused()
                            .pointer())
                    .isEqualTo("/holders");
        }

        @Test
        void have_interest_that_runs_backwards_or_on_a_safe() {
            Interest backwards = new Interest(
                    f("0.06"),
                    LocalDate.parse("2024-07-31"),
                    LocalDate.parse("2023-01-31"),
                    DayCount.ACT_365,
                    Interest.Kind.SIMPLE);
            PricingRefusal refusal =
                    plain().accruing("Note", "1", "0.2", backwards).refused();
            assertThat(refusal.code()).isEqualTo("dates-reversed");
            assertThat(refusal.pointer()).isEqualTo("/convertibles/0/interest/to");
            assertThat(refusal.figures()).isEqualTo(Map.of("from", "2024-07-31", "to", "2023-01-31"));
            assertThat(plain().converts(new Convertible(
                                    "SAFE", Kind.SAFE_POST, f("1"), f("9"), null, null, null, backwards, null))
                            .refused()
                            .code())
                    .isEqualTo("not-of-this-kind");
        }

        @Test
        void have_a_percent_of_everything_of_nothing_or_of_another_kind() {
            assertThat(plain().fixedPercent("YC", "1", "100").refused().code()).isEqualTo("out-of-range");
            assertThat(plain().fixedPercent("YC", "1", "0").refused().code()).isEqualTo("not-positive");
            assertThat(plain().converts(Convertible.of("YC", Kind.FIXED_PERCENT, f("1"), null, null))
                            .refused()
                            .pointer())
                    .isEqualTo("/convertibles/0/percent");
            assertThat(plain().converts(new Convertible(
                                    "SAFE", Kind.SAFE_POST, f("1"), null, null, Percent.of("7"), null, null, null))
                            .refused()
                            .code())
                    .isEqualTo("not-of-this-kind");
        }
    }
}
