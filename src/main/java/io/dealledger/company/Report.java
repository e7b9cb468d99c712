package io.dealledger.company;

import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import java.util.Collection;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;

/**
 * Something that a source reported, to which claims can be added.
 *
 * @param when dates that a claim without its own takes
 * @param parties who took part, by what was said so far
 * @param firmedUp whether a recorded round has taken its place
 */
public record Report(String id, Kind kind, EffectiveOn when, PSet<PartyId> parties, boolean firmedUp) {
    /** What is reported, which says which measures fit. */
    public enum Kind {
        ROUND,
        INVESTMENT,
        TOTAL_RAISED,
        POSITION
    }

    static Report of(String id, Kind kind, EffectiveOn when, Collection<PartyId> parties) {
        return new Report(id, kind, when, HashTreePSet.from(parties), false);
    }

    Report with(Collection<PartyId> more) {
        return new Report(id, kind, when, parties.plusAll(more), firmedUp);
    }

    Report becomingFirm() {
        return new Report(id, kind, when, parties, true);
    }
}
