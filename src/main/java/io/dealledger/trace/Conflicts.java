package io.dealledger.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dealledger.calculation.Conflict;
import io.dealledger.captable.CapTableReader;
import io.dealledger.captable.Denominator;
import io.dealledger.company.CompanyEvent;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.History;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.PointInTime.By;
import io.dealledger.rounds.Rounds;
import io.dealledger.valuation.Question;
import io.dealledger.valuation.ValuationReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gathers what the readers of single companies report as contradictory, company by company. */
@Component
class Conflicts {
    /** Which answer shows a conflict. */
    enum ShownBy {
        CAP_TABLE,
        ROUNDS,
        VALUATIONS
    }

    /** @param shownBy answers about the company that show it @param events positions of the events that disagree */
    record Unresolved(Conflict.Kind kind, String reason, Set<ShownBy> shownBy, List<Long> events) {}

    record OfCompany(CompanyId company, List<Unresolved> conflicts) {}

    /**
     * @param companies of those looked at the ones with conflicts, by id
     * @param next id of the company to go on behind; null when all were looked at
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Page(
            LocalDate asOf,
            long knownAt,
            By by,
            List<OfCompany> companies,
            @Nullable String next) {}

    private final JdbcClient jdbc;
    private final History history;
    private final CapTableReader capTables;
    private final ValuationReader valuations;

    Conflicts(JdbcClient jdbc, History history, CapTableReader capTables, ValuationReader valuations) {
        this.jdbc = jdbc;
        this.history = history;
        this.capTables = capTables;
        this.valuations = valuations;
    }

    /** @param after id of a company, exclusive; empty for the first @param limit most companies that are looked at */
    Page page(String after, int limit, PointInTime point) {
        List<String> companies = companies(after, limit + 1);
        List<OfCompany> found = new ArrayList<>();
        for (String id : companies.subList(0, Math.min(limit, companies.size()))) {
            CompanyId company = new CompanyId(id);
            List<Unresolved> conflicts = of(company, point);
            if (!conflicts.isEmpty()) {
                found.add(new OfCompany(company, conflicts));
            }
        }
        return new Page(
                point.asOf(),
                point.knownAt(),
                point.by(),
                List.copyOf(found),
                companies.size() > limit ? companies.get(limit - 1) : null);
    }

    private List<Unresolved> of(CompanyId company, PointInTime point) {
        Map<Conflict, Set<ShownBy>> shown = new LinkedHashMap<>();
        capTables
                .at(company, point, Denominator.OUTSTANDING_AS_CONVERTED, null)
                .ifPresent(
                        table -> add(shown, ShownBy.CAP_TABLE, table.reported().conflicts()));
        Rounds.of(company, history.of(company.value(), CompanyEvent.class, point.knownAt()), point)
                .rounds()
                .forEach(round -> add(shown, ShownBy.ROUNDS, round.conflicts()));
        valuations
                .at(company, point, Question.PLAIN)
                .ifPresent(answer -> add(shown, ShownBy.VALUATIONS, answer.conflicts()));
        return shown.entrySet().stream()
                .map(entry -> new Unresolved(
                        entry.getKey().kind(),
                        entry.getKey().reason(),
                        entry.getValue(),
                        entry.getKey().events()))
                .toList();
    }

    private static void add(Map<Conflict, Set<ShownBy>> shown, ShownBy by, List<Conflict> conflicts) {
        conflicts.forEach(conflict ->
                shown.computeIfAbsent(conflict, none -> new TreeSet<>()).add(by));
    }

    /**
     * Ids of companies, one step in the index of streams for each: companies may have a million events. Whatever the
     * collation of the database, {@code co_} comes before d and every other kind of stream behind it.
     */
    private List<String> companies(String after, int limit) {
        return jdbc.sql("""
                        with recursive companies (stream) as (
                            (select stream from domain_event
                              where stream > :after and stream < 'd' order by stream limit 1)
                            union all
                            (select next.stream
                               from companies, lateral (
                                    select stream from domain_event
                                     where stream > companies.stream and stream < 'd' order by stream limit 1) as next))
                        select stream from companies limit :limit""").param("after", after).param("limit", limit).query().listOfRows().stream()
                .map(row -> String.valueOf(row.get("stream")))
                .toList();
    }
}
