package io.dealledger.steps;

import io.dealledger.company.CompanyEvent;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.History;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.steps.Steps.Event;
import io.dealledger.steps.Steps.Step;
import io.dealledger.steps.Walk.Stride;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads a company's stream and walks it, a page at a time. */
@Component
public class StepsReader {
    private final History history;
    private final JdbcClient jdbc;

    StepsReader(History history, JdbcClient jdbc) {
        this.history = history;
        this.jdbc = jdbc;
    }

    /**
     * Which part of a history.
     *
     * @param backwards from the last step to the first
     * @param after position of the event behind which the page begins, in the direction asked for; absent for the
     *     first page
     * @param limit most steps of the page
     */
    public record Part(
            Along along, boolean backwards, @Nullable Long after, int limit) {
        private static final int MOST = 100;

        /** @param along recording or effect @param order asc or desc */
        public static Part of(String along, String order, @Nullable Long after, int limit) {
            if (limit < 1 || limit > MOST) {
                throw HttpProblem.parameter("limit", "out-of-range", "it is 1 to " + MOST);
            }
            return new Part(
                    switch (along) {
                        case "recording" -> Along.RECORDING;
                        case "effect" -> Along.EFFECT;
                        default -> throw unknown("along", along, "recording, effect");
                    },
                    switch (order) {
                        case "asc" -> false;
                        case "desc" -> true;
                        default -> throw unknown("order", order, "asc, desc");
                    },
                    after,
                    limit);
        }

        private static HttpProblem unknown(String parameter, String value, String known) {
            return HttpProblem.parameter(parameter, "unknown-value", "'" + value + "' is none of " + known);
        }
    }

    /** Empty when the company was not known at that point. */
    public Optional<Steps> at(CompanyId company, PointInTime point, Part part) {
        List<Recorded<CompanyEvent>> facts = history.of(company.value(), CompanyEvent.class, point.knownAt());
        if (facts.isEmpty()) {
            return Optional.empty();
        }
        Walk walk = new Walk(facts, point, part.along());
        int from;
        int to;
        if (part.backwards()) {
            to = part.after() == null ? walk.size() : number(walk, part.after()) - 1;
            from = Math.max(1, to - part.limit() + 1);
        } else {
            from = part.after() == null ? 1 : number(walk, part.after()) + 1;
            to = Math.min(walk.size(), from + part.limit() - 1);
        }
        List<Stride> strides = new ArrayList<>(walk.steps(from, to));
        boolean more = part.backwards() ? from > 1 : to < walk.size();
        if (part.backwards()) {
            Collections.reverse(strides);
        }
        Map<Long, Noted> noted = noted(strides);
        return Optional.of(new Steps(
                company,
                part.along(),
                point.asOf(),
                point.knownAt(),
                point.knownAt(),
                point.by(),
                facts.getLast().version(),
                walk.size(),
                strides.stream().map(stride -> step(walk, stride, noted)).toList(),
                more && !strides.isEmpty() ? (Long) strides.getLast().fact().position() : null));
    }

    private static int number(Walk walk, long after) {
        return walk.numberOf(after)
                .orElseThrow(() -> HttpProblem.parameter(
                        "after",
                        "no-step",
                        after + " is not the position of a step here; it is the next of the page before"));
    }

    /** What is written on an event and is no part of its fact. */
    record Noted(long position, String name, @Nullable String actor, int part, int parts) {}

    private Map<Long, Noted> noted(List<Stride> strides) {
        Object wanted = strides.stream().map(stride -> stride.fact().position()).toArray(Long[]::new);
        return jdbc
                .sql("select position, name, metadata::json ->> 'actor' as actor, part, parts from domain_event"
                        + " where position = any (?)")
                .param(wanted)
                .query(Noted.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Noted::position, Function.identity()));
    }

    private static Step step(Walk walk, Stride stride, Map<Long, Noted> noted) {
        Recorded<CompanyEvent> fact = stride.fact();
        Noted beside = noted.get(fact.position());
        if (beside == null) {
            throw new IllegalStateException("event " + fact.position() + " is gone");
        }
        return new Step(
                stride.number(),
                new Event(
                        fact.position(),
                        fact.version(),
                        beside.name(),
                        fact.when().effectiveOn(),
                        fact.when().effectiveFrom(),
                        fact.when().precision(),
                        fact.recordedAt(),
                        beside.actor(),
                        beside.part(),
                        beside.parts(),
                        walk.corrected(fact).orElse(null),
                        fact.marks().reason(),
                        fact.marks().accountingOn()),
                stride.inForce(),
                stride.changes(),
                stride.state());
    }
}
