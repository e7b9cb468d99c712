package io.dealledger.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@RunningLedger
class WritesOverHttpTest {
    private final LedgerHttp api;

    WritesOverHttpTest(@LocalServerPort int port) {
        this.api = LedgerHttp.at(port);
    }

    private static String party(String id) {
        return "{\"id\": \"pa_" + id + "\", \"name\": \"Fund\", \"kind\": \"FUND\"}";
    }

    private Answer registered(String id) {
        Answer answer = api.post("/api/parties", party(id));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer;
    }

    @Nested
    class An_accepted_write {
        @Test
        void that_makes_something_answers_201_with_its_address_version_and_position() {
            Answer answer = registered("accepted");

            assertThat(answer.at("/id")).isEqualTo("pa_accepted");
            assertThat(answer.number("/version")).isZero();
            assertThat(answer.number("/position")).isEqualTo(api.head());
            assertThat(answer.number("/events/0/position")).isEqualTo(api.head());
            assertThat(answer.at("/events/0/name")).isNotEmpty();
            assertThat(answer.header("Location")).contains("/api/parties/pa_accepted");
            assertThat(answer.header("ETag")).contains("\"0\"");
            assertThat(answer.header("Ledger-Position")).contains(answer.at("/position"));
            assertThat(answer.header("Idempotency-Replayed")).isEmpty();
            assertThat(answer.header("Content-Type")).contains("application/json");
            assertThat(api.get("/api/parties/pa_accepted").at("/name")).isEqualTo("Fund");
        }

        @Test
        void that_changes_something_answers_200_with_the_next_version() {
            registered("renamed");
            Answer answer = api.post("/api/parties/pa_renamed/renames", "{\"name\": \"Other\"}");

            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.number("/version")).isEqualTo(1);
            assertThat(answer.header("ETag")).contains("\"1\"");
            assertThat(answer.header("Location")).isEmpty();
        }

        @Test
        void gets_an_id_from_the_ledger_when_it_names_none() {
            Answer answer = api.post("/api/parties", "{\"name\": \"Fund\", \"kind\": \"FUND\"}");

            assertThat(answer.at("/id")).matches("pa_[a-z0-9-]{1,64}");
            assertThat(api.get("/api/parties/" + answer.at("/id")).status()).isEqualTo(200);
        }

        @Test
        void is_of_the_actor_and_client_that_signed_in_and_of_the_evidence_named() {
            Answer answer = api.post(
                    "/api/parties",
                    party("evident"),
                    "Correlation-Id",
                    "piece-of-work-7",
                    "Evidence",
                    "sha256=" + "ab".repeat(32) + "; kind=\"term sheet\"; page=3",
                    "Evidence",
                    "sha256=" + "cd".repeat(32) + "; kind=letter");
            Answer event = api.get("/api/journal/" + answer.number("/position"));

            assertThat(event.at("/actor")).isEqualTo("backoffice");
            assertThat(event.at("/metadata/client")).isEqualTo("backoffice");
            assertThat(event.at("/metadata/correlationId")).isEqualTo("piece-of-work-7");
            assertThat(event.at("/metadata/commandId")).isNotEmpty();
            assertThat(event.at("/metadata/evidence/0/kind")).isEqualTo("term sheet");
            assertThat(event.at("/metadata/evidence/0/page")).isEqualTo("3");
            assertThat(event.at("/metadata/evidence/1/sha256")).isEqualTo("cd".repeat(32));
        }

        @Test
        void takes_its_actor_from_nowhere_in_the_body() {
            Answer answer =
                    api.post("/api/parties", "{\"name\": \"Fund\", \"kind\": \"FUND\", \"actor\": \"somebody-else\"}");
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.at("/errors/0/pointer")).isEqualTo("/actor");
        }
    }

    @Nested
    class The_same_request_again {
        @Test
        void gets_the_same_answer_and_has_no_second_effect() {
            String key = LedgerHttp.newKey();
            Answer first = api.postAgain(key, "/api/parties", party("again"));
            long head = api.head();
            Answer second = api.postAgain(key, "/api/parties", party("again"));

            assertThat(second.status()).isEqualTo(201);
            assertThat(second.text()).isEqualTo(first.text());
            assertThat(second.header("Idempotency-Replayed")).contains("true");
            assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
            assertThat(second.header("Location")).isEqualTo(first.header("Location"));
            assertThat(second.header("Ledger-Position")).isEqualTo(first.header("Ledger-Position"));
            assertThat(api.head()).isEqualTo(head);
        }

        @Test
        void gets_the_same_answer_also_when_the_ledger_made_the_id() {
            String key = LedgerHttp.newKey();
            String body = "{\"name\": \"Nameless\", \"kind\": \"FUND\"}";
            assertThat(api.postAgain(key, "/api/parties", body).text())
                    .isEqualTo(api.postAgain(key, "/api/parties", body).text());
        }

        @Test
        void gets_the_same_refusal() {
            registered("taken");
            String key = LedgerHttp.newKey();
            Answer first = api.postAgain(key, "/api/parties", party("taken"));
            Answer second = api.postAgain(key, "/api/parties", party("taken"));

            assertThat(first.status()).isEqualTo(409);
            assertThat(first.at("/type")).isEqualTo("/problems/id-taken");
            assertThat(first.at("/refusal")).isEqualTo("id-taken");
            assertThat(first.at("/figures/id")).isEqualTo("pa_taken");
            assertThat(first.header("Content-Type")).contains("application/problem+json");
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.text()).isEqualTo(first.text());
            assertThat(second.header("Idempotency-Replayed")).contains("true");
        }

        @Test
        void is_answered_even_when_its_version_has_become_stale_meanwhile() {
            registered("stale-again");
            String key = LedgerHttp.newKey();
            String path = "/api/parties/pa_stale-again/renames";
            Answer first = api.postAgain(key, path, "{\"name\": \"B\"}", "If-Match", "\"0\"");
            api.post(path, "{\"name\": \"C\"}");
            Answer second = api.postAgain(key, path, "{\"name\": \"B\"}", "If-Match", "\"0\"");

            assertThat(second.status()).isEqualTo(200);
            assertThat(second.text()).isEqualTo(first.text());
        }

        @Test
        void with_another_body_path_or_query_is_422() {
            String key = LedgerHttp.newKey();
            api.postAgain(key, "/api/parties", party("reuse"));
            long head = api.head();

            for (Answer other : List.of(
                    api.postAgain(key, "/api/parties", party("reuse-other")),
                    api.postAgain(key, "/api/parties", party("reuse") + " "),
                    api.postAgain(key, "/api/parties?dryRun=false", party("reuse")),
                    api.postAgain(key, "/api/parties/pa_reuse/renames", party("reuse")))) {
                assertThat(other.status()).as(other.toString()).isEqualTo(422);
                assertThat(other.at("/type")).isEqualTo("/problems/idempotency-key-reused");
            }
            assertThat(api.head()).isEqualTo(head);
        }

        @Test
        void may_be_looked_up_by_its_key() {
            String key = LedgerHttp.newKey();
            Answer first = api.postAgain(key, "/api/parties", party("looked-up"));
            Answer receipt = api.get("/api/receipts/" + key);

            assertThat(receipt.status()).isEqualTo(200);
            assertThat(receipt.at("/decision")).isEqualTo("ACCEPTED");
            assertThat(receipt.number("/position")).isEqualTo(first.number("/position"));
            assertThat(receipt.at("/events")).isEqualTo(first.at("/events"));
            assertThat(api.as("auditor")
                            .get("/api/receipts/" + key + "?client=backoffice")
                            .text())
                    .isEqualTo(receipt.text());
            assertThat(api.get("/api/receipts/never-used").status()).isEqualTo(404);
        }
    }

    @Nested
    class A_receipt {
        @Test
        void is_found_also_by_a_key_that_an_address_cannot_hold() {
            String key = "2024/03;%41/" + LedgerHttp.newKey();
            Answer written = api.postAgain(key, "/api/parties", party("odd-key"));
            Answer receipt = api.get("/api/receipts?key=" + URLEncoder.encode(key, StandardCharsets.UTF_8));
            assertThat(receipt.status()).isEqualTo(200);
            assertThat(receipt.at("/id")).isEqualTo(written.at("/id"));
            assertThat(api.get("/api/receipts").status()).isEqualTo(400);
        }
    }

    @Nested
    class Sixteen_clients_with_one_key {
        @Test
        void have_one_effect_and_get_one_answer() throws Exception {
            long head = api.head();
            String key = LedgerHttp.newKey();
            List<Answer> answers = atOnce(16, () -> api.postAgain(key, "/api/parties", party("sixteen"))).stream()
                    .toList();

            assertThat(answers).allMatch(answer -> answer.status() == 201);
            assertThat(answers.stream().map(Answer::text).distinct()).hasSize(1);
            assertThat(answers.stream()
                            .filter(answer ->
                                    answer.header("Idempotency-Replayed").isEmpty()))
                    .hasSize(1);
            assertThat(api.head()).isEqualTo(head + 1);
        }

        @Test
        void and_sixteen_bodies_have_one_effect_and_fifteen_are_told() throws Exception {
            long head = api.head();
            String key = LedgerHttp.newKey();
            AtomicInteger number = new AtomicInteger();
            List<Answer> answers =
                    atOnce(16, () -> api.postAgain(key, "/api/parties", party("bodies-" + number.incrementAndGet())));

            assertThat(answers.stream().filter(answer -> answer.status() == 201))
                    .hasSize(1);
            assertThat(answers.stream().filter(answer -> answer.status() == 422))
                    .hasSize(15);
            assertThat(api.head()).isEqualTo(head + 1);
        }

        @Test
        void that_have_a_key_each_on_one_version_let_one_through() throws Exception {
            registered("race");
            List<Answer> answers = atOnce(
                    16, () -> api.post("/api/parties/pa_race/renames", "{\"name\": \"N\"}", "If-Match", "\"0\""));

            assertThat(answers.stream().filter(answer -> answer.status() == 200))
                    .hasSize(1);
            assertThat(answers.stream().filter(answer -> answer.status() == 412))
                    .hasSize(15);
        }

        private List<Answer> atOnce(int clients, Callable<Answer> request) throws Exception {
            CountDownLatch go = new CountDownLatch(1);
            try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
                List<Future<Answer>> running = IntStream.range(0, clients)
                        .mapToObj(_ -> threads.submit(() -> {
                            go.await();
                            return request.call();
                        }))
                        .toList();
                go.countDown();
                List<Answer> answers = new ArrayList<>();
                for (Future<Answer> one : running) {
                    answers.add(one.get());
                }
                return answers;
            }
        }
    }

    @Nested
    class A_key {
        @Test
        void is_mandatory() {
            Answer answer = api.send("POST", "/api/parties", party("keyless"), "Content-Type", "application/json");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.at("/type")).isEqualTo("/problems/idempotency-key-missing");
        }

        @ParameterizedTest
        @ValueSource(strings = {"two words", ""})
        void is_visible_ascii(String key) {
            long head = api.head();
            Answer answer = api.postAgain(key, "/api/parties", party("bad-key"));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.at("/errors/0/pointer")).isEqualTo("/Idempotency-Key");
            assertThat(api.head()).isEqualTo(head);
        }

        @Test
        void has_at_most_255_characters() {
            assertThat(api.postAgain("k".repeat(255), "/api/parties", party("long-key"))
                            .status())
                    .isEqualTo(201);
            assertThat(api.postAgain("k".repeat(256), "/api/parties", party("longer-key"))
                            .status())
                    .isEqualTo(400);
        }

        @Test
        void comes_once() {
            Answer answer = api.postAgain("one", "/api/parties", party("twice"), "Idempotency-Key", "two");
            assertThat(answer.status()).isEqualTo(400);
        }

        @Test
        void stays_usable_when_nothing_was_decided() {
            registered("usable");
            String key = LedgerHttp.newKey();
            String path = "/api/parties/pa_usable/renames";

            assertThat(api.postAgain(key, path, "{").status()).isEqualTo(400);
            assertThat(api.postAgain(key, path, "{\"name\": 1}").status()).isEqualTo(422);
            assertThat(api.as("auditor")
                            .postAgain(key, path, "{\"name\": \"B\"}")
                            .status())
                    .isEqualTo(403);
            assertThat(api.anonymous().postAgain(key, path, "{\"name\": \"B\"}").status())
                    .isEqualTo(401);
            assertThat(api.postAgain(key, path, "{\"name\": \"B\"}", "If-Match", "\"7\"")
                            .status())
                    .isEqualTo(412);
            assertThat(api.get("/api/receipts/" + key).status()).isEqualTo(404);
            assertThat(api.postAgain(key, path, "{\"name\": \"B\"}").status()).isEqualTo(200);
        }
    }

    @Nested
    class If_match {
        @Test
        void lets_the_current_version_through_and_names_it_to_a_stale_one() {
            registered("versions");
            String path = "/api/parties/pa_versions/renames";
            String tag = api.get("/api/parties/pa_versions").header("ETag").orElseThrow();

            assertThat(tag).isEqualTo("\"0\"");
            assertThat(api.post(path, "{\"name\": \"B\"}", "If-Match", tag).status())
                    .isEqualTo(200);
            long head = api.head();
            Answer stale = api.post(path, "{\"name\": \"C\"}", "If-Match", tag);
            assertThat(stale.status()).isEqualTo(412);
            assertThat(stale.at("/type")).isEqualTo("/problems/stale-version");
            assertThat(stale.at("/figures/version")).isEqualTo("1");
            assertThat(api.head()).isEqualTo(head);
            assertThat(api.post(path, "{\"name\": \"C\"}", "If-Match", "\"9\"").status())
                    .as("ahead of the ledger")
                    .isEqualTo(412);
        }

        @Test
        void holds_for_what_does_not_exist_yet_too() {
            Answer answer = api.post("/api/parties", party("not-yet"), "If-Match", "\"0\"");
            assertThat(answer.status()).isEqualTo(412);
            assertThat(answer.at("/figures/version")).isEqualTo("-1");
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "W/\"0\"", "*", "\"r-0123\"", "\"0\", \"1\"", "\"-1\"", "\"00\"", "\"\""})
        void is_one_strong_version(String tag) {
            registered("tag-" + Math.floorMod(tag.hashCode(), 1_000_000));
            Answer answer = api.post("/api/parties/pa_versions/renames", "{\"name\": \"B\"}", "If-Match", tag);
            assertThat(answer.status()).as(tag).isEqualTo(400);
            assertThat(answer.at("/errors/0/pointer")).isEqualTo("/If-Match");
        }

        @Test
        void refuses_the_tag_of_a_reader() {
            registered("reader-tag");
            String tag = api.get("/api/journal?limit=1").header("ETag").orElseThrow();
            assertThat(api.post("/api/parties/pa_reader-tag/renames", "{\"name\": \"B\"}", "If-Match", tag)
                            .status())
                    .isEqualTo(400);
        }
    }

    @Nested
    class A_dry_run {
        @Test
        void answers_what_would_be_recorded_and_records_nothing() {
            long head = api.head();
            Answer answer =
                    api.send("POST", "/api/parties?dryRun=true", party("dry"), "Content-Type", "application/json");

            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.at("/id")).isEqualTo("pa_dry");
            assertThat(answer.number("/version")).isZero();
            assertThat(answer.json().at("/events/0/position").isMissingNode()).isTrue();
            assertThat(answer.at("/events/0/name")).isNotEmpty();
            assertThat(api.head()).isEqualTo(head);
            assertThat(api.get("/api/parties/pa_dry").status()).isEqualTo(404);
        }

        @Test
        void answers_the_refusal_and_uses_up_no_key() {
            registered("dry-taken");
            String key = LedgerHttp.newKey();
            assertThat(api.postAgain(key, "/api/parties?dryRun=true", party("dry-taken"))
                            .status())
                    .isEqualTo(409);
            assertThat(api.get("/api/receipts/" + key).status()).isEqualTo(404);
            assertThat(api.postAgain(key, "/api/parties", party("dry-other")).status())
                    .isEqualTo(201);
        }

        @Test
        void is_true_or_false() {
            Answer answer = api.post("/api/parties?dryRun=yes", party("dry-yes"));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.at("/errors/0/pointer")).isEqualTo("/dryRun");
        }

        @Test
        void keeps_to_the_version() {
            registered("dry-version");
            assertThat(api.post(
                                    "/api/parties/pa_dry-version/renames?dryRun=true",
                                    "{\"name\": \"B\"}",
                                    "If-Match",
                                    "\"4\"")
                            .status())
                    .isEqualTo(412);
        }
    }

    @Nested
    class A_refused_request_leaves_the_ledger_unchanged {
        @ParameterizedTest(name = "{2}: {1}")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "/api/parties | {\"name\": | 400",
                    "/api/parties | {\"name\": \"A\"} | 422",
                    "/api/parties | {\"name\": \"A\", \"kind\": \"ROBOT\"} | 422",
                    "/api/parties | {\"name\": \"A\", \"kind\": \"FUND\", \"id\": \"co_a\"} | 422",
                    "/api/parties | {\"name\": \"A\", \"kind\": \"FUND\", \"parent\": \"pa_nobody\"} | 409",
                    "/api/parties | {\"name\": \"A\", \"kind\": \"FUND\", \"effectiveOn\": \"2999-01-01\"} | 409",
                    "/api/parties/pa_nobody/renames | {\"name\": \"A\"} | 404",
                    "/api/parties/nobody/renames | {\"name\": \"A\"} | 404",
                    "/api/nothing | {} | 404",
                    "/api/fx-rates | {\"pair\": \"USD/HKD\", \"rate\": \"-7.8\", \"kind\": \"SPOT\", \"effectiveOn\": \"2024-03-11\"} | 422",
                    "/api/fx-rates | {\"pair\": \"USD/HKD\", \"rate\": 7.8, \"kind\": \"SPOT\", \"effectiveOn\": \"2024-03-11\"} | 422",
                })
        void with_a_problem(String path, String body, int status) {
            long head = api.head();
            Answer answer = api.post(path, body);

            assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
            assertThat(answer.header("Content-Type")).contains("application/problem+json");
            assertThat(answer.at("/type")).startsWith("/problems/");
            assertThat(answer.number("/status")).isEqualTo(status);
            assertThat(answer.at("/instance")).isEqualTo(path);
            assertThat(answer.text()).doesNotContain("Exception").doesNotContain("io.dealledger");
            assertThat(api.head()).isEqualTo(head);
        }
    }
}
