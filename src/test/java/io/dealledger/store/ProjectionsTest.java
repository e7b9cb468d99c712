package io.dealledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealledger.ledger.LedgerBusy;
import io.dealledger.receipts.Outcome;
import io.dealledger.store.embedded.EmbeddedStore;
import io.dealledger.testing.LedgerDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProjectionsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private EmbeddedStore.Database database;
    private Node node;
    private StoredProjections projections;

    @BeforeEach
    void start() {
        database = LedgerDatabase.fresh();
        Node.migrate(database);
        node = new Node(database);
        projections = Names.kept(node, new Names(1));
        projections.start();
    }

    @AfterEach
    void stop() {
        projections.stop();
        node.close();
    }

    private void record(int from, int to) {
        for (int number = from; number < to; number++) {
            node.decide(Node.register("pa_" + number, "Party " + number), Node.to("pa_" + number));
        }
    }

    private long rows() {
        return node.jdbc
                .sql("select count(*) from projection.name_of")
                .query(Long.class)
                .single();
    }

    private void awaitHead() throws InterruptedException {
        assertThat(projections.await("names", node.journal.head().position(), SOON))
                .isTrue();
    }

    @Test
    void follows_what_is_recorded_and_says_when_it_has() throws InterruptedException {
        record(0, 30);

        awaitHead();

        assertThat(rows()).isEqualTo(30);
        assertThat(projections.progress())
                .singleElement()
                .satisfies(progress -> assertThat(progress.lag()).isZero());
        assertThat(projections.runs().compare("names").isEqual()).isTrue();
        assertThat(projections.await("names", 31, Duration.ofMillis(30))).isFalse();
    }

    @Test
    void skips_no_event_however_late_its_transaction_commits() throws Exception {
        record(0, 3);
        awaitHead();
        CompletableFuture<Outcome> behind;
        try (Connection late = DriverManager.getConnection(
                        database.url(), database.app().user(), database.app().password());
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("update ledger_head set position = 4, recorded_at = recorded_at + interval '1 s'");
            statement.execute("""
                    insert into domain_event (position, stream, stream_type, version, name, revision, payload,
                                              metadata, effective_on, recorded_at, part, parts)
                    select 4, 'pa_late', stream_type, 0, name, revision, payload,
                           metadata, effective_on, recorded_at + interval '1 s', 1, 1
                      from domain_event where position = 3""");

            // The event has its position and is not committed for longer than a writer waits.
            assertThatThrownBy(() -> record(3, 4)).isInstanceOf(LedgerBusy.class);
            behind = node.send(Node.register("pa_behind", "Behind"), Node.to("pa_behind"));
            assertThat(projections.await("names", 4, Duration.ofMillis(100))).isFalse();
            assertThat(rows()).isEqualTo(3);

            late.commit();
        }
        assertThat(behind.get(SOON.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(Outcome.Decided.class);
        record(4, 6);
        awaitHead();

        assertThat(node.jdbc
                        .sql("select stream from projection.name_of order by known_from")
                        .query(String.class)
                        .list())
                .containsExactly("pa_0", "pa_1", "pa_2", "pa_late", "pa_behind", "pa_4", "pa_5");
        assertThat(projections.runs().compare("names").isEqual()).isTrue();
    }

    @Test
    void follows_what_another_node_records() throws InterruptedException {
        try (Node other = new Node(database)) {
            for (int number = 0; number < 10; number++) {
                other.decide(Node.register("pa_" + number, "Party"), Node.to("pa_" + number));
            }
        }
        awaitHead();

        assertThat(rows()).isEqualTo(10);
    }

    @Test
    void notices_rows_that_are_missing_or_too_many() throws InterruptedException {
        record(0, 10);
        awaitHead();
        node.jdbc
                .sql("delete from projection.name_of where known_from in (3, 4)")
                .update();
        node.jdbc
                .sql("insert into projection.name_of values ('pa_x', 1, null, 'words')")
                .update();

        var comparison = projections.runs().compare("names");

        assertThat(comparison.missing()).isEqualTo(2);
        assertThat(comparison.surplus()).isEqualTo(1);
    }

    @Test
    void is_made_anew_while_commands_go_on() throws InterruptedException {
        record(0, 20);
        awaitHead();
        node.jdbc.sql("delete from projection.name_of").update();
        Thread writing = Thread.ofVirtual().start(() -> record(20, 60));

        projections.runs().rebuildNow("names");

        writing.join();
        awaitHead();
        assertThat(rows()).isEqualTo(60);
        assertThat(projections.runs().compare("names").isEqual()).isTrue();
    }

    @Test
    void is_filled_anew_at_the_start_when_its_definition_changed() throws InterruptedException {
        record(0, 5);
        awaitHead();
        projections.stop();
        projections = Names.kept(node, new Names(2));

        projections.start();
        awaitHead();

        assertThat(node.jdbc
                        .sql("select distinct words from projection.name_of")
                        .query(String.class)
                        .list())
                .containsExactly("a\ttab, a \\ and revision 2");
        record(5, 8);
        awaitHead();
        assertThat(rows()).isEqualTo(8);
    }

    @Test
    void reads_its_own_writes_within_milliseconds() throws InterruptedException {
        record(0, 50);
        awaitHead();
        long waited = 0;
        for (int number = 50; number < 100; number++) {
            node.decide(Node.register("pa_" + number, "Party"), Node.to("pa_" + number));
            long recorded = System.nanoTime();
            awaitHead();
            waited += System.nanoTime() - recorded;
        }
        Duration each = Duration.ofNanos(waited / 50);

        assertThat(each).isLessThan(Duration.ofMillis(200));
    }
}
