package io.dealledger.store;

import io.dealledger.replay.Run.Finding;
import io.dealledger.replay.Run.Kind;
import io.dealledger.replay.Run.Phase;
import io.dealledger.replay.Run.State;
import io.dealledger.replay.TooManyReplays;
import io.dealledger.store.ProjectionRows.Copies;
import io.dealledger.store.ProjectionRows.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt at a rebuild or a replay. Everything that it writes goes through the connection that holds its lock:
 * when that breaks, the lock is free and nothing more can be written, so that never two write the same tables.
 * Every step is a transaction that also says how far it came; an attempt that ends anywhere is gone on with from
 * there.
 */
final class ProjectionRun implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionRun.class);
    /** Rows of a difference that are kept to look at. */
    static final int SAMPLE = 20;
    /** Readers queue behind whoever waits for a table that is in use; so the swap does not wait long. */
    private static final String SWAP_WAITS = "set local lock_timeout = '250ms'";

    private static final Duration BETWEEN_SWAPS = Duration.ofMillis(500);
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(10);
    private static final Duration UNTIL_LIVE_HAS_IT = Duration.ofMillis(50);
    /** More than half a gigabyte would help no index of this size. */
    private static final String SORTS_IN_MEMORY = "set local maintenance_work_mem = '256MB'";

    private final Kind kind;
    private final String projection;
    private final @Nullable Long knownAt;
    private final ProjectionRows rows;
    private final Journal journal;
    private final RunRecords records;
    private final Connection connection;
    private final int chunkSize;
    private final Duration standstill;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ExecutorService reader;

    private long id;
    private Phase phase = Phase.FILLING;
    private long position;
    private long from;
    private long begunNanos;
    private long spokenNanos;
    private volatile boolean stopping;
    private volatile State state = State.RUNNING;

    /**
     * @param connection holds the lock, does not commit by itself, and belongs to the run from now on
     * @param standstill how long a replay waits for live rows that come no further
     */
    ProjectionRun(
            Kind kind,
            String projection,
            @Nullable Long knownAt,
            ProjectionRows rows,
            Journal journal,
            RunRecords records,
            Connection connection,
            int chunkSize,
            Duration standstill) {
        this.kind = kind;
        this.projection = projection;
        this.knownAt = knownAt;
        this.rows = rows;
        this.journal = journal;
        this.records = records;
        this.connection = connection;
        this.chunkSize = chunkSize;
        this.standstill = standstill;
        this.reader = Executors.newSingleThreadExecutor(Thread.ofPlatform()
                .name("ledger-" + word() + "-" + projection + "-reader")
                .daemon()
                .factory());
    }

    private String word() {
        return switch (kind) {
            case REBUILD -> "rebuild";
            case REPLAY -> "replay";
        };
    }

    private Place place() {
        return switch (kind) {
            case REBUILD -> Place.BESIDE;
            case REPLAY -> Place.scratch(id);
        };
    }

    long id() {
        return id;
    }

    State state() {
        return state;
    }

    /** Where it goes on: behind what an earlier attempt had filled, if that had the same tables in mind. */
    void begin() throws SQLException {
        Sql.transaction(connection, work -> {
            long goal = goal();
            String definition = rows.definition();
            var earlier = records.resumable(work, kind, projection, knownAt, definition);
            if (earlier.isPresent()) {
                id = earlier.get().id();
                phase = earlier.get().phase();
                position = earlier.get().position();
                if (phase == Phase.SWAPPING) {
                    // Much may have been recorded since; that is not made up for while the live rows wait.
                    phase = Phase.CATCHING_UP;
                }
                Place filled = phase == Phase.COMPARING && kind == Kind.REBUILD ? Place.BEFORE : place();
                if (earlier.get().sameDefinition() && rows.exist(work, filled)) {
                    records.resume(work, id, phase, goal);
                    return id;
                }
                records.end(work, id, State.ABANDONED, null);
                if (kind == Kind.REPLAY) {
                    rows.drop(work, place());
                    records.dropped(work, id);
                }
            }
            if (kind == Kind.REPLAY && records.scratches(work) >= ProjectionRuns.MOST_SCRATCHES) {
                throw new TooManyReplays(ProjectionRuns.MOST_SCRATCHES);
            }
            phase = Phase.FILLING;
            position = 0;
            id = records.begin(work, kind, projection, knownAt, definition, goal);
            rows.create(work, place());
            return id;
        });
        from = position;
        LOG.info(
                "{} {} of {} {} at {} of {} events",
                word(),
                id,
                projection,
                from == 0 ? "begins" : "goes on",
                from,
                goal());
    }

    private long goal() {
        return knownAt == null ? journal.head().position() : knownAt;
    }

    /** After the present step. */
    void stop() {
        stopping = true;
    }

    void await() throws InterruptedException {
        ended.await();
    }

    boolean await(Duration patience) throws InterruptedException {
        return ended.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
        begunNanos = System.nanoTime();
        spokenNanos = begunNanos;
        try {
            boolean through = switch (kind) {
                case REBUILD -> rebuild();
                case REPLAY -> replay();
            };
            state = through ? State.DONE : State.STOPPED;
            if (!through) {
                Sql.transaction(connection, work -> {
                    records.end(work, id, State.STOPPED, null);
                    return id;
                });
                LOG.info("{} {} of {} stopped at {}; the next start goes on there", word(), id, projection, position);
            }
        } catch (SQLException | RuntimeException failed) {
            state = State.FAILED;
            LOG.error(
                    "{} {} of {} failed at {}; the next start goes on there", word(), id, projection, position, failed);
            fail(failed);
        } finally {
            reader.shutdownNow();
            release();
            ended.countDown();
        }
    }

    private void fail(Exception failed) {
        try {
            Sql.transaction(connection, work -> {
                records.end(work, id, State.FAILED, String.valueOf(failed.getMessage()));
                return id;
            });
        } catch (SQLException gone) {
            // With the connection its lock is gone too, and everybody sees that it does not run.
            LOG.debug("the failure of {} {} could not be written down", word(), id, gone);
        }
    }

    void release() {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
            RunRecords.unlock(connection, kind, projection);
        } catch (SQLException gone) {
            LOG.debug("the lock of {} {} ended with its connection", word(), id, gone);
        }
    }

    private boolean rebuild() throws SQLException {
        if (phase == Phase.FILLING) {
            if (!fill(Long.MAX_VALUE)) {
                return false;
            }
            enter(Phase.INDEXING);
        }
        if (phase == Phase.INDEXING) {
            Sql.transaction(connection, work -> {
                Sql.update(work, SORTS_IN_MEMORY);
                rows.index(work, Place.BESIDE);
                rows.analyze(work, Place.BESIDE);
                records.enter(work, id, Phase.CATCHING_UP);
                return id;
            });
            phase = Phase.CATCHING_UP;
        }
        if (phase == Phase.CATCHING_UP) {
            if (!fill(Long.MAX_VALUE)) {
                return false;
            }
            enter(Phase.SWAPPING);
        }
        if (phase == Phase.SWAPPING && !swap()) {
            return false;
        }
        compareWithBefore();
        return true;
    }

    private boolean replay() throws SQLException {
        if (phase == Phase.FILLING) {
            if (!fill(goal())) {
                return false;
            }
            enter(Phase.COMPARING);
        }
        return awaitLive() && compareWithLive();
    }

    private void enter(Phase next) throws SQLException {
        Sql.transaction(connection, work -> {
            records.enter(work, id, next);
            return id;
        });
        phase = next;
        LOG.info("{} {} of {}: {} at {}", word(), id, projection, next, position);
    }

    /** Rows of some events in a row, ready to be copied. */
    private record Chunk(int events, long last, List<Copies> copies) {}

    /** Fills up to a position or near the head; false when it was stopped before. While one chunk is copied the next is read. */
    private boolean fill(long to) throws SQLException {
        CompletableFuture<Chunk> next = read(position, to);
        while (true) {
            Chunk chunk = arrived(next);
            boolean last = chunk.events() < chunkSize;
            if (!last) {
                next = read(chunk.last(), to);
            }
            if (chunk.events() > 0 && !copy(chunk) && !last) {
                return false;
            }
            if (last) {
                return !stopping;
            }
        }
    }

    private CompletableFuture<Chunk> read(long after, long to) {
        return CompletableFuture.supplyAsync(
                () -> {
                    int size = (int) Math.min(chunkSize, to - after);
                    List<StoredEvent> events = size == 0 ? List.of() : journal.after(after, size);
                    return new Chunk(
                            events.size(),
                            events.isEmpty() ? after : events.getLast().position(),
                            encoded(rows, journal, events));
                },
                reader);
    }

    private static Chunk arrived(CompletableFuture<Chunk> chunk) {
        try {
            return chunk.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /** Decoding is most of the work, and no event needs another: all cores take a share. */
    static List<Copies> encoded(ProjectionRows rows, Journal journal, List<StoredEvent> events) {
        int shares = Math.min(events.size(), 4 * Runtime.getRuntime().availableProcessors());
        return IntStream.range(0, shares)
                .parallel()
                .mapToObj(share -> events.subList(events.size() * share / shares, events.size() * (share + 1) / shares))
                .map(share -> rows.rowsOf(share.stream().map(journal::recorded).toList()))
                .toList();
    }

    /** Whether to go on. */
    private boolean copy(Chunk chunk) throws SQLException {
        long goal = Math.max(goal(), chunk.last());
        boolean goOn = Sql.transaction(connection, work -> {
            // What a crash takes back is filled again: rows and position go together.
            Sql.update(work, "set local synchronous_commit = off");
            for (Copies copies : chunk.copies()) {
                rows.copy(work, copies, place());
            }
            return records.advance(work, id, chunk.last(), goal);
        });
        position = chunk.last();
        speak(goal);
        return goOn && !stopping;
    }

    private void speak(long goal) {
        long now = System.nanoTime();
        if (now - spokenNanos < BETWEEN_WORDS.toNanos()) {
            return;
        }
        spokenNanos = now;
        long perSecond = (position - from) * 1000 / Math.max(1, (now - begunNanos) / 1_000_000);
        LOG.info(
                "{} {} of {}: {} of {} events, {} per second, {} s left",
                word(),
                id,
                projection,
                position,
                goal,
                perSecond,
                perSecond == 0 ? "?" : Long.toString((goal - position) / perSecond));
    }

    /** Tries again while somebody uses the live tables for long; false when it was stopped before. */
    private boolean swap() throws SQLException {
        while (!stopping && !records.stopAsked(connection, id)) {
            try {
                Sql.transaction(connection, this::swapNow);
                phase = Phase.COMPARING;
                LOG.info("rebuild {} of {} is live at {}", id, projection, position);
                return true;
            } catch (SQLException failed) {
                if (!Sql.wasLocked(failed)) {
                    throw failed;
                }
                LOG.debug("the tables of {} are in use; they are swapped later", projection, failed);
            }
            pause(BETWEEN_SWAPS);
        }
        connection.rollback();
        return false;
    }

    /** While the progress row is held the live processor waits, and goes on with the new tables. */
    private long swapNow(Connection work) throws SQLException {
        Sql.update(work, SWAP_WAITS);
        record Standing(long position, String definition) {}
        Standing before = Sql.first(
                        work,
                        row -> new Standing(row.getLong(1), row.getString(2)),
                        "select position, definition from projection.progress where name = ? for update",
                        projection)
                .orElseThrow();
        long filled = position;
        while (filled < before.position()) {
            List<StoredEvent> events = journal.after(filled, (int) Math.min(chunkSize, before.position() - filled));
            for (Copies copies : encoded(rows, journal, events)) {
                rows.copy(work, copies, Place.BESIDE);
            }
            filled = events.getLast().position();
        }
        rows.swap(work);
        Sql.update(
                work,
                "update projection.progress set definition = ?, position = ?, changed_at = now() where name = ?",
                rows.definition(),
                filled,
                projection);
        records.advance(work, id, filled, filled);
        records.enter(work, id, Phase.COMPARING);
        // Rows of another definition were meant to be others.
        records.comparable(work, id, before.definition().equals(rows.definition()) ? (Long) before.position() : null);
        position = filled;
        return filled;
    }

    private void compareWithBefore() throws SQLException {
        Optional<Long> comparable = Sql.transaction(connection, work -> records.comparable(work, id));
        ProjectionRows.Comparison found = null;
        if (comparable.isPresent()) {
            long comparedAt = comparable.get();
            found = Sql.transaction(
                    connection, work -> rows.compare(work, Place.BEFORE, true, Place.LIVE, comparedAt, SAMPLE));
        }
        finish(found);
    }

    private void finish(ProjectionRows.@Nullable Comparison found) throws SQLException {
        Sql.transaction(connection, work -> {
            rows.drop(work, Place.BEFORE);
            if (found != null) {
                records.found(work, id, found);
            }
            records.end(work, id, State.DONE, null);
            return id;
        });
        tell(found == null ? null : found.finding());
    }

    /** False when it was stopped before. */
    private boolean awaitLive() throws SQLException {
        record Live(long position, boolean stopAsked) {}
        long reached = -1;
        long since = System.nanoTime();
        while (!stopping) {
            Live live = Sql.transaction(
                    connection,
                    work -> Sql.first(
                                    work,
                                    row -> new Live(row.getLong(1), row.getBoolean(2)),
                                    "select p.position, r.stop_asked from projection.progress p, projection.run r"
                                            + " where p.name = ? and r.id = ?",
                                    projection,
                                    id)
                            .orElseThrow());
            if (live.stopAsked()) {
                return false;
            }
            if (live.position() >= goal()) {
                return true;
            }
            if (live.position() > reached) {
                reached = live.position();
                since = System.nanoTime();
            } else if (System.nanoTime() - since > standstill.toNanos()) {
                throw new IllegalStateException("the live rows of " + projection + " stand at " + reached + " of "
                        + goal() + " events and come no further: no server follows the journal");
            }
            pause(UNTIL_LIVE_HAS_IT);
        }
        return false;
    }

    private boolean compareWithLive() throws SQLException {
        ProjectionRows.Comparison found =
                Sql.transaction(connection, work -> rows.compare(work, Place.LIVE, false, place(), goal(), SAMPLE));
        Sql.transaction(connection, work -> {
            rows.analyze(work, place());
            records.found(work, id, found);
            records.end(work, id, State.DONE, null);
            return id;
        });
        tell(found.finding());
        return true;
    }

    private void tell(@Nullable Finding found) {
        if (found == null) {
            LOG.info("{} {} of {} is done; its definition changed, so nothing is compared", word(), id, projection);
        } else if (found.isEqual()) {
            LOG.info("{} {} of {} is done and found the live rows equal", word(), id, projection);
        } else {
            LOG.warn(
                    "{} {} of {} is done and found that the live rows DIFFER: {} were missing, {} were too many",
                    word(),
                    id,
                    projection,
                    found.missing(),
                    found.surplus());
        }
    }

    private void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            stopping = true;
        }
    }
}
