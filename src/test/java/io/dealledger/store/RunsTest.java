package io.dealledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.dealledger.replay.Difference;
import io.dealledger.replay.Difference.Side;
import io.dealledger.replay.RebuildRunning;
import io.dealledger.replay.Run;
import io.dealledger.replay.Run.Finding;
import io.dealledger.replay.Run.Kind;
import io.dealledger.replay.Run.Phase;
import io.dealledger.replay.Run.State;
import io.dealledger.replay.TooManyReplays;
import io.dealledger.store.embedded.EmbeddedStore;
import io.dealledger.testing.LedgerDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RunsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final List<String> NAMES = List.of("names");

    private EmbeddedStore.Database database;
    private Node node;
    private Names names;
    private StoredProjections projections;

    @BeforeEach
    void start() {
        database = LedgerDatabase.fresh();
        Node.migrate(database);
        node = new Node(database);
        names = new Names(1);
        projections = Names.kept(node, names);
        projections.start();
    }

    @AfterEach
    void stop() {
        names.meanwhile().set(() -> {});
        projections.stop();
        node.close();
    }

    private void record(int from, int to) {
        for (int number = from; number < to; number++) {
            node.decide(Node.register("pa_" + number, "Party " + number), Node.to("pa_" + number));
        }
    }

    private void awaitHead() throws InterruptedException {
        assertThat(projections.await("names", node.journal.head().position(), SOON))
                .isTrue();
    }

    private void recorded(int parties) throws InterruptedException {
        record(0, parties);
        awaitHead();
    }

    private long rows() {
        return node.jdbc
                .sql("select count(*) from projection.name_of")
                .query(Long.class)
                .single();
    }

    private Run rebuild() {
        return projections.runs().rebuild(NAMES).getFirst();
    }

    private Run ended(Run run) throws InterruptedException {
        Run ended = projections.runs().await(run.kind(), run.id(), SOON);
        assertThat(ended.state()).isNotEqualTo(State.RUNNING);
        return ended;
    }

    /** Runs the action once, when the projection has been asked for the rows of so many events. */
    private void after(int events, Runnable action) {
        AtomicInteger seen = new AtomicInteger();
        names.meanwhile().set(() -> {
            if (seen.incrementAndGet() == events) {
                action.run();
            }
        });
    }

    /** Holds a run until it is told to go on. */
    private final class Held {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        Held() {
            names.meanwhile().set(() -> {
                begun.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException stopping) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        void goOn() {
            names.meanwhile().set(() -> {});
            goOn.countDown();
        }
    }

    @Nested
    class Rebuild {
        @Test
        void fails_no_read_and_no_write_while_it_runs_and_gives_equal_tables() throws Exception {
            recorded(200);
            AtomicBoolean over = new AtomicBoolean();
            AtomicReference<Throwable> failed = new AtomicReference<>();
            AtomicLong reads = new AtomicLong();
            AtomicLong written = new AtomicLong(200);
            Runnable reading = () -> {
                try {
                    while (!over.get()) {
                        long atLeast = written.get();
                        if (!projections.await("names", atLeast, SOON)) {
                            throw new AssertionError("the projection does not reach " + atLeast);
                        }
                        // As readers read: up to a position, which all their tables have reached.
                        long found = node.jdbc
                                .sql("select count(*) from projection.name_of where known_from <= ?")
                                .param(atLeast)
                                .query(Long.class)
                                .single();
                        if (found != atLeast) {
                            throw new AssertionError("at " + atLeast + " it reads " + found + " rows");
                        }
                        reads.incrementAndGet();
                    }
                } catch (Throwable wrong) {
                    failed.compareAndSet(null, wrong);
                }
            };
            List<Thread> readers = List.of(
                    Thread.ofVirtual().start(reading),
                    Thread.ofVirtual().start(reading),
                    Thread.ofVirtual().start(reading));
            Thread writer = Thread.ofVirtual().start(() -> {
                try {
                    while (!over.get()) {
                        long next = written.get();
                        record((int) next, (int) next + 1);
                        written.incrementAndGet();
                    }
                } catch (Throwable wrong) {
                    failed.compareAndSet(null, wrong);
                }
            });

            for (int time = 0; time < 5; time++) {
                Run run = ended(rebuild());
                assertThat(run.state()).as(run.toString()).isEqualTo(State.DONE);
                assertThat(run.finding())
                        .satisfies(found -> assertThat(found.isEqual()).isTrue());
                assertThat(run.finding().position()).isGreaterThanOrEqualTo(200);
            }

            over.set(true);
            writer.join();
            for (Thread reader : readers) {
                reader.join();
            }
            assertThat(failed.get()).isNull();
            assertThat(reads.get()).isGreaterThan(20);
            assertThat(written.get()).isGreaterThan(210);
            awaitHead();
            assertThat(rows()).isEqualTo(written.get());
            assertThat(projections.runs().compare("names").isEqual()).isTrue();
        }

        @Test
        void reports_rows_that_were_altered_removed_or_added_behind_the_ledgers_back() throws Exception {
            recorded(30);
            try (Connection owner = DriverManager.getConnection(
                            database.url(),
                            database.app().user(),
                            database.app().password());
                    Statement statement = owner.createStatement()) {
                statement.execute("update projection.name_of set stream = 'pa_mine' where known_from = 7");
                statement.execute("delete from projection.name_of where known_from = 12");
                statement.execute(
                        "insert into projection.name_of select * from projection.name_of where known_from = 20");
                statement.execute("insert into projection.name_of values ('pa_future', 99, null, 'not yet')");
            }

            Run run = ended(rebuild());

            assertThat(run.finding()).isEqualTo(new Finding(30, 2, 3));
            List<Difference> differences = projections.runs().differences(Kind.REBUILD, run.id());
            assertThat(differences)
                    .extracting(Difference::side, difference -> difference.row().get("stream"))
                    .containsExactlyInAnyOrder(
                            tuple(Side.MISSING, "pa_6"),
                            tuple(Side.SURPLUS, "pa_mine"),
                            tuple(Side.MISSING, "pa_11"),
                            tuple(Side.SURPLUS, "pa_19"),
                            tuple(Side.SURPLUS, "pa_future"));
            assertThat(projections.runs().compare("names").isEqual()).isTrue();
            // It is remembered, and the next one finds what this one made right.
            assertThat(ended(rebuild()).finding()).isEqualTo(new Finding(30, 0, 0));
            assertThat(projections.runs().newest(Kind.REBUILD, "names", 9))
                    .extracting(one -> one.finding().isEqual())
                    .containsExactly(true, false);
        }

        @Test
        void counts_all_differences_and_keeps_the_first_of_them() throws InterruptedException {
            recorded(100);
            node.jdbc.sql("update projection.name_of set words = 'other words'").update();

            Run run = ended(rebuild());

            assertThat(run.finding()).isEqualTo(new Finding(100, 100, 100));
            assertThat(projections.runs().differences(Kind.REBUILD, run.id()))
                    .hasSize(20)
                    .allMatch(difference -> Long.parseLong(difference.row().get("known_from")) <= 10);
        }

        @Test
        void stops_when_asked_and_goes_on_where_it_was() throws InterruptedException {
            recorded(60);
            after(
                    20,
                    () -> projections
                            .runs()
                            .stop(
                                    Kind.REBUILD,
                                    projections
                                            .runs()
                                            .newest(Kind.REBUILD, "names", 1)
                                            .getFirst()
                                            .id()));

            Run stopped = ended(rebuild());

            assertThat(stopped.state()).isEqualTo(State.STOPPED);
            assertThat(stopped.position()).isBetween(8L, 40L);
            assertThat(stopped.finding()).isNull();
            assertThat(stopped.isUnfinished()).isTrue();
            assertThat(rows()).isEqualTo(60);
            node.jdbc
                    .sql("update projection.name_of__new set words = 'filled before the stop'")
                    .update();

            Run resumed = ended(rebuild());

            assertThat(resumed.id()).isEqualTo(stopped.id());
            assertThat(resumed.state()).isEqualTo(State.DONE);
            assertThat(resumed.resumedFrom()).isEqualTo(stopped.position());
            assertThat(resumed.resumedAt()).isAfter(resumed.startedAt());
            assertThat(rows()).isEqualTo(60);
            assertThat(node.jdbc
                            .sql("select count(*) from projection.name_of where words = 'filled before the stop'")
                            .query(Long.class)
                            .single())
                    .isEqualTo(stopped.position());
            // What was done to the half that was filled is found too.
            assertThat(resumed.finding()).isEqualTo(new Finding(60, stopped.position(), stopped.position()));
        }

        @Test
        void shows_as_interrupted_when_its_connection_is_killed_and_goes_on_later() throws Exception {
            recorded(60);
            after(30, () -> kill("pg_locks l join pg_stat_activity a using (pid) where l.locktype = 'advisory'"));

            Run run = rebuild();
            Run killed = ended(run);

            assertThat(killed.state()).isIn(State.INTERRUPTED, State.FAILED);
            assertThat(rows()).isEqualTo(60);
            Run resumed = ended(rebuild());
            assertThat(resumed.id()).isEqualTo(run.id());
            assertThat(resumed.state()).isEqualTo(State.DONE);
            assertThat(resumed.finding()).isEqualTo(new Finding(60, 0, 0));
        }

        @Test
        void is_refused_while_one_runs_here_or_on_another_node() throws InterruptedException {
            recorded(3);
            Held held = new Held();
            Run run = rebuild();
            held.begun.await();

            assertThatThrownBy(() -> projections.runs().rebuild(NAMES))
                    .isInstanceOf(RebuildRunning.class)
                    .hasMessageContaining("names");
            try (Node other = new Node(database)) {
                StoredProjections there = Names.kept(other, new Names(1));
                assertThatThrownBy(() -> there.runs().rebuild(NAMES)).isInstanceOf(RebuildRunning.class);
                assertThat(there.runs().find(Kind.REBUILD, run.id()))
                        .hasValueSatisfying(seen -> assertThat(seen.state()).isEqualTo(State.RUNNING));
                // Any node may stop it.
                there.runs().stop(Kind.REBUILD, run.id());
            }
            held.goOn();

            assertThat(ended(run).state()).isEqualTo(State.STOPPED);
        }

        @Test
        void waits_for_a_long_read_and_lets_other_reads_pass_meanwhile() throws Exception {
            recorded(20);
            try (Connection reader = DriverManager.getConnection(
                            database.url(),
                            database.app().user(),
                            database.app().password());
                    Statement statement = reader.createStatement()) {
                reader.setAutoCommit(false);
                statement.execute("select count(*) from projection.name_of");
                Run run = rebuild();
                await().during(Duration.ofMillis(600))
                        .atMost(Duration.ofSeconds(20))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> rows() == 20);
                assertThat(projections.runs().find(Kind.REBUILD, run.id())).hasValueSatisfying(waiting -> {
                    assertThat(waiting.state()).isEqualTo(State.RUNNING);
                    assertThat(waiting.phase()).isEqualTo(Phase.SWAPPING);
                });
                reader.rollback();
                assertThat(ended(run).finding()).isEqualTo(new Finding(20, 0, 0));
            }
        }

        @Test
        void says_how_far_it_is_how_fast_it_goes_and_how_long_it_will_take() throws InterruptedException {
            recorded(80);
            AtomicReference<Run> seen = new AtomicReference<>();
            after(
                    60,
                    () -> seen.set(
                            projections.runs().newest(Kind.REBUILD, "names", 1).getFirst()));

            Run done = ended(rebuild());

            assertThat(seen.get().phase()).isEqualTo(Phase.FILLING);
            assertThat(seen.get().position()).isBetween(8L, 64L);
            assertThat(seen.get().goal()).isEqualTo(80);
            assertThat(seen.get().perSecond()).isPositive();
            assertThat(seen.get().remaining()).isNotNull().isLessThan(Duration.ofMinutes(1));
            assertThat(done.position()).isEqualTo(80);
            assertThat(done.remaining()).isNull();
            assertThat(done.endedAt()).isAfter(done.startedAt());
        }

        @Test
        void begins_anew_when_the_program_has_changed_since_it_stopped() throws InterruptedException {
            recorded(60);
            after(
                    20,
                    () -> projections
                            .runs()
                            .stop(
                                    Kind.REBUILD,
                                    projections
                                            .runs()
                                            .newest(Kind.REBUILD, "names", 1)
                                            .getFirst()
                                            .id()));
            Run stopped = ended(rebuild());
            projections.stop();
            names = new Names(2);
            projections = Names.kept(node, names);

            projections.start();

            assertThat(projections
                            .runs()
                            .find(Kind.REBUILD, stopped.id())
                            .orElseThrow()
                            .state())
                    .isEqualTo(State.ABANDONED);
            Run anew = projections.runs().newest(Kind.REBUILD, "names", 1).getFirst();
            assertThat(anew.state()).isEqualTo(State.DONE);
            // Rows of another revision are meant to be others.
            assertThat(anew.finding()).isNull();
            assertThat(rows()).isEqualTo(60);
        }
    }

    @Nested
    class Replay {
        private Run replay(long knownAt) throws InterruptedException {
            return ended(projections.runs().replay(NAMES, knownAt).getFirst());
        }

        private long rowsOf(Run run) {
            return node.jdbc
                    .sql("select count(*) from " + run.tables().getFirst())
                    .query(Long.class)
                    .single();
        }

        @Test
        void makes_the_tables_as_they_were_at_a_position_and_finds_the_live_rows_of_that_time_equal()
                throws InterruptedException {
            recorded(40);

            for (long knownAt : new long[] {0, 1, 8, 17, 40}) {
                Run run = replay(knownAt);
                assertThat(run.state()).as(run.toString()).isEqualTo(State.DONE);
                assertThat(run.finding()).isEqualTo(new Finding(knownAt, 0, 0));
                assertThat(rowsOf(run)).isEqualTo(knownAt);
            }
        }

        @Test
        void finds_what_was_done_to_the_rows_of_that_time_and_nothing_later() throws InterruptedException {
            recorded(40);
            node.jdbc
                    .sql("update projection.name_of set words = 'mine' where known_from in (10, 30)")
                    .update();

            assertThat(replay(9).finding()).isEqualTo(new Finding(9, 0, 0));
            assertThat(replay(29).finding()).isEqualTo(new Finding(29, 1, 1));
            assertThat(replay(40).finding()).isEqualTo(new Finding(40, 2, 2));
        }

        @Test
        void is_never_read_as_a_live_answer() throws InterruptedException {
            recorded(40);

            Run run = replay(10);

            assertThat(run.tables()).containsExactly("scratch.name_of__" + run.id());
            assertThat(rows()).isEqualTo(40);
            assertThatThrownBy(() -> node.jdbc
                            .sql("select count(*) from name_of__" + run.id())
                            .query()
                            .singleRow())
                    .hasStackTraceContaining("does not exist");
            assertThat(node.jdbc
                            .sql("select array_to_string(current_schemas(true), ' ')")
                            .query(String.class)
                            .single())
                    .doesNotContain("scratch");
        }

        @Test
        void is_dropped_and_its_finding_stays() throws InterruptedException {
            recorded(10);
            Run run = replay(10);

            projections.runs().drop(run.id());

            Run dropped = projections.runs().find(Kind.REPLAY, run.id()).orElseThrow();
            assertThat(dropped.tables()).isEmpty();
            assertThat(dropped.finding()).isEqualTo(new Finding(10, 0, 0));
            assertThatThrownBy(() -> rowsOf(run)).hasStackTraceContaining("does not exist");
        }

        @Test
        void is_not_dropped_while_it_runs_and_stops_when_asked() throws InterruptedException {
            recorded(40);
            Held held = new Held();
            Run run = projections.runs().replay(NAMES, 30).getFirst();
            held.begun.await();

            assertThatThrownBy(() -> projections.runs().drop(run.id())).isInstanceOf(RebuildRunning.class);
            assertThatThrownBy(() -> projections.runs().replay(NAMES, 20)).isInstanceOf(RebuildRunning.class);
            projections.runs().stop(Kind.REPLAY, run.id());
            held.goOn();

            assertThat(ended(run).state()).isEqualTo(State.STOPPED);
            Run resumed = replay(30);
            assertThat(resumed.id()).isEqualTo(run.id());
            assertThat(resumed.finding()).isEqualTo(new Finding(30, 0, 0));
            assertThat(rowsOf(resumed)).isEqualTo(30);
        }

        @Test
        void fails_when_the_live_rows_come_no_further_and_ends_once_they_do() throws InterruptedException {
            recorded(10);
            projections.stop();
            record(10, 20);
            List<Run> ended = new ArrayList<>();
            try (ProjectionRuns alone =
                    new ProjectionRuns(List.of(names), node.pool, node.jdbc, node.journal, 8, Duration.ofMillis(200))) {
                for (Run run : alone.replay(NAMES, 20)) {
                    ended.add(alone.await(run.kind(), run.id(), SOON));
                }
            }
            assertThat(ended).singleElement().satisfies(run -> {
                assertThat(run.state()).isEqualTo(State.FAILED);
                assertThat(run.failure()).contains("stand at 10 of 20 events");
            });

            projections = Names.kept(node, names);
            projections.start();

            Run resumed = replay(20);
            assertThat(resumed.id()).isEqualTo(ended.getFirst().id());
            assertThat(resumed.finding()).isEqualTo(new Finding(20, 0, 0));
        }

        @Test
        void is_refused_when_too_many_are_kept() throws InterruptedException {
            recorded(10);
            Run first = replay(1);
            for (int number = 1; number < ProjectionRuns.MOST_SCRATCHES; number++) {
                replay(1);
            }

            assertThatThrownBy(() -> projections.runs().replay(NAMES, 1)).isInstanceOf(TooManyReplays.class);

            projections.runs().drop(first.id());
            assertThat(replay(1).state()).isEqualTo(State.DONE);
        }

        @Test
        void goes_on_beside_a_rebuild_of_the_same_projection() throws InterruptedException {
            recorded(40);

            Run replay = projections.runs().replay(NAMES, 25).getFirst();
            Run rebuild = rebuild();

            assertThat(ended(replay).finding()).isEqualTo(new Finding(25, 0, 0));
            assertThat(ended(rebuild).finding()).isEqualTo(new Finding(40, 0, 0));
        }
    }

    /** As a database that restarts, or an administrator, would. */
    private void kill(String sessions) {
        var superuser = LedgerDatabase.superuser();
        try (Connection connection =
                        DriverManager.getConnection(database.url(), superuser.user(), superuser.password());
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from " + sessions
                    + " and a.datname = current_database() and a.pid <> pg_backend_pid()");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
