package io.dealledger.changes;

import io.dealledger.changes.Days.Station;
import io.dealledger.changes.Learning.Known;
import io.dealledger.company.CompanyEvent;
import io.dealledger.exposure.ExposureFacts;
import io.dealledger.exposure.Portfolios;
import io.dealledger.fx.CurrencyPair;
import io.dealledger.fx.FxEvent;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.party.PartyEvent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Facts read once and asked about many times: everything up to the last point of a comparison, of which each view shows
 * what was known, or in effect, at its own place.
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
    private final Map<PartyId, List<Recorded<PartyEvent>>> registrations = new HashMap<>();
    private final IdentityHashMap<List<?>, List<?>> resolved = new IdentityHashMap<>();
    private final Map<CompanyId, Long> sizes = new HashMap<>();
    private long held;

    HeldFacts(ExposureFacts source, PointInTime latest) {
        this.source = source;
        this.latest = latest;
    }

    /** How many facts are held. */
    long size() {
        return held;
    }

    /** How many of them an answer about one company folds. */
    long size(CompanyId company) {
        return sizes.computeIfAbsent(company, one -> (long) all(one).size() - (rates == null ? 0 : rates.size()));
    }

    private <E extends Fact> List<Recorded<E>> count(List<Recorded<E>> facts) {
        held += facts.size();
        return facts;
    }

    private List<Recorded<PartyEvent>> registrations(PartyId party) {
        List<Recorded<PartyEvent>> found = registrations.get(party);
        if (found == null) {
            found = count(source.registrations(party, latest.knownAt()));
            registrations.put(party, found);
        }
        return found;
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
        lists.addAll(registrations.values());
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

    /**
     * Asks for what each group holds that there is anywhere on the way, also one that there is neither at its beginning
     * nor at its end: who joins brings relations of its own, so it goes on until nothing new is found.
     *
     * @param from the first point
     */
    void gather(PartyId party, PointInTime from, boolean withSubsidiaries, Recorders recorders) {
        long before;
        do {
            before = held;
            hold(party, from, withSubsidiaries, known(from.knownAt()));
            Learning learning = Learning.between(from, latest.knownAt(), relations(), recorders);
            for (int passed = 0; passed < learning.ends().size(); passed++) {
                hold(party, learning.at(passed, from), withSubsidiaries, known(learning.known(passed)));
            }
            hold(party, from.knownAt(latest.knownAt()), withSubsidiaries, known());
            Booking booking = Booking.between(from.knownAt(latest.knownAt()), latest, relations(), recorders);
            for (Set<Long> waiting : booking.waiting()) {
                hold(party, on(from.asOf()), withSubsidiaries, without(waiting));
            }
            List<Recorded<PartyEvent>> standing = new ArrayList<>();
            relations.values().forEach(list -> standing.addAll(resolved(list)));
            Days days = Days.between(from.asOf(), latest.asOf(), once(standing), false);
            for (Station station : days.stations()) {
                hold(party, on(station.asOf()), withSubsidiaries, at(station));
            }
            hold(party, latest, withSubsidiaries, known());
        } while (held > before);
    }

    private static void hold(PartyId party, PointInTime point, boolean withSubsidiaries, ExposureFacts facts) {
        Portfolios portfolios = new Portfolios(facts);
        if (portfolios.isRegistered(party, point)) {
            facts.positions(portfolios.group(party, point, withSubsidiaries), point);
        }
    }

    /** The same date as known, and as booked, at the last point. */
    PointInTime on(LocalDate day) {
        return latest.on(day);
    }

    private List<Recorded<PartyEvent>> relations() {
        List<Recorded<PartyEvent>> all = new ArrayList<>();
        relations.values().forEach(all::addAll);
        return once(all);
    }

    private static <E extends Fact> List<Recorded<E>> once(Collection<Recorded<E>> facts) {
        SortedMap<Long, Recorded<E>> byPosition = new TreeMap<>();
        facts.forEach(fact -> byPosition.put(fact.position(), fact));
        return List.copyOf(byPosition.values());
    }

    /** Every party that anybody asked about, so whoever is in the group at any time. */
    Set<PartyId> members() {
        return positions.keySet().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** In which one of the groups has, had, or may have something. */
    NavigableSet<CompanyId> companies() {
        NavigableSet<CompanyId> companies = new TreeSet<>();
        positions.values().forEach(byCompany -> companies.addAll(byCompany.keySet()));
        return companies;
    }

    /** All facts held of one company, and all that are of none. */
    List<Recorded<? extends Fact>> all(CompanyId company) {
        return of(company, all());
    }

    /** The same of what stands at the last point. */
    List<Recorded<? extends Fact>> standing(CompanyId company) {
        return of(company, standing());
    }

    private static List<Recorded<? extends Fact>> of(CompanyId company, List<Recorded<? extends Fact>> facts) {
        List<Recorded<? extends Fact>> found = new ArrayList<>();
        for (Recorded<? extends Fact> fact : facts) {
            if (!(fact.fact() instanceof CompanyEvent) || fact.stream().equals(company.value())) {
                found.add(fact);
            }
        }
        return List.copyOf(found);
    }

    /** As known at the last point. */
    ExposureFacts known() {
        return known(latest.knownAt());
    }

    /** Seen from a position: what was known then. */
    ExposureFacts known(long position) {
        return known(new Known(position, position, Set.of()));
    }

    /** Seen from a place on the way through what is learned. */
    ExposureFacts known(Known known) {
        return new View() {
            @Override
            <E extends Fact> List<Recorded<E>> seen(List<Recorded<E>> facts) {
                return upTo(facts, known.others());
            }

            @Override
            List<Recorded<FxEvent>> seenRates(List<Recorded<FxEvent>> facts) {
                return upTo(facts, known.rates());
            }

            @Override
            boolean hasAllRates() {
                return known.rates() >= latest.knownAt();
            }

            private <E extends Fact> List<Recorded<E>> upTo(List<Recorded<E>> facts, long position) {
                return position >= latest.knownAt() && known.undone().isEmpty()
                        ? facts
                        : facts.stream()
                                .filter(fact -> fact.position() <= position
                                        && !known.undone().contains(fact.position()))
                                .toList();
            }
        };
    }

    /** Seen without what the books do not take account of yet. */
    ExposureFacts without(Set<Long> waiting) {
        return new View() {
            @Override
            <E extends Fact> List<Recorded<E>> seen(List<Recorded<E>> facts) {
                return Booking.without(waiting, facts);
            }

            @Override
            List<Recorded<FxEvent>> seenRates(List<Recorded<FxEvent>> facts) {
                return seen(facts);
            }

            @Override
            boolean hasAllRates() {
                return HeldFacts.this.rates().stream().noneMatch(rate -> waiting.contains(rate.position()));
            }

            // A party is registered by what is known, whatever the books take account of.
            @Override
            public List<Recorded<PartyEvent>> registrations(PartyId party, long knownAt) {
                return HeldFacts.this.registrations(party);
            }
        };
    }

    /** Seen from a place on the way through the days, known as at the last point. */
    ExposureFacts at(Station station) {
        return new View() {
            @Override
            <E extends Fact> List<Recorded<E>> seen(List<Recorded<E>> facts) {
                return station.admitted(resolved(facts));
            }

            @Override
            List<Recorded<FxEvent>> seenRates(List<Recorded<FxEvent>> facts) {
                return seen(facts);
            }

            @Override
            boolean hasAllRates() {
                return station.withheld().stream()
                        .noneMatch(place -> place.stream().startsWith(CurrencyPair.PREFIX));
            }

            // A party is registered by what is known, whatever the day.
            @Override
            public List<Recorded<PartyEvent>> registrations(PartyId party, long knownAt) {
                return HeldFacts.this.registrations(party);
            }
        };
    }

    /** What a view has of one company, and nothing of any other. */
    static ExposureFacts only(CompanyId company, ExposureFacts facts) {
        return new ExposureFacts() {
            @Override
            public List<Recorded<PartyEvent>> registrations(PartyId party, long knownAt) {
                return facts.registrations(party, knownAt);
            }

            @Override
            public List<Recorded<PartyEvent>> relations(Collection<PartyId> parties, long knownAt) {
                return facts.relations(parties, knownAt);
            }

            @Override
            public List<Recorded<PartyEvent>> claims(Collection<PartyId> parties, long knownAt) {
                return facts.claims(parties, knownAt);
            }

            @Override
            public SortedMap<CompanyId, List<Recorded<CompanyEvent>>> positions(
                    Collection<PartyId> parties, PointInTime point) {
                SortedMap<CompanyId, List<Recorded<CompanyEvent>>> found = facts.positions(parties, point);
                found.keySet().retainAll(Set.of(company));
                return found;
            }

            @Override
            public List<Recorded<CompanyEvent>> transfers(CompanyId of, PointInTime point) {
                return facts.transfers(of, point);
            }

            @Override
            public boolean leavesOut(CompanyId of, PointInTime point) {
                return facts.leavesOut(of, point);
            }

            @Override
            public List<Recorded<CompanyEvent>> whole(CompanyId of, long knownAt) {
                return facts.whole(of, knownAt);
            }

            @Override
            public List<Recorded<FxEvent>> rates(long knownAt) {
                return facts.rates(knownAt);
            }
        };
    }

    abstract class View implements ExposureFacts {
        abstract <E extends Fact> List<Recorded<E>> seen(List<Recorded<E>> facts);

        abstract List<Recorded<FxEvent>> seenRates(List<Recorded<FxEvent>> facts);

        /** Whether no rate is left out that is known, or in effect, at the last point. */
        abstract boolean hasAllRates();

        @Override
        public List<Recorded<PartyEvent>> registrations(PartyId party, long knownAt) {
            return seen(HeldFacts.this.registrations(party));
        }

        @Override
        public List<Recorded<PartyEvent>> relations(Collection<PartyId> parties, long knownAt) {
            return seen(HeldFacts.this.relations(parties));
        }

        @Override
        public List<Recorded<PartyEvent>> claims(Collection<PartyId> parties, long knownAt) {
            return seen(HeldFacts.this.claims(parties));
        }

        @Override
        public SortedMap<CompanyId, List<Recorded<CompanyEvent>>> positions(
                Collection<PartyId> parties, PointInTime point) {
            SortedMap<CompanyId, List<Recorded<CompanyEvent>>> found = new TreeMap<>();
            HeldFacts.this.positions(parties).forEach((company, facts) -> {
                List<Recorded<CompanyEvent>> some = seen(facts);
                if (!some.isEmpty()) {
                    found.put(company, some);
                }
            });
            return found;
        }

        @Override
        public List<Recorded<CompanyEvent>> transfers(CompanyId company, PointInTime point) {
            return seen(HeldFacts.this.transfers(company));
        }

        /** At one of the many points that are looked at something may be; the facts are read once for all of them. */
        @Override
        public boolean leavesOut(CompanyId company, PointInTime point) {
            return true;
        }

        @Override
        public List<Recorded<CompanyEvent>> whole(CompanyId company, long knownAt) {
            return seen(HeldFacts.this.whole(company));
        }

        @Override
        public List<Recorded<FxEvent>> rates(long knownAt) {
            return seenRates(HeldFacts.this.rates());
        }
    }
}
