package io.dealledger.changes;

import io.dealledger.changes.Walk.Moved;
import io.dealledger.exposure.ExposureAnswer;
import io.dealledger.exposure.ExposureCells;
import io.dealledger.exposure.ExposureFacts;
import io.dealledger.exposure.ExposureQuestion;
import io.dealledger.exposure.Exposures;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.party.PartyEvent.MarkedDuplicate;
import io.dealledger.party.PartyEvent.ParentSet;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeSet;

/** Compares what a party and its group hold at two points in time. */
final class PartyComparison {
    private final PartyId party;
    private final ExposureQuestion question;
    private final PointInTime latest;
    private final Recorders recorders;
    private final Budget budget;
    private final HeldFacts held;

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
        PointInTime middle = from.knownAt(latest.knownAt());
        SortedMap<String, String> opening = known(from, 0);
        SortedMap<String, String> restated = opening;
        Trace learned = new Trace();
        if (from.knownAt() != latest.knownAt()) {
            restated = known(middle, 0);
            Learning way = Learning.between(from.knownAt(), latest.knownAt(), held.all(), recorders);
            for (Moved<String> moved : Walk.over(
                    way.steps().size(),
                    opening,
                    restated,
                    passed -> known(
                            from.knownAt(way.ends().get(passed)), way.steps().size()))) {
                learned.add(way.steps().get(moved.step()), moved);
            }
        }
        Trace happened = new Trace();
        SortedMap<String, String> closing = restated;
        if (!from.asOf().equals(latest.asOf())) {
            closing = known(latest, 0);
            Days way = days(middle);
            for (Moved<String> moved : Walk.over(
                    way.steps().size(),
                    restated,
                    closing,
                    passed -> cells(
                            held.at(way.stations().get(passed)),
                            on(way.stations().get(passed).asOf()),
                            way.steps().size()))) {
                happened.add(way.steps().get(moved.step()), moved);
            }
        }
        List<Cell> restatement = learned.between(opening, restated);
        List<Cell> movement = happened.between(restated, closing);
        Map<Long, Recorded<? extends Fact>> facts = new HashMap<>();
        restatement.forEach(cell -> cell.events().forEach(event -> facts.put(event, learned.fact(event))));
        movement.forEach(cell -> cell.events().forEach(event -> facts.put(event, happened.fact(event))));
        return new Compared(opening, restated, closing, restatement, movement, facts);
    }

    /** A group that exists only in between brings facts of its own, which are asked for before they are ordered. */
    private Days days(PointInTime middle) {
        NavigableSet<LocalDate> groups = new TreeSet<>();
        for (Recorded<? extends Fact> fact : held.standing()) {
            LocalDate on = fact.when().effectiveOn();
            boolean relates = fact.fact() instanceof ParentSet || fact.fact() instanceof MarkedDuplicate;
            if (relates && on != null && on.isAfter(middle.asOf()) && on.isBefore(latest.asOf())) {
                groups.add(on);
            }
        }
        groups.forEach(day -> known(on(day), groups.size()));
        return Days.between(middle.asOf(), latest.asOf(), held.standing(), question.currency() != null);
    }

    private PointInTime on(LocalDate day) {
        return new PointInTime(day, latest.knownAt(), latest.publishedBy(), latest.by());
    }

    private SortedMap<String, String> known(PointInTime point, int steps) {
        return cells(held.known(), point, steps);
    }

    private SortedMap<String, String> cells(ExposureFacts facts, PointInTime point, int steps) {
        SortedMap<String, String> cells = new Exposures(facts)
                .answer(party, point, question)
                .map((ExposureAnswer answer) -> ExposureCells.of(answer))
                .orElse(Collections.emptySortedMap());
        budget.spend(held.size(), steps);
        return cells;
    }
}
