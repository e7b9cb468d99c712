package io.dealledger.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.util.RawValue;

/**
 * Reads stored events, page by page, by position. A filter that no index serves is answered by reading events in
 * order, at most so many for one page: what is asked costs the same however long the journal is, and the page says
 * where to go on.
 */
@Component
public class JournalPages {
    /** Dates and instants leave the database as the texts that the answer shows. */
    private static final String EVENT = """
            select position, stream, stream_type, version, name, revision,
                   nullif(effective_on, '-infinity')::text as effective_on, effective_from::text as effective_from,
                   precision, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as recorded_at,
                   accounting_on::text as accounting_on, corrects, metadata::json ->> 'actor' as actor, part, parts,
                   payload, metadata
              from domain_event e
            """;

    /**
     * Neither a document of the command nor a published source that can be found again. Within JSON text a quotation
     * mark is escaped inside a value, so that these tests find fields and nothing else.
     */
    private static final String UNEVIDENCED = """
            metadata not like '%"evidence":[%' and payload not like '%"sha256":"%' and payload not like '%"url":"%'""";

    /** @param next position to go on behind; null when there is nothing more, though this page may be empty before that */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Page(List<StoredEvent> events, @Nullable Long next) {}

    private final JdbcClient jdbc;
    private final int scan;

    /** @param scan most events that are looked at for one page */
    JournalPages(JdbcClient jdbc, @Value("${ledger.journal.scan:200000}") int scan) {
        this.jdbc = jdbc;
        this.scan = scan;
    }

    /** @param head position of the last event that may be shown */
    public Page page(JournalQuestion question, long head) {
        return page(question.filter(), question.after(), question.limit(), head);
    }

    Page page(JournalFilter filter, long after, int limit, long head) {
        return page(filter, List.of(), after, limit, head);
    }

    /** Facts for which the ledger holds no evidence: see {@link #page}. */
    Page unevidenced(JournalQuestion question, long head) {
        return page(question.filter(), List.of(UNEVIDENCED), question.after(), question.limit(), head);
    }

    /**
     * Facts that came after their period was closed: they have an index of their own.
     *
     * @param stream absent for all streams
     * @param after exclusive
     * @param head position of the last event that may be shown
     */
    public Page late(@Nullable String stream, long after, int limit, long head) {
        List<StoredEvent> events = jdbc
                .sql(EVENT + " where accounting_on is not null and position > :after and position <= :head"
                        + (stream == null ? "" : " and stream = :stream")
                        + " order by position limit :limit")
                .param("after", after)
                .param("head", head)
                .param("stream", stream)
                // One more tells whether there is a next page.
                .param("limit", limit + 1)
                .query()
                .listOfRows()
                .stream()
                .map(JournalPages::event)
                .toList();
        return events.size() <= limit
                ? new Page(events, null)
                : new Page(
                        List.copyOf(events.subList(0, limit)),
                        events.get(limit - 1).position());
    }

    private Page page(JournalFilter filter, List<String> more, long after, int limit, long head) {
        long from = after;
        long to = head;
        Instant recordedFrom = filter.recordedAtFrom();
        if (recordedFrom != null) {
            from = Math.max(from, positionAt(recordedFrom.minusNanos(1).truncatedTo(ChronoUnit.MICROS)));
        }
        Instant recordedTo = filter.recordedAtTo();
        if (recordedTo != null) {
            to = Math.min(to, positionAt(recordedTo.truncatedTo(ChronoUnit.MICROS)));
        }
        if (from >= to) {
            return new Page(List.of(), null);
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        List<String> conditions = new ArrayList<>(more);
        conditions(filter, conditions, figures);
        String stream = filter.stream();
        // Within a stream both orders are the same, and this one has an index there.
        String order = stream == null ? "position" : "version";
        long begin = stream == null ? from : versionAt(stream, from);
        long end = stream == null ? to : versionAt(stream, to);
        long seen = Math.min(end, begin + scan);
        figures.put("begin", begin);
        figures.put("seen", seen);
        figures.put("head", to);
        // One more tells whether there is a next page.
        figures.put("limit", limit + 1);
        String sql = EVENT + " where " + order + " > :begin and " + order + " <= :seen and position <= :head"
                + String.join(
                        "",
                        conditions.stream()
                                .map(condition -> "\n and " + condition)
                                .toList())
                + "\n order by " + order + " limit :limit";
        List<StoredEvent> events = jdbc.sql(sql).params(figures).query().listOfRows().stream()
                .map(JournalPages::event)
                .toList();
        if (events.size() > limit) {
            List<StoredEvent> page = events.subList(0, limit);
            return new Page(List.copyOf(page), page.getLast().position());
        }
        if (seen == end) {
            return new Page(events, null);
        }
        return new Page(
                events,
                stream == null
                        ? (Long) seen
                        : of(stream, seen).map(StoredEvent::position).orElseThrow());
    }

    private static void conditions(JournalFilter filter, List<String> conditions, Map<String, Object> figures) {
        add(conditions, figures, "stream = :stream", "stream", filter.stream());
        add(conditions, figures, "stream_type = :streamType", "streamType", filter.streamType());
        add(conditions, figures, "effective_on >= :effectiveOnFrom", "effectiveOnFrom", filter.effectiveOnFrom());
        add(conditions, figures, "effective_on <= :effectiveOnTo", "effectiveOnTo", filter.effectiveOnTo());
        String inTheBooks = "coalesce(accounting_on, effective_on)";
        add(conditions, figures, inTheBooks + " >= :accountingOnFrom", "accountingOnFrom", filter.accountingOnFrom());
        add(conditions, figures, inTheBooks + " <= :accountingOnTo", "accountingOnTo", filter.accountingOnTo());
        if (!filter.names().isEmpty()) {
            add(conditions, figures, "name in (:names)", "names", filter.names());
        }
        if (filter.correcting()) {
            conditions.add("corrects is not null");
        }
        if (filter.corrected()) {
            conditions.add("exists (select from domain_event c where c.stream = e.stream and c.corrects = e.version"
                    + " and c.position <= :head)");
        }
        inMetadata(conditions, figures, "actor", filter.actor());
        inMetadata(conditions, figures, "client", filter.client());
        inMetadata(conditions, figures, "correlationId", filter.correlation());
        inMetadata(conditions, figures, "commandId", filter.command());
    }

    private static void add(
            List<String> conditions, Map<String, Object> figures, String condition, String name, @Nullable Object is) {
        if (is != null) {
            conditions.add(condition);
            figures.put(name, is);
        }
    }

    /** Reading the JSON costs more than finding that the words are not in it, where they are written as they are. */
    private static void inMetadata(
            List<String> conditions, Map<String, Object> figures, String key, @Nullable String value) {
        if (value == null) {
            return;
        }
        if (value.indexOf('"') < 0 && value.indexOf('\\') < 0) {
            conditions.add("strpos(metadata, :" + key + ") > 0");
        }
        conditions.add("metadata::json ->> '" + key + "' = :" + key);
        figures.put(key, value);
    }

    private long positionAt(Instant instant) {
        return jdbc.sql("select ledger_position_at(:instant)")
                .param("instant", OffsetDateTime.ofInstant(instant, ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** Version of the newest event of a stream at a position; -1 when there is none. */
    long versionAt(String stream, long position) {
        return jdbc.sql("select ledger_version_at(:stream, :position)")
                .param("stream", stream)
                .param("position", position)
                .query(Long.class)
                .single();
    }

    public Optional<StoredEvent> at(long position) {
        return some("where position = :from", position, position, 1).stream().findFirst();
    }

    /** Those of these positions that there are, in one question. */
    public List<StoredEvent> at(Collection<Long> positions) {
        if (positions.isEmpty()) {
            return List.of();
        }
        Object wanted = positions.toArray(Long[]::new);
        return jdbc
                .sql(EVENT + "where position = any (:positions) order by position")
                .param("positions", wanted)
                .query()
                .listOfRows()
                .stream()
                .map(JournalPages::event)
                .toList();
    }

    /** Events from one position to another, both included. */
    List<StoredEvent> between(long first, long last) {
        return some("where position between :from and :to order by position", first, last, Integer.MAX_VALUE);
    }

    private List<StoredEvent> some(String condition, long from, long to, int limit) {
        return jdbc
                .sql(EVENT + condition + " limit :limit")
                .param("from", from)
                .param("to", to)
                .param("limit", limit)
                .query()
                .listOfRows()
                .stream()
                .map(JournalPages::event)
                .toList();
    }

    Optional<StoredEvent> of(String stream, long version) {
        return ofStream(stream, "version = :version", version, 1).stream().findFirst();
    }

    /** Events that correct one, in the order of recording. */
    List<StoredEvent> correcting(String stream, long version, int limit) {
        return ofStream(stream, "corrects = :version", version, limit);
    }

    /** Later events of a stream, in order. */
    List<StoredEvent> behind(String stream, long version, int limit) {
        return ofStream(stream, "version > :version", version, limit);
    }

    private List<StoredEvent> ofStream(String stream, String condition, long version, int limit) {
        return jdbc
                .sql(EVENT + "where stream = :stream and " + condition + " order by version limit :limit")
                .param("stream", stream)
                .param("version", version)
                .param("limit", limit)
                .query()
                .listOfRows()
                .stream()
                .map(JournalPages::event)
                .toList();
    }

    private static StoredEvent event(Map<String, @Nullable Object> row) {
        return new StoredEvent(
                number(row, "position"),
                text(row, "stream"),
                text(row, "stream_type"),
                number(row, "version"),
                text(row, "name"),
                Math.toIntExact(number(row, "revision")),
                (String) row.get("effective_on"),
                (String) row.get("effective_from"),
                (String) row.get("precision"),
                text(row, "recorded_at"),
                (String) row.get("accounting_on"),
                row.get("corrects") instanceof Number version ? (Long) version.longValue() : null,
                (String) row.get("actor"),
                Math.toIntExact(number(row, "part")),
                Math.toIntExact(number(row, "parts")),
                new RawValue(text(row, "payload")),
                new RawValue(text(row, "metadata")));
    }

    private static long number(Map<String, @Nullable Object> row, String column) {
        return ((Number) Objects.requireNonNull(row.get(column))).longValue();
    }

    private static String text(Map<String, @Nullable Object> row, String column) {
        return (String) Objects.requireNonNull(row.get(column));
    }
}
