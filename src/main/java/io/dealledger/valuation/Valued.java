package io.dealledger.valuation;

import io.dealledger.calculation.Claim;
import io.dealledger.company.HoldingEvent.FairValueLevel;
import io.dealledger.company.HoldingEvent.FairValueMethod;
import io.dealledger.company.HoldingEvent.Framework;
import io.dealledger.company.ReportEvent.StepUpBasis;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.RoundId;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One point of a history, before it is translated and printed.
 *
 * @param position of the event that the point stands at
 * @param value the claim that holds
 * @param subject what the value is of
 * @param beside the other claims that were heard, in the order of recording
 * @param alternative what the value would be if the other reading of its words held
 */
record Valued(
        EffectiveOn when,
        long position,
        PointKind kind,
        Claim value,
        Subject subject,
        List<Claim> beside,
        @Nullable Claim alternative) {
    /** By effective date, then in the order of recording, then as the kinds follow from each other. */
    static final Comparator<Valued> ORDER = Comparator.comparing(Valued::when)
            .thenComparingLong(Valued::position)
            .thenComparing(Valued::kind);

    Valued {
        beside = List.copyOf(beside);
    }

    /**
     * What a value is of, beyond the company.
     *
     * @param against the round that a step-up compares with, where the ledger knows it
     * @param cancelled whether the round was cancelled before any closing
     */
    record Subject(
            @Nullable RoundId round,
            @Nullable RoundId against,
            @Nullable StepUpBasis basis,
            @Nullable PartyId holder,
            @Nullable String shareClass,
            @Nullable FairValueMethod method,
            @Nullable FairValueLevel level,
            @Nullable Framework framework,
            boolean cancelled) {
        static final Subject COMPANY = new Subject(null, null, null, null, null, null, null, null, false);

        static Subject round(RoundId round, boolean cancelled) {
            return new Subject(round, null, null, null, null, null, null, null, cancelled);
        }

        static Subject holder(PartyId holder) {
            return new Subject(null, null, null, holder, null, null, null, null, false);
        }

        Subject by(StepUpBasis compared, @Nullable RoundId with) {
            return new Subject(round, with, compared, holder, shareClass, method, level, framework, cancelled);
        }
    }
}
