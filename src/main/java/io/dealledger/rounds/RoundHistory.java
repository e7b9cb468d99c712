package io.dealledger.rounds;

import io.dealledger.calculation.Conflict;
import io.dealledger.calculation.Printed;
import io.dealledger.company.Leg;
import io.dealledger.company.RoundEvent.Role;
import io.dealledger.ledger.ClosingId;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime.By;
import io.dealledger.ledger.Precision;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Price;
import io.dealledger.money.Shares;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rounds of a company at a point in time, in order of effect.
 *
 * @param version of the newest event of the company's stream that was known then
 * @param perhaps rounds of which a vague date leaves open whether they had begun
 */
public record RoundHistory(
        CompanyId company,
        LocalDate asOf,
        long knownAt,
        By by,
        long position,
        long version,
        List<Round> rounds,
        List<Perhaps> perhaps) {
    /** How the ledger knows of a round. */
    public enum Kind {
        /** Recorded step by step, to the share. */
        RECORDED,
        /** Known from what sources say. */
        REPORTED
    }

    /** How far a round has come. */
    public enum Status {
        OPEN,
        PARTLY_CLOSED,
        CLOSED,
        CANCELLED,
        ANNOUNCED
    }

    /**
     * @param raised what the closings brought, at nominal; for a reported round what the best source says
     * @param firmedUpBy the recorded round that a reported one turned out to be
     * @param events positions of the events that the entry comes from, ascending
     */
    public record Round(
            RoundId id,
            Kind kind,
            Status status,
            @Nullable String name,
            @Nullable LocalDate effectiveOn,
            @Nullable LocalDate effectiveFrom,
            @Nullable Precision precision,
            @Nullable Price price,
            @Nullable String shareClass,
            @Nullable Printed preMoney,
            @Nullable Printed postMoney,
            @Nullable Printed raised,
            List<Participation> participants,
            List<Closing> closings,
            @Nullable RoundId firmedUpBy,
            List<Conflict> conflicts,
            List<Long> events) {}

    /**
     * @param committed what the party undertook to pay; absent when no commitment is recorded
     * @param invested what it paid or is said to have paid; absent before its first closing
     * @param partlyIn paid in this kind to more than nothing and less than all, where only that is known
     */
    public record Participation(
            PartyId party,
            Set<Role> roles,
            @Nullable Printed committed,
            @Nullable Printed invested,
            Leg.@Nullable Kind partlyIn,
            List<Long> events) {}

    public record Closing(
            ClosingId id, @Nullable LocalDate effectiveOn, boolean last, List<Issue> issues, long event) {}

    /** What one subscriber received and gave. */
    public record Issue(
            PartyId to,
            @Nullable SecurityId security,
            @Nullable String shareClass,
            @Nullable Shares quantity,
            List<Leg> legs) {}

    public record Perhaps(
            RoundId round,
            @Nullable LocalDate effectiveOn,
            @Nullable LocalDate effectiveFrom,
            List<Long> events) {}
}
