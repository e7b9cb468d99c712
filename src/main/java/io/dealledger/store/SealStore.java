package io.dealledger.store;

import io.dealledger.ledger.LedgerBusy;
import io.dealledger.seal.EventRow;
import io.dealledger.seal.Hash;
import io.dealledger.seal.LedgerRows;
import io.dealledger.seal.Merkle;
import io.dealledger.seal.SealedLedger;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads rows and seals. Long readings go through a cursor in a transaction that can only read. */
final class SealStore implements SealedLedger, LedgerRows {
    private final DataSource dataSource;
    private final @Nullable Sealer sealer;

    /** @param sealer absent where nothing is sealed, only read */
    SealStore(DataSource dataSource, @Nullable Sealer sealer) {
        this.dataSource = dataSource;
        this.sealer = sealer;
    }

    @FunctionalInterface
    private interface Task<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T reading(Task<T> task) {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return task.on(connection);
            } finally {
                if (!connection.isClosed()) {
                    connection.rollback();
                    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                    connection.setReadOnly(false);
                    connection.setAutoCommit(autoCommit);
                }
            }
        } catch (SQLTransientException away) {
            throw new LedgerBusy("the database does not answer", away);
        } catch (SQLException failed) {
            String state = String.valueOf(failed.getSQLState());
            if (state.startsWith("08") || state.startsWith("57P")) {
                throw new LedgerBusy("the database does not answer", failed);
            }
            throw new IllegalStateException("the seal could not be read", failed);
        }
    }

    private static <T> List<T> list(Connection connection, String sql, SealRows.Reading<T> row, Object... parameters)
            throws SQLException {
        List<T> found = new ArrayList<>();
        try (SealRows.Cursor<T> rows = new SealRows.Cursor<>(connection, sql, row, parameters)) {
            rows.forEachRemaining(found::add);
        }
        return List.copyOf(found);
    }

    @Override
    public Progress progress() {
        Supplier<Optional<String>> trouble = () -> sealer == null ? Optional.empty() : sealer.trouble();
        return reading(connection -> list(
                        connection,
                        "select coalesce((select max(size) from seal_batch), 0), position from ledger_head",
                        row -> new Progress(row.getLong(1), row.getLong(2), trouble.get()))
                .getFirst());
    }

    @Override
    public long size() {
        return progress().sealed();
    }

    @Override
    public boolean await(long size, Duration timeout) throws InterruptedException {
        if (sealer != null) {
            return sealer.sealed().awaitBeyond(size - 1, timeout);
        }
        return size() >= size;
    }

    @Override
    public Merkle.Parts tree() {
        return parts -> parts.isEmpty() ? List.<Hash>of() : reading(connection -> SealRows.parts(connection, parts));
    }

    @Override
    public List<StoredCheckpoint> checkpoints(long after, int limit) {
        return reading(connection -> list(
                connection,
                "select size, checkpoint from seal_batch where size > ? order by size limit ?",
                row -> new StoredCheckpoint(row.getLong(1), row.getString(2)),
                after,
                limit));
    }

    @Override
    public <T> T snapshot(Function<Snapshot, T> reader) {
        return reading(connection -> reader.apply(SealRows.snapshot(connection)));
    }

    @Override
    public void all(long knownAt, Consumer<EventRow> each) {
        reading(connection -> {
            try (SealRows.Cursor<EventRow> events = SealRows.events(connection, "where position <= ?", knownAt)) {
                events.forEachRemaining(each);
                return true;
            }
        });
    }

    @Override
    public void of(Collection<String> streams, long knownAt, Consumer<EventRow> each) {
        reading(connection -> {
            var wanted = connection.createArrayOf("text", streams.toArray());
            try (SealRows.Cursor<EventRow> events =
                    SealRows.events(connection, "where stream = any (?) and position <= ?", wanted, knownAt)) {
                events.forEachRemaining(each);
                return true;
            }
        });
    }

    @Override
    public List<StreamEnd> streams(long knownAt) {
        return reading(connection -> list(
                connection,
                """
                select stream, min(stream_type), max(version), count(*), max(position) from domain_event where position <= ?
                 group by stream order by stream collate "C\"""",
                row -> new StreamEnd(
                        row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5)),
                knownAt));
    }
}
