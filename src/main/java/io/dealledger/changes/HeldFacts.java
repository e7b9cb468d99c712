package io.dealledger.changes;

import io.dealledger.changes.Days.Station;
import io.dealledger.company.CompanyEvent;
import io.dealledger.exposure.ExposureFacts;
import io.dealledger.fx.FxEvent;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.party.PartyEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Facts read once and asked about many times: everything up to the last point of a comparison, of which each question
 * sees what was known at its own position.
 */
final class HeldFacts {
    private final ExposureFacts source;
    private final PointInTime latest;
    private final Map<Set<PartyId>, List<Recorded<PartyEvent>>> relations = new HashMap<>();
    private final Map<Set<PartyId>, List<Recorded<PartyEvent>>> claims = new HashMap<>();
    private final Map<Set<PartyId>, SortedMap<CompanyId, List<Recorded<CompanyEvent>>>> positions = new HashMap<>();
    private final Map<CompanyId, List<Recorded<CompanyEvent>>> transfers = new HashMap<>();
    private final Map<CompanyId, List<Recorded<CompanyEvent>>> wholes = new HashMap<>();
    private @Nullable List<Recorded<FxEvent>> rates;
    private final Map<PartyId, Boolean> registeredBefore = new HashMap<>();
    private final IdentityHashMap<List<?>, List<?>> resolved = new IdentityHashMap<>();
    private long held;

    HeldFacts(ExposureFacts source, PointInTime latest) {
        this.source = source;
        this.latest = latest;
    }

    /** How many facts are held. */
    long size() {
        return held;
    }

    private <E extends Fact> List<Recorded<E>> count(List<Recorded<E>> facts) {
        held += facts.size();
        return facts;
    }

    private List<Recorded<PartyEvent>> relations(Collection<PartyId> parties) {
        Set<PartyId> key = Set.copyOf(parties);
        List<Recorded<PartyEvent>> found = relations.get(key);
        if (found == null) {
            found = count(source.relations(key, latest.knownAt()));
            relations.put(key, found);
        }
        return found;
    }

    private List<Recorded<PartyEvent>> claims(Collection<PartyId> parties) {
        Set<PartyId> key = Set.copyOf(parties);
        List<Recorded<PartyEvent>> found = claims.get(key);
        if (found == null) {
            found = count(source.claims(key, latest.knownAt()));
            claims.put(key, found);
        }
        return found;
    }

    private SortedMap<CompanyId, List<Recorded<CompanyEvent>>> positions(Collection<PartyId> parties) {
        Set<PartyId> key = Set.copyOf(parties);
        SortedMap<CompanyId, List<Recorded<CompanyEvent>>> found = positions.get(key);
        if (found == null) {
            found = source.positions(key, latest);
            found.values().forEach(this::count);
            positions.put(key, found);
        }
        return found;
    }

    private List<Recorded<CompanyEvent>> transfers(CompanyId company) {
        List<Recorded<CompanyEvent>> found = transfers.get(company);
        if (found == null) {
            found = count(source.transfers(company, latest));
            transfers.put(company, found);
        }
        return found;
    }

    private List<Recorded<CompanyEvent>> whole(CompanyId company) {
        List<Recorded<CompanyEvent>> found = wholes.get(company);
        if (found == null) {
            found = count(source.whole(company, latest.knownAt()));
            wholes.put(company, found);
        }
        return found;
    }

    private List<Recorded<FxEvent>> rates() {
        List<Recorded<FxEvent>> found = rates;
        if (found == null) {
            found = count(source.rates(latest.knownAt()));
            rates = found;
        }
        return found;
    }

    /** All facts that were asked for so far, once each, in the order of recording. */
    List<Recorded<? extends Fact>> all() {
        SortedMap<Long, Recorded<? extends Fact>> all = new TreeMap<>();
        lists().forEach(list -> list.forEach(fact -> all.put(fact.position(), fact)));
        return List.copyOf(all.values());
    }

    private List<List<? extends Recorded<? extends Fact>>> lists() {
        List<List<? extends Recorded<? extends Fact>>> lists = new ArrayList<>();
        lists.addAll(relations.values());
        lists.addAll(claims.values());
        positions.values().forEach(byCompany -> lists.addAll(byCompany.values()));
        lists.addAll(transfers.values());
        lists.addAll(wholes.values());
        if (rates != null) {
            lists.add(rates);
        }
        return lists;
    }

    /** All that stands at the last point, of what was asked for so far, once each. */
    List<Recorded<? extends Fact>> standing() {
        SortedMap<Long, Recorded<? extends Fact>> all = new TreeMap<>();
        relations.values().forEach(list -> put(all, list));
        claims.values().forEach(list -> put(all, list));
        positions.values().forEach(byCompany -> byCompany.values().forEach(list -> put(all, list)));
        transfers.values().forEach(list -> put(all, list));
        wholes.values().forEach(list -> put(all, list));
        if (rates != null) {
            put(all, rates);
        }
        return List.copyOf(all.values());
    }

    @SuppressWarnings("unchecked")
    private <E extends Fact> List<Recorded<E>> resolved(List<Recorded<E>> facts) {
        return (List<Recorded<E>>) resolved.computeIfAbsent(facts, some -> Resolved.at(latest, facts));
    }

    private <E extends Fact> void put(SortedMap<Long, Recorded<? extends Fact>> all, List<Recorded<E>> facts) {
        resolved(facts).forEach(fact -> all.put(fact.position(), fact));
    }

    /** Seen from a position: what was known then. */
    ExposureFacts known() {
        return new View() {
            @Override
            <E extends Fact> List<Recorded<E>> seen(List<Recorded<E>> facts, long knownAt) {
                return knownAt >= latest.knownAt()
                        ? facts
                        : facts.stream()
                                .filter(fact -> fact.position() <= knownAt)
                                .toList();
            }
        };
    }

    /** Seen from a place on the way through the days, known as at the last point. */
    ExposureFacts at(Station station) {
        return new View() {
            @Override
            <E extends Fact> List<Recorded<E>> seen(List<Recorded<E>> facts, long knownAt) {
                return station.admitted(resolved(facts));
            }
        };
    }

    private abstract class View implements ExposureFacts {
        abstract <E extends Fact> List<Recorded<E>> seen(List<Recorded<E>> facts, long knownAt);

        @Override
        public boolean isRegistered(PartyId party, long knownAt) {
            return knownAt >= latest.knownAt()
                    ? registeredBefore.computeIfAbsent(party, asked -> source.isRegistered(asked, latest.knownAt()))
                    : source.isRegistered(party, knownAt);
        }

        @Override
        public List<Recorded<PartyEvent>> relations(Collection<PartyId> parties, long knownAt) {
            return seen(HeldFacts.this.relations(parties), knownAt);
        }

        @Override
        public List<Recorded<PartyEvent>> claims(Collection<PartyId> parties, long knownAt) {
            return seen(HeldFacts.this.claims(parties), knownAt);
        }

        @Override
        public SortedMap<CompanyId, List<Recorded<CompanyEvent>>> positions(
                Collection<PartyId> parties, PointInTime point) {
            SortedMap<CompanyId, List<Recorded<CompanyEvent>>> found = new TreeMap<>();
            HeldFacts.this.positions(parties).forEach((company, facts) -> {
                List<Recorded<CompanyEvent>> some = seen(facts, point.knownAt());
                if (!some.isEmpty()) {
                    found.put(company, some);
                }
            });
            return found;
        }

        @Override
        public List<Recorded<CompanyEvent>> transfers(CompanyId company, PointInTime point) {
            return seen(HeldFacts.this.transfers(company), point.knownAt());
        }

        /** At one of the many points that are looked at something may be; the facts are read once for all of them. */
        @Override
        public boolean leavesOut(CompanyId company, PointInTime point) {
            return true;
        }

        @Override
        public List<Recorded<CompanyEvent>> whole(CompanyId company, long knownAt) {
            return seen(HeldFacts.this.whole(company), knownAt);
        }

        @Override
        public List<Recorded<FxEvent>> rates(long knownAt) {
            return seen(HeldFacts.this.rates(), knownAt);
        }
    }
}
