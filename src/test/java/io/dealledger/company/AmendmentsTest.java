package io.dealledger.company;

import static io.dealledger.company.Deals.AMY;
import static io.dealledger.company.Deals.BEN;
import static io.dealledger.company.Deals.FUND;
import static io.dealledger.company.Deals.cash;
import static io.dealledger.company.Deals.close;
import static io.dealledger.company.Deals.commit;
import static io.dealledger.company.Deals.common;
import static io.dealledger.company.Deals.issue;
import static io.dealledger.company.Deals.on;
import static io.dealledger.company.Deals.open;
import static io.dealledger.company.Deals.preferred;
import static io.dealledger.company.Deals.price;
import static io.dealledger.company.Deals.register;
import static io.dealledger.company.Deals.repurchase;
import static io.dealledger.company.Deals.round;
import static io.dealledger.company.Deals.se;
import static io.dealledger.company.Deals.shares;
import static io.dealledger.company.Deals.split;
import static io.dealledger.company.Deals.transfer;
import static io.dealledger.company.Deals.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealledger.company.CompanyCommand.AmendCommitment;
import io.dealledger.company.CompanyCommand.AmendRoundPrice;
import io.dealledger.company.CompanyCommand.AmendShareClass;
import io.dealledger.company.CompanyCommand.AuthoriseShareClass;
import io.dealledger.company.CompanyCommand.DelistCompany;
import io.dealledger.company.CompanyCommand.EndRight;
import io.dealledger.company.CompanyCommand.GrantRight;
import io.dealledger.company.CompanyCommand.ListCompany;
import io.dealledger.company.CompanyCommand.RetractIssuance;
import io.dealledger.company.CompanyCommand.WithdrawCommitment;
import io.dealledger.company.CompanyRefusal.AmendsNothing;
import io.dealledger.company.CompanyRefusal.CapMissing;
import io.dealledger.company.CompanyRefusal.CommittedLessThanPaid;
import io.dealledger.company.CompanyRefusal.NoCommitment;
import io.dealledger.company.CompanyRefusal.NoPriceToAmend;
import io.dealledger.company.CompanyRefusal.NoSuchRight;
import io.dealledger.company.CompanyRefusal.NotAsIssued;
import io.dealledger.company.CompanyRefusal.NotCapped;
import io.dealledger.company.CompanyRefusal.NotListedThere;
import io.dealledger.company.CompanyRefusal.OverCommitted;
import io.dealledger.company.CompanyRefusal.PriceContradictsValuation;
import io.dealledger.company.CompanyRefusal.SoldAtThePrice;
import io.dealledger.company.CompanyRefusal.UnknownSecurity;
import io.dealledger.company.HoldingEvent.RightKind;
import io.dealledger.company.ShareEvent.Participation;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.ledger.BreaksLaterEvent;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** New legal facts that change what was agreed before, and acts that end it, each from its own date on. */
class AmendmentsTest {
    @Nested
    class Terms_of_a_share_class {
        private final Scenario scenario = Scenario.given(
                register("2020-01-01"),
                common("Common", "1000", "2020-01-01"),
                preferred("Seed", "500", "2020-01-01"),
                issue("se_s", "Seed", FUND, "100", "2020-01-02"));

        private AmendShareClass terms(
                @Nullable Participation participation, @Nullable String cap, @Nullable String ratio, String date) {
            return new AmendShareClass(
                    "Seed",
                    null,
                    null,
                    null,
                    participation,
                    cap == null ? null : new BigDecimal(cap),
                    ratio == null ? null : Ratio.of(ratio),
                    on(date),
                    null);
        }

        @Test
        void hold_from_their_own_date_on_and_what_is_left_out_stays() {
            scenario.record(new AmendShareClass(
                    "Seed", new BigDecimal("2"), null, 3, null, null, Ratio.of("3:2"), on("2021-01-01"), null));
            ShareClass before = scenario.at("2020-12-31").classes().get("Seed");
            ShareClass after = scenario.at("2021-01-01").classes().get("Seed");
            assertThat(before.conversionRatio()).isEqualTo(Ratio.ONE);
            assertThat(after.conversionRatio()).isEqualTo(Ratio.of("3:2"));
            assertThat(after.terms().votes()).isEqualByComparingTo("2");
            assertThat(after.terms().seniority()).isEqualTo(3);
            assertThat(after.terms().type()).isEqualTo(before.terms().type());
            assertThat(after.terms().issuePrice()).isEqualTo(before.terms().issuePrice());
            assertThat(after.authorised()).isEqualTo(before.authorised());
            assertThat(scenario.at("2021-01-01").outstandingAsConverted()).isEqualTo(Fraction.of(150));
        }

        @Test
        void have_a_cap_where_they_participate_up_to_one_and_nowhere_else() {
            assertThat(scenario.refuses(terms(Participation.CAPPED, null, null, "2021-01-01")))
                    .isEqualTo(new CapMissing("Seed"));
            assertThat(scenario.refuses(terms(null, "3", null, "2021-01-01"))).isEqualTo(new NotCapped("Seed"));
            assertThatThrownBy(() -> scenario.decide(terms(Participation.FULL, "3", null, "2021-01-01")))
                    .isInstanceOf(InvalidValue.class);
            scenario.record(terms(Participation.CAPPED, "3", null, "2021-01-01"));
            scenario.record(terms(null, "4", null, "2021-02-01"));
            assertThat(scenario.head().classes().get("Seed").terms().participationCap())
                    .isEqualByComparingTo("4");
            scenario.record(terms(Participation.NONE, null, null, "2021-03-01"));
            assertThat(scenario.head().classes().get("Seed").terms().participationCap())
                    .isNull();
        }

        @Test
        void measure_the_issue_price_by_the_shares_of_the_day() {
            Scenario split = Scenario.given(
                    register("2020-01-01"),
                    new AuthoriseShareClass(
                            "A",
                            ShareClassType.PREFERRED,
                            null,
                            null,
                            Price.of("3", "USD"),
                            null,
                            null,
                            null,
                            null,
                            null,
                            on("2020-01-01"),
                            null),
                    split("3:2", "2021-01-01", "A"),
                    split("2:1", "2022-01-01", "A"));
            assertThat(split.at("2020-12-31").classes().get("A").issuePrice()).contains(Fraction.of(3));
            assertThat(split.at("2021-12-31").classes().get("A").issuePrice()).contains(Fraction.of(2));
            assertThat(split.head().classes().get("A").issuePrice()).contains(Fraction.of(1));
            assertThat(split.head().classes().get("A").conversionPrice()).contains(Fraction.of(1));
            assertThat(scenario.head().classes().get("Seed").issuePrice()).isEmpty();
        }

        @Test
        void are_not_amended_by_what_holds_already() {
            assertThat(scenario.refuses(terms(null, null, "1:1", "2021-01-01"))).isEqualTo(new AmendsNothing("Seed"));
            assertThat(scenario.refuses(terms(null, null, null, "2021-01-01"))).isEqualTo(new AmendsNothing("Seed"));
        }
    }

    @Nested
    class The_price_of_a_round {
        private final Scenario scenario = Scenario.given(
                register("2020-01-01"),
                common("Common", "1000", "2020-01-01"),
                preferred("Seed", "500", "2020-01-01"),
                issue("se_a", "Common", AMY, "600", "2020-01-02"),
                open("rd_b", "2020-06-01"));

        private AmendRoundPrice repriced(String preMoney, String price, String date) {
            return new AmendRoundPrice(
                    round("rd_b"), usd(preMoney), null, Price.of(price, "USD"), "Seed", null, on(date), null);
        }

        @Test
        void can_be_amended_before_the_first_closing() {
            scenario.and(price("rd_b", "1200", "2.00", "Seed", "2020-06-02"), repriced("900", "1.50", "2020-06-10"));
            assertThat(scenario.at("2020-06-09").round(round("rd_b")).pricing().price())
                    .isEqualTo(Price.of("2", "USD"));
            assertThat(scenario.head().round(round("rd_b")).pricing().price()).isEqualTo(Price.of("1.5", "USD"));
            scenario.record(close("rd_b", "2020-06-11", shares(FUND, "Seed", "10", cash("15"))));
            assertThat(scenario.refuses(repriced("600", "1.00", "2020-07-01")))
                    .isEqualTo(new SoldAtThePrice(round("rd_b"), 1, Price.of("1.5", "USD")));
            assertThat(scenario.refuses(repriced("600", "1.00", "2020-06-10"))).isInstanceOf(BreaksLaterEvent.class);
        }

        @Test
        void is_checked_against_its_valuation_as_the_first_one_was() {
            scenario.and(price("rd_b", "1200", "2.00", "Seed", "2020-06-02"));
            assertThat(scenario.refuses(repriced("900", "1.60", "2020-06-10")))
                    .isInstanceOf(PriceContradictsValuation.class);
            assertThat(scenario.refuses(repriced("1200", "2.00", "2020-06-10"))).isEqualTo(new AmendsNothing("rd_b"));
        }

        @Test
        void must_be_there_before_it_is_amended() {
            assertThat(scenario.refuses(repriced("900", "1.50", "2020-06-10")))
                    .isEqualTo(new NoPriceToAmend(round("rd_b")));
        }
    }

    @Nested
    class A_commitment {
        private final Scenario scenario = Scenario.given(
                register("2020-01-01"),
                common("Common", "1000", "2020-01-01"),
                open("rd_b", "2020-06-01"),
                commit("rd_b", FUND, "100", "2020-06-02"),
                close("rd_b", "2020-06-10", shares(FUND, "Common", "10", cash("40"))));

        private AmendCommitment amended(String amount, String date) {
            return new AmendCommitment(round("rd_b"), FUND, usd(amount), null, on(date), null);
        }

        @Test
        void is_amended_to_another_amount_in_all() {
            scenario.record(amended("60", "2020-07-01"));
            assertThat(scenario.at("2020-06-30").round(round("rd_b")).committedBy(FUND))
                    .isEqualByComparingTo("100");
            assertThat(scenario.refuses(close("rd_b", "2020-07-02", shares(FUND, "Common", "10", cash("30")))))
                    .isInstanceOf(OverCommitted.class);
            scenario.record(close("rd_b", "2020-07-02", shares(FUND, "Common", "10", cash("20"))));
        }

        @Test
        void is_never_less_than_what_was_paid() {
            assertThat(scenario.refuses(amended("39", "2020-07-01")))
                    .isEqualTo(new CommittedLessThanPaid(round("rd_b"), FUND, usd("40"), usd("39")));
            assertThat(scenario.refuses(amended("39", "2020-06-05"))).isInstanceOf(BreaksLaterEvent.class);
        }

        @Test
        void is_withdrawn_as_far_as_it_is_not_paid() {
            scenario.record(new WithdrawCommitment(round("rd_b"), FUND, "no approval", on("2020-07-01"), null));
            assertThat(scenario.head().round(round("rd_b")).committedBy(FUND)).isEqualByComparingTo("40");
            assertThat(scenario.refuses(new WithdrawCommitment(round("rd_b"), FUND, "again", on("2020-08-01"), null)))
                    .isEqualTo(new NoCommitment(round("rd_b"), FUND));
        }
    }

    @Nested
    class A_right {
        @Test
        void ends_once_and_can_be_granted_again() {
            GrantRight grant = new GrantRight(RightKind.PRO_RATA, FUND, "series B", on("2020-02-01"), null, null);
            EndRight end = new EndRight(RightKind.PRO_RATA, FUND, "series B", on("2020-03-01"), null, null);
            Scenario scenario = Scenario.given(register("2020-01-01"), grant, end);
            assertThat(scenario.refuses(
                            new EndRight(RightKind.PRO_RATA, FUND, "series B", on("2020-04-01"), null, null)))
                    .isEqualTo(new NoSuchRight(RightKind.PRO_RATA, FUND, "series B"));
            assertThat(scenario.at("2020-02-15").interests().rights()).hasSize(1);
            scenario.record(new GrantRight(RightKind.PRO_RATA, FUND, "series B", on("2020-05-01"), null, null));
            assertThat(scenario.head().interests().rights()).hasSize(1);
        }
    }

    @Nested
    class A_retraction {
        private final Scenario scenario = Scenario.given(
                register("2020-01-01"),
                common("Common", "1000", "2020-01-01"),
                issue("se_a", "Common", AMY, "600", "2020-01-02"),
                issue("se_b", "Common", BEN, "100", "2020-01-03"));

        private RetractIssuance retracting(String security, String date) {
            return new RetractIssuance(se(security), "never accepted", on(date), null);
        }

        @Test
        void ends_the_issuance_from_its_own_date_on() {
            scenario.record(retracting("se_a", "2020-02-01"));
            assertThat(scenario.at("2020-01-31").outstanding("Common")).isEqualTo(Shares.of(700));
            assertThat(scenario.at("2020-02-01").outstanding("Common")).isEqualTo(Shares.of(100));
            assertThat(scenario.refuses(retracting("se_a", "2020-03-01"))).isEqualTo(new UnknownSecurity(se("se_a")));
        }

        @Test
        void takes_the_shares_that_a_split_has_made_of_it() {
            scenario.and(split("2:1", "2020-01-15", "Common"), retracting("se_a", "2020-02-01"));
            assertThat(scenario.head().outstanding("Common")).isEqualTo(Shares.of(200));
        }

        @Test
        void is_refused_once_anything_of_the_security_was_taken() {
            scenario.and(transfer(AMY, BEN, "1", "2020-01-10"), repurchase("Common", BEN, "1", "2020-01-11"));
            assertThat(scenario.refuses(retracting("se_a", "2020-02-01")))
                    .isEqualTo(new NotAsIssued(se("se_a"), Shares.of(599)));
            assertThat(scenario.refuses(retracting("se_b", "2020-02-01"))).isInstanceOf(NotAsIssued.class);
        }

        @Test
        void is_refused_of_what_came_by_a_transfer() {
            scenario.record(transfer(AMY, FUND, "600", "2020-01-10"));
            String received = scenario.head()
                    .shares()
                    .lots(FUND, "Common")
                    .getFirst()
                    .id()
                    .value();
            assertThat(scenario.refuses(retracting(received, "2020-02-01"))).isInstanceOf(NotAsIssued.class);
        }

        @Test
        void that_comes_late_is_refused_by_naming_what_was_done_with_the_shares() {
            scenario.record(transfer(AMY, BEN, "1", "2020-03-01"));
            assertThat(scenario.refuses(retracting("se_a", "2020-02-01")))
                    .isInstanceOfSatisfying(
                            BreaksLaterEvent.class,
                            broken -> assertThat(broken.version()).isEqualTo(4));
        }
    }

    @Nested
    class A_listing {
        @Test
        void ends_on_the_exchange_where_it_was() {
            Scenario scenario = Scenario.given(
                    register("2020-01-01"), new ListCompany("NYSE", "ACME", null, null, on("2020-02-01"), null, null));
            assertThat(scenario.refuses(new DelistCompany("HKEX", on("2020-03-01"), null, null)))
                    .isEqualTo(new NotListedThere("HKEX"));
            scenario.record(new DelistCompany("NYSE", on("2020-03-01"), null, null));
            assertThat(scenario.head().life().listings()).isEmpty();
            scenario.record(new ListCompany("NYSE", "ACM", null, null, on("2020-04-01"), null, null));
            assertThat(scenario.head().life().listings()).containsEntry("NYSE", "ACM");
        }
    }
}
