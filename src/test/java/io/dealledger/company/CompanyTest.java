package io.dealledger.company;

import static io.dealledger.company.Deals.AMY;
import static io.dealledger.company.Deals.BEN;
import static io.dealledger.company.Deals.CLOUD;
import static io.dealledger.company.Deals.FUND;
import static io.dealledger.company.Deals.NOBODY;
import static io.dealledger.company.Deals.cash;
import static io.dealledger.company.Deals.close;
import static io.dealledger.company.Deals.commit;
import static io.dealledger.company.Deals.common;
import static io.dealledger.company.Deals.credits;
import static io.dealledger.company.Deals.day;
import static io.dealledger.company.Deals.deliver;
import static io.dealledger.company.Deals.issue;
import static io.dealledger.company.Deals.legs;
import static io.dealledger.company.Deals.on;
import static io.dealledger.company.Deals.open;
import static io.dealledger.company.Deals.participant;
import static io.dealledger.company.Deals.preferred;
import static io.dealledger.company.Deals.press;
import static io.dealledger.company.Deals.price;
import static io.dealledger.company.Deals.register;
import static io.dealledger.company.Deals.reportRound;
import static io.dealledger.company.Deals.repurchase;
import static io.dealledger.company.Deals.round;
import static io.dealledger.company.Deals.se;
import static io.dealledger.company.Deals.shares;
import static io.dealledger.company.Deals.split;
import static io.dealledger.company.Deals.transfer;
import static io.dealledger.company.Deals.usd;
import static io.dealledger.company.Deals.valuation;
import static io.dealledger.company.Deals.withCredits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealledger.company.CompanyCommand.AcquireCompany;
import io.dealledger.company.CompanyCommand.AddClaims;
import io.dealledger.company.CompanyCommand.AdjustAuthorisedShares;
import io.dealledger.company.CompanyCommand.AuthoriseShareClass;
import io.dealledger.company.CompanyCommand.Batch;
import io.dealledger.company.CompanyCommand.CancelRound;
import io.dealledger.company.CompanyCommand.CancelShares;
import io.dealledger.company.CompanyCommand.CloseRound;
import io.dealledger.company.CompanyCommand.CommitComputeCredits;
import io.dealledger.company.CompanyCommand.CommitToRound;
import io.dealledger.company.CompanyCommand.ConsumeComputeCredits;
import io.dealledger.company.CompanyCommand.DeliverComputeCredits;
import io.dealledger.company.CompanyCommand.DissolveCompany;
import io.dealledger.company.CompanyCommand.ExpireComputeCredits;
import io.dealledger.company.CompanyCommand.FirmUpRound;
import io.dealledger.company.CompanyCommand.GrantRight;
import io.dealledger.company.CompanyCommand.ImpairInvestment;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.CompanyCommand.ListCompany;
import io.dealledger.company.CompanyCommand.OpenRound;
import io.dealledger.company.CompanyCommand.PayDistribution;
import io.dealledger.company.CompanyCommand.PriceRound;
import io.dealledger.company.CompanyCommand.RecordValuation;
import io.dealledger.company.CompanyCommand.RegisterCompany;
import io.dealledger.company.CompanyCommand.RenameCompany;
import io.dealledger.company.CompanyCommand.ReportInvestment;
import io.dealledger.company.CompanyCommand.ReportPosition;
import io.dealledger.company.CompanyCommand.ReportTotalRaised;
import io.dealledger.company.CompanyCommand.RevalueComputeCredits;
import io.dealledger.company.CompanyCommand.SplitShares;
import io.dealledger.company.CompanyCommand.Subscribe;
import io.dealledger.company.CompanyCommand.TransferShares;
import io.dealledger.company.CompanyCommand.WriteOffInvestment;
import io.dealledger.company.CompanyRefusal.AcquiredAlready;
import io.dealledger.company.CompanyRefusal.AlreadyFirmedUp;
import io.dealledger.company.CompanyRefusal.AlreadyListed;
import io.dealledger.company.CompanyRefusal.AmbiguousVendor;
import io.dealledger.company.CompanyRefusal.AuthorisedBelowOutstanding;
import io.dealledger.company.CompanyRefusal.BatchInBatch;
import io.dealledger.company.CompanyRefusal.ClaimSaysNothing;
import io.dealledger.company.CompanyRefusal.CompanyDissolvedAlready;
import io.dealledger.company.CompanyRefusal.ConsiderationContradictsPrice;
import io.dealledger.company.CompanyRefusal.ConvertsIntoPreferred;
import io.dealledger.company.CompanyRefusal.CreditsLapsed;
import io.dealledger.company.CompanyRefusal.DuplicateLot;
import io.dealledger.company.CompanyRefusal.DuplicateParticipant;
import io.dealledger.company.CompanyRefusal.DuplicateShareClass;
import io.dealledger.company.CompanyRefusal.EmptyBatch;
import io.dealledger.company.CompanyRefusal.HoldsNothing;
import io.dealledger.company.CompanyRefusal.LegsExceedAmount;
import io.dealledger.company.CompanyRefusal.LotOfAnother;
import io.dealledger.company.CompanyRefusal.LotsContradictQuantity;
import io.dealledger.company.CompanyRefusal.MeasureDoesNotFit;
import io.dealledger.company.CompanyRefusal.MoreThanCommitted;
import io.dealledger.company.CompanyRefusal.MoreThanDelivered;
import io.dealledger.company.CompanyRefusal.MoreThanHeld;
import io.dealledger.company.CompanyRefusal.MoreThanInSecurity;
import io.dealledger.company.CompanyRefusal.MoreThanWhole;
import io.dealledger.company.CompanyRefusal.NoCredits;
import io.dealledger.company.CompanyRefusal.NotReported;
import io.dealledger.company.CompanyRefusal.NotThePricedClass;
import io.dealledger.company.CompanyRefusal.NotYetRegistered;
import io.dealledger.company.CompanyRefusal.NothingToAcquire;
import io.dealledger.company.CompanyRefusal.NothingToClose;
import io.dealledger.company.CompanyRefusal.OneValuationOnly;
import io.dealledger.company.CompanyRefusal.OverAuthorised;
import io.dealledger.company.CompanyRefusal.OverCommitted;
import io.dealledger.company.CompanyRefusal.PartyNotRegistered;
import io.dealledger.company.CompanyRefusal.PriceContradictsValuation;
import io.dealledger.company.CompanyRefusal.QuantityMissing;
import io.dealledger.company.CompanyRefusal.RoundAlreadyClosed;
import io.dealledger.company.CompanyRefusal.RoundAlreadyPriced;
import io.dealledger.company.CompanyRefusal.RoundCancelledAlready;
import io.dealledger.company.CompanyRefusal.RoundIsReported;
import io.dealledger.company.CompanyRefusal.RoundNotPriced;
import io.dealledger.company.CompanyRefusal.RoundPartlyClosed;
import io.dealledger.company.CompanyRefusal.ShareClassExists;
import io.dealledger.company.CompanyRefusal.SplitChangesNothing;
import io.dealledger.company.CompanyRefusal.TransferToSelf;
import io.dealledger.company.CompanyRefusal.UnitDoesNotFit;
import io.dealledger.company.CompanyRefusal.UnknownCompany;
import io.dealledger.company.CompanyRefusal.UnknownHolder;
import io.dealledger.company.CompanyRefusal.UnknownReport;
import io.dealledger.company.CompanyRefusal.UnknownRound;
import io.dealledger.company.CompanyRefusal.UnknownSecurity;
import io.dealledger.company.CompanyRefusal.UnknownShareClass;
import io.dealledger.company.CompanyRefusal.WrittenOffAlready;
import io.dealledger.company.CompanyRefusal.WrongCurrency;
import io.dealledger.company.CompanyRefusal.ZeroAmount;
import io.dealledger.company.CreditEvent.ComputeCreditsConsumed;
import io.dealledger.company.CreditEvent.ComputeCreditsDelivered;
import io.dealledger.company.CreditEvent.ComputeCreditsExpired;
import io.dealledger.company.CreditEvent.ComputeCreditsRevalued;
import io.dealledger.company.HoldingEvent.DistributionKind;
import io.dealledger.company.HoldingEvent.DistributionPaid;
import io.dealledger.company.HoldingEvent.FairValueLevel;
import io.dealledger.company.HoldingEvent.FairValueMethod;
import io.dealledger.company.HoldingEvent.Framework;
import io.dealledger.company.HoldingEvent.InvestmentImpaired;
import io.dealledger.company.HoldingEvent.RightGranted;
import io.dealledger.company.HoldingEvent.RightKind;
import io.dealledger.company.HoldingEvent.ValuationKind;
import io.dealledger.company.HoldingEvent.ValuationRecorded;
import io.dealledger.company.LifeEvent.CompanyAcquired;
import io.dealledger.company.LifeEvent.CompanyListed;
import io.dealledger.company.LifeEvent.CompanyRegistered;
import io.dealledger.company.ReportEvent.ClaimsAdded;
import io.dealledger.company.ReportEvent.Participant;
import io.dealledger.company.ReportEvent.PositionReported;
import io.dealledger.company.ReportEvent.ReportedStatus;
import io.dealledger.company.ReportEvent.RoundReported;
import io.dealledger.company.ReportEvent.StepUpBasis;
import io.dealledger.company.RoundEvent.CommitmentMade;
import io.dealledger.company.RoundEvent.Role;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.RoundPriced;
import io.dealledger.company.ShareEvent.Lot;
import io.dealledger.company.ShareEvent.LotRule;
import io.dealledger.company.ShareEvent.Participation;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.company.ShareEvent.SharesTransferred;
import io.dealledger.ledger.BreaksLaterEvent;
import io.dealledger.ledger.ClosingId;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.DateTooVague;
import io.dealledger.ledger.EffectiveInFuture;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.IdTaken;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Precision;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.RefusedInBatch;
import io.dealledger.ledger.ReportId;
import io.dealledger.ledger.StatedBeforeItHappened;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Money;
import io.dealledger.money.Op;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import io.dealledger.money.Stated;
import io.dealledger.money.Unit;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The law of a company, command by command. */
class CompanyTest {

    /** Registered 2020-01-01, Common authorised 1000; amy holds se_a (600), ben se_b (400). */
    private static Scenario founded() {
        return Scenario.given(
                register("2020-01-01"),
                common("Common", "1000", "2020-01-01"),
                issue("se_a", "Common", AMY, "600", "2020-01-02"),
                issue("se_b", "Common", BEN, "400", "2020-01-03"));
    }

    /** The same, with a round of Seed shares open and priced at 1.00 (pre-money 1000.00). */
    private static Scenario seedPriced() {
        return founded()
                .and(
                        preferred("Seed", "500", "2020-06-01"),
                        open("rd_seed", "2020-06-01"),
                        price("rd_seed", "1000", "1.00", "Seed", "2020-06-01"));
    }

    @Nested
    class Registering_a_company {
        @Test
        void without_a_date_it_is_registered_since_always() {
            Scenario scenario = Scenario.given();
            CompanyRegistered fact = scenario.fact(
                    CompanyRegistered.class,
                    new RegisterCompany(null, " Acme ", "艾克米", "US", "robots", AMY, null, null));
            assertThat(fact.when()).isEqualTo(EffectiveOn.SINCE_ALWAYS);
            assertThat(fact.name()).isEqualTo("Acme");
            scenario.and(new RegisterCompany(null, "Acme", null, null, null, null, null, null));
            assertThat(scenario.head().registered()).isTrue();
            assertThat(scenario.head().name()).isEqualTo("Acme");
        }

        @Test
        void an_id_is_taken_once() {
            assertThat(Scenario.given(register("2020-01-01")).refuses(register("2021-01-01")))
                    .isEqualTo(new IdTaken("co_acme"));
        }

        @Test
        void the_party_that_it_is_must_be_registered() {
            assertThat(Scenario.given()
                            .refuses(new RegisterCompany(null, "Acme", null, null, null, NOBODY, null, null)))
                    .isEqualTo(new PartyNotRegistered(NOBODY));
        }

        @Test
        void blank_names_unknown_countries_and_another_companys_id_can_never_be_valid() {
            Scenario scenario = Scenario.given();
            assertThatThrownBy(
                            () -> scenario.decide(new RegisterCompany(null, "  ", null, null, null, null, null, null)))
                    .isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() ->
                            scenario.decide(new RegisterCompany(null, "Acme", null, "XX", null, null, null, null)))
                    .isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> scenario.decide(
                            new RegisterCompany(new CompanyId("co_other"), "Acme", null, null, null, null, null, null)))
                    .isInstanceOf(InvalidValue.class);
        }

        @Test
        void nothing_is_recorded_of_a_company_that_is_not_registered() {
            assertThat(Scenario.given().refuses(common("Common", "1000", "2020-01-01")))
                    .isEqualTo(new UnknownCompany(Scenario.COMPANY))
                    .extracting(Refusal::kind)
                    .isEqualTo(Refusal.Kind.UNKNOWN);
        }

        @Test
        void nothing_happens_to_it_before_its_day() {
            assertThat(founded().refuses(common("Preferred", "10", "2019-12-31")))
                    .isEqualTo(new NotYetRegistered(LocalDate.of(2019, 12, 31)));
        }
    }

    @Nested
    class Renaming_a_company {
        @Test
        void it_has_the_new_name_from_that_day() {
            Scenario scenario = founded().and(new RenameCompany("Acme Robotics", "艾克米", on("2021-01-01"), null));
            assertThat(scenario.at("2020-12-31").name()).isEqualTo("Acme");
            assertThat(scenario.at("2021-01-01").name()).isEqualTo("Acme Robotics");
        }

        @Test
        void not_further_ahead_than_the_ledger_accepts() {
            assertThat(founded().refuses(new RenameCompany("Later", null, on("2026-01-01"), null)))
                    .isEqualTo(new EffectiveInFuture(LocalDate.of(2026, 1, 1), Scenario.TODAY.plusDays(30)));
        }

        @Test
        void today_is_meant_when_no_day_is_given() {
            assertThat(founded()
                            .accepts(new RenameCompany("Now", null, null, null))
                            .facts()
                            .getFirst()
                            .when())
                    .isEqualTo(EffectiveOn.day(Scenario.TODAY));
        }
    }

    @Nested
    class Authorising_a_share_class {
        @Test
        void it_converts_one_to_one_unless_the_terms_say_otherwise() {
            ShareClassAuthorised fact =
                    founded().fact(ShareClassAuthorised.class, preferred("Seed", "500", "2020-06-01"));
            assertThat(fact.conversionRatio()).isEqualTo(Ratio.ONE);
        }

        @Test
        void classes_keep_the_order_in_which_they_were_authorised() {
            Scenario scenario = founded().and(preferred("A", "5", "2020-06-01"));
            assertThat(scenario.head().classes().get("Common").ordinal()).isZero();
            assertThat(scenario.head().classes().get("A").ordinal()).isEqualTo(1);
        }

        @Test
        void a_name_is_used_once_also_when_the_other_one_comes_later() {
            Scenario scenario = founded();
            assertThat(scenario.refuses(common("Common", "5", "2021-01-01"))).isEqualTo(new ShareClassExists("Common"));
            scenario.and(preferred("Later", "5", "2022-01-01"));
            assertThat(scenario.refuses(preferred("Later", "5", "2021-01-01")))
                    .isEqualTo(new ShareClassExists("Later"));
        }

        @Test
        void a_cap_belongs_to_a_capped_participation() {
            assertThatThrownBy(() -> founded()
                            .decide(new AuthoriseShareClass(
                                    "A",
                                    ShareClassType.PREFERRED,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    Participation.CAPPED,
                                    null,
                                    null,
                                    on("2020-06-01"),
                                    null)))
                    .isInstanceOf(InvalidValue.class);
        }

        @Test
        void votes_are_not_negative() {
            assertThatThrownBy(() -> founded()
                            .decide(new AuthoriseShareClass(
                                    "A",
                                    ShareClassType.PREFERRED,
                                    null,
                                    new BigDecimal("-1"),
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    on("2020-06-01"),
                                    null)))
                    .isInstanceOf(InvalidValue.class);
        }
    }

    @Nested
    class Adjusting_authorised_shares {
        @Test
        void the_new_number_counts_from_its_day() {
            Scenario scenario =
                    founded().and(new AdjustAuthorisedShares("Common", Shares.of(2000), on("2021-01-01"), null));
            assertThat(scenario.refuses(issue(null, "Common", AMY, "1", "2020-12-31")))
                    .isInstanceOf(OverAuthorised.class);
            scenario.accepts(issue(null, "Common", AMY, "1", "2021-01-01"));
        }

        @Test
        void not_below_what_is_outstanding() {
            assertThat(founded().refuses(new AdjustAuthorisedShares("Common", Shares.of(999), on("2021-01-01"), null)))
                    .isEqualTo(new AuthorisedBelowOutstanding("Common", Shares.of(999), Shares.of(1000)));
        }

        @Test
        void only_of_a_class_that_exists() {
            assertThat(founded().refuses(new AdjustAuthorisedShares("X", Shares.of(9), on("2021-01-01"), null)))
                    .isEqualTo(new UnknownShareClass("X"));
        }

        @Test
        void not_below_what_a_later_issuance_needs() {
            Scenario scenario = founded()
                    .and(
                            new AdjustAuthorisedShares("Common", Shares.of(2000), on("2021-01-01"), null),
                            issue("se_c", "Common", AMY, "800", "2022-01-01"));
            assertThat(scenario.refuses(new AdjustAuthorisedShares("Common", Shares.of(1500), on("2021-06-01"), null)))
                    .isEqualTo(new BreaksLaterEvent(
                            "co_acme",
                            5,
                            "over-authorised",
                            LocalDate.of(2022, 1, 1),
                            "800 more shares of Common do not fit: 1500 are authorised and 1000 outstanding"));
        }
    }

    @Nested
    class Issuing_shares {
        @Test
        void they_become_a_security_of_their_holder() {
            Company company = founded().head();
            assertThat(company.outstanding("Common")).isEqualTo(Shares.of(1000));
            Security security = company.securities().get(se("se_a"));
            assertThat(security.holder()).isEqualTo(AMY);
            assertThat(security.quantity()).isEqualTo(Shares.of(600));
            assertThat(security.since().place()).isEqualTo(2);
            assertThat(security.versions()).containsExactly(2L);
        }

        @Test
        void the_ledger_makes_an_id_when_none_is_given() {
            assertThat(Scenario.given(register("2020-01-01"), common("Common", null, "2020-01-01"))
                            .accepts(issue(null, "Common", AMY, "1", "2020-01-02"))
                            .id())
                    .startsWith("se_made-");
        }

        @Test
        void not_over_the_authorised_number() {
            assertThat(founded().refuses(issue("se_c", "Common", AMY, "1", "2020-02-01")))
                    .isEqualTo(new OverAuthorised("Common", Shares.of(1000), Shares.of(1000), Shares.of(1)));
        }

        @Test
        void not_in_a_class_that_does_not_exist_yet() {
            Scenario scenario = founded().and(preferred("Late", "5", "2021-06-01"));
            assertThat(scenario.refuses(issue("se_c", "Late", AMY, "1", "2021-05-31")))
                    .isEqualTo(new UnknownShareClass("Late"));
        }

        @Test
        void not_under_an_id_that_was_ever_used() {
            Scenario scenario = founded().and(repurchase("Common", AMY, "600", "2021-01-01"));
            assertThat(scenario.refuses(issue("se_a", "Common", AMY, "1", "2021-02-01")))
                    .isEqualTo(new IdTaken("se_a"));
            assertThat(scenario.refuses(issue("se_a", "Common", AMY, "1", "2020-01-01")))
                    .isEqualTo(new IdTaken("se_a"));
        }

        @Test
        void not_to_nobody_and_not_none() {
            assertThat(founded().refuses(issue("se_c", "Common", NOBODY, "1", "2020-02-01")))
                    .isEqualTo(new PartyNotRegistered(NOBODY));
            assertThat(founded().refuses(issue("se_c", "Common", AMY, "0", "2020-02-01")))
                    .isEqualTo(new ZeroAmount("quantity"));
        }

        @Test
        void the_consideration_is_quantity_times_price_to_less_than_a_cent() {
            Scenario scenario = Scenario.given(register("2020-01-01"), common("Common", null, "2020-01-01"));
            scenario.accepts(issued("3", "0.333", cash("1.00")));
            scenario.accepts(issued("3", "0.333", cash("0.99")));
            assertThat(scenario.refuses(issued("3", "0.333", cash("1.01"))))
                    .isEqualTo(new ConsiderationContradictsPrice(
                            AMY, usd("1.01"), Shares.of(3), new BigDecimal("0.333"), new BigDecimal("0.999")));
        }

        @Test
        void one_currency_pays() {
            Scenario scenario = Scenario.given(register("2020-01-01"), common("Common", null, "2020-01-01"));
            assertThat(scenario.refuses(issued("1", "1", Leg.cash(Money.of("1", "EUR")))))
                    .isEqualTo(new WrongCurrency(Currency.of("USD"), Currency.of("EUR")));
            assertThat(scenario.refuses(issued("1", "1", cash("0")))).isEqualTo(new ZeroAmount("legs.amount"));
        }

        private static IssueShares issued(String quantity, String price, Leg leg) {
            return new IssueShares(
                    null,
                    "Common",
                    AMY,
                    Shares.of(quantity),
                    Price.of(price, "USD"),
                    List.of(leg),
                    on("2020-02-01"),
                    null);
        }
    }

    @Nested
    class Transferring_shares {
        @Test
        void the_oldest_go_first_and_each_lot_becomes_a_new_security() {
            Scenario scenario = founded().and(transfer(BEN, AMY, "400", "2020-02-01"));
            SharesTransferred fact = scenario.fact(SharesTransferred.class, transfer(AMY, BEN, "700", "2021-01-01"));
            assertThat(fact.lotRule()).isEqualTo(LotRule.FIFO);
            assertThat(fact.lots()).hasSize(2);
            assertThat(fact.lots().getFirst().security()).isEqualTo(se("se_a"));
            assertThat(fact.lots().getFirst().quantity()).isEqualTo(Shares.of(600));
            assertThat(fact.lots().getLast().quantity()).isEqualTo(Shares.of(100));
        }

        @Test
        void holders_change_and_nothing_else() {
            Company company =
                    founded().and(transfer(AMY, FUND, "250", "2021-01-01")).head();
            assertThat(company.shares().held(AMY, "Common")).isEqualTo(Shares.of(350));
            assertThat(company.shares().held(FUND, "Common")).isEqualTo(Shares.of(250));
            assertThat(company.outstanding("Common")).isEqualTo(Shares.of(1000));
        }

        @Test
        void named_lots_are_taken_as_they_are_named() {
            Scenario scenario = founded().and(transfer(BEN, AMY, "400", "2020-02-01"));
            Security received = scenario.head().shares().lots(AMY, "Common").getLast();
            scenario.and(specific(AMY, FUND, "100", new Lot(received.id(), Shares.of(100))));
            assertThat(scenario.head().securities().get(received.id()).quantity())
                    .isEqualTo(Shares.of(300));
        }

        @Test
        void a_sale_is_secondary_when_it_has_a_price() {
            assertThat(founded()
                            .fact(SharesTransferred.class, priced("1.50", null))
                            .secondary())
                    .isTrue();
            assertThat(founded()
                            .fact(SharesTransferred.class, priced("0", null))
                            .secondary())
                    .isFalse();
            assertThatThrownBy(() -> founded().decide(priced(null, true))).isInstanceOf(InvalidValue.class);
        }

        @Test
        void not_more_than_is_held_on_that_day() {
            Scenario scenario = founded().and(transfer(BEN, AMY, "400", "2021-01-01"));
            assertThat(scenario.refuses(transfer(AMY, FUND, "601", "2020-12-31")))
                    .isEqualTo(new MoreThanHeld(
                            AMY, "Common", Shares.of(600), Shares.of(601), LocalDate.of(2020, 12, 31)));
            scenario.accepts(transfer(AMY, FUND, "601", "2021-01-01"));
        }

        @Test
        void not_by_who_holds_nothing_not_to_oneself_not_to_nobody() {
            assertThat(founded().refuses(transfer(FUND, AMY, "1", "2021-01-01")))
                    .isEqualTo(new UnknownHolder(FUND, "Common", LocalDate.of(2021, 1, 1)));
            assertThat(founded().refuses(transfer(AMY, AMY, "1", "2021-01-01"))).isEqualTo(new TransferToSelf(AMY));
            assertThat(founded().refuses(transfer(AMY, NOBODY, "1", "2021-01-01")))
                    .isEqualTo(new PartyNotRegistered(NOBODY));
            assertThat(founded().refuses(transfer(AMY, BEN, "0", "2021-01-01"))).isEqualTo(new ZeroAmount("quantity"));
            assertThat(founded()
                            .refuses(new TransferShares(
                                    "None", AMY, BEN, Shares.of(1), null, null, null, null, on("2021-01-01"), null)))
                    .isEqualTo(new UnknownShareClass("None"));
        }

        @Test
        void named_lots_must_add_up_and_be_the_holders_and_large_enough() {
            assertThat(founded().refuses(specific(AMY, BEN, "100", new Lot(se("se_a"), Shares.of(99)))))
                    .isEqualTo(new LotsContradictQuantity(Shares.of(99), Shares.of(100)));
            assertThat(founded()
                            .refuses(specific(
                                    AMY,
                                    BEN,
                                    "100",
                                    new Lot(se("se_a"), Shares.of(50)),
                                    new Lot(se("se_a"), Shares.of(50)))))
                    .isEqualTo(new DuplicateLot(se("se_a")));
            assertThat(founded().refuses(specific(AMY, FUND, "100", new Lot(se("se_b"), Shares.of(100)))))
                    .isEqualTo(new LotOfAnother(se("se_b"), BEN, "Common"));
            assertThat(founded().refuses(specific(AMY, FUND, "100", new Lot(se("se_x"), Shares.of(100)))))
                    .isEqualTo(new UnknownSecurity(se("se_x")));
            Scenario two = founded().and(transfer(BEN, AMY, "400", "2020-02-01"));
            assertThat(two.refuses(specific(AMY, FUND, "700", new Lot(se("se_a"), Shares.of(700)))))
                    .isEqualTo(new MoreThanInSecurity(
                            se("se_a"), Shares.of(600), Shares.of(700), LocalDate.of(2021, 1, 1)));
        }

        @Test
        void the_lot_rule_and_the_lots_agree() {
            assertThatThrownBy(() -> founded()
                            .decide(new TransferShares(
                                    "Common",
                                    AMY,
                                    BEN,
                                    Shares.of(1),
                                    LotRule.SPECIFIC,
                                    null,
                                    null,
                                    null,
                                    on("2021-01-01"),
                                    null)))
                    .isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> founded()
                            .decide(new TransferShares(
                                    "Common",
                                    AMY,
                                    BEN,
                                    Shares.of(1),
                                    LotRule.FIFO,
                                    List.of(new Lot(se("se_a"), Shares.of(1))),
                                    null,
                                    null,
                                    on("2021-01-01"),
                                    null)))
                    .isInstanceOf(InvalidValue.class);
        }

        @Test
        void a_back_dated_one_leaves_later_lots_their_shares() {
            Scenario scenario = founded()
                    .and(
                            transfer(BEN, AMY, "400", "2020-02-01"),
                            new CancelShares(
                                    "Common",
                                    AMY,
                                    Shares.of(600),
                                    LotRule.SPECIFIC,
                                    List.of(new Lot(se("se_a"), Shares.of(600))),
                                    "forfeited",
                                    on("2022-01-01"),
                                    null));
            // Amy would still hold enough, but the recorded lot is a fact and would be short.
            assertThat(scenario.refuses(transfer(AMY, FUND, "10", "2021-01-01")))
                    .isEqualTo(new BreaksLaterEvent(
                            "co_acme",
                            5,
                            "more-than-in-security",
                            LocalDate.of(2022, 1, 1),
                            "se_a has 590 shares left on 2022-01-01, not 600"));
        }

        @Test
        void a_purchase_of_which_only_the_month_is_known_may_not_have_come_first() {
            Scenario scenario = founded()
                    .and(new TransferShares(
                            "Common",
                            AMY,
                            FUND,
                            Shares.of(10),
                            null,
                            null,
                            null,
                            null,
                            StatedDate.of("2021-03"),
                            Precision.MONTH));
            assertThat(scenario.refuses(transfer(FUND, BEN, "10", "2021-03-15")))
                    .isInstanceOfSatisfying(DateTooVague.class, vague -> {
                        assertThat(vague.version()).isEqualTo(4);
                        assertThat(vague.effectiveOn()).isEqualTo(LocalDate.of(2021, 3, 31));
                        assertThat(vague.effectiveFrom()).isEqualTo(LocalDate.of(2021, 3, 1));
                    });
            assertThat(scenario.refuses(transfer(FUND, BEN, "10", "2021-02-28")))
                    .isInstanceOf(UnknownHolder.class);
            scenario.accepts(transfer(FUND, BEN, "10", "2021-03-31"));
        }

        private static TransferShares specific(PartyId from, PartyId to, String quantity, Lot... lots) {
            return new TransferShares(
                    "Common",
                    from,
                    to,
                    Shares.of(quantity),
                    LotRule.SPECIFIC,
                    List.of(lots),
                    null,
                    null,
                    on("2021-01-01"),
                    null);
        }

        private static TransferShares priced(String price, Boolean secondary) {
            return new TransferShares(
                    "Common",
                    AMY,
                    BEN,
                    Shares.of(1),
                    null,
                    null,
                    price == null ? null : Price.of(price, "USD"),
                    secondary,
                    on("2021-01-01"),
                    null);
        }
    }

    @Nested
    class Repurchasing_and_cancelling_shares {
        @Test
        void they_are_retired_and_can_be_issued_again() {
            Scenario scenario = founded().and(repurchase("Common", AMY, "100", "2021-01-01"));
            assertThat(scenario.head().outstanding("Common")).isEqualTo(Shares.of(900));
            assertThat(scenario.head().classes().get("Common").issued()).isEqualTo(Shares.of(900));
            scenario.accepts(issue(null, "Common", BEN, "100", "2021-01-02"));
        }

        @Test
        void cancelling_needs_a_reason() {
            Scenario scenario = founded()
                    .and(new CancelShares(
                            "Common", AMY, Shares.of(600), null, null, "forfeited", on("2021-01-01"), null));
            assertThat(scenario.head().securities()).doesNotContainKey(se("se_a"));
            assertThat(scenario.head().shares().holds(AMY)).isFalse();
            assertThatThrownBy(() -> founded()
                            .decide(new CancelShares(
                                    "Common", AMY, Shares.of(1), null, null, " ", on("2021-01-01"), null)))
                    .isInstanceOf(InvalidValue.class);
        }

        @Test
        void not_more_than_is_held() {
            assertThat(founded().refuses(repurchase("Common", AMY, "601", "2021-01-01")))
                    .isInstanceOf(MoreThanHeld.class);
            assertThat(founded()
                            .refuses(new CancelShares(
                                    "Common", FUND, Shares.of(1), null, null, "why", on("2021-01-01"), null)))
                    .isInstanceOf(UnknownHolder.class);
        }
    }

    @Nested
    class Splitting_shares {
        @Test
        void every_security_is_multiplied_and_rounded() {
            Scenario scenario = founded()
                    .and(
                            issueLater(),
                            new SplitShares(
                                    Ratio.of("1:7"),
                                    List.of("Common"),
                                    Map.of("Common", Shares.of(500)),
                                    null,
                                    on("2021-01-01"),
                                    null));
            Company company = scenario.head();
            assertThat(company.securities().get(se("se_a")).quantity()).isEqualTo(Shares.of(85));
            assertThat(company.securities().get(se("se_b")).quantity()).isEqualTo(Shares.of(57));
            assertThat(company.outstanding("Common")).isEqualTo(Shares.of(142));
            assertThat(company.classes().get("Common").authorised()).isEqualTo(Shares.of(500));
            assertThat(company.shares().held(AMY, "Common")).isEqualTo(Shares.of(85));
        }

        private static CompanyCommand issueLater() {
            return new AdjustAuthorisedShares("Common", Shares.of(1001), on("2020-06-01"), null);
        }

        @Test
        void a_security_of_which_nothing_is_left_is_gone() {
            Scenario scenario =
                    founded().and(transfer(AMY, FUND, "1", "2020-06-01"), split("1:2", "2021-01-01", "Common"));
            assertThat(scenario.head().shares().holds(FUND)).isFalse();
            assertThat(scenario.head().securities()).hasSize(2);
        }

        @Test
        void the_recorded_rounding_counts() {
            Scenario scenario = founded()
                    .and(new SplitShares(
                            Ratio.of("1:7"),
                            List.of("Common"),
                            null,
                            new Rounding(3, RoundingMode.HALF_EVEN),
                            on("2021-01-01"),
                            null));
            assertThat(scenario.head().securities().get(se("se_a")).quantity()).isEqualTo(Shares.of("85.714"));
        }

        @Test
        void the_price_of_an_open_round_follows() {
            Scenario scenario = seedPriced().and(split("2:1", "2020-07-01", "Common", "Seed"));
            scenario.accepts(close("rd_seed", "2020-08-01", shares(FUND, "Seed", "100", cash("50"))));
            assertThat(scenario.refuses(close("rd_seed", "2020-08-01", shares(FUND, "Seed", "100", cash("100")))))
                    .isInstanceOf(ConsiderationContradictsPrice.class);
        }

        @Test
        void what_is_outstanding_fits_the_authorised_number_afterwards() {
            Scenario scenario = founded();
            assertThat(scenario.refuses(
                            new SplitShares(Ratio.of("2:1"), List.of("Common"), null, null, on("2021-01-01"), null)))
                    .isEqualTo(new OverAuthorised("Common", Shares.of(1000), Shares.of(1000), Shares.of(1000)));
            assertThat(scenario.refuses(new SplitShares(
                            Ratio.of("2:1"),
                            List.of("Common"),
                            Map.of("Common", Shares.of(1999)),
                            null,
                            on("2021-01-01"),
                            null)))
                    .isEqualTo(new AuthorisedBelowOutstanding("Common", Shares.of(1999), Shares.of(2000)));
        }

        @Test
        void it_changes_something_and_names_each_class_once() {
            assertThat(founded().refuses(split("3:3", "2021-01-01", "Common")))
                    .isEqualTo(new SplitChangesNothing(Ratio.of("3:3")));
            assertThat(founded().refuses(split("1:2", "2021-01-01", "Common", "Common")))
                    .isEqualTo(new DuplicateShareClass("Common"));
            assertThat(founded().refuses(split("1:2", "2021-01-01", "X"))).isEqualTo(new UnknownShareClass("X"));
            assertThatThrownBy(() -> founded().decide(split("1:2", "2021-01-01")))
                    .isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> founded()
                            .decide(new SplitShares(
                                    Ratio.of("1:2"),
                                    List.of("Common"),
                                    Map.of("X", Shares.of(1)),
                                    null,
                                    on("2021-01-01"),
                                    null)))
                    .isInstanceOf(InvalidValue.class);
        }
    }

    @Nested
    class Opening_and_pricing_a_round {
        @Test
        void an_open_round_knows_its_currency_and_lead() {
            Round round = Scenario.given(
                            register("2020-01-01"),
                            new OpenRound(round("rd_a"), "A", Currency.of("EUR"), FUND, on("2020-06-01"), null))
                    .head()
                    .rounds()
                    .get(round("rd_a"));
            assertThat(round.status()).isEqualTo(Round.Status.OPEN);
            assertThat(round.currency()).isEqualTo(Currency.of("EUR"));
            assertThat(round.lead()).isEqualTo(FUND);
        }

        @Test
        void ids_are_taken_once_and_the_lead_is_a_party() {
            assertThat(seedPriced().refuses(open("rd_seed", "2021-01-01"))).isEqualTo(new IdTaken("rd_seed"));
            assertThat(founded().refuses(new OpenRound(null, "A", Currency.of("USD"), NOBODY, on("2020-06-01"), null)))
                    .isEqualTo(new PartyNotRegistered(NOBODY));
        }

        @Test
        void the_rounding_is_to_the_cent_when_none_is_given() {
            Scenario scenario = founded().and(preferred("Seed", "500", "2020-06-01"), open("rd_seed", "2020-06-01"));
            RoundPriced fact = scenario.fact(RoundPriced.class, price("rd_seed", "1000", "1.00", "Seed", "2020-06-01"));
            assertThat(fact.rounding()).isEqualTo(new Rounding(2, RoundingMode.HALF_EVEN));
            assertThat(scenario.refuses(price("rd_seed", "1010", "1.00", "Seed", "2020-06-01")))
                    .isInstanceOf(PriceContradictsValuation.class);
        }

        @Test
        void the_price_is_the_pre_money_over_the_shares_outstanding_as_rounded() {
            Scenario scenario = founded().and(preferred("Seed", "500", "2020-06-01"), open("rd_seed", "2020-06-01"));
            scenario.accepts(price("rd_seed", "3333", "3.33", "Seed", "2020-06-01"));
            assertThat(scenario.refuses(price("rd_seed", "3333", "3.34", "Seed", "2020-06-01")))
                    .isEqualTo(new PriceContradictsValuation(
                            round("rd_seed"),
                            usd("3333"),
                            new BigDecimal("1000"),
                            Price.of("3.34", "USD"),
                            Price.of("3.33", "USD"),
                            Price.of("3.33", "USD")));
            scenario.accepts(new PriceRound(
                    round("rd_seed"),
                    usd("3333"),
                    null,
                    Price.of("3.34", "USD"),
                    "Seed",
                    new Rounding(2, RoundingMode.UP),
                    on("2020-06-01"),
                    null));
        }

        @Test
        void a_post_money_is_more_than_the_old_shares_cost() {
            Scenario scenario = founded().and(preferred("Seed", "500", "2020-06-01"), open("rd_seed", "2020-06-01"));
            scenario.accepts(postMoney("1250", "1.00"));
            assertThat(scenario.refuses(postMoney("1000", "1.00")))
                    .isEqualTo(new PriceContradictsValuation(
                            round("rd_seed"),
                            usd("1000"),
                            new BigDecimal("1000"),
                            Price.of("1", "USD"),
                            Price.of("0", "USD"),
                            Price.of("1", "USD")));
        }

        @Test
        void a_preferred_share_that_converts_into_two_costs_twice_as_much() {
            Scenario scenario = founded()
                    .and(
                            new AuthoriseShareClass(
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
                                    on("2020-06-01"),
                                    null),
                            open("rd_seed", "2020-06-01"),
                            price("rd_seed", "1000", "2.00", "Double", "2020-06-01"),
                            close("rd_seed", "2020-06-01", shares(FUND, "Double", "10", cash("20"))));
            assertThat(scenario.head().outstandingAsConverted()).isEqualTo(Fraction.of(1020));
        }

        @Test
        void nothing_follows_from_shares_that_are_only_part_of_the_company() {
            Scenario scenario = founded()
                    .and(
                            reportRound("rd_press", "2020-05", null, participant(FUND)),
                            preferred("Seed", "500", "2020-06-01"),
                            open("rd_seed", "2020-06-01"));
            scenario.accepts(price("rd_seed", "1000000", "1.00", "Seed", "2020-06-01"));
        }

        @Test
        void exactly_one_valuation_is_given() {
            Scenario scenario = founded().and(preferred("Seed", "500", "2020-06-01"), open("rd_seed", "2020-06-01"));
            Price one = Price.of("1", "USD");
            assertThat(scenario.refuses(
                            new PriceRound(round("rd_seed"), null, null, one, "Seed", null, on("2020-06-01"), null)))
                    .isEqualTo(new OneValuationOnly(round("rd_seed"), null, null));
            assertThat(scenario.refuses(new PriceRound(
                            round("rd_seed"), usd("1000"), usd("1250"), one, "Seed", null, on("2020-06-01"), null)))
                    .isEqualTo(new OneValuationOnly(round("rd_seed"), usd("1000"), usd("1250")));
        }

        @Test
        void once_in_its_own_currency_for_a_class_that_exists_above_zero() {
            Scenario scenario = seedPriced();
            assertThat(scenario.refuses(price("rd_seed", "1000", "1.00", "Seed", "2020-06-02")))
                    .isEqualTo(new RoundAlreadyPriced(round("rd_seed"), Price.of("1", "USD")));
            assertThat(scenario.refuses(price("rd_none", "1000", "1.00", "Seed", "2020-06-02")))
                    .isEqualTo(new UnknownRound(round("rd_none")));
            scenario.and(open("rd_b", "2020-06-01"));
            assertThat(scenario.refuses(price("rd_b", "1000", "1.00", "None", "2020-06-02")))
                    .isEqualTo(new UnknownShareClass("None"));
            assertThat(scenario.refuses(price("rd_b", "1000", "0", "Seed", "2020-06-02")))
                    .isEqualTo(new ZeroAmount("price"));
            assertThat(scenario.refuses(new PriceRound(
                            round("rd_b"),
                            Money.of("1000", "EUR"),
                            null,
                            Price.of("1", "EUR"),
                            "Seed",
                            null,
                            on("2020-06-02"),
                            null)))
                    .isEqualTo(new WrongCurrency(Currency.of("USD"), Currency.of("EUR")));
        }

        private static PriceRound postMoney(String postMoney, String price) {
            return new PriceRound(
                    round("rd_seed"),
                    null,
                    usd(postMoney),
                    Price.of(price, "USD"),
                    "Seed",
                    null,
                    on("2020-06-01"),
                    null);
        }
    }

    @Nested
    class Committing_to_a_round {
        @Test
        void an_investor_undertakes_to_pay_at_most_an_amount() {
            CommitmentMade fact = seedPriced().fact(CommitmentMade.class, commit("rd_seed", FUND, "100", "2020-06-02"));
            assertThat(fact.role()).isEqualTo(Role.INVESTOR);
            assertThat(fact.amount()).isEqualTo(usd("100"));
        }

        @Test
        void in_the_rounds_currency_and_more_than_nothing() {
            assertThat(seedPriced()
                            .refuses(new CommitToRound(
                                    round("rd_seed"),
                                    FUND,
                                    Role.LEAD,
                                    Money.of("100", "EUR"),
                                    null,
                                    on("2020-06-02"),
                                    null)))
                    .isEqualTo(new WrongCurrency(Currency.of("USD"), Currency.of("EUR")));
            assertThat(seedPriced().refuses(commit("rd_seed", FUND, "0", "2020-06-02")))
                    .isEqualTo(new ZeroAmount("amount"));
        }

        @Test
        void the_legs_are_within_the_amount() {
            assertThat(seedPriced()
                            .refuses(new CommitToRound(
                                    round("rd_seed"),
                                    FUND,
                                    null,
                                    usd("100"),
                                    legs(cash("60"), credits("60")),
                                    on("2020-06-02"),
                                    null)))
                    .isEqualTo(new LegsExceedAmount(usd("100"), new BigDecimal("120")));
        }

        @Test
        void only_to_a_round_that_is_open_and_by_a_party() {
            Scenario scenario = seedPriced();
            assertThat(scenario.refuses(commit("rd_seed", NOBODY, "100", "2020-06-02")))
                    .isEqualTo(new PartyNotRegistered(NOBODY));
            assertThat(scenario.refuses(commit("rd_seed", FUND, "100", "2020-05-31")))
                    .isEqualTo(new UnknownRound(round("rd_seed")));
            scenario.and(new CancelRound(round("rd_seed"), "no interest", on("2020-07-01"), null));
            assertThat(scenario.refuses(commit("rd_seed", FUND, "100", "2020-07-02")))
                    .isEqualTo(new RoundCancelledAlready(round("rd_seed")));
        }
    }

    @Nested
    class Closing_a_round {
        @Test
        void shares_are_issued_and_paid_for() {
            Scenario scenario = seedPriced()
                    .and(close("rd_seed", "2020-06-10", shares(FUND, "Seed", "100", cash("70"), credits("30"))));
            Company company = scenario.head();
            assertThat(company.outstanding("Seed")).isEqualTo(Shares.of(100));
            assertThat(company.rounds().get(round("rd_seed")).closings()).isEqualTo(1);
            assertThat(company.credits().pool(FUND, CLOUD, Currency.of("USD")).committed())
                    .isEqualByComparingTo("30");
        }

        @Test
        void the_class_is_the_priced_one_when_none_is_named() {
            RoundClosed fact = seedPriced()
                    .fact(RoundClosed.class, close("rd_seed", "2020-06-10", shares(FUND, null, "100", cash("100"))));
            assertThat(fact.subscriptions().getFirst().shareClass()).isEqualTo("Seed");
            assertThat(fact.closing().value()).startsWith("cl_made-");
            assertThat(fact.last()).isFalse();
        }

        @Test
        void it_may_close_several_times_until_the_last() {
            Scenario scenario = seedPriced()
                    .and(
                            close("rd_seed", "2020-06-10", shares(FUND, "Seed", "100", cash("100"))),
                            last("2020-07-10", shares(AMY, "Seed", "10", cash("10"))));
            assertThat(scenario.refuses(close("rd_seed", "2020-08-10", shares(FUND, "Seed", "1", cash("1")))))
                    .isEqualTo(new RoundAlreadyClosed(round("rd_seed")));
            scenario.accepts(close("rd_seed", "2020-07-09", shares(FUND, "Seed", "1", cash("1"))));
        }

        @Test
        void a_back_dated_last_closing_names_the_closing_after_it() {
            Scenario scenario =
                    seedPriced().and(close("rd_seed", "2020-08-10", shares(FUND, "Seed", "100", cash("100"))));
            assertThat(scenario.refuses(last("2020-07-10"))).isInstanceOfSatisfying(BreaksLaterEvent.class, breaks -> {
                assertThat(breaks.rule()).isEqualTo("round-already-closed");
                assertThat(breaks.on()).isEqualTo(LocalDate.of(2020, 8, 10));
            });
        }

        @Test
        void the_legs_pay_the_price() {
            assertThat(seedPriced()
                            .refuses(close("rd_seed", "2020-06-10", shares(FUND, "Seed", "100", cash("100.01")))))
                    .isEqualTo(new ConsiderationContradictsPrice(
                            FUND, usd("100.01"), Shares.of(100), new BigDecimal("1"), new BigDecimal("100")));
        }

        @Test
        void only_shares_of_the_priced_class_with_their_number() {
            assertThat(seedPriced().refuses(close("rd_seed", "2020-06-10", shares(FUND, "Common", "100", cash("100")))))
                    .isEqualTo(new NotThePricedClass(round("rd_seed"), "Seed", "Common"));
            assertThat(seedPriced().refuses(close("rd_seed", "2020-06-10", cashOnly())))
                    .isEqualTo(new QuantityMissing(round("rd_seed"), FUND));
        }

        @Test
        void an_unpriced_round_records_what_was_paid_or_shares_with_their_class() {
            Scenario scenario = founded().and(preferred("Seed", "500", "2020-06-01"), open("rd_seed", "2020-06-01"));
            scenario.accepts(close("rd_seed", "2020-06-10", cashOnly()));
            scenario.accepts(close("rd_seed", "2020-06-10", shares(FUND, "Seed", "5", cash("100"))));
            assertThat(scenario.refuses(close("rd_seed", "2020-06-10", shares(FUND, null, "5", cash("100")))))
                    .isEqualTo(new RoundNotPriced(round("rd_seed"), FUND));
            assertThatThrownBy(() -> scenario.decide(close(
                            "rd_seed", "2020-06-10", new Subscribe(FUND, se("se_x"), "Seed", null, legs(cash("1"))))))
                    .isInstanceOf(InvalidValue.class);
        }

        @Test
        void not_over_what_is_authorised_by_all_subscriptions_together() {
            assertThat(seedPriced()
                            .refuses(close(
                                    "rd_seed",
                                    "2020-06-10",
                                    shares(FUND, "Seed", "300", cash("300")),
                                    shares(AMY, "Seed", "201", cash("201")))))
                    .isEqualTo(new OverAuthorised("Seed", Shares.of(500), Shares.ZERO, Shares.of(501)));
        }

        @Test
        void not_over_what_the_investor_has_committed() {
            Scenario scenario = seedPriced()
                    .and(
                            commit("rd_seed", FUND, "150", "2020-06-02"),
                            close("rd_seed", "2020-06-10", shares(FUND, "Seed", "100", cash("100"))));
            assertThat(scenario.refuses(close("rd_seed", "2020-06-11", shares(FUND, "Seed", "51", cash("51")))))
                    .isEqualTo(new OverCommitted(round("rd_seed"), FUND, usd("150"), usd("100"), usd("51")));
            scenario.accepts(close("rd_seed", "2020-06-11", shares(FUND, "Seed", "50", cash("50"))));
            scenario.accepts(close("rd_seed", "2020-06-11", shares(AMY, "Seed", "51", cash("51"))));
        }

        @Test
        void in_the_rounds_currency() {
            assertThat(seedPriced()
                            .refuses(close(
                                    "rd_seed",
                                    "2020-06-10",
                                    shares(FUND, "Seed", "1", Leg.cash(Money.of("1", "EUR"))))))
                    .isEqualTo(new WrongCurrency(Currency.of("USD"), Currency.of("EUR")));
        }

        @Test
        void ids_are_taken_once() {
            Scenario scenario = seedPriced()
                    .and(new CloseRound(
                            round("rd_seed"),
                            new ClosingId("cl_one"),
                            List.of(shares(FUND, "Seed", "1", cash("1"))),
                            null,
                            on("2020-06-10"),
                            null));
            assertThat(scenario.refuses(new CloseRound(
                            round("rd_seed"),
                            new ClosingId("cl_one"),
                            List.of(shares(FUND, "Seed", "1", cash("1"))),
                            null,
                            on("2020-06-10"),
                            null)))
                    .isEqualTo(new IdTaken("cl_one"));
            Subscribe again = new Subscribe(FUND, se("se_new"), "Seed", Shares.of(1), legs(cash("1")));
            assertThat(scenario.refuses(close("rd_seed", "2020-06-10", again, again)))
                    .isEqualTo(new IdTaken("se_new"));
            assertThat(scenario.refuses(close(
                            "rd_seed",
                            "2020-06-10",
                            new Subscribe(FUND, se("se_a"), "Seed", Shares.of(1), legs(cash("1"))))))
                    .isEqualTo(new IdTaken("se_a"));
        }

        @Test
        void without_subscriptions_it_is_the_last() {
            assertThat(seedPriced().refuses(close("rd_seed", "2020-06-10")))
                    .isEqualTo(new NothingToClose(round("rd_seed")));
            Scenario scenario = seedPriced().and(last("2020-06-10"));
            assertThat(scenario.head().rounds().get(round("rd_seed")).status()).isEqualTo(Round.Status.CLOSED);
        }

        @Test
        void not_a_round_that_is_unknown_or_only_reported() {
            Scenario scenario = founded().and(reportRound("rd_press", "2020-05", null, participant(FUND)));
            assertThat(scenario.refuses(close("rd_none", "2020-06-10", cashOnly())))
                    .isEqualTo(new UnknownRound(round("rd_none")));
            assertThat(scenario.refuses(close("rd_press", "2020-06-10", cashOnly())))
                    .isEqualTo(new RoundIsReported(round("rd_press")));
            assertThat(seedPriced().refuses(close("rd_seed", "2020-06-10", shares(NOBODY, "Seed", "1", cash("1")))))
                    .isEqualTo(new PartyNotRegistered(NOBODY));
        }

        private static Subscribe cashOnly() {
            return new Subscribe(FUND, null, null, null, legs(cash("100")));
        }

        private static CloseRound last(String day, Subscribe... subscriptions) {
            return new CloseRound(round("rd_seed"), null, List.of(subscriptions), true, on(day), null);
        }
    }

    @Nested
    class Cancelling_a_round {
        @Test
        void nothing_more_happens_to_it() {
            Scenario scenario =
                    seedPriced().and(new CancelRound(round("rd_seed"), "no interest", on("2020-07-01"), null));
            assertThat(scenario.refuses(close("rd_seed", "2020-07-01", shares(FUND, "Seed", "1", cash("1")))))
                    .isEqualTo(new RoundCancelledAlready(round("rd_seed")));
            assertThat(scenario.refuses(new CancelRound(round("rd_seed"), "again", on("2020-07-02"), null)))
                    .isEqualTo(new RoundCancelledAlready(round("rd_seed")));
        }

        @Test
        void not_after_a_closing() {
            Scenario scenario = seedPriced().and(close("rd_seed", "2020-06-10", shares(FUND, "Seed", "1", cash("1"))));
            assertThat(scenario.refuses(new CancelRound(round("rd_seed"), "late", on("2020-07-02"), null)))
                    .isEqualTo(new RoundPartlyClosed(round("rd_seed"), 1));
        }
    }

    @Nested
    class Reporting_and_firming_up {
        @Test
        void a_round_is_reported_by_its_month_and_takes_the_default_role() {
            RoundReported fact =
                    founded().fact(RoundReported.class, reportRound(null, "2020-05", null, participant(FUND)));
            assertThat(fact.when())
                    .isEqualTo(new EffectiveOn(LocalDate.of(2020, 5, 31), LocalDate.of(2020, 5, 1), Precision.MONTH));
            assertThat(fact.status()).isEqualTo(ReportedStatus.CLOSED);
            assertThat(fact.participants().getFirst().role()).isEqualTo(Role.INVESTOR);
        }

        @Test
        void a_vague_date_ends_with_its_source() {
            assertThat(founded()
                            .fact(RoundReported.class, reportRound(null, "2024", null, participant(FUND)))
                            .when()
                            .effectiveOn())
                    .isEqualTo(LocalDate.of(2024, 3, 11));
            assertThat(founded().refuses(reportRound(null, "2024-Q4", null, participant(FUND))))
                    .isEqualTo(new StatedBeforeItHappened("2024-Q4", LocalDate.of(2024, 3, 11)));
        }

        @Test
        void figures_are_in_their_units_and_parties_are_named_once() {
            assertThat(founded()
                            .refuses(reportRound(null, "2020-05", Stated.percent(Op.EXACT, "5"), participant(FUND))))
                    .isEqualTo(new UnitDoesNotFit("raised", Unit.PERCENT, Unit.MONEY));
            assertThat(founded().refuses(reportRound(null, "2020-05", null, participant(FUND), participant(FUND))))
                    .isEqualTo(new DuplicateParticipant(FUND));
            assertThat(founded().refuses(reportRound(null, "2020-05", null, participant(NOBODY))))
                    .isEqualTo(new PartyNotRegistered(NOBODY));
            Scenario scenario = founded().and(reportRound("rd_x", "2020-05", null, participant(FUND)));
            assertThat(scenario.refuses(reportRound("rd_x", "2020-05", null, participant(FUND))))
                    .isEqualTo(new IdTaken("rd_x"));
        }

        @Test
        void investments_totals_and_positions_are_reports_of_their_own() {
            Scenario scenario = founded();
            assertThat(scenario.accepts(new ReportInvestment(
                                    null, List.of(participant(FUND)), on("2021-01-01"), null, press()))
                            .id())
                    .startsWith("rp_made-");
            assertThat(scenario.accepts(new ReportTotalRaised(
                                    null, Stated.money(Op.AT_LEAST, "5", "USD"), on("2021-01-01"), null, press()))
                            .id())
                    .startsWith("rp_made-");
            scenario.fact(
                    PositionReported.class,
                    new ReportPosition(
                            new ReportId("rp_p"),
                            FUND,
                            null,
                            Stated.percent(Op.APPROX, "36"),
                            on("2021-01-01"),
                            null,
                            press()));
            assertThatThrownBy(() ->
                            scenario.decide(new ReportInvestment(null, List.of(), on("2021-01-01"), null, press())))
                    .isInstanceOf(InvalidValue.class);
        }

        @Test
        void a_report_says_something_that_can_be_true() {
            assertThat(founded()
                            .refuses(new ReportPosition(
                                    new ReportId("rp_p"), FUND, null, null, on("2021-01-01"), null, press())))
                    .isEqualTo(new ClaimSaysNothing("rp_p"));
            Stated more = Stated.percent(Op.AT_LEAST, "101");
            assertThat(founded().refuses(new ReportPosition(null, FUND, null, more, on("2021-01-01"), null, press())))
                    .isEqualTo(new MoreThanWhole(more));
            assertThat(founded()
                            .refuses(new ReportTotalRaised(
                                    null, Stated.times(Op.EXACT, "5"), on("2021-01-01"), null, press())))
                    .isEqualTo(new UnitDoesNotFit("amount", Unit.TIMES, Unit.MONEY));
        }

        @Test
        void claims_without_a_date_take_those_of_what_they_are_about() {
            Scenario scenario = founded().and(reportRound("rd_press", "2020-05", null, participant(FUND)));
            ClaimsAdded fact = scenario.fact(ClaimsAdded.class, raised("rd_press", null));
            assertThat(fact.when().effectiveOn()).isEqualTo(LocalDate.of(2020, 5, 31));
            assertThat(fact.when().precision()).isEqualTo(Precision.MONTH);
        }

        @Test
        void claims_about_a_known_participant_need_no_role() {
            Scenario scenario = founded().and(reportRound("rd_press", "2020-05", null, participant(FUND)));
            ClaimsAdded fact = scenario.fact(
                    ClaimsAdded.class,
                    claims("rd_press", null, List.of(participant(FUND), participant(AMY)), null, null));
            assertThat(fact.participants().getFirst().role()).isNull();
            assertThat(fact.participants().getLast().role()).isEqualTo(Role.INVESTOR);
        }

        @Test
        void claims_fit_what_they_are_about() {
            Scenario scenario = seedPriced()
                    .and(
                            reportRound("rd_press", "2020-05", null, participant(FUND)),
                            new ReportTotalRaised(
                                    new ReportId("rp_total"),
                                    Stated.money(Op.EXACT, "5", "USD"),
                                    on("2021-01-01"),
                                    null,
                                    press()),
                            new ReportInvestment(
                                    new ReportId("rp_inv"),
                                    List.of(participant(FUND)),
                                    on("2021-01-01"),
                                    null,
                                    press()),
                            new ReportPosition(
                                    new ReportId("rp_pos"),
                                    FUND,
                                    null,
                                    Stated.percent(Op.EXACT, "5"),
                                    on("2021-01-01"),
                                    null,
                                    press()));
            Stated stake = Stated.percent(Op.EXACT, "5");
            Stated total = Stated.money(Op.EXACT, "5", "USD");
            assertThat(scenario.refuses(claims("rd_press", null, null, stake, null)))
                    .isEqualTo(new MeasureDoesNotFit("rd_press", "stake"));
            assertThat(scenario.refuses(claims("rp_total", null, null, stake, null)))
                    .isEqualTo(new MeasureDoesNotFit("rp_total", "stake"));
            assertThat(scenario.refuses(claims("rp_inv", null, null, stake, null)))
                    .isEqualTo(new MeasureDoesNotFit("rp_inv", "stake"));
            assertThat(scenario.refuses(claims("rp_pos", null, null, null, total)))
                    .isEqualTo(new MeasureDoesNotFit("rp_pos", "totalRaised"));
            assertThat(scenario.refuses(claims("rd_press", null, null, null, null)))
                    .isEqualTo(new ClaimSaysNothing("rd_press"));
            assertThat(scenario.refuses(claims("rp_none", null, null, stake, null)))
                    .isEqualTo(new UnknownReport("rp_none"));
            assertThat(scenario.refuses(raised("rd_seed", null))).isEqualTo(new NotReported(round("rd_seed")));
            scenario.accepts(claims("rp_total", null, null, null, total));
            scenario.accepts(claims("rp_pos", null, null, stake, null));
            scenario.accepts(claims("rp_inv", null, List.of(participant(AMY)), null, null));
        }

        @Test
        void claims_of_a_finer_date_than_the_round_wait_for_it_to_be_sharpened() {
            Scenario scenario = founded().and(reportRound("rd_press", "2020-05", null, participant(FUND)));
            assertThat(scenario.refuses(raised("rd_press", "2020-05-10"))).isInstanceOf(DateTooVague.class);
            assertThat(scenario.refuses(raised("rd_press", "2020-04-10"))).isInstanceOf(UnknownReport.class);
        }

        @Test
        void a_reported_round_is_firmed_up_once_by_a_recorded_one() {
            Scenario scenario = seedPriced()
                    .and(reportRound("rd_press", "2020-05", null, participant(FUND)), open("rd_other", "2020-06-01"));
            assertThat(scenario.refuses(firmUp("rd_seed", "rd_other"))).isEqualTo(new NotReported(round("rd_other")));
            assertThat(scenario.refuses(firmUp("rd_press", "rd_press")))
                    .isEqualTo(new RoundIsReported(round("rd_press")));
            assertThat(scenario.refuses(firmUp("rd_none", "rd_press"))).isEqualTo(new UnknownRound(round("rd_none")));
            assertThat(scenario.refuses(firmUp("rd_seed", "rd_none"))).isEqualTo(new UnknownRound(round("rd_none")));
            scenario.and(firmUp("rd_seed", "rd_press"));
            assertThat(scenario.head().rounds().get(round("rd_press")).firmedUpBy())
                    .isEqualTo(round("rd_seed"));
            assertThat(scenario.refuses(firmUp("rd_other", "rd_press")))
                    .isEqualTo(new AlreadyFirmedUp(round("rd_press"), round("rd_seed")));
        }

        @Test
        void a_cancelled_round_firms_nothing_up() {
            Scenario scenario = seedPriced()
                    .and(
                            reportRound("rd_press", "2020-05", null, participant(FUND)),
                            new CancelRound(round("rd_seed"), "no interest", on("2020-07-01"), null));
            assertThat(scenario.refuses(firmUp("rd_seed", "rd_press")))
                    .isEqualTo(new RoundCancelledAlready(round("rd_seed")));
        }

        private static FirmUpRound firmUp(String round, String reported) {
            return new FirmUpRound(round(round), round(reported), on("2021-01-01"), null);
        }

        private static AddClaims raised(String about, String day) {
            return new AddClaims(
                    about,
                    Stated.money(Op.AT_LEAST, "5", "USD"),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    day == null ? null : on(day),
                    null,
                    press());
        }

        private static AddClaims claims(
                String about, Stated raised, List<Participant> participants, Stated stake, Stated total) {
            return new AddClaims(
                    about, raised, null, null, null, participants, total, null, stake, null, null, press());
        }
    }

    @Nested
    class Compute_credits {
        private static Scenario committed() {
            return founded()
                    .and(new CommitComputeCredits(
                            FUND, CLOUD, usd("100"), "training", day("2021-12-31"), on("2021-01-01"), null));
        }

        @Test
        void are_delivered_and_used_by_the_only_vendor_without_naming_it() {
            Scenario scenario = committed();
            assertThat(scenario.fact(ComputeCreditsDelivered.class, deliver("60", "2021-02-01"))
                            .vendor())
                    .isEqualTo(CLOUD);
            scenario.and(deliver("60", "2021-02-01"));
            scenario.fact(ComputeCreditsConsumed.class, consume("60", "2021-03-01"));
            scenario.fact(ComputeCreditsExpired.class, expire("60", true, "2022-01-01"));
            scenario.fact(ComputeCreditsExpired.class, expire("40", false, "2022-01-01"));
            scenario.fact(
                    ComputeCreditsRevalued.class,
                    new RevalueComputeCredits(FUND, null, usd("0"), on("2021-03-01"), null));
        }

        @Test
        void no_more_is_delivered_or_expires_undelivered_than_was_committed() {
            Scenario scenario = committed().and(deliver("60", "2021-02-01"), expire("10", false, "2021-03-01"));
            assertThat(scenario.refuses(deliver("31", "2021-04-01")))
                    .isEqualTo(new MoreThanCommitted(FUND, CLOUD, new BigDecimal("30"), usd("31")));
            assertThat(scenario.refuses(expire("31", false, "2021-04-01")))
                    .isEqualTo(new MoreThanCommitted(FUND, CLOUD, new BigDecimal("30"), usd("31")));
            scenario.accepts(deliver("30", "2021-04-01"));
        }

        @Test
        void no_more_is_used_or_expires_than_was_delivered() {
            Scenario scenario = committed()
                    .and(deliver("60", "2021-02-01"), consume("20", "2021-03-01"), expire("10", true, "2021-03-02"));
            assertThat(scenario.refuses(consume("31", "2021-04-01")))
                    .isEqualTo(new MoreThanDelivered(FUND, CLOUD, new BigDecimal("30"), usd("31")));
            assertThat(scenario.refuses(expire("31", true, "2021-04-01")))
                    .isEqualTo(new MoreThanDelivered(FUND, CLOUD, new BigDecimal("30"), usd("31")));
        }

        @Test
        void a_back_dated_use_leaves_the_later_one_what_it_used() {
            Scenario scenario = committed().and(deliver("60", "2021-02-01"), consume("50", "2021-06-01"));
            assertThat(scenario.refuses(consume("20", "2021-03-01")))
                    .isInstanceOfSatisfying(
                            BreaksLaterEvent.class,
                            breaks -> assertThat(breaks.rule()).isEqualTo("more-than-delivered"));
        }

        @Test
        void they_lapse() {
            Scenario scenario = committed().and(deliver("60", "2021-02-01"));
            assertThat(scenario.refuses(consume("1", "2022-01-01")))
                    .isEqualTo(new CreditsLapsed(FUND, CLOUD, LocalDate.of(2021, 12, 31), LocalDate.of(2022, 1, 1)));
            assertThat(scenario.refuses(deliver("1", "2022-01-01"))).isInstanceOf(CreditsLapsed.class);
        }

        @Test
        void there_must_be_some_of_that_vendor_in_that_currency() {
            assertThat(founded().refuses(deliver("1", "2021-02-01")))
                    .isEqualTo(new NoCredits(FUND, null, LocalDate.of(2021, 2, 1)));
            assertThat(committed().refuses(new DeliverComputeCredits(FUND, AMY, usd("1"), on("2021-02-01"), null)))
                    .isEqualTo(new NoCredits(FUND, AMY, LocalDate.of(2021, 2, 1)));
            assertThat(committed()
                            .refuses(new DeliverComputeCredits(
                                    FUND, null, Money.of("1", "EUR"), on("2021-02-01"), null)))
                    .isEqualTo(new WrongCurrency(Currency.of("USD"), Currency.of("EUR")));
            assertThat(committed().refuses(new DeliverComputeCredits(FUND, NOBODY, usd("1"), on("2021-02-01"), null)))
                    .isEqualTo(new PartyNotRegistered(NOBODY));
            assertThat(committed().refuses(new RevalueComputeCredits(AMY, CLOUD, usd("1"), on("2021-02-01"), null)))
                    .isEqualTo(new NoCredits(AMY, CLOUD, LocalDate.of(2021, 2, 1)));
            assertThat(committed().refuses(deliver("0", "2021-02-01"))).isEqualTo(new ZeroAmount("amount"));
            assertThat(founded()
                            .refuses(new CommitComputeCredits(
                                    FUND, NOBODY, usd("1"), null, null, on("2021-01-01"), null)))
                    .isEqualTo(new PartyNotRegistered(NOBODY));
        }

        @Test
        void of_several_vendors_one_must_be_named() {
            Scenario scenario =
                    committed().and(new CommitComputeCredits(FUND, BEN, usd("5"), null, null, on("2021-01-01"), null));
            assertThat(scenario.refuses(deliver("1", "2021-02-01")))
                    .isEqualTo(new AmbiguousVendor(FUND, List.of(BEN, CLOUD)));
        }

        @Test
        void a_reported_upper_bound_limits_what_is_delivered_and_used() {
            Scenario scenario = founded()
                    .and(reportRound(
                            "rd_press",
                            "2021-01",
                            null,
                            withCredits(FUND, Stated.money(Op.LESS_THAN, "100", "USD"), CLOUD)));
            assertThat(scenario.refuses(deliver("100", "2021-02-01")))
                    .isEqualTo(new MoreThanCommitted(FUND, CLOUD, new BigDecimal("100"), usd("100")));
            scenario.accepts(deliver("99.99", "2021-02-01"));
            // How much of it was delivered nobody reported: any part may have been.
            scenario.accepts(consume("99.99", "2021-02-01"));
            assertThat(scenario.refuses(consume("100", "2021-02-01")))
                    .isEqualTo(new MoreThanDelivered(FUND, CLOUD, new BigDecimal("100"), usd("100")));
        }

        @Test
        void an_undisclosed_amount_limits_nothing_until_a_claim_says_something() {
            Scenario scenario = founded()
                    .and(reportRound("rd_press", "2021-01", null, withCredits(FUND, Stated.undisclosed(), CLOUD)));
            scenario.accepts(deliver("1000000", "2021-02-01"));
            scenario.and(new AddClaims(
                    "rd_press",
                    null,
                    null,
                    null,
                    null,
                    List.of(withCredits(FUND, Stated.money(Op.EXACT, "300", "USD"), null)),
                    null,
                    null,
                    null,
                    null,
                    null,
                    press()));
            assertThat(scenario.refuses(deliver("301", "2021-02-01")))
                    .isEqualTo(new MoreThanCommitted(FUND, CLOUD, new BigDecimal("300"), usd("301")));
        }

        @Test
        void an_investment_partly_in_credits_needs_its_vendor_named() {
            Scenario scenario = founded()
                    .and(new ReportInvestment(
                            null,
                            List.of(new Participant(
                                    FUND, null, Stated.undisclosed(), Leg.Kind.COMPUTE_CREDITS, List.of())),
                            on("2021-01-01"),
                            null,
                            press()));
            assertThat(scenario.refuses(deliver("1", "2021-02-01"))).isEqualTo(new AmbiguousVendor(FUND, List.of()));
            scenario.accepts(new DeliverComputeCredits(FUND, CLOUD, usd("1"), on("2021-02-01"), null));
        }

        @Test
        void a_round_firms_up_a_report_only_with_the_credits_that_were_delivered() {
            Scenario scenario = seedPriced()
                    .and(
                            reportRound(
                                    "rd_press",
                                    "2020-06",
                                    null,
                                    withCredits(FUND, Stated.money(Op.EXACT, "300", "USD"), CLOUD)),
                            deliver("100", "2020-07-01"));
            FirmUpRound firmUp = new FirmUpRound(round("rd_seed"), round("rd_press"), on("2020-08-01"), null);
            assertThat(scenario.refuses(firmUp)).isInstanceOf(MoreThanCommitted.class);
            scenario.and(close("rd_seed", "2020-06-30", shares(FUND, "Seed", "300", credits("300"))), firmUp);
            assertThat(scenario.refuses(deliver("201", "2020-09-01")))
                    .isEqualTo(new MoreThanCommitted(FUND, CLOUD, new BigDecimal("200"), usd("201")));
        }

        private static ConsumeComputeCredits consume(String amount, String day) {
            return new ConsumeComputeCredits(FUND, null, usd(amount), on(day), null);
        }

        private static ExpireComputeCredits expire(String amount, boolean delivered, String day) {
            return new ExpireComputeCredits(FUND, null, usd(amount), delivered, on(day), null);
        }
    }

    @Nested
    class Recording_a_valuation {
        @Test
        void money_for_the_company_or_a_fair_value_for_a_holder() {
            founded().fact(ValuationRecorded.class, valuation(ValuationKind.MARKET_CAP, "27800000000"));
            founded()
                    .fact(
                            ValuationRecorded.class,
                            new RecordValuation(
                                    ValuationKind.FAIR_VALUE,
                                    Stated.money(Op.EXACT, "500", "USD"),
                                    AMY,
                                    "Common",
                                    FairValueMethod.OPTION_PRICING_MODEL,
                                    FairValueLevel.LEVEL_3,
                                    Framework.ASC_820,
                                    null,
                                    null,
                                    on("2021-01-01"),
                                    null,
                                    null));
        }

        @Test
        void a_fair_value_needs_a_holder_who_holds_something_of_a_class_that_exists() {
            assertThat(founded().refuses(fairValue(FUND, null)))
                    .isEqualTo(new HoldsNothing(FUND, LocalDate.of(2021, 1, 1)));
            assertThat(founded().refuses(fairValue(NOBODY, null))).isEqualTo(new PartyNotRegistered(NOBODY));
            assertThat(founded().refuses(fairValue(AMY, "X"))).isEqualTo(new UnknownShareClass("X"));
            assertThatThrownBy(() -> founded().decide(fairValue(null, null))).isInstanceOf(InvalidValue.class);
        }

        @Test
        void it_says_something_in_its_unit() {
            assertThat(founded().refuses(of(ValuationKind.REPORTED, Stated.undisclosed(), null, null)))
                    .isEqualTo(new ClaimSaysNothing("co_acme"));
            assertThat(founded().refuses(of(ValuationKind.REPORTED, Stated.times(Op.EXACT, "2"), null, null)))
                    .isEqualTo(new UnitDoesNotFit("value", Unit.TIMES, Unit.MONEY));
            founded().accepts(of(ValuationKind.STEP_UP, Stated.times(Op.EXACT, "2"), StepUpBasis.POST_TO_POST, null));
            assertThatThrownBy(() ->
                            founded().decide(of(ValuationKind.STEP_UP, Stated.times(Op.EXACT, "2"), null, null)))
                    .isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> founded()
                            .decide(of(
                                    ValuationKind.REPORTED,
                                    Stated.money(Op.EXACT, "2", "USD"),
                                    null,
                                    Stated.money(Op.EXACT, "2", "USD"))))
                    .isInstanceOf(InvalidValue.class);
        }

        private static RecordValuation of(ValuationKind kind, Stated value, StepUpBasis basis, Stated translation) {
            return new RecordValuation(
                    kind, value, null, null, null, null, null, basis, translation, on("2021-01-01"), null, press());
        }

        private static RecordValuation fairValue(PartyId holder, String shareClass) {
            return new RecordValuation(
                    ValuationKind.FAIR_VALUE,
                    Stated.money(Op.EXACT, "500", "USD"),
                    holder,
                    shareClass,
                    null,
                    null,
                    null,
                    null,
                    null,
                    on("2021-01-01"),
                    null,
                    null);
        }
    }

    @Nested
    class Rights_distributions_and_losses {
        @Test
        void anybody_registered_can_have_a_right() {
            founded()
                    .fact(
                            RightGranted.class,
                            new GrantRight(
                                    RightKind.EXCLUSIVE_VENDOR, CLOUD, "compute", on("2021-01-01"), null, press()));
            assertThat(founded()
                            .refuses(new GrantRight(RightKind.BOARD_SEAT, NOBODY, null, on("2021-01-01"), null, null)))
                    .isEqualTo(new PartyNotRegistered(NOBODY));
        }

        @Test
        void distributions_reach_who_holds_or_held_something() {
            founded().fact(DistributionPaid.class, dividend(AMY, "10"));
            Scenario sold = founded().and(repurchase("Common", AMY, "600", "2020-12-01"));
            sold.accepts(dividend(AMY, "10"));
            assertThat(founded().refuses(dividend(FUND, "10")))
                    .isEqualTo(new HoldsNothing(FUND, LocalDate.of(2021, 1, 1)));
            assertThat(founded().refuses(dividend(AMY, "0"))).isEqualTo(new ZeroAmount("amount"));
            assertThat(founded().refuses(dividend(NOBODY, "1"))).isEqualTo(new PartyNotRegistered(NOBODY));
        }

        @Test
        void a_reported_investor_has_something_too() {
            Scenario scenario = founded().and(reportRound("rd_press", "2020-05", null, participant(FUND)));
            scenario.accepts(dividend(FUND, "10"));
            scenario.fact(InvestmentImpaired.class, impair(FUND, "10"));
        }

        @Test
        void only_what_is_held_can_be_impaired_and_only_once_written_off() {
            assertThat(founded().refuses(impair(FUND, "10")))
                    .isEqualTo(new HoldsNothing(FUND, LocalDate.of(2021, 1, 1)));
            assertThat(founded().refuses(impair(AMY, "0"))).isEqualTo(new ZeroAmount("amount"));
            assertThat(founded().refuses(writeOff(FUND))).isEqualTo(new HoldsNothing(FUND, LocalDate.of(2021, 1, 1)));
            Scenario scenario = founded().and(writeOff(AMY));
            assertThat(scenario.refuses(writeOff(AMY))).isEqualTo(new WrittenOffAlready(AMY));
            assertThat(scenario.refuses(impair(AMY, "10"))).isEqualTo(new WrittenOffAlready(AMY));
            scenario.and(transfer(BEN, AMY, "1", "2021-01-01"));
            scenario.accepts(impair(AMY, "10"));
        }

        private static PayDistribution dividend(PartyId party, String amount) {
            return new PayDistribution(DistributionKind.DIVIDEND, party, usd(amount), on("2021-01-01"), null);
        }

        private static ImpairInvestment impair(PartyId party, String amount) {
            return new ImpairInvestment(party, usd(amount), "market", on("2021-01-01"), null);
        }

        private static WriteOffInvestment writeOff(PartyId party) {
            return new WriteOffInvestment(party, "market", on("2021-01-01"), null);
        }
    }

    @Nested
    class Acquisition {
        @Test
        void with_prices_all_shares_of_the_classes_pass_to_the_acquirer() {
            Scenario scenario = founded().and(transfer(AMY, FUND, "100", "2020-06-01"), acquire("Common"));
            Company company = scenario.head();
            assertThat(company.shares().held(FUND, "Common")).isEqualTo(Shares.of(1000));
            assertThat(company.shares().holds(AMY)).isFalse();
            assertThat(company.outstanding("Common")).isEqualTo(Shares.of(1000));
            CompanyAcquired fact =
                    (CompanyAcquired) scenario.timeline().facts().getLast().fact();
            assertThat(fact.acquired()).hasSize(2).allMatch(lot -> lot.price() != null);
        }

        @Test
        void without_prices_only_the_fact_is_known() {
            Scenario scenario = founded().and(acquireFact(null));
            assertThat(scenario.head().life().acquirer()).isEqualTo(FUND);
            assertThat(scenario.head().shares().held(AMY, "Common")).isEqualTo(Shares.of(600));
            assertThat(scenario.refuses(acquireFact(null))).isEqualTo(new AcquiredAlready(FUND));
        }

        @Test
        void what_a_partial_acquisition_left_can_be_acquired() {
            Scenario scenario = founded().and(acquireFact(Stated.percent(Op.EXACT, "51")));
            scenario.accepts(acquireFact(null));
        }

        @Test
        void there_is_something_to_acquire_by_somebody_of_a_class_that_exists() {
            Scenario scenario = founded().and(acquire("Common"));
            assertThat(scenario.refuses(acquire("Common"))).isEqualTo(new NothingToAcquire(FUND, List.of("Common")));
            assertThat(founded().refuses(acquire("X"))).isEqualTo(new UnknownShareClass("X"));
            assertThat(founded().refuses(new AcquireCompany(NOBODY, null, null, on("2021-01-01"), null, null)))
                    .isEqualTo(new PartyNotRegistered(NOBODY));
            assertThat(founded().refuses(acquireFact(Stated.times(Op.EXACT, "2"))))
                    .isEqualTo(new UnitDoesNotFit("stake", Unit.TIMES, Unit.PERCENT));
        }

        @Test
        void a_back_dated_sale_of_an_acquired_security_names_the_acquisition() {
            Scenario scenario = founded().and(acquire("Common"));
            assertThat(scenario.refuses(transfer(AMY, BEN, "1", "2020-12-01")))
                    .isInstanceOfSatisfying(
                            BreaksLaterEvent.class,
                            breaks -> assertThat(breaks.version()).isEqualTo(4));
        }

        private static AcquireCompany acquire(String shareClass) {
            return new AcquireCompany(
                    FUND, null, Map.of(shareClass, Price.of("3", "USD")), on("2021-01-01"), null, null);
        }

        private static AcquireCompany acquireFact(Stated stake) {
            return new AcquireCompany(FUND, stake, null, on("2021-01-01"), null, press());
        }
    }

    @Nested
    class Listing_and_dissolution {
        @Test
        void preferred_shares_convert_when_asked() {
            Scenario scenario = seedPriced()
                    .and(
                            close("rd_seed", "2020-06-10", shares(FUND, "Seed", "100", cash("100"))),
                            new AdjustAuthorisedShares("Common", Shares.of(2000), on("2020-12-31"), null));
            CompanyListed fact = scenario.fact(CompanyListed.class, list("Common"));
            assertThat(fact.conversions()).hasSize(1);
            scenario.and(list("Common"));
            assertThat(scenario.head().outstanding("Seed")).isEqualTo(Shares.ZERO);
            assertThat(scenario.head().shares().held(FUND, "Common")).isEqualTo(Shares.of(100));
            assertThat(scenario.head().outstandingAsConverted()).isEqualTo(Fraction.of(1100));
        }

        @Test
        void the_common_class_has_room_for_them() {
            Scenario scenario =
                    seedPriced().and(close("rd_seed", "2020-06-10", shares(FUND, "Seed", "100", cash("100"))));
            assertThat(scenario.refuses(list("Common")))
                    .isEqualTo(new OverAuthorised("Common", Shares.of(1000), Shares.of(1000), Shares.of(100)));
        }

        @Test
        void once_per_exchange_into_a_common_class_that_exists() {
            Scenario scenario = seedPriced().and(list(null));
            assertThat(scenario.refuses(list(null))).isEqualTo(new AlreadyListed("NYSE", "ACME"));
            assertThat(seedPriced().refuses(list("Seed"))).isEqualTo(new ConvertsIntoPreferred("Seed"));
            assertThat(seedPriced().refuses(list("X"))).isEqualTo(new UnknownShareClass("X"));
        }

        @Test
        void a_dissolved_company_has_no_shares_and_takes_nothing_but_the_aftermath() {
            Scenario scenario = founded().and(new DissolveCompany(on("2021-01-01"), null, null));
            assertThat(scenario.head().securities()).isEmpty();
            assertThat(scenario.head().outstanding("Common")).isEqualTo(Shares.ZERO);
            assertThat(scenario.refuses(issue(null, "Common", AMY, "1", "2021-01-01")))
                    .isEqualTo(new CompanyDissolvedAlready(LocalDate.of(2021, 1, 1), LocalDate.of(2021, 1, 1)));
            assertThat(scenario.refuses(new DissolveCompany(on("2021-02-01"), null, null)))
                    .isInstanceOf(CompanyDissolvedAlready.class);
            scenario.accepts(
                    new PayDistribution(DistributionKind.EXIT_PROCEEDS, AMY, usd("1"), on("2021-02-01"), null));
            scenario.accepts(new WriteOffInvestment(AMY, "dissolved", on("2021-02-01"), null));
            scenario.accepts(issueWithinLimit());
        }

        private static CompanyCommand issueWithinLimit() {
            return transfer(AMY, BEN, "1", "2020-12-31");
        }

        private static ListCompany list(String into) {
            return new ListCompany("NYSE", "ACME", into, null, on("2021-01-01"), null, null);
        }
    }

    @Nested
    class A_batch {
        @Test
        void is_accepted_as_a_whole_each_command_seeing_the_ones_before() {
            Batch batch = new Batch(List.of(
                    register("2020-01-01"),
                    common("Common", "1000", "2020-01-01"),
                    issue("se_a", "Common", AMY, "600", "2020-01-02"),
                    transfer(AMY, BEN, "100", "2020-01-03")));
            assertThat(Scenario.given().accepts(batch).facts()).hasSize(4);
            assertThat(Scenario.given(batch).head().shares().held(BEN, "Common"))
                    .isEqualTo(Shares.of(100));
        }

        @Test
        void is_refused_as_a_whole_naming_the_command() {
            Refusal refusal = founded()
                    .refuses(new Batch(
                            List.of(transfer(AMY, BEN, "100", "2020-02-03"), transfer(AMY, BEN, "501", "2020-02-03"))));
            assertThat(refusal)
                    .isEqualTo(new RefusedInBatch(
                            1,
                            new MoreThanHeld(AMY, "Common", Shares.of(500), Shares.of(501), LocalDate.of(2020, 2, 3))));
            assertThat(refusal.type()).isEqualTo("more-than-held");
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
        }

        @Test
        void has_commands_and_none_of_them_is_a_batch() {
            assertThat(founded().refuses(new Batch(List.of()))).isEqualTo(new EmptyBatch());
            assertThat(founded().refuses(new Batch(List.of(new Batch(List.of())))))
                    .isEqualTo(new RefusedInBatch(0, new BatchInBatch(0)));
        }
    }

    @Nested
    class Refusals {
        @Test
        void there_are_more_than_thirty_and_each_has_a_name_of_its_own() {
            List<Class<?>> all =
                    Stream.of(CompanyRefusal.class.getPermittedSubclasses()).toList();
            assertThat(all).hasSizeGreaterThan(30);
            Set<String> names = all.stream()
                    .map(type -> Refusal.typeOf(type.asSubclass(Refusal.class)))
                    .collect(Collectors.toSet());
            assertThat(names).hasSameSizeAs(all);
        }

        /** Whoever adds a refusal writes the sentence in which it is expected. */
        @Test
        void each_is_expected_in_a_sentence_above_or_among_the_amendments_or_the_terms() throws IOException {
            Path here = Path.of("src/test/java/io/dealledger/company");
            String sentences = Files.readString(here.resolve("CompanyTest.java"))
                    + Files.readString(here.resolve("AmendmentsTest.java"))
                    + Files.readString(here.resolve("ClassTermsTest.java"));
            assertThat(CompanyRefusal.class.getPermittedSubclasses())
                    .allMatch(type -> Pattern.compile(
                                    "(new " + type.getSimpleName() + "\\(|\\(" + type.getSimpleName() + "\\.class)")
                            .matcher(sentences)
                            .find());
        }
    }
}
