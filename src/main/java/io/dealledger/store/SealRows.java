package io.dealledger.store;

import io.dealledger.seal.EventRow;
import io.dealledger.seal.Hash;
import io.dealledger.seal.LedgerRows;
import io.dealledger.seal.Merkle;
import io.dealledger.seal.NotTrusted;
import io.dealledger.seal.SealBatch;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Statements about rows and seals on one connection; inside a transaction, so that the server hands rows over in portions. */
final class SealRows {
    static final int FETCH = 1000;

    /** Texts, so that whatever stands in a column is told apart from everything else that could. */
    static final String ROW = """
            select position, stream, stream_type, version, name, revision, payload, metadata, effective_on::text,
                   effective_from::text, precision,
                   case when recorded_at >= '0001-01-01T00:00:00Z' and recorded_at < '10000-01-01T00:00:00Z'
                        then to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
                        else recorded_at::text end,
                   corrects, accounting_on::text, part, parts
              from domain_event
            """;

    private static final String BATCH = "select first, size, hashes, checkpoint from seal_batch ";

    private SealRows() {}

    @FunctionalInterface
    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    static EventRow event(ResultSet row) throws SQLException {
        long corrects = row.getLong(13);
        return new EventRow(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getInt(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                // The cast above depends on nothing but the row.
                row.getString(12),
                row.getObject(13) == null ? null : corrects,
                row.getString(14),
                row.getInt(15),
                row.getInt(16));
    }

    static SealBatch batch(ResultSet row) throws SQLException {
        List<Hash> kept;
        try {
            kept = SealBatch.split(row.getBytes(3));
        } catch (NotTrusted noHashes) {
            kept = List.of();
        }
        return new SealBatch(row.getLong(1), row.getLong(2), kept, row.getString(4));
    }

    /** Rows one by one; closed when it has come to its end. */
    static final class Cursor<T> implements Iterator<T>, AutoCloseable {
        private final PreparedStatement statement;
        private final ResultSet rows;
        private final Reading<T> reading;
        private @Nullable T next;
        private boolean ended;

        Cursor(Connection connection, String sql, Reading<T> reading, Object... parameters) throws SQLException {
            this.statement = connection.prepareStatement(sql);
            this.reading = reading;
            statement.setFetchSize(FETCH);
            for (int index = 0; index < parameters.length; index++) {
                statement.setObject(index + 1, parameters[index]);
            }
            this.rows = statement.executeQuery();
        }

        @Override
        public boolean hasNext() {
            if (next == null && !ended) {
                try {
                    if (rows.next()) {
                        next = reading.of(rows);
                    } else {
                        ended = true;
                        close();
                    }
                } catch (SQLException failed) {
                    throw new IllegalStateException("the rows could not be read to their end", failed);
                }
            }
            return next != null;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            T row = next;
            next = null;
            if (row == null) {
                throw new NoSuchElementException();
            }
            return row;
        }

        @Override
        public void close() {
            try {
                rows.close();
                statement.close();
            } catch (SQLException failed) {
                throw new IllegalStateException("a cursor could not be closed", failed);
            }
        }
    }

    static Cursor<EventRow> events(Connection connection, String where, Object... parameters) throws SQLException {
        return new Cursor<>(connection, ROW + where + " order by position", SealRows::event, parameters);
    }

    /** What the connection's transaction sees. */
    static LedgerRows.Snapshot snapshot(Connection connection) {
        return new LedgerRows.Snapshot() {
            @Override
            public long head() {
                try (Cursor<Long> head =
                        new Cursor<>(connection, "select position from ledger_head", row -> row.getLong(1))) {
                    return head.hasNext() ? head.next() : 0;
                } catch (SQLException failed) {
                    throw new IllegalStateException("the head could not be read", failed);
                }
            }

            @Override
            public Iterator<EventRow> events() {
                try {
                    return SealRows.events(connection, "");
                } catch (SQLException failed) {
                    throw new IllegalStateException("the events could not be read", failed);
                }
            }

            @Override
            public Iterator<SealBatch> seals() {
                try {
                    return new Cursor<>(connection, BATCH + "order by size, first", SealRows::batch);
                } catch (SQLException failed) {
                    throw new IllegalStateException("the seals could not be read", failed);
                }
            }
        };
    }

    static @Nullable SealBatch last(Connection connection) throws SQLException {
        try (Cursor<SealBatch> last = new Cursor<>(connection, BATCH + "order by size desc limit 1", SealRows::batch)) {
            return last.hasNext() ? last.next() : null;
        }
    }

    /** Hashes of parts: each is looked up in the batch that completed it. */
    static List<Hash> parts(Connection connection, List<Merkle.Part> parts) throws SQLException {
        if (parts.isEmpty()) {
            return List.of();
        }
        Array complete = connection.createArrayOf(
                "int8", parts.stream().map(Merkle.Part::completeAt).toArray());
        Array place = connection.createArrayOf(
                "int8", parts.stream().map(Merkle.Part::place).toArray());
        try (PreparedStatement statement = connection.prepareStatement("""
                select substring(b.hashes from (1 + 32 * (p.place
                                 - (2 * (b.first - 1) - bit_count((b.first - 1)::bit(64)))))::int for 32)
                  from unnest(?, ?) with ordinality as p (complete, place, n)
                  left join lateral (select s.first, s.hashes from seal_batch s
                                      where s.size >= p.complete order by s.size limit 1) b on true
                 order by p.n""")) {
            statement.setArray(1, complete);
            statement.setArray(2, place);
            List<Hash> hashes = new ArrayList<>(parts.size());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    byte[] hash = rows.getBytes(1);
                    if (hash == null || hash.length != Hash.BYTES) {
                        throw new NotTrusted("the seal lacks the hash of " + parts.get(hashes.size()));
                    }
                    hashes.add(Hash.of(hash));
                }
            }
            return hashes;
        }
    }
}
