package io.dealledger.company;

import io.dealledger.company.HoldingEvent.RightKind;
import io.dealledger.ledger.PartyId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;

/**
 * Who has, or had, something in the company, shares or not.
 *
 * @param ever everybody who ever held shares or was reported to have invested
 * @param withoutShares those whose interest is known without shares: by a report, or a closing that names none
 * @param writtenOff those who wrote their investment off and have acquired nothing since
 * @param rights that were granted and have not ended
 */
public record Interests(PSet<PartyId> ever, PSet<PartyId> withoutShares, PSet<PartyId> writtenOff, PSet<Right> rights) {
    /** A right is told by what it is, who has it, and what it is about. */
    public record Right(
            RightKind kind, PartyId party, @Nullable String scope) {}

    static final Interests NONE =
            new Interests(HashTreePSet.empty(), HashTreePSet.empty(), HashTreePSet.empty(), HashTreePSet.empty());

    Interests acquiring(PartyId party) {
        return new Interests(ever.plus(party), withoutShares, writtenOff.minus(party), rights);
    }

    Interests acquiringWithoutShares(PartyId party) {
        return acquiringWithoutShares(List.of(party));
    }

    Interests acquiringWithoutShares(Collection<PartyId> parties) {
        return new Interests(
                ever.plusAll(parties), withoutShares.plusAll(parties), writtenOff.minusAll(parties), rights);
    }

    Interests writingOff(PartyId party) {
        return new Interests(ever, withoutShares, writtenOff.plus(party), rights);
    }

    Interests granting(Right right) {
        return new Interests(ever, withoutShares, writtenOff, rights.plus(right));
    }

    Interests ending(Right right) {
        return new Interests(ever, withoutShares, writtenOff, rights.minus(right));
    }
}
