package io.dealledger.store;

import io.dealledger.replay.Projection;
import io.dealledger.replay.Projections;
import io.dealledger.replay.RebuildRunning;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    /** Before the web server and after it, so that requests find them running. */
    private static final int PHASE = 1000;

    private record Kept(Projection projection, ProjectionRows rows, LiveProjection live) {}

    private final DataSource dataSource;
    private final Journal journal;
    private final Map<String, Kept> kept = new LinkedHashMap<>();
    private final ProjectionRuns runs;
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
        this.dataSource = dataSource;
        this.journal = journal;
        this.runs = new ProjectionRuns(projections, dataSource, jdbc, journal, chunkSize, ProjectionRuns.STANDSTILL);
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

    ProjectionRuns runs() {
        return runs;
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
                    runs.rebuildNow(one.projection.name());
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
        runs.close();
        kept.values().forEach(one -> one.live.close());
    }

    /** Makes what is missing; false when the tables have to be filled anew. */
    private boolean prepare(Kept one) {
        String name = one.projection.name();
        return transaction(connection -> {
            // Several nodes may start at once.
            Sql.first(connection, row -> true, "select pg_advisory_xact_lock(hashtext(?))", "projection " + name);
            Optional<String> definition = Sql.first(
                    connection,
                    row -> row.getString(1),
                    "select definition from projection.progress where name = ?",
                    name);
            if (definition.isEmpty()) {
                one.rows.createLive(connection);
                Sql.update(
                        connection,
                        "insert into projection.progress values (?, ?, 0, now())",
                        name,
                        one.rows.definition());
                // The token's row is there before any node asks for it: they would race to make it.
                Sql.update(
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
                .map(one -> new Progress(one.projection.name(), one.live.position(), head))
                .toList();
    }

    @Override
    public boolean await(String name, long position, Duration timeout) throws InterruptedException {
        return kept(name).live.await(position, timeout);
    }

    private <T> T transaction(Sql.Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return Sql.transaction(connection, work);
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("a projection's tables could not be changed", failed);
        }
    }
}
