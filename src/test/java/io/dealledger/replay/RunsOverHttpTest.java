package io.dealledger.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dealledger.exposure.ExposureIndex;
import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RunningLedger
class RunsOverHttpTest {
    private final LedgerHttp http;
    private final LedgerHttp operator;
    private final LedgerHttp auditor;
    private final JdbcClient jdbc;
    private final Projections projections;

    RunsOverHttpTest(@LocalServerPort int port, @Autowired JdbcClient jdbc, @Autowired Projections projections) {
        this.http = LedgerHttp.at(port);
        this.operator = http.as("operator");
        this.auditor = http.as("auditor");
        this.jdbc = jdbc;
        this.projections = projections;
    }

    @BeforeEach
    void somethingIsRecorded() throws InterruptedException {
        String name = LedgerHttp.newKey();
        assertThat(http.post("/api/parties", "{\"id\":\"pa_%s\",\"name\":\"A fund\",\"kind\":\"FUND\"}".formatted(name))
                        .status())
                .isEqualTo(201);
        assertThat(projections.await(ExposureIndex.NAME, http.head(), Duration.ofSeconds(10)))
                .isTrue();
    }

    private static Answer posted(LedgerHttp as, String path, String body, String... headers) {
        return as.send(as.request(path, headers)
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
    }

    private Answer ended(String address) {
        return await(address + " ends").atMost(Duration.ofSeconds(20)).until(() -> operator.get(address), answer -> {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            return !answer.at("/state").equals("RUNNING");
        });
    }

    @Nested
    class Rebuilding {
        @Test
        void is_waited_for_and_says_what_the_comparison_found() {
            Answer answer = operator.send("POST", "/api/rebuilds/exposure", null);

            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.at("/projection")).isEqualTo("exposure");
            assertThat(answer.at("/state")).isEqualTo("DONE");
            assertThat(answer.at("/equal")).isEqualTo("true");
            assertThat(answer.number("/missing")).isZero();
            assertThat(answer.number("/surplus")).isZero();
            assertThat(answer.number("/position")).isEqualTo(http.head());
            assertThat(answer.number("/comparedAt")).isEqualTo(http.head());
            assertThat(Instant.parse(answer.at("/startedAt"))).isBefore(Instant.parse(answer.at("/endedAt")));
        }

        @Test
        void answers_at_once_where_that_is_preferred_and_tells_where_its_progress_is() throws InterruptedException {
            Answer answer = operator.send("POST", "/api/rebuilds/exposure", null, "Prefer", "respond-async");

            assertThat(answer.header("Preference-Applied")).hasValue("respond-async");
            assertThat(answer.status()).isIn(200, 202);
            String address = answer.status() == 202
                    ? answer.header("Location").orElseThrow()
                    : "/api/rebuilds/exposure/runs/" + answer.number("/id");
            Answer ended = ended(address);
            assertThat(ended.at("/state")).isEqualTo("DONE");
            assertThat(ended.number("/id")).isEqualTo(answer.number("/id"));
            assertThat(ended.number("/of")).isEqualTo(http.head());
        }

        @Test
        void takes_all_projections_together() {
            Answer answer = operator.send("POST", "/api/rebuilds", null, "Prefer", "wait=30");

            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.header("Preference-Applied")).hasValue("wait=30");
            assertThat(answer.at("/rebuilds/0/projection")).isEqualTo("exposure");
            assertThat(answer.at("/rebuilds/0/equal")).isEqualTo("true");
        }

        @Test
        void shows_rows_that_were_altered_to_those_who_may_read_them() {
            jdbc.sql("update projection.exposure_fact set subject = 'pa_mine' where known_from ="
                            + " (select max(known_from) from projection.exposure_fact)")
                    .update();

            Answer answer = operator.send("POST", "/api/rebuilds/exposure", null);

            assertThat(answer.at("/equal")).isEqualTo("false");
            assertThat(answer.number("/missing")).isPositive();
            String differences = answer.at("/differences");
            assertThat(operator.get(differences).status()).isEqualTo(403);
            Answer sample = auditor.get(differences);
            assertThat(sample.text()).contains("pa_mine").contains("SURPLUS").contains("MISSING");
            assertThat(sample.at("/differences/0/table")).isEqualTo("exposure_fact");
            // It is kept, and the live rows are right again.
            assertThat(auditor.get("/api/rebuilds").at("/projections/0/rebuild/equal"))
                    .isEqualTo("false");
            assertThat(auditor.get("/api/rebuilds/exposure").at("/rebuilds/0/id"))
                    .isEqualTo(answer.at("/id"));
            assertThat(auditor.get("/api/rebuilds/exposure/comparison").at("/equal"))
                    .isEqualTo("true");
        }

        @Test
        void can_be_stopped_and_answers_as_it_is_when_it_does_not_run() {
            operator.send("POST", "/api/rebuilds/exposure", null);

            Answer answer = operator.send("POST", "/api/rebuilds/exposure/stop", null);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.at("/state")).isEqualTo("DONE");
        }

        @Test
        void knows_no_other_projection_and_no_other_run() {
            assertThat(operator.send("POST", "/api/rebuilds/nonsense", null).at("/type"))
                    .isEqualTo("/problems/unknown-projection");
            assertThat(operator.get("/api/rebuilds/exposure/runs/4711").at("/type"))
                    .isEqualTo("/problems/unknown-rebuild");
        }

        @Test
        void refuses_to_be_waited_for_longer_than_a_connection_lives() {
            Answer answer = operator.send("POST", "/api/rebuilds/exposure", null, "Prefer", "wait=3600");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.at("/errors/0/pointer")).isEqualTo("/Prefer");
        }
    }

    @Nested
    class Replaying {
        @Test
        void makes_tables_of_their_own_at_a_position_and_compares() {
            long position = http.head() - 1;

            Answer answer = posted(auditor, "/api/replays", "{\"knownAt\":%d}".formatted(position));

            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.number("/replays/0/knownAt")).isEqualTo(position);
            assertThat(answer.at("/replays/0/equal")).isEqualTo("true");
            String table = answer.at("/replays/0/tables/0");
            assertThat(table).isEqualTo("scratch.exposure_fact__" + answer.number("/replays/0/id"));
            assertThat(jdbc.sql("select coalesce(max(known_from), 0) from " + table)
                            .query(Long.class)
                            .single())
                    .isLessThanOrEqualTo(position);
            assertThat(jdbc.sql("select max(known_from) from projection.exposure_fact")
                            .query(Long.class)
                            .single())
                    .isEqualTo(http.head());

            String address = "/api/replays/" + answer.number("/replays/0/id");
            assertThat(auditor.get(address + "/differences").at("/differences")).isEqualTo("[]");
            assertThat(auditor.send("DELETE", address, null).status()).isEqualTo(204);
            Answer dropped = auditor.get(address);
            assertThat(dropped.at("/tables")).isEqualTo("[]");
            assertThat(dropped.at("/equal")).isEqualTo("true");
        }

        @Test
        void takes_an_instant_too_and_a_projection_by_name() {
            Answer answer = posted(
                    auditor,
                    "/api/replays",
                    "{\"knownAt\":\"%s\",\"projection\":\"exposure\"}".formatted(Instant.now()));

            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.number("/replays/0/knownAt")).isEqualTo(http.head());
            auditor.send("DELETE", "/api/replays/" + answer.number("/replays/0/id"), null);
        }

        @Test
        void names_what_is_wrong_with_the_request() {
            assertThat(posted(auditor, "/api/replays", "{\"knownAt\":999999999}")
                            .at("/detail"))
                    .contains("knownAt")
                    .contains("999999999");
            assertThat(posted(auditor, "/api/replays", "{\"knownAt\":\"yesterday\"}")
                            .status())
                    .isEqualTo(400);
            assertThat(posted(auditor, "/api/replays", "{\"projection\":\"nonsense\"}")
                            .status())
                    .isEqualTo(404);
            assertThat(posted(auditor, "/api/replays", "{\"asOf\":\"2024-01-01\"}")
                            .at("/errors/0/code"))
                    .isEqualTo("unknown-field");
            assertThat(auditor.get("/api/replays/4711").at("/type")).isEqualTo("/problems/unknown-replay");
        }

        @Test
        void is_refused_when_eight_are_kept() {
            for (int count = 0; count < 8; count++) {
                posted(auditor, "/api/replays", "{}");
            }

            Answer refused = posted(auditor, "/api/replays", "{}");

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.at("/refusal")).isEqualTo("too-many-replays");
            assertThat(refused.at("/figures/kept")).isEqualTo("8");
            auditor.get("/api/replays")
                    .json()
                    .get("replays")
                    .forEach(replay -> auditor.send(
                            "DELETE", "/api/replays/" + replay.get("id").asLong(), null));
        }
    }
}
