package io.dealledger.exposure;

import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.fx.Rates;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.PointInTime.Cut;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Currency;
import io.dealledger.party.PartyEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers what a party holds: finds the facts that concern it, cuts them at a point in time, and folds them. */
public final class Exposures {
    private final ExposureFacts facts;
    private final RememberedFolds folds;

    public Exposures(ExposureFacts facts) {
        this(facts, new RememberedFolds());
    }

    /** @param folds of answers that were given before, from whichever facts */
    public Exposures(ExposureFacts facts, RememberedFolds folds) {
        this.facts = facts;
        this.folds = folds;
    }

    /**
     * How a position is looked at.
     *
     * @param group with subsidiaries, as of the date
     * @param currency to translate into; absent for each figure in its own
     * @param kind of rate to prefer; absent for the usual order
     */
    record View(
            Basis basis,
            boolean group,
            @Nullable Currency currency,
            @Nullable RateKind kind) {
        static final View USUAL = new View(Basis.LATEST_ROUND, true, null, null);
    }

    boolean isRegistered(PartyId party, PointInTime point) {
        return facts.isRegistered(party, point.knownAt());
    }

    /** As it is sent; empty when the party was not known then. */
    public Optional<ExposureAnswer> answer(PartyId party, PointInTime point, ExposureQuestion question) {
        return of(party, point, question.view()).map(ExposureAnswer::of);
    }

    /** Empty when the party was not known then. */
    Optional<Exposure> of(PartyId party, PointInTime point, View view) {
        if (!isRegistered(party, point)) {
            return Optional.empty();
        }
        Relations relations = Relations.around(Set.of(party), point, facts);
        NavigableSet<PartyId> group = relations.group(party, view.group());
        SortedMap<CompanyId, List<Recorded<CompanyEvent>>> found = facts.positions(group, point);
        SortedMap<CompanyId, Cut<CompanyEvent>> cuts = cut(found, group, point);
        Relations families = withVendors(party, relations, cuts, point);
        Cut<PartyEvent> claims = point.cut(facts.claims(group, point.knownAt()));
        Rates rates = view.currency() == null ? Rates.of(List.of()) : Rates.at(point, facts.rates(point.knownAt()));
        List<Investment> investments = new ArrayList<>();
        List<Perhaps> perhaps = new ArrayList<>();
        cuts.forEach((company, cut) -> {
            Translation translation = new Translation(view.currency(), view.kind(), rates, point.asOf());
            folds.of(company, cut.certain(), group, claims.certain(), families, view.basis(), translation)
                    .ifPresent(investments::add);
            perhaps.addAll(Perhaps.of(company, cut.perhaps(), group));
        });
        return Optional.of(new Exposure(
                party,
                point,
                view.basis(),
                view.currency(),
                group,
                relations.events(group),
                relations.cycles(group),
                List.copyOf(investments),
                List.copyOf(perhaps),
                Totals.of(investments, view.currency()),
                claims.certain(),
                claims.perhaps()));
    }

    /** What sources say of the party, or its group, and of no single company; empty when the party was not known. */
    Optional<Cut<PartyEvent>> claims(PartyId party, PointInTime point, boolean group) {
        if (!isRegistered(party, point)) {
            return Optional.empty();
        }
        NavigableSet<PartyId> members =
                Relations.around(Set.of(party), point, facts).group(party, group);
        return Optional.of(point.cut(facts.claims(members, point.knownAt())));
    }

    SortedMap<CompanyId, Cut<CompanyEvent>> cut(
            SortedMap<CompanyId, List<Recorded<CompanyEvent>>> found, NavigableSet<PartyId> group, PointInTime point) {
        SortedMap<CompanyId, Cut<CompanyEvent>> cuts = new TreeMap<>();
        found.forEach((company, some) -> {
            List<Recorded<CompanyEvent>> all = some;
            if (ShareBook.needsTransfers(some)) {
                Map<Long, Recorded<CompanyEvent>> byPosition = some.stream()
                        .collect(Collectors.toMap(
                                Recorded::position, Function.identity(), (one, _) -> one, TreeMap::new));
                facts.transfers(company, point).forEach(recorded -> byPosition.put(recorded.position(), recorded));
                all = List.copyOf(byPosition.values());
            }
            Cut<CompanyEvent> cut = standing(company, point.cut(all), point);
            boolean concerns = cut.certain().stream().anyMatch(recorded -> concerns(recorded, group))
                    || cut.perhaps().stream().anyMatch(recorded -> concerns(recorded, group));
            if (concerns) {
                cuts.put(company, cut);
            }
        });
        return cuts;
    }

    /** Where facts are left out that are in effect, what rests on them is left out too, as in a cap table. */
    private Cut<CompanyEvent> standing(CompanyId company, Cut<CompanyEvent> cut, PointInTime point) {
        if (point.isComplete() || !facts.leavesOut(company, point)) {
            return cut;
        }
        Set<Long> standing = Company.cut(point, facts.whole(company, point.knownAt())).certain().stream()
                .map(Recorded::position)
                .collect(Collectors.toSet());
        return new Cut<>(
                cut.certain().stream()
                        .filter(recorded -> standing.contains(recorded.position()))
                        .toList(),
                cut.perhaps());
    }

    private static boolean concerns(Recorded<CompanyEvent> recorded, NavigableSet<PartyId> group) {
        return Holders.of(recorded.fact()).stream().anyMatch(group::contains);
    }

    /** A vendor belongs to an investor's family by relations of its own, which have to be known too. */
    Relations withVendors(
            PartyId party, Relations relations, SortedMap<CompanyId, Cut<CompanyEvent>> cuts, PointInTime point) {
        Set<PartyId> seeds = new HashSet<>();
        cuts.values().forEach(cut -> seeds.addAll(CircularRevenue.vendors(cut.certain())));
        if (seeds.isEmpty()) {
            return relations;
        }
        seeds.add(party);
        return Relations.around(seeds, point, facts);
    }

    /** Companies in which both groups hold a position; empty when one of the parties was not known. */
    Optional<Overlap> overlap(PartyId one, PartyId other, PointInTime point, boolean group) {
        View view = new View(Basis.LATEST_ROUND, group, null, null);
        Optional<Exposure> left = of(one, point, view);
        Optional<Exposure> right = of(other, point, view);
        return left.flatMap(first -> right.map(second -> Overlap.of(first, second)));
    }

    /** @param perhaps companies where one of the two depends on what vague dates leave open */
    record Overlap(Exposure one, Exposure other, List<CompanyId> companies, List<CompanyId> perhaps) {
        static Overlap of(Exposure one, Exposure other) {
            NavigableSet<CompanyId> both = held(one);
            both.retainAll(held(other));
            NavigableSet<CompanyId> possible = possible(one);
            possible.retainAll(possible(other));
            possible.removeAll(both);
            return new Overlap(one, other, List.copyOf(both), List.copyOf(possible));
        }

        private static NavigableSet<CompanyId> held(Exposure exposure) {
            return exposure.investments().stream()
                    .filter(Investment::holds)
                    .map(Investment::company)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private static NavigableSet<CompanyId> possible(Exposure exposure) {
            NavigableSet<CompanyId> companies = held(exposure);
            exposure.perhaps().forEach(perhaps -> companies.add(perhaps.company()));
            return companies;
        }
    }
}
