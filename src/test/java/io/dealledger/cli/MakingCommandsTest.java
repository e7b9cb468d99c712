package io.dealledger.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.dealledger.DealLedger;
import io.dealledger.exposure.ExposureIndex;
import io.dealledger.replay.Projections;
import io.dealledger.replay.Run;
import io.dealledger.replay.Run.Kind;
import io.dealledger.replay.Run.Phase;
import io.dealledger.replay.Run.State;
import io.dealledger.testing.LedgerDatabase;
import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.RunningLedger;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that make projections, and the one that steps through a history, beside a server that runs. */
@RunningLedger
class MakingCommandsTest {
    private final LedgerHttp http;
    private final HikariDataSource database;
    private final JdbcClient jdbc;
    private final Projections projections;
    private String company;

    MakingCommandsTest(
            @LocalServerPort int port,
            @Autowired DataSource database,
            @Autowired JdbcClient jdbc,
            @Autowired Projections projections)
            throws SQLException {
        this.http = LedgerHttp.at(port);
        this.database = database.unwrap(HikariDataSource.class);
        this.jdbc = jdbc;
        this.projections = projections;
    }

    private record Ended(int exit, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    private Ended run(String... command) {
        return runAs(database.getUsername(), database.getPassword(), command);
    }

    private Ended runAs(String role, String password, String... command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings around = new Surroundings(
                out,
                Map.of(
                        "SPRING_DATASOURCE_URL", database.getJdbcUrl(),
                        "SPRING_DATASOURCE_USERNAME", role,
                        "SPRING_DATASOURCE_PASSWORD", password));
        int exit = Start.run(DealLedger.class, around, err, command);
        return new Ended(exit, out.toString(UTF_8), err.toString(UTF_8));
    }

    @BeforeEach
    void somethingIsRecorded() throws InterruptedException {
        String name = LedgerHttp.newKey();
        company = "co_" + name;
        send("/api/parties", "{'id':'pa_%s','name':'A fund','kind':'FUND'}".formatted(name));
        send("/api/companies", "{'id':'%s','name':'Steps','effectiveOn':'2024-01-01'}".formatted(company));
        send(
                "/api/companies/" + company + "/share-classes",
                "{'class':'Common','type':'COMMON','effectiveOn':'2024-01-01'}");
        send(
                "/api/companies/" + company + "/issuances",
                "{'class':'Common','to':'pa_%s','quantity':'100','effectiveOn':'2024-03-01'}".formatted(name));
        assertThat(projections.await(ExposureIndex.NAME, http.head(), Duration.ofSeconds(10)))
                .isTrue();
    }

    private void send(String path, String body) {
        LedgerHttp.Answer answer = http.post(path, body.replace('\'', '"'));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    }

    @Nested
    class Rebuild {
        @Test
        void makes_all_projections_anew_and_says_that_the_live_rows_were_equal() {
            Ended ended = run("rebuild");

            assertThat(ended.exit()).as(ended.toString()).isEqualTo(Exit.OK);
            assertThat(ended.out())
                    .contains("exposure  rebuild ")
                    .contains("DONE at " + http.head())
                    .contains("the live rows were equal");
            assertThat(ended.err()).contains("exposure: ", " of " + http.head() + " events");
        }

        @Test
        void ends_with_2_and_shows_the_rows_when_they_were_altered() {
            jdbc.sql("update projection.exposure_fact set subject = 'pa_mine' where known_from = "
                            + " (select max(known_from) from projection.exposure_fact)")
                    .update();

            Ended ended = run("rebuild", "exposure");

            assertThat(ended.exit()).as(ended.toString()).isEqualTo(Exit.FOUND_WRONG);
            assertThat(ended.out()).contains("DIFFER").contains("SURPLUS").contains("subject=pa_mine");
            assertThat(run("rebuild", "exposure").exit()).isEqualTo(Exit.OK);
        }

        @Test
        void answers_in_json_as_over_http() {
            Ended ended = run("rebuild", "--json");

            JsonNode rebuild = ended.json().at("/rebuilds/0");
            JsonNode told =
                    http.as("auditor").get("/api/rebuilds/exposure").json().at("/rebuilds/0");
            assertThat(rebuild).isEqualTo(told);
            assertThat(rebuild.get("equal").asBoolean()).isTrue();
        }

        @Test
        void stops_nothing_where_nothing_runs() {
            Ended ended = run("rebuild", "--stop");

            assertThat(ended.exit()).isEqualTo(Exit.OK);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err()).contains("No rebuild runs");
        }

        @Test
        void is_refused_while_one_runs_stops_when_asked_and_goes_on_where_it_was() throws Exception {
            long head = http.head();
            try (Connection reading = DriverManager.getConnection(
                            database.getJdbcUrl(), database.getUsername(), database.getPassword());
                    Statement statement = reading.createStatement()) {
                reading.setAutoCommit(false);
                // Whoever reads for long keeps the tables from being swapped.
                statement.execute("select count(*) from projection.exposure_fact");
                CompletableFuture<Ended> first = CompletableFuture.supplyAsync(() -> run("rebuild"));
                awaitPhase(Phase.SWAPPING);

                Ended second = run("rebuild");
                assertThat(second.exit()).as(second.toString()).isEqualTo(Exit.FAILED);
                assertThat(second.err()).contains("exposure is being made anew already");
                assertThat(second.out()).isEmpty();

                Ended stopping = run("rebuild", "--stop");
                assertThat(stopping.exit()).as(stopping.toString()).isEqualTo(Exit.OK);
                assertThat(stopping.out()).contains("STOPPED at " + head);
                Ended stopped = first.get(20, TimeUnit.SECONDS);
                assertThat(stopped.exit()).as(stopped.toString()).isEqualTo(Exit.FAILED);
                assertThat(stopped.out()).contains("STOPPED at " + head);
            }

            Ended resumed = run("rebuild");

            assertThat(resumed.exit()).as(resumed.toString()).isEqualTo(Exit.OK);
            assertThat(resumed.out()).contains("DONE at " + head).contains("went on from " + head);
        }

        private void awaitPhase(Phase phase) {
            await().atMost(Duration.ofSeconds(20))
                    .until(
                            () -> jdbc.sql("select count(*) from projection.run where state = 'RUNNING' and phase = ?")
                                    .param(phase.name())
                                    .query(Long.class)
                                    .single(),
                            running -> running > 0);
        }

        @Test
        void names_what_it_cannot_do() throws SQLException {
            assertThat(run("rebuild", "nonsense").exit()).isEqualTo(Exit.FAILED);
            try (var connection = DriverManager.getConnection(
                            database.getJdbcUrl(),
                            LedgerDatabase.superuser().user(),
                            LedgerDatabase.superuser().password());
                    var statement = connection.createStatement()) {
                statement.execute("create role jane_of_" + company.replace('-', '_') + " login password 'reads'");
                statement.execute("grant ledger_read to jane_of_" + company.replace('-', '_'));
            }

            Ended refused = runAs("jane_of_" + company.replace('-', '_'), "reads", "rebuild");

            assertThat(refused.exit()).isEqualTo(Exit.FAILED);
            assertThat(refused.err()).contains("Projections are made as " + database.getUsername());
        }
    }

    @Nested
    class Replay {
        @Test
        void says_whether_a_replay_to_a_past_position_gives_the_same() {
            long position = http.head() - 1;

            Ended ended = run("replay", "--known-at", Long.toString(position), "--json");

            assertThat(ended.exit()).as(ended.toString()).isEqualTo(Exit.OK);
            JsonNode replay = ended.json().at("/replays/0");
            assertThat(replay.get("knownAt").asLong()).isEqualTo(position);
            assertThat(replay.get("comparedAt").asLong()).isEqualTo(position);
            assertThat(replay.get("equal").asBoolean()).isTrue();
            assertThat(replay.get("tables")).isEmpty();
        }

        @Test
        void keeps_its_tables_when_asked() {
            Ended ended = run("replay", "exposure", "--keep");

            assertThat(ended.exit()).as(ended.toString()).isEqualTo(Exit.OK);
            String table =
                    ended.out().substring(ended.out().indexOf("kept in ") + 8).strip();
            assertThat(table).startsWith("scratch.exposure_fact__");
            assertThat(jdbc.sql("select count(*) from " + table)
                            .query(Long.class)
                            .single())
                    .isPositive();
            String id = table.substring(table.lastIndexOf('_') + 1);
            assertThat(run("replay", "--drop", id).exit()).isEqualTo(Exit.OK);
            assertThat(http.as("auditor").get("/api/replays/" + id).json().get("tables"))
                    .isEmpty();
            assertThat(run("replay", "--drop", "99999").exit()).isEqualTo(Exit.FAILED);
            assertThat(run("replay", "--drop", id, "--keep").exit()).isEqualTo(Exit.USAGE);
        }

        @Test
        void refuses_a_position_that_does_not_exist() {
            Ended ended = run("replay", "--known-at", "99999999");

            assertThat(ended.exit()).isEqualTo(Exit.USAGE);
            assertThat(ended.err()).contains("99999999");
        }
    }

    @Nested
    class Steps {
        @Test
        void shows_each_event_and_what_it_changed() {
            Ended ended = run("steps", company);

            assertThat(ended.exit()).as(ended.toString()).isEqualTo(Exit.OK);
            assertThat(ended.out().lines())
                    .anyMatch(line -> line.contains("company-registered"))
                    .anyMatch(line -> line.contains("shares-issued") && line.endsWith("100"))
                    .anyMatch(line -> line.contains("/classes/Common/issued") && line.endsWith("100"));
        }

        @Test
        void goes_backwards_and_gives_the_answer_of_http_byte_for_byte() {
            Ended ended = run("steps", company, "--backwards", "--along", "effect", "--limit", "2", "--json");

            assertThat(ended.out())
                    .isEqualTo(http.as("auditor")
                            .get("/api/companies/" + company + "/steps?order=desc&along=effect&limit=2")
                            .text());
        }

        @Test
        void names_what_it_does_not_know() {
            assertThat(run("steps", "co_nobody").exit()).isEqualTo(Exit.FAILED);
            assertThat(run("steps", company, "--along", "time").exit()).isEqualTo(Exit.USAGE);
        }
    }

    @Test
    void a_terminal_gets_a_bar() {
        StringWriter drawn = new StringWriter();
        Instant now = Instant.parse("2024-06-01T12:00:00Z");
        try (Meter meter = new Meter(new PrintWriter(drawn), true)) {
            for (long position = 0; position <= 1000; position += 250) {
                meter.show(new Run(
                        1,
                        Kind.REBUILD,
                        "exposure",
                        null,
                        State.RUNNING,
                        Phase.FILLING,
                        position,
                        1000,
                        0,
                        now,
                        now,
                        now.plusSeconds(1),
                        null,
                        null,
                        List.of(),
                        null));
                String drawnSoFar = position + "/1000 events";
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> drawn.toString().contains(drawnSoFar));
            }
        }
        assertThat(drawn.toString()).contains("\rexposure").contains("100%").contains("1000/1000 events");
    }
}
