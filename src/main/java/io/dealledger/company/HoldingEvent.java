package io.dealledger.company;

import io.dealledger.company.ReportEvent.StepUpBasis;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.money.Money;
import io.dealledger.money.Source;
import io.dealledger.money.Stated;
import org.jspecify.annotations.Nullable;

/** Valuations, rights, and what a holding returns or loses. */
public sealed interface HoldingEvent extends CompanyEvent {
    enum ValuationKind {
        PRE_MONEY,
        POST_MONEY,
        /** Stated without saying of which kind. */
        REPORTED,
        LAST_PRIVATE_ROUND,
        MARKET_CAP,
        /** Fair market value of the common stock under section 409A. */
        VALUATION_409A,
        /** Of one holder's position in one instrument. */
        FAIR_VALUE,
        STEP_UP
    }

    enum FairValueMethod {
        MARKET_APPROACH,
        INCOME_APPROACH,
        COST_APPROACH,
        CALIBRATION_TO_RECENT_INVESTMENT,
        OPTION_PRICING_MODEL,
        QUOTED_PRICE
    }

    /** Level of the fair value hierarchy (ASC 820, IFRS 13). */
    enum FairValueLevel {
        LEVEL_1,
        LEVEL_2,
        LEVEL_3
    }

    enum Framework {
        ASC_820,
        ASC_321,
        ASC_323,
        IFRS_9
    }

    /**
     * @param holder whose position is valued; FAIR_VALUE only
     * @param shareClass what instrument is valued; absent for the whole position
     * @param basis what a STEP_UP compares
     * @param sourceTranslation the same figure in another currency, as the source itself translates it
     */
    record ValuationRecorded(
            ValuationKind kind,
            Stated value,
            @Nullable PartyId holder,
            @Nullable String shareClass,
            @Nullable FairValueMethod method,
            @Nullable FairValueLevel level,
            @Nullable Framework framework,
            @Nullable StepUpBasis basis,
            @Nullable Stated sourceTranslation,
            EffectiveOn when,
            @Nullable Source source)
            implements HoldingEvent {}

    enum RightKind {
        /** The company buys a kind of service from this party only. */
        EXCLUSIVE_VENDOR,
        BOARD_SEAT,
        INFORMATION,
        PRO_RATA,
        FIRST_REFUSAL
    }

    /** @param party who has the right */
    record RightGranted(
            RightKind kind,
            PartyId party,
            @Nullable String scope,
            EffectiveOn when,
            @Nullable Source source) implements HoldingEvent {}

    /** The right of that kind, party and scope is no more. */
    record RightEnded(
            RightKind kind,
            PartyId party,
            @Nullable String scope,
            EffectiveOn when,
            @Nullable Source source) implements HoldingEvent {}

    enum DistributionKind {
        DIVIDEND,
        RETURN_OF_CAPITAL,
        EXIT_PROCEEDS,
        ESCROW_RELEASE
    }

    /** Cash that the holder received. */
    record DistributionPaid(DistributionKind kind, PartyId party, Money amount, EffectiveOn when)
            implements HoldingEvent {}

    /** @param amount taken off the carrying amount */
    record InvestmentImpaired(PartyId party, Money amount, String reason, EffectiveOn when) implements HoldingEvent {}

    /** The whole carrying amount is written off. */
    record InvestmentWrittenOff(PartyId party, String reason, EffectiveOn when) implements HoldingEvent {}
}
