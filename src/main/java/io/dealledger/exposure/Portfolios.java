package io.dealledger.exposure;

import io.dealledger.company.CompanyEvent;
import io.dealledger.fx.Rates;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.PointInTime.Cut;
import io.dealledger.ledger.Recorded;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Opens what exposure is folded from to readers that show it in another form. */
public final class Portfolios {
    private final ExposureFacts facts;
    private final Exposures exposures;

    public Portfolios(ExposureFacts facts) {
        this.facts = facts;
        this.exposures = new Exposures(facts);
    }

    public boolean isRegistered(PartyId party, PointInTime point) {
        return exposures.isRegistered(party, point);
    }

    /** The party under all its ids and, with its subsidiaries, everything below it. */
    public NavigableSet<PartyId> group(PartyId party, PointInTime point, boolean withSubsidiaries) {
        return Relations.around(Set.of(party), point, facts).group(party, withSubsidiaries);
    }

    /** Days after one, up to the date of the point, on which the group may be another than the day before. */
    public NavigableSet<LocalDate> days(PartyId party, LocalDate after, PointInTime point) {
        return Relations.days(party, after, point, facts);
    }

    public Rates rates(PointInTime point) {
        return Rates.at(point, facts.rates(point.knownAt()));
    }

    /** Whether a fact of a company concerns a position of one of the parties. */
    public static boolean concerns(CompanyEvent fact, Collection<PartyId> parties) {
        return Holders.of(fact).stream().anyMatch(parties::contains);
    }

    /** What the group has in one company, to be carried on from that point; of one that does not know of it, nothing. */
    public RunningPosition running(CompanyId company, NavigableSet<PartyId> group, PointInTime point) {
        Cut<CompanyEvent> cut =
                exposures.cut(facts.positions(group, point), group, point).get(company);
        return new RunningPosition(group, cut == null ? List.of() : cut.certain());
    }

    /** What was measured at fair value in one company, followed up to that point. */
    public Carried carried(CompanyId company, NavigableSet<PartyId> group, PointInTime point, Basis basis) {
        Cut<CompanyEvent> cut =
                exposures.cut(facts.positions(group, point), group, point).get(company);
        List<Recorded<CompanyEvent>> certain = cut == null ? List.of() : cut.certain();
        return Carried.of(certain, ShareBook.of(certain, group).movements(), group, basis);
    }

    /** @param basis of the value in each position; @param translation one for each company */
    public Portfolio of(
            PartyId party,
            NavigableSet<PartyId> group,
            PointInTime point,
            Basis basis,
            Supplier<Translation> translation) {
        Relations relations = Relations.around(group, point, facts);
        SortedMap<CompanyId, Cut<CompanyEvent>> cuts = exposures.cut(facts.positions(group, point), group, point);
        Relations families = exposures.withVendors(party, relations, cuts, point);
        List<PortfolioPosition> positions = new ArrayList<>();
        List<Perhaps> perhaps = new ArrayList<>();
        cuts.forEach((company, cut) -> {
            Investments.of(company, cut.certain(), group, List.of(), families, basis, translation.get())
                    .ifPresent(investment -> positions.add(PortfolioPosition.of(investment, cut.certain())));
            perhaps.addAll(Perhaps.of(company, cut.perhaps(), group));
        });
        return new Portfolio(
                point, new TreeSet<>(group), relations.events(group), List.copyOf(positions), List.copyOf(perhaps));
    }
}
