package io.dealledger.store;

import io.dealledger.replay.Difference;
import io.dealledger.replay.Projection;
import io.dealledger.replay.Projections;
import io.dealledger.replay.RebuildRunning;
import io.dealledger.replay.Run;
import io.dealledger.replay.Run.Finding;
import io.dealledger.replay.Run.Kind;
import io.dealledger.replay.Runs;
import io.dealledger.replay.TooManyReplays;
import io.dealledger.store.ProjectionRows.Copies;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All projections: their tables are there before anybody reads, their processors run while the program runs, and
 * there is one way to make them anew: side tables filled in bulk, caught up and swapped in one transaction.
 */
final class StoredProjections implements Projections, Runs, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(StoredProjections.class);
    static final int CHUNK = 5000;
    /** Before the web server and after it, so that requests find them running. */
    private static final int PHASE = 1000;
    /** Replays that are kept at a time. */
    static final int MOST_SCRATCHES = 8;
    /** How long a run may take to end its present step when the program ends. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private record Kept(Projection projection, ProjectionRows rows, LiveProjection live) {}

    private final DataSource dataSource;
    private final Journal journal;
    private final int chunkSize;
    private final Map<String, Kept> kept = new LinkedHashMap<>();
    private final RunRecords records;
    /** Runs of this process. */
    private final List<ProjectionRun> going = new CopyOnWriteArrayList<>();

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
        this.journal = journal;
        this.records = new RunRecords(jdbc, (name, run) -> {
            Kept one = kept.get(name);
            return one == null ? List.of() : one.rows.tables(ProjectionRows.Place.scratch(run));
        });
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
        going.forEach(ProjectionRun::stop);
        try {
            for (ProjectionRun run : going) {
                run.await(FAREWELL);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
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
                .map(one -> new Progress(
                        one.projection.name(), one.live.position(), records.unfinished(one.projection.name()), head))
                .toList();
    }

    @Override
    public boolean await(String name, long position, Duration timeout) throws InterruptedException {
        return kept(name).live.await(position, timeout);
    }

    @Override
    public void rebuild(String name) {
        Run run = rebuild(List.of(name)).getFirst();
        ProjectionRun going = going(run.id()).orElseThrow();
        try {
            while (!going.await(Duration.ofMinutes(1))) {
                LOG.debug("{} is still being made anew", name);
            }
        } catch (InterruptedException stopping) {
            going.stop();
            Thread.currentThread().interrupt();
        }
        if (going.state() != Run.State.DONE) {
            throw new IllegalStateException("the rebuild of " + name + " stopped; start it again to go on");
        }
    }

    @Override
    public List<Run> rebuild(Collection<String> projections) {
        return begin(Kind.REBUILD, projections, null);
    }

    @Override
    public List<Run> replay(Collection<String> projections, long knownAt) {
        return begin(Kind.REPLAY, projections, knownAt);
    }

    /** All or none: what one of them holds it lets go of when another cannot begin. */
    private List<Run> begin(Kind kind, Collection<String> names, @Nullable Long knownAt) {
        List<ProjectionRun> begun = new ArrayList<>();
        try {
            for (String name : names) {
                begun.add(locked(kind, kept(name), knownAt));
            }
            for (ProjectionRun run : begun) {
                run.begin();
            }
        } catch (SQLException failed) {
            begun.forEach(ProjectionRun::release);
            throw new IllegalStateException("no " + kind + " could begin", failed);
        } catch (RuntimeException refused) {
            begun.forEach(ProjectionRun::release);
            throw refused;
        }
        going.removeIf(run -> run.state() != Run.State.RUNNING);
        going.addAll(begun);
        begun.forEach(run -> Thread.ofPlatform()
                .name("ledger-" + kind.name().toLowerCase(Locale.ROOT) + "-" + run.id())
                .daemon()
                .start(run));
        return begun.stream()
                .map(run -> records.find(kind, run.id()).orElseThrow())
                .toList();
    }

    private ProjectionRun locked(Kind kind, Kept one, @Nullable Long knownAt) throws SQLException {
        String name = one.projection.name();
        Connection connection = dataSource.getConnection();
        try {
            if (!RunRecords.lock(connection, kind, name)) {
                throw new RebuildRunning(kind, name);
            }
            connection.setAutoCommit(false);
            if (kind == Kind.REPLAY && records.scratches(connection) >= MOST_SCRATCHES) {
                connection.rollback();
                connection.setAutoCommit(true);
                RunRecords.unlock(connection, kind, name);
                throw new TooManyReplays(MOST_SCRATCHES);
            }
            return new ProjectionRun(kind, name, knownAt, one.rows, one.live, journal, records, connection, chunkSize);
        } catch (SQLException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    private Optional<ProjectionRun> going(long id) {
        return going.stream().filter(run -> run.id() == id).findFirst();
    }

    @Override
    public List<Run> newest(Kind kind, @Nullable String projection, int limit) {
        return records.newest(kind, projection, limit);
    }

    @Override
    public Optional<Run> find(Kind kind, long id) {
        return records.find(kind, id);
    }

    @Override
    public List<Difference> differences(Kind kind, long id) {
        return records.differences(kind, id);
    }

    @Override
    public void stop(Kind kind, long id) {
        records.askToStop(kind, id);
        going(id).ifPresent(ProjectionRun::stop);
    }

    @Override
    public Run await(Kind kind, long id, Duration patience) throws InterruptedException {
        Optional<ProjectionRun> here = going(id);
        if (here.isPresent()) {
            here.get().await(patience);
        }
        return records.find(kind, id).orElseThrow();
    }

    @Override
    public void drop(long id) {
        Run run = records.find(Kind.REPLAY, id).orElseThrow();
        Kept one = kept(run.projection());
        try (Connection connection = dataSource.getConnection()) {
            // Nobody begins or goes on with a replay meanwhile.
            if (!RunRecords.lock(connection, Kind.REPLAY, run.projection())) {
                throw new RebuildRunning(Kind.REPLAY, run.projection());
            }
            connection.setAutoCommit(false);
            try {
                Sql.transaction(connection, work -> {
                    one.rows.drop(work, ProjectionRows.Place.scratch(id));
                    records.dropped(work, id);
                    return id;
                });
            } finally {
                connection.setAutoCommit(true);
                RunRecords.unlock(connection, Kind.REPLAY, run.projection());
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the tables of replay " + id + " could not be dropped", failed);
        }
    }

    @Override
    public Comparison compare(String name) {
        Kept one = kept(name);
        return transaction(connection -> {
            Sql.update(connection, "set transaction isolation level repeatable read");
            long position = Sql.number(connection, "select position from projection.progress where name = ?", name);
            one.rows.createTemporary(connection);
            long done = 0;
            while (done < position) {
                List<StoredEvent> events = journal.after(done, (int) Math.min(chunkSize, position - done));
                for (Copies copies : ProjectionRun.encoded(one.rows, journal, events)) {
                    one.rows.copy(connection, copies, ProjectionRows.Place.TEMPORARY);
                }
                done = events.getLast().position();
            }
            Finding found = one.rows
                    .compare(
                            connection,
                            ProjectionRows.Place.LIVE,
                            true,
                            ProjectionRows.Place.TEMPORARY,
                            position,
                            ProjectionRun.SAMPLE)
                    .finding();
            return new Comparison(name, position, found.missing(), found.surplus());
        });
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
