package io.dealledger.changes;

import io.dealledger.calculation.Cells;
import io.dealledger.captable.CapTableCells;
import io.dealledger.captable.CapTables;
import io.dealledger.captable.Denominator;
import io.dealledger.changes.Days.Station;
import io.dealledger.changes.Walk.Change;
import io.dealledger.changes.Walk.Moved;
import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.fx.FxEvent;
import io.dealledger.fx.RateHistory;
import io.dealledger.fx.Rates;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.valuation.Question;
import io.dealledger.valuation.ValuationCells;
import io.dealledger.valuation.Valuations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares what a company's cap table and valuations say at two points in time. */
final class CompanyComparison {
    private static final List<String> FOLLOWED = List.of(
            Cells.path(CapTableCells.HOLDINGS, ""),
            Cells.path(CapTableCells.CLASSES, ""),
            Cells.path(CapTableCells.TOTALS, ""),
            InstrumentWalk.CELLS,
            StalePrices.CELLS);

    private final CompanyId id;
    private final List<Recorded<CompanyEvent>> history;
    private final RateHistory source;
    private final PointInTime latest;
    private final Question question;
    private final Recorders recorders;
    private final Budget budget;
    private @Nullable List<Recorded<FxEvent>> rates;

    /** @param history the company's stream, as far as it is known at the last point */
    CompanyComparison(
            CompanyId id,
            List<Recorded<CompanyEvent>> history,
            RateHistory source,
            PointInTime latest,
            Question question,
            Recorders recorders,
            Budget budget) {
        this.id = id;
        this.history = history;
        this.source = source;
        this.latest = latest;
        this.question = question;
        this.recorders = recorders;
        this.budget = budget;
    }

    Compared from(PointInTime from) {
        PointInTime middle = from.knownAt(latest.knownAt());
        SortedMap<String, String> opening = known(from, 0);
        Trace learned = new Trace(recorders.zone());
        SortedMap<String, String> restated = opening;
        if (from.knownAt() != latest.knownAt()) {
            restated = known(middle, 0);
            learn(from, opening, restated, learned);
        }
        PointInTime booked = latest.on(from.asOf());
        if (!booked.equals(middle)) {
            SortedMap<String, String> before = restated;
            restated = known(booked, 0);
            book(middle, before, restated, learned);
        }
        Trace happened = new Trace(recorders.zone());
        SortedMap<String, String> closing = restated;
        if (!from.asOf().equals(latest.asOf())) {
            closing = known(latest, 0);
            follow(booked, restated, closing, happened);
        }
        List<Cell> restatement = learned.between(opening, restated);
        List<Cell> movement = happened.between(restated, closing);
        Map<Long, Recorded<? extends Fact>> facts = new HashMap<>();
        restatement.forEach(cell -> cell.events().forEach(event -> facts.put(event, learned.fact(event))));
        movement.forEach(cell -> cell.events().forEach(event -> facts.put(event, happened.fact(event))));
        return new Compared(opening, restated, closing, restatement, movement, facts);
    }

    private void learn(
            PointInTime from, SortedMap<String, String> before, SortedMap<String, String> after, Trace trace) {
        Learning way = Learning.between(from, latest.knownAt(), concerned(history), recorders);
        boolean all = way.undone().isEmpty();
        for (Moved<String> moved : Walk.over(
                way.steps().size(),
                all ? before : StalePrices.without(before),
                all ? after : StalePrices.without(after),
                passed -> {
                    PointInTime point = way.at(passed, from);
                    return cells(
                            way.of(history),
                            point,
                            Rates.at(point, knownAt -> way.of(rateHistory().all(knownAt))),
                            way.steps().size());
                })) {
            trace.add(way.steps().get(moved.step()), moved);
        }
        if (!all && !StalePrices.of(before).equals(StalePrices.of(after))) {
            Learning whole = Learning.ofEverything(from, latest.knownAt(), history, recorders);
            for (Moved<String> moved : Walk.over(
                    whole.steps().size(),
                    StalePrices.of(before),
                    StalePrices.of(after),
                    passed -> StalePrices.of(
                            known(whole.at(passed, from), whole.steps().size())))) {
                trace.add(whole.steps().get(moved.step()), moved);
            }
        }
    }

    /** What the books took account of between the points, of days before the first. */
    private void book(
            PointInTime middle, SortedMap<String, String> before, SortedMap<String, String> after, Trace trace) {
        PointInTime booked = latest.on(middle.asOf());
        Booking way = Booking.between(middle, latest, concerned(history), recorders);
        for (Moved<String> moved : Walk.over(
                way.steps().size(),
                before,
                after,
                passed -> cells(
                        Booking.without(way.waiting().get(passed), history),
                        booked,
                        Rates.at(
                                booked,
                                knownAt -> Booking.without(
                                        way.waiting().get(passed), rateHistory().all(knownAt))),
                        way.steps().size()))) {
            trace.add(way.steps().get(moved.step()), moved);
        }
    }

    private void follow(
            PointInTime middle, SortedMap<String, String> before, SortedMap<String, String> after, Trace trace) {
        List<Recorded<CompanyEvent>> standing = Resolved.at(latest, history);
        List<Recorded<FxEvent>> quotes = translates() ? Resolved.at(latest, rates()) : List.of();
        Days way = Days.between(middle.asOf(), latest.asOf(), concerned(standing, quotes), question.currency() != null);
        for (Moved<String> moved : Walk.over(
                way.steps().size(),
                rest(before),
                rest(after),
                passed -> rest(along(
                        way.stations().get(passed),
                        standing,
                        quotes,
                        way.steps().size())))) {
            trace.add(way.steps().get(moved.step()), moved);
        }
        List<Recorded<CompanyEvent>> certain = latest.cut(history).certain();
        budget.spend(certain.size(), way.steps().size());
        SortedMap<String, Change<String>> differences = Walk.differences(before, after);
        ShareWalk.over(certain, middle.asOf(), latest.isComplete()).into(trace, differences.keySet());
        new InstrumentWalk(Company.cut(latest, history).certain(), middle.asOf()).into(trace, differences);
        new StalePrices(certain, middle.asOf()).into(trace, differences);
    }

    private SortedMap<String, String> along(
            Station station, List<Recorded<CompanyEvent>> standing, List<Recorded<FxEvent>> quotes, int steps) {
        PointInTime point = on(station);
        return cells(
                station.admitted(standing),
                point,
                quotes.isEmpty() ? Rates.at(point, rateHistory()) : Rates.at(point, station.admitted(quotes)),
                steps);
    }

    /** With all that is booked by the end, in its place. */
    private PointInTime on(Station station) {
        return latest.on(station.asOf());
    }

    private SortedMap<String, String> known(PointInTime point, int steps) {
        return cells(history, point, Rates.at(point, rateHistory()), steps);
    }

    private SortedMap<String, String> cells(
            List<Recorded<CompanyEvent>> facts, PointInTime point, Rates known, int steps) {
        budget.spend(facts.size(), steps);
        SortedMap<String, String> cells = new TreeMap<>();
        if (facts.stream().anyMatch(fact -> fact.position() <= point.knownAt())) {
            cells.putAll(CapTableCells.of(CapTables.of(id, facts, point, Denominator.OUTSTANDING_AS_CONVERTED, null)));
            cells.putAll(ValuationCells.of(Valuations.of(id, facts, point, known, question)));
        }
        return cells;
    }

    /** Everything but what {@link ShareWalk}, {@link InstrumentWalk} and {@link StalePrices} follow. */
    private static SortedMap<String, String> rest(SortedMap<String, String> cells) {
        SortedMap<String, String> rest = new TreeMap<>(cells);
        rest.keySet().removeIf(path -> FOLLOWED.stream().anyMatch(path::startsWith));
        return rest;
    }

    /** Whether a rate can change a figure: a drawdown compares values of several currencies even where none is asked for. */
    private boolean translates() {
        return question.currency() != null
                || Valuations.of(id, history, latest, Rates.of(List.of()), Question.PLAIN).points().stream()
                                .map(point -> point.value().currency())
                                .filter(currency -> currency != null)
                                .distinct()
                                .count()
                        > 1;
    }

    private List<Recorded<? extends Fact>> concerned(List<Recorded<CompanyEvent>> facts) {
        return concerned(facts, translates() ? rates() : List.of());
    }

    private static List<Recorded<? extends Fact>> concerned(
            List<Recorded<CompanyEvent>> facts, List<Recorded<FxEvent>> quotes) {
        List<Recorded<? extends Fact>> all = new ArrayList<>(facts);
        all.addAll(quotes);
        return all;
    }

    private List<Recorded<FxEvent>> rates() {
        List<Recorded<FxEvent>> read = rates;
        if (read == null) {
            read = source.all(latest.knownAt());
            rates = read;
        }
        return read;
    }

    /** Read once; who asks cuts them. */
    private RateHistory rateHistory() {
        return knownAt ->
                rates().stream().filter(rate -> rate.position() <= knownAt).toList();
    }
}
