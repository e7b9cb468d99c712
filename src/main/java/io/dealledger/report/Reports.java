package io.dealledger.report;

import io.dealledger.captable.CapTable;
import io.dealledger.captable.CapTableQuestion;
import io.dealledger.captable.CapTableReader;
import io.dealledger.changes.Changes;
import io.dealledger.changes.ChangesReader;
import io.dealledger.changes.RollForward;
import io.dealledger.exposure.ExposureAnswer;
import io.dealledger.exposure.ExposureQuestion;
import io.dealledger.exposure.ExposureReader;
import io.dealledger.http.Asked;
import io.dealledger.http.AskedBetween;
import io.dealledger.http.HttpProblem;
import io.dealledger.http.Program;
import io.dealledger.journal.JournalFilter;
import io.dealledger.journal.JournalPages;
import io.dealledger.journal.JournalPages.Page;
import io.dealledger.journal.JournalQuestion;
import io.dealledger.journal.StoredEvent;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.LedgerBusy;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime.By;
import io.dealledger.ledger.Positions;
import io.dealledger.report.Report.Line;
import io.dealledger.seal.Merkle;
import io.dealledger.seal.SealedLedger;
import io.dealledger.steps.Steps;
import io.dealledger.steps.StepsReader;
import io.dealledger.steps.StepsReader.Part;
import io.dealledger.valuation.Question;
import io.dealledger.valuation.ValuationHistory;
import io.dealledger.valuation.ValuationReader;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The ledger's reports. The same question at the same point in time gives the same report: what it says of the ledger
 * is what stood at that point, never what has come since.
 */
@Component
public class Reports {
    private static final Duration SEALED_WITHIN = Duration.ofSeconds(2);

    private final CapTableReader capTables;
    private final ExposureReader exposures;
    private final ValuationReader valuations;
    private final ChangesReader changes;
    private final JournalPages journal;
    private final StepsReader steps;
    private final Positions positions;
    private final SealedLedger sealed;

    Reports(
            CapTableReader capTables,
            ExposureReader exposures,
            ValuationReader valuations,
            ChangesReader changes,
            JournalPages journal,
            StepsReader steps,
            Positions positions,
            SealedLedger sealed) {
        this.capTables = capTables;
        this.exposures = exposures;
        this.valuations = valuations;
        this.changes = changes;
        this.journal = journal;
        this.steps = steps;
        this.positions = positions;
        this.sealed = sealed;
    }

    /**
     * What was answered.
     *
     * @param json the answer as it is written over HTTP
     * @param position that it cites
     */
    public record Answered(Object json, long position, Report report) {}

    /** @throws HttpProblem when the company was not known at that point */
    public Answered capTable(CompanyId company, Asked asked, CapTableQuestion question) {
        CapTable answer =
                capTables.at(company, asked.at(), question).orElseThrow(() -> HttpProblem.unknown("company", company));
        List<Line> header = header("cap table", "company", company.value());
        header.addAll(point(answer.asOf(), answer.position(), answer.publishedBy(), answer.by()));
        header.add(line("denominator", answer.denominator()));
        header.add(line("rows", question.rows()));
        header.add(line("version", answer.version()));
        header.add(line("known", answer.known()));
        return new Answered(
                answer,
                answer.position(),
                new Report(company.value() + "-cap-table", header, CapTableReport.tables(answer)));
    }

    /** @throws HttpProblem when the party was not known at that point */
    public Answered exposure(PartyId party, Asked asked, ExposureQuestion question) {
        ExposureAnswer answer =
                exposures.at(party, asked, question).orElseThrow(() -> HttpProblem.unknown("party", party));
        List<Line> header = header("exposure", "party", party.value());
        header.addAll(point(answer.asOf(), answer.position(), answer.publishedBy(), answer.by()));
        header.add(line("basis", answer.basis()));
        header.add(line("currency", answer.currency()));
        header.add(line("rate", question.rate()));
        header.add(line("group", question.group()));
        header.add(line("groupMembers", answer.group()));
        header.add(line("groupEvents", answer.groupEvents()));
        header.add(line("groupCycles", answer.cycles()));
        header.add(line("companies", answer.totals().companies()));
        header.add(line("undisclosed", answer.totals().undisclosed()));
        header.add(line("unrealisedLeavesOut", answer.totals().unrealisedLeavesOut()));
        return new Answered(
                answer,
                answer.position(),
                new Report(party.value() + "-exposure", header, ExposureReport.tables(answer)));
    }

    /** @throws HttpProblem when the company was not known at that point */
    public Answered valuations(CompanyId company, Asked asked, Question question) {
        ValuationHistory answer =
                valuations.at(company, asked.at(), question).orElseThrow(() -> HttpProblem.unknown("company", company));
        List<Line> header = header("valuations", "company", company.value());
        header.addAll(point(answer.asOf(), answer.position(), answer.publishedBy(), answer.by()));
        header.add(line("currency", answer.currency()));
        header.add(line("rate", question.rate()));
        return new Answered(
                answer,
                answer.position(),
                new Report(company.value() + "-valuations", header, ValuationReport.tables(answer)));
    }

    /** What changed in a company. @throws HttpProblem when it was not known at the second point */
    public Answered changes(CompanyId company, AskedBetween asked, Question question) {
        Changes answer =
                changes.of(company, asked, question).orElseThrow(() -> HttpProblem.unknown("company", company));
        return changes("company", company.value(), asked, answer);
    }

    /** What changed for a party and its group. @throws HttpProblem when it was not known at the second point */
    public Answered changes(PartyId party, AskedBetween asked, ExposureQuestion question) {
        Changes answer = changes.of(party, asked, question).orElseThrow(() -> HttpProblem.unknown("party", party));
        return changes("party", party.value(), asked, answer);
    }

    /** How a company's shares rolled forward. @throws HttpProblem when it was not known at the second point */
    public Answered rollForward(CompanyId company, AskedBetween asked) {
        RollForward answer =
                changes.rollForward(company, asked).orElseThrow(() -> HttpProblem.unknown("company", company));
        return rollForward("company", company.value(), asked, answer);
    }

    /** How a group's figures rolled forward. @throws HttpProblem when the party was not known at the second point */
    public Answered rollForward(PartyId party, AskedBetween asked, ExposureQuestion question) {
        RollForward answer =
                changes.rollForward(party, asked, question).orElseThrow(() -> HttpProblem.unknown("party", party));
        return rollForward("party", party.value(), asked, answer);
    }

    private Answered rollForward(String kind, String subject, AskedBetween asked, RollForward answer) {
        return new Answered(
                answer,
                answer.header().position(),
                new Report(
                        subject + "-roll-forward",
                        between("roll-forward", kind, subject, asked, answer.header()),
                        RollForwardReport.tables(answer)));
    }

    private Answered changes(String kind, String subject, AskedBetween asked, Changes answer) {
        return new Answered(
                answer,
                answer.header().position(),
                new Report(
                        subject + "-changes",
                        between("changes", kind, subject, asked, answer.header()),
                        ChangesReport.tables(answer)));
    }

    /** Both points in time, on both clocks, and what else was asked for. */
    private List<Line> between(String title, String kind, String subject, AskedBetween asked, Changes.Header about) {
        List<Line> header = header(title, kind, subject);
        header.add(line("fromAsOf", about.from().asOf()));
        header.add(line("fromKnownAt", about.from().knownAt()));
        header.add(line(
                "fromKnownAtRecordedAt",
                journal.at(about.from().knownAt()).map(StoredEvent::recordedAt).orElse(null)));
        header.addAll(point(
                about.to().asOf(),
                about.to().knownAt(),
                asked.to().at().publishedBy(),
                asked.to().at().by()));
        about.filters().forEach((name, value) -> {
            if (!name.equals("publishedBy") && !name.equals("by")) {
                header.add(line(name, value));
            }
        });
        return header;
    }

    /** A page of the journal. */
    public Answered journal(JournalQuestion question) {
        long head = positions.head().position();
        Page answer = journal.page(question, head);
        // A full page is the same for ever; the last one is, as long as nothing is added.
        Long next = answer.next();
        long position = next == null ? head : next;
        List<Line> header = header("journal", "stream", question.filter().stream());
        header.addAll(point(null, position, null, null));
        header.addAll(filters(question.filter()));
        header.add(line("after", question.after()));
        header.add(line("limit", question.limit()));
        header.add(line("next", next));
        return new Answered(answer, head, new Report("journal", header, JournalReport.tables(answer)));
    }

    /** @throws HttpProblem when the company was not known at that point */
    public Answered steps(CompanyId company, Asked asked, Part part) {
        Steps answer = steps.at(company, asked.at(), part).orElseThrow(() -> HttpProblem.unknown("company", company));
        List<Line> header = header("steps", "company", company.value());
        header.addAll(point(
                answer.asOf(),
                answer.position(),
                asked.at().publishedBy(),
                asked.at().by()));
        header.add(line("along", answer.along()));
        header.add(line("backwards", part.backwards()));
        header.add(line("after", part.after()));
        header.add(line("limit", part.limit()));
        header.add(line("version", answer.version()));
        header.add(line("total", answer.total()));
        header.add(line("next", answer.next()));
        return new Answered(
                answer, answer.position(), new Report(company.value() + "-steps", header, StepsReport.tables(answer)));
    }

    private static List<Line> filters(JournalFilter filter) {
        return List.of(
                line("streamType", filter.streamType()),
                line("name", filter.names()),
                line("actor", filter.actor()),
                line("client", filter.client()),
                line("effectiveOnFrom", filter.effectiveOnFrom()),
                line("effectiveOnTo", filter.effectiveOnTo()),
                line("recordedAtFrom", filter.recordedAtFrom()),
                line("recordedAtTo", filter.recordedAtTo()),
                line("accountingOnFrom", filter.accountingOnFrom()),
                line("accountingOnTo", filter.accountingOnTo()),
                line("correlation", filter.correlation()),
                line("command", filter.command()),
                line("corrected", filter.corrected()),
                line("correcting", filter.correcting()));
    }

    private static List<Line> header(String title, String kind, @Nullable String subject) {
        return new ArrayList<>(List.of(line("report", title), line(kind, subject)));
    }

    private List<Line> point(
            @Nullable LocalDate asOf, long position, @Nullable LocalDate publishedBy, @Nullable By by) {
        List<Line> lines = new ArrayList<>(List.of(
                line("asOf", asOf),
                line("knownAt", position),
                line(
                        "knownAtRecordedAt",
                        journal.at(position).map(StoredEvent::recordedAt).orElse(null)),
                line("publishedBy", publishedBy),
                line("by", by),
                line("headPosition", position)));
        boolean proven = isSealed(position);
        lines.add(line("checkpointSize", proven ? position : "not sealed yet"));
        lines.add(line("checkpointRoot", proven ? Merkle.root(position, sealed.tree()) : null));
        lines.add(line("program", Program.NAME + " " + Program.version()));
        return lines;
    }

    /** The tree of exactly the events that were known: its root never changes, however far the ledger has gone on. */
    private boolean isSealed(long position) {
        try {
            return position == 0 || sealed.await(position, SEALED_WITHIN);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LedgerBusy("the ledger is closing", interrupted);
        }
    }

    private static Line line(String name, @Nullable Object value) {
        return new Line(
                name,
                switch (value) {
                    case null -> "";
                    case Collection<?> several ->
                        several.stream().map(String::valueOf).collect(Collectors.joining(" "));
                    default -> value.toString();
                });
    }
}
