package io.dealledger.valuation;

import io.dealledger.calculation.Printed;
import io.dealledger.company.HoldingEvent.FairValueLevel;
import io.dealledger.company.HoldingEvent.FairValueMethod;
import io.dealledger.company.HoldingEvent.Framework;
import io.dealledger.company.ReportEvent.StepUpBasis;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Precision;
import io.dealledger.ledger.RoundId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One point of a valuation history, as it is answered.
 *
 * @param effectiveOn last day on which it can have come about; absent when it holds since always
 * @param value the claim that holds, translated if that was asked for
 * @param derived whether the value follows from others by a rule, translation included
 * @param beside every other claim that was heard, in its own currency, and the source's own translation
 * @param alternative what the value would be if the other reading of its words held
 * @param round the round it belongs to @param against the round that a step-up compares with
 * @param basis what a step-up compares
 * @param holder whose position it is of, or follows from
 * @param shareClass what instrument a fair value is of
 * @param cancelled present and true when the round was cancelled before any closing
 * @param original the value before it was translated
 * @param translation how the translation went, where one was asked for and needed
 * @param events positions of the events the value comes from
 */
public record Point(
        @Nullable LocalDate effectiveOn,
        @Nullable LocalDate effectiveFrom,
        @Nullable Precision precision,
        PointKind kind,
        Printed value,
        boolean derived,
        List<Printed> beside,
        @Nullable Printed alternative,
        @Nullable RoundId round,
        @Nullable RoundId against,
        @Nullable StepUpBasis basis,
        @Nullable PartyId holder,
        @Nullable String shareClass,
        @Nullable FairValueMethod method,
        @Nullable FairValueLevel level,
        @Nullable Framework framework,
        @Nullable Boolean cancelled,
        @Nullable Printed original,
        @Nullable Translation translation,
        List<Long> events) {
    /** How a translation went. */
    public enum Translation {
        TRANSLATED,
        /** No rate is known for that day; the value stays in its own currency. */
        NO_RATE
    }
}
