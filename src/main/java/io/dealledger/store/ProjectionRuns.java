package io.dealledger.store;

import io.dealledger.replay.Difference;
import io.dealledger.replay.Projection;
import io.dealledger.replay.RebuildRunning;
import io.dealledger.replay.Run;
import io.dealledger.replay.Run.Finding;
import io.dealledger.replay.Run.Kind;
import io.dealledger.replay.Runs;
import io.dealledger.store.ProjectionRows.Copies;
import io.dealledger.store.ProjectionRows.Place;
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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Starts rebuilds and replays, each on a connection and a thread of its own, and tells of those of all nodes. */
final class ProjectionRuns implements Runs, AutoCloseable {
    /** Events that a run takes at a time. */
    static final int CHUNK = 5000;
    /** Replays that are kept at a time. */
    static final int MOST_SCRATCHES = 8;
    /** How long live rows may stand still before nobody is taken to keep them. */
    static final Duration STANDSTILL = Duration.ofSeconds(30);
    /** How long a run may take to end its present step when the program ends. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final Journal journal;
    private final int chunkSize;
    private final Duration standstill;
    private final Map<String, ProjectionRows> kept = new LinkedHashMap<>();
    private final RunRecords records;
    /** Runs of this process. */
    private final List<ProjectionRun> going = new CopyOnWriteArrayList<>();

    /**
     * @param chunkSize events that a run takes at a time
     * @param standstill how long a replay waits for live rows that come no further, since no server is there
     */
    ProjectionRuns(
            List<Projection> projections,
            DataSource dataSource,
            JdbcClient jdbc,
            Journal journal,
            int chunkSize,
            Duration standstill) {
        this.dataSource = dataSource;
        this.journal = journal;
        this.chunkSize = chunkSize;
        this.standstill = standstill;
        this.records = new RunRecords(jdbc, (name, run) -> {
            ProjectionRows rows = kept.get(name);
            return rows == null ? List.of() : rows.tables(Place.scratch(run));
        });
        projections.forEach(projection -> kept.put(projection.name(), new ProjectionRows(projection)));
    }

    private ProjectionRows kept(String name) {
        ProjectionRows found = kept.get(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no projection " + name);
        }
        return found;
    }

    /** Makes a projection anew and returns when it is live. */
    void rebuildNow(String name) {
        Run run = rebuild(List.of(name)).getFirst();
        ProjectionRun here = going(run.id()).orElseThrow();
        try {
            here.await();
        } catch (InterruptedException stopping) {
            here.stop();
            Thread.currentThread().interrupt();
        }
        if (here.state() != Run.State.DONE) {
            throw new IllegalStateException("the rebuild of " + name + " stopped; start it again to go on");
        }
    }

    @Override
    public List<String> projections() {
        return List.copyOf(kept.keySet());
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
                begun.add(locked(kind, name, knownAt));
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

    private ProjectionRun locked(Kind kind, String name, @Nullable Long knownAt) throws SQLException {
        ProjectionRows rows = kept(name);
        Connection connection = dataSource.getConnection();
        try {
            if (!RunRecords.lock(connection, kind, name)) {
                throw new RebuildRunning(kind, name);
            }
            connection.setAutoCommit(false);
            return new ProjectionRun(kind, name, knownAt, rows, journal, records, connection, chunkSize, standstill);
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
        ProjectionRows rows = kept(run.projection());
        try (Connection connection = dataSource.getConnection()) {
            // Nobody begins or goes on with a replay meanwhile.
            if (!RunRecords.lock(connection, Kind.REPLAY, run.projection())) {
                throw new RebuildRunning(Kind.REPLAY, run.projection());
            }
            connection.setAutoCommit(false);
            try {
                Sql.transaction(connection, work -> {
                    rows.drop(work, Place.scratch(id));
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
    public Finding compare(String name) {
        ProjectionRows rows = kept(name);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return Sql.transaction(connection, work -> compare(work, name, rows));
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(name + " could not be compared with the journal", failed);
        }
    }

    private Finding compare(Connection work, String name, ProjectionRows rows) throws SQLException {
        Sql.update(work, "set transaction isolation level repeatable read");
        long position = Sql.number(work, "select position from projection.progress where name = ?", name);
        rows.createTemporary(work);
        long done = 0;
        while (done < position) {
            List<StoredEvent> events = journal.after(done, (int) Math.min(chunkSize, position - done));
            for (Copies copies : ProjectionRun.encoded(rows, journal, events)) {
                rows.copy(work, copies, Place.TEMPORARY);
            }
            done = events.getLast().position();
        }
        return rows.compare(work, Place.LIVE, true, Place.TEMPORARY, position, ProjectionRun.SAMPLE)
                .finding();
    }

    /** Whatever runs ends its present step; the next start goes on there. */
    @Override
    public void close() {
        going.forEach(ProjectionRun::stop);
        try {
            for (ProjectionRun run : going) {
                run.await(FAREWELL);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
