package io.dealledger.company;

import io.dealledger.company.RoundEvent.RoundPriced;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.RoundId;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A round on a date, recorded step by step or only reported.
 *
 * @param ordinal place in the order of effect, from 0
 * @param currency absent for a reported round
 * @param lead as it was opened with; leads of a reported round stand in its report
 * @param pricing absent until it is priced
 * @param perShare price per share, carried through splits; absent until it is priced
 * @param committed by party, in the round's currency
 * @param closed consideration by party, in the round's currency
 * @param closings how many there were
 * @param firmedUpBy the recorded round that this reported one turned out to be
 * @param versions versions of the events that shaped it, in order of effect
 */
public record Round(
        RoundId id,
        int ordinal,
        @Nullable String name,
        @Nullable Currency currency,
        @Nullable PartyId lead,
        @Nullable RoundPriced pricing,
        @Nullable Fraction perShare,
        Status status,
        PMap<PartyId, BigDecimal> committed,
        PMap<PartyId, BigDecimal> closed,
        int closings,
        @Nullable RoundId firmedUpBy,
        PVector<Long> versions) {
    /** What can still happen to a round. */
    public enum Status {
        OPEN,
        /** It has had its last closing. */
        CLOSED,
        CANCELLED,
        REPORTED
    }

    static Round opened(
            RoundId id, int ordinal, @Nullable String name, Currency currency, @Nullable PartyId lead, long version) {
        return started(id, ordinal, name, currency, lead, Status.OPEN, version);
    }

    static Round reported(RoundId id, int ordinal, @Nullable String name, long version) {
        return started(id, ordinal, name, null, null, Status.REPORTED, version);
    }

    private static Round started(
            RoundId id,
            int ordinal,
            @Nullable String name,
            @Nullable Currency currency,
            @Nullable PartyId lead,
            Status status,
            long version) {
        return new Round(
                id,
                ordinal,
                name,
                currency,
                lead,
                null,
                null,
                status,
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                0,
                null,
                TreePVector.singleton(version));
    }

    BigDecimal committedBy(PartyId party) {
        return committed.getOrDefault(party, BigDecimal.ZERO);
    }

    BigDecimal closedBy(PartyId party) {
        return closed.getOrDefault(party, BigDecimal.ZERO);
    }

    Round priced(RoundPriced as, long version) {
        return copy(as, as.price().fraction(), status, committed, closed, closings, firmedUpBy, version);
    }

    /** After a split of its class a share costs accordingly less. */
    Round split(Fraction ratio, long version) {
        return perShare == null
                ? this
                : copy(pricing, perShare.over(ratio), status, committed, closed, closings, firmedUpBy, version);
    }

    Round committing(PartyId party, BigDecimal amount, long version) {
        return copy(
                pricing,
                perShare,
                status,
                committed.plus(party, committedBy(party).add(amount)),
                closed,
                closings,
                firmedUpBy,
                version);
    }

    Round committedTo(PartyId party, BigDecimal amount, long version) {
        PMap<PartyId, BigDecimal> now = amount.signum() == 0 ? committed.minus(party) : committed.plus(party, amount);
        return copy(pricing, perShare, status, now, closed, closings, firmedUpBy, version);
    }

    Round closing(PMap<PartyId, BigDecimal> closedSoFar, boolean last, long version) {
        return copy(
                pricing,
                perShare,
                last ? Status.CLOSED : status,
                committed,
                closedSoFar,
                closings + 1,
                firmedUpBy,
                version);
    }

    Round cancelled(long version) {
        return copy(pricing, perShare, Status.CANCELLED, committed, closed, closings, firmedUpBy, version);
    }

    Round firmedUp(RoundId by, long version) {
        return copy(pricing, perShare, status, committed, closed, closings, by, version);
    }

    Round shaped(long version) {
        return copy(pricing, perShare, status, committed, closed, closings, firmedUpBy, version);
    }

    private Round copy(
            @Nullable RoundPriced newPricing,
            @Nullable Fraction newPerShare,
            Status newStatus,
            PMap<PartyId, BigDecimal> newCommitted,
            PMap<PartyId, BigDecimal> newClosed,
            int newClosings,
            @Nullable RoundId newFirmedUpBy,
            long version) {
        return new Round(
                id,
                ordinal,
                name,
                currency,
                lead,
                newPricing,
                newPerShare,
                newStatus,
                newCommitted,
                newClosed,
                newClosings,
                newFirmedUpBy,
                ShareClass.shapedBy(versions, version));
    }
}
