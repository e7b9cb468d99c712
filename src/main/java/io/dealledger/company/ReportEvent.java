package io.dealledger.company;

import io.dealledger.company.RoundEvent.Role;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.ReportId;
import io.dealledger.ledger.RoundId;
import io.dealledger.money.Source;
import io.dealledger.money.Stated;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a source reports, with its bounds; figures are claims and never become numbers. */
public sealed interface ReportEvent extends CompanyEvent {
    @Override
    Source source();

    /** What kind of valuation a step-up compares with what. */
    enum StepUpBasis {
        /** New post-money over previous post-money. */
        POST_TO_POST,
        /** New pre-money over previous post-money. */
        PRE_TO_POST,
        /** New price per share over previous price per share, adjusted for splits. */
        PRICE
    }

    record StepUp(
            Stated factor, StepUpBasis basis, @Nullable String against) {}

    /** Part of a reported consideration. */
    record ReportedLeg(
            Leg.Kind kind,
            Stated committed,
            @Nullable PartyId vendor,
            @Nullable String restrictedTo,
            @Nullable LocalDate expiresOn) {}

    /**
     * @param role absent when the source adds figures to a party that already took part
     * @param partlyIn paid in this kind to more than nothing and less than all, where only that is known
     */
    record Participant(
            PartyId party, @Nullable Role role, Stated amount, Leg.@Nullable Kind partlyIn, List<ReportedLeg> legs) {}

    enum ReportedStatus {
        ANNOUNCED,
        CLOSED
    }

    record RoundReported(
            RoundId round,
            @Nullable String name,
            ReportedStatus status,
            @Nullable Stated raised,
            @Nullable Stated preMoney,
            @Nullable Stated postMoney,
            @Nullable StepUp stepUp,
            List<Participant> participants,
            EffectiveOn when,
            Source source)
            implements ReportEvent {}

    /** An investment in a round that nobody names. */
    record InvestmentReported(ReportId report, List<Participant> participants, EffectiveOn when, Source source)
            implements ReportEvent {}

    record TotalRaisedReported(ReportId report, Stated amount, EffectiveOn when, Source source)
            implements ReportEvent {}

    /**
     * What a party holds on a date.
     *
     * @param investedToDate one claim per currency, the first stated first
     * @param stake share of the company, in percent
     */
    record PositionReported(
            ReportId report,
            PartyId party,
            List<Stated> investedToDate,
            @Nullable Stated stake,
            EffectiveOn when,
            Source source)
            implements ReportEvent {}

    /**
     * More claims on something already reported, from another source. Only the measures that fit what they
     * are about are present.
     *
     * @param about id of the reported round ({@code rd_…}) or report ({@code rp_…})
     */
    record ClaimsAdded(
            String about,
            @Nullable Stated raised,
            @Nullable Stated preMoney,
            @Nullable Stated postMoney,
            @Nullable StepUp stepUp,
            List<Participant> participants,
            @Nullable Stated totalRaised,
            List<Stated> investedToDate,
            @Nullable Stated stake,
            EffectiveOn when,
            Source source)
            implements ReportEvent {}
}
