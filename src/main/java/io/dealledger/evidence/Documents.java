package io.dealledger.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps documents in pieces in the database, adds to them and never changes one. */
@Component
class Documents {
    /** Size of a piece: what one upload, download or check holds in memory. */
    static final int CHUNK = 1 << 20;

    /**
     * A document whose bytes are here.
     *
     * @param bytes its length @param chunks how many pieces it is kept in
     * @param heldBy who uploaded it
     */
    record Held(String sha256, String mediaType, long bytes, int chunks, Instant heldSince, String heldBy) {}

    /** @param location where the document is kept, as its keeper names the place */
    record Pointer(String location, Instant setAt, String setBy) {}

    /**
     * Whether held bytes still have their hash.
     *
     * @param found the hash that they have @param bytes length that was recorded @param bytesFound length that they have
     */
    record Verified(String sha256, boolean intact, String found, long bytes, long bytesFound) {}

    /**
     * An event that cites a document.
     *
     * @param cited EVIDENCE of its command, or SOURCE of what it states
     * @param kind what the document is, where its command says so @param page where in it
     */
    record Citation(
            long position,
            String stream,
            long version,
            String name,
            Cited cited,
            @Nullable String kind,
            @Nullable String page) {}

    enum Cited {
        EVIDENCE,
        SOURCE
    }

    private static final String HELD = "select sha256, media_type, bytes, chunks,"
            + " to_char(held_since at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') as held_since, held_by"
            + " from evidence ";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Documents(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    Optional<Held> held(String sha256) {
        return jdbc.sql(HELD + "where sha256 = ?").param(sha256).query().listOfRows().stream()
                .map(Documents::heldOf)
                .findFirst();
    }

    /** Held documents in the order of their hashes. @param after exclusive; empty for the first */
    List<Held> held(String after, int limit) {
        return jdbc
                .sql(HELD + "where sha256 > ? order by sha256 limit ?")
                .params(after, limit)
                .query()
                .listOfRows()
                .stream()
                .map(Documents::heldOf)
                .toList();
    }

    /**
     * Keeps a document whose hash has been checked.
     *
     * @param content of {@code bytes} bytes
     * @return whether it was not held before
     */
    boolean keep(String sha256, String mediaType, long bytes, InputStream content, String by) {
        int chunks = Math.toIntExact((bytes + CHUNK - 1) / CHUNK);
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            int added = jdbc.sql("""
                            insert into evidence (sha256, media_type, bytes, chunks, held_since, held_by)
                            values (?, ?, ?, ?, ?, ?) on conflict do nothing""")
                    .params(sha256, mediaType, bytes, chunks, now(), by)
                    .update();
            if (added == 0) {
                return false;
            }
            try {
                for (int number = 0; number < chunks; number++) {
                    jdbc.sql("insert into evidence_chunk (sha256, number, bytes) values (?, ?, ?)")
                            .params(sha256, number, content.readNBytes(CHUNK))
                            .update();
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            return true;
        }));
    }

    /** @param number of the piece, from 0; empty when it is missing */
    Optional<byte[]> chunk(String sha256, int number) {
        return jdbc.sql("select bytes from evidence_chunk where sha256 = ? and number = ?")
                .params(sha256, number)
                .query(byte[].class)
                .optional();
    }

    /** Hashes what is held once more. */
    Verified verify(Held held) {
        Digest digest = new Digest();
        long length = 0;
        for (int number = 0; number < held.chunks(); number++) {
            byte[] bytes = chunk(held.sha256(), number).orElse(new byte[0]);
            digest.add(bytes, bytes.length);
            length += bytes.length;
        }
        String found = digest.hash();
        return new Verified(held.sha256(), found.equals(held.sha256()), found, held.bytes(), length);
    }

    /** @return whether the pointer was not set before */
    boolean point(String sha256, String location, String by) {
        return jdbc.sql("insert into evidence_pointer (sha256, location, set_at, set_by) values (?, ?, ?, ?)"
                                + " on conflict do nothing")
                        .params(sha256, location, now(), by)
                        .update()
                > 0;
    }

    List<Pointer> pointers(String sha256) {
        return jdbc
                .sql("select location, set_by,"
                        + " to_char(set_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') as at"
                        + " from evidence_pointer where sha256 = ? order by set_at, location")
                .param(sha256)
                .query()
                .listOfRows()
                .stream()
                .map(row -> new Pointer(text(row, "location"), Instant.parse(text(row, "at")), text(row, "set_by")))
                .toList();
    }

    /**
     * Events that cite a document, in their order, each as often as it cites it.
     *
     * @param after position, exclusive @param limit most events
     */
    List<Citation> citations(String sha256, long after, long head, int limit) {
        // The first two conditions are those of the index that serves the third.
        return jdbc
                .sql("""
                        with citing as (
                            select position, stream, version, name, payload, metadata
                              from domain_event
                             where (payload like '%"sha256":"%' or metadata like '%"sha256":"%')
                               and cited_hashes(payload, metadata) @> array[:sha256]::text[]
                               and position > :after and position <= :head
                             order by position limit :limit)
                        select position, stream, version, name, 'EVIDENCE' as cited,
                               document ->> 'kind' as kind, document ->> 'page' as page, place
                          from citing, json_array_elements(coalesce(metadata::json -> 'evidence', '[]'))
                               with ordinality as listed (document, place)
                         where document ->> 'sha256' = :sha256
                        union all
                        select position, stream, version, name, 'SOURCE', null, null, 0
                          from citing where strpos(payload, :field) > 0
                         order by position, place""")
                .param("sha256", sha256)
                .param("field", "\"sha256\":\"" + sha256 + "\"")
                .param("after", after)
                .param("head", head)
                .param("limit", limit)
                .query()
                .listOfRows()
                .stream()
                .map(row -> new Citation(
                        number(row, "position"),
                        text(row, "stream"),
                        number(row, "version"),
                        text(row, "name"),
                        Cited.valueOf(text(row, "cited")),
                        (String) row.get("kind"),
                        (String) row.get("page")))
                .toList();
    }

    private static Held heldOf(Map<String, @Nullable Object> row) {
        return new Held(
                text(row, "sha256"),
                text(row, "media_type"),
                number(row, "bytes"),
                Math.toIntExact(number(row, "chunks")),
                Instant.parse(text(row, "held_since")),
                text(row, "held_by"));
    }

    private static long number(Map<String, @Nullable Object> row, String column) {
        return ((Number) Objects.requireNonNull(row.get(column))).longValue();
    }

    private static String text(Map<String, @Nullable Object> row, String column) {
        return (String) Objects.requireNonNull(row.get(column));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
