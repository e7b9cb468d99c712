package io.dealledger.changes;

import io.dealledger.changes.Walk.Moved;
import io.dealledger.exposure.ExposureAnswer;
import io.dealledger.exposure.ExposureCells;
import io.dealledger.exposure.ExposureFacts;
import io.dealledger.exposure.ExposureQuestion;
import io.dealledger.exposure.Exposures;
import io.dealledger.exposure.RememberedFolds;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Compares what a party and its group hold at two points in time. A figure that differs cites every event that changed
 * it on the way, also two of which one took back what the other had done: so every step is looked at.
 */
final class PartyComparison {
    private record Walked(
            SortedMap<String, String> opening,
            SortedMap<String, String> restated,
            SortedMap<String, String> closing,
            Trace learned,
            Trace happened) {
        Compared compared() {
            List<Cell> restatement = learned.between(opening, restated);
            List<Cell> movement = happened.between(restated, closing);
            Map<Long, Recorded<? extends Fact>> facts = new HashMap<>();
            restatement.forEach(cell -> cell.events().forEach(event -> facts.put(event, learned.fact(event))));
            movement.forEach(cell -> cell.events().forEach(event -> facts.put(event, happened.fact(event))));
            return new Compared(opening, restated, closing, restatement, movement, facts);
        }
    }

    private final PartyId party;
    private final ExposureQuestion question;
    private final PointInTime latest;
    private final Recorders recorders;
    private final Budget budget;
    private final HeldFacts held;
    private final RememberedFolds folds = new RememberedFolds();

    PartyComparison(
            PartyId party,
            ExposureFacts source,
            PointInTime latest,
            ExposureQuestion question,
            Recorders recorders,
            Budget budget) {
        this.party = party;
        this.question = question;
        this.latest = latest;
        this.recorders = recorders;
        this.budget = budget;
        this.held = new HeldFacts(source, latest);
    }

    Compared from(PointInTime from) {
        held.gather(party, from, question.group(), recorders);
        // What an answer asks for on the way may have steps of its own.
        long before;
        Walked walked;
        do {
            before = held.size();
            walked = walk(from);
        } while (held.size() > before);
        return walked.compared();
    }

    private Walked walk(PointInTime from) {
        PointInTime middle = from.knownAt(latest.knownAt());
        SortedMap<String, String> opening = cells(held.known(from.knownAt()), from, 0);
        SortedMap<String, String> restated = opening;
        Trace learned = new Trace(recorders.zone());
        if (from.knownAt() != latest.knownAt()) {
            restated = cells(held.known(), middle, 0);
            Learning.RatesFirst way = Learning.ratesFirst(from, latest.knownAt(), held.all(), recorders);
            for (Moved<String> moved : Walk.each(
                    way.steps().size(),
                    opening,
                    restated,
                    passed -> cells(
                            held.known(way.known().get(passed)),
                            way.at(middle),
                            way.steps().size()))) {
                learned.add(way.steps().get(moved.step()), moved);
            }
        }
        PointInTime booked = held.on(from.asOf());
        if (!booked.equals(middle)) {
            SortedMap<String, String> before = restated;
            restated = cells(held.known(), booked, 0);
            Booking way = Booking.between(middle, latest, held.all(), recorders);
            for (Moved<String> moved : Walk.each(
                    way.steps().size(),
                    before,
                    restated,
                    passed -> cells(
                            held.without(way.waiting().get(passed)),
                            booked,
                            way.steps().size()))) {
                learned.add(way.steps().get(moved.step()), moved);
            }
        }
        Trace happened = new Trace(recorders.zone());
        SortedMap<String, String> closing = restated;
        if (!from.asOf().equals(latest.asOf())) {
            closing = cells(held.known(), latest, 0);
            Days way = Days.between(booked.asOf(), latest.asOf(), held.standing(), question.currency() != null);
            for (Moved<String> moved : Walk.each(
                    way.steps().size(),
                    restated,
                    closing,
                    passed -> cells(
                            held.at(way.stations().get(passed)),
                            held.on(way.stations().get(passed).asOf()),
                            way.steps().size()))) {
                happened.add(way.steps().get(moved.step()), moved);
            }
        }
        return new Walked(opening, restated, closing, learned, happened);
    }

    private SortedMap<String, String> cells(ExposureFacts facts, PointInTime point, int steps) {
        long before = folds.folded();
        SortedMap<String, String> cells = new Exposures(facts, folds)
                .answer(party, point, question)
                .map((ExposureAnswer answer) -> ExposureCells.of(answer))
                .orElse(Collections.emptySortedMap());
        budget.spend(folds.folded() - before, steps);
        return cells;
    }
}
