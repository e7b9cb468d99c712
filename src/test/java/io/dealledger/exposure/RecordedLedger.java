package io.dealledger.exposure;

import io.dealledger.company.Company;
import io.dealledger.company.CompanyCommand;
import io.dealledger.company.CompanyCommand.AuthoriseShareClass;
import io.dealledger.company.CompanyCommand.RegisterCompany;
import io.dealledger.company.CompanyContext;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.exposure.ExposureRows.Row;
import io.dealledger.exposure.ExposureRows.Scope;
import io.dealledger.exposure.Exposures.View;
import io.dealledger.fx.FxCommand;
import io.dealledger.fx.FxEvent;
import io.dealledger.fx.RateSeries;
import io.dealledger.ledger.ClosedPeriods;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Dating;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.Decision.Accepted;
import io.dealledger.ledger.Decision.Refused;
import io.dealledger.ledger.EventId;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.Marks;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Periods;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.StatedDate;
import io.dealledger.ledger.Timeline;
import io.dealledger.money.Fraction;
import io.dealledger.party.Party;
import io.dealledger.party.PartyCommand;
import io.dealledger.party.PartyCommand.RegisterParty;
import io.dealledger.party.PartyContext;
import io.dealledger.party.PartyEvent;
import io.dealledger.party.PartyEvent.PartyKind;
import io.dealledger.sample.SampleScript.Sent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A ledger in memory: commands are decided as in the real one, facts are found through the same rows, and only
 * the tables are lists.
 */
public final class RecordedLedger implements ExposureFacts {
    private static final LocalDate TODAY = LocalDate.of(2025, 6, 30);
    private static final StatedDate BEGINNING = StatedDate.of("2023-01-01");

    private final List<Recorded<? extends Fact>> all = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Timeline<Company, CompanyEvent>> companies = new HashMap<>();
    private final Map<String, Timeline<Party, PartyEvent>> parties = new HashMap<>();
    private final Map<String, Timeline<RateSeries, FxEvent>> pairs = new HashMap<>();
    private final Dating dating = new Dating(TODAY, TODAY.plusDays(30));
    private Periods books = Periods.OPEN;
    private @Nullable LocalDate bookedOn;
    private int made;

    /** Sends a command; it must be accepted. */
    public RecordedLedger send(String stream, Object command) {
        switch (command) {
            case CompanyCommand asked -> {
                var timeline = companies.computeIfAbsent(stream, none -> new Timeline<>(Company.FOLD));
                var context = new CompanyContext(new CompanyId(stream), dating, () -> "made-" + ++made, _ -> true);
                record(stream, timeline, Company.decide(timeline, asked, context));
            }
            case PartyCommand asked -> {
                var timeline = parties.computeIfAbsent(stream, none -> new Timeline<>(Party.FOLD));
                var context = new PartyContext(new PartyId(stream), dating, _ -> true, _ -> true);
                record(stream, timeline, Party.decide(timeline, asked, context));
            }
            case FxCommand asked -> {
                var timeline = pairs.computeIfAbsent(stream, none -> new Timeline<>(RateSeries.FOLD));
                record(stream, timeline, RateSeries.decide(timeline, asked, dating));
            }
            default -> correct(stream, command);
        }
        return this;
    }

    private void correct(String stream, Object command) {
        switch (command) {
            case io.dealledger.company.CorrectFacts asked -> {
                var context = new CompanyContext(new CompanyId(stream), dating, () -> "made-" + ++made, _ -> true);
                record(
                        stream,
                        companies.get(stream),
                        Company.correct(companies.get(stream), asked, context, this::eventAt));
            }
            case io.dealledger.party.CorrectFacts asked -> {
                var context = new PartyContext(new PartyId(stream), dating, _ -> true, _ -> true);
                record(stream, parties.get(stream), Party.correct(parties.get(stream), asked, context, this::eventAt));
            }
            case io.dealledger.fx.CorrectFacts asked ->
                record(
                        stream,
                        pairs.get(stream),
                        RateSeries.correct(pairs.get(stream), asked, stream, dating, this::eventAt));
            default -> throw new IllegalArgumentException("no room for " + command);
        }
    }

    private Optional<EventId> eventAt(long position) {
        return position >= 1 && position <= head()
                ? Optional.of(new EventId(at(position).stream(), at(position).version()))
                : Optional.empty();
    }

    /** Registers funds that are called as their ids. */
    public RecordedLedger registering(PartyId... funds) {
        for (PartyId fund : funds) {
            send(fund.value(), new RegisterParty(null, fund.value(), PartyKind.FUND, null, null, null, null, null));
        }
        return this;
    }

    /** Registers companies that have one class, Common, from the first of January 2023. */
    public RecordedLedger founding(CompanyId... founded) {
        for (CompanyId company : founded) {
            send(
                    company.value(),
                    new RegisterCompany(company, company.value(), null, null, null, null, BEGINNING, null));
            authorising(company, "Common", ShareClassType.COMMON);
        }
        return this;
    }

    public RecordedLedger authorising(CompanyId company, String shareClass, ShareClassType type) {
        return send(
                company.value(),
                new AuthoriseShareClass(
                        shareClass, type, null, null, null, null, null, null, null, null, BEGINNING, null));
    }

    /** That date, as everything recorded so far tells it. */
    public PointInTime now(String asOf) {
        return PointInTime.of(LocalDate.parse(asOf), head());
    }

    /** Sends a command if the ledger accepts it. */
    public boolean tries(String stream, Object command) {
        try {
            send(stream, command);
            return true;
        } catch (RefusedHere refused) {
            return false;
        }
    }

    /** Expected where commands are made by chance. */
    static final class RefusedHere extends AssertionError {
        private static final long serialVersionUID = 1L;

        RefusedHere(Refusal refusal) {
            super(refusal + ": " + refusal.detail());
        }
    }

    /** What anybody answers who reads everything and looks for nothing. */
    ExposureFacts everything() {
        return new ExposureFacts() {
            @Override
            public List<Recorded<PartyEvent>> registrations(PartyId party, long knownAt) {
                return RecordedLedger.this.registrations(party, knownAt);
            }

            @Override
            public List<Recorded<PartyEvent>> relations(Collection<PartyId> wanted, long knownAt) {
                return known(PartyEvent.class, knownAt);
            }

            @Override
            public List<Recorded<PartyEvent>> claims(Collection<PartyId> wanted, long knownAt) {
                return RecordedLedger.this.claims(wanted, knownAt);
            }

            @Override
            public SortedMap<CompanyId, List<Recorded<CompanyEvent>>> positions(
                    Collection<PartyId> wanted, PointInTime point) {
                return known(CompanyEvent.class, point.knownAt()).stream()
                        .collect(Collectors.groupingBy(
                                recorded -> new CompanyId(recorded.stream()), TreeMap::new, Collectors.toList()));
            }

            @Override
            public List<Recorded<CompanyEvent>> transfers(CompanyId company, PointInTime point) {
                return known(CompanyEvent.class, point.knownAt()).stream()
                        .filter(recorded -> recorded.stream().equals(company.value()))
                        .toList();
            }

            @Override
            public boolean leavesOut(CompanyId company, PointInTime point) {
                return true;
            }

            @Override
            public List<Recorded<CompanyEvent>> whole(CompanyId company, long knownAt) {
                return RecordedLedger.this.whole(company, knownAt);
            }

            @Override
            public List<Recorded<FxEvent>> rates(long knownAt) {
                return known(FxEvent.class, knownAt);
            }
        };
    }

    private <E extends Fact> List<Recorded<E>> known(Class<E> kind, long knownAt) {
        return all.stream()
                .filter(recorded -> recorded.position() <= knownAt && kind.isInstance(recorded.fact()))
                .map(recorded -> cast(recorded, kind))
                .toList();
    }

    private static <E extends Fact> Recorded<E> cast(Recorded<? extends Fact> recorded, Class<E> kind) {
        return new Recorded<>(
                recorded.position(),
                recorded.stream(),
                recorded.version(),
                recorded.recordedAt(),
                kind.cast(recorded.fact()),
                recorded.marks());
    }

    public RecordedLedger send(List<Sent> commands) {
        commands.forEach(sent -> send(sent.stream(), sent.command()));
        return this;
    }

    private <S, E extends Fact> void record(String stream, Timeline<S, E> timeline, Decision<E> decision) {
        Decision<E> judged = judged(timeline, decision);
        if (judged instanceof Refused<E>(Refusal refusal)) {
            throw new RefusedHere(refusal);
        }
        Accepted<E> accepted = (Accepted<E>) judged;
        for (int index = 0; index < accepted.facts().size(); index++) {
            Recorded<E> recorded = new Recorded<>(
                    head() + 1,
                    stream,
                    timeline.version() + 1,
                    Instant.EPOCH.plusSeconds(head()),
                    accepted.facts().get(index),
                    accepted.marks().get(index));
            timeline.insert(recorded);
            add(recorded);
        }
    }

    /** As the shell of every aggregate does it; what is refused for the close is marked late. */
    private <S, E extends Fact> Decision<E> judged(Timeline<S, E> timeline, Decision<E> decision) {
        if (!(decision instanceof Accepted<E> accepted)) {
            return decision;
        }
        ClosedPeriods closed = new ClosedPeriods(Periods.OPEN, books);
        Decision<E> inTime = closed.judge(timeline, accepted, null, dating.latest());
        return inTime instanceof Refused<E> && bookedOn != null
                ? closed.judge(timeline, accepted, bookedOn, dating.latest())
                : inTime;
    }

    /** From now on what is effective by then comes late. @param accountingOn when the books take account of it */
    public void close(LocalDate through, LocalDate accountingOn) {
        books = new Periods(through, null);
        bookedOn = accountingOn;
    }

    /** Records a fact as it is. */
    public RecordedLedger add(String stream, Fact fact) {
        long version = all.stream()
                .filter(recorded -> recorded.stream().equals(stream))
                .count();
        add(new Recorded<>(head() + 1, stream, version, Instant.EPOCH.plusSeconds(head()), fact));
        return this;
    }

    /** Streams that hold a fact of that kind. */
    public List<String> streamsOf(Class<? extends Fact> kind) {
        return all.stream()
                .filter(recorded -> kind.isInstance(recorded.fact()))
                .map(Recorded::stream)
                .distinct()
                .toList();
    }

    /** Position of the only fact of that kind. */
    public long positionOf(Predicate<Fact> wanted) {
        List<Long> found = all.stream()
                .filter(recorded -> wanted.test(recorded.fact()))
                .map(Recorded::position)
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("there are " + found.size());
        }
        return found.getFirst();
    }

    /** Records a fact in place of one that was wrong. */
    public RecordedLedger correct(String stream, long position, Fact fact) {
        long version = all.stream()
                .filter(recorded -> recorded.stream().equals(stream))
                .count();
        long wrong = all.get((int) (position - 1)).version();
        add(new Recorded<>(
                head() + 1,
                stream,
                version,
                Instant.EPOCH.plusSeconds(head()),
                fact,
                Marks.correcting(wrong, "it was wrong")));
        return this;
    }

    private void add(Recorded<? extends Fact> recorded) {
        all.add(recorded);
        rows.addAll(ExposureRows.of(recorded));
    }

    public long head() {
        return all.size();
    }

    List<Recorded<? extends Fact>> all() {
        return List.copyOf(all);
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    /** The same facts, of which some came after their period was closed. @param accountingOn absent for what came in time */
    public RecordedLedger late(Function<Recorded<? extends Fact>, @Nullable LocalDate> accountingOn) {
        RecordedLedger marked = new RecordedLedger();
        for (Recorded<? extends Fact> recorded : all) {
            LocalDate day = accountingOn.apply(recorded);
            marked.add(new Recorded<>(
                    recorded.position(),
                    recorded.stream(),
                    recorded.version(),
                    recorded.recordedAt(),
                    recorded.fact(),
                    day == null ? recorded.marks() : recorded.marks().late(day)));
        }
        return marked;
    }

    /** Part of the company that the party holds, without its subsidiaries, as its exposure has it. */
    public Fraction stake(PartyId party, CompanyId company, PointInTime point) {
        return new Exposures(this)
                .of(party, point, new View(Basis.LATEST_ROUND, false, null, null)).orElseThrow().investments().stream()
                        .filter(investment -> investment.company().equals(company))
                        .flatMap(investment -> investment.stakeFraction().stream())
                        .findFirst()
                        .orElse(Fraction.ZERO);
    }

    Exposure exposure(String party, String asOf, long knownAt, View view) {
        return new Exposures(this)
                .of(new PartyId("pa_" + party), PointInTime.of(LocalDate.parse(asOf), knownAt), view)
                .orElseThrow();
    }

    Exposure exposure(String party, String asOf, long knownAt) {
        return exposure(party, asOf, knownAt, View.USUAL);
    }

    Exposure exposure(String party, String asOf) {
        return exposure(party, asOf, head());
    }

    Investment investment(String party, String company, String asOf, long knownAt) {
        return of(exposure(party, asOf, knownAt), company);
    }

    Investment investment(String party, String company, String asOf) {
        return investment(party, company, asOf, head());
    }

    static Investment of(Exposure exposure, String company) {
        return exposure.investments().stream()
                .filter(investment -> investment.company().value().equals("co_" + company))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + company + " in " + exposure.investments()));
    }

    static List<String> companies(Exposure exposure) {
        return exposure.investments().stream()
                .map(investment -> investment.company().value())
                .toList();
    }

    @Override
    public List<Recorded<PartyEvent>> registrations(PartyId party, long knownAt) {
        return found(knownAt, row -> row.scope() == Scope.PARTY && row.subject().equals(party.value()))
                .map(row -> cast(at(row.knownFrom()), PartyEvent.class))
                .toList();
    }

    @Override
    public List<Recorded<PartyEvent>> relations(Collection<PartyId> wanted, long knownAt) {
        List<String> ids = wanted.stream().map(PartyId::value).toList();
        return facts(
                PartyEvent.class,
                knownAt,
                row -> (row.scope() == Scope.RELATION || row.scope() == Scope.RELATED) && ids.contains(row.subject()));
    }

    @Override
    public List<Recorded<PartyEvent>> claims(Collection<PartyId> wanted, long knownAt) {
        List<String> ids = wanted.stream().map(PartyId::value).toList();
        return facts(PartyEvent.class, knownAt, row -> row.scope() == Scope.CLAIM && ids.contains(row.subject()));
    }

    @Override
    public SortedMap<CompanyId, List<Recorded<CompanyEvent>>> positions(Collection<PartyId> wanted, PointInTime point) {
        long knownAt = point.knownAt();
        List<String> ids = wanted.stream().map(PartyId::value).toList();
        SortedMap<CompanyId, List<Recorded<CompanyEvent>>> found = new TreeMap<>();
        found(knownAt, row -> row.scope() == Scope.HOLDING && ids.contains(row.subject()))
                .map(Row::other)
                .distinct()
                .forEach(company -> found.put(
                        new CompanyId(company),
                        facts(
                                CompanyEvent.class,
                                knownAt,
                                row -> (row.scope() == Scope.COMPANY
                                                && row.subject().equals(company))
                                        || (row.scope() == Scope.HOLDING
                                                && row.other().equals(company)
                                                && ids.contains(row.subject())))));
        return found;
    }

    @Override
    public List<Recorded<CompanyEvent>> transfers(CompanyId company, PointInTime point) {
        return facts(
                CompanyEvent.class,
                point.knownAt(),
                row -> row.scope() == Scope.TRANSFER && row.subject().equals(company.value()));
    }

    @Override
    public boolean leavesOut(CompanyId company, PointInTime point) {
        return whole(company, point.knownAt()).stream().anyMatch(recorded -> !point.admits(recorded));
    }

    @Override
    public List<Recorded<CompanyEvent>> whole(CompanyId company, long knownAt) {
        return all.stream()
                .filter(recorded -> recorded.stream().equals(company.value()) && recorded.position() <= knownAt)
                .map(recorded -> cast(recorded, CompanyEvent.class))
                .toList();
    }

    @Override
    public List<Recorded<FxEvent>> rates(long knownAt) {
        return facts(FxEvent.class, knownAt, row -> row.scope() == Scope.RATE);
    }

    private Stream<Row> found(long knownAt, Predicate<Row> wanted) {
        return rows.stream().filter(row -> row.knownFrom() <= knownAt).filter(wanted);
    }

    /** The facts of these rows, and all corrections in their streams. */
    private <E extends Fact> List<Recorded<E>> facts(Class<E> kind, long knownAt, Predicate<Row> wanted) {
        Set<String> streams =
                found(knownAt, wanted).map(row -> at(row.knownFrom()).stream()).collect(Collectors.toSet());
        return found(
                        knownAt,
                        row -> wanted.test(row) || (row.scope() == Scope.CORRECTION && streams.contains(row.subject())))
                .map(Row::knownFrom)
                .distinct()
                .sorted()
                .map(this::at)
                .map(recorded -> cast(recorded, kind))
                .toList();
    }

    /** What stands at that position. */
    public Recorded<? extends Fact> at(long position) {
        return all.get((int) (position - 1));
    }
}
