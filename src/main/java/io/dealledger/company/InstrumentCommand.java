package io.dealledger.company;

import io.dealledger.company.ConvertibleEvent.Calculation;
import io.dealledger.company.ConvertibleEvent.ConvertibleKind;
import io.dealledger.company.GrantEvent.Compensation;
import io.dealledger.company.GrantEvent.Forfeit;
import io.dealledger.company.GrantEvent.Payment;
import io.dealledger.company.GrantEvent.TerminationReason;
import io.dealledger.company.GrantEvent.TerminationWindow;
import io.dealledger.company.PlanEvent.CancellationRule;
import io.dealledger.company.ShareEvent.ReissuedLot;
import io.dealledger.company.VestingEvent.Allocation;
import io.dealledger.company.VestingEvent.Condition;
import io.dealledger.company.VestingEvent.VestingDate;
import io.dealledger.company.WarrantEvent.QuantitySource;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Precision;
import io.dealledger.ledger.SecurityId;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client asks to be recorded of plans, grants, vesting, warrants and convertibles. */
public sealed interface InstrumentCommand extends CompanyCommand {
    record AdoptStockPlan(
            String plan,
            List<String> classes,
            Shares reserved,
            @Nullable CancellationRule cancellationRule,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements InstrumentCommand {}

    /** @param reserved shares of the pool from that day on, with those that are used */
    record AdjustPool(
            String plan,
            Shares reserved,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision) implements InstrumentCommand {}

    /** Of what ended and had stayed out of the pool. */
    record ReturnToPool(
            String plan,
            SecurityId security,
            Shares quantity,
            String reason,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements InstrumentCommand {}

    /** A plan or a class is given, or both; a plan with one class needs no other. */
    record GrantEquityCompensation(
            @Nullable SecurityId id,
            PartyId to,
            Compensation kind,
            @Nullable String plan,
            @Nullable String shareClass,
            Shares quantity,
            @Nullable Price exercisePrice,
            @Nullable Price basePrice,
            @Nullable String vestingTerms,
            @Nullable List<VestingDate> vestings,
            @Nullable Boolean earlyExercisable,
            @Nullable LocalDate expiresOn,
            @Nullable List<TerminationWindow> terminationWindows,
            @Nullable CancellationRule cancellationRule,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements InstrumentCommand {}

    /**
     * An option for shares, a right for its appreciation. NET and rights need the fair value of a share; what comes of it is
     * found by the ledger, unless a source states it.
     *
     * @param issuedApart whether the shares are issued by facts of their own, or nobody says into which security: then
     *     nothing but the grant and its pool change, and neither a new security nor a payment is named here
     * @param issued shares that a source states came of it: fewer than the quantity where it was net, none where it was
     *     settled in cash; found by the ledger when absent
     */
    record ExerciseGrant(
            SecurityId security,
            Shares quantity,
            @Nullable SecurityId newSecurity,
            @Nullable Payment payment,
            @Nullable Price fairValue,
            @Nullable List<Leg> legs,
            @Nullable Boolean issuedApart,
            @Nullable Shares issued,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements InstrumentCommand {
        /** The shares that come of it are found, and issued by it. */
        public ExerciseGrant(
                SecurityId security,
                Shares quantity,
                @Nullable SecurityId newSecurity,
                @Nullable Payment payment,
                @Nullable Price fairValue,
                @Nullable List<Leg> legs,
                @Nullable StatedDate effectiveOn,
                @Nullable Precision precision) {
            this(security, quantity, newSecurity, payment, fairValue, legs, null, null, effectiveOn, precision);
        }
    }

    /** @param issued fewer than the quantity when some are kept back for tax; all when absent */
    record ReleaseGrant(
            SecurityId security,
            Shares quantity,
            @Nullable SecurityId newSecurity,
            @Nullable Shares issued,
            @Nullable LocalDate settledOn,
            @Nullable Price releasePrice,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements InstrumentCommand {}

    /**
     * What has not vested of the party's grants is forfeited.
     *
     * @param forfeited what a source states to be forfeited, and nothing else is; found by the ledger when absent
     */
    record RecordServiceEnd(
            PartyId party,
            TerminationReason reason,
            @Nullable List<Forfeit> forfeited,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements InstrumentCommand {
        /** What is forfeited is found by the ledger. */
        public RecordServiceEnd(
                PartyId party,
                TerminationReason reason,
                @Nullable StatedDate effectiveOn,
                @Nullable Precision precision) {
            this(party, reason, null, effectiveOn, precision);
        }
    }

    record DefineVestingTerms(
            String terms,
            @Nullable String description,
            Allocation allocation,
            List<Condition> conditions,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements InstrumentCommand {}

    /**
     * @param condition may be left out where the terms have one that a start meets
     * @param countsFrom an earlier day from which the schedule runs: vesting often commences before the grant is made
     */
    record StartVesting(
            SecurityId security,
            @Nullable String condition,
            @Nullable LocalDate countsFrom,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements InstrumentCommand {
        /** It runs from the day itself. */
        public StartVesting(
                SecurityId security,
                @Nullable String condition,
                @Nullable StatedDate effectiveOn,
                @Nullable Precision precision) {
            this(security, condition, null, effectiveOn, precision);
        }
    }

    record RecordVestingEvent(
            SecurityId security,
            String condition,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision) implements InstrumentCommand {}

    record AccelerateVesting(
            SecurityId security,
            Shares quantity,
            String reason,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements InstrumentCommand {}

    record IssueConvertible(
            @Nullable SecurityId id,
            PartyId to,
            ConvertibleKind kind,
            Money amount,
            @Nullable List<Leg> legs,
            List<ConversionTrigger> triggers,
            @Nullable BigDecimal proRata,
            @Nullable Integer seniority,
            @Nullable LocalDate maturesOn,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements InstrumentCommand {}

    /** What is absent stays as it is; at least one term is given. */
    record AmendConvertible(
            SecurityId security,
            @Nullable List<ConversionTrigger> triggers,
            @Nullable BigDecimal proRata,
            @Nullable Integer seniority,
            @Nullable LocalDate maturesOn,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements InstrumentCommand {}

    record ElectMostFavouredTerms(
            SecurityId security,
            SecurityId termsOf,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision) implements InstrumentCommand {}

    /** The whole amount when none is given. The class may be left out where the trigger names it. */
    record ConvertConvertible(
            SecurityId security,
            String trigger,
            @Nullable Money amount,
            @Nullable Money interest,
            @Nullable String shareClass,
            @Nullable SecurityId newSecurity,
            Shares quantity,
            @Nullable Calculation calculation,
            @Nullable String reason,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements InstrumentCommand {}

    record IssueWarrant(
            @Nullable SecurityId id,
            PartyId to,
            @Nullable String shareClass,
            @Nullable Shares quantity,
            @Nullable QuantitySource quantitySource,
            @Nullable Price exercisePrice,
            @Nullable Money purchasePrice,
            @Nullable List<Leg> legs,
            @Nullable List<ConversionTrigger> triggers,
            @Nullable LocalDate expiresOn,
            @Nullable String vestingTerms,
            @Nullable List<VestingDate> vestings,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements InstrumentCommand {}

    /** The quantity may be left out for all of it, and the class where the warrant names it. */
    record ExerciseWarrant(
            SecurityId security,
            @Nullable String trigger,
            @Nullable Shares quantity,
            @Nullable Payment payment,
            @Nullable Price fairValue,
            @Nullable String shareClass,
            @Nullable SecurityId newSecurity,
            @Nullable List<Leg> legs,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements InstrumentCommand {}

    /** The whole of it when neither a quantity nor an amount is given. */
    record TransferInstrument(
            SecurityId security,
            PartyId to,
            @Nullable Shares quantity,
            @Nullable Money amount,
            @Nullable SecurityId newSecurity,
            @Nullable Money price,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements InstrumentCommand {}

    /** The whole of it when neither a quantity nor an amount is given. */
    record CancelInstrument(
            SecurityId security,
            @Nullable Shares quantity,
            @Nullable Money amount,
            String reason,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements InstrumentCommand {}

    /** What is left of a grant or a warrant, after its last day of exercise. */
    record ExpireInstrument(
            SecurityId security,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision) implements InstrumentCommand {}

    /** Shares, a grant, a warrant or a convertible. */
    record AcceptSecurity(
            SecurityId security,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision) implements InstrumentCommand {}

    /** The whole of it, at the ratio of its class, when nothing else is said. */
    record ConvertShares(
            SecurityId security,
            @Nullable Shares quantity,
            String into,
            @Nullable SecurityId newSecurity,
            @Nullable Ratio ratio,
            @Nullable Rounding rounding,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements InstrumentCommand {}

    /** The whole of a security: the lots add up to it. */
    record ReissueShares(
            SecurityId security,
            List<ReissuedLot> lots,
            @Nullable String reason,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements InstrumentCommand {}

    /** @param authorised absent for no limit */
    record AdjustTotalAuthorised(
            @Nullable Shares authorised,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision) implements InstrumentCommand {}

    record RecordParticulars(
            String about,
            @Nullable String act,
            Particulars particulars,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements InstrumentCommand {}
}
