package io.dealledger.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Conflict;
import io.dealledger.calculation.Printed;
import io.dealledger.company.CreditEvent.ComputeCreditsDelivered;
import io.dealledger.company.HoldingEvent.DistributionKind;
import io.dealledger.company.HoldingEvent.DistributionPaid;
import io.dealledger.company.HoldingEvent.Framework;
import io.dealledger.company.HoldingEvent.InvestmentImpaired;
import io.dealledger.company.HoldingEvent.InvestmentWrittenOff;
import io.dealledger.company.HoldingEvent.ValuationKind;
import io.dealledger.company.HoldingEvent.ValuationRecorded;
import io.dealledger.company.Leg;
import io.dealledger.company.LifeEvent.Acquired;
import io.dealledger.company.LifeEvent.CompanyAcquired;
import io.dealledger.company.LifeEvent.CompanyDissolved;
import io.dealledger.company.LifeEvent.CompanyListed;
import io.dealledger.company.LifeEvent.Conversion;
import io.dealledger.company.ReportEvent.ClaimsAdded;
import io.dealledger.company.ReportEvent.InvestmentReported;
import io.dealledger.company.ReportEvent.Participant;
import io.dealledger.company.ReportEvent.PositionReported;
import io.dealledger.company.ReportEvent.ReportedLeg;
import io.dealledger.company.ReportEvent.ReportedStatus;
import io.dealledger.company.ReportEvent.RoundReported;
import io.dealledger.company.RoundEvent.CommitmentMade;
import io.dealledger.company.RoundEvent.Role;
import io.dealledger.company.RoundEvent.RoundCancelled;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.RoundFirmedUp;
import io.dealledger.company.RoundEvent.RoundOpened;
import io.dealledger.company.RoundEvent.RoundPriced;
import io.dealledger.company.RoundEvent.Subscription;
import io.dealledger.company.ShareEvent.LotRule;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.company.ShareEvent.SharesSplit;
import io.dealledger.company.ShareEvent.SharesTransferred;
import io.dealledger.company.ShareEvent.TransferredLot;
import io.dealledger.exposure.Exposures.View;
import io.dealledger.fx.FxEvent.ExchangeRateRecorded;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.ledger.ClosingId;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.ReportId;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Currency;
import io.dealledger.money.Money;
import io.dealledger.money.Op;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import io.dealledger.money.Source;
import io.dealledger.money.SourceClass;
import io.dealledger.money.Stated;
import io.dealledger.party.PartyEvent.ParentSet;
import io.dealledger.party.PartyEvent.PartyKind;
import io.dealledger.party.PartyEvent.PartyRegistered;
import io.dealledger.party.Personal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Situations that the sample does not show, each with the few facts that it takes. */
class SituationsTest {
    private static final RoundId ROUND = new RoundId("rd_one");
    private static final RoundId REPORTED = new RoundId("rd_reported");
    private static final PartyId FUND = new PartyId("pa_fund");
    private static final PartyId CHILD = new PartyId("pa_child");
    private static final PartyId OTHER = new PartyId("pa_other");
    private static final Rounding WHOLE = new Rounding(0, RoundingMode.HALF_EVEN);

    private final RecordedLedger ledger = new RecordedLedger();

    SituationsTest() {
        for (PartyId party : List.of(FUND, CHILD, OTHER)) {
            ledger.add(
                    party.value(),
                    new PartyRegistered(
                            Personal.open("name"), PartyKind.FUND, null, List.of(), EffectiveOn.SINCE_ALWAYS));
        }
    }

    private SituationsTest given(Fact... facts) {
        for (Fact fact : facts) {
            ledger.add("co_acme", fact);
        }
        return this;
    }

    private Investment on(String asOf) {
        return ledger.investment("fund", "acme", asOf);
    }

    private Investment on(String asOf, View view) {
        return RecordedLedger.of(ledger.exposure("fund", asOf, ledger.head(), view), "acme");
    }

    private Investment by(Basis basis, String asOf) {
        return on(asOf, new View(basis, true, null, null));
    }

    private static EffectiveOn day(String day) {
        return EffectiveOn.day(LocalDate.parse(day));
    }

    private static Source source(SourceClass sourceClass) {
        return new Source("A paper", LocalDate.of(2024, 1, 1), null, null, sourceClass);
    }

    private static Stated usd(Op op, String amount) {
        return Stated.money(op, amount, "USD");
    }

    private static Money usd(String amount) {
        return Money.of(amount, "USD");
    }

    private static Participant participant(PartyId party, @Nullable Role role, Stated amount, ReportedLeg... legs) {
        return new Participant(party, role, amount, null, List.of(legs));
    }

    private static ReportedLeg credits(Stated amount, @Nullable PartyId vendor) {
        return new ReportedLeg(Leg.Kind.COMPUTE_CREDITS, amount, vendor, null, null);
    }

    private static RoundReported round(
            ReportedStatus status, @Nullable Stated postMoney, String day, Participant... participants) {
        return new RoundReported(
                REPORTED,
                null,
                status,
                null,
                null,
                postMoney,
                null,
                List.of(participants),
                day(day),
                source(SourceClass.PRESS_NAMED));
    }

    private static InvestmentReported investment(String id, String day, Participant... participants) {
        return new InvestmentReported(
                new ReportId("rp_" + id), List.of(participants), day(day), source(SourceClass.PRESS_NAMED));
    }

    private static ClaimsAdded claims(SourceClass sourceClass, String day, Participant... participants) {
        return new ClaimsAdded(
                REPORTED.value(),
                null,
                null,
                null,
                null,
                List.of(participants),
                null,
                List.of(),
                null,
                day(day),
                source(sourceClass));
    }

    private static ShareClassAuthorised common() {
        return authorised("Common", ShareClassType.COMMON, Ratio.ONE);
    }

    private static ShareClassAuthorised authorised(String name, ShareClassType type, Ratio ratio) {
        return new ShareClassAuthorised(name, type, null, null, null, null, null, null, null, ratio, day("2020-01-01"));
    }

    private static SharesIssued issued(String security, PartyId to, long quantity, @Nullable String price, String day) {
        return issued(security, "Common", to, quantity, price, day);
    }

    private static SharesIssued issued(
            String security, String shareClass, PartyId to, long quantity, @Nullable String price, String day) {
        return new SharesIssued(
                se(security),
                shareClass,
                to,
                Shares.of(quantity),
                price == null ? null : Price.of(price, "USD"),
                List.of(),
                day(day));
    }

    private static SecurityId se(String name) {
        return new SecurityId("se_" + name);
    }

    private static RoundClosed closed(boolean last, String day, PartyId to, Leg... legs) {
        return new RoundClosed(
                ROUND,
                new ClosingId("cl_" + day),
                List.of(new Subscription(to, null, null, null, List.of(legs))),
                last,
                day(day));
    }

    private static void is(Claim claim, String words) {
        assertThat(Printed.words(claim)).isEqualTo(words);
    }

    @Nested
    class A_reported_round {
        @Test
        void that_is_only_announced_may_not_have_been_paid() {
            given(round(
                    ReportedStatus.ANNOUNCED, null, "2024-01-10", participant(FUND, Role.LEAD, usd(Op.EXACT, "100"))));
            Funding funding = on("2024-02-01").funding();
            is(funding.invested(), "100 USD");
            is(funding.funded(), "between 0 and 100 USD");
            is(funding.unfunded(), "between 0 and 100 USD");
        }

        @Test
        void that_closed_was_paid_in_cash_as_far_as_nothing_else_is_said() {
            given(round(ReportedStatus.CLOSED, null, "2024-01-10", participant(FUND, Role.LEAD, usd(Op.EXACT, "100"))));
            Funding funding = on("2024-02-01").funding();
            is(funding.cash(), "100 USD");
            assertThat(funding.cash().assumption()).isEqualTo(Contributions.NOTHING_ELSE);
            is(funding.funded(), "100 USD");
            is(funding.unfunded(), "0 USD");
            assertThat(funding.credits().committed().op()).isEqualTo(Op.UNDISCLOSED);
        }

        @Test
        void adds_up_with_other_investments_of_the_group() {
            ledger.add("pa_child", new ParentSet(FUND, EffectiveOn.SINCE_ALWAYS));
            given(
                    investment("a", "2024-01-10", participant(FUND, Role.INVESTOR, usd(Op.EXACT, "100"))),
                    investment("b", "2024-01-11", participant(CHILD, Role.INVESTOR, usd(Op.AT_LEAST, "50"))),
                    investment("c", "2024-01-12", participant(FUND, Role.INVESTOR, Stated.undisclosed())));
            is(on("2024-01-10").funding().invested(), "100 USD");
            is(on("2024-01-11").funding().invested(), "at least 150 USD");
            is(on("2024-01-12").funding().invested(), "at least 150 USD");
            assertThat(on("2024-01-12").rounds()).isEmpty();
        }

        @Test
        void counts_a_component_of_a_worse_source_only_where_the_total_says_nothing() {
            given(
                    round(
                            ReportedStatus.CLOSED,
                            null,
                            "2024-01-10",
                            participant(FUND, Role.LEAD, usd(Op.MORE_THAN, "100"))),
                    claims(
                            SourceClass.PRESS_ANONYMOUS,
                            "2024-01-10",
                            participant(FUND, null, Stated.undisclosed(), credits(usd(Op.EXACT, "300"), OTHER))));
            is(on("2024-02-01").funding().invested(), "more than 100 USD");
        }

        @Test
        void names_the_conflict_of_a_component_with_a_smaller_total() {
            given(round(
                    ReportedStatus.CLOSED,
                    null,
                    "2024-01-10",
                    participant(FUND, Role.LEAD, usd(Op.EXACT, "100"), credits(usd(Op.EXACT, "300"), OTHER))));
            Investment investment = on("2024-02-01");
            is(investment.funding().invested(), "100 USD");
            assertThat(investment.conflicts())
                    .singleElement()
                    .satisfies(conflict -> assertThat(conflict.kind()).isEqualTo(Conflict.Kind.SOURCES_DISAGREE));
            assertThat(investment.funding().cash().op()).isEqualTo(Op.UNDISCLOSED);
        }

        @Test
        void bounds_what_is_partly_paid_in_a_kind_by_the_total() {
            given(investment(
                    "a",
                    "2024-01-10",
                    new Participant(FUND, Role.INVESTOR, usd(Op.EXACT, "100"), Leg.Kind.COMPUTE_CREDITS, List.of())));
            Funding funding = on("2024-02-01").funding();
            Printed credits = Printed.of(funding.credits().committed());
            assertThat(credits.lower()).isEqualTo("0");
            assertThat(credits.lowerInclusive()).isFalse();
            assertThat(credits.upper()).isEqualTo("100");
            assertThat(credits.upperInclusive()).isFalse();
            is(funding.cash(), "between 0 and 100 USD");
            assertThat(on("2024-02-01").circular().possible()).isTrue();
        }

        @Test
        void knows_of_its_credits_at_least_what_was_recorded_as_delivered() {
            given(
                    round(
                            ReportedStatus.CLOSED,
                            null,
                            "2024-01-10",
                            participant(FUND, Role.LEAD, usd(Op.EXACT, "800"), credits(usd(Op.EXACT, "300"), OTHER))),
                    new ComputeCreditsDelivered(FUND, OTHER, usd("120"), day("2024-03-01")));
            Funding funding = on("2024-03-01").funding();
            is(funding.credits().delivered(), "between 120 and 300 USD");
            is(funding.credits().undelivered(), "between 0 and 180 USD");
            is(funding.funded(), "between 620 and 800 USD");
            is(funding.unfunded(), "between 0 and 180 USD");
        }

        @Test
        void takes_its_figures_from_the_closings_once_it_is_firmed_up() {
            given(
                    round(
                            ReportedStatus.CLOSED,
                            null,
                            "2024-01-10",
                            participant(FUND, Role.LEAD, usd(Op.AT_LEAST, "90"))),
                    new RoundOpened(ROUND, "One", Currency.of("USD"), null, day("2024-01-05")),
                    new RoundFirmedUp(ROUND, REPORTED, day("2024-02-01")));
            is(on("2024-02-10").funding().invested(), "at least 90 USD");
            given(closed(true, "2024-02-20", FUND, Leg.cash(usd("100"))));
            Investment investment = on("2024-02-20");
            is(investment.funding().invested(), "100 USD");
            assertThat(investment.roles()).contains(HoldingRole.LEAD);
            assertThat(investment.beside().get("invested"))
                    .extracting(claim -> Printed.words(claim))
                    .containsExactly("100 USD", "at least 90 USD");
        }
    }

    @Nested
    class A_claim_of_what_was_invested_to_date {
        private PositionReported position(String amount, SourceClass sourceClass, String day) {
            return new PositionReported(
                    new ReportId("rp_position-" + day),
                    FUND,
                    List.of(usd(Op.EXACT, amount)),
                    null,
                    day(day),
                    source(sourceClass));
        }

        @Test
        void stands_in_place_of_the_investments_before_it_and_later_ones_come_on_top() {
            given(
                    investment("a", "2023-01-10", participant(FUND, Role.INVESTOR, usd(Op.EXACT, "100"))),
                    position("250", SourceClass.PRESS_NAMED, "2023-06-30"),
                    investment("b", "2024-01-10", participant(FUND, Role.INVESTOR, usd(Op.EXACT, "40"))));
            is(on("2023-06-29").funding().invested(), "100 USD");
            is(on("2023-06-30").funding().invested(), "250 USD");
            is(on("2024-01-10").funding().invested(), "290 USD");
        }

        @Test
        void does_not_outweigh_closings_that_are_recorded_to_the_cent_unless_it_is_a_filing() {
            given(
                    new RoundOpened(ROUND, "One", Currency.of("USD"), null, day("2023-01-01")),
                    closed(false, "2023-01-10", FUND, Leg.cash(usd("100"))),
                    position("250", SourceClass.PRESS_NAMED, "2023-06-30"));
            is(on("2023-07-01").funding().invested(), "100 USD");
            assertThat(on("2023-07-01").conflicts()).hasSize(1);
            given(position("260", SourceClass.PRIMARY_FILING, "2023-12-31"));
            is(on("2023-12-31").funding().invested(), "260 USD");
            is(on("2023-12-31").cost(), "260 USD");
        }
    }

    @Nested
    class A_commitment {
        @Test
        void is_open_until_a_closing_calls_it() {
            given(
                    new RoundOpened(ROUND, "One", Currency.of("USD"), FUND, day("2023-01-01")),
                    new CommitmentMade(ROUND, FUND, Role.LEAD, usd("1000"), List.of(), day("2023-01-02")));
            Funding before = on("2023-01-02").funding();
            is(before.invested(), "0 USD");
            is(before.committed(), "1000 USD");
            is(before.unfunded(), "1000 USD");
            given(closed(false, "2023-02-01", FUND, Leg.cash(usd("400"))));
            Funding after = on("2023-02-01").funding();
            is(after.invested(), "400 USD");
            is(after.committed(), "1000 USD");
            is(after.funded(), "400 USD");
            is(after.unfunded(), "600 USD");
            given(closed(true, "2023-03-01", FUND, Leg.cash(usd("100"))));
            is(on("2023-03-01").funding().committed(), "500 USD");
            assertThat(on("2023-03-01").ledRounds()).containsExactly(ROUND);
        }

        @Test
        void ends_with_its_round() {
            given(
                    new RoundOpened(ROUND, "One", Currency.of("USD"), null, day("2023-01-01")),
                    new CommitmentMade(ROUND, FUND, Role.INVESTOR, usd("1000"), List.of(), day("2023-01-02")),
                    new RoundCancelled(ROUND, "no", day("2023-02-01")));
            is(on("2023-02-01").funding().committed(), "0 USD");
            assertThat(on("2023-02-01").holds()).isFalse();
            assertThat(on("2023-01-31").holds()).isTrue();
        }
    }

    @Nested
    class Shares_that_change {
        @Test
        void keep_their_cost_through_a_conversion() {
            given(
                    common(),
                    authorised("Preferred", ShareClassType.PREFERRED, Ratio.of("3:2")),
                    issued("a", "Common", OTHER, 70, "1", "2021-01-01"),
                    issued("b", "Preferred", FUND, 20, "5", "2021-01-01"));
            assertThat(on("2021-12-31").stakeFraction().orElseThrow()).hasToString("3/10");
            given(new CompanyListed(
                    "NYSE",
                    "ACME",
                    List.of(new Conversion(se("b"), Shares.of(20), "Common", se("c"), Shares.of(30))),
                    day("2022-01-01"),
                    null));
            Investment listed = on("2022-01-01");
            is(listed.cost(), "100 USD");
            assertThat(listed.lots())
                    .singleElement()
                    .satisfies(lot -> assertThat(lot.shareClass()).isEqualTo("Common"));
            assertThat(listed.stakeFraction().orElseThrow()).hasToString("3/10");
        }

        @Test
        void are_rounded_by_a_split_security_by_security_also_in_strangers_hands() {
            given(
                    common(),
                    issued("a", OTHER, 10, "1", "2021-01-01"),
                    issued("b", FUND, 3, "1", "2021-01-01"),
                    new SharesTransferred(
                            "Common",
                            OTHER,
                            CHILD,
                            Shares.of(5),
                            LotRule.FIFO,
                            List.of(new TransferredLot(se("a"), Shares.of(5), se("d"))),
                            null,
                            false,
                            day("2021-02-01")),
                    new SharesSplit(
                            Ratio.of("1:2"),
                            List.of("Common"),
                            Map.of(),
                            new Rounding(0, RoundingMode.UP),
                            day("2021-03-01")));
            // 5 and 5 become 3 and 3; 3 become 2.
            assertThat(on("2021-03-01").stakeFraction().orElseThrow()).hasToString("1/4");
        }

        @Test
        void move_inside_the_group_with_their_cost_and_outside_at_a_price() {
            given(
                    common(),
                    issued("a", FUND, 10, "1", "2021-01-01"),
                    new SharesTransferred(
                            "Common",
                            FUND,
                            CHILD,
                            Shares.of(4),
                            LotRule.SPECIFIC,
                            List.of(new TransferredLot(se("a"), Shares.of(4), se("b"))),
                            Price.of("7", "USD"),
                            true,
                            day("2021-02-01")));
            Investment alone = on("2021-02-01");
            is(alone.cost(), "6 USD");
            is(alone.proceeds(), "28 USD");
            ledger.add("pa_child", new ParentSet(FUND, EffectiveOn.SINCE_ALWAYS));
            Investment group = on("2021-02-01");
            is(group.cost(), "10 USD");
            is(group.proceeds(), "0 USD");
            is(ledger.investment("child", "acme", "2021-02-01").cost(), "28 USD");
        }

        @Test
        void are_void_when_the_company_is_dissolved() {
            given(common(), issued("a", FUND, 10, "1", "2021-01-01"), new CompanyDissolved(day("2022-01-01"), null));
            Investment gone = on("2022-01-01");
            assertThat(gone.holds()).isFalse();
            is(gone.value(), "0 USD");
            is(gone.funding().invested(), "10 USD");
            assertThat(Printed.of(gone.stake().claim()).stated()).isEqualTo("0");
        }

        @Test
        void pass_to_an_acquirer_at_its_price_and_exit_proceeds_do_not_count_twice() {
            given(
                    common(),
                    issued("a", FUND, 10, "1", "2021-01-01"),
                    new CompanyAcquired(
                            OTHER,
                            Stated.percent(Op.EXACT, "100"),
                            List.of(new Acquired(se("a"), Shares.of(10), se("b"), Price.of("9", "USD"))),
                            day("2022-01-01"),
                            null),
                    new DistributionPaid(DistributionKind.EXIT_PROCEEDS, FUND, usd("80"), day("2022-01-02")),
                    new DistributionPaid(DistributionKind.ESCROW_RELEASE, FUND, usd("10"), day("2023-01-02")),
                    new DistributionPaid(DistributionKind.DIVIDEND, FUND, usd("3"), day("2021-06-01")));
            Investment sold = on("2023-01-02");
            is(sold.proceeds(), "93 USD");
            is(sold.dividends(), "3 USD");
            is(sold.cost(), "0 USD");
            is(sold.cashAtRisk(), "-83 USD");
            assertThat(sold.holds()).isFalse();
            Investment acquirer = ledger.investment("other", "acme", "2022-01-01");
            is(acquirer.cost(), "90 USD");
            is(acquirer.funding().invested(), "0 USD");
            assertThat(acquirer.roles()).containsExactly(HoldingRole.ACQUIRER, HoldingRole.HOLDER);
        }

        @Test
        void without_price_or_legs_cost_nobody_knows_what() {
            given(common(), issued("a", FUND, 10, null, "2021-01-01"));
            assertThat(on("2021-01-01").cost().op()).isEqualTo(Op.UNDISCLOSED);
            assertThat(on("2021-01-01").funding().invested().op()).isEqualTo(Op.UNDISCLOSED);
        }

        @Test
        void that_a_closing_does_not_count_leave_the_stake_open() {
            given(
                    common(),
                    issued("a", OTHER, 10, "1", "2021-01-01"),
                    new RoundOpened(ROUND, "One", Currency.of("USD"), null, day("2022-01-01")),
                    closed(true, "2022-01-02", FUND, Leg.cash(usd("100"))));
            is(on("2022-01-02").funding().invested(), "100 USD");
            is(on("2022-01-02").cost(), "100 USD");
            assertThat(on("2022-01-02").stake().claim().op()).isEqualTo(Op.UNDISCLOSED);
        }
    }

    @Nested
    class Value {
        private ValuationRecorded fairValue(
                String amount, @Nullable String shareClass, Framework framework, String day) {
            return new ValuationRecorded(
                    ValuationKind.FAIR_VALUE,
                    usd(Op.EXACT, amount),
                    FUND,
                    shareClass,
                    null,
                    null,
                    framework,
                    null,
                    null,
                    day(day),
                    null);
        }

        @Test
        void at_fair_value_is_the_newest_of_each_instrument() {
            given(
                    common(),
                    issued("a", FUND, 10, "1", "2021-01-01"),
                    fairValue("50", null, Framework.ASC_820, "2021-12-31"),
                    fairValue("40", "Common", Framework.ASC_820, "2022-12-31"),
                    fairValue("30", "Preferred", Framework.ASC_820, "2022-12-31"));
            is(by(Basis.FAIR_VALUE, "2021-12-31").value(), "50 USD");
            is(by(Basis.FAIR_VALUE, "2022-12-31").value(), "70 USD");
            is(by(Basis.FAIR_VALUE, "2022-12-31").unrealised(), "60 USD");
            assertThat(by(Basis.EQUITY_METHOD, "2022-12-31").value().op()).isEqualTo(Op.UNDISCLOSED);
            given(fairValue("65", null, Framework.ASC_323, "2023-12-31"));
            is(by(Basis.EQUITY_METHOD, "2023-12-31").value(), "65 USD");
        }

        private SharesTransferred sold(String security, long quantity, String newSecurity, String day) {
            return new SharesTransferred(
                    "Common",
                    FUND,
                    OTHER,
                    Shares.of(quantity),
                    LotRule.SPECIFIC,
                    List.of(new TransferredLot(se(security), Shares.of(quantity), se(newSecurity))),
                    Price.of("7", "USD"),
                    true,
                    day(day));
        }

        @Test
        void at_fair_value_is_nothing_once_nothing_is_left_of_what_was_measured() {
            given(
                    common(),
                    issued("a", FUND, 10, "1", "2021-01-01"),
                    fairValue("50", null, Framework.ASC_323, "2021-12-31"),
                    sold("a", 10, "b", "2022-02-01"));
            for (Basis basis : List.of(Basis.FAIR_VALUE, Basis.EQUITY_METHOD)) {
                is(by(basis, "2022-01-31").value(), "50 USD");
                is(by(basis, "2022-02-01").value(), "0 USD");
                assertThat(by(basis, "2022-02-01").value().rule()).isEqualTo(Values.NOTHING_LEFT);
                assertThat(by(basis, "2022-02-01").value().events()).containsExactly(ledger.head() - 1, ledger.head());
            }
        }

        @Test
        void at_fair_value_is_unknown_of_what_was_bought_after_all_that_was_measured_had_gone() {
            given(
                    common(),
                    issued("a", FUND, 10, "1", "2021-01-01"),
                    fairValue("50", null, Framework.ASC_820, "2021-12-31"),
                    sold("a", 10, "b", "2022-02-01"),
                    issued("c", FUND, 5, "2", "2022-03-01"));
            assertThat(by(Basis.FAIR_VALUE, "2022-03-01").value().op()).isEqualTo(Op.UNDISCLOSED);
        }

        @Test
        void at_fair_value_stays_as_it_was_recorded_while_anything_is_held() {
            given(
                    common(),
                    issued("a", FUND, 10, "1", "2021-01-01"),
                    fairValue("50", null, Framework.ASC_820, "2021-12-31"),
                    sold("a", 9, "b", "2022-02-01"));
            is(by(Basis.FAIR_VALUE, "2022-02-01").value(), "50 USD");
        }

        @Test
        void by_the_market_is_the_stake_of_the_market_capitalisation() {
            given(
                    common(),
                    issued("a", FUND, 10, "1", "2021-01-01"),
                    issued("b", OTHER, 30, "1", "2021-01-01"),
                    new ValuationRecorded(
                            ValuationKind.MARKET_CAP,
                            usd(Op.MORE_THAN, "1000"),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            day("2022-01-01"),
                            source(SourceClass.DATABASE)));
            is(by(Basis.MARKET, "2022-01-01").value(), "more than 250 USD");
            is(by(Basis.MARKET, "2022-01-01").unrealised(), "more than 240 USD");
        }

        @Test
        void of_a_reported_position_is_its_stake_of_the_winning_post_money() {
            given(
                    round(
                            ReportedStatus.CLOSED,
                            usd(Op.AT_LEAST, "1000"),
                            "2024-01-10",
                            participant(FUND, Role.LEAD, usd(Op.EXACT, "200"))),
                    new PositionReported(
                            new ReportId("rp_stake"),
                            FUND,
                            List.of(),
                            Stated.percent(Op.EXACT, "25"),
                            day("2024-01-31"),
                            source(SourceClass.PRIMARY_FILING)));
            Investment investment = on("2024-02-01");
            is(investment.value(), "at least 250 USD");
            is(investment.unrealised(), "at least 50 USD");
            is(investment.funding().invested(), "200 USD");
        }

        @Test
        void by_cost_is_what_impairments_leave_of_lots_and_of_reported_amounts() {
            given(
                    common(),
                    issued("a", FUND, 10, "10", "2021-01-01"),
                    new InvestmentImpaired(FUND, usd("40"), "weak", day("2022-01-01")));
            is(by(Basis.COST, "2022-01-01").value(), "60 USD");
            is(by(Basis.COST, "2022-01-01").unrealised(), "-40 USD");
            is(by(Basis.COST, "2022-01-01").cost(), "100 USD");
            given(new InvestmentWrittenOff(FUND, "gone", day("2023-01-01")));
            is(by(Basis.COST, "2023-01-01").value(), "0 USD");
        }

        @Test
        void of_reported_amounts_is_impaired_as_well() {
            given(
                    investment("a", "2021-01-01", participant(FUND, Role.INVESTOR, usd(Op.EXACT, "100"))),
                    new InvestmentImpaired(FUND, usd("40"), "weak", day("2022-01-01")));
            is(by(Basis.COST, "2022-01-01").value(), "60 USD");
            given(new InvestmentWrittenOff(FUND, "gone", day("2023-01-01")));
            is(by(Basis.COST, "2023-01-01").value(), "0 USD");
        }

        @Test
        void at_the_latest_round_counts_a_priced_round_only_once_shares_were_sold_in_it() {
            given(
                    common(),
                    issued("a", FUND, 10, "1", "2021-01-01"),
                    new RoundOpened(ROUND, "One", Currency.of("USD"), null, day("2022-01-01")),
                    new RoundPriced(ROUND, usd("50"), null, Price.of("5", "USD"), "Common", WHOLE, day("2022-01-01")));
            assertThat(on("2022-01-01").value().op()).isEqualTo(Op.UNDISCLOSED);
            given(new RoundClosed(
                    ROUND,
                    new ClosingId("cl_one"),
                    List.of(new Subscription(OTHER, se("b"), "Common", Shares.of(2), List.of(Leg.cash(usd("10"))))),
                    true,
                    day("2022-02-01")));
            is(on("2022-02-01").value(), "50 USD");
        }
    }

    @Nested
    class Several_currencies {
        private void rate(String quote, String lower, String upper, RateKind kind, String day) {
            ledger.add(
                    "fx_" + quote + "-usd",
                    new ExchangeRateRecorded(
                            Currency.of("EUR"),
                            Currency.of("USD"),
                            new BigDecimal(lower),
                            new BigDecimal(upper),
                            kind,
                            day(day),
                            null));
        }

        private final View inDollars = new View(Basis.LATEST_ROUND, true, Currency.of("USD"), null);

        @Test
        void are_a_bound_in_the_first_and_stand_apart_in_the_totals() {
            given(
                    investment("a", "2024-01-10", participant(FUND, Role.INVESTOR, usd(Op.EXACT, "100"))),
                    investment(
                            "b", "2024-01-11", participant(FUND, Role.INVESTOR, Stated.money(Op.EXACT, "50", "EUR"))));
            is(on("2024-02-01").funding().invested(), "at least 100 USD");
            ledger.add(
                    "co_other",
                    investment(
                            "c", "2024-01-11", participant(FUND, Role.INVESTOR, Stated.money(Op.EXACT, "70", "EUR"))));
            Totals totals = ledger.exposure("fund", "2024-02-01").totals();
            assertThat(totals.sums()).doesNotContainKey(Totals.Measure.INVESTED);
            is(totals.byCurrency().get(Currency.of("EUR")).get(Totals.Measure.INVESTED), "at least 70 EUR");
        }

        @Test
        void are_translated_each_at_the_rate_of_its_date() {
            given(
                    investment("a", "2024-01-10", participant(FUND, Role.INVESTOR, usd(Op.EXACT, "100"))),
                    investment(
                            "b", "2024-01-11", participant(FUND, Role.INVESTOR, Stated.money(Op.EXACT, "50", "EUR"))));
            assertThat(on("2024-02-01", inDollars).noRate()).containsExactly("NO_RATE EUR/USD on 2024-01-11");
            rate("eur", "1.10", "1.10", RateKind.CLOSING, "2024-01-11");
            rate("eur", "1.50", "1.50", RateKind.CLOSING, "2024-02-01");
            Investment translated = on("2024-02-01", inDollars);
            is(translated.funding().invested(), "155 USD");
            is(translated.cost(), "155 USD");
            assertThat(translated.noRate()).isEmpty();
            assertThat(translated.funding().invested().events()).hasSize(3);
        }

        @Test
        void translate_a_value_at_the_closing_rate_of_the_date_asked_for() {
            given(
                    common(),
                    issued("a", FUND, 10, "1", "2024-01-11"),
                    new ValuationRecorded(
                            ValuationKind.FAIR_VALUE,
                            Stated.money(Op.EXACT, "40", "EUR"),
                            FUND,
                            null,
                            null,
                            null,
                            Framework.ASC_820,
                            null,
                            null,
                            day("2024-01-11"),
                            null));
            rate("eur", "1.10", "1.10", RateKind.CLOSING, "2024-01-11");
            rate("eur", "1.50", "1.50", RateKind.CLOSING, "2024-02-01");
            View fair = new View(Basis.FAIR_VALUE, true, Currency.of("USD"), null);
            is(on("2024-02-01", fair).value(), "60 USD");
            is(on("2024-02-01", fair).unrealised(), "50 USD");
        }

        @Test
        void become_an_interval_when_the_rate_is_a_band() {
            given(investment("b", "2024-01-11", participant(FUND, Role.INVESTOR, Stated.money(Op.EXACT, "50", "EUR"))));
            rate("eur", "1.00", "1.20", RateKind.PEG_BAND, "2020-01-01");
            is(on("2024-02-01", inDollars).funding().invested(), "between 50 and 60 USD");
        }
    }

    @Nested
    class A_row_of_the_index {
        @Test
        void is_found_under_each_party_that_the_event_concerns_and_under_the_company() {
            given(new SharesTransferred(
                    "Common",
                    OTHER,
                    CHILD,
                    Shares.of(5),
                    LotRule.FIFO,
                    List.of(new TransferredLot(se("a"), Shares.of(5), se("d"))),
                    null,
                    false,
                    day("2021-02-01")));
            assertThat(ledger.rows())
                    .filteredOn(row -> row.knownFrom() == ledger.head())
                    .extracting(row -> row.scope() + " " + row.subject() + " " + row.other())
                    .containsExactly("HOLDING pa_child co_acme", "HOLDING pa_other co_acme", "TRANSFER co_acme ");
        }

        @Test
        void depends_on_its_event_alone() {
            given(common(), issued("a", FUND, 10, "1", "2021-01-01"));
            var again = ledger.all().reversed().stream()
                    .flatMap(recorded -> ExposureRows.of(recorded).stream())
                    .toList();
            assertThat(again).containsExactlyInAnyOrderElementsOf(ledger.rows());
        }
    }
}
