package io.dealledger.changes;

import io.dealledger.changes.Changes.Because;
import io.dealledger.changes.Changes.ControlTotal;
import io.dealledger.changes.Changes.Header;
import io.dealledger.changes.Changes.Point;
import io.dealledger.company.CompanyEvent;
import io.dealledger.exposure.ExposureFacts;
import io.dealledger.exposure.ExposureQuestion;
import io.dealledger.exposure.ReachedPosition;
import io.dealledger.fx.RateHistory;
import io.dealledger.http.AskedBetween;
import io.dealledger.http.Program;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.History;
import io.dealledger.ledger.Marks;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.valuation.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Reads what two answers are made of, compares them, and says who recorded what made the difference. */
@Component
public class ChangesReader {
    private final History history;
    private final RateHistory rates;
    private final ExposureFacts exposures;
    private final Recorders recorders;
    private final ReachedPosition reached;

    ChangesReader(
            History history, RateHistory rates, ExposureFacts exposures, Recorders recorders, ReachedPosition reached) {
        this.history = history;
        this.rates = rates;
        this.exposures = exposures;
        this.recorders = recorders;
        this.reached = reached;
    }

    /** Empty when the company was not known at the second point. */
    public Optional<Changes> of(CompanyId company, AskedBetween asked, Question question) {
        PointInTime to = asked.to().at();
        PointInTime from = asked.from(to);
        List<Recorded<CompanyEvent>> facts = history.of(company.value(), CompanyEvent.class, to.knownAt());
        if (facts.isEmpty()) {
            return Optional.empty();
        }
        Compared compared = new CompanyComparison(
                        company, facts, rates, to, question, recorders, new Budget(Budget.FACTS))
                .from(from);
        SortedMap<String, String> filters = filters(to);
        if (question.currency() != null) {
            filters.put("currency", question.currency().code());
        }
        if (question.rate() != null) {
            filters.put("rate", question.rate().name());
        }
        return Optional.of(answer(company.value(), from, to, filters, compared));
    }

    /** Empty when the party was not known at the second point. */
    public Optional<Changes> of(PartyId party, AskedBetween asked, ExposureQuestion question) {
        PointInTime to = reached.of(asked.to());
        PointInTime from = asked.from(to);
        if (!exposures.isRegistered(party, to.knownAt())) {
            return Optional.empty();
        }
        Compared compared =
                new PartyComparison(party, exposures, to, question, recorders, new Budget(Budget.FACTS)).from(from);
        return Optional.of(answer(party.value(), from, to, filters(to, question), compared));
    }

    /** How a company's shares went from one point to the other; empty when it was not known at the second point. */
    public Optional<RollForward> rollForward(CompanyId company, AskedBetween asked) {
        PointInTime to = asked.to().at();
        PointInTime from = asked.from(to);
        List<Recorded<CompanyEvent>> facts = history.of(company.value(), CompanyEvent.class, to.knownAt());
        if (facts.isEmpty()) {
            return Optional.empty();
        }
        Totalling totals = new Totalling();
        List<RollForward.Row> rows = CompanyRollForward.rows(
                CompanyRollForward.of(company, facts, from, to, recorders, new Budget(Budget.FACTS)), totals);
        return Optional.of(new RollForward(
                header(company.value(), from, to, filters(to), totals.controlTotals()), rows, totals.totals()));
    }

    /** How a group's shares, cost and value went from one point to the other; empty when it was not known at the second. */
    public Optional<RollForward> rollForward(PartyId party, AskedBetween asked, ExposureQuestion question) {
        PointInTime to = reached.of(asked.to());
        PointInTime from = asked.from(to);
        if (!exposures.isRegistered(party, to.knownAt())) {
            return Optional.empty();
        }
        Totalling totals = new Totalling();
        List<RollForward.Row> rows = new PartyRollForward(
                        party, exposures, to, question, recorders, new Budget(Budget.FACTS))
                .from(from, totals);
        return Optional.of(new RollForward(
                header(party.value(), from, to, filters(to, question), totals.controlTotals()), rows, totals.totals()));
    }

    private static SortedMap<String, String> filters(PointInTime to, ExposureQuestion question) {
        SortedMap<String, String> filters = filters(to);
        filters.put("basis", question.basis().name());
        filters.put("group", Boolean.toString(question.group()));
        if (question.currency() != null) {
            filters.put("currency", question.currency().code());
        }
        if (question.rate() != null) {
            filters.put("rate", question.rate().name());
        }
        return filters;
    }

    private static SortedMap<String, String> filters(PointInTime to) {
        SortedMap<String, String> filters = new TreeMap<>();
        if (to.publishedBy() != null) {
            filters.put("publishedBy", to.publishedBy().toString());
        }
        if (to.by() != PointInTime.By.EFFECTIVE) {
            filters.put("by", to.by().name());
        }
        return filters;
    }

    private Changes answer(
            String subject, PointInTime from, PointInTime to, SortedMap<String, String> filters, Compared compared) {
        return new Changes(
                header(subject, from, to, filters, totals(compared)),
                compared.restatement(),
                compared.movement(),
                because(compared.facts()));
    }

    private Header header(
            String subject,
            PointInTime from,
            PointInTime to,
            SortedMap<String, String> filters,
            List<ControlTotal> totals) {
        return new Header(
                subject,
                Program.NAME + " " + Program.version(),
                Point.of(from),
                Point.of(to),
                to.knownAt(),
                filters,
                totals);
    }

    private static List<ControlTotal> totals(Compared compared) {
        ControlTotals figures = new ControlTotals(compared.opening(), compared.restated(), compared.closing());
        List<ControlTotal> totals = new ArrayList<>();
        for (String figure : List.of("outstanding", "outstandingAsConverted", "fullyDiluted")) {
            totals.addAll(figures.shares(figure));
        }
        for (String figure : List.of("invested", "cost", "value")) {
            totals.addAll(figures.money(figure));
        }
        totals.add(new ControlTotal(
                "/",
                "cells",
                Integer.toString(compared.opening().size()),
                Integer.toString(compared.restated().size() - compared.opening().size()),
                Integer.toString(compared.closing().size() - compared.restated().size()),
                Integer.toString(compared.closing().size())));
        return List.copyOf(totals);
    }

    private List<Because> because(Map<Long, Recorded<? extends Fact>> facts) {
        Map<Long, Recorders.Recorder> recorded = recorders.of(facts.keySet());
        List<Because> events = new ArrayList<>();
        new TreeMap<>(facts).forEach((position, fact) -> {
            Recorders.Recorder recorder = recorded.get(position);
            Marks marks = fact.marks();
            events.add(new Because(
                    position,
                    fact.stream(),
                    fact.version(),
                    recorder == null ? fact.fact().getClass().getSimpleName() : recorder.name(),
                    fact.when().effectiveOn(),
                    fact.recordedAt(),
                    recorder == null ? null : recorder.actor(),
                    recorder == null ? null : recorder.corrects(),
                    recorder == null ? marks.reason() : recorder.reason(),
                    marks.accountingOn(),
                    fact.fact().source()));
        });
        return List.copyOf(events);
    }
}
