package io.dealledger.store;

import io.dealledger.books.BooksEvent.BooksClosed;
import io.dealledger.books.BooksEvent.BooksReopened;
import io.dealledger.books.BooksEvent.BooksReopeningRequested;
import io.dealledger.books.BooksEvent.BooksReopeningWithdrawn;
import io.dealledger.calculation.antidilution.Method;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.ConversionTrigger;
import io.dealledger.company.ConversionTrigger.Accrual;
import io.dealledger.company.ConversionTrigger.CapitalisationRules;
import io.dealledger.company.ConversionTrigger.Compounding;
import io.dealledger.company.ConversionTrigger.DayCount;
import io.dealledger.company.ConversionTrigger.Interest;
import io.dealledger.company.ConversionTrigger.Mechanism;
import io.dealledger.company.ConversionTrigger.MechanismKind;
import io.dealledger.company.ConversionTrigger.Payout;
import io.dealledger.company.ConversionTrigger.Right;
import io.dealledger.company.ConversionTrigger.SharesRounding;
import io.dealledger.company.ConversionTrigger.Timing;
import io.dealledger.company.ConversionTrigger.ValuationFormula;
import io.dealledger.company.ConvertibleEvent.Calculation;
import io.dealledger.company.ConvertibleEvent.ConvertibleAmended;
import io.dealledger.company.ConvertibleEvent.ConvertibleConverted;
import io.dealledger.company.ConvertibleEvent.ConvertibleIssued;
import io.dealledger.company.ConvertibleEvent.ConvertibleKind;
import io.dealledger.company.ConvertibleEvent.MostFavouredTermsElected;
import io.dealledger.company.CreditEvent.ComputeCreditsCommitted;
import io.dealledger.company.CreditEvent.ComputeCreditsConsumed;
import io.dealledger.company.CreditEvent.ComputeCreditsDelivered;
import io.dealledger.company.CreditEvent.ComputeCreditsExpired;
import io.dealledger.company.CreditEvent.ComputeCreditsRevalued;
import io.dealledger.company.GrantEvent.Compensation;
import io.dealledger.company.GrantEvent.EquityCompensationExercised;
import io.dealledger.company.GrantEvent.EquityCompensationGranted;
import io.dealledger.company.GrantEvent.EquityCompensationReleased;
import io.dealledger.company.GrantEvent.Forfeit;
import io.dealledger.company.GrantEvent.Payment;
import io.dealledger.company.GrantEvent.PeriodUnit;
import io.dealledger.company.GrantEvent.ServiceEnded;
import io.dealledger.company.GrantEvent.TerminationReason;
import io.dealledger.company.GrantEvent.TerminationWindow;
import io.dealledger.company.HoldingEvent.DistributionKind;
import io.dealledger.company.HoldingEvent.DistributionPaid;
import io.dealledger.company.HoldingEvent.FairValueLevel;
import io.dealledger.company.HoldingEvent.FairValueMethod;
import io.dealledger.company.HoldingEvent.Framework;
import io.dealledger.company.HoldingEvent.InvestmentImpaired;
import io.dealledger.company.HoldingEvent.InvestmentWrittenOff;
import io.dealledger.company.HoldingEvent.RightEnded;
import io.dealledger.company.HoldingEvent.RightGranted;
import io.dealledger.company.HoldingEvent.RightKind;
import io.dealledger.company.HoldingEvent.ValuationKind;
import io.dealledger.company.HoldingEvent.ValuationRecorded;
import io.dealledger.company.Leg;
import io.dealledger.company.LifeEvent.Acquired;
import io.dealledger.company.LifeEvent.CompanyAcquired;
import io.dealledger.company.LifeEvent.CompanyDelisted;
import io.dealledger.company.LifeEvent.CompanyDissolved;
import io.dealledger.company.LifeEvent.CompanyListed;
import io.dealledger.company.LifeEvent.CompanyRegistered;
import io.dealledger.company.LifeEvent.CompanyRenamed;
import io.dealledger.company.LifeEvent.Conversion;
import io.dealledger.company.Particulars;
import io.dealledger.company.PeriodEvent.PeriodClosed;
import io.dealledger.company.PeriodEvent.PeriodReopened;
import io.dealledger.company.PeriodEvent.ReopeningRequested;
import io.dealledger.company.PeriodEvent.ReopeningWithdrawn;
import io.dealledger.company.PlanEvent.CancellationRule;
import io.dealledger.company.PlanEvent.PoolAdjusted;
import io.dealledger.company.PlanEvent.ReturnedToPool;
import io.dealledger.company.PlanEvent.StockPlanAdopted;
import io.dealledger.company.ReportEvent.ClaimsAdded;
import io.dealledger.company.ReportEvent.InvestmentReported;
import io.dealledger.company.ReportEvent.Participant;
import io.dealledger.company.ReportEvent.PositionReported;
import io.dealledger.company.ReportEvent.ReportedLeg;
import io.dealledger.company.ReportEvent.ReportedStatus;
import io.dealledger.company.ReportEvent.RoundReported;
import io.dealledger.company.ReportEvent.StepUp;
import io.dealledger.company.ReportEvent.StepUpBasis;
import io.dealledger.company.ReportEvent.TotalRaisedReported;
import io.dealledger.company.RoundEvent.CommitmentAmended;
import io.dealledger.company.RoundEvent.CommitmentMade;
import io.dealledger.company.RoundEvent.CommitmentWithdrawn;
import io.dealledger.company.RoundEvent.Role;
import io.dealledger.company.RoundEvent.RoundCancelled;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.RoundFirmedUp;
import io.dealledger.company.RoundEvent.RoundOpened;
import io.dealledger.company.RoundEvent.RoundPriced;
import io.dealledger.company.RoundEvent.RoundRepriced;
import io.dealledger.company.RoundEvent.Subscription;
import io.dealledger.company.SecurityEvent.InstrumentCancelled;
import io.dealledger.company.SecurityEvent.InstrumentExpired;
import io.dealledger.company.SecurityEvent.InstrumentTransferred;
import io.dealledger.company.SecurityEvent.ParticularsRecorded;
import io.dealledger.company.SecurityEvent.SecurityAccepted;
import io.dealledger.company.ShareEvent.AuthorisedSharesAdjusted;
import io.dealledger.company.ShareEvent.IssuanceRetracted;
import io.dealledger.company.ShareEvent.Lot;
import io.dealledger.company.ShareEvent.LotRule;
import io.dealledger.company.ShareEvent.Participation;
import io.dealledger.company.ShareEvent.ReissuedLot;
import io.dealledger.company.ShareEvent.Restriction;
import io.dealledger.company.ShareEvent.ShareClassAmended;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.company.ShareEvent.SharesCancelled;
import io.dealledger.company.ShareEvent.SharesConverted;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.company.ShareEvent.SharesReissued;
import io.dealledger.company.ShareEvent.SharesRepurchased;
import io.dealledger.company.ShareEvent.SharesSplit;
import io.dealledger.company.ShareEvent.SharesTransferred;
import io.dealledger.company.ShareEvent.TotalAuthorisedAdjusted;
import io.dealledger.company.ShareEvent.TransferredLot;
import io.dealledger.company.VestingEvent.Allocation;
import io.dealledger.company.VestingEvent.Condition;
import io.dealledger.company.VestingEvent.Period;
import io.dealledger.company.VestingEvent.PeriodKind;
import io.dealledger.company.VestingEvent.Portion;
import io.dealledger.company.VestingEvent.Trigger;
import io.dealledger.company.VestingEvent.TriggerKind;
import io.dealledger.company.VestingEvent.VestingAccelerated;
import io.dealledger.company.VestingEvent.VestingDate;
import io.dealledger.company.VestingEvent.VestingEventOccurred;
import io.dealledger.company.VestingEvent.VestingStarted;
import io.dealledger.company.VestingEvent.VestingTermsDefined;
import io.dealledger.company.WarrantEvent.QuantitySource;
import io.dealledger.company.WarrantEvent.WarrantExercised;
import io.dealledger.company.WarrantEvent.WarrantIssued;
import io.dealledger.fx.FxEvent;
import io.dealledger.fx.FxEvent.ExchangeRateRecorded;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.ledger.ClosingId;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Precision;
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
import io.dealledger.money.Unit;
import io.dealledger.party.PartyEvent;
import io.dealledger.party.PartyEvent.Consideration;
import io.dealledger.party.PartyEvent.ExternalId;
import io.dealledger.party.PartyEvent.MarkedDuplicate;
import io.dealledger.party.PartyEvent.ParentSet;
import io.dealledger.party.PartyEvent.PartyClaimKind;
import io.dealledger.party.PartyEvent.PartyClaimed;
import io.dealledger.party.PartyEvent.PartyKind;
import io.dealledger.party.PartyEvent.PartyRegistered;
import io.dealledger.party.PartyEvent.PartyRenamed;
import io.dealledger.party.Personal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One event of every kind, with every component present where it can be. */
public final class EventSamples {
    private static final EffectiveOn DAY = EffectiveOn.day(LocalDate.of(2023, 10, 31));
    private static final EffectiveOn QUARTER =
            new EffectiveOn(LocalDate.of(2023, 9, 30), LocalDate.of(2023, 7, 1), Precision.QUARTER);
    private static final PartyId ACME = new PartyId("pa_acme");
    private static final PartyId ADA = new PartyId("pa_ada");
    private static final PartyId CLOUD = new PartyId("pa_cloud");
    private static final RoundId ROUND = new RoundId("rd_series-a");
    private static final SecurityId SECURITY = new SecurityId("se_1");
    private static final SecurityId NEW_SECURITY = new SecurityId("se_2");
    private static final Money MILLION = Money.of("1000000.00", "USD");
    private static final Price PRICE = Price.of("1.2345678901", "USD");
    private static final Calculation CALCULATION = new Calculation(
            "note-conversion",
            1,
            PRICE,
            "CAP",
            new Rounding(0, RoundingMode.DOWN),
            Map.of("capitalisation", "10000000"),
            Map.of("remainder", "0.25"));
    private static final Source SOURCE = new Source(
            "The Gazette",
            LocalDate.of(2023, 11, 2),
            "https://gazette.example/1",
            "ab".repeat(32),
            SourceClass.PRESS_ANONYMOUS);
    private static final Stated AT_LEAST = Stated.money(Op.AT_LEAST, "1000000000", "USD")
            .withSignificantDigits(1)
            .withPhrase("at least USD 1bn");
    private static final Stated RANGE = new Stated(
            Op.RANGE,
            Unit.PERCENT,
            null,
            null,
            new BigDecimal("35.5"),
            true,
            new BigDecimal("36"),
            false,
            null,
            "some 36 percent",
            new BigDecimal("33"));
    private static final StepUp STEP_UP =
            new StepUp(Stated.times(Op.APPROX, "2.5"), StepUpBasis.POST_TO_POST, "Series A");
    private static final List<Leg> LEGS = List.of(
            new Leg(Leg.Kind.CASH, MILLION, CLOUD, "compute", null, Money.of("250000", "USD")),
            new Leg(
                    Leg.Kind.COMPUTE_CREDITS,
                    Money.of("500000.50", "USD"),
                    CLOUD,
                    "training",
                    LocalDate.of(2026, 12, 31),
                    null));
    private static final List<Participant> PARTICIPANTS = List.of(new Participant(
            ACME,
            Role.LEAD,
            AT_LEAST,
            Leg.Kind.COMPUTE_CREDITS,
            List.of(new ReportedLeg(
                    Leg.Kind.COMPUTE_CREDITS, Stated.undisclosed(), CLOUD, "training", LocalDate.of(2026, 12, 31)))));

    private static final List<VestingDate> VESTINGS =
            List.of(new VestingDate(LocalDate.of(2024, 10, 31), Shares.of("2.5")));
    private static final List<ConversionTrigger> TRIGGERS = List.of(new ConversionTrigger(
            "next-financing",
            ConversionTrigger.Kind.ELECTIVE_IN_RANGE,
            "Next financing",
            "when the next round closes",
            "a priced round of at least one million",
            LocalDate.of(2024, 6, 30),
            LocalDate.of(2024, 1, 1),
            LocalDate.of(2025, 12, 31),
            new Right(
                    new Mechanism(
                            MechanismKind.CONVERTIBLE_NOTE_CONVERSION,
                            new BigDecimal("0.2"),
                            MILLION,
                            true,
                            Timing.POST_MONEY,
                            Ratio.of("2:1"),
                            List.of(new Interest(
                                    new BigDecimal("0.08"), LocalDate.of(2023, 10, 31), LocalDate.of(2024, 10, 31))),
                            DayCount.ACTUAL_365,
                            Payout.DEFERRED,
                            Accrual.ANNUAL,
                            Compounding.SIMPLE,
                            "all shares outstanding, as converted",
                            new CapitalisationRules(true, true, false, true, true, false, false, true),
                            Shares.of(100),
                            new BigDecimal("0.05"),
                            Ratio.of("3:2"),
                            PRICE,
                            SharesRounding.FLOOR,
                            ValuationFormula.CAP,
                            MILLION,
                            true,
                            PRICE,
                            "as the parties agree"),
                    true,
                    "Series A")));

    static final Map<Class<? extends Fact>, Fact> ALL = Stream.<Fact>of(
                    new PartyRegistered(
                            Personal.of(ADA, "Ada Lovelace"),
                            PartyKind.INDIVIDUAL,
                            Personal.of(ADA, "GB"),
                            List.of(new ExternalId("LEI", Personal.open("529900T8BM49AURSDO55"))),
                            EffectiveOn.SINCE_ALWAYS),
                    new PartyRenamed(Personal.open("Acme Holdings"), DAY),
                    new ParentSet(ACME, EffectiveOn.noLaterThan(LocalDate.of(2023, 12, 31))),
                    new MarkedDuplicate(ACME, DAY),
                    new PartyClaimed(
                            PartyClaimKind.POSSIBLY_LARGEST_HOLDER_IN,
                            "model makers",
                            List.of(new CompanyId("co_one"), new CompanyId("co_two")),
                            Consideration.COMPUTE_CREDITS,
                            AT_LEAST,
                            Stated.undisclosed(),
                            "the largest holder in two or three of them",
                            DAY,
                            SOURCE),
                    new ExchangeRateRecorded(
                            Currency.of("USD"),
                            Currency.of("HKD"),
                            new BigDecimal("7.75"),
                            new BigDecimal("7.85"),
                            RateKind.PEG_BAND,
                            DAY,
                            SOURCE),
                    new CompanyRegistered("Acme AI", "艾克米", "CN", "models", ACME, EffectiveOn.SINCE_ALWAYS),
                    new CompanyRenamed("Acme Intelligence", "艾克米智能", DAY),
                    new CompanyAcquired(
                            CLOUD,
                            RANGE,
                            List.of(new Acquired(SECURITY, Shares.of("10.5"), NEW_SECURITY, PRICE)),
                            DAY,
                            SOURCE),
                    new CompanyListed(
                            "HKEX",
                            "0100",
                            List.of(new Conversion(SECURITY, Shares.of(10), "Common", NEW_SECURITY, Shares.of(20))),
                            DAY,
                            SOURCE),
                    new CompanyDissolved(DAY, SOURCE),
                    new ShareClassAuthorised(
                            "Series A",
                            ShareClassType.PREFERRED,
                            Shares.of(1_000_000),
                            new BigDecimal("1.5"),
                            PRICE,
                            new BigDecimal("1.25"),
                            2,
                            Participation.CAPPED,
                            new BigDecimal("3"),
                            Ratio.of("2:1"),
                            Method.BROAD_BASED,
                            true,
                            DAY),
                    new AuthorisedSharesAdjusted("Series A", Shares.of(2_000_000), DAY),
                    new SharesIssued(
                            SECURITY,
                            "Series A",
                            ACME,
                            Shares.of("0.0000000001"),
                            PRICE,
                            LEGS,
                            new Restriction("2023 Plan", "Four years", VESTINGS),
                            DAY),
                    new SharesTransferred(
                            "Series A",
                            ACME,
                            CLOUD,
                            Shares.of(10),
                            LotRule.FIFO,
                            List.of(new TransferredLot(SECURITY, Shares.of(10), NEW_SECURITY)),
                            PRICE,
                            true,
                            DAY),
                    new SharesRepurchased(
                            "Series A",
                            ACME,
                            Shares.of(10),
                            LotRule.SPECIFIC,
                            List.of(new Lot(SECURITY, Shares.of(10))),
                            PRICE,
                            DAY),
                    new SharesCancelled(
                            "Series A",
                            ACME,
                            Shares.of(10),
                            LotRule.FIFO,
                            List.of(new Lot(SECURITY, Shares.of(10))),
                            "issued twice",
                            DAY),
                    new SharesSplit(
                            Ratio.of("2:1"),
                            List.of("Common"),
                            Map.of("Common", Shares.of(2_000_000)),
                            new Rounding(0, RoundingMode.DOWN),
                            DAY),
                    new RoundOpened(ROUND, "Series A", Currency.of("USD"), ACME, DAY),
                    new RoundPriced(
                            ROUND,
                            MILLION,
                            Money.of("2000000", "USD"),
                            PRICE,
                            "Series A",
                            new Rounding(10, RoundingMode.HALF_EVEN),
                            CALCULATION,
                            DAY),
                    new CommitmentMade(ROUND, ACME, Role.LEAD, MILLION, LEGS, DAY),
                    new RoundClosed(
                            ROUND,
                            new ClosingId("cl_1"),
                            List.of(new Subscription(ACME, SECURITY, "Series A", Shares.of(100), LEGS)),
                            true,
                            DAY),
                    new RoundCancelled(ROUND, "no agreement", DAY),
                    new RoundFirmedUp(ROUND, new RoundId("rd_reported"), DAY),
                    new RoundReported(
                            ROUND,
                            "Series B",
                            ReportedStatus.ANNOUNCED,
                            AT_LEAST,
                            Stated.undisclosed(),
                            RANGE,
                            STEP_UP,
                            PARTICIPANTS,
                            QUARTER,
                            SOURCE),
                    new InvestmentReported(new ReportId("rp_1"), PARTICIPANTS, QUARTER, SOURCE),
                    new TotalRaisedReported(new ReportId("rp_2"), AT_LEAST, QUARTER, SOURCE),
                    new PositionReported(
                            new ReportId("rp_3"),
                            ACME,
                            List.of(AT_LEAST, Stated.money(Op.APPROX, "500000000", "CNY")),
                            RANGE,
                            DAY,
                            SOURCE),
                    new ClaimsAdded(
                            "rd_series-a",
                            AT_LEAST,
                            Stated.undisclosed(),
                            RANGE,
                            STEP_UP,
                            PARTICIPANTS,
                            AT_LEAST,
                            List.of(AT_LEAST),
                            RANGE,
                            DAY,
                            SOURCE),
                    new ComputeCreditsCommitted(ACME, CLOUD, MILLION, "training", LocalDate.of(2026, 12, 31), DAY),
                    new ComputeCreditsDelivered(ACME, CLOUD, MILLION, DAY),
                    new ComputeCreditsConsumed(ACME, CLOUD, MILLION, DAY),
                    new ComputeCreditsExpired(ACME, CLOUD, MILLION, true, DAY),
                    new ComputeCreditsRevalued(ACME, CLOUD, MILLION, DAY),
                    new ValuationRecorded(
                            ValuationKind.FAIR_VALUE,
                            AT_LEAST,
                            ACME,
                            "Series A",
                            FairValueMethod.CALIBRATION_TO_RECENT_INVESTMENT,
                            FairValueLevel.LEVEL_3,
                            Framework.ASC_820,
                            StepUpBasis.PRICE,
                            Stated.money(Op.APPROX, "140000000", "EUR"),
                            DAY,
                            SOURCE),
                    new RightGranted(RightKind.EXCLUSIVE_VENDOR, CLOUD, "cloud compute", DAY, SOURCE),
                    new DistributionPaid(DistributionKind.EXIT_PROCEEDS, ACME, MILLION, DAY),
                    new InvestmentImpaired(ACME, MILLION, "lost its largest customer", DAY),
                    new InvestmentWrittenOff(ACME, "dissolved", DAY),
                    new ShareClassAmended(
                            "Series A",
                            new BigDecimal("2"),
                            new BigDecimal("1"),
                            1,
                            Participation.CAPPED,
                            new BigDecimal("4"),
                            Ratio.of("3:1"),
                            Method.FULL_RATCHET,
                            false,
                            CALCULATION,
                            DAY),
                    new IssuanceRetracted(SECURITY, "never accepted", DAY),
                    new RoundRepriced(
                            ROUND,
                            MILLION,
                            Money.of("2000000", "USD"),
                            PRICE,
                            "Series A",
                            new Rounding(10, RoundingMode.HALF_EVEN),
                            DAY),
                    new CommitmentAmended(ROUND, ACME, MILLION, LEGS, DAY),
                    new CommitmentWithdrawn(ROUND, ACME, "no approval", DAY),
                    new RightEnded(RightKind.EXCLUSIVE_VENDOR, CLOUD, "cloud compute", DAY, SOURCE),
                    new CompanyDelisted("HKEX", DAY, SOURCE),
                    new SharesConverted(
                            SECURITY,
                            ACME,
                            Shares.of(10),
                            "Common",
                            NEW_SECURITY,
                            Shares.of(20),
                            Ratio.of("2:1"),
                            new Rounding(0, RoundingMode.DOWN),
                            CALCULATION,
                            DAY),
                    new SharesReissued(
                            SECURITY,
                            ACME,
                            List.of(new ReissuedLot(NEW_SECURITY, Shares.of(10))),
                            "the certificate was lost",
                            DAY),
                    new TotalAuthorisedAdjusted(Shares.of(20_000_000), DAY),
                    new ParticularsRecorded(
                            "se_1",
                            "ISSUANCE",
                            new Particulars(
                                    "tx-17",
                                    "CS-1",
                                    LocalDate.of(2023, 10, 30),
                                    LocalDate.of(2023, 10, 31),
                                    "services rendered",
                                    List.of(new Particulars.Exemption("Rule 701", "US")),
                                    List.of("restricted"),
                                    List.of(new Particulars.ShareNumbers(Shares.of(1), Shares.of(100))),
                                    PRICE,
                                    Particulars.IssuanceKind.FOUNDERS_STOCK,
                                    PRICE,
                                    List.of("see the minutes"),
                                    Map.of("legend", "These shares have not been registered")),
                            DAY),
                    new StockPlanAdopted(
                            "2023 Plan", List.of("Common"), Shares.of(1000), CancellationRule.RETURN_TO_POOL, DAY),
                    new PoolAdjusted("2023 Plan", Shares.of(2000), CALCULATION, DAY),
                    new ReturnedToPool("2023 Plan", SECURITY, Shares.of(10), "the board said so", DAY),
                    new EquityCompensationGranted(
                            SECURITY,
                            ADA,
                            Compensation.OPTION_ISO,
                            "2023 Plan",
                            "Common",
                            Shares.of(100),
                            PRICE,
                            PRICE,
                            "Four years",
                            VESTINGS,
                            true,
                            LocalDate.of(2033, 10, 30),
                            List.of(new TerminationWindow(
                                    TerminationReason.INVOLUNTARY_DISABILITY, 12, PeriodUnit.MONTHS)),
                            CancellationRule.HOLD_AS_CAPITAL_STOCK,
                            DAY),
                    new EquityCompensationExercised(
                            SECURITY,
                            ADA,
                            Shares.of(10),
                            Payment.NET,
                            PRICE,
                            NEW_SECURITY,
                            Shares.of(8),
                            MILLION,
                            LEGS,
                            MILLION,
                            DAY),
                    new EquityCompensationReleased(
                            SECURITY,
                            ADA,
                            Shares.of(10),
                            NEW_SECURITY,
                            Shares.of(6),
                            LocalDate.of(2023, 11, 2),
                            PRICE,
                            DAY),
                    new ServiceEnded(
                            ADA, TerminationReason.VOLUNTARY_OTHER, List.of(new Forfeit(SECURITY, Shares.of(50))), DAY),
                    new VestingTermsDefined(
                            "Four years",
                            "with a cliff of one year",
                            Allocation.CUMULATIVE_ROUND_DOWN,
                            List.of(
                                    new Condition(
                                            "start",
                                            "first day of work",
                                            null,
                                            Shares.ZERO,
                                            new Trigger(TriggerKind.VESTING_START_DATE, null, null, null),
                                            null,
                                            List.of("cliff")),
                                    new Condition(
                                            "cliff",
                                            null,
                                            new Portion(new BigDecimal("12"), new BigDecimal("48"), true),
                                            null,
                                            new Trigger(
                                                    TriggerKind.VESTING_SCHEDULE_RELATIVE,
                                                    LocalDate.of(2024, 10, 31),
                                                    new Period(
                                                            12,
                                                            PeriodKind.MONTHS,
                                                            1,
                                                            "VESTING_START_DAY_OR_LAST_DAY_OF_MONTH"),
                                                    "start"),
                                            new Period(12, PeriodKind.MONTHS, 1, null),
                                            List.of())),
                            DAY),
                    new VestingStarted(SECURITY, "start", LocalDate.of(2023, 1, 2), DAY),
                    new VestingEventOccurred(SECURITY, "sale", DAY),
                    new VestingAccelerated(SECURITY, Shares.of(25), "change of control", DAY),
                    new ConvertibleIssued(
                            SECURITY,
                            ACME,
                            ConvertibleKind.NOTE,
                            MILLION,
                            LEGS,
                            TRIGGERS,
                            new BigDecimal("0.05"),
                            1,
                            LocalDate.of(2025, 12, 31),
                            DAY),
                    new ConvertibleAmended(
                            SECURITY, TRIGGERS, new BigDecimal("0.1"), 2, LocalDate.of(2026, 12, 31), DAY),
                    new MostFavouredTermsElected(SECURITY, NEW_SECURITY, TRIGGERS, DAY),
                    new ConvertibleConverted(
                            SECURITY,
                            ACME,
                            "next-financing",
                            MILLION,
                            Money.of("12345.67", "USD"),
                            "Series A",
                            NEW_SECURITY,
                            Shares.of(820000),
                            CALCULATION,
                            "the round closed",
                            DAY),
                    new WarrantIssued(
                            SECURITY,
                            ACME,
                            "Common",
                            Shares.of(100),
                            QuantitySource.INSTRUMENT_FIXED,
                            PRICE,
                            MILLION,
                            LEGS,
                            TRIGGERS,
                            LocalDate.of(2030, 12, 31),
                            "Four years",
                            VESTINGS,
                            DAY),
                    new WarrantExercised(
                            SECURITY,
                            ACME,
                            "next-financing",
                            Shares.of(100),
                            Payment.CASH,
                            PRICE,
                            "Common",
                            NEW_SECURITY,
                            Shares.of(100),
                            MILLION,
                            LEGS,
                            DAY),
                    new SecurityAccepted(SECURITY, DAY),
                    new InstrumentTransferred(
                            SECURITY, ACME, CLOUD, Shares.of(10), MILLION, NEW_SECURITY, MILLION, DAY),
                    new InstrumentCancelled(SECURITY, Shares.of(10), MILLION, "by agreement", DAY),
                    new InstrumentExpired(SECURITY, Shares.of(10), DAY),
                    new PartyEvent.FactVoided(EffectiveOn.SINCE_ALWAYS),
                    new FxEvent.FactVoided(DAY),
                    new CompanyEvent.FactVoided(QUARTER),
                    new PeriodClosed(LocalDate.of(2023, 12, 31), "ac_controller", DAY),
                    new ReopeningRequested(LocalDate.of(2023, 10, 1), "a side letter was found", "ac_backoffice", DAY),
                    new ReopeningWithdrawn(LocalDate.of(2023, 10, 1), "ac_controller", DAY),
                    new PeriodReopened(LocalDate.of(2023, 10, 1), "ac_backoffice", "ac_controller", DAY),
                    new BooksClosed(LocalDate.of(2023, 12, 31), "ac_controller", DAY),
                    new BooksReopeningRequested(
                            LocalDate.of(2023, 10, 1), "a side letter was found", "ac_backoffice", DAY),
                    new BooksReopeningWithdrawn(LocalDate.of(2023, 10, 1), "ac_controller", DAY),
                    new BooksReopened(LocalDate.of(2023, 10, 1), "ac_backoffice", "ac_controller", DAY))
            .collect(Collectors.toMap(Fact::getClass, Function.identity()));

    private EventSamples() {}

    /** One event of a company of every kind, for tests of other rooms. They do not rest on each other. */
    public static List<CompanyEvent> ofCompanies() {
        return ALL.values().stream()
                .filter(CompanyEvent.class::isInstance)
                .map(CompanyEvent.class::cast)
                .toList();
    }
}
