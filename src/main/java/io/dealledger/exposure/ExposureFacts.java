package io.dealledger.exposure;

import io.dealledger.company.CompanyEvent;
import io.dealledger.fx.FxEvent;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.party.PartyEvent;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;

/**
 * Port: the facts that an exposure is folded from, found by whom and what they concern. Every list ends at the
 * position asked for, is in the order of recording, and holds a fact once.
 */
public interface ExposureFacts {
    /** By what the party is registered; empty while nobody knows it. */
    List<Recorded<PartyEvent>> registrations(PartyId party, long knownAt);

    default boolean isRegistered(PartyId party, long knownAt) {
        return !registrations(party, knownAt).isEmpty();
    }

    /** Parents and duplicates that name one of the parties, on either side. */
    List<Recorded<PartyEvent>> relations(Collection<PartyId> parties, long knownAt);

    /** What sources say of the parties and of no single company. */
    List<Recorded<PartyEvent>> claims(Collection<PartyId> parties, long knownAt);

    /**
     * By company in which one of the parties has, or may have, a position: its own facts and those of the parties.
     * Facts that cannot have taken effect by the date may be left out.
     */
    SortedMap<CompanyId, List<Recorded<CompanyEvent>>> positions(Collection<PartyId> parties, PointInTime point);

    /** All transfers within one company, also between strangers; later ones may be left out. */
    List<Recorded<CompanyEvent>> transfers(CompanyId company, PointInTime point);

    /**
     * Whether facts of the company may be left out at that point though they are known and in effect: for their source,
     * or because the books take account of them later.
     */
    boolean leavesOut(CompanyId company, PointInTime point);

    /** Everything that happened in one company, in the order of recording. */
    List<Recorded<CompanyEvent>> whole(CompanyId company, long knownAt);

    List<Recorded<FxEvent>> rates(long knownAt);
}
