package io.dealledger.changes;

import io.dealledger.company.CompanyEvent;
import io.dealledger.company.ConvertibleEvent.ConvertibleAmended;
import io.dealledger.company.ConvertibleEvent.ConvertibleConverted;
import io.dealledger.company.ConvertibleEvent.ConvertibleIssued;
import io.dealledger.company.ConvertibleEvent.MostFavouredTermsElected;
import io.dealledger.company.CreditEvent;
import io.dealledger.company.CreditEvent.ComputeCreditsCommitted;
import io.dealledger.company.GrantEvent.EquityCompensationExercised;
import io.dealledger.company.GrantEvent.EquityCompensationGranted;
import io.dealledger.company.GrantEvent.EquityCompensationReleased;
import io.dealledger.company.GrantEvent.ServiceEnded;
import io.dealledger.company.HoldingEvent.DistributionPaid;
import io.dealledger.company.HoldingEvent.InvestmentImpaired;
import io.dealledger.company.HoldingEvent.InvestmentWrittenOff;
import io.dealledger.company.HoldingEvent.RightEnded;
import io.dealledger.company.HoldingEvent.RightGranted;
import io.dealledger.company.HoldingEvent.ValuationRecorded;
import io.dealledger.company.LifeEvent.CompanyAcquired;
import io.dealledger.company.LifeEvent.CompanyDelisted;
import io.dealledger.company.LifeEvent.CompanyDissolved;
import io.dealledger.company.LifeEvent.CompanyListed;
import io.dealledger.company.LifeEvent.CompanyRegistered;
import io.dealledger.company.LifeEvent.CompanyRenamed;
import io.dealledger.company.PeriodEvent;
import io.dealledger.company.PlanEvent;
import io.dealledger.company.ReportEvent;
import io.dealledger.company.RoundEvent.CommitmentAmended;
import io.dealledger.company.RoundEvent.CommitmentMade;
import io.dealledger.company.RoundEvent.CommitmentWithdrawn;
import io.dealledger.company.RoundEvent.RoundCancelled;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.RoundFirmedUp;
import io.dealledger.company.RoundEvent.RoundOpened;
import io.dealledger.company.RoundEvent.RoundPriced;
import io.dealledger.company.RoundEvent.RoundRepriced;
import io.dealledger.company.SecurityEvent.InstrumentCancelled;
import io.dealledger.company.SecurityEvent.InstrumentExpired;
import io.dealledger.company.SecurityEvent.InstrumentTransferred;
import io.dealledger.company.SecurityEvent.ParticularsRecorded;
import io.dealledger.company.SecurityEvent.SecurityAccepted;
import io.dealledger.company.ShareEvent.AuthorisedSharesAdjusted;
import io.dealledger.company.ShareEvent.IssuanceRetracted;
import io.dealledger.company.ShareEvent.ShareClassAmended;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.company.ShareEvent.SharesCancelled;
import io.dealledger.company.ShareEvent.SharesConverted;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.company.ShareEvent.SharesReissued;
import io.dealledger.company.ShareEvent.SharesRepurchased;
import io.dealledger.company.ShareEvent.SharesSplit;
import io.dealledger.company.ShareEvent.SharesTransferred;
import io.dealledger.company.ShareEvent.TotalAuthorisedAdjusted;
import io.dealledger.company.VestingEvent;
import io.dealledger.company.WarrantEvent.WarrantExercised;
import io.dealledger.company.WarrantEvent.WarrantIssued;
import io.dealledger.fx.FxEvent;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.Recorded;
import io.dealledger.party.PartyEvent;
import java.util.List;

/** What moves a group's shares, cost or value in a company. A new kind of event does not compile until it is here. */
public enum GroupMovement {
    ISSUED,
    /** Options or warrants of the group were exercised. */
    EXERCISED,
    /** Compensation of the group that is settled in shares was released as shares. */
    RELEASED,
    TRANSFERRED_IN,
    TRANSFERRED_OUT,
    CONVERTED,
    REPURCHASED,
    CANCELLED,
    /** Issued and never accepted. */
    RETRACTED,
    SPLIT,
    DISSOLVED,
    IMPAIRED,
    DISTRIBUTED,
    CREDITS,
    /** A fair value that was recorded. */
    NEW_MARK,
    /** What a round says of the price. */
    PRICE_OF_ROUND,
    /** What had been reported of a round was recorded share by share; nobody paid another price. */
    FIRMED_UP,
    /** Other terms of a class, such as the ratio at which it converts. */
    TERMS_AMENDED,
    /** What others hold changed, and with it a stake. */
    DILUTION,
    /** What sources say. */
    CLAIMED,
    /** An exchange rate, or one that has grown too old. */
    RATE,
    /** What somebody has who joined the group. */
    JOINED_GROUP,
    /** What somebody has who left it. */
    LEFT_GROUP,
    CORRECTED,
    RECORDED_LATE,
    /** Several kinds of events, between which the figure had bounds, so that they cannot be told apart. */
    SEVERAL,
    OTHER;

    /** @param up whether the figure is higher than before what a command recorded was learned */
    static GroupMovement ofLearning(List<Recorded<? extends Fact>> facts, boolean up) {
        if (facts.stream().anyMatch(fact -> fact.marks().corrects() != null)) {
            return CORRECTED;
        }
        for (Recorded<? extends Fact> recorded : facts) {
            switch (recorded.fact()) {
                case FxEvent _ -> {
                    return RATE;
                }
                case PartyEvent _ -> {
                    return ofGroup(up);
                }
                case ReportEvent _ -> {
                    return CLAIMED;
                }
                default -> {}
            }
        }
        return RECORDED_LATE;
    }

    /**
     * @param up whether the figure is higher than before
     * @param own whether the group's own cost changed with it
     */
    static GroupMovement ofHappening(Fact fact, boolean up, boolean own) {
        return switch (fact) {
            case FxEvent _ -> RATE;
            case PartyEvent _ -> ofGroup(up);
            case CompanyEvent event -> of(event, up, own);
            default -> OTHER;
        };
    }

    private static GroupMovement ofGroup(boolean up) {
        return up ? JOINED_GROUP : LEFT_GROUP;
    }

    private static GroupMovement of(CompanyEvent fact, boolean up, boolean own) {
        return switch (fact) {
            case SharesIssued _ -> own ? ISSUED : DILUTION;
            case RoundClosed _ -> own ? ISSUED : PRICE_OF_ROUND;
            case SharesTransferred _, CompanyAcquired _ -> up ? TRANSFERRED_IN : TRANSFERRED_OUT;
            case SharesRepurchased _ -> own ? REPURCHASED : DILUTION;
            case SharesCancelled _ -> own ? CANCELLED : DILUTION;
            case IssuanceRetracted _ -> own ? RETRACTED : DILUTION;
            case ShareClassAmended _ -> TERMS_AMENDED;
            case SharesSplit _ -> SPLIT;
            case CompanyListed _ -> CONVERTED;
            case ConvertibleIssued _, WarrantIssued _ -> own ? ISSUED : OTHER;
            case ConvertibleConverted _, SharesConverted _ -> own ? CONVERTED : DILUTION;
            case WarrantExercised _, EquityCompensationExercised _ -> own ? EXERCISED : DILUTION;
            case EquityCompensationReleased _ -> own ? RELEASED : DILUTION;
            case InstrumentTransferred _ -> up ? TRANSFERRED_IN : TRANSFERRED_OUT;
            case InstrumentCancelled _, InstrumentExpired _ -> CANCELLED;
            case CompanyDissolved _ -> DISSOLVED;
            case RoundOpened _, RoundPriced _, RoundRepriced _, RoundCancelled _ -> PRICE_OF_ROUND;
            case RoundFirmedUp _ -> FIRMED_UP;
            case ValuationRecorded _ -> NEW_MARK;
            case InvestmentImpaired _, InvestmentWrittenOff _ -> IMPAIRED;
            case DistributionPaid _ -> DISTRIBUTED;
            case ComputeCreditsCommitted _ -> ISSUED;
            case CreditEvent _ -> CREDITS;
            case ReportEvent _ -> CLAIMED;
            case ShareClassAuthorised _,
                    AuthorisedSharesAdjusted _,
                    CommitmentMade _,
                    CommitmentAmended _,
                    CommitmentWithdrawn _,
                    CompanyRegistered _,
                    CompanyRenamed _,
                    CompanyDelisted _,
                    RightGranted _,
                    RightEnded _,
                    SharesReissued _,
                    TotalAuthorisedAdjusted _,
                    ParticularsRecorded _,
                    PlanEvent _,
                    EquityCompensationGranted _,
                    ServiceEnded _,
                    VestingEvent _,
                    ConvertibleAmended _,
                    MostFavouredTermsElected _,
                    SecurityAccepted _,
                    PeriodEvent _ -> OTHER;
            case CompanyEvent.FactVoided _ -> CORRECTED;
        };
    }

    /** Whether the group paid something, so that what it is worth beyond its cost comes from the price. */
    boolean isAcquisition() {
        return this == ISSUED || this == EXERCISED || this == RELEASED || this == TRANSFERRED_IN;
    }
}
