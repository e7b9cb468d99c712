package io.dealledger.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.util.RawValue;

/** Reads stored events, page by page, by position. */
@Component
public class JournalPages {
    /** Dates and instants leave the database as the texts that the answer shows. */
    private static final String EVENT = """
            select position, stream, version, name, revision,
                   nullif(effective_on, '-infinity')::text as effective_on, effective_from::text as effective_from,
                   precision, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as recorded_at,
                   metadata::json ->> 'actor' as actor, payload, metadata
              from domain_event
            """;

    /** @param next position to go on behind; null when this was the last page */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Page(List<StoredEvent> events, @Nullable Long next) {}

    private final JdbcClient jdbc;

    JournalPages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param stream absent for all streams @param after exclusive @param limit most events of the page */
    public Page after(@Nullable String stream, long after, int limit) {
        JdbcClient.StatementSpec query = stream == null
                ? jdbc.sql(EVENT + "where position > :after order by position limit :limit")
                : jdbc.sql(EVENT + "where stream = :stream and position > :after order by position limit :limit")
                        .param("stream", stream);
        List<StoredEvent> events = query
                .param("after", after)
                // One more tells whether there is a next page.
                .param("limit", limit + 1)
                .query()
                .listOfRows()
                .stream()
                .map(JournalPages::event)
                .toList();
        if (events.size() <= limit) {
            return new Page(events, null);
        }
        List<StoredEvent> page = events.subList(0, limit);
        return new Page(List.copyOf(page), page.getLast().position());
    }

    public Optional<StoredEvent> at(long position) {
        return jdbc.sql(EVENT + "where position = :position").param("position", position).query().listOfRows().stream()
                .map(JournalPages::event)
                .findFirst();
    }

    private static StoredEvent event(Map<String, Object> row) {
        return new StoredEvent(
                number(row, "position"),
                text(row, "stream"),
                number(row, "version"),
                text(row, "name"),
                Math.toIntExact(number(row, "revision")),
                (String) row.get("effective_on"),
                (String) row.get("effective_from"),
                (String) row.get("precision"),
                text(row, "recorded_at"),
                (String) row.get("actor"),
                new RawValue(text(row, "payload")),
                new RawValue(text(row, "metadata")));
    }

    private static long number(Map<String, Object> row, String column) {
        return ((Number) Objects.requireNonNull(row.get(column))).longValue();
    }

    private static String text(Map<String, Object> row, String column) {
        return (String) Objects.requireNonNull(row.get(column));
    }
}
