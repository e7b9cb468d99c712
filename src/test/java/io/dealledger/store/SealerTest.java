package io.dealledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dealledger.seal.Checkpoint;
import io.dealledger.seal.EventRow;
import io.dealledger.seal.Frontier;
import io.dealledger.seal.Hash;
import io.dealledger.seal.Leaf;
import io.dealledger.seal.Merkle;
import io.dealledger.seal.NotTrusted;
import io.dealledger.seal.SealedLedger.StoredCheckpoint;
import io.dealledger.store.embedded.EmbeddedStore;
import io.dealledger.testing.LedgerDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** What is recorded is sealed, on any number of nodes, once. */
class SealerTest {
    private EmbeddedStore.Database database;
    private Node node;
    private Sealer sealer;
    private SealStore store;

    @BeforeEach
    void start() {
        database = LedgerDatabase.fresh();
        Node.migrate(database);
        node = new Node(database);
        sealer = sealer(node);
        store = new SealStore(node.pool, sealer);
    }

    @AfterEach
    void stop() {
        sealer.close();
        node.close();
    }

    private static Sealer sealer(Node node) {
        return new Sealer(node.pool, node.head, LedgerDatabase.SEALING_KEY, Duration.ofMillis(1));
    }

    private void record(int events) {
        String stream = "pa_" + node.journal.head().position();
        node.decide(Node.register(stream, "Party"), Node.to(stream));
        for (int event = 1; event < events; event++) {
            node.decide(Node.rename("Name " + event), Node.to(stream));
        }
    }

    /** Events without their commands: what is sealed is rows. */
    private void fill(int events) throws SQLException {
        asOwner("""
                insert into domain_event (position, stream, stream_type, version, name, revision, payload, metadata,
                                          effective_on, recorded_at, part, parts)
                select n, 'pa_' || n, 'party', 0, 'party-registered', 1, '{"when":{}}', '{}', '-infinity',
                       now() + n * interval '1 microsecond', 1, 1
                  from generate_series(1, %1$d) n;
                update ledger_head set position = %1$d, recorded_at = now() + interval '1 minute'""".formatted(events));
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection owner = DriverManager.getConnection(
                        database.url(),
                        database.owner().user(),
                        database.owner().password());
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<EventRow> rows() {
        List<EventRow> rows = new ArrayList<>();
        store.all(Long.MAX_VALUE, rows::add);
        return rows;
    }

    /** The tree calculated from the rows alone. */
    private Hash root(long size) {
        return roots(rows()).get(Math.toIntExact(size));
    }

    /** At every size from 0. */
    private static List<Hash> roots(List<EventRow> rows) {
        Frontier tree = Frontier.empty();
        List<Hash> roots = new ArrayList<>(List.of(tree.root()));
        for (EventRow row : rows) {
            tree.add(Leaf.hash(row));
            roots.add(tree.root());
        }
        return roots;
    }

    private List<StoredCheckpoint> checkpoints() {
        return store.checkpoints(0, Integer.MAX_VALUE);
    }

    private static Checkpoint open(StoredCheckpoint stored) {
        return Checkpoint.open(stored.note(), LedgerDatabase.SEALING_KEY.verifier());
    }

    @Test
    void a_running_sealer_follows_the_head() throws Exception {
        sealer.start();
        record(5);
        assertThat(store.await(5, Duration.ofSeconds(10))).isTrue();
        record(3);
        assertThat(store.await(8, Duration.ofSeconds(10))).isTrue();
        assertThat(store.await(9, Duration.ofMillis(20))).isFalse();
        assertThat(store.progress().lag()).isZero();
        assertThat(open(checkpoints().getLast())).isEqualTo(new Checkpoint("deal-ledger/tests", 8, root(8)));
    }

    @Test
    void few_events_get_a_checkpoint_each_and_all_are_signed_roots_of_the_rows() throws Exception {
        record(9);
        assertThat(sealer.round()).isFalse();
        assertThat(checkpoints())
                .hasSize(9)
                .allSatisfy(stored -> assertThat(open(stored))
                        .isEqualTo(new Checkpoint("deal-ledger/tests", stored.size(), root(stored.size()))));
    }

    @Test
    void a_command_is_never_waiting_for_the_seal() throws Exception {
        try (Connection owner = DriverManager.getConnection(
                        database.url(),
                        database.owner().user(),
                        database.owner().password());
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("lock table seal_batch in access exclusive mode");
            sealer.start();
            record(4);
            assertThat(node.journal.head().position()).isEqualTo(4);
            owner.rollback();
        }
        assertThat(store.await(4, Duration.ofSeconds(10))).isTrue();
    }

    @Nested
    class After_a_long_absence {
        @ParameterizedTest
        @ValueSource(ints = {1, 65, Sealer.ROUND + 1})
        void what_waits_is_sealed_in_batches_and_every_part_of_the_tree_is_found(int events) throws Exception {
            fill(events);
            while (sealer.round()) {
                // Until nothing waits.
                assertThat(store.size()).isPositive();
            }
            assertThat(store.size()).isEqualTo(events);
            assertThat(checkpoints().size()).isLessThanOrEqualTo(2 * Sealer.CHECKPOINTS);
            List<EventRow> rows = rows();
            List<Hash> roots = roots(rows);
            assertThat(open(checkpoints().getLast()).root()).isEqualTo(roots.get(events));
            assertThat(Merkle.root(events, store.tree())).isEqualTo(roots.get(events));
            for (int index : new int[] {0, events / 3, events / 2, events - 1}) {
                assertThat(Merkle.includes(
                                Leaf.hash(rows.get(index)),
                                index,
                                events,
                                Merkle.inclusion(index, events, store.tree()),
                                roots.get(events)))
                        .isTrue();
                assertThat(Merkle.extendsTree(
                                index + 1,
                                roots.get(index + 1),
                                events,
                                roots.get(events),
                                Merkle.consistency(index + 1, events, store.tree())))
                        .isTrue();
            }
        }
    }

    @Nested
    class Several_nodes {
        @Test
        void seal_every_event_once_and_into_one_tree() throws Exception {
            try (Node second = new Node(database);
                    Sealer other = sealer(second);
                    ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                sealer.start();
                other.start();
                for (int client = 0; client < 6; client++) {
                    Node its = client % 2 == 0 ? node : second;
                    String stream = "pa_node-" + client;
                    clients.execute(() -> {
                        its.decide(Node.register(stream, "Party"), Node.to(stream));
                        for (int event = 0; event < 20; event++) {
                            its.decide(Node.rename("Name " + event), Node.to(stream));
                        }
                    });
                }
                clients.shutdown();
                assertThat(clients.awaitTermination(60, java.util.concurrent.TimeUnit.SECONDS))
                        .isTrue();
                long events = node.journal.head().position();
                assertThat(store.await(events, Duration.ofSeconds(20))).isTrue();
                assertThat(new SealStore(second.pool, other).await(events, Duration.ofSeconds(20)))
                        .isTrue();
                assertThat(open(checkpoints().getLast()))
                        .isEqualTo(new Checkpoint("deal-ledger/tests", events, root(events)));
                assertThat(sealer.trouble()).isEmpty();
                assertThat(other.trouble()).isEmpty();
            }
        }

        @Test
        void go_on_from_where_another_one_stopped() throws Exception {
            record(7);
            sealer.round();
            try (Node second = new Node(database);
                    Sealer other = sealer(second)) {
                record(6);
                other.round();
                record(2);
                sealer.round();
            }
            assertThat(open(checkpoints().getLast())).isEqualTo(new Checkpoint("deal-ledger/tests", 15, root(15)));
        }
    }

    @Nested
    class Nothing_more_is_signed {
        @Test
        void when_seals_that_this_process_has_made_are_gone() throws Exception {
            record(5);
            sealer.round();
            asOwner("alter table seal_batch disable trigger all; delete from seal_batch where size > 3");
            assertThatThrownBy(sealer::round)
                    .isInstanceOf(NotTrusted.class)
                    .hasMessageContaining("sealed up to position 5")
                    .hasMessageContaining("ends at 3");
            assertThat(store.size()).isEqualTo(3);
        }

        @Test
        void when_the_newest_checkpoint_is_not_signed_by_this_key() throws Exception {
            record(5);
            sealer.round();
            asOwner("alter table seal_batch disable trigger all;"
                    + " update seal_batch set checkpoint = replace(checkpoint, 'tests', 'other') where size = 5");
            record(1);
            try (Sealer afterRestart = sealer(node)) {
                assertThatThrownBy(afterRestart::round).isInstanceOf(NotTrusted.class);
            }
            assertThat(store.size()).isEqualTo(5);
        }

        @Test
        void when_an_event_is_missing() throws Exception {
            record(5);
            asOwner("alter table domain_event disable trigger all; delete from domain_event where position = 3");
            assertThatThrownBy(sealer::round).isInstanceOf(NotTrusted.class).hasMessageContaining("lacks position 3");
            assertThat(store.size()).isZero();
        }

        @Test
        void and_the_trouble_is_told() throws Exception {
            record(5);
            sealer.round();
            asOwner("alter table seal_batch disable trigger all; delete from seal_batch where size > 3");
            sealer.start();
            await().atMost(Duration.ofSeconds(10)).until(() -> sealer.trouble().isPresent());
            assertThat(store.progress().trouble())
                    .hasValueSatisfying(trouble -> assertThat(trouble).contains("sealed up to position 5"));
        }
    }

    @Test
    void the_service_can_neither_change_nor_remove_what_is_sealed() throws Exception {
        record(2);
        sealer.round();
        for (String change :
                List.of("update seal_batch set first = first", "delete from seal_batch", "truncate seal_batch")) {
            assertThatThrownBy(() -> node.jdbc.sql(change).update())
                    .as(change)
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> asOwner(change))
                    .as(change)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("never changed");
        }
    }
}
