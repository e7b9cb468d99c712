package io.dealledger.store;

import io.dealledger.fx.FxEvent;
import io.dealledger.fx.RateHistory;
import io.dealledger.ledger.EventId;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.Facts;
import io.dealledger.ledger.History;
import io.dealledger.ledger.LedgerBusy;
import io.dealledger.ledger.Marks;
import io.dealledger.ledger.Positions;
import io.dealledger.ledger.Recorded;
import io.dealledger.receipts.Receipt;
import io.dealledger.receipts.Receipts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what has been recorded. Every query reads one snapshot; positions make them agree with each other. */
final class Journal implements History, Facts, Positions, RateHistory, Receipts {
    private static final String EVENT =
            "select position, stream, stream_type, version, name, revision, payload, metadata, recorded_at,"
                    + " corrects is not null or accounting_on is not null from domain_event ";

    private static final RowMapper<StoredEvent> EVENTS = (row, number) -> new StoredEvent(
            row.getLong(1),
            row.getString(2),
            row.getString(3),
            row.getLong(4),
            row.getString(5),
            row.getInt(6),
            row.getString(7),
            row.getString(8),
            instant(row, 9),
            row.getBoolean(10));

    private static final int STREAMS_AT_ONCE = 1000;

    private final JdbcClient jdbc;
    private final EventCodec codec;
    private final Consumer<Instant> settlement;

    Journal(JdbcClient jdbc, EventCodec codec, OrderedWriter writer) {
        this(jdbc, codec, writer::settle);
    }

    /** @param settlement sees to it that nothing is stamped at or before an instant, from when it returns */
    Journal(JdbcClient jdbc, EventCodec codec, Consumer<Instant> settlement) {
        this.jdbc = jdbc;
        this.codec = codec;
        this.settlement = settlement;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A database that is away is no answer: the request may be sent again. */
    private static <T> T reading(Supplier<T> query) {
        try {
            return query.get();
        } catch (DataAccessResourceFailureException | TransientDataAccessException away) {
            throw new LedgerBusy("the database does not answer", away);
        }
    }

    /** Events of one stream in version order, at most {@code limit} of them. */
    List<StoredEvent> ofStream(String stream, long fromVersion, int limit) {
        return reading(() -> jdbc.sql(EVENT + "where stream = ? and version >= ? order by version limit ?")
                .params(stream, fromVersion, limit)
                .query(EVENTS)
                .list());
    }

    /** Events behind a position, in the one order, at most {@code limit} of them. */
    List<StoredEvent> after(long position, int limit) {
        return reading(() -> jdbc.sql(EVENT + "where position > ? order by position limit ?")
                .params(position, limit)
                .query(EVENTS)
                .list());
    }

    /** Version of the stream's newest event. */
    OptionalLong versionOf(String stream) {
        return reading(() -> jdbc.sql("select version from domain_event where stream = ? order by version desc limit 1")
                .param(stream)
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty));
    }

    Recorded<Fact> recorded(StoredEvent stored) {
        return recorded(stored, Fact.class);
    }

    Map<String, Object> metadata(StoredEvent stored) {
        return codec.metadata(stored.metadata());
    }

    @Override
    public <E extends Fact> List<Recorded<E>> of(String stream, Class<E> kind, long knownAt) {
        return reading(() -> jdbc.sql(EVENT + "where stream = ? and position <= ? order by version")
                        .params(stream, knownAt)
                        .query(EVENTS)
                        .list())
                .stream()
                .map(stored -> recorded(stored, kind))
                .toList();
    }

    @Override
    public <E extends Fact> Map<String, List<Recorded<E>>> ofEach(
            Collection<String> streams, Class<E> kind, long knownAt) {
        List<String> wanted = streams.stream().distinct().toList();
        Map<String, List<Recorded<E>>> facts = new HashMap<>();
        for (int from = 0; from < wanted.size(); from += STREAMS_AT_ONCE) {
            Object some = wanted.subList(from, Math.min(wanted.size(), from + STREAMS_AT_ONCE))
                    .toArray(String[]::new);
            reading(() -> jdbc.sql(EVENT + "where stream = any (?) and position <= ? order by stream, version")
                            .params(some, knownAt)
                            .query(EVENTS)
                            .list())
                    .forEach(stored -> facts.computeIfAbsent(stored.stream(), none -> new ArrayList<>())
                            .add(recorded(stored, kind)));
        }
        return facts;
    }

    @Override
    public List<Recorded<FxEvent>> all(long knownAt) {
        // The type stands in the text of the query, as in the index that serves it.
        return reading(() -> jdbc.sql(EVENT + "where stream_type = '" + EventNames.FX
                                + "' and position <= ? order by position")
                        .param(knownAt)
                        .query(EVENTS)
                        .list())
                .stream()
                .map(stored -> recorded(stored, FxEvent.class))
                .toList();
    }

    @Override
    public <E extends Fact> List<Recorded<E>> at(Collection<Long> positions, Class<E> kind) {
        if (positions.isEmpty()) {
            return List.of();
        }
        Object wanted = positions.toArray(Long[]::new);
        return reading(() -> jdbc.sql(EVENT + "where position = any (?) order by position")
                        .param(wanted)
                        .query(EVENTS)
                        .list())
                .stream()
                .map(stored -> recorded(stored, kind))
                .toList();
    }

    private <E extends Fact> Recorded<E> recorded(StoredEvent stored, Class<E> kind) {
        return new Recorded<>(
                stored.position(),
                stored.stream(),
                stored.version(),
                stored.recordedAt(),
                kind.cast(codec.decode(stored.name(), stored.revision(), stored.payload())),
                stored.marked() ? Marks.of(metadata(stored)) : Marks.NONE);
    }

    @Override
    public Positions.Head head() {
        return reading(() -> head(jdbc));
    }

    static Positions.Head head(JdbcClient jdbc) {
        return jdbc.sql("select position, recorded_at from ledger_head")
                .query((row, number) -> new Positions.Head(row.getLong(1), instant(row, 2)))
                .single();
    }

    @Override
    public long at(Instant instant) {
        if (instant.isAfter(head().recordedAt())) {
            settlement.accept(instant);
        }
        return reading(() -> jdbc.sql("select ledger_position_at(?)")
                .param(OffsetDateTime.ofInstant(instant, ZoneOffset.UTC))
                .query(Long.class)
                .single());
    }

    @Override
    public long endOfCommand(long position) {
        return reading(
                () -> jdbc.sql("select case when part = parts then position else position - part end from domain_event"
                                + " where position = ?")
                        .param(position)
                        .query(Long.class)
                        .optional()
                        .orElse(position));
    }

    @Override
    public OptionalLong of(String stream, long version) {
        return reading(() -> jdbc.sql("select position from domain_event where stream = ? and version = ?")
                .params(stream, version)
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty));
    }

    @Override
    public Optional<EventId> event(long position) {
        return reading(() -> jdbc.sql("select stream, version from domain_event where position = ?")
                .param(position)
                .query(EventId.class)
                .optional());
    }

    @Override
    public Optional<Receipt> find(String client, String idempotencyKey) {
        return reading(() -> jdbc.sql("""
                        select client, idempotency_key, fingerprint, command_id, reply, first_position, recorded_at
                          from receipt where client = ? and idempotency_key = ?""")
                .params(client, idempotencyKey)
                .query((row, number) -> new Receipt(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        codec.reply(row.getString(5)),
                        row.getLong(6),
                        instant(row, 7)))
                .optional());
    }
}
