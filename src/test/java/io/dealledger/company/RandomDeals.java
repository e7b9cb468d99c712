package io.dealledger.company;

import static io.dealledger.company.Deals.AMY;
import static io.dealledger.company.Deals.BEN;
import static io.dealledger.company.Deals.CLOUD;
import static io.dealledger.company.Deals.FUND;
import static io.dealledger.company.Deals.common;
import static io.dealledger.company.Deals.open;
import static io.dealledger.company.Deals.preferred;
import static io.dealledger.company.Deals.press;
import static io.dealledger.company.Deals.register;
import static io.dealledger.company.Deals.round;
import static io.dealledger.company.Deals.shares;
import static io.dealledger.company.Deals.usd;

import io.dealledger.calculation.FigureRounding;
import io.dealledger.calculation.pricing.PricedRoundTerms.RoundRounding;
import io.dealledger.company.CompanyCommand.AcquireCompany;
import io.dealledger.company.CompanyCommand.AdjustAuthorisedShares;
import io.dealledger.company.CompanyCommand.AmendCommitment;
import io.dealledger.company.CompanyCommand.AmendShareClass;
import io.dealledger.company.CompanyCommand.CancelRound;
import io.dealledger.company.CompanyCommand.CancelShares;
import io.dealledger.company.CompanyCommand.CloseRound;
import io.dealledger.company.CompanyCommand.CommitComputeCredits;
import io.dealledger.company.CompanyCommand.CommitToRound;
import io.dealledger.company.CompanyCommand.ConsumeComputeCredits;
import io.dealledger.company.CompanyCommand.DeliverComputeCredits;
import io.dealledger.company.CompanyCommand.DissolveCompany;
import io.dealledger.company.CompanyCommand.ExpireComputeCredits;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.CompanyCommand.ListCompany;
import io.dealledger.company.CompanyCommand.PayDistribution;
import io.dealledger.company.CompanyCommand.PriceRound;
import io.dealledger.company.CompanyCommand.RepurchaseShares;
import io.dealledger.company.CompanyCommand.RetractIssuance;
import io.dealledger.company.CompanyCommand.SplitShares;
import io.dealledger.company.CompanyCommand.TransferShares;
import io.dealledger.company.CompanyCommand.WithdrawCommitment;
import io.dealledger.company.CompanyCommand.WriteOffInvestment;
import io.dealledger.company.ConversionTrigger.Mechanism;
import io.dealledger.company.ConvertibleEvent.ConvertibleKind;
import io.dealledger.company.GrantEvent.Compensation;
import io.dealledger.company.GrantEvent.PeriodUnit;
import io.dealledger.company.GrantEvent.TerminationReason;
import io.dealledger.company.GrantEvent.TerminationWindow;
import io.dealledger.company.HoldingEvent.DistributionKind;
import io.dealledger.company.InstrumentCommand.AccelerateVesting;
import io.dealledger.company.InstrumentCommand.AcceptSecurity;
import io.dealledger.company.InstrumentCommand.AdjustPool;
import io.dealledger.company.InstrumentCommand.AdoptStockPlan;
import io.dealledger.company.InstrumentCommand.CancelInstrument;
import io.dealledger.company.InstrumentCommand.ConvertConvertible;
import io.dealledger.company.InstrumentCommand.ConvertShares;
import io.dealledger.company.InstrumentCommand.ElectMostFavouredTerms;
import io.dealledger.company.InstrumentCommand.ExerciseGrant;
import io.dealledger.company.InstrumentCommand.ExerciseWarrant;
import io.dealledger.company.InstrumentCommand.ExpireInstrument;
import io.dealledger.company.InstrumentCommand.GrantEquityCompensation;
import io.dealledger.company.InstrumentCommand.IssueConvertible;
import io.dealledger.company.InstrumentCommand.IssueWarrant;
import io.dealledger.company.InstrumentCommand.RecordServiceEnd;
import io.dealledger.company.InstrumentCommand.ReissueShares;
import io.dealledger.company.InstrumentCommand.ReleaseGrant;
import io.dealledger.company.InstrumentCommand.ReturnToPool;
import io.dealledger.company.InstrumentCommand.StartVesting;
import io.dealledger.company.InstrumentCommand.TransferInstrument;
import io.dealledger.company.PlanEvent.CancellationRule;
import io.dealledger.company.ShareEvent.Lot;
import io.dealledger.company.ShareEvent.LotRule;
import io.dealledger.company.ShareEvent.ReissuedLot;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Fraction;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Commands by chance: likely ones that the company may accept, of any day, in any order. */
final class RandomDeals {
    private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);
    private static final int DAYS = 1500;
    private static final List<PartyId> PARTIES = List.of(AMY, BEN, FUND, CLOUD);
    private static final List<String> CLASSES = List.of("Common", "Seed", "A");

    private final Random random;
    private int rounds;
    private int securities;

    RandomDeals(Random random) {
        this.random = random;
    }

    List<CompanyCommand> beginning() {
        return List.of(
                register("2020-01-01"),
                common("Common", "100000", "2020-01-01"),
                preferred("Seed", "20000", "2020-01-10"),
                preferred("A", null, "2020-02-01"),
                open("rd_seed", "2020-01-10"),
                open("rd_a", "2020-02-01"),
                new AdoptStockPlan(
                        Awards.PLAN,
                        List.of("Common"),
                        Shares.of(20000),
                        any(List.of(CancellationRule.values())),
                        StatedDate.of("2020-01-02"),
                        null),
                Awards.fourYears());
    }

    static LocalDate day(Random random) {
        return FIRST.plusDays(random.nextInt(DAYS));
    }

    CompanyCommand next(Company head) {
        StatedDate on = date();
        return switch (random.nextInt(75)) {
            case 0, 1, 2, 3, 4, 5 ->
                new IssueShares(null, any(CLASSES), any(PARTIES), quantity(4000), null, null, on, null);
            case 6, 7, 8, 9, 10, 11, 12 ->
                new TransferShares(
                        any(CLASSES), any(PARTIES), any(PARTIES), quantity(1500), null, null, null, null, on, null);
            case 13, 14 ->
                new RepurchaseShares(
                        any(CLASSES), any(PARTIES), quantity(800), null, null, Price.of("0.5", "USD"), on, null);
            case 15, 16 -> cancel(head, on);
            case 17 ->
                new SplitShares(
                        Ratio.of(any(List.of("2:1", "3:2", "1:3", "1:10"))),
                        random.nextBoolean() ? CLASSES : List.of(any(CLASSES)),
                        Map.of(),
                        new Rounding(random.nextInt(3), any(List.of(RoundingMode.DOWN, RoundingMode.HALF_EVEN))),
                        on,
                        null);
            case 18 -> new AdjustAuthorisedShares(any(CLASSES), quantity(200000), on, null);
            case 19, 20, 21, 22 -> {
                Shares quantity = quantity(2000);
                yield new CloseRound(
                        round(anyRound()),
                        null,
                        List.of(shares(
                                any(PARTIES),
                                any(CLASSES),
                                quantity.toString(),
                                new Leg(
                                        Leg.Kind.COMPUTE_CREDITS,
                                        new Money(quantity.quantity(), usd("1").currency()),
                                        CLOUD,
                                        null,
                                        null,
                                        null))),
                        random.nextInt(20) == 0,
                        on,
                        null);
            }
            case 23 ->
                new PriceRound(
                        round(anyRound()), null, usd("100000000"), Price.of("1", "USD"), any(CLASSES), null, on, null);
            case 24, 39 -> new CommitToRound(round(anyRound()), any(PARTIES), null, amount(5000), null, on, null);
            case 25 -> new CancelRound(round(anyRound()), "off", on, null);
            case 73, 74 -> pricedRound(on);
            case 26 -> open("rd_" + ++rounds, on.text());
            case 27 -> new CommitComputeCredits(any(PARTIES), CLOUD, amount(1000), null, null, on, null);
            case 28, 29, 30 -> new DeliverComputeCredits(any(PARTIES), CLOUD, amount(500), on, null);
            case 31, 32 -> new ConsumeComputeCredits(any(PARTIES), CLOUD, amount(200), on, null);
            case 33 -> new ExpireComputeCredits(any(PARTIES), null, amount(100), random.nextBoolean(), on, null);
            case 34 -> new PayDistribution(DistributionKind.DIVIDEND, any(PARTIES), amount(100), on, null);
            case 35 -> new WriteOffInvestment(any(PARTIES), "why", on, null);
            case 36 ->
                random.nextInt(4) == 0
                        ? new AcquireCompany(
                                any(PARTIES), null, Map.of(any(CLASSES), Price.of("2", "USD")), on, null, press())
                        : transferOfSome(head, on);
            case 37 ->
                random.nextInt(4) == 0
                        ? new ListCompany("X-" + random.nextInt(3), "ACME", "Common", null, on, null, press())
                        : transferOfSome(head, on);
            case 38 ->
                random.nextInt(3) == 0
                        ? new DissolveCompany(StatedDate.of(FIRST.plusDays(DAYS - 50)), null, press())
                        : transferOfSome(head, on);
            case 40 -> retract(head, on);
            case 42 -> amendCommitment(head, on);
            case 41, 43 -> new WithdrawCommitment(round(anyRound()), any(PARTIES), "why", on, null);
            case 44 ->
                new AmendShareClass(
                        any(CLASSES),
                        null,
                        null,
                        random.nextInt(5),
                        null,
                        null,
                        Ratio.of(any(List.of("1:1", "3:2", "2:1"))),
                        on,
                        null);
            case 45, 46, 47, 48 -> granted(on);
            case 49, 50 -> convertible(on);
            case 51 -> warrant(on);
            case 52 -> new AdjustPool(Awards.PLAN, quantity(40000), on, null);
            case 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69 -> withInstrument(head, on);
            case 70, 71, 72 -> exchange(head, on);
            default -> transferOfSome(head, on);
        };
    }

    private ClosePricedRound pricedRound(StatedDate on) {
        return new ClosePricedRound(
                round("rd_" + (1 + random.nextInt(3))),
                null,
                any(CLASSES),
                usd(Integer.toString(1000 * (5 + random.nextInt(100)))),
                null,
                null,
                List.of(new ClosePricedRound.NewInvestor(any(PARTIES), amount(3000), null, null, null)),
                random.nextInt(3) == 0 ? Awards.PLAN : null,
                random.nextInt(3) == 0 ? Fraction.of(1 + random.nextInt(30), 100) : null,
                null,
                null,
                random.nextBoolean() ? List.of() : null,
                null,
                new RoundRounding(new FigureRounding(2 + random.nextInt(4), FigureRounding.Mode.HALF_EVEN), null, null),
                random.nextBoolean(),
                null,
                random.nextBoolean(),
                on,
                null);
    }

    private CompanyCommand exchange(Company head, StatedDate on) {
        Security some = some(head);
        if (some == null) {
            return granted(on);
        }
        Shares half = new Shares(some.quantity().quantity().divide(BigDecimal.valueOf(2)));
        return random.nextBoolean()
                ? new ConvertShares(some.id(), half, any(CLASSES), made(), null, null, on, null)
                : new ReissueShares(
                        some.id(),
                        List.of(new ReissuedLot(made(), half), new ReissuedLot(made(), half)),
                        null,
                        on,
                        null);
    }

    private SecurityId made() {
        return new SecurityId("se_own-" + ++securities);
    }

    private CompanyCommand granted(StatedDate on) {
        Compensation kind = any(List.of(Compensation.values()));
        boolean right = kind == Compensation.CSAR || kind == Compensation.SSAR;
        return new GrantEquityCompensation(
                made(),
                any(PARTIES),
                kind,
                random.nextInt(5) == 0 ? null : Awards.PLAN,
                "Common",
                quantity(2000),
                kind.isOption() ? Price.of("1", "USD") : null,
                right ? Price.of("1", "USD") : null,
                random.nextInt(3) == 0 ? null : Awards.FOUR_YEARS,
                null,
                random.nextBoolean(),
                random.nextInt(4) == 0 ? FIRST.plusDays(random.nextInt(2 * DAYS)) : null,
                List.of(new TerminationWindow(TerminationReason.VOLUNTARY_OTHER, 90, PeriodUnit.DAYS)),
                random.nextBoolean() ? CancellationRule.RETURN_TO_POOL : null,
                on,
                null);
    }

    private CompanyCommand convertible(StatedDate on) {
        return new IssueConvertible(
                made(),
                any(PARTIES),
                any(List.of(ConvertibleKind.values())),
                amount(1000),
                null,
                List.of(Awards.trigger(
                        "financing", null, Mechanism.safe(amount(9000), null, random.nextBoolean(), null))),
                null,
                any(List.of(1, 1, 2, 5)),
                null,
                on,
                null);
    }

    private CompanyCommand warrant(StatedDate on) {
        return new IssueWarrant(
                made(),
                any(PARTIES),
                random.nextInt(4) == 0 ? null : any(CLASSES),
                random.nextInt(4) == 0 ? null : quantity(500),
                null,
                Price.of("1", "USD"),
                amount(50),
                null,
                null,
                null,
                null,
                null,
                on,
                null);
    }

    private CompanyCommand withInstrument(Company head, StatedDate on) {
        List<Instrument> all = head.instruments().all(Instrument.class);
        if (all.isEmpty()) {
            return granted(on);
        }
        Instrument some = any(all);
        SecurityId id = some.id();
        return switch (random.nextInt(12)) {
            case 0 -> new AcceptSecurity(id, on, null);
            case 1 -> new RetractIssuance(id, "never accepted", on, null);
            case 2 -> new RecordServiceEnd(some.holder(), TerminationReason.VOLUNTARY_OTHER, on, null);
            case 3 -> new StartVesting(id, "start", on, null);
            case 4 -> new AccelerateVesting(id, quantity(200), "why", on, null);
            case 5 ->
                random.nextBoolean()
                        ? new ExpireInstrument(id, on, null)
                        : new ReturnToPool(Awards.PLAN, id, quantity(300), "why", on, null);
            case 6 ->
                some instanceof Convertible
                        ? new CancelInstrument(id, null, amount(200), "why", on, null)
                        : new CancelInstrument(id, quantity(200), null, "why", on, null);
            case 7, 8 ->
                some instanceof Convertible
                        ? new TransferInstrument(id, any(PARTIES), null, amount(500), made(), null, on, null)
                        : new TransferInstrument(id, any(PARTIES), quantity(500), null, made(), amount(9), on, null);
            case 9, 10, 11 -> become(some, on);
            default -> throw new IllegalStateException();
        };
    }

    private CompanyCommand become(Instrument some, StatedDate on) {
        return switch (some) {
            case Grant grant
            when grant.terms().kind() == Compensation.RSU ->
                new ReleaseGrant(grant.id(), quantity(500), made(), null, null, null, on, null);
            case Grant grant ->
                new ExerciseGrant(
                        grant.id(),
                        quantity(500),
                        made(),
                        null,
                        grant.terms().kind().isOption() ? null : Price.of("3", "USD"),
                        null,
                        on,
                        null);
            case Warrant warrant ->
                new ExerciseWarrant(
                        warrant.id(), null, quantity(300), null, null, any(CLASSES), made(), null, on, null);
            case Convertible convertible ->
                random.nextInt(4) == 0
                        ? new ElectMostFavouredTerms(convertible.id(), new SecurityId("se_own-1"), on, null)
                        : new ConvertConvertible(
                                convertible.id(),
                                "financing",
                                random.nextBoolean() ? null : amount(300),
                                null,
                                any(CLASSES),
                                made(),
                                quantity(900),
                                null,
                                null,
                                on,
                                null);
        };
    }

    private CompanyCommand amendCommitment(Company head, StatedDate on) {
        return head.rounds().values().stream()
                .filter(round -> round.status() == Round.Status.OPEN)
                .sorted(Comparator.comparing(round -> round.id().value()))
                .flatMap(round -> round.committed().keySet().stream()
                        .sorted(Comparator.comparing(PartyId::value))
                        .map(party -> new AmendCommitment(round.id(), party, amount(5000), null, on, null)))
                .findFirst()
                .orElseGet(() -> new AmendCommitment(round(anyRound()), any(PARTIES), amount(5000), null, on, null));
    }

    private CompanyCommand retract(Company head, StatedDate on) {
        Security some = some(head);
        return new RetractIssuance(some == null ? new SecurityId("se_none") : some.id(), "never accepted", on, null);
    }

    private CompanyCommand cancel(Company head, StatedDate on) {
        Security some = some(head);
        if (some == null) {
            return new CancelShares("Common", AMY, Shares.of(1), null, null, "none", on, null);
        }
        Shares quantity = quantity(100).min(some.quantity());
        return new CancelShares(
                some.shareClass(),
                some.holder(),
                quantity,
                LotRule.SPECIFIC,
                List.of(new Lot(some.id(), quantity)),
                "forfeited",
                on,
                null);
    }

    private CompanyCommand transferOfSome(Company head, StatedDate on) {
        Security some = some(head);
        return some == null
                ? new IssueShares(null, "Common", any(PARTIES), quantity(4000), null, null, on, null)
                : new TransferShares(
                        some.shareClass(),
                        some.holder(),
                        any(PARTIES),
                        quantity(500),
                        null,
                        null,
                        Price.of("1", "USD"),
                        null,
                        on,
                        null);
    }

    private Security some(Company head) {
        List<Security> all = head.securities().values().stream()
                .sorted(Comparator.comparing(Security::since))
                .toList();
        return all.isEmpty() ? null : any(all);
    }

    private StatedDate date() {
        LocalDate day = day(random);
        return switch (random.nextInt(10)) {
            case 0 -> StatedDate.of(day.toString().substring(0, 7));
            default -> StatedDate.of(day);
        };
    }

    private String anyRound() {
        return any(List.of("rd_seed", "rd_a", "rd_" + (1 + random.nextInt(3))));
    }

    private Shares quantity(int most) {
        BigDecimal whole = BigDecimal.valueOf(1 + random.nextInt(most));
        return new Shares(random.nextInt(20) == 0 ? whole.add(new BigDecimal("0.25")) : whole);
    }

    private Money amount(int most) {
        return usd(Integer.toString(1 + random.nextInt(most)));
    }

    private <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
