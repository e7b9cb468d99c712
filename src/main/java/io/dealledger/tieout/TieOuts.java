package io.dealledger.tieout;

import io.dealledger.captable.CapTable;
import io.dealledger.captable.CapTableReader;
import io.dealledger.captable.Denominator;
import io.dealledger.captable.View;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.History;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Shares;
import io.dealledger.party.Party;
import io.dealledger.party.PartyEvent;
import io.dealledger.party.Personal;
import io.dealledger.tieout.Comparison.Compared;
import io.dealledger.tieout.Comparison.Kind;
import io.dealledger.tieout.Comparison.Position;
import io.dealledger.tieout.ExternalList.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds the holders and classes of an external list in the ledger, and compares. */
@Component
class TieOuts {
    private final CapTableReader capTables;
    private final History history;

    TieOuts(CapTableReader capTables, History history) {
        this.capTables = capTables;
        this.history = history;
    }

    /** Empty when the company was not known at that point. */
    Optional<TieOut> of(CompanyId company, PointInTime point, ExternalList list, String sha256) {
        return capTables
                .at(company, point, Denominator.OUTSTANDING_AS_CONVERTED, list.bySecurity() ? View.SECURITY : null)
                .map(table -> tieOut(table, point, list, sha256));
    }

    private TieOut tieOut(CapTable table, PointInTime point, ExternalList list, String sha256) {
        List<Position> here = list.bySecurity() ? securities(table) : holdings(table);
        List<Position> there = found(table, point, list);
        Compared compared = Comparison.of(here, there);
        Map<Kind, Integer> broken = new EnumMap<>(Kind.class);
        compared.breaks().forEach((kind, breaks) -> broken.put(kind, breaks.size()));
        boolean agrees = broken.values().stream().allMatch(count -> count == 0)
                && list.exceptions().isEmpty();
        return new TieOut(
                table.company(),
                table.asOf(),
                table.knownAt(),
                table.position(),
                table.publishedBy(),
                table.by(),
                table.version(),
                table.known(),
                list.format(),
                sha256,
                list.bySecurity(),
                list.issuer(),
                list.version(),
                agrees,
                compared.matches().size(),
                broken,
                compared.matches(),
                compared.breaks(),
                totals(here),
                totals(there),
                Comparison.addedUp(there).values().stream()
                        .filter(position -> position.from().size() > 1)
                        .toList(),
                list.exceptions(),
                list.ignored(),
                table.perhaps());
    }

    private static List<Position> holdings(CapTable table) {
        return table.holdings().stream()
                .map(holding -> new Position(
                        holding.party().value(),
                        holding.shareClass(),
                        null,
                        holding.quantity(),
                        holding.securities().stream()
                                .map(lot -> lot.id().value())
                                .toList(),
                        holding.events()))
                .toList();
    }

    private static List<Position> securities(CapTable table) {
        return Objects.requireNonNullElse(table.bySecurity(), List.<CapTable.SecurityRow>of()).stream()
                .map(row -> new Position(
                        row.party().value(),
                        row.shareClass(),
                        row.id().value(),
                        row.quantity(),
                        List.of(row.id().value()),
                        row.events()))
                .toList();
    }

    private List<Position> found(CapTable table, PointInTime point, ExternalList list) {
        Set<String> holders = table.holdings().stream()
                .map(holding -> holding.party().value())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> classes =
                table.classes().stream().map(CapTable.ClassRow::name).collect(Collectors.toCollection(HashSet::new));
        // Names are read only where an id does not do: they stand in the streams of all holders.
        boolean byId = list.rows().stream().allMatch(row -> isAny(row.holderKeys(), holders));
        Map<String, List<String>> names = byId ? Map.of() : names(holders, point);
        Unreadable wrong = new Unreadable();
        List<Position> positions = new ArrayList<>();
        for (Row row : list.rows()) {
            positions.add(new Position(
                    holder(row, holders, names, wrong),
                    row.classKeys().stream()
                            .filter(classes::contains)
                            .findFirst()
                            .orElse(row.classKeys().getFirst()),
                    row.security(),
                    row.quantity(),
                    List.of(row.at()),
                    null));
        }
        wrong.throwIfAny();
        return positions;
    }

    private static boolean isAny(List<String> keys, Collection<String> known) {
        return keys.stream().anyMatch(known::contains);
    }

    private static String holder(Row row, Set<String> holders, Map<String, List<String>> names, Unreadable wrong) {
        for (String key : row.holderKeys()) {
            if (holders.contains(key)) {
                return key;
            }
        }
        for (String key : row.holderKeys()) {
            List<String> parties = names.getOrDefault(key, List.of());
            if (parties.size() > 1) {
                wrong.add(
                        row.holderAt(),
                        row.at(),
                        "ambiguous-holder",
                        "'" + key + "' is the name of " + String.join(" and of ", parties) + "; write the id",
                        Map.of("at", row.at(), "value", key, "parties", String.join(", ", parties)));
            }
            if (!parties.isEmpty()) {
                return parties.getFirst();
            }
        }
        // Nobody here: called what the list itself calls it.
        return row.holderKeys().getLast();
    }

    /** Ids of the holders by their names at that point; an erased name finds nobody. */
    private Map<String, List<String>> names(Set<String> holders, PointInTime point) {
        Map<String, List<Recorded<PartyEvent>>> streams = history.ofEach(holders, PartyEvent.class, point.knownAt());
        Map<String, List<String>> names = new HashMap<>();
        for (String holder : holders) {
            List<Recorded<PartyEvent>> facts = streams.getOrDefault(holder, List.of());
            Party party = Party.FOLD.initial();
            for (Recorded<PartyEvent> fact : point.cut(facts).certain()) {
                party = Party.FOLD.evolve(party, fact);
            }
            Personal name = party.name();
            if (name != null && !name.isWithheld()) {
                names.computeIfAbsent(name.text(), none -> new ArrayList<>()).add(holder);
            }
        }
        return names;
    }

    private static TieOut.Totals totals(List<Position> rows) {
        Collection<Position> positions = Comparison.addedUp(rows).values();
        Map<String, Shares> byClass = new TreeMap<>();
        positions.forEach(position -> byClass.merge(position.shareClass(), position.quantity(), Shares::plus));
        return new TieOut.Totals(
                rows.size(),
                Math.toIntExact(
                        rows.stream().filter(row -> row.quantity().isZero()).count()),
                positions.size(),
                Math.toIntExact(
                        positions.stream().map(Position::holder).distinct().count()),
                positions.stream().map(Position::quantity).reduce(Shares.ZERO, Shares::plus),
                byClass);
    }
}
