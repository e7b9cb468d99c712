package io.dealledger.changes;

import io.dealledger.calculation.Cells;
import io.dealledger.calculation.Conflict;
import io.dealledger.changes.Walk.Change;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.RoundEvent.RoundPriced;
import io.dealledger.company.RoundEvent.RoundRepriced;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.RoundId;
import io.dealledger.valuation.ValuationCells;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Prices that no longer rest on what they were calculated from. Which do is told by the order of recording, that what
 * stands does not show; from one date to another it changes by a pricing only, and so is not searched for.
 */
final class StalePrices {
    static final String CELLS = Cells.path(ValuationCells.CONFLICTS, Conflict.Kind.STALE_BASIS.name(), "");

    private final List<Recorded<CompanyEvent>> facts;
    private final LocalDate after;

    /**
     * @param facts that stand and are in effect at the end, in order of effect
     * @param after what had taken effect by this day changed nothing since
     */
    StalePrices(List<Recorded<CompanyEvent>> facts, LocalDate after) {
        this.facts = facts;
        this.after = after;
    }

    /** Of the cells of an answer those of such prices. What was undone again may be the reason for them. */
    static SortedMap<String, String> of(SortedMap<String, String> cells) {
        SortedMap<String, String> stale = new TreeMap<>(cells);
        stale.keySet().removeIf(path -> !path.startsWith(CELLS));
        return stale;
    }

    static SortedMap<String, String> without(SortedMap<String, String> cells) {
        SortedMap<String, String> rest = new TreeMap<>(cells);
        rest.keySet().removeIf(path -> path.startsWith(CELLS));
        return rest;
    }

    /** @param differences cells of the whole answer */
    void into(Trace trace, SortedMap<String, Change<String>> differences) {
        differences.forEach((path, change) -> {
            if (path.startsWith(CELLS)) {
                pricings(path)
                        .forEach(pricing ->
                                trace.add(new Step(Step.Kind.HAPPENING, List.of(pricing)), path, change.before()));
            }
        });
    }

    /** Of the round whose price it is, those since. */
    private List<Recorded<CompanyEvent>> pricings(String path) {
        long position = Long.parseLong(path.substring(CELLS.length()));
        Optional<RoundId> round = facts.stream()
                .filter(fact -> fact.position() == position)
                .findFirst()
                .flatMap(fact -> round(fact.fact()));
        return facts.stream()
                .filter(fact ->
                        !fact.when().holdsOn(after) && round(fact.fact()).equals(round))
                .filter(fact -> round(fact.fact()).isPresent())
                .toList();
    }

    private static Optional<RoundId> round(CompanyEvent fact) {
        return switch (fact) {
            case RoundPriced priced -> Optional.of(priced.round());
            case RoundRepriced repriced -> Optional.of(repriced.pricing().round());
            case CompanyEvent _ -> Optional.empty();
        };
    }
}
