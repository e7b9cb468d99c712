package io.dealledger.store;

import io.dealledger.replay.Projection;
import io.dealledger.replay.Projection.Row;
import io.dealledger.replay.Projections;
import io.dealledger.replay.RebuildRunning;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All projections: their tables are there before anybody reads, their processors run while the program runs, and
 * there is one way to make them anew: side tables filled in bulk, caught up and swapped in one transaction.
 */
final class StoredProjections implements Projections, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(StoredProjections.class);
    static final int CHUNK = 5000;
    /** Before the web server and after it, so that requests find them running. */
    private static final int PHASE = 1000;

    private record Kept(Projection projection, ProjectionRows rows, LiveProjection live) {}

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final Journal journal;
    private final int chunkSize;
    private final Map<String, Kept> kept = new LinkedHashMap<>();
    private volatile boolean running;

    /** @param chunkSize events that a rebuild takes at a time */
    StoredProjections(
            List<Projection> projections,
            DataSource dataSource,
            JdbcClient jdbc,
            Journal journal,
            JournalEventStore events,
            TokenStore tokens,
            TransactionManager transactions,
            int chunkSize) {
        this.chunkSize = chunkSize;
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.journal = journal;
        for (Projection projection : projections) {
            ProjectionRows rows = new ProjectionRows(projection);
            kept.put(
                    projection.name(),
                    new Kept(
                            projection,
                            rows,
                            new LiveProjection(
                                    projection, rows, dataSource, jdbc, journal, events, tokens, transactions)));
        }
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void start() {
        for (Kept one : kept.values()) {
            if (!prepare(one)) {
                try {
                    rebuild(one.projection.name());
                } catch (RebuildRunning elsewhere) {
                    LOG.info("{} is being rebuilt by another node", one.projection.name());
                }
            }
            one.live.start();
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        kept.values().forEach(one -> one.live.close());
    }

    /** Makes what is missing; false when the tables have to be filled anew. */
    private boolean prepare(Kept one) {
        String name = one.projection.name();
        return transaction(connection -> {
            // Several nodes may start at once.
            ask(connection, "select pg_advisory_xact_lock(hashtext(?))", "projection " + name);
            Optional<String> definition =
                    text(connection, "select definition from projection.progress where name = ?", name);
            if (definition.isEmpty()) {
                one.rows.createLive(connection);
                update(
                        connection,
                        "insert into projection.progress values (?, ?, 0, now())",
                        name,
                        one.rows.definition());
                // The token's row is there before any node asks for it: they would race to make it.
                update(
                        connection,
                        "insert into token_entry (processorName, segment) values (?, 0) on conflict do nothing",
                        name);
                return journal.head().position() == 0;
            }
            return definition.get().equals(one.rows.definition());
        });
    }

    private Kept kept(String name) {
        Kept found = kept.get(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no projection " + name);
        }
        return found;
    }

    @Override
    public List<Progress> progress() {
        long head = journal.head().position();
        return kept.values().stream()
                .map(one -> new Progress(
                        one.projection.name(),
                        one.live.position(),
                        jdbc.sql("select position from projection.rebuild where name = ?")
                                .param(one.projection.name())
                                .query(Long.class)
                                .optional()
                                .orElse(-1L),
                        head))
                .toList();
    }

    @Override
    public boolean await(String name, long position, Duration timeout) throws InterruptedException {
        return kept(name).live.await(position, timeout);
    }

    @Override
    public void rebuild(String name) {
        rebuild(name, Long.MAX_VALUE);
    }

    /** @param chunks after how many chunks it stops, as if it had been interrupted */
    void rebuild(String name, long chunks) {
        Kept one = kept(name);
        try (Connection lock = dataSource.getConnection()) {
            if (!ask(lock, "select pg_try_advisory_lock(hashtext(?))", "rebuild " + name)) {
                throw new RebuildRunning(name);
            }
            try {
                if (fill(one, chunks)) {
                    transaction(connection -> swap(one, connection));
                }
            } finally {
                ask(lock, "select pg_advisory_unlock(hashtext(?))", "rebuild " + name);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the rebuild of " + name + " stopped; start it again to go on", failed);
        }
    }

    /** Fills the side tables until they are near the head; false when it stopped before. */
    private boolean fill(Kept one, long chunks) {
        String name = one.projection.name();
        long position = transaction(connection -> begin(one, connection));
        for (long chunk = 0; ; chunk++) {
            if (chunk == chunks) {
                return false;
            }
            List<StoredEvent> events = journal.after(position, chunkSize);
            if (events.isEmpty()) {
                break;
            }
            List<Row> rows = rows(one, events);
            long last = events.getLast().position();
            transaction(connection -> {
                one.rows.copyBeside(connection, rows);
                update(
                        connection,
                        "update projection.rebuild set position = ?, changed_at = now() where name = ?",
                        last,
                        name);
                return last;
            });
            position = last;
            if (events.size() < chunkSize) {
                break;
            }
        }
        transaction(connection -> {
            one.rows.indexBeside(connection);
            return true;
        });
        return true;
    }

    /** Where the rebuild goes on: behind what an earlier one had filled, if that had the same tables in mind. */
    private long begin(Kept one, Connection connection) throws SQLException {
        String name = one.projection.name();
        OptionalLong filled = number(
                connection,
                "select position from projection.rebuild where name = ? and definition = ?",
                name,
                one.rows.definition());
        if (filled.isPresent()) {
            return filled.getAsLong();
        }
        update(connection, "delete from projection.rebuild where name = ?", name);
        one.rows.createBeside(connection);
        update(
                connection,
                "insert into projection.rebuild values (?, ?, 0, now(), now())",
                name,
                one.rows.definition());
        return 0;
    }

    /** While the progress row is held the live processor waits, and goes on with the new tables. */
    private boolean swap(Kept one, Connection connection) throws SQLException {
        String name = one.projection.name();
        update(connection, "set local lock_timeout = '10s'");
        long live = number(connection, "select position from projection.progress where name = ? for update", name)
                .orElseThrow();
        long filled = number(connection, "select position from projection.rebuild where name = ?", name)
                .orElseThrow();
        while (filled < live) {
            List<StoredEvent> events = journal.after(filled, (int) Math.min(chunkSize, live - filled));
            one.rows.copyBeside(connection, rows(one, events));
            filled = events.getLast().position();
        }
        one.rows.swap(connection);
        update(connection, "delete from projection.rebuild where name = ?", name);
        update(
                connection,
                "update projection.progress set definition = ?, position = ?, changed_at = now() where name = ?",
                one.rows.definition(),
                filled,
                name);
        return true;
    }

    private List<Row> rows(Kept one, List<StoredEvent> events) {
        // Decoding is most of the work, and no event needs another.
        return events.parallelStream()
                .map(stored -> one.projection.rowsOf(journal.recorded(stored)))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public Comparison compare(String name) {
        Kept one = kept(name);
        return transaction(connection -> {
            update(connection, "set transaction isolation level repeatable read");
            long position = number(connection, "select position from projection.progress where name = ?", name)
                    .orElseThrow();
            one.rows.createTemporary(connection);
            long done = 0;
            while (done < position) {
                List<StoredEvent> events = journal.after(done, (int) Math.min(chunkSize, position - done));
                one.rows.copyTemporary(connection, rows(one, events));
                done = events.getLast().position();
            }
            return new Comparison(name, position, one.rows.missingLive(connection), one.rows.surplusLive(connection));
        });
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T transaction(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failed) {
                connection.rollback();
                throw failed;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("a projection's tables could not be changed", failed);
        }
    }

    private static boolean ask(Connection connection, String query, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && !row.getString(1).equals("f");
            }
        }
    }

    private static Optional<String> text(Connection connection, String query, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static OptionalLong number(Connection connection, String query, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int index = 0; index < parameters.length; index++) {
                statement.setObject(index + 1, parameters[index]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    private static void update(Connection connection, String command, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(command)) {
            for (int index = 0; index < parameters.length; index++) {
                statement.setObject(index + 1, parameters[index]);
            }
            statement.execute();
        }
    }
}
