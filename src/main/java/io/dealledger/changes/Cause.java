package io.dealledger.changes;

import io.dealledger.company.CompanyEvent;
import io.dealledger.company.CreditEvent;
import io.dealledger.company.HoldingEvent.DistributionPaid;
import io.dealledger.company.HoldingEvent.InvestmentImpaired;
import io.dealledger.company.HoldingEvent.InvestmentWrittenOff;
import io.dealledger.company.HoldingEvent.RightEnded;
import io.dealledger.company.HoldingEvent.RightGranted;
import io.dealledger.company.HoldingEvent.ValuationRecorded;
import io.dealledger.company.InstrumentEvent;
import io.dealledger.company.LifeEvent;
import io.dealledger.company.PeriodEvent;
import io.dealledger.company.ReportEvent.ClaimsAdded;
import io.dealledger.company.ReportEvent.InvestmentReported;
import io.dealledger.company.ReportEvent.PositionReported;
import io.dealledger.company.ReportEvent.RoundReported;
import io.dealledger.company.ReportEvent.TotalRaisedReported;
import io.dealledger.company.RoundEvent;
import io.dealledger.company.ShareEvent;
import io.dealledger.fx.FxEvent;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.Recorded;
import io.dealledger.party.PartyEvent;
import io.dealledger.party.PartyEvent.MarkedDuplicate;
import io.dealledger.party.PartyEvent.ParentSet;
import io.dealledger.party.PartyEvent.PartyClaimed;
import io.dealledger.party.PartyEvent.PartyRegistered;
import io.dealledger.party.PartyEvent.PartyRenamed;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Why a figure is another one than before. */
public enum Cause {
    /** A recorded event was replaced. */
    CORRECTION,
    /** A recorded event was made void, or one that had been made void stands again. */
    VOIDED,
    /** It came after its period was closed, and counts in the books from a later day. */
    LATE_FACT,
    /** It took effect before the day on which it was recorded. */
    BACK_DATED_FACT,
    /** It took effect between the two dates, or was recorded on the day on which it took effect. */
    NEW_FACT,
    /** A source said something where nothing, or something else, had been said. */
    CLAIM_ADDED,
    /** What a source said stands in place of what another one, or an earlier statement, had said. */
    CLAIM_REPLACED,
    /** An exchange rate. */
    RATE,
    /** Who belongs to the group. */
    PARENT,
    /** Shares vested in the course of time, as the terms say that the cited events brought about. */
    VESTING,
    /** A fact with a vague date may have taken effect, or by now certainly has. */
    VAGUE_DATE_PASSED,
    /** No event: a figure that holds for a limited time, such as a rate, has grown too old. */
    TIME_PASSED;

    private static final String UNDISCLOSED = "undisclosed";

    /**
     * What learning of a fact, and nothing else, did to a cell.
     *
     * @param zone in which the day of recording begins and ends
     */
    static Cause ofLearning(Recorded<? extends Fact> recorded, @Nullable String before, ZoneId zone) {
        if (recorded.marks().corrects() != null) {
            return recorded.fact().voids() ? VOIDED : CORRECTION;
        }
        return of(recorded, before, timing(recorded, zone));
    }

    /** What a fact that took effect did to a cell. */
    static Cause ofHappening(Recorded<? extends Fact> recorded, @Nullable String before) {
        return recorded.when().isVague() ? VAGUE_DATE_PASSED : of(recorded, before, NEW_FACT);
    }

    private static Cause timing(Recorded<? extends Fact> recorded, ZoneId zone) {
        if (recorded.marks().accountingOn() != null) {
            return LATE_FACT;
        }
        LocalDate on = recorded.when().effectiveOn();
        return on == null || on.isBefore(LocalDate.ofInstant(recorded.recordedAt(), zone)) ? BACK_DATED_FACT : NEW_FACT;
    }

    private static Cause of(Recorded<? extends Fact> recorded, @Nullable String before, Cause plain) {
        return switch (recorded.fact()) {
            case CompanyEvent fact -> of(fact, before, plain);
            case PartyEvent fact -> of(fact, plain);
            case FxEvent _ -> RATE;
            default -> plain;
        };
    }

    /** Whether an event tells what a source says is decided here for every kind of event. */
    private static Cause of(CompanyEvent fact, @Nullable String before, Cause plain) {
        return switch (fact) {
            case RoundReported _, InvestmentReported _ -> CLAIM_ADDED;
            case ClaimsAdded _, PositionReported _, TotalRaisedReported _ -> claim(before);
            case ValuationRecorded valuation -> valuation.source() == null ? plain : claim(before);
            case DistributionPaid _, InvestmentImpaired _, InvestmentWrittenOff _, RightGranted _, RightEnded _ ->
                plain;
            case LifeEvent _, ShareEvent _, RoundEvent _, CreditEvent _, InstrumentEvent _, PeriodEvent _ -> plain;
            case CompanyEvent.FactVoided _ -> VOIDED;
        };
    }

    private static Cause of(PartyEvent fact, Cause plain) {
        return switch (fact) {
            case ParentSet _, MarkedDuplicate _ -> PARENT;
            case PartyClaimed _ -> CLAIM_ADDED;
            case PartyRegistered _, PartyRenamed _ -> plain;
            case PartyEvent.FactVoided _ -> VOIDED;
        };
    }

    private static Cause claim(@Nullable String before) {
        return before == null || before.equals(UNDISCLOSED) ? CLAIM_ADDED : CLAIM_REPLACED;
    }
}
