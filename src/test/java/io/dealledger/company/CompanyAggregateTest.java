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
import static io.dealledger.company.Deals.deliver;
import static io.dealledger.company.Deals.issue;
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
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.dealledger.calculation.FigureRounding;
import io.dealledger.calculation.pricing.PricedRoundTerms.RoundRounding;
import io.dealledger.company.CompanyCommand.AcquireCompany;
import io.dealledger.company.CompanyCommand.AddClaims;
import io.dealledger.company.CompanyCommand.AdjustAuthorisedShares;
import io.dealledger.company.CompanyCommand.AmendCommitment;
import io.dealledger.company.CompanyCommand.AmendRoundPrice;
import io.dealledger.company.CompanyCommand.AmendShareClass;
import io.dealledger.company.CompanyCommand.Batch;
import io.dealledger.company.CompanyCommand.CancelRound;
import io.dealledger.company.CompanyCommand.CancelShares;
import io.dealledger.company.CompanyCommand.CommitComputeCredits;
import io.dealledger.company.CompanyCommand.ConsumeComputeCredits;
import io.dealledger.company.CompanyCommand.DelistCompany;
import io.dealledger.company.CompanyCommand.DissolveCompany;
import io.dealledger.company.CompanyCommand.EndRight;
import io.dealledger.company.CompanyCommand.ExpireComputeCredits;
import io.dealledger.company.CompanyCommand.FirmUpRound;
import io.dealledger.company.CompanyCommand.GrantRight;
import io.dealledger.company.CompanyCommand.ImpairInvestment;
import io.dealledger.company.CompanyCommand.ListCompany;
import io.dealledger.company.CompanyCommand.PayDistribution;
import io.dealledger.company.CompanyCommand.RecordValuation;
import io.dealledger.company.CompanyCommand.RenameCompany;
import io.dealledger.company.CompanyCommand.ReportInvestment;
import io.dealledger.company.CompanyCommand.ReportPosition;
import io.dealledger.company.CompanyCommand.ReportTotalRaised;
import io.dealledger.company.CompanyCommand.RetractIssuance;
import io.dealledger.company.CompanyCommand.RevalueComputeCredits;
import io.dealledger.company.CompanyCommand.WithdrawCommitment;
import io.dealledger.company.CompanyCommand.WriteOffInvestment;
import io.dealledger.company.GrantEvent.Compensation;
import io.dealledger.company.HoldingEvent.DistributionKind;
import io.dealledger.company.HoldingEvent.RightKind;
import io.dealledger.company.HoldingEvent.ValuationKind;
import io.dealledger.company.InstrumentCommand.AdjustTotalAuthorised;
import io.dealledger.company.InstrumentCommand.AdoptStockPlan;
import io.dealledger.company.InstrumentCommand.AmendConvertible;
import io.dealledger.company.InstrumentCommand.DefineVestingTerms;
import io.dealledger.company.InstrumentCommand.RecordVestingEvent;
import io.dealledger.ledger.CommandMetadata;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.Decision.Accepted;
import io.dealledger.ledger.Decision.Refused;
import io.dealledger.ledger.EventId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Positions;
import io.dealledger.ledger.ReportId;
import io.dealledger.ledger.StaleVersion;
import io.dealledger.ledger.Timeline;
import io.dealledger.money.Money;
import io.dealledger.money.Op;
import io.dealledger.money.Price;
import io.dealledger.money.Shares;
import io.dealledger.money.Stated;
import io.dealledger.shell.Edge;
import io.dealledger.shell.NewIds;
import io.dealledger.shell.Registered;
import io.dealledger.shell.StreamTarget;
import io.dealledger.shell.Today;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every command through Axon: accepted it applies what was decided, refused it applies nothing and says why. */
class CompanyAggregateTest {
    private static final Positions EVERYBODY_BUT_NOBODY = new Positions() {
        @Override
        public Head head() {
            return new Head(0, Instant.EPOCH);
        }

        @Override
        public long at(Instant instant) {
            return 0;
        }

        @Override
        public long endOfCommand(long position) {
            return position;
        }

        @Override
        public Optional<EventId> event(long position) {
            return Optional.empty();
        }

        @Override
        public OptionalLong of(String stream, long version) {
            return stream.equals(NOBODY.value()) ? OptionalLong.empty() : OptionalLong.of(1);
        }
    };

    private static final Registered REGISTERED = new Registered(EVERYBODY_BUT_NOBODY);
    private static final Today TODAY =
            new Today(Clock.fixed(Instant.parse(Scenario.TODAY + "T12:00:00Z"), ZoneOffset.UTC), 30);

    private static FixtureConfiguration<CompanyAggregate> company() {
        return new AggregateTestFixture<>(CompanyAggregate.class)
                .registerCommandTargetResolver(new StreamTarget())
                // Only facts are state; how far a timeline has folded them is not.
                .registerFieldFilter(field -> !field.getDeclaringClass().equals(Timeline.class)
                        || field.getName().equals("facts"))
                .registerInjectableResource(new Edge(TODAY, REGISTERED, ids()));
    }

    private static Map<String, Object> sentTo(CompanyId company) {
        return Map.of(CommandMetadata.STREAM, company.value());
    }

    /** @param accepted a command that the history allows @param refused one of the same kind that it does not */
    record Pair(Scenario history, CompanyCommand accepted, CompanyCommand refused) {}

    private static Scenario funded() {
        return Scenario.given(
                register("2020-01-01"),
                common("Common", "1000", "2020-01-01"),
                issue("se_a", "Common", AMY, "600", "2020-01-02"),
                issue("se_b", "Common", BEN, "300", "2020-01-03"),
                preferred("Seed", "500", "2020-06-01"),
                open("rd_seed", "2020-06-01"),
                price("rd_seed", "900", "1.00", "Seed", "2020-06-01"),
                open("rd_b", "2020-06-01"),
                close("rd_seed", "2020-06-10", shares(FUND, "Seed", "100", cash("60"), credits("40"))),
                deliver("20", "2020-07-01"),
                reportRound("rd_press", "2020-05", null, participant(CLOUD)));
    }

    static List<Pair> commands() {
        Scenario none = Scenario.given();
        Scenario funded = funded();
        Stated total = Stated.money(Op.AT_LEAST, "5", "USD");
        List<Pair> pairs = new ArrayList<>();
        pairs.add(new Pair(none, register("2020-01-01"), new RenameCompany("A", null, on("2021-01-01"), null)));
        pairs.add(new Pair(funded, new RenameCompany("A", null, on("2021-01-01"), null), register("2020-01-01")));
        pairs.add(new Pair(funded, preferred("A", null, "2021-01-01"), preferred("Seed", null, "2021-01-01")));
        pairs.add(new Pair(
                funded,
                new AdjustAuthorisedShares("Common", Shares.of(2000), on("2021-01-01"), null),
                new AdjustAuthorisedShares("Common", Shares.of(1), on("2021-01-01"), null)));
        pairs.add(new Pair(funded, open("rd_c", "2021-01-01"), open("rd_b", "2021-01-01")));
        pairs.add(new Pair(
                Scenario.given(
                        register("2020-01-01"),
                        common("Common", "1000", "2020-01-01"),
                        issue("se_a", "Common", AMY, "600", "2020-01-02"),
                        open("rd_b", "2020-06-01")),
                price("rd_b", "1200", "2.00", "Common", "2021-01-01"),
                price("rd_b", "1200", "3.00", "Common", "2021-01-01")));
        pairs.add(
                new Pair(funded, commit("rd_b", FUND, "5", "2021-01-01"), commit("rd_none", FUND, "5", "2021-01-01")));
        pairs.add(new Pair(
                funded,
                close("rd_seed", "2021-01-01", shares(FUND, "Seed", "1", cash("1"))),
                close("rd_seed", "2021-01-01", shares(FUND, "Seed", "1", cash("2")))));
        pairs.add(new Pair(funded, priced("rd_b"), priced("rd_none")));
        pairs.add(new Pair(
                funded,
                new CancelRound(round("rd_b"), "off", on("2021-01-01"), null),
                new CancelRound(round("rd_seed"), "off", on("2021-01-01"), null)));
        pairs.add(new Pair(
                funded,
                new FirmUpRound(round("rd_b"), round("rd_press"), on("2021-01-01"), null),
                new FirmUpRound(round("rd_b"), round("rd_seed"), on("2021-01-01"), null)));
        pairs.add(new Pair(
                funded,
                reportRound("rd_new", "2021", null, participant(CLOUD)),
                reportRound("rd_new", "2021", null, participant(NOBODY))));
        pairs.add(new Pair(
                funded,
                new ReportInvestment(null, List.of(participant(CLOUD)), on("2021"), null, press()),
                new ReportInvestment(null, List.of(participant(NOBODY)), on("2021"), null, press())));
        pairs.add(new Pair(
                funded,
                new ReportTotalRaised(null, total, on("2021"), null, press()),
                new ReportTotalRaised(null, Stated.times(Op.EXACT, "2"), on("2021"), null, press())));
        pairs.add(new Pair(
                funded,
                new ReportPosition(null, CLOUD, List.of(total), null, on("2021"), null, press()),
                new ReportPosition(new ReportId("rp_p"), CLOUD, null, null, on("2021"), null, press())));
        pairs.add(new Pair(funded, raised("rd_press", total), raised("rd_none", total)));
        pairs.add(new Pair(
                funded,
                issue(null, "Common", AMY, "100", "2021-01-01"),
                issue(null, "Common", AMY, "101", "2021-01-01")));
        pairs.add(new Pair(funded, transfer(AMY, BEN, "600", "2021-01-01"), transfer(AMY, BEN, "601", "2021-01-01")));
        pairs.add(new Pair(
                funded,
                repurchase("Common", AMY, "600", "2021-01-01"),
                repurchase("Common", AMY, "601", "2021-01-01")));
        pairs.add(new Pair(
                funded,
                new CancelShares("Common", AMY, Shares.of(600), null, null, "why", on("2021-01-01"), null),
                new CancelShares("Common", AMY, Shares.of(601), null, null, "why", on("2021-01-01"), null)));
        pairs.add(new Pair(funded, split("2:1", "2021-01-01", "Common"), split("1:1", "2021-01-01", "Common")));
        pairs.add(new Pair(funded, valuation(ValuationKind.MARKET_CAP, "1"), fairValueOf("1")));
        pairs.add(new Pair(
                funded,
                new CommitComputeCredits(AMY, CLOUD, usd("1"), null, null, on("2021-01-01"), null),
                new CommitComputeCredits(AMY, CLOUD, usd("0"), null, null, on("2021-01-01"), null)));
        pairs.add(new Pair(funded, deliver("20", "2021-01-01"), deliver("21", "2021-01-01")));
        pairs.add(new Pair(
                funded,
                new ConsumeComputeCredits(FUND, null, usd("20"), on("2021-01-01"), null),
                new ConsumeComputeCredits(FUND, null, usd("21"), on("2021-01-01"), null)));
        pairs.add(new Pair(
                funded,
                new ExpireComputeCredits(FUND, null, usd("20"), false, on("2021-01-01"), null),
                new ExpireComputeCredits(FUND, null, usd("21"), false, on("2021-01-01"), null)));
        pairs.add(new Pair(
                funded,
                new RevalueComputeCredits(FUND, null, usd("20"), on("2021-01-01"), null),
                new RevalueComputeCredits(FUND, null, Money.of("20", "EUR"), on("2021-01-01"), null)));
        pairs.add(new Pair(
                funded,
                new GrantRight(RightKind.BOARD_SEAT, FUND, null, on("2021-01-01"), null, null),
                new GrantRight(RightKind.BOARD_SEAT, NOBODY, null, on("2021-01-01"), null, null)));
        pairs.add(new Pair(
                funded,
                new PayDistribution(DistributionKind.DIVIDEND, AMY, usd("1"), on("2021-01-01"), null),
                new PayDistribution(DistributionKind.DIVIDEND, AMY, usd("1"), on("2020-01-01"), null)));
        pairs.add(new Pair(
                funded,
                new ImpairInvestment(AMY, usd("1"), "why", on("2021-01-01"), null),
                new ImpairInvestment(AMY, usd("1"), "why", on("2020-01-01"), null)));
        pairs.add(new Pair(
                funded,
                new WriteOffInvestment(AMY, "why", on("2021-01-01"), null),
                new WriteOffInvestment(AMY, "why", on("2020-01-01"), null)));
        pairs.add(new Pair(
                funded,
                new AcquireCompany(FUND, null, null, on("2021-01-01"), null, null),
                new AcquireCompany(NOBODY, null, null, on("2021-01-01"), null, null)));
        pairs.add(new Pair(
                funded,
                new ListCompany("NYSE", "ACME", "Common", null, on("2021-01-01"), null, null),
                new ListCompany("NYSE", "ACME", "Seed", null, on("2021-01-01"), null, null)));
        pairs.add(new Pair(
                funded,
                new DissolveCompany(on("2021-01-01"), null, null),
                new DissolveCompany(on("2020-01-04"), null, null)));
        pairs.add(new Pair(
                funded,
                new AmendShareClass("Seed", null, null, 2, null, null, null, on("2021-01-01"), null),
                new AmendShareClass("None", null, null, 2, null, null, null, on("2021-01-01"), null)));
        Scenario priced = Scenario.given(
                register("2020-01-01"),
                common("Common", "1000", "2020-01-01"),
                issue("se_a", "Common", AMY, "600", "2020-01-02"),
                open("rd_b", "2020-06-01"),
                price("rd_b", "1200", "2.00", "Common", "2020-07-01"),
                commit("rd_b", FUND, "5", "2020-07-01"));
        pairs.add(new Pair(priced, repriced("1800", "3.00", "2021-01-01"), repriced("1800", "4.00", "2021-01-01")));
        pairs.add(new Pair(
                priced,
                new AmendCommitment(round("rd_b"), FUND, usd("7"), null, on("2021-01-01"), null),
                new AmendCommitment(round("rd_b"), AMY, usd("7"), null, on("2021-01-01"), null)));
        pairs.add(new Pair(
                priced,
                new WithdrawCommitment(round("rd_b"), FUND, "why", on("2021-01-01"), null),
                new WithdrawCommitment(round("rd_b"), AMY, "why", on("2021-01-01"), null)));
        pairs.add(new Pair(
                funded,
                new RetractIssuance(se("se_b"), "never accepted", on("2021-01-01"), null),
                new RetractIssuance(se("se_none"), "never accepted", on("2021-01-01"), null)));
        pairs.add(new Pair(
                funded().and(new GrantRight(RightKind.BOARD_SEAT, FUND, null, on("2020-08-01"), null, null)),
                new EndRight(RightKind.BOARD_SEAT, FUND, null, on("2021-01-01"), null, null),
                new EndRight(RightKind.BOARD_SEAT, AMY, null, on("2021-01-01"), null, null)));
        pairs.add(new Pair(
                funded().and(new ListCompany("NYSE", "ACME", null, null, on("2020-08-01"), null, null)),
                new DelistCompany("NYSE", on("2021-01-01"), null, null),
                new DelistCompany("HKEX", on("2021-01-01"), null, null)));
        pairs.add(new Pair(
                funded,
                new Batch(List.of(transfer(AMY, BEN, "1", "2021-01-01"), transfer(AMY, BEN, "2", "2021-01-01"))),
                new Batch(List.of(transfer(AMY, BEN, "1", "2021-01-01"), transfer(AMY, BEN, "600", "2021-01-01")))));
        pairs.addAll(instruments());
        return pairs;
    }

    private static AmendRoundPrice repriced(String preMoney, String price, String date) {
        return new AmendRoundPrice(
                round("rd_b"), usd(preMoney), null, Price.of(price, "USD"), "Common", null, on(date), null);
    }

    private static ClosePricedRound priced(String id) {
        return new ClosePricedRound(
                round(id),
                null,
                "Common",
                usd("1200"),
                null,
                null,
                List.of(new ClosePricedRound.NewInvestor(FUND, usd("100"), null, null, null)),
                null,
                null,
                null,
                null,
                null,
                null,
                new RoundRounding(new FigureRounding(4, FigureRounding.Mode.HALF_EVEN), null, null),
                null,
                null,
                null,
                on("2021-01-01"),
                null);
    }

    private static CompanyCommand fairValueOf(String amount) {
        return new RecordValuation(
                ValuationKind.FAIR_VALUE,
                Stated.money(Op.EXACT, amount, "USD"),
                new PartyId("pa_stranger"),
                null,
                null,
                null,
                null,
                null,
                null,
                on("2021-01-01"),
                null,
                null);
    }

    /** A company with one security of every kind that is not stock. */
    private static Scenario equipped() {
        return Awards.planned(
                Awards.option("se_option", AMY, "480", "2020-02-01"),
                Awards.started("se_option", "2020-02-01"),
                Awards.vested("se_vested", BEN, "100", "2020-02-01"),
                Awards.grant("se_unit", BEN, Compensation.RSU, "100", null, List.of(), false, null, "2020-02-01"),
                Awards.grant(
                        "se_old", BEN, Compensation.OPTION, "10", null, List.of(), false, "2020-12-31", "2020-02-01"),
                Awards.safe("se_mfn", "100", null, true, "2020-03-01"),
                Awards.safe("se_safe", "100", "5000", false, "2020-04-01"),
                Awards.warrant("se_warrant", "100", "2020-03-01"));
    }

    private static List<Pair> instruments() {
        Scenario equipped = equipped();
        String day = "2021-03-01";
        List<Pair> pairs = new ArrayList<>();
        pairs.add(new Pair(
                equipped,
                new AdoptStockPlan("2021 Plan", List.of("Common"), Shares.of(500), null, on(day), null),
                Awards.plan("500", null)));
        pairs.add(new Pair(equipped, Awards.pool("2000", day), Awards.pool("10", day)));
        pairs.add(new Pair(
                Awards.plannedWith(
                        null,
                        Awards.vested("se_vested", BEN, "100", "2020-02-01"),
                        Awards.cancelled("se_vested", "40", "2020-03-01")),
                Awards.giveBack("se_vested", "40", day),
                Awards.giveBack("se_vested", "41", day)));
        pairs.add(new Pair(
                equipped, Awards.option("se_new", AMY, "100", day), Awards.option("se_new", AMY, "1000", day)));
        pairs.add(new Pair(
                equipped,
                Awards.exercise("se_option", "120", "se_new", day),
                Awards.exercise("se_option", "200", "se_new", day)));
        pairs.add(new Pair(
                equipped,
                Awards.release("se_unit", "100", "60", "se_new", day),
                Awards.release("se_unit", "101", null, "se_new", day)));
        pairs.add(new Pair(equipped, Awards.leaves(BEN, day), Awards.leaves(CLOUD, day)));
        pairs.add(new Pair(
                equipped,
                new DefineVestingTerms(
                        "At once",
                        null,
                        VestingEvent.Allocation.FRACTIONAL,
                        List.of(Awards.start("start")),
                        on(day),
                        null),
                Awards.fourYears()));
        Scenario waiting = Awards.planned(
                new DefineVestingTerms(
                        "On a sale",
                        null,
                        VestingEvent.Allocation.FRACTIONAL,
                        List.of(new VestingEvent.Condition(
                                "sale",
                                null,
                                null,
                                Shares.of(100),
                                new VestingEvent.Trigger(VestingEvent.TriggerKind.VESTING_EVENT, null, null, null),
                                null,
                                List.of())),
                        on("2020-01-02"),
                        null),
                Awards.grant(
                        "se_sale", AMY, Compensation.OPTION, "100", "On a sale", List.of(), false, null, "2020-02-01"),
                Awards.option("se_option", AMY, "480", "2020-02-01"));
        pairs.add(new Pair(waiting, Awards.started("se_option", day), Awards.started("se_none", day)));
        pairs.add(new Pair(
                waiting,
                new RecordVestingEvent(se("se_sale"), "sale", on(day), null),
                new RecordVestingEvent(se("se_sale"), "start", on(day), null)));
        pairs.add(new Pair(
                equipped, Awards.accelerated("se_option", "100", day), Awards.accelerated("se_option", "400", day)));
        pairs.add(new Pair(
                equipped,
                Awards.safe("se_new", "50", "1000", false, day),
                Awards.safe("se_safe", "50", "1000", false, day)));
        pairs.add(new Pair(
                equipped,
                new AmendConvertible(se("se_safe"), null, null, 3, null, on(day), null),
                new AmendConvertible(se("se_safe"), null, null, 1, null, on(day), null)));
        pairs.add(new Pair(equipped, Awards.elects("se_mfn", "se_safe", day), Awards.elects("se_safe", "se_mfn", day)));
        pairs.add(new Pair(
                equipped,
                Awards.converts("se_safe", null, "200", "se_new", day),
                Awards.converts("se_safe", "101", "200", "se_new", day)));
        pairs.add(new Pair(equipped, Awards.warrant("se_new", "10", day), Awards.warrant("se_warrant", "10", day)));
        pairs.add(new Pair(
                equipped,
                Awards.exerciseWarrant("se_warrant", "60", "se_new", day),
                Awards.exerciseWarrant("se_warrant", "101", "se_new", day)));
        pairs.add(new Pair(
                equipped,
                Awards.pass("se_vested", FUND, "30", "se_new", day),
                Awards.pass("se_vested", BEN, "30", "se_new", day)));
        pairs.add(new Pair(
                equipped, Awards.cancelled("se_option", "100", day), Awards.cancelled("se_option", "481", day)));
        pairs.add(new Pair(equipped, Awards.expired("se_old", day), Awards.expired("se_option", day)));
        pairs.add(new Pair(equipped, Awards.accepted("se_option", day), Awards.accepted("se_none", day)));
        pairs.add(new Pair(
                funded(),
                Awards.convertShares("se_a", "100", "Seed", "se_new", day),
                Awards.convertShares("se_a", "500", "Seed", "se_new", day)));
        pairs.add(new Pair(
                funded(),
                Awards.reissue("se_a", day, Awards.anew("se_c", "200"), Awards.anew("se_d", "400")),
                Awards.reissue("se_a", day, Awards.anew("se_c", "200"))));
        pairs.add(new Pair(
                funded(),
                new AdjustTotalAuthorised(Shares.of(5000), on(day), null),
                new AdjustTotalAuthorised(Shares.of(5), on(day), null)));
        pairs.add(new Pair(equipped, Awards.particulars("se_amy", day), Awards.particulars("se_none", day)));
        return pairs;
    }

    private static AddClaims raised(String about, Stated amount) {
        return new AddClaims(about, amount, null, null, null, null, null, null, null, null, null, press());
    }

    private static List<CompanyEvent> events(Scenario history) {
        return history.timeline().facts().stream()
                .sorted((one, other) -> Long.compare(one.version(), other.version()))
                .map(recorded -> recorded.fact())
                .toList();
    }

    private static Decision<CompanyEvent> decided(Scenario history, CompanyCommand command) {
        return Company.decide(
                history.timeline(),
                command,
                new CompanyContext(Scenario.COMPANY, TODAY.dating(), ids(), REGISTERED::test));
    }

    private static NewIds ids() {
        AtomicInteger made = new AtomicInteger();
        return () -> "new-" + made.incrementAndGet();
    }

    private static String name(CompanyCommand command) {
        return command.getClass().getSimpleName();
    }

    @TestFactory
    Stream<DynamicTest> an_accepted_command_applies_what_was_decided() {
        return commands().stream()
                .map(pair -> dynamicTest(name(pair.accepted()), () -> {
                    Decision<CompanyEvent> expected = decided(pair.history(), pair.accepted());
                    assertThat(expected).isInstanceOf(Accepted.class);
                    company()
                            .given(events(pair.history()))
                            .when(pair.accepted(), sentTo(Scenario.COMPANY))
                            .expectEvents(
                                    ((Accepted<CompanyEvent>) expected).facts().toArray())
                            .expectResultMessagePayload(expected);
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_refused_command_applies_nothing_and_says_why() {
        return commands().stream()
                .map(pair -> dynamicTest(name(pair.refused()), () -> {
                    Decision<CompanyEvent> expected = decided(pair.history(), pair.refused());
                    assertThat(expected).isInstanceOf(Refused.class);
                    company()
                            .given(events(pair.history()))
                            .when(pair.refused(), sentTo(Scenario.COMPANY))
                            .expectNoEvents()
                            .expectResultMessagePayload(expected);
                }));
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(CompanyAggregateTest::leaves)
                : Stream.of(type);
    }

    @Test
    void every_command_is_tried() {
        Set<Class<?>> accepted =
                commands().stream().map(pair -> pair.accepted().getClass()).collect(Collectors.toSet());
        assertThat(accepted)
                .containsExactlyInAnyOrder(leaves(CompanyCommand.class).toArray(Class<?>[]::new));
        Set<Class<?>> refused =
                commands().stream().map(pair -> pair.refused().getClass()).collect(Collectors.toSet());
        assertThat(refused)
                .containsExactlyInAnyOrder(leaves(CompanyCommand.class).toArray(Class<?>[]::new));
    }

    @Test
    void a_dry_run_decides_and_applies_nothing() {
        CompanyCommand command = transfer(AMY, BEN, "1", "2021-01-01");
        company()
                .given(events(funded()))
                .when(command, Map.of(CommandMetadata.STREAM, "co_acme", CommandMetadata.DRY_RUN, true))
                .expectNoEvents()
                .expectResultMessagePayload(decided(funded(), command));
    }

    @Test
    void a_stale_version_is_never_decided() {
        company()
                .given(events(funded()))
                .when(
                        transfer(AMY, BEN, "1", "2021-01-01"),
                        Map.of(CommandMetadata.STREAM, "co_acme", CommandMetadata.EXPECTED_VERSION, 3L))
                .expectNoEvents()
                .expectException(StaleVersion.class);
    }
}
