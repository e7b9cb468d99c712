package io.dealledger.company;

import static io.dealledger.company.Awards.FOUR_YEARS;
import static io.dealledger.company.Awards.PLAN;
import static io.dealledger.company.Awards.accelerated;
import static io.dealledger.company.Awards.accepted;
import static io.dealledger.company.Awards.anew;
import static io.dealledger.company.Awards.cancelled;
import static io.dealledger.company.Awards.convertShares;
import static io.dealledger.company.Awards.converts;
import static io.dealledger.company.Awards.elects;
import static io.dealledger.company.Awards.exercise;
import static io.dealledger.company.Awards.exerciseWarrant;
import static io.dealledger.company.Awards.expired;
import static io.dealledger.company.Awards.giveBack;
import static io.dealledger.company.Awards.grant;
import static io.dealledger.company.Awards.leaves;
import static io.dealledger.company.Awards.net;
import static io.dealledger.company.Awards.option;
import static io.dealledger.company.Awards.particulars;
import static io.dealledger.company.Awards.pass;
import static io.dealledger.company.Awards.plan;
import static io.dealledger.company.Awards.planned;
import static io.dealledger.company.Awards.plannedWith;
import static io.dealledger.company.Awards.pool;
import static io.dealledger.company.Awards.reissue;
import static io.dealledger.company.Awards.release;
import static io.dealledger.company.Awards.safe;
import static io.dealledger.company.Awards.start;
import static io.dealledger.company.Awards.started;
import static io.dealledger.company.Awards.trigger;
import static io.dealledger.company.Awards.vested;
import static io.dealledger.company.Awards.vests;
import static io.dealledger.company.Awards.warrant;
import static io.dealledger.company.Deals.BEN;
import static io.dealledger.company.Deals.CLOUD;
import static io.dealledger.company.Deals.FUND;
import static io.dealledger.company.Deals.cash;
import static io.dealledger.company.Deals.day;
import static io.dealledger.company.Deals.issue;
import static io.dealledger.company.Deals.on;
import static io.dealledger.company.Deals.repurchase;
import static io.dealledger.company.Deals.se;
import static io.dealledger.company.Deals.split;
import static io.dealledger.company.Deals.transfer;
import static io.dealledger.company.Deals.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealledger.company.CompanyCommand.AcquireCompany;
import io.dealledger.company.CompanyCommand.AmendShareClass;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.CompanyCommand.ListCompany;
import io.dealledger.company.CompanyCommand.RetractIssuance;
import io.dealledger.company.CompanyRefusal.AmendsNothing;
import io.dealledger.company.CompanyRefusal.ConsiderationContradictsPrice;
import io.dealledger.company.CompanyRefusal.NotAsIssued;
import io.dealledger.company.CompanyRefusal.OverAuthorised;
import io.dealledger.company.CompanyRefusal.TransferToSelf;
import io.dealledger.company.CompanyRefusal.UnknownShareClass;
import io.dealledger.company.CompanyRefusal.WrongCurrency;
import io.dealledger.company.ConversionTrigger.Mechanism;
import io.dealledger.company.ConversionTrigger.MechanismKind;
import io.dealledger.company.ConversionTrigger.Right;
import io.dealledger.company.ConvertibleEvent.Calculation;
import io.dealledger.company.ConvertibleEvent.ConvertibleConverted;
import io.dealledger.company.ConvertibleEvent.ConvertibleKind;
import io.dealledger.company.GrantEvent.Compensation;
import io.dealledger.company.GrantEvent.EquityCompensationExercised;
import io.dealledger.company.GrantEvent.Payment;
import io.dealledger.company.GrantEvent.ServiceEnded;
import io.dealledger.company.InstrumentCommand.AmendConvertible;
import io.dealledger.company.InstrumentCommand.ConvertConvertible;
import io.dealledger.company.InstrumentCommand.DefineVestingTerms;
import io.dealledger.company.InstrumentCommand.ExerciseGrant;
import io.dealledger.company.InstrumentCommand.ExerciseWarrant;
import io.dealledger.company.InstrumentCommand.GrantEquityCompensation;
import io.dealledger.company.InstrumentCommand.IssueConvertible;
import io.dealledger.company.InstrumentCommand.IssueWarrant;
import io.dealledger.company.InstrumentCommand.RecordVestingEvent;
import io.dealledger.company.InstrumentCommand.StartVesting;
import io.dealledger.company.InstrumentRefusal.AcceptedAlready;
import io.dealledger.company.InstrumentRefusal.CircularElection;
import io.dealledger.company.InstrumentRefusal.ClassNotInPlan;
import io.dealledger.company.InstrumentRefusal.ClassNotNamed;
import io.dealledger.company.InstrumentRefusal.ConditionMetAlready;
import io.dealledger.company.InstrumentRefusal.ConvertsIntoItself;
import io.dealledger.company.InstrumentRefusal.DoesNotVest;
import io.dealledger.company.InstrumentRefusal.DuplicateTrigger;
import io.dealledger.company.InstrumentRefusal.HoldsNoGrants;
import io.dealledger.company.InstrumentRefusal.IntoAnotherClass;
import io.dealledger.company.InstrumentRefusal.IntoNoClass;
import io.dealledger.company.InstrumentRefusal.LotsContradictSecurity;
import io.dealledger.company.InstrumentRefusal.MoreThanLeft;
import io.dealledger.company.InstrumentRefusal.MoreThanOwed;
import io.dealledger.company.InstrumentRefusal.MoreThanUnvested;
import io.dealledger.company.InstrumentRefusal.MoreThanVested;
import io.dealledger.company.InstrumentRefusal.MoreThanWithheld;
import io.dealledger.company.InstrumentRefusal.NoLongerExercisable;
import io.dealledger.company.InstrumentRefusal.NotExpired;
import io.dealledger.company.InstrumentRefusal.NotMostFavoured;
import io.dealledger.company.InstrumentRefusal.NotOfThatKind;
import io.dealledger.company.InstrumentRefusal.NothingGained;
import io.dealledger.company.InstrumentRefusal.PoolBelowUsed;
import io.dealledger.company.InstrumentRefusal.PoolExhausted;
import io.dealledger.company.InstrumentRefusal.PriceNotKnown;
import io.dealledger.company.InstrumentRefusal.QuantityContradictsPrice;
import io.dealledger.company.InstrumentRefusal.QuantityNotKnown;
import io.dealledger.company.InstrumentRefusal.StockPlanExists;
import io.dealledger.company.InstrumentRefusal.TermsOfEarlier;
import io.dealledger.company.InstrumentRefusal.TotalBelowOutstanding;
import io.dealledger.company.InstrumentRefusal.TriggerNotOpen;
import io.dealledger.company.InstrumentRefusal.UnknownInstrument;
import io.dealledger.company.InstrumentRefusal.UnknownStockPlan;
import io.dealledger.company.InstrumentRefusal.UnknownSubject;
import io.dealledger.company.InstrumentRefusal.UnknownTrigger;
import io.dealledger.company.InstrumentRefusal.UnknownVestingCondition;
import io.dealledger.company.InstrumentRefusal.UnknownVestingTerms;
import io.dealledger.company.InstrumentRefusal.VestingTermsExist;
import io.dealledger.company.InstrumentRefusal.VestingsContradictQuantity;
import io.dealledger.company.LifeEvent.CompanyAcquired;
import io.dealledger.company.LifeEvent.CompanyListed;
import io.dealledger.company.PlanEvent.CancellationRule;
import io.dealledger.company.ShareEvent.Restriction;
import io.dealledger.company.VestingEvent.Allocation;
import io.dealledger.ledger.BreaksLaterEvent;
import io.dealledger.ledger.Decision.Accepted;
import io.dealledger.ledger.IdTaken;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The law of what can become shares. */
class InstrumentsTest {
    private static Plan planOf(Scenario scenario) {
        return scenario.head().instruments().plan(PLAN).orElseThrow();
    }

    private static Shares left(Scenario scenario, String security) {
        return VestingLaw.left(scenario.head(), se(security));
    }

    private static Shares vestedOn(Scenario scenario, String security, String date) {
        return scenario.head().instruments().vested(se(security), left(scenario, security), day(date));
    }

    private static Shares shares(long number) {
        return Shares.of(number);
    }

    @Nested
    class A_stock_plan {
        @Test
        void counts_what_is_granted_and_what_was_exercised() {
            Scenario scenario =
                    planned(vested("se_o", BEN, "600", "2020-02-01"), exercise("se_o", "250", "se_s", "2020-03-01"));
            assertThat(planOf(scenario).granted()).isEqualTo(shares(350));
            assertThat(planOf(scenario).issued()).isEqualTo(shares(250));
            assertThat(planOf(scenario).available()).isEqualTo(shares(400));
        }

        @Test
        void is_adopted_once_for_classes_that_are_there() {
            assertThat(planned().refuses(plan("5", null))).isEqualTo(new StockPlanExists(PLAN));
            assertThat(planned()
                            .refuses(new InstrumentCommand.AdoptStockPlan(
                                    "Other", List.of("X"), shares(5), null, on("2020-02-01"), null)))
                    .isEqualTo(new UnknownShareClass("X"));
        }

        @Test
        void is_never_overdrawn() {
            Scenario scenario = planned(option("se_o", BEN, "600", "2020-02-01"));
            assertThat(scenario.refuses(option("se_p", BEN, "401", "2020-03-01")))
                    .isEqualTo(new PoolExhausted(PLAN, shares(1000), shares(600), shares(401)));
            scenario.accepts(option("se_p", BEN, "400", "2020-03-01"));
        }

        @Test
        void is_not_overdrawn_by_what_is_recorded_late() {
            Scenario scenario = planned(option("se_o", BEN, "600", "2020-03-01"));
            assertThat(scenario.refuses(option("se_p", BEN, "401", "2020-02-01")))
                    .isInstanceOfSatisfying(
                            BreaksLaterEvent.class,
                            broken -> assertThat(broken.rule()).isEqualTo("pool-exhausted"));
        }

        @Test
        void can_be_topped_up_and_not_brought_below_what_is_used() {
            Scenario scenario = planned(option("se_o", BEN, "600", "2020-02-01"));
            assertThat(scenario.refuses(pool("599", "2020-03-01")))
                    .isEqualTo(new PoolBelowUsed(PLAN, shares(599), shares(600)));
            scenario.and(pool("2000", "2020-03-01"), option("se_p", BEN, "1400", "2020-03-02"));
            assertThat(planOf(scenario).available()).isEqualTo(Shares.ZERO);
            assertThat(scenario.refuses(new InstrumentCommand.AdjustPool("Other", shares(5), on("2020-03-01"), null)))
                    .isEqualTo(new UnknownStockPlan("Other"));
        }

        @Test
        void takes_back_what_ends_where_its_rule_says_so() {
            Scenario scenario =
                    planned(option("se_o", BEN, "600", "2020-02-01"), cancelled("se_o", "200", "2020-03-01"));
            assertThat(planOf(scenario).available()).isEqualTo(shares(600));
        }

        @Test
        void keeps_out_what_ends_where_it_retires_it() {
            for (CancellationRule rule : List.of(CancellationRule.RETIRE, CancellationRule.HOLD_AS_CAPITAL_STOCK)) {
                Scenario scenario = plannedWith(
                        rule, option("se_o", BEN, "600", "2020-02-01"), cancelled("se_o", null, "2020-03-01"));
                assertThat(planOf(scenario).available()).isEqualTo(shares(400));
                assertThat(planOf(scenario).withheldInAll()).isEqualTo(shares(600));
            }
        }

        @Test
        void follows_each_grant_where_it_leaves_the_rule_to_it() {
            GrantEquityCompensation own = new GrantEquityCompensation(
                    se("se_o"),
                    BEN,
                    Compensation.OPTION,
                    PLAN,
                    "Common",
                    shares(100),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    CancellationRule.RETURN_TO_POOL,
                    on("2020-02-01"),
                    null);
            Scenario scenario = plannedWith(
                    CancellationRule.DEFINED_PER_PLAN_SECURITY,
                    own,
                    option("se_p", BEN, "100", "2020-02-01"),
                    cancelled("se_o", null, "2020-03-01"),
                    cancelled("se_p", null, "2020-03-01"));
            assertThat(planOf(scenario).available()).isEqualTo(shares(900));
        }

        @Test
        void gets_back_what_had_stayed_out_and_no_more() {
            Scenario scenario =
                    plannedWith(null, option("se_o", BEN, "600", "2020-02-01"), cancelled("se_o", "200", "2020-03-01"));
            assertThat(planOf(scenario).available()).isEqualTo(shares(400));
            assertThat(scenario.refuses(giveBack("se_o", "201", "2020-04-01")))
                    .isEqualTo(new MoreThanWithheld(PLAN, se("se_o"), shares(200), shares(201)));
            scenario.and(giveBack("se_o", "150", "2020-04-01"));
            assertThat(planOf(scenario).available()).isEqualTo(shares(550));
        }

        @Test
        void issues_its_own_classes_and_names_one_of_several() {
            assertThat(planned().refuses(inClass("Seed")))
                    .isEqualTo(new ClassNotInPlan(PLAN, "Seed", List.of("Common")));
            Scenario several = planned(new InstrumentCommand.AdoptStockPlan(
                    "Two", List.of("Common", "Seed"), shares(10), null, on("2020-01-03"), null));
            assertThat(several.refuses(inPlan("Two"))).isEqualTo(new ClassNotNamed("Two", List.of("Common", "Seed")));
            assertThat(several.refuses(inPlan("None"))).isEqualTo(new UnknownStockPlan("None"));
        }

        private static GrantEquityCompensation inClass(String shareClass) {
            return granted(PLAN, shareClass);
        }

        private static GrantEquityCompensation inPlan(String plan) {
            return granted(plan, null);
        }

        private static GrantEquityCompensation granted(String plan, @Nullable String shareClass) {
            return new GrantEquityCompensation(
                    null,
                    BEN,
                    Compensation.OPTION,
                    plan,
                    shareClass,
                    shares(1),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    on("2020-02-01"),
                    null);
        }

        @Test
        void is_split_with_its_class() {
            Scenario scenario = planned(
                    vested("se_o", BEN, "600", "2020-02-01"),
                    exercise("se_o", "100", "se_s", "2020-03-01"),
                    split("2:1", "2020-04-01", "Common"));
            assertThat(planOf(scenario).reserved()).isEqualTo(shares(2000));
            assertThat(planOf(scenario).granted()).isEqualTo(shares(1000));
            assertThat(planOf(scenario).issued()).isEqualTo(shares(200));
            Grant grant = (Grant) scenario.head().instruments().outstanding().get(se("se_o"));
            assertThat(grant.strike()).contains(Fraction.of(1, 2));
        }

        @Test
        void that_is_used_up_is_not_overdrawn_by_the_fractions_of_a_consolidation() {
            Scenario scenario = planned(
                    option("se_o", BEN, "333", "2020-02-01"),
                    option("se_p", BEN, "667", "2020-02-01"),
                    split("1:2", "2020-04-01", "Common"));
            assertThat(planOf(scenario).granted()).isEqualTo(shares(166 + 333));
            assertThat(planOf(scenario).available()).isEqualTo(shares(1));
        }
    }

    @Nested
    class An_option {
        @Test
        void becomes_shares_for_its_price() {
            EquityCompensationExercised exercised = planned(vested("se_o", BEN, "600", "2020-02-01"))
                    .fact(EquityCompensationExercised.class, exercise("se_o", "250", "se_s", "2020-03-01"));
            assertThat(exercised.issued()).isEqualTo(shares(250));
            assertThat(exercised.paid()).isEqualTo(usd("250"));
            assertThat(exercised.holder()).isEqualTo(BEN);
        }

        @Test
        void leaves_a_balance_that_goes_back_to_its_issuance() {
            Scenario scenario = planned(
                    vested("se_o", BEN, "600", "2020-02-01"),
                    exercise("se_o", "250", "se_s", "2020-03-01"),
                    pass("se_o", FUND, "50", "se_p", "2020-04-01"));
            assertThat(left(scenario, "se_o")).isEqualTo(shares(300));
            assertThat(scenario.head().shares().held(BEN, "Common")).isEqualTo(shares(250));
            Instrument passed = scenario.head().instruments().outstanding().get(se("se_p"));
            assertThat(passed.origin()).isEqualTo(se("se_o"));
            assertThat(passed.holder()).isEqualTo(FUND);
        }

        @Test
        void is_not_exercised_twice() {
            Scenario scenario =
                    planned(vested("se_o", BEN, "600", "2020-02-01"), exercise("se_o", "400", "se_s", "2020-03-01"));
            assertThat(scenario.refuses(exercise("se_o", "201", "se_t", "2020-03-02")))
                    .isEqualTo(new MoreThanLeft(se("se_o"), shares(200), shares(201), day("2020-03-02")));
            assertThat(scenario.refuses(exercise("se_o", "200", "se_s", "2020-03-02")))
                    .isEqualTo(new IdTaken("se_s"));
            scenario.and(exercise("se_o", "200", "se_t", "2020-03-02"));
            assertThat(scenario.refuses(exercise("se_o", "1", "se_u", "2020-03-03")))
                    .isEqualTo(new UnknownInstrument(se("se_o")));
        }

        @Test
        void is_exercised_as_far_as_it_is_vested() {
            Scenario scenario = planned(option("se_o", BEN, "480", "2020-02-01"), started("se_o", "2020-02-01"));
            assertThat(vestedOn(scenario, "se_o", "2021-01-31")).isEqualTo(Shares.ZERO);
            assertThat(vestedOn(scenario, "se_o", "2021-02-01")).isEqualTo(shares(120));
            assertThat(vestedOn(scenario, "se_o", "2021-03-01")).isEqualTo(shares(130));
            assertThat(vestedOn(scenario, "se_o", "2024-02-01")).isEqualTo(shares(480));
            assertThat(scenario.refuses(exercise("se_o", "131", "se_s", "2021-03-01")))
                    .isEqualTo(
                            new MoreThanVested(se("se_o"), shares(130), shares(480), shares(131), day("2021-03-01")));
            scenario.and(exercise("se_o", "130", "se_s", "2021-03-01"));
            assertThat(vestedOn(scenario, "se_o", "2021-03-01")).isEqualTo(Shares.ZERO);
            assertThat(vestedOn(scenario, "se_o", "2021-04-01")).isEqualTo(shares(10));
        }

        @Test
        void vests_on_the_dates_that_are_stated_and_no_more_than_there_is() {
            Scenario scenario = planned(grant(
                    "se_o",
                    BEN,
                    Compensation.OPTION,
                    "100",
                    null,
                    List.of(vests("40", "2021-01-01"), vests("60", "2022-01-01")),
                    false,
                    null,
                    "2020-02-01"));
            assertThat(vestedOn(scenario, "se_o", "2021-06-01")).isEqualTo(shares(40));
            assertThat(scenario.refuses(grant(
                            "se_p",
                            BEN,
                            Compensation.OPTION,
                            "100",
                            null,
                            List.of(vests("101", "2021-01-01")),
                            false,
                            null,
                            "2020-02-01")))
                    .isEqualTo(new VestingsContradictQuantity(shares(101), shares(100)));
            assertThatThrownBy(() -> scenario.decide(grant(
                            "se_p",
                            BEN,
                            Compensation.OPTION,
                            "100",
                            FOUR_YEARS,
                            List.of(vests("1", "2021-01-01")),
                            false,
                            null,
                            "2020-02-01")))
                    .isInstanceOf(InvalidValue.class);
        }

        @Test
        void can_be_exercised_early_and_then_vests_as_stock() {
            Scenario scenario = planned(
                    grant("se_o", BEN, Compensation.OPTION, "480", FOUR_YEARS, List.of(), true, null, "2020-02-01"),
                    started("se_o", "2020-02-01"),
                    exercise("se_o", "200", "se_s", "2021-03-01"));
            assertThat(vestedOn(scenario, "se_s", "2021-03-01")).isEqualTo(shares(130));
            assertThat(vestedOn(scenario, "se_s", "2021-10-01")).isEqualTo(shares(200));
            assertThat(vestedOn(scenario, "se_o", "2021-10-01")).isEqualTo(Shares.ZERO);
            assertThat(vestedOn(scenario, "se_o", "2021-11-01")).isEqualTo(shares(10));
            scenario.and(repurchase("Common", BEN, "70", "2021-03-02"));
            assertThat(planOf(scenario).available()).isEqualTo(shares(1000 - 280 - 130));
        }

        @Test
        void is_exercised_net_of_its_price_where_a_share_is_worth_more() {
            Scenario scenario = planned(vested("se_o", BEN, "600", "2020-02-01"));
            EquityCompensationExercised exercised =
                    scenario.fact(EquityCompensationExercised.class, net("se_o", "100", "se_s", "3.00", "2020-03-01"));
            assertThat(exercised.issued()).isEqualTo(shares(66));
            assertThat(exercised.paid()).isNull();
            assertThat(scenario.refuses(net("se_o", "100", "se_s", "1.00", "2020-03-01")))
                    .isEqualTo(new NothingGained(se("se_o"), BigDecimal.ONE, Price.of("1", "USD")));
            scenario.and(net("se_o", "100", "se_s", "3.00", "2020-03-01"));
            assertThat(planOf(scenario).available()).isEqualTo(shares(400 + 34));
        }

        @Test
        void without_a_price_is_net_of_nothing() {
            Scenario scenario = planned(new GrantEquityCompensation(
                    se("se_o"),
                    BEN,
                    Compensation.OPTION,
                    null,
                    "Common",
                    shares(5),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    on("2020-02-01"),
                    null));
            assertThat(scenario.refuses(net("se_o", "5", "se_s", "3", "2020-03-01")))
                    .isEqualTo(new PriceNotKnown(se("se_o")));
        }

        @Test
        void is_paid_for_by_its_legs_in_its_currency() {
            Scenario scenario = planned(vested("se_o", BEN, "600", "2020-02-01"));
            assertThat(scenario.refuses(paying(cash("99")))).isInstanceOf(ConsiderationContradictsPrice.class);
            assertThat(scenario.refuses(paying(Leg.cash(Money.of("100", "EUR")))))
                    .isInstanceOf(WrongCurrency.class);
            scenario.accepts(paying(cash("100")));
        }

        private static ExerciseGrant paying(Leg leg) {
            return new ExerciseGrant(
                    se("se_o"), shares(100), null, Payment.CASH, null, List.of(leg), on("2020-03-01"), null);
        }

        @Test
        void needs_authorised_shares_when_it_is_exercised() {
            Scenario scenario = planned(
                    vested("se_o", BEN, "600", "2020-02-01"), issue("se_x", "Common", CLOUD, "5500", "2020-02-02"));
            assertThat(scenario.refuses(exercise("se_o", "501", "se_s", "2020-03-01")))
                    .isEqualTo(new OverAuthorised("Common", shares(10000), shares(9500), shares(501)));
        }

        @Test
        void lapses_after_its_last_day() {
            Scenario scenario = planned(
                    grant("se_o", BEN, Compensation.OPTION, "100", null, List.of(), false, "2021-12-31", "2020-02-01"));
            scenario.accepts(exercise("se_o", "1", "se_s", "2021-12-31"));
            assertThat(scenario.refuses(exercise("se_o", "1", "se_s", "2022-01-01")))
                    .isEqualTo(new NoLongerExercisable(se("se_o"), day("2021-12-31"), day("2022-01-01")));
            assertThat(scenario.refuses(expired("se_o", "2021-12-31")))
                    .isEqualTo(new NotExpired(se("se_o"), day("2021-12-31"), day("2021-12-31")));
            scenario.and(expired("se_o", "2022-01-01"));
            assertThat(planOf(scenario).available()).isEqualTo(shares(1000));
        }

        @Test
        void is_forfeited_where_it_has_not_vested_when_the_service_ends() {
            Scenario scenario = planned(option("se_o", BEN, "480", "2020-02-01"), started("se_o", "2020-02-01"));
            ServiceEnded ended = scenario.fact(ServiceEnded.class, leaves(BEN, "2021-03-15"));
            assertThat(ended.forfeited()).containsExactly(new GrantEvent.Forfeit(se("se_o"), shares(350)));
            scenario.and(leaves(BEN, "2021-03-15"));
            assertThat(planOf(scenario).available()).isEqualTo(shares(870));
            assertThat(vestedOn(scenario, "se_o", "2030-01-01")).isEqualTo(shares(130));
            scenario.accepts(exercise("se_o", "130", "se_s", "2021-06-15"));
            assertThat(scenario.refuses(exercise("se_o", "130", "se_s", "2021-06-16")))
                    .isEqualTo(new NoLongerExercisable(se("se_o"), day("2021-06-15"), day("2021-06-16")));
            assertThat(scenario.refuses(leaves(CLOUD, "2021-03-15")))
                    .isEqualTo(new HoldsNoGrants(CLOUD, day("2021-03-15")));
        }

        @Test
        void vests_further_when_it_is_accelerated_and_never_beyond_the_whole() {
            Scenario scenario = planned(
                    option("se_o", BEN, "480", "2020-02-01"),
                    started("se_o", "2020-02-01"),
                    accelerated("se_o", "100", "2021-03-01"));
            assertThat(vestedOn(scenario, "se_o", "2021-03-01")).isEqualTo(shares(230));
            assertThat(vestedOn(scenario, "se_o", "2024-01-31")).isEqualTo(shares(480));
            assertThat(scenario.refuses(accelerated("se_o", "251", "2021-03-01")))
                    .isEqualTo(new MoreThanUnvested(se("se_o"), shares(250), shares(251), day("2021-03-01")));
        }

        @Test
        void keeps_its_vesting_through_a_split_and_a_transfer() {
            Scenario scenario = planned(
                    option("se_o", BEN, "480", "2020-02-01"),
                    started("se_o", "2020-02-01"),
                    split("2:1", "2020-06-01", "Common"),
                    pass("se_o", FUND, "240", "se_p", "2020-07-01"));
            assertThat(vestedOn(scenario, "se_o", "2021-03-01")).isEqualTo(shares(195));
            assertThat(vestedOn(scenario, "se_p", "2021-03-01")).isEqualTo(shares(65));
            assertThat(vestedOn(scenario, "se_p", "2024-02-01")).isEqualTo(shares(240));
        }

        @Test
        void is_not_stock_and_no_other_instrument() {
            Scenario scenario = planned(vested("se_o", BEN, "6", "2020-02-01"));
            assertThat(scenario.refuses(release("se_o", "1", null, "se_s", "2020-03-01")))
                    .isEqualTo(new NotOfThatKind(se("se_o"), "OPTION", "release"));
            assertThat(scenario.refuses(converts("se_o", null, "1", "se_s", "2020-03-01")))
                    .isEqualTo(new NotOfThatKind(se("se_o"), "OPTION", "conversion"));
            assertThat(scenario.refuses(exerciseWarrant("se_o", "1", "se_s", "2020-03-01")))
                    .isEqualTo(new NotOfThatKind(se("se_o"), "OPTION", "exercise"));
        }

        @Test
        void granted_before_what_is_recorded_of_it_stays() {
            Scenario scenario =
                    planned(vested("se_o", BEN, "600", "2020-02-01"), exercise("se_o", "600", "se_s", "2020-03-01"));
            assertThat(scenario.refuses(cancelled("se_o", "1", "2020-02-15")))
                    .isInstanceOfSatisfying(
                            BreaksLaterEvent.class,
                            broken -> assertThat(broken.rule()).isEqualTo("more-than-left"));
            assertThat(scenario.refuses(exercise("se_o", "1", "se_t", "2020-01-15")))
                    .isEqualTo(new UnknownInstrument(se("se_o")));
        }
    }

    @Nested
    class Units_and_appreciation_rights {
        @Test
        void units_are_released_as_shares_some_kept_back_for_tax() {
            Scenario scenario = planned(
                    grant("se_u", BEN, Compensation.RSU, "100", null, List.of(), false, null, "2020-02-01"),
                    release("se_u", "100", "60", "se_s", "2020-03-01"));
            assertThat(scenario.head().shares().held(BEN, "Common")).isEqualTo(shares(60));
            assertThat(planOf(scenario).issued()).isEqualTo(shares(60));
            assertThat(planOf(scenario).available()).isEqualTo(shares(940));
            assertThat(planned(grant("se_u", BEN, Compensation.RSU, "100", null, List.of(), false, null, "2020-02-01"))
                            .refuses(exercise("se_u", "1", "se_s", "2020-03-01")))
                    .isEqualTo(new NotOfThatKind(se("se_u"), "RSU", "exercise"));
        }

        @Test
        void a_right_settled_in_cash_issues_nothing() {
            Scenario scenario =
                    planned(grant("se_c", BEN, Compensation.CSAR, "100", null, List.of(), false, null, "2020-02-01"));
            ExerciseGrant exercise = new ExerciseGrant(
                    se("se_c"), shares(100), null, null, Price.of("3.25", "USD"), null, on("2020-03-01"), null);
            EquityCompensationExercised exercised = scenario.fact(EquityCompensationExercised.class, exercise);
            assertThat(exercised.cash()).isEqualTo(usd("225"));
            assertThat(exercised.newSecurity()).isNull();
            scenario.and(exercise);
            assertThat(scenario.head().shares().held(BEN, "Common")).isEqualTo(Shares.ZERO);
            assertThat(planOf(scenario).available()).isEqualTo(shares(1000));
        }

        @Test
        void a_right_settled_in_stock_issues_its_appreciation() {
            EquityCompensationExercised exercised = planned(
                            grant("se_r", BEN, Compensation.SSAR, "100", null, List.of(), false, null, "2020-02-01"))
                    .fact(EquityCompensationExercised.class, net("se_r", "100", "se_s", "4.00", "2020-03-01"));
            assertThat(exercised.issued()).isEqualTo(shares(75));
        }
    }

    @Nested
    class Restricted_stock {
        @Test
        void is_issued_from_the_pool_and_vests() {
            Scenario scenario = planned(restricted("400"), started("se_r", "2020-02-01"));
            assertThat(planOf(scenario).issued()).isEqualTo(shares(400));
            assertThat(vestedOn(scenario, "se_r", "2021-02-01")).isEqualTo(shares(100));
            assertThat(scenario.refuses(restricted("601"))).isInstanceOf(IdTaken.class);
        }

        @Test
        void does_not_overdraw_the_pool() {
            assertThat(planned().refuses(restricted("1001")))
                    .isEqualTo(new PoolExhausted(PLAN, shares(1000), Shares.ZERO, shares(1001)));
        }

        @Test
        void goes_back_to_the_pool_when_it_is_repurchased() {
            Scenario scenario = planned(
                    restricted("400"), started("se_r", "2020-02-01"), repurchase("Common", BEN, "300", "2021-02-01"));
            assertThat(planOf(scenario).available()).isEqualTo(shares(900));
            assertThat(vestedOn(scenario, "se_r", "2021-02-01")).isEqualTo(shares(100));
        }

        @Test
        void takes_its_vesting_along_when_it_passes_on() {
            Scenario scenario =
                    planned(restricted("400"), started("se_r", "2020-02-01"), transfer(BEN, FUND, "100", "2020-03-01"));
            assertThat(vestedOn(scenario, "se_r", "2021-02-01")).isEqualTo(shares(75));
        }

        @Test
        void goes_on_vesting_in_the_hands_of_an_acquirer() {
            Scenario scenario = planned(
                    restricted("400"),
                    started("se_r", "2020-02-01"),
                    new AcquireCompany(
                            FUND, null, Map.of("Common", Price.of("3", "USD")), on("2020-06-01"), null, null));
            CompanyAcquired acquired =
                    (CompanyAcquired) scenario.timeline().facts().getLast().fact();
            SecurityId restricted = acquired.acquired().stream()
                    .filter(lot -> lot.security().equals(se("se_r")))
                    .findFirst()
                    .orElseThrow()
                    .newSecurity();
            assertThat(vestedOn(scenario, restricted.value(), "2021-01-31")).isEqualTo(Shares.ZERO);
            assertThat(vestedOn(scenario, restricted.value(), "2021-02-01")).isEqualTo(shares(100));
            assertThat(planOf(scenario).issued()).isEqualTo(shares(400));
        }

        @Test
        void of_a_preferred_class_goes_on_vesting_as_what_a_listing_makes_of_it() {
            Scenario scenario = planned(
                    new AmendShareClass("Seed", null, null, null, null, null, Ratio.of("2:1"), on("2020-01-03"), null),
                    restricted("Seed", null, "400"),
                    started("se_r", "2020-02-01"));
            CompanyListed listed =
                    one(scenario.record(new ListCompany("X", "ACME", "Common", null, on("2020-06-01"), null, null)));
            SecurityId became = listed.conversions().getFirst().newSecurity();
            assertThat(scenario.head().securities().get(became).quantity()).isEqualTo(shares(800));
            assertThat(vestedOn(scenario, became.value(), "2021-01-31")).isEqualTo(Shares.ZERO);
            assertThat(vestedOn(scenario, became.value(), "2021-02-01")).isEqualTo(shares(200));
        }

        private static CompanyListed one(Accepted<CompanyEvent> accepted) {
            return (CompanyListed) accepted.facts().getFirst();
        }

        private static IssueShares restricted(String quantity) {
            return restricted("Common", PLAN, quantity);
        }

        private static IssueShares restricted(String shareClass, @Nullable String plan, String quantity) {
            return new IssueShares(
                    se("se_r"),
                    shareClass,
                    BEN,
                    Shares.of(quantity),
                    null,
                    null,
                    new Restriction(plan, FOUR_YEARS, List.of()),
                    on("2020-02-01"),
                    null);
        }
    }

    @Nested
    class Vesting_terms {
        @Test
        void are_defined_once_and_hang_together() {
            assertThat(planned().refuses(Awards.fourYears())).isEqualTo(new VestingTermsExist(FOUR_YEARS));
            assertThatThrownBy(() -> planned().decide(terms(start("a", "b")))).isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> planned().decide(terms(start("a"), start("a"))))
                    .isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> planned().decide(terms())).isInstanceOf(InvalidValue.class);
        }

        private static DefineVestingTerms terms(VestingEvent.Condition... conditions) {
            return new DefineVestingTerms(
                    "T", null, Allocation.FRACTIONAL, List.of(conditions), on("2020-01-02"), null);
        }

        @Test
        void are_known_when_they_are_granted() {
            assertThat(planned()
                            .refuses(grant(
                                    "se_o",
                                    BEN,
                                    Compensation.OPTION,
                                    "1",
                                    "None",
                                    List.of(),
                                    false,
                                    null,
                                    "2020-02-01")))
                    .isEqualTo(new UnknownVestingTerms("None"));
        }

        @Test
        void start_once_by_a_condition_of_their_own() {
            Scenario scenario = planned(option("se_o", BEN, "480", "2020-02-01"));
            assertThat(scenario.refuses(new StartVesting(se("se_o"), "cliff", on("2020-02-01"), null)))
                    .isEqualTo(new UnknownVestingCondition(FOUR_YEARS, "cliff", List.of("start")));
            scenario.and(started("se_o", "2020-02-01"));
            assertThat(scenario.refuses(started("se_o", "2020-03-01")))
                    .isEqualTo(new ConditionMetAlready(se("se_o"), "start", day("2020-02-01")));
            assertThat(scenario.refuses(new RecordVestingEvent(se("se_amy"), "start", on("2020-02-01"), null)))
                    .isEqualTo(new DoesNotVest(se("se_amy")));
        }

        @Test
        void are_followed_to_whichever_condition_is_met_first() {
            DefineVestingTerms saleOrNothing = new DefineVestingTerms(
                    "Sale",
                    null,
                    Allocation.FRACTIONAL,
                    List.of(
                            start("start", "late", "sale"),
                            Awards.monthly("late", "0", 36, 1, "start"),
                            new VestingEvent.Condition(
                                    "sale",
                                    null,
                                    null,
                                    shares(100),
                                    new VestingEvent.Trigger(VestingEvent.TriggerKind.VESTING_EVENT, null, null, null),
                                    null,
                                    List.of())),
                    on("2020-01-02"),
                    null);
            CompanyCommand granted =
                    grant("se_o", BEN, Compensation.OPTION, "100", "Sale", List.of(), false, null, "2020-02-01");
            Scenario sold = planned(
                    saleOrNothing,
                    granted,
                    started("se_o", "2020-02-01"),
                    new RecordVestingEvent(se("se_o"), "sale", on("2023-01-31"), null));
            assertThat(vestedOn(sold, "se_o", "2023-01-31")).isEqualTo(shares(100));
            Scenario late = planned(
                    saleOrNothing,
                    granted,
                    started("se_o", "2020-02-01"),
                    new RecordVestingEvent(se("se_o"), "sale", on("2023-02-02"), null));
            assertThat(vestedOn(late, "se_o", "2025-01-31")).isEqualTo(Shares.ZERO);
        }
    }

    @Nested
    class A_convertible {
        @Test
        void becomes_shares_by_its_trigger_and_leaves_what_is_not_converted() {
            Scenario scenario = planned(
                    safe("se_safe", "100", "1000", false, "2020-02-01"),
                    converts("se_safe", "40", "80", "se_s", "2020-03-01"));
            assertThat(scenario.head().shares().held(FUND, "Seed")).isEqualTo(shares(80));
            Convertible left =
                    (Convertible) scenario.head().instruments().outstanding().get(se("se_safe"));
            assertThat(left.amount()).isEqualTo(usd("60"));
            assertThat(scenario.refuses(converts("se_safe", "61", "80", "se_t", "2020-03-02")))
                    .isEqualTo(new MoreThanOwed(se("se_safe"), usd("60"), usd("61"), day("2020-03-02")));
            scenario.and(converts("se_safe", null, "120", "se_t", "2020-03-02"));
            assertThat(scenario.refuses(converts("se_safe", null, "1", "se_u", "2020-03-02")))
                    .isEqualTo(new UnknownInstrument(se("se_safe")));
        }

        @Test
        void does_not_convert_without_a_trigger_of_its_own() {
            assertThat(planned(safe("se_safe", "100", "1000", false, "2020-02-01"))
                            .refuses(by("sale", "Seed", null)))
                    .isEqualTo(new UnknownTrigger(se("se_safe"), "sale", List.of("financing")));
            assertThat(planned(safe("se_safe", "100", "1000", false, "2020-02-01"))
                            .refuses(by("financing", null, null)))
                    .isEqualTo(new IntoNoClass(se("se_safe")));
        }

        @Test
        void records_the_calculation_and_holds_the_quantity_to_its_price() {
            Scenario scenario = planned(safe("se_safe", "100", "1000", false, "2020-02-01"));
            Calculation calculation = new Calculation(
                    "post-money-safe", 1, Price.of("0.30", "USD"), "CAP", null, Map.of("capitalisation", "3333"));
            ConvertibleConverted converted =
                    scenario.fact(ConvertibleConverted.class, by("financing", "Seed", calculation));
            assertThat(converted.calculation()).isEqualTo(calculation);
            Calculation other = new Calculation("post-money-safe", 1, Price.of("0.20", "USD"), "CAP", null, Map.of());
            assertThat(scenario.refuses(by("financing", "Seed", other)))
                    .isEqualTo(new QuantityContradictsPrice(
                            se("se_safe"), usd("100"), Price.of("0.2", "USD"), shares(500), shares(333)));
        }

        private static ConvertConvertible by(
                String trigger, @Nullable String shareClass, @Nullable Calculation calculation) {
            return new ConvertConvertible(
                    se("se_safe"),
                    trigger,
                    null,
                    null,
                    shareClass,
                    null,
                    shares(333),
                    calculation,
                    null,
                    on("2020-03-01"),
                    null);
        }

        @Test
        void converts_when_its_date_has_come_and_into_its_class() {
            Scenario scenario = planned(new IssueConvertible(
                    se("se_safe"),
                    FUND,
                    ConvertibleKind.NOTE,
                    usd("100"),
                    List.of(cash("100")),
                    List.of(
                            ranged("financing", "2020-06-01", "2020-12-31"),
                            trigger("other", "Common", Mechanism.safe(null, null, false, null))),
                    null,
                    null,
                    day("2022-01-01"),
                    on("2020-02-01"),
                    null));
            assertThat(scenario.refuses(converts("se_safe", null, "10", "se_s", "2020-05-31")))
                    .isEqualTo(new TriggerNotOpen(
                            se("se_safe"), "financing", day("2020-06-01"), day("2020-12-31"), day("2020-05-31")));
            scenario.accepts(converts("se_safe", null, "10", "se_s", "2020-06-01"));
            assertThat(scenario.refuses(by("other", "Seed", null)))
                    .isEqualTo(new IntoAnotherClass(se("se_safe"), "Common", "Seed"));
            scenario.accepts(by("other", null, null));
        }

        private static ConversionTrigger ranged(String id, String from, String until) {
            return new ConversionTrigger(
                    id,
                    ConversionTrigger.Kind.ELECTIVE_IN_RANGE,
                    null,
                    null,
                    null,
                    null,
                    LocalDate.parse(from),
                    LocalDate.parse(until),
                    new Right(Mechanism.safe(null, null, false, null), null, null));
        }

        @Test
        void is_paid_by_its_legs_and_names_each_trigger_once() {
            assertThat(planned().refuses(of(List.of(cash("99")), "a")))
                    .isInstanceOf(ConsiderationContradictsPrice.class);
            assertThat(planned().refuses(of(List.of(), "a", "a"))).isEqualTo(new DuplicateTrigger("a"));
            assertThatThrownBy(() -> planned().decide(of(List.of()))).isInstanceOf(InvalidValue.class);
        }

        private static IssueConvertible of(List<Leg> legs, String... triggers) {
            return new IssueConvertible(
                    se("se_c"),
                    FUND,
                    ConvertibleKind.CONVERTIBLE_SECURITY,
                    usd("100"),
                    legs,
                    List.of(triggers).stream()
                            .map(id -> trigger(id, null, Mechanism.safe(null, null, false, null)))
                            .toList(),
                    null,
                    null,
                    null,
                    on("2020-02-01"),
                    null);
        }

        @Test
        void takes_the_terms_of_a_later_one_by_its_most_favoured_clause() {
            Scenario scenario = planned(
                    safe("se_first", "100", "9000", false, "2020-01-15"),
                    safe("se_mfn", "100", null, true, "2020-02-01"),
                    safe("se_cap", "100", "1000", false, "2020-03-01"));
            assertThat(scenario.refuses(elects("se_cap", "se_mfn", "2020-04-01")))
                    .isEqualTo(new NotMostFavoured(se("se_cap")));
            assertThat(scenario.refuses(elects("se_mfn", "se_first", "2020-04-01")))
                    .isEqualTo(new TermsOfEarlier(se("se_mfn"), se("se_first"), day("2020-01-15")));
            scenario.and(elects("se_mfn", "se_cap", "2020-04-01"));
            Convertible elected =
                    (Convertible) scenario.head().instruments().outstanding().get(se("se_mfn"));
            assertThat(elected.triggers().getFirst().right().mechanism().cap()).isEqualTo(usd("1000"));
            assertThat(elected.termsOf()).isEqualTo(se("se_cap"));
        }

        @Test
        void does_not_take_terms_in_a_circle() {
            Scenario scenario = planned(
                    safe("se_a", "100", null, true, "2020-02-01"),
                    safe("se_b", "100", null, true, "2020-02-01"),
                    elects("se_a", "se_b", "2020-04-01"));
            assertThat(scenario.refuses(elects("se_b", "se_a", "2020-04-02")))
                    .isEqualTo(new CircularElection(se("se_b"), se("se_a"), List.of(se("se_a"), se("se_b"))));
            assertThat(scenario.refuses(elects("se_b", "se_b", "2020-04-02"))).isInstanceOf(CircularElection.class);
        }

        @Test
        void is_amended_in_what_is_given_and_not_to_what_it_is() {
            Scenario scenario = planned(safe("se_safe", "100", "1000", false, "2020-02-01"));
            assertThat(scenario.refuses(
                            new AmendConvertible(se("se_safe"), null, null, 1, null, on("2020-03-01"), null)))
                    .isEqualTo(new AmendsNothing("se_safe"));
            scenario.and(
                    new AmendConvertible(se("se_safe"), null, null, null, day("2023-01-01"), on("2020-03-01"), null));
            Convertible after =
                    (Convertible) scenario.head().instruments().outstanding().get(se("se_safe"));
            assertThat(after.maturesOn()).isEqualTo(day("2023-01-01"));
            assertThat(after.seniority()).isEqualTo(1);
        }

        @Test
        void has_terms_that_can_be_calculated_with() {
            assertThatThrownBy(() -> Mechanism.safe(null, BigDecimal.ONE, false, null))
                    .isInstanceOfSatisfying(
                            InvalidValue.class,
                            invalid -> assertThat(invalid.field()).isEqualTo("discount"));
            assertThatThrownBy(() -> Ratio.of("0:1")).isInstanceOf(InvalidValue.class);
            assertThat(MechanismKind.values()).hasSize(8);
        }
    }

    @Nested
    class A_warrant {
        @Test
        void becomes_shares_as_far_as_it_goes() {
            Scenario scenario =
                    planned(warrant("se_w", "100", "2020-02-01"), exerciseWarrant("se_w", "60", "se_s", "2020-03-01"));
            assertThat(scenario.head().shares().held(FUND, "Common")).isEqualTo(shares(60));
            assertThat(left(scenario, "se_w")).isEqualTo(shares(40));
            assertThat(scenario.refuses(exerciseWarrant("se_w", "41", "se_t", "2020-03-02")))
                    .isEqualTo(new MoreThanLeft(se("se_w"), shares(40), shares(41), day("2020-03-02")));
            assertThat(scenario.refuses(exerciseWarrant("se_w", "40", "se_t", "2025-01-01")))
                    .isEqualTo(new NoLongerExercisable(se("se_w"), day("2024-12-31"), day("2025-01-01")));
        }

        @Test
        void whose_quantity_nobody_knows_is_exercised_for_the_one_that_is_named() {
            Scenario scenario = planned(warrant("se_w", null, "2020-02-01"));
            assertThat(scenario.refuses(exerciseWarrant("se_w", null, "se_s", "2020-03-01")))
                    .isEqualTo(new QuantityNotKnown(se("se_w")));
            scenario.and(exerciseWarrant("se_w", "60", "se_s", "2020-03-01"));
            assertThat(scenario.head().instruments().outstanding()).isEmpty();
        }

        @Test
        void follows_a_split_of_its_class() {
            Scenario scenario = planned(warrant("se_w", "100", "2020-02-01"), split("2:1", "2020-03-01", "Common"));
            assertThat(left(scenario, "se_w")).isEqualTo(shares(200));
            assertThat(((Warrant) scenario.head().instruments().outstanding().get(se("se_w"))).strike())
                    .contains(Fraction.ONE);
        }

        @Test
        void into_a_class_of_a_later_round_names_it_when_it_is_exercised() {
            IssueWarrant open = new IssueWarrant(
                    se("se_w"),
                    FUND,
                    null,
                    shares(5),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    on("2020-02-01"),
                    null);
            Scenario scenario = planned(open);
            assertThat(scenario.refuses(exerciseWarrant("se_w", "5", "se_s", "2020-03-01")))
                    .isEqualTo(new IntoNoClass(se("se_w")));
            scenario.accepts(new ExerciseWarrant(
                    se("se_w"), null, null, null, null, "Seed", null, null, on("2020-03-01"), null));
        }
    }

    @Nested
    class Any_security {
        @Test
        void is_accepted_once_and_not_retracted_after() {
            Scenario scenario = planned(
                    option("se_o", BEN, "10", "2020-02-01"),
                    accepted("se_o", "2020-02-02"),
                    accepted("se_amy", "2020-02-02"));
            assertThat(scenario.refuses(accepted("se_o", "2020-02-03"))).isEqualTo(new AcceptedAlready(se("se_o")));
            assertThat(scenario.refuses(retract("se_o"))).isEqualTo(new AcceptedAlready(se("se_o")));
            assertThat(scenario.refuses(retract("se_amy"))).isEqualTo(new AcceptedAlready(se("se_amy")));
        }

        @Test
        void is_retracted_whole_while_nothing_was_taken_of_it() {
            Scenario scenario = planned(
                    option("se_o", BEN, "10", "2020-02-01"),
                    safe("se_safe", "100", null, false, "2020-02-01"),
                    warrant("se_w", "10", "2020-02-01"),
                    retract("se_o"),
                    retract("se_safe"));
            assertThat(scenario.head().instruments().outstanding()).containsOnlyKeys(se("se_w"));
            assertThat(planOf(scenario).available()).isEqualTo(shares(1000));
            scenario.and(cancelled("se_w", "1", "2020-02-02"));
            assertThat(scenario.refuses(retract("se_w"))).isEqualTo(new NotAsIssued(se("se_w"), shares(9)));
        }

        private static RetractIssuance retract(String security) {
            return new RetractIssuance(se(security), "never accepted", on("2020-02-03"), null);
        }

        @Test
        void passes_to_another_holder_whole_or_in_part() {
            Scenario scenario = planned(
                    safe("se_safe", "100", null, false, "2020-02-01"),
                    pass("se_safe", BEN, null, "se_p", "2020-03-01"));
            assertThat(scenario.head().instruments().outstanding()).containsOnlyKeys(se("se_p"));
            assertThat(scenario.refuses(pass("se_p", BEN, null, "se_q", "2020-03-02")))
                    .isEqualTo(new TransferToSelf(BEN));
            Refusal gone = scenario.refuses(pass("se_safe", CLOUD, null, "se_q", "2020-03-02"));
            assertThat(gone).isEqualTo(new UnknownInstrument(se("se_safe")));
        }

        @Test
        void ends_with_the_company() {
            Scenario scenario = planned(
                    option("se_o", BEN, "10", "2020-02-01"),
                    safe("se_safe", "100", null, false, "2020-02-01"),
                    new CompanyCommand.DissolveCompany(on("2021-01-01"), null, null));
            assertThat(scenario.head().instruments().outstanding()).isEmpty();
            assertThat(planOf(scenario).granted()).isEqualTo(Shares.ZERO);
        }
    }

    @Nested
    class Shares_that_become_other_shares {
        @Test
        void are_converted_at_the_ratio_of_their_class() {
            Scenario scenario = planned(
                    issue("se_seed", "Seed", FUND, "100", "2020-02-01"),
                    new CompanyCommand.AmendShareClass(
                            "Seed", null, null, null, null, null, Ratio.of("3:2"), on("2020-02-02"), null),
                    convertShares("se_seed", "33", "Common", "se_c", "2020-03-01"));
            assertThat(scenario.head().shares().held(FUND, "Common")).isEqualTo(shares(49));
            assertThat(scenario.head().shares().held(FUND, "Seed")).isEqualTo(shares(67));
            assertThat(scenario.refuses(convertShares("se_seed", "1", "Seed", "se_d", "2020-03-02")))
                    .isEqualTo(new ConvertsIntoItself(se("se_seed"), "Seed"));
            assertThat(scenario.refuses(convertShares("se_seed", "1", "None", "se_d", "2020-03-02")))
                    .isEqualTo(new UnknownShareClass("None"));
        }

        @Test
        void are_issued_anew_whole_and_keep_their_vesting() {
            Scenario scenario = planned(new IssueShares(
                    se("se_r"),
                    "Common",
                    BEN,
                    shares(400),
                    null,
                    null,
                    new Restriction(PLAN, FOUR_YEARS, List.of()),
                    on("2020-02-01"),
                    null));
            assertThat(scenario.refuses(reissue("se_r", "2020-03-01", anew("se_s", "100"))))
                    .isEqualTo(new LotsContradictSecurity(se("se_r"), shares(400), shares(100)));
            scenario.and(
                    started("se_r", "2020-02-01"),
                    reissue("se_r", "2020-03-01", anew("se_s", "100"), anew("se_t", "300")));
            assertThat(scenario.head().securities()).doesNotContainKey(se("se_r"));
            assertThat(vestedOn(scenario, "se_s", "2021-02-01")).isEqualTo(shares(25));
            assertThat(vestedOn(scenario, "se_t", "2021-02-01")).isEqualTo(shares(75));
        }

        @Test
        void are_within_what_the_company_may_issue_when_that_is_adjusted() {
            assertThat(planned()
                            .refuses(new InstrumentCommand.AdjustTotalAuthorised(shares(3999), on("2020-03-01"), null)))
                    .isEqualTo(new TotalBelowOutstanding(shares(3999), shares(4000)));
        }

        @Test
        void have_particulars_like_anything_else_that_is_there() {
            Scenario scenario = planned();
            for (String about : List.of("se_amy", "Common", PLAN, FOUR_YEARS, "co_acme")) {
                scenario.accepts(particulars(about, "2020-03-01"));
            }
            assertThat(scenario.refuses(particulars("se_none", "2020-03-01"))).isEqualTo(new UnknownSubject("se_none"));
        }
    }

    /** Whoever adds a refusal writes the sentence in which it is expected. */
    @Test
    void each_refusal_is_expected_in_a_sentence_above() throws IOException {
        String sentences = Files.readString(Path.of("src/test/java/io/dealledger/company/InstrumentsTest.java"));
        assertThat(InstrumentRefusal.class.getPermittedSubclasses())
                .allMatch(type -> Pattern.compile(
                                "(new " + type.getSimpleName() + "\\(|\\(" + type.getSimpleName() + "\\.class)")
                        .matcher(sentences)
                        .find());
    }
}
