package io.dealledger.company;

import io.dealledger.calculation.antidilution.Method;
import io.dealledger.company.HoldingEvent.DistributionKind;
import io.dealledger.company.HoldingEvent.FairValueLevel;
import io.dealledger.company.HoldingEvent.FairValueMethod;
import io.dealledger.company.HoldingEvent.Framework;
import io.dealledger.company.HoldingEvent.RightKind;
import io.dealledger.company.HoldingEvent.ValuationKind;
import io.dealledger.company.ReportEvent.Participant;
import io.dealledger.company.ReportEvent.ReportedStatus;
import io.dealledger.company.ReportEvent.StepUp;
import io.dealledger.company.ReportEvent.StepUpBasis;
import io.dealledger.company.RoundEvent.Role;
import io.dealledger.company.ShareEvent.Lot;
import io.dealledger.company.ShareEvent.LotRule;
import io.dealledger.company.ShareEvent.Participation;
import io.dealledger.company.ShareEvent.Restriction;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.ledger.ClosingId;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Precision;
import io.dealledger.ledger.ReportId;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Currency;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import io.dealledger.money.Source;
import io.dealledger.money.Stated;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks to be recorded in one company's stream. The company is the one to which the command is
 * sent. An absent {@code effectiveOn} stands for today; an absent id is made by the ledger.
 */
public sealed interface CompanyCommand
        permits CompanyCommand.RegisterCompany,
                CompanyCommand.RenameCompany,
                CompanyCommand.AuthoriseShareClass,
                CompanyCommand.AdjustAuthorisedShares,
                CompanyCommand.AmendShareClass,
                CompanyCommand.OpenRound,
                CompanyCommand.PriceRound,
                CompanyCommand.AmendRoundPrice,
                CompanyCommand.CommitToRound,
                CompanyCommand.AmendCommitment,
                CompanyCommand.WithdrawCommitment,
                CompanyCommand.CloseRound,
                ClosePricedRound,
                CompanyCommand.CancelRound,
                CompanyCommand.FirmUpRound,
                CompanyCommand.ReportRound,
                CompanyCommand.ReportInvestment,
                CompanyCommand.ReportTotalRaised,
                CompanyCommand.ReportPosition,
                CompanyCommand.AddClaims,
                CompanyCommand.IssueShares,
                CompanyCommand.TransferShares,
                CompanyCommand.RepurchaseShares,
                CompanyCommand.CancelShares,
                CompanyCommand.RetractIssuance,
                CompanyCommand.SplitShares,
                CompanyCommand.RecordValuation,
                CompanyCommand.CommitComputeCredits,
                CompanyCommand.DeliverComputeCredits,
                CompanyCommand.ConsumeComputeCredits,
                CompanyCommand.ExpireComputeCredits,
                CompanyCommand.RevalueComputeCredits,
                CompanyCommand.GrantRight,
                CompanyCommand.EndRight,
                CompanyCommand.PayDistribution,
                CompanyCommand.ImpairInvestment,
                CompanyCommand.WriteOffInvestment,
                CompanyCommand.AcquireCompany,
                CompanyCommand.ListCompany,
                CompanyCommand.DelistCompany,
                CompanyCommand.DissolveCompany,
                CompanyCommand.Batch,
                InstrumentCommand {
    @Nullable
    StatedDate effectiveOn();

    @Nullable
    Precision precision();

    default @Nullable Source source() {
        return null;
    }

    /** Without an effective date the company is registered since always. */
    record RegisterCompany(
            @Nullable CompanyId id,
            String name,
            @Nullable String localName,
            @Nullable String country,
            @Nullable String sector,
            @Nullable PartyId party,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements CompanyCommand {}

    record RenameCompany(
            String name,
            @Nullable String localName,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision) implements CompanyCommand {}

    record AuthoriseShareClass(
            String shareClass,
            ShareClassType type,
            @Nullable Shares authorised,
            @Nullable BigDecimal votes,
            @Nullable Price issuePrice,
            @Nullable BigDecimal liquidationMultiple,
            @Nullable Integer seniority,
            @Nullable Participation participation,
            @Nullable BigDecimal participationCap,
            @Nullable Ratio conversionRatio,
            @Nullable Method antiDilution,
            @Nullable Boolean adjustedForSplits,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements CompanyCommand {
        /** Without a word of splits. */
        public AuthoriseShareClass(
                String shareClass,
                ShareClassType type,
                @Nullable Shares authorised,
                @Nullable BigDecimal votes,
                @Nullable Price issuePrice,
                @Nullable BigDecimal liquidationMultiple,
                @Nullable Integer seniority,
                @Nullable Participation participation,
                @Nullable BigDecimal participationCap,
                @Nullable Ratio conversionRatio,
                @Nullable Method antiDilution,
                @Nullable StatedDate effectiveOn,
                @Nullable Precision precision) {
            this(
                    shareClass,
                    type,
                    authorised,
                    votes,
                    issuePrice,
                    liquidationMultiple,
                    seniority,
                    participation,
                    participationCap,
                    conversionRatio,
                    antiDilution,
                    null,
                    effectiveOn,
                    precision);
        }

        /** Without a word of what adjusts its ratio. */
        public AuthoriseShareClass(
                String shareClass,
                ShareClassType type,
                @Nullable Shares authorised,
                @Nullable BigDecimal votes,
                @Nullable Price issuePrice,
                @Nullable BigDecimal liquidationMultiple,
                @Nullable Integer seniority,
                @Nullable Participation participation,
                @Nullable BigDecimal participationCap,
                @Nullable Ratio conversionRatio,
                @Nullable StatedDate effectiveOn,
                @Nullable Precision precision) {
            this(
                    shareClass,
                    type,
                    authorised,
                    votes,
                    issuePrice,
                    liquidationMultiple,
                    seniority,
                    participation,
                    participationCap,
                    conversionRatio,
                    null,
                    null,
                    effectiveOn,
                    precision);
        }
    }

    record AdjustAuthorisedShares(
            String shareClass,
            Shares authorised,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision) implements CompanyCommand {}

    /** What is absent stays as it is; at least one term is given. */
    record AmendShareClass(
            String shareClass,
            @Nullable BigDecimal votes,
            @Nullable BigDecimal liquidationMultiple,
            @Nullable Integer seniority,
            @Nullable Participation participation,
            @Nullable BigDecimal participationCap,
            @Nullable Ratio conversionRatio,
            @Nullable Method antiDilution,
            @Nullable Boolean adjustedForSplits,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements CompanyCommand {
        /** Without a word of what adjusts its ratio. */
        public AmendShareClass(
                String shareClass,
                @Nullable BigDecimal votes,
                @Nullable BigDecimal liquidationMultiple,
                @Nullable Integer seniority,
                @Nullable Participation participation,
                @Nullable BigDecimal participationCap,
                @Nullable Ratio conversionRatio,
                @Nullable StatedDate effectiveOn,
                @Nullable Precision precision) {
            this(
                    shareClass,
                    votes,
                    liquidationMultiple,
                    seniority,
                    participation,
                    participationCap,
                    conversionRatio,
                    null,
                    null,
                    effectiveOn,
                    precision);
        }
    }

    record OpenRound(
            @Nullable RoundId id,
            String name,
            Currency currency,
            @Nullable PartyId lead,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements CompanyCommand {}

    /** Exactly one of {@code preMoney} and {@code postMoney} is given. */
    record PriceRound(
            RoundId round,
            @Nullable Money preMoney,
            @Nullable Money postMoney,
            Price price,
            String shareClass,
            @Nullable Rounding rounding,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements CompanyCommand {}

    /** Before the first closing only. Exactly one of {@code preMoney} and {@code postMoney} is given. */
    record AmendRoundPrice(
            RoundId round,
            @Nullable Money preMoney,
            @Nullable Money postMoney,
            Price price,
            String shareClass,
            @Nullable Rounding rounding,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements CompanyCommand {}

    record CommitToRound(
            RoundId round,
            PartyId party,
            @Nullable Role role,
            Money amount,
            @Nullable List<Leg> legs,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements CompanyCommand {}

    /** @param amount in all, with what the party has paid already */
    record AmendCommitment(
            RoundId round,
            PartyId party,
            Money amount,
            @Nullable List<Leg> legs,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements CompanyCommand {}

    record WithdrawCommitment(
            RoundId round,
            PartyId party,
            String reason,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements CompanyCommand {}

    /** What one investor is to receive and give; a security id is made when absent. */
    record Subscribe(
            PartyId to,
            @Nullable SecurityId security,
            @Nullable String shareClass,
            @Nullable Shares quantity,
            List<Leg> legs) {}

    record CloseRound(
            RoundId round,
            @Nullable ClosingId id,
            List<Subscribe> subscriptions,
            @Nullable Boolean last,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements CompanyCommand {}

    record CancelRound(
            RoundId round,
            String reason,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision) implements CompanyCommand {}

    record FirmUpRound(
            RoundId round,
            RoundId reported,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision) implements CompanyCommand {}

    record ReportRound(
            @Nullable RoundId id,
            @Nullable String name,
            @Nullable ReportedStatus status,
            @Nullable Stated raised,
            @Nullable Stated preMoney,
            @Nullable Stated postMoney,
            @Nullable StepUp stepUp,
            @Nullable List<Participant> participants,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision,
            Source source)
            implements CompanyCommand {}

    record ReportInvestment(
            @Nullable ReportId id,
            List<Participant> participants,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision,
            Source source)
            implements CompanyCommand {}

    record ReportTotalRaised(
            @Nullable ReportId id,
            Stated amount,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision,
            Source source)
            implements CompanyCommand {}

    record ReportPosition(
            @Nullable ReportId id,
            PartyId party,
            @Nullable List<Stated> investedToDate,
            @Nullable Stated stake,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision,
            Source source)
            implements CompanyCommand {}

    /** Takes the dates of what it is about when it has none of its own. */
    record AddClaims(
            String about,
            @Nullable Stated raised,
            @Nullable Stated preMoney,
            @Nullable Stated postMoney,
            @Nullable StepUp stepUp,
            @Nullable List<Participant> participants,
            @Nullable Stated totalRaised,
            @Nullable List<Stated> investedToDate,
            @Nullable Stated stake,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision,
            Source source)
            implements CompanyCommand {}

    record IssueShares(
            @Nullable SecurityId id,
            String shareClass,
            PartyId to,
            Shares quantity,
            @Nullable Price price,
            @Nullable List<Leg> legs,
            @Nullable Restriction restriction,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements CompanyCommand {
        /** Shares that are free. */
        public IssueShares(
                @Nullable SecurityId id,
                String shareClass,
                PartyId to,
                Shares quantity,
                @Nullable Price price,
                @Nullable List<Leg> legs,
                @Nullable StatedDate effectiveOn,
                @Nullable Precision precision) {
            this(id, shareClass, to, quantity, price, legs, null, effectiveOn, precision);
        }
    }

    /**
     * The lots are named for the rule SPECIFIC and found by the ledger for FIFO, which is the default.
     *
     * @param newSecurities ids of what the lots become, in their order; made by the ledger when absent
     */
    record TransferShares(
            String shareClass,
            PartyId from,
            PartyId to,
            Shares quantity,
            @Nullable LotRule lotRule,
            @Nullable List<Lot> lots,
            @Nullable List<SecurityId> newSecurities,
            @Nullable Price price,
            @Nullable Boolean secondary,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements CompanyCommand {
        /** What the lots become is named by the ledger. */
        public TransferShares(
                String shareClass,
                PartyId from,
                PartyId to,
                Shares quantity,
                @Nullable LotRule lotRule,
                @Nullable List<Lot> lots,
                @Nullable Price price,
                @Nullable Boolean secondary,
                @Nullable StatedDate effectiveOn,
                @Nullable Precision precision) {
            this(shareClass, from, to, quantity, lotRule, lots, null, price, secondary, effectiveOn, precision);
        }
    }

    record RepurchaseShares(
            String shareClass,
            PartyId from,
            Shares quantity,
            @Nullable LotRule lotRule,
            @Nullable List<Lot> lots,
            @Nullable Price price,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements CompanyCommand {}

    record CancelShares(
            String shareClass,
            PartyId from,
            Shares quantity,
            @Nullable LotRule lotRule,
            @Nullable List<Lot> lots,
            String reason,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements CompanyCommand {}

    /** A security that was issued and never accepted: nothing of it has been taken since, though it may have been split. */
    record RetractIssuance(
            SecurityId security,
            String reason,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision) implements CompanyCommand {}

    record SplitShares(
            Ratio ratio,
            List<String> classes,
            @Nullable Map<String, Shares> newAuthorised,
            @Nullable Rounding rounding,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements CompanyCommand {}

    record RecordValuation(
            ValuationKind kind,
            Stated value,
            @Nullable PartyId holder,
            @Nullable String shareClass,
            @Nullable FairValueMethod method,
            @Nullable FairValueLevel level,
            @Nullable Framework framework,
            @Nullable StepUpBasis basis,
            @Nullable Stated sourceTranslation,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision,
            @Nullable Source source)
            implements CompanyCommand {}

    record CommitComputeCredits(
            PartyId party,
            PartyId vendor,
            Money amount,
            @Nullable String restrictedTo,
            @Nullable LocalDate expiresOn,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements CompanyCommand {}

    /** The vendor may be left out of an act on credits while the party has credits of one vendor only. */
    record DeliverComputeCredits(
            PartyId party,
            @Nullable PartyId vendor,
            Money amount,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements CompanyCommand {}

    record ConsumeComputeCredits(
            PartyId party,
            @Nullable PartyId vendor,
            Money amount,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements CompanyCommand {}

    record ExpireComputeCredits(
            PartyId party,
            @Nullable PartyId vendor,
            Money amount,
            boolean delivered,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements CompanyCommand {}

    record RevalueComputeCredits(
            PartyId party,
            @Nullable PartyId vendor,
            Money amount,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements CompanyCommand {}

    record GrantRight(
            RightKind kind,
            PartyId party,
            @Nullable String scope,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision,
            @Nullable Source source)
            implements CompanyCommand {}

    /** The scope is the one that the right was granted with. */
    record EndRight(
            RightKind kind,
            PartyId party,
            @Nullable String scope,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision,
            @Nullable Source source)
            implements CompanyCommand {}

    record PayDistribution(
            DistributionKind kind,
            PartyId party,
            Money amount,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision)
            implements CompanyCommand {}

    record ImpairInvestment(
            PartyId party,
            Money amount,
            String reason,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision) implements CompanyCommand {}

    record WriteOffInvestment(
            PartyId party,
            String reason,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision) implements CompanyCommand {}

    /** With prices, all outstanding shares of the classes named pass to the acquirer at those prices. */
    record AcquireCompany(
            PartyId acquirer,
            @Nullable Stated stake,
            @Nullable Map<String, Price> prices,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision,
            @Nullable Source source)
            implements CompanyCommand {}

    /** With a class to convert into, all outstanding preferred shares convert at their ratio, rounded per security. */
    record ListCompany(
            String exchange,
            String ticker,
            @Nullable String convertInto,
            @Nullable Rounding rounding,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision,
            @Nullable Source source)
            implements CompanyCommand {}

    record DelistCompany(
            String exchange,
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision,
            @Nullable Source source) implements CompanyCommand {}

    record DissolveCompany(
            @Nullable StatedDate effectiveOn,
            @Nullable Precision precision,
            @Nullable Source source) implements CompanyCommand {}

    /** All or nothing: each command sees what those before it did. */
    record Batch(List<CompanyCommand> commands) implements CompanyCommand {
        @Override
        public @Nullable StatedDate effectiveOn() {
            return null;
        }

        @Override
        public @Nullable Precision precision() {
            return null;
        }
    }
}
