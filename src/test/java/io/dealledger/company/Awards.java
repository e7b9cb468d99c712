package io.dealledger.company;

import static io.dealledger.company.Deals.AMY;
import static io.dealledger.company.Deals.FUND;
import static io.dealledger.company.Deals.common;
import static io.dealledger.company.Deals.issue;
import static io.dealledger.company.Deals.on;
import static io.dealledger.company.Deals.preferred;
import static io.dealledger.company.Deals.register;
import static io.dealledger.company.Deals.se;
import static io.dealledger.company.Deals.usd;

import io.dealledger.company.ConversionTrigger.Mechanism;
import io.dealledger.company.ConversionTrigger.Right;
import io.dealledger.company.ConvertibleEvent.ConvertibleKind;
import io.dealledger.company.GrantEvent.Compensation;
import io.dealledger.company.GrantEvent.Payment;
import io.dealledger.company.GrantEvent.PeriodUnit;
import io.dealledger.company.GrantEvent.TerminationReason;
import io.dealledger.company.GrantEvent.TerminationWindow;
import io.dealledger.company.InstrumentCommand.AccelerateVesting;
import io.dealledger.company.InstrumentCommand.AcceptSecurity;
import io.dealledger.company.InstrumentCommand.AdjustPool;
import io.dealledger.company.InstrumentCommand.AdoptStockPlan;
import io.dealledger.company.InstrumentCommand.CancelInstrument;
import io.dealledger.company.InstrumentCommand.ConvertConvertible;
import io.dealledger.company.InstrumentCommand.ConvertShares;
import io.dealledger.company.InstrumentCommand.DefineVestingTerms;
import io.dealledger.company.InstrumentCommand.ElectMostFavouredTerms;
import io.dealledger.company.InstrumentCommand.ExerciseGrant;
import io.dealledger.company.InstrumentCommand.ExerciseWarrant;
import io.dealledger.company.InstrumentCommand.ExpireInstrument;
import io.dealledger.company.InstrumentCommand.GrantEquityCompensation;
import io.dealledger.company.InstrumentCommand.IssueConvertible;
import io.dealledger.company.InstrumentCommand.IssueWarrant;
import io.dealledger.company.InstrumentCommand.RecordParticulars;
import io.dealledger.company.InstrumentCommand.RecordServiceEnd;
import io.dealledger.company.InstrumentCommand.ReissueShares;
import io.dealledger.company.InstrumentCommand.ReleaseGrant;
import io.dealledger.company.InstrumentCommand.ReturnToPool;
import io.dealledger.company.InstrumentCommand.StartVesting;
import io.dealledger.company.InstrumentCommand.TransferInstrument;
import io.dealledger.company.PlanEvent.CancellationRule;
import io.dealledger.company.ShareEvent.ReissuedLot;
import io.dealledger.company.VestingEvent.Allocation;
import io.dealledger.company.VestingEvent.Condition;
import io.dealledger.company.VestingEvent.Period;
import io.dealledger.company.VestingEvent.PeriodKind;
import io.dealledger.company.VestingEvent.Portion;
import io.dealledger.company.VestingEvent.Trigger;
import io.dealledger.company.VestingEvent.TriggerKind;
import io.dealledger.company.VestingEvent.VestingDate;
import io.dealledger.ledger.PartyId;
import io.dealledger.money.Price;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words in which tests speak of plans, grants, warrants and convertibles, with what matters to a test. */
final class Awards {
    static final String PLAN = "2020 Plan";
    static final String FOUR_YEARS = "Four years";

    private Awards() {}

    /** A company with shares, a plan of 1,000 shares of Common that takes back what ends, and vesting terms. */
    static Scenario planned(CompanyCommand... more) {
        return plannedWith(CancellationRule.RETURN_TO_POOL, more);
    }

    static Scenario plannedWith(@Nullable CancellationRule rule, CompanyCommand... more) {
        return Scenario.given(
                        register("2020-01-01"),
                        common("Common", "10000", "2020-01-01"),
                        preferred("Seed", "5000", "2020-01-01"),
                        issue("se_amy", "Common", AMY, "4000", "2020-01-01"),
                        plan("1000", rule),
                        fourYears())
                .and(more);
    }

    static AdoptStockPlan plan(String reserved, @Nullable CancellationRule rule) {
        return new AdoptStockPlan(PLAN, List.of("Common"), Shares.of(reserved), rule, on("2020-01-02"), null);
    }

    static AdjustPool pool(String reserved, String date) {
        return new AdjustPool(PLAN, Shares.of(reserved), on(date), null);
    }

    static ReturnToPool giveBack(String security, String quantity, String date) {
        return new ReturnToPool(PLAN, se(security), Shares.of(quantity), "the board said so", on(date), null);
    }

    /** A quarter after a year, then a 48th each month. */
    static DefineVestingTerms fourYears() {
        return new DefineVestingTerms(
                FOUR_YEARS,
                null,
                Allocation.CUMULATIVE_ROUND_DOWN,
                List.of(
                        start("start", "cliff"),
                        monthly("cliff", "12", 12, 1, "start", "monthly"),
                        monthly("monthly", "1", 1, 36, "cliff")),
                on("2020-01-02"),
                null);
    }

    static Condition start(String id, String... next) {
        return new Condition(
                id,
                null,
                null,
                Shares.ZERO,
                new Trigger(TriggerKind.VESTING_START_DATE, null, null, null),
                null,
                List.of(next));
    }

    static Condition monthly(String id, String of48, int months, int times, String relativeTo, String... next) {
        return new Condition(
                id,
                null,
                new Portion(new BigDecimal(of48), new BigDecimal("48"), false),
                null,
                new Trigger(
                        TriggerKind.VESTING_SCHEDULE_RELATIVE,
                        null,
                        new Period(months, PeriodKind.MONTHS, times, "VESTING_START_DAY_OR_LAST_DAY_OF_MONTH"),
                        relativeTo),
                null,
                List.of(next));
    }

    static GrantEquityCompensation option(String id, PartyId to, String quantity, String date) {
        return grant(id, to, Compensation.OPTION_ISO, quantity, FOUR_YEARS, List.of(), false, null, date);
    }

    /** Vested from the first day, at one dollar a share. */
    static GrantEquityCompensation vested(String id, PartyId to, String quantity, String date) {
        return grant(id, to, Compensation.OPTION, quantity, null, List.of(), false, null, date);
    }

    static GrantEquityCompensation grant(
            String id,
            PartyId to,
            Compensation kind,
            String quantity,
            @Nullable String terms,
            List<VestingDate> vestings,
            boolean early,
            @Nullable String expiresOn,
            String date) {
        boolean right = kind == Compensation.CSAR || kind == Compensation.SSAR;
        return new GrantEquityCompensation(
                se(id),
                to,
                kind,
                PLAN,
                null,
                Shares.of(quantity),
                kind.isOption() ? Price.of("1.00", "USD") : null,
                right ? Price.of("1.00", "USD") : null,
                terms,
                vestings,
                early,
                expiresOn == null ? null : LocalDate.parse(expiresOn),
                List.of(new TerminationWindow(TerminationReason.VOLUNTARY_OTHER, 3, PeriodUnit.MONTHS)),
                null,
                on(date),
                null);
    }

    static VestingDate vests(String quantity, String date) {
        return new VestingDate(LocalDate.parse(date), Shares.of(quantity));
    }

    static StartVesting started(String security, String date) {
        return new StartVesting(se(security), null, on(date), null);
    }

    static AccelerateVesting accelerated(String security, String quantity, String date) {
        return new AccelerateVesting(se(security), Shares.of(quantity), "change of control", on(date), null);
    }

    static ExerciseGrant exercise(String security, String quantity, String into, String date) {
        return new ExerciseGrant(se(security), Shares.of(quantity), se(into), null, null, null, on(date), null);
    }

    static ExerciseGrant net(String security, String quantity, String into, String fairValue, String date) {
        return new ExerciseGrant(
                se(security),
                Shares.of(quantity),
                se(into),
                Payment.NET,
                Price.of(fairValue, "USD"),
                null,
                on(date),
                null);
    }

    static ReleaseGrant release(String security, String quantity, @Nullable String issued, String into, String date) {
        return new ReleaseGrant(
                se(security),
                Shares.of(quantity),
                se(into),
                issued == null ? null : Shares.of(issued),
                null,
                null,
                on(date),
                null);
    }

    static RecordServiceEnd leaves(PartyId party, String date) {
        return new RecordServiceEnd(party, TerminationReason.VOLUNTARY_OTHER, on(date), null);
    }

    static TransferInstrument pass(String security, PartyId to, @Nullable String quantity, String into, String date) {
        return new TransferInstrument(
                se(security), to, quantity == null ? null : Shares.of(quantity), null, se(into), null, on(date), null);
    }

    static CancelInstrument cancelled(String security, @Nullable String quantity, String date) {
        return new CancelInstrument(
                se(security), quantity == null ? null : Shares.of(quantity), null, "by agreement", on(date), null);
    }

    static ExpireInstrument expired(String security, String date) {
        return new ExpireInstrument(se(security), on(date), null);
    }

    static ConvertShares convertShares(
            String security, @Nullable String quantity, String into, String newSecurity, String date) {
        return new ConvertShares(
                se(security),
                quantity == null ? null : Shares.of(quantity),
                into,
                se(newSecurity),
                null,
                null,
                on(date),
                null);
    }

    static ReissueShares reissue(String security, String date, ReissuedLot... lots) {
        return new ReissueShares(se(security), List.of(lots), "a lost certificate", on(date), null);
    }

    static ReissuedLot anew(String security, String quantity) {
        return new ReissuedLot(se(security), Shares.of(quantity));
    }

    static RecordParticulars particulars(String about, String date) {
        return new RecordParticulars(
                about,
                null,
                new Particulars(
                        null, "CS-1", null, null, null, List.of(), List.of(), List.of(), null, null, null, List.of(),
                        null),
                on(date),
                null);
    }

    static AcceptSecurity accepted(String security, String date) {
        return new AcceptSecurity(se(security), on(date), null);
    }

    static ConversionTrigger trigger(String id, @Nullable String shareClass, Mechanism mechanism) {
        return new ConversionTrigger(
                id,
                ConversionTrigger.Kind.AUTOMATIC_ON_CONDITION,
                null,
                null,
                "a priced round",
                null,
                null,
                null,
                new Right(mechanism, true, shareClass));
    }

    static IssueConvertible safe(String id, String amount, @Nullable String cap, boolean mostFavoured, String date) {
        return new IssueConvertible(
                se(id),
                FUND,
                ConvertibleKind.SAFE,
                usd(amount),
                null,
                List.of(trigger(
                        "financing",
                        null,
                        Mechanism.safe(
                                cap == null ? null : usd(cap),
                                null,
                                mostFavoured,
                                ConversionTrigger.Timing.POST_MONEY))),
                null,
                1,
                null,
                on(date),
                null);
    }

    static ConvertConvertible converts(
            String security, @Nullable String amount, String quantity, String into, String date) {
        return new ConvertConvertible(
                se(security),
                "financing",
                amount == null ? null : usd(amount),
                null,
                "Seed",
                se(into),
                Shares.of(quantity),
                null,
                null,
                on(date),
                null);
    }

    static ElectMostFavouredTerms elects(String security, String termsOf, String date) {
        return new ElectMostFavouredTerms(se(security), se(termsOf), on(date), null);
    }

    static IssueWarrant warrant(String id, @Nullable String quantity, String date) {
        return new IssueWarrant(
                se(id),
                FUND,
                "Common",
                quantity == null ? null : Shares.of(quantity),
                null,
                Price.of("2.00", "USD"),
                usd("10"),
                null,
                null,
                LocalDate.of(2024, 12, 31),
                null,
                null,
                on(date),
                null);
    }

    static ExerciseWarrant exerciseWarrant(String security, @Nullable String quantity, String into, String date) {
        return new ExerciseWarrant(
                se(security),
                null,
                quantity == null ? null : Shares.of(quantity),
                null,
                null,
                null,
                se(into),
                null,
                on(date),
                null);
    }
}
