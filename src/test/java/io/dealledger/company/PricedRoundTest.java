package io.dealledger.company;

import static io.dealledger.company.Awards.PLAN;
import static io.dealledger.company.CorrectCompanyFactsTest.correct;
import static io.dealledger.company.Deals.AMY;
import static io.dealledger.company.Deals.BEN;
import static io.dealledger.company.Deals.FUND;
import static io.dealledger.company.Deals.NOBODY;
import static io.dealledger.company.Deals.cash;
import static io.dealledger.company.Deals.commit;
import static io.dealledger.company.Deals.common;
import static io.dealledger.company.Deals.credits;
import static io.dealledger.company.Deals.issue;
import static io.dealledger.company.Deals.on;
import static io.dealledger.company.Deals.open;
import static io.dealledger.company.Deals.preferred;
import static io.dealledger.company.Deals.price;
import static io.dealledger.company.Deals.register;
import static io.dealledger.company.Deals.round;
import static io.dealledger.company.Deals.se;
import static io.dealledger.company.Deals.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealledger.calculation.Conflict;
import io.dealledger.calculation.FigureRounding;
import io.dealledger.calculation.ShareRounding;
import io.dealledger.calculation.antidilution.AntiDilution;
import io.dealledger.calculation.antidilution.Method;
import io.dealledger.calculation.paytoplay.ConversionRate;
import io.dealledger.calculation.pricing.Convertible.CapBasis;
import io.dealledger.calculation.pricing.PricedRound;
import io.dealledger.calculation.pricing.PricedRoundTerms;
import io.dealledger.calculation.pricing.PricedRoundTerms.ExistingHolder;
import io.dealledger.calculation.pricing.PricedRoundTerms.PoolBasis;
import io.dealledger.calculation.pricing.PricedRoundTerms.RoundRounding;
import io.dealledger.calculation.pricing.Pricing;
import io.dealledger.calculation.pricing.PricingRefusal;
import io.dealledger.calculation.pricing.RoundPricing;
import io.dealledger.company.ClosePricedRound.Converting;
import io.dealledger.company.ClosePricedRound.NewInvestor;
import io.dealledger.company.ClosePricedRound.Obliged;
import io.dealledger.company.CompanyCommand.AmendShareClass;
import io.dealledger.company.CompanyCommand.AuthoriseShareClass;
import io.dealledger.company.CompanyCommand.SplitShares;
import io.dealledger.company.CompanyRefusal.PartyNotRegistered;
import io.dealledger.company.ConversionTrigger.Mechanism;
import io.dealledger.company.ConversionTrigger.MechanismKind;
import io.dealledger.company.ConversionTrigger.Right;
import io.dealledger.company.ConvertibleEvent.ConvertibleConverted;
import io.dealledger.company.ConvertibleEvent.ConvertibleKind;
import io.dealledger.company.InstrumentCommand.IssueConvertible;
import io.dealledger.company.PlanEvent.PoolAdjusted;
import io.dealledger.company.PricedRoundRefusal.BuysNoShare;
import io.dealledger.company.PricedRoundRefusal.ConvertibleCannotBePriced;
import io.dealledger.company.PricedRoundRefusal.ConvertsIntoNoShare;
import io.dealledger.company.PricedRoundRefusal.HasNoProRata;
import io.dealledger.company.PricedRoundRefusal.NoIssuePrice;
import io.dealledger.company.PricedRoundRefusal.NoWholeShares;
import io.dealledger.company.PricedRoundRefusal.NotOneToOne;
import io.dealledger.company.PricedRoundRefusal.RaiseContradictsInvestors;
import io.dealledger.company.PricedRoundRefusal.RoundHasNoPrice;
import io.dealledger.company.PricedRoundRefusal.WhichPlan;
import io.dealledger.company.PricedRoundRefusal.WhichTrigger;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.RoundPriced;
import io.dealledger.company.ShareEvent.ShareClassAmended;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.company.ShareEvent.SharesConverted;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import io.dealledger.testing.Seeds;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A round is priced from what the company is and closed, in one decision. */
class PricedRoundTest {
    private static final String DAY = "2021-01-04";

    /** What a test says of a round; the rest is left out. */
    private static final class Terms {
        private Money preMoney = usd("8000000");
        private @Nullable Money raise;
        private @Nullable List<NewInvestor> investors = List.of(pays(FUND, "2000000"));
        private @Nullable Fraction pool;
        private @Nullable PoolBasis basis;
        private @Nullable Shares increase;
        private @Nullable List<Converting> convertibles;
        private RoundRounding rounding = rounded(4, FigureRounding.Mode.HALF_EVEN);
        private @Nullable Boolean acceptResidue;
        private List<Obliged> obliged = List.of();
        private String shareClass = "Series A";

        ClosePricedRound command() {
            return new ClosePricedRound(
                    round("rd_a"),
                    null,
                    shareClass,
                    preMoney,
                    null,
                    raise,
                    investors,
                    null,
                    pool,
                    basis,
                    increase,
                    convertibles,
                    null,
                    rounding,
                    acceptResidue,
                    obliged,
                    null,
                    on(DAY),
                    null);
        }
    }

    private static RoundRounding rounded(int places, FigureRounding.Mode mode) {
        return new RoundRounding(new FigureRounding(places, mode), null, null);
    }

    private static NewInvestor pays(PartyId party, String amount) {
        return new NewInvestor(party, usd(amount), null, null, null);
    }

    private static NewInvestor keepsItsPart(PartyId party) {
        return new NewInvestor(party, null, true, null, null);
    }

    private static Converting converting(String security, @Nullable String trigger) {
        return new Converting(se(security), trigger, null, null, null);
    }

    private static AuthoriseShareClass seed(@Nullable Method method) {
        return new AuthoriseShareClass(
                "Seed",
                ShareClassType.PREFERRED,
                null,
                null,
                Price.of("2.00", "USD"),
                null,
                null,
                null,
                null,
                null,
                method,
                null,
                on("2020-01-01"),
                null);
    }

    /** Amy has eight million shares. */
    private static Scenario company(CompanyCommand... more) {
        return Scenario.given(
                        register("2020-01-01"),
                        common("Common", null, "2020-01-01"),
                        preferred("Series A", null, "2020-01-01"),
                        issue("se_amy", "Common", AMY, "8000000", "2020-01-02"),
                        open("rd_a", "2020-06-01"))
                .and(more);
    }

    private static <F> F one(List<CompanyEvent> facts, Class<F> kind) {
        return kind.cast(facts.stream().filter(kind::isInstance).findFirst().orElseThrow());
    }

    private static <F> List<F> all(List<CompanyEvent> facts, Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Nested
    class Who_pays {
        @Test
        void pays_for_whole_shares_and_keeps_what_they_leave() {
            Terms terms = new Terms();
            terms.preMoney = usd("24000000");
            terms.investors = List.of(new NewInvestor(
                    FUND, usd("1000000"), null, List.of(cash("400000"), credits("600000")), se("se_new")));
            RoundClosed closed = one(company().accepts(terms.command()).facts(), RoundClosed.class);
            assertThat(closed.last()).isTrue();
            assertThat(closed.subscriptions()).singleElement().satisfies(one -> {
                assertThat(one.security()).isEqualTo(se("se_new"));
                assertThat(one.quantity()).isEqualTo(Shares.of(333333));
                assertThat(one.legs()).containsExactly(cash("399999"), credits("600000"));
            });
        }

        @Test
        void is_who_is_committed_where_nobody_is_named() {
            Terms terms = new Terms();
            terms.investors = null;
            RoundClosed closed = one(
                    company(commit("rd_a", FUND, "1500000", "2020-07-01"), commit("rd_a", BEN, "500000", "2020-07-01"))
                            .accepts(terms.command())
                            .facts(),
                    RoundClosed.class);
            assertThat(closed.subscriptions()).extracting(one -> one.to()).containsExactly(BEN, FUND);
            assertThat(closed.subscriptions())
                    .extracting(one -> one.quantity())
                    .containsExactly(Shares.of(500000), Shares.of(1500000));
        }

        @Test
        void takes_up_its_pro_rata_right_and_somebody_else_the_rest() {
            Scenario scenario = company(issue("se_ben", "Common", BEN, "2000000", "2020-02-01"));
            Terms terms = new Terms();
            terms.preMoney = usd("10000000");
            terms.raise = usd("3000000");
            terms.investors = List.of(keepsItsPart(BEN), new NewInvestor(FUND, null, null, null, null));
            List<CompanyEvent> facts = scenario.accepts(terms.command()).facts();
            assertThat(one(facts, RoundClosed.class).subscriptions())
                    .extracting(one -> one.quantity())
                    .containsExactly(Shares.of(600000), Shares.of(2400000));
            assertThat(one(facts, RoundPriced.class).calculation().inputs())
                    .containsEntry("pro-rata/pa_ben/holder", "2000000")
                    .containsEntry("pro-rata/pa_ben/fullyDiluted", "10000000");
        }

        @Test
        void has_to_make_up_what_is_raised() {
            Terms terms = new Terms();
            terms.raise = usd("3000000");
            assertThat(company().refuses(terms.command()))
                    .isEqualTo(new RaiseContradictsInvestors(round("rd_a"), usd("3000000"), usd("2000000")));
            terms.investors = List.of(keepsItsPart(BEN));
            assertThat(company().refuses(terms.command())).isEqualTo(new HasNoProRata(round("rd_a"), BEN));
            terms.raise = null;
            assertThatThrownBy(() -> company().decide(terms.command())).isInstanceOf(InvalidValue.class);
        }

        @Test
        void is_registered_and_buys_at_least_a_share() {
            Terms terms = new Terms();
            terms.investors = List.of(pays(NOBODY, "2000000"));
            assertThat(company().refuses(terms.command())).isEqualTo(new PartyNotRegistered(NOBODY));
            terms.investors = List.of(pays(FUND, "0.50"));
            assertThat(company().refuses(terms.command()))
                    .isEqualTo(new BuysNoShare(round("rd_a"), FUND, usd("0.50"), Price.of("1", "USD")));
        }
    }

    @Nested
    class A_pool {
        @Test
        void is_filled_up_before_the_money() {
            Terms terms = new Terms();
            terms.pool = Fraction.of("0.10");
            List<CompanyEvent> facts = company(Awards.plan("500000", null))
                    .accepts(terms.command())
                    .facts();
            // Post-money of 10 million for T shares: T x (1 - 0.2 - 0.1) = 8,000,000.
            PoolAdjusted adjusted = one(facts, PoolAdjusted.class);
            assertThat(adjusted.reserved().quantity()).isBetween(new BigDecimal("1142800"), new BigDecimal("1142900"));
            assertThat(adjusted.calculation().inputs()).containsEntry("poolPostMoney", "0.1");
        }

        @Test
        void belongs_to_a_plan_that_is_named_where_there_are_several() {
            Terms terms = new Terms();
            terms.pool = Fraction.of("0.10");
            assertThat(company().refuses(terms.command())).isEqualTo(new WhichPlan(round("rd_a"), List.of()));
            Scenario two = company(
                    Awards.plan("500000", null),
                    new InstrumentCommand.AdoptStockPlan(
                            "Other", List.of("Common"), Shares.of(10), null, on("2020-02-01"), null));
            assertThat(two.refuses(terms.command())).isEqualTo(new WhichPlan(round("rd_a"), List.of(PLAN, "Other")));
        }

        @Test
        void of_everything_is_refused_with_the_figure() {
            Terms terms = new Terms();
            terms.pool = Fraction.ONE;
            assertThat(company(Awards.plan("500000", null)).refuses(terms.command()))
                    .isInstanceOfSatisfying(RoundHasNoPrice.class, none -> {
                        assertThat(none.code()).isEqualTo("out-of-range");
                        assertThat(none.figures()).containsEntry("poolPostMoney", "1");
                    });
        }
    }

    @Nested
    class A_protected_class {
        private Scenario protectedBy(Method method) {
            return company(seed(method), issue("se_ben", "Seed", BEN, "2000000", "2020-02-01"));
        }

        private Terms cheap() {
            Terms terms = new Terms();
            terms.preMoney = usd("10000000");
            terms.investors = List.of(pays(FUND, "3000000"));
            terms.rounding = rounded(8, FigureRounding.Mode.HALF_EVEN);
            return terms;
        }

        @ParameterizedTest
        @org.junit.jupiter.params.provider.EnumSource(
                value = Method.class,
                names = {"BROAD_BASED", "NARROW_BASED", "FULL_RATCHET"})
        void converts_into_more_by_its_method_in_a_cheaper_round(Method method) {
            Scenario scenario = protectedBy(method);
            List<CompanyEvent> facts = scenario.accepts(cheap().command()).facts();
            RoundPriced priced = one(facts, RoundPriced.class);
            Shares bought =
                    one(facts, RoundClosed.class).subscriptions().getFirst().quantity();
            ShareClassAmended amended = one(facts, ShareClassAmended.class);
            // The function for several classes, at the price and for the shares that were recorded.
            AntiDilution.Result theirs = AntiDilution.of(new AntiDilution.Terms(
                    priced.price().fraction(),
                    bought.fraction(),
                    null,
                    Fraction.of(8_000_000),
                    null,
                    null,
                    null,
                    null,
                    List.of(new AntiDilution.Preferred("Seed", Fraction.of(2_000_000), Fraction.of(2), null, method)),
                    null));
            Fraction ratio = theirs.classes().getFirst().ratio();
            assertThat(amended.conversionRatio().fraction().toDecimal(6, RoundingMode.HALF_EVEN))
                    .isEqualTo(ratio.toDecimal(6, RoundingMode.HALF_EVEN));
            assertThat(amended.calculation().formula())
                    .isEqualTo(method.formula().name());
            assertThat(ratio.compareTo(Fraction.ONE)).isPositive();
        }

        @Test
        void stays_as_it_is_in_a_round_that_is_not_cheaper_or_where_nothing_protects_it() {
            Terms dear = cheap();
            dear.preMoney = usd("30000000");
            assertThat(protectedBy(Method.FULL_RATCHET).accepts(dear.command()).facts())
                    .noneMatch(ShareClassAmended.class::isInstance);
            assertThat(company(seed(null), issue("se_ben", "Seed", BEN, "2000000", "2020-02-01"))
                            .accepts(cheap().command())
                            .facts())
                    .noneMatch(ShareClassAmended.class::isInstance);
        }

        @ParameterizedTest
        @ValueSource(strings = {"2:1", "3:2", "1:4"})
        void is_measured_by_the_issue_price_of_the_shares_after_a_split(String ratio) {
            Fraction without = one(
                            protectedBy(Method.BROAD_BASED)
                                    .accepts(cheap().command())
                                    .facts(),
                            ShareClassAmended.class)
                    .conversionRatio()
                    .fraction();
            Scenario split = protectedBy(Method.BROAD_BASED)
                    .and(new SplitShares(
                            Ratio.of(ratio), List.of("Common", "Seed"), null, null, on("2020-06-01"), null));
            Fraction with = one(split.accepts(cheap().command()).facts(), ShareClassAmended.class)
                    .conversionRatio()
                    .fraction();
            assertThat(with.toDecimal(5, RoundingMode.HALF_EVEN))
                    .isEqualTo(without.toDecimal(5, RoundingMode.HALF_EVEN));
        }

        @Test
        void is_adjusted_again_from_where_the_last_round_left_it() {
            Scenario scenario = protectedBy(Method.BROAD_BASED);
            scenario.record(cheap().command());
            ShareClass once = scenario.head().classes().get("Seed");
            assertThat(once.conversionPrice().orElseThrow().toDecimal(4, RoundingMode.HALF_EVEN))
                    .isLessThan(new BigDecimal("2.0000"));
            Fraction before = once.conversionPrice().orElseThrow();
            scenario.and(preferred("Series B", null, "2021-02-01"), open("rd_b", "2021-02-01"));
            ClosePricedRound first = cheap().command();
            scenario.record(new ClosePricedRound(
                    round("rd_b"),
                    null,
                    "Series B",
                    usd("4000000"),
                    null,
                    null,
                    first.newInvestors(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    first.rounding(),
                    null,
                    null,
                    null,
                    on("2021-03-01"),
                    null));
            assertThat(scenario.head().classes().get("Seed").conversionPrice().orElseThrow())
                    .isLessThan(before);
        }

        @Test
        void has_an_issue_price() {
            assertThatThrownBy(() -> company()
                            .decide(new AuthoriseShareClass(
                                    "B",
                                    ShareClassType.PREFERRED,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    Method.FULL_RATCHET,
                                    null,
                                    on("2020-01-01"),
                                    null)))
                    .isInstanceOf(InvalidValue.class);
            assertThat(company()
                            .refuses(new AmendShareClass(
                                    "Series A",
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    Method.BROAD_BASED,
                                    null,
                                    on("2020-02-01"),
                                    null)))
                    .isEqualTo(new NoIssuePrice("Series A"));
        }

        @Test
        void pays_to_play_or_becomes_common() {
            Scenario scenario = protectedBy(Method.NONE);
            Terms terms = new Terms();
            terms.preMoney = usd("10000000");
            terms.investors = List.of(pays(FUND, "900000"), pays(BEN, "100000"));
            terms.obliged = List.of(new Obliged(BEN, "Seed", null, ConversionRate.of("10:1"), "Common"));
            List<CompanyEvent> facts = scenario.record(terms.command()).facts();
            // Its part of a million was a fifth, and it paid half of that.
            SharesConverted forced = one(facts, SharesConverted.class);
            assertThat(forced.quantity()).isEqualTo(Shares.of(1_000_000));
            assertThat(forced.newQuantity()).isEqualTo(Shares.of(100_000));
            assertThat(forced.calculation().inputs()).containsEntry("obligation", "200000");
            assertThat(scenario.head().shares().held(BEN, "Seed")).isEqualTo(Shares.of(1_000_000));
            assertThat(scenario.head().shares().held(BEN, "Common")).isEqualTo(Shares.of(100_000));
        }
    }

    @Nested
    class A_convertible {
        private static IssueConvertible with(String id, String amount, Mechanism mechanism, String... triggers) {
            List<ConversionTrigger> all = new ArrayList<>();
            for (String trigger : triggers) {
                all.add(Awards.trigger(trigger, null, mechanism));
            }
            return new IssueConvertible(
                    se(id), BEN, ConvertibleKind.NOTE, usd(amount), null, all, null, 1, null, on("2020-03-01"), null);
        }

        private static Mechanism of(
                MechanismKind kind,
                List<ConversionTrigger.Interest> interest,
                ConversionTrigger.@Nullable Payout payout,
                @Nullable Shares quantity,
                @Nullable String words) {
            return new Mechanism(
                    kind,
                    null,
                    null,
                    null,
                    null,
                    null,
                    interest,
                    ConversionTrigger.DayCount.ACTUAL_365,
                    payout,
                    null,
                    ConversionTrigger.Compounding.SIMPLE,
                    null,
                    null,
                    quantity,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    words);
        }

        private ConvertibleConverted converted(CompanyCommand issued) {
            return one(company(issued).accepts(new Terms().command()).facts(), ConvertibleConverted.class);
        }

        @Test
        void converts_with_the_interest_of_all_its_rates_up_to_the_day() {
            List<ConversionTrigger.Interest> rates = List.of(
                    new ConversionTrigger.Interest(new BigDecimal("0.05"), LocalDate.of(2020, 3, 1), null),
                    new ConversionTrigger.Interest(new BigDecimal("0.10"), LocalDate.of(2020, 7, 1), null));
            ConvertibleConverted converted = converted(with(
                    "se_note",
                    "365000",
                    of(MechanismKind.CONVERTIBLE_NOTE_CONVERSION, rates, ConversionTrigger.Payout.DEFERRED, null, null),
                    "financing"));
            // 122 days at 50 a day, 187 at 100.
            assertThat(converted.interest()).isEqualTo(usd("24800"));
            assertThat(converted.calculation().price()).isNotNull();
            ConvertibleConverted paidOut = converted(with(
                    "se_note",
                    "365000",
                    of(MechanismKind.CONVERTIBLE_NOTE_CONVERSION, rates, ConversionTrigger.Payout.CASH, null, null),
                    "financing"));
            assertThat(paidOut.interest()).isNull();
        }

        @Test
        void of_a_fixed_number_of_shares_becomes_that_and_counts_for_the_price() {
            Scenario scenario = company(with(
                    "se_note",
                    "1000",
                    of(MechanismKind.FIXED_AMOUNT_CONVERSION, List.of(), null, Shares.of(2_000_000), null),
                    "financing"));
            List<CompanyEvent> facts = scenario.accepts(new Terms().command()).facts();
            assertThat(one(facts, ConvertibleConverted.class).quantity()).isEqualTo(Shares.of(2_000_000));
            assertThat(one(facts, RoundPriced.class).price()).isEqualTo(Price.of("0.80", "USD"));
        }

        @Test
        void in_words_is_not_converted_by_a_formula() {
            Scenario scenario = company(with(
                    "se_note",
                    "1000",
                    of(MechanismKind.CUSTOM_CONVERSION, List.of(), null, null, "as the board finds fair"),
                    "financing"));
            assertThat(scenario.refuses(new Terms().command()))
                    .isInstanceOfSatisfying(
                            ConvertibleCannotBePriced.class,
                            refusal -> assertThat(refusal.reason()).contains("as the board finds fair"));
            Terms without = new Terms();
            without.convertibles = List.of();
            assertThat(scenario.accepts(without.command()).facts()).hasSize(2);
        }

        @Test
        void with_several_triggers_is_asked_which() {
            Scenario scenario =
                    company(with("se_note", "1000", Mechanism.safe(null, null, false, null), "financing", "other"));
            assertThat(scenario.refuses(new Terms().command()))
                    .isEqualTo(new WhichTrigger(se("se_note"), List.of("financing", "other")));
            Terms named = new Terms();
            named.convertibles = List.of(converting("se_note", "other"));
            assertThat(one(scenario.accepts(named.command()).facts(), ConvertibleConverted.class)
                            .trigger())
                    .isEqualTo("other");
        }

        @Test
        void that_only_its_holder_can_convert_stays_unless_it_is_named() {
            IssueConvertible elective = new IssueConvertible(
                    se("se_note"),
                    BEN,
                    ConvertibleKind.NOTE,
                    usd("1000"),
                    null,
                    List.of(new ConversionTrigger(
                            "at will",
                            ConversionTrigger.Kind.ELECTIVE_AT_WILL,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            new Right(Mechanism.safe(null, null, false, null), null, null))),
                    null,
                    1,
                    null,
                    on("2020-03-01"),
                    null);
            assertThat(company(elective).accepts(new Terms().command()).facts())
                    .noneMatch(ConvertibleConverted.class::isInstance);
            Terms named = new Terms();
            named.convertibles = List.of(converting("se_note", null));
            assertThat(company(elective).accepts(named.command()).facts())
                    .anyMatch(ConvertibleConverted.class::isInstance);
        }

        @Test
        void becomes_at_least_a_share() {
            assertThat(company(with("se_note", "0.10", Mechanism.safe(null, null, false, null), "financing"))
                            .refuses(new Terms().command()))
                    .isEqualTo(new ConvertsIntoNoShare(se("se_note"), usd("0.10"), Price.of("1", "USD")));
        }

        @Test
        void takes_the_better_terms_of_a_later_one_and_says_so() {
            Scenario scenario = company(
                    Awards.safe("se_mfn", "100000", null, true, "2020-03-01"),
                    Awards.safe("se_late", "100000", "4000000", false, "2020-04-01"));
            scenario.record(new Terms().command());
            Company head = scenario.head();
            assertThat(head.instruments().all(Convertible.class)).isEmpty();
            List<CompanyEvent> facts =
                    scenario.history().stream().map(recorded -> recorded.fact()).toList();
            assertThat(one(facts, ConvertibleEvent.MostFavouredTermsElected.class)
                            .termsOf())
                    .isEqualTo(se("se_late"));
            List<ConvertibleConverted> both = all(facts, ConvertibleConverted.class);
            assertThat(both.get(0).quantity()).isEqualTo(both.get(1).quantity());
        }
    }

    @Nested
    class A_price {
        @Test
        void that_no_whole_shares_agree_with_is_refused_with_the_residue_unless_it_is_accepted() {
            // The SAFE's price is 1.99. Rounded down to 1 it makes so many shares that those of the round are below 1.
            Terms terms = new Terms();
            terms.rounding = rounded(0, FigureRounding.Mode.DOWN);
            terms.preMoney = usd("1010");
            terms.investors = List.of();
            terms.convertibles = List.of(new Converting(se("se_one"), null, null, CapBasis.EXISTING, null));
            Scenario scenario = Scenario.given(
                    register("2020-01-01"),
                    common("Common", null, "2020-01-01"),
                    preferred("Series A", null, "2020-01-01"),
                    issue("se_amy", "Common", AMY, "600", "2020-01-02"),
                    open("rd_a", "2020-06-01"),
                    Awards.safe("se_one", "796", "1194", false, "2020-02-01"));
            assertThat(scenario.refuses(terms.command()))
                    .isInstanceOfSatisfying(
                            NoWholeShares.class,
                            none -> assertThat(none.residue()).isEqualByComparingTo("796"));
            terms.acceptResidue = true;
            assertThat(one(scenario.accepts(terms.command()).facts(), RoundPriced.class)
                            .calculation()
                            .results())
                    .containsEntry("residue", "796");
        }

        @Test
        void is_of_a_class_that_converts_one_to_one() {
            Terms terms = new Terms();
            terms.shareClass = "Double";
            assertThat(company(new AuthoriseShareClass(
                                    "Double",
                                    ShareClassType.PREFERRED,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    Ratio.of("2:1"),
                                    on("2020-01-01"),
                                    null))
                            .refuses(terms.command()))
                    .isEqualTo(new NotOneToOne(round("rd_a"), "Double", Ratio.of("2:1")));
        }

        @Test
        void is_flagged_with_the_corrected_count_the_corrected_amount_and_the_late_grant() {
            Scenario scenario = company(
                    Awards.plan("500000", null), Awards.safe("se_one", "100000", "4000000", false, "2020-04-01"));
            scenario.record(new Terms().command());
            long priced = scenario.newest() - 2;
            scenario.record(correct(4, issue(null, "Common", AMY, "7000000", "2020-01-02")));
            Conflict conflict = stale(scenario);
            assertThat(conflict.kind()).isEqualTo(Conflict.Kind.STALE_BASIS);
            assertThat(conflict.reason()).contains("8000000").contains("7000000");
            assertThat(conflict.events()).containsExactly(priced, scenario.newest());
            scenario.record(correct(scenario.newest(), issue(null, "Common", AMY, "8000000", "2020-01-02")));
            assertThat(PriceBasis.stale(
                            scenario.history(), PointInTime.of(LocalDate.of(2025, 1, 1), scenario.newest())))
                    .isEmpty();
            scenario.record(correct(7, Awards.safe("se_one", "200000", "4000000", false, "2020-04-01")));
            assertThat(stale(scenario).reason()).contains("100000 USD").contains("200000 USD");
            scenario.record(Awards.vested("se_late", BEN, "1000", "2020-05-01"));
            assertThat(stale(scenario).reason()).contains("Grants of " + PLAN);
        }

        private Conflict stale(Scenario scenario) {
            return PriceBasis.stale(scenario.history(), PointInTime.of(LocalDate.of(2025, 1, 1), scenario.newest()))
                    .get(round("rd_a"));
        }
    }

    /** Whatever is recorded of a company, its round is what the same terms give whoever calculates them beside it. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_pro_forma_is_what_is_recorded(long seed) {
        Random random = new Random(seed);
        int priced = 0;
        for (int count = 0; count < 25; count++) {
            RandomCompanyBeforeARound company = new RandomCompanyBeforeARound(random);
            Pricing pricing = RoundPricing.price(company.terms());
            Decision<CompanyEvent> decision = company.scenario.decide(company.command());
            switch (pricing) {
                case PricingRefusal refusal ->
                    assertThat(((Decision.Refused<CompanyEvent>) decision).refusal())
                            .as("seed %d: %s", seed, refusal)
                            .isInstanceOfSatisfying(
                                    RoundHasNoPrice.class,
                                    none -> assertThat(none.code()).isEqualTo(refusal.code()));
                case PricedRound round -> {
                    company.scenario.record(company.command());
                    company.agreesWith(round, seed);
                    priced++;
                }
            }
        }
        assertThat(priced).as("seed %d", seed).isPositive();
    }

    private static LongStream seeds() {
        return Seeds.of(LongStream.range(0, 8), 1);
    }

    /** A company of random shape, recorded, and the same as terms of a calculation, written down on the way. */
    private static final class RandomCompanyBeforeARound {
        private final Random random;
        private final Scenario scenario;
        private final List<ExistingHolder> holders = new ArrayList<>();
        private final List<io.dealledger.calculation.pricing.Convertible> convertibles = new ArrayList<>();
        private final Terms round = new Terms();
        private final boolean protectedSeed;

        RandomCompanyBeforeARound(Random random) {
            this.random = random;
            long founders = between(100_000, 9_000_000);
            this.scenario = Scenario.given(
                    register("2020-01-01"),
                    common("Common", null, "2020-01-01"),
                    preferred("Series A", null, "2020-01-01"),
                    issue("se_amy", "Common", AMY, Long.toString(founders), "2020-01-02"),
                    open("rd_a", "2020-06-01"));
            holders.add(new ExistingHolder("Common", Fraction.of(founders)));
            this.protectedSeed = random.nextBoolean();
            if (protectedSeed) {
                Method method = List.of(Method.BROAD_BASED, Method.NARROW_BASED, Method.FULL_RATCHET)
                        .get(random.nextInt(3));
                long shares = between(1000, 2_000_000);
                scenario.and(seed(method), issue("se_ben", "Seed", BEN, Long.toString(shares), "2020-01-03"));
                holders.add(new ExistingHolder(
                        "Seed",
                        Fraction.of(shares),
                        null,
                        null,
                        new PricedRoundTerms.AntiDilution(method, Fraction.of(2), null)));
            }
            if (random.nextBoolean()) {
                long reserved = between(1, 900_000);
                long granted = between(1, reserved);
                scenario.and(
                        Awards.plan(Long.toString(reserved), null),
                        Awards.vested("se_option", BEN, Long.toString(granted), "2020-02-01"));
                holders.add(new ExistingHolder("Granted", Fraction.of(granted), null, true, null));
                holders.add(new ExistingHolder("Pool", Fraction.of(reserved - granted), true, null, null));
                switch (random.nextInt(3)) {
                    case 0 -> round.pool = Fraction.of(between(1, 30), 100);
                    case 1 -> {
                        round.pool = Fraction.of(between(1, 30), 100);
                        round.basis = PoolBasis.TOTAL;
                    }
                    default -> round.increase = Shares.of(between(0, 500_000));
                }
            }
            for (int index = random.nextInt(5); index > 0; index--) {
                convertible(index);
            }
            round.preMoney = usd(Long.toString(1_000_000 * between(3, 60)));
            round.investors = List.of(
                    pays(FUND, Long.toString(1000 * between(100, 5000))),
                    pays(BEN, Long.toString(1000 * between(1, 500))));
            FigureRounding.Mode mode = List.of(
                            FigureRounding.Mode.CEILING, FigureRounding.Mode.HALF_EVEN, FigureRounding.Mode.DOWN)
                    .get(random.nextInt(3));
            round.rounding = rounded((int) between(3, 6), mode);
            round.acceptResidue = true;
        }

        private void convertible(int index) {
            String id = "se_c" + index;
            String day = "2020-0" + (8 - index) + "-01";
            String amount = Long.toString(1000 * between(20, 900));
            String cap = Long.toString(1_000_000 * between(2, 40));
            BigDecimal discount = BigDecimal.valueOf(between(5, 30), 2);
            boolean favoured = random.nextInt(4) == 0;
            boolean capped = !favoured && random.nextBoolean();
            boolean before = capped && random.nextBoolean();
            boolean discounted = !favoured && (!capped || random.nextBoolean());
            scenario.and(new IssueConvertible(
                    se(id),
                    BEN,
                    ConvertibleKind.SAFE,
                    usd(amount),
                    null,
                    List.of(Awards.trigger(
                            "financing",
                            null,
                            Mechanism.safe(
                                    capped ? usd(cap) : null,
                                    discounted ? discount : null,
                                    favoured,
                                    before
                                            ? ConversionTrigger.Timing.PRE_MONEY
                                            : ConversionTrigger.Timing.POST_MONEY))),
                    null,
                    1,
                    null,
                    on(day),
                    null));
            convertibles.add(new io.dealledger.calculation.pricing.Convertible(
                    id,
                    before
                            ? io.dealledger.calculation.pricing.Convertible.Kind.SAFE_PRE
                            : io.dealledger.calculation.pricing.Convertible.Kind.SAFE_POST,
                    Fraction.of(amount),
                    capped ? Fraction.of(cap) : null,
                    discounted ? Fraction.of(discount) : null,
                    null,
                    favoured,
                    null,
                    null));
        }

        private long between(long least, long most) {
            return least + random.nextLong(most - least + 1);
        }

        ClosePricedRound command() {
            return round.command();
        }

        PricedRoundTerms terms() {
            return new PricedRoundTerms(
                    round.preMoney.fraction(),
                    null,
                    null,
                    round.investors.stream()
                            .map(one -> new PricedRoundTerms.NewInvestor(
                                    one.to().value(), one.amount().fraction()))
                            .toList(),
                    holders,
                    round.pool,
                    round.basis,
                    round.increase == null ? null : round.increase.fraction(),
                    convertibles,
                    null,
                    new RoundRounding(round.rounding.price(), null, ShareRounding.FLOOR));
        }

        void agreesWith(PricedRound modelled, long seed) {
            Company company = scenario.head();
            String where = "seed " + seed;
            assertThat(company.round(round("rd_a")).pricing().price().fraction())
                    .as(where)
                    .isEqualTo(modelled.price());
            Fraction made = modelled.newShares();
            for (PricedRound.Conversion conversion : modelled.conversions()) {
                made = made.plus(conversion.shares());
            }
            assertThat(company.outstanding("Series A").fraction()).as(where).isEqualTo(made);
            assertThat(company.shares().held(FUND, "Series A").fraction())
                    .as(where)
                    .isEqualTo(modelled.holders().stream()
                            .filter(row -> row.name().equals(FUND.value()))
                            .findFirst()
                            .orElseThrow()
                            .shares());
            if (modelled.pool().signum() > 0 && round.basis == null) {
                assertThat(company.instruments()
                                .plan(PLAN)
                                .orElseThrow()
                                .available()
                                .fraction())
                        .as(where)
                        .isEqualTo(modelled.pool());
            }
            modelled.holders().stream()
                    .filter(row -> row.conversionPrice() != null)
                    .forEach(row -> assertThat(company.classes()
                                    .get("Seed")
                                    .conversionPrice()
                                    .orElseThrow()
                                    .toDecimal(9, RoundingMode.HALF_EVEN))
                            .as(where)
                            .isCloseTo(
                                    row.conversionPrice().toDecimal(9, RoundingMode.HALF_EVEN),
                                    org.assertj.core.data.Offset.offset(new BigDecimal("0.000000002"))));
        }
    }

    @Test
    void a_cap_is_divided_by_the_shares_that_the_round_says() {
        Terms terms = new Terms();
        Scenario scenario = company(
                Awards.safe("se_one", "400000", "4000000", false, "2020-04-01"),
                Awards.safe("se_two", "400000", "4000000", false, "2020-04-01"));
        terms.convertibles = List.of(
                new Converting(se("se_one"), null, null, CapBasis.EXISTING, null),
                new Converting(se("se_two"), null, null, null, null));
        Map<String, Shares> quantities = new java.util.TreeMap<>();
        all(scenario.accepts(terms.command()).facts(), ConvertibleConverted.class)
                .forEach(converted -> quantities.put(converted.security().value(), converted.quantity()));
        assertThat(quantities.get("se_one")).isEqualTo(Shares.of(800_000));
        assertThat(quantities.get("se_two")).isGreaterThan(Shares.of(900_000));
    }

    @Test
    void the_price_of_a_round_that_was_agreed_is_not_calculated_again() {
        Scenario scenario = company(price("rd_a", "8000000", "1.00", "Series A", "2020-07-01"));
        assertThat(scenario.refuses(new Terms().command())).isInstanceOf(CompanyRefusal.RoundAlreadyPriced.class);
    }

    /** Whoever adds a refusal writes the sentence in which it is expected. */
    @Test
    void each_refusal_is_expected_in_a_sentence_above() throws IOException {
        String sentences = Files.readString(Path.of("src/test/java/io/dealledger/company/PricedRoundTest.java"));
        assertThat(PricedRoundRefusal.class.getPermittedSubclasses())
                .allMatch(type -> Pattern.compile(
                                "(new " + type.getSimpleName() + "\\(|" + type.getSimpleName() + "\\.class)")
                        .matcher(sentences)
                        .find());
    }
}
