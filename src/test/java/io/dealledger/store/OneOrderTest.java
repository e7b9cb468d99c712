package io.dealledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealledger.ledger.CommandMetadata;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.LedgerBusy;
import io.dealledger.party.PartyEvent.PartyRenamed;
import io.dealledger.party.Personal;
import io.dealledger.receipts.Outcome;
import io.dealledger.receipts.Reply;
import io.dealledger.store.embedded.EmbeddedStore;
import io.dealledger.testing.LedgerDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The one order, however many write, however long they are held up, and whatever breaks under them. */
class OneOrderTest {
    private EmbeddedStore.Database database;
    private Node node;

    @BeforeEach
    void start() {
        database = LedgerDatabase.fresh();
        Node.migrate(database);
        node = new Node(database);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private static boolean isAccepted(Outcome outcome) {
        return outcome instanceof Outcome.Decided decided && decided.receipt().reply() instanceof Reply.Accepted;
    }

    private static Outcome insist(Node node, Object command, String stream, String key) {
        while (true) {
            try {
                return node.decide(command, Node.to(stream, key));
            } catch (LedgerBusy again) {
                // The same key: it has one effect however often it is sent.
                assertThat(key).isNotEmpty();
            }
        }
    }

    @Test
    void two_nodes_under_load_keep_one_order_without_gaps() throws Exception {
        int streams = 12;
        int each = 25;
        for (int stream = 0; stream < streams; stream++) {
            node.decide(Node.register("pa_" + stream, "Party"), Node.to("pa_" + stream));
        }
        AtomicBoolean finished = new AtomicBoolean();
        List<Long> seen = new ArrayList<>();
        try (Node other = new Node(database);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
                var follower = other.events.openStream(new GlobalSequenceTrackingToken(0))) {
            // What one node commits the other hears of a little later.
            var following = clients.submit(() -> {
                while (follower.hasNextAvailable(50, TimeUnit.MILLISECONDS)
                        || !finished.get()
                        || seen.size() < node.journal.head().position()) {
                    if (follower.hasNextAvailable()) {
                        seen.add(JournalEventStore.position(
                                follower.nextAvailable().trackingToken()));
                    }
                }
                return seen;
            });
            List<CompletableFuture<Void>> done = new ArrayList<>();
            for (int client = 0; client < 16; client++) {
                Node its = client % 2 == 0 ? node : other;
                int number = client;
                done.add(CompletableFuture.runAsync(
                        () -> {
                            for (int command = 0; command < each; command++) {
                                String stream = "pa_" + (number * 7 + command) % streams;
                                assertThat(isAccepted(insist(
                                                its,
                                                Node.rename("Name " + number + " " + command),
                                                stream,
                                                number + "/" + command)))
                                        .isTrue();
                            }
                        },
                        clients));
            }
            CompletableFuture.allOf(done.toArray(CompletableFuture[]::new)).join();
            finished.set(true);
            following.get();
        }

        long events = streams + 16L * each;
        assertThat(seen)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events).boxed().toList());
        assertThat(node.journal.head().position()).isEqualTo(events);
        List<StoredEvent> all = node.journal.after(0, Integer.MAX_VALUE);
        for (int index = 1; index < all.size(); index++) {
            assertThat(all.get(index).recordedAt())
                    .isAfterOrEqualTo(all.get(index - 1).recordedAt());
        }
        assertThat(node.jdbc.sql("""
                                select count(*) from (select version, row_number() over
                                  (partition by stream order by position) - 1 as expected from domain_event) v
                                 where version <> expected""").query(Long.class).single()).isZero();
        assertThat(node.jdbc
                        .sql("select count(*) from receipt")
                        .query(Long.class)
                        .single())
                .isEqualTo(events);
    }

    @Test
    void waiting_commands_share_commits() {
        node.decide(Node.register("pa_warm", "Warm"), Node.to("pa_warm"));

        List<CompletableFuture<Outcome>> sent = IntStream.range(0, 400)
                .mapToObj(number -> node.send(Node.register("pa_" + number, "Party"), Node.to("pa_" + number)))
                .toList();
        sent.forEach(CompletableFuture::join);

        long commits = node.jdbc
                .sql("select count(distinct recorded_at) from domain_event")
                .query(Long.class)
                .single();
        assertThat(commits).isLessThan(200);
    }

    @Test
    void a_session_that_holds_the_head_for_longer_than_every_limit_loses_nothing() throws Exception {
        node.decide(Node.register("pa_held", "Held"), Node.to("pa_held"));
        CommandMetadata metadata = Node.to("pa_held", "held up");
        CompletableFuture<Outcome> queued;
        try (Connection foreign = DriverManager.getConnection(
                        database.url(), database.app().user(), database.app().password());
                Statement statement = foreign.createStatement()) {
            foreign.setAutoCommit(false);
            statement.execute("select * from ledger_head for update");

            assertThatThrownBy(() -> node.decide(Node.rename("Held up"), metadata))
                    .isInstanceOf(LedgerBusy.class);
            assertThat(node.journal.find(metadata.client(), "held up")).isEmpty();
            assertThat(node.journal.head().position()).isEqualTo(1);

            queued = node.send(Node.rename("Queued"), Node.to("pa_held", "queued"));
            foreign.commit();
        }
        assertThat(isAccepted(queued.join())).isTrue();
        assertThat(isAccepted(node.decide(Node.rename("Held up"), metadata))).isTrue();

        assertThat(node.journal.after(0, 10)).extracting(StoredEvent::position).containsExactly(1L, 2L, 3L);
    }

    /** An import is one decision, and one statement; what follows it has to wait no longer than ever. */
    @Test
    void a_decision_of_many_events_may_take_longer_and_the_next_one_may_not() throws Exception {
        node.decide(Node.register("pa_many", "Many"), Node.to("pa_many"));
        NewEvent event = node.codec.encode(
                new PartyRenamed(Personal.open("x".repeat(200)), EffectiveOn.day(LocalDate.of(2024, 1, 1))),
                Map.of(CommandMetadata.ACTOR, "ann"));
        WriterSettings tight = new WriterSettings(
                Duration.ofMillis(100),
                Duration.ofMillis(150),
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                256,
                4,
                64,
                1024,
                1000);
        try (OrderedWriter writer = new OrderedWriter(node.pool, Clock.systemUTC(), new Head(), tight)) {
            assertThat(writer.append(List.of(append("pa_many", 0, Collections.nCopies(20_000, event)))))
                    .singleElement()
                    .isInstanceOf(Appended.Written.class);
            try (Connection foreign = DriverManager.getConnection(
                            database.url(),
                            database.app().user(),
                            database.app().password());
                    Statement statement = foreign.createStatement()) {
                foreign.setAutoCommit(false);
                statement.execute("select * from ledger_head for update");
                assertThatThrownBy(() -> writer.append(List.of(append("pa_many", 20_000, List.of(event)))))
                        .isInstanceOf(LedgerBusy.class);
            }
            assertThat(writer.append(List.of(append("pa_many", 20_000, List.of(event)))))
                    .singleElement()
                    .isInstanceOf(Appended.Written.class);
        }
        assertThat(node.journal.head().position()).isEqualTo(20_002);
    }

    private static Append append(String stream, long expected, List<NewEvent> events) {
        String key = "after " + expected + " of " + stream;
        return new Append(
                stream,
                expected,
                null,
                "cl_tests",
                key,
                "print",
                "cm_" + expected,
                "{\"outcome\":\"accepted\",\"id\":\"" + stream + "\",\"version\":0,\"events\":[]}",
                events);
    }

    @Test
    void a_connection_that_is_killed_under_load_costs_nothing_and_doubles_nothing() throws Exception {
        EmbeddedStore.Database owner = database;
        AtomicBoolean finished = new AtomicBoolean();
        Thread killer = Thread.ofVirtual().start(() -> {
            try (Connection connection = DriverManager.getConnection(
                            owner.url(), owner.app().user(), owner.app().password());
                    Statement statement = connection.createStatement()) {
                for (int kill = 0; !finished.get(); kill++) {
                    // Not every flush: the point is what becomes of those that are hit.
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(kill % 7));
                    statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where datname = current_database() and pid <> pg_backend_pid()"
                            + " and query like '%ledger_append%' and state = 'active'");
                }
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        });
        Set<String> acknowledged = new HashSet<>();
        for (int round = 0; round < 60; round++) {
            String stream = "pa_" + round;
            assertThat(isAccepted(insist(node, Node.register(stream, "Party"), stream, "key " + round)))
                    .isTrue();
            acknowledged.add(stream);
        }
        finished.set(true);
        killer.join();

        assertThat(node.jdbc
                        .sql("select stream from domain_event")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(node.journal.head().position()).isEqualTo(60);
    }

    @Test
    void what_the_database_cannot_take_fails_alone() {
        node.decide(Node.register("pa_nul", "Fine"), Node.to("pa_nul"));
        CompletableFuture<Outcome> broken =
                node.send(Node.register("pa_bad", "Bad"), Node.to("pa_bad", "a key with a zero \u0000"));
        List<CompletableFuture<Outcome>> sound = IntStream.range(0, 50)
                .mapToObj(number -> node.send(Node.register("pa_" + number, "Sound"), Node.to("pa_" + number)))
                .toList();

        assertThatThrownBy(broken::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(sound)
                .allSatisfy(future -> assertThat(isAccepted(future.join())).isTrue());
        assertThat(isAccepted(node.decide(Node.register("pa_bad", "Bad"), Node.to("pa_bad"))))
                .isTrue();
    }

    @Test
    void a_command_decided_on_a_state_that_another_node_has_overtaken_is_decided_again() {
        node.decide(Node.register("pa_shared", "Shared"), Node.to("pa_shared"));
        try (Node other = new Node(database)) {
            for (int turn = 0; turn < 5; turn++) {
                assertThat(isAccepted(other.decide(Node.rename("Theirs"), Node.to("pa_shared"))))
                        .isTrue();
                assertThat(isAccepted(node.decide(Node.rename("Ours"), Node.to("pa_shared"))))
                        .isTrue();
            }
            assertThat(node.journal.versionOf("pa_shared")).hasValue(10);
            assertThat(other.decide(Node.rename("Stale"), Node.expecting("pa_shared", 3L, false)))
                    .isInstanceOf(Outcome.Stale.class);
        }
    }

    @Test
    void the_order_of_instants_does_not_depend_on_the_machines_clock() {
        List<Instant> times = new ArrayList<>();
        try (Node early = new Node(database, at("2020-01-01T00:00:00Z"), Node.QUICK);
                Node late = new Node(database, at("2030-01-01T00:00:00.123456789Z"), Node.QUICK)) {
            late.decide(Node.register("pa_one", "One"), Node.to("pa_one"));
            early.decide(Node.register("pa_two", "Two"), Node.to("pa_two"));
            late.decide(Node.register("pa_three", "Three"), Node.to("pa_three"));
        }
        node.journal.after(0, 10).forEach(event -> times.add(event.recordedAt()));

        assertThat(times)
                .containsExactly(
                        Instant.parse("2030-01-01T00:00:00.123456Z"),
                        Instant.parse("2030-01-01T00:00:00.123457Z"),
                        Instant.parse("2030-01-01T00:00:00.123458Z"));
    }

    @Test
    void an_instant_that_was_asked_for_is_closed_for_later_events() {
        node.decide(Node.register("pa_one", "One"), Node.to("pa_one"));
        Instant asked = Instant.now().plusSeconds(30).truncatedTo(java.time.temporal.ChronoUnit.MICROS);

        assertThat(node.journal.at(asked)).isEqualTo(1);
        node.decide(Node.register("pa_two", "Two"), Node.to("pa_two"));

        assertThat(node.journal.at(asked)).isEqualTo(1);
        assertThat(node.journal.after(1, 1).getFirst().recordedAt()).isAfter(asked);
        assertThat(node.journal.at(Instant.EPOCH)).isZero();
        for (StoredEvent event : node.journal.after(0, 10)) {
            assertThat(node.journal.at(event.recordedAt())).isEqualTo(event.position());
        }
    }

    @Test
    void a_long_stream_is_read_whole() {
        node.decide(Node.register("pa_long", "Long"), Node.to("pa_long"));
        for (int round = 0; round < 5; round++) {
            // No more at once than the lane's queue takes.
            List<CompletableFuture<Outcome>> sent = IntStream.range(0, 460)
                    .mapToObj(number -> node.send(Node.rename("Name " + number), Node.to("pa_long")))
                    .toList();
            sent.forEach(CompletableFuture::join);
        }

        assertThat(node.events.readEvents("pa_long").asStream().count()).isEqualTo(2301);
        try (Node other = new Node(database)) {
            assertThat(other.decide(Node.rename("After"), Node.expecting("pa_long", 2300L, false)))
                    .isInstanceOf(Outcome.Decided.class);
        }
    }

    private static Clock at(String instant) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.parse(instant);
            }
        };
    }

    @Test
    void limits_are_in_the_order_in_which_they_help() {
        WriterSettings usual = Node.QUICK;
        assertThat(usual.lockTimeout()).isLessThan(usual.statementTimeout());
        assertThat(usual.statementTimeout()).isLessThan(usual.transactionTimeout());
        assertThat(Duration.ZERO).isLessThan(usual.lockTimeout());
    }
}
