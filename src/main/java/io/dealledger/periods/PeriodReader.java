package io.dealledger.periods;

import io.dealledger.books.Books;
import io.dealledger.journal.JournalPages;
import io.dealledger.journal.StoredEvent;
import io.dealledger.ledger.ClosedPeriods;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Facts;
import io.dealledger.ledger.PeriodAct;
import io.dealledger.ledger.PeriodFact;
import io.dealledger.ledger.Periods;
import io.dealledger.ledger.Recorded;
import io.dealledger.periods.PeriodReport.Act;
import io.dealledger.periods.PeriodReport.Closed;
import io.dealledger.periods.PeriodReport.Kind;
import io.dealledger.periods.PeriodReport.Late;
import io.dealledger.periods.PeriodReport.Pending;
import io.dealledger.periods.PeriodReport.Period;
import io.dealledger.periods.PeriodReport.Span;
import io.dealledger.periods.PeriodReport.Whose;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the acts of one stream or two and the facts that came late. */
@Component
public class PeriodReader {
    /** As the index has it that serves this. */
    private static final String ACTS = """
            select position from domain_event
             where name in ('period-closed', 'reopening-requested', 'reopening-withdrawn', 'period-reopened',
                            'books-closed', 'books-reopening-requested', 'books-reopening-withdrawn', 'books-reopened')
               and stream = ? and position <= ?""";

    private static final String LATE = """
            select accounting_on as day, count(*) as facts from domain_event
             where accounting_on is not null and position <= :knownAt""";

    /** @param facts that are accounted for on that day and took effect in an earlier period */
    record LateOn(LocalDate day, long facts) {}

    private final JdbcClient jdbc;
    private final Facts facts;
    private final JournalPages journal;

    PeriodReader(JdbcClient jdbc, Facts facts, JournalPages journal) {
        this.jdbc = jdbc;
        this.facts = facts;
        this.journal = journal;
    }

    /** The books of one stream: what was done, and which days end a closed period. */
    private record Account(Whose of, List<Recorded<PeriodFact>> acts) {
        Periods periods() {
            Periods periods = Periods.OPEN;
            for (Recorded<PeriodFact> recorded : acts) {
                periods = periods.after(recorded.fact().act());
            }
            return periods;
        }

        /** Last days of the periods that are closed; a reopening undoes later closes and may cut a period in two. */
        NavigableSet<LocalDate> ends() {
            NavigableSet<LocalDate> ends = new TreeSet<>();
            for (Recorded<PeriodFact> recorded : acts) {
                switch (recorded.fact().act()) {
                    case PeriodAct.Close close -> ends.add(close.through());
                    case PeriodAct.Approve approve -> {
                        ends.tailSet(approve.from(), true).clear();
                        ends.add(approve.from().minusDays(1));
                    }
                    case PeriodAct.Request _, PeriodAct.Withdraw _ -> {}
                }
            }
            return ends;
        }

        Optional<Pending> pending() {
            Periods.Reopening asked = periods().pending();
            return asked == null
                    ? Optional.empty()
                    : Optional.of(new Pending(asked.from(), asked.reason(), asked.requestedBy(), of));
        }

        Stream<Act> shown() {
            return acts.stream().map(this::shown);
        }

        private Act shown(Recorded<PeriodFact> recorded) {
            return switch (recorded.fact().act()) {
                case PeriodAct.Close close -> act(Kind.CLOSED, close.through(), null, null, recorded);
                case PeriodAct.Request request ->
                    act(Kind.REOPENING_REQUESTED, null, request.from(), request.reason(), recorded);
                case PeriodAct.Withdraw withdraw ->
                    act(Kind.REOPENING_WITHDRAWN, null, withdraw.from(), null, recorded);
                case PeriodAct.Approve approve -> act(Kind.REOPENED, null, approve.from(), null, recorded);
            };
        }

        private Act act(
                Kind kind,
                @Nullable LocalDate through,
                @Nullable LocalDate from,
                @Nullable String reason,
                Recorded<PeriodFact> recorded) {
            return new Act(
                    kind,
                    of,
                    through,
                    from,
                    reason,
                    recorded.fact().act().actor(),
                    recorded.recordedAt(),
                    recorded.position());
        }
    }

    /**
     * @param company absent for the whole ledger
     * @param after position behind which the page of late facts begins
     * @param limit most of them
     */
    PeriodReport of(@Nullable CompanyId company, long knownAt, long after, int limit) {
        String stream = company == null ? null : company.value();
        Account books = account(Whose.LEDGER, Books.STREAM, knownAt);
        Account own = stream == null ? new Account(Whose.COMPANY, List.of()) : account(Whose.COMPANY, stream, knownAt);
        NavigableSet<LocalDate> ends = own.ends();
        ends.addAll(books.ends());
        List<Span> spans = spans(ends);
        List<LateOn> days = jdbc
                .sql(LATE + (stream == null ? "" : " and stream = :stream") + " group by accounting_on")
                .param("knownAt", knownAt)
                .param("stream", stream)
                .query(LateOn.class)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
        JournalPages.Page page = journal.late(stream, after, limit, knownAt);
        return new PeriodReport(
                company,
                knownAt,
                knownAt,
                new ClosedPeriods(own.periods(), books.periods())
                        .last()
                        .map(last -> new Closed(
                                last.through(), Whose.valueOf(last.by().name())))
                        .orElse(null),
                Stream.of(own, books).flatMap(one -> one.pending().stream()).toList(),
                Stream.of(own, books)
                        .flatMap(Account::shown)
                        .sorted(Comparator.comparingLong(Act::event))
                        .toList(),
                spans.stream()
                        .map(span -> new Period(
                                span.from(),
                                span.through(),
                                days.stream()
                                        .filter(late -> span.holds(late.day()))
                                        .mapToLong(LateOn::facts)
                                        .sum()))
                        .toList(),
                page.events().stream().map(event -> late(event, spans)).toList(),
                page.next());
    }

    private Account account(Whose of, String stream, long knownAt) {
        List<Long> positions = jdbc.sql(ACTS).params(stream, knownAt).query(Long.class).list().stream()
                .map(Objects::requireNonNull)
                .toList();
        return new Account(of, facts.at(positions, PeriodFact.class));
    }

    private static List<Span> spans(NavigableSet<LocalDate> ends) {
        List<Span> spans = new ArrayList<>();
        LocalDate from = null;
        for (LocalDate end : ends) {
            spans.add(new Span(from, end));
            from = end.plusDays(1);
        }
        spans.add(new Span(from, null));
        return List.copyOf(spans);
    }

    private static Late late(StoredEvent event, List<Span> spans) {
        return new Late(holding(event.effectiveOn(), spans), holding(event.accountingOn(), spans), event);
    }

    private static Span holding(@Nullable String day, List<Span> spans) {
        LocalDate date = day == null ? null : LocalDate.parse(day);
        return spans.stream().filter(span -> span.holds(date)).findFirst().orElseThrow();
    }
}
