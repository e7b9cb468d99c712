package io.dealledger.company;

import io.dealledger.ledger.PartyId;
import java.util.Collection;
import java.util.List;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;

/**
 * Who has, or had, something in the company, shares or not.
 *
 * @param ever everybody who ever held shares or was reported to have invested
 * @param withoutShares those whose interest is known without shares: by a report, or a closing that names none
 * @param writtenOff those who wrote their investment off and have acquired nothing since
 */
public record Interests(PSet<PartyId> ever, PSet<PartyId> withoutShares, PSet<PartyId> writtenOff) {
    static final Interests NONE = new Interests(HashTreePSet.empty(), HashTreePSet.empty(), HashTreePSet.empty());

    Interests acquiring(PartyId party) {
        return new Interests(ever.plus(party), withoutShares, writtenOff.minus(party));
    }

    Interests acquiringWithoutShares(PartyId party) {
        return acquiringWithoutShares(List.of(party));
    }

    Interests acquiringWithoutShares(Collection<PartyId> parties) {
        return new Interests(ever.plusAll(parties), withoutShares.plusAll(parties), writtenOff.minusAll(parties));
    }

    Interests writingOff(PartyId party) {
        return new Interests(ever, withoutShares, writtenOff.plus(party));
    }
}
