package io.dealledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the house does with every request, whatever it is about. */
@RunningLedger
class ProtocolTest {
    private static final int LIMIT = 1024 * 1024;

    private final LedgerHttp http;
    private final int port;

    ProtocolTest(@LocalServerPort int port) {
        this.http = LedgerHttp.at(port);
        this.port = port;
    }

    private static void isProblem(Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.at("/type")).isEqualTo("/problems/" + type);
        assertThat(answer.number("/status")).isEqualTo(status);
        assertThat(answer.at("/title")).isNotBlank();
        assertThat(answer.at("/detail")).isNotBlank();
        assertThat(answer.json().at("/figures").isObject()).isTrue();
        assertThat(answer.json().at("/breaks").isArray()).isTrue();
        assertThat(answer.json().at("/errors").isArray()).isTrue();
        assertThat(answer.text())
                .doesNotContain("Exception")
                .doesNotContain("io.dealledger")
                .doesNotContain("springframework")
                .doesNotContainIgnoringCase("tomcat");
    }

    @Nested
    class A_request_that_the_api_does_not_have {
        @Test
        void is_404_for_an_unknown_address() {
            isProblem(http.get("/api/nothing"), 404, "not-found");
            isProblem(http.get("/api/companies/co_nobody"), 404, "unknown-company");
            isProblem(http.get("/api/companies/not-an-id"), 404, "not-found");
            isProblem(http.get("/api/parties/pa_nobody"), 404, "unknown-party");
            isProblem(http.get("/api/journal/999999999"), 404, "unknown-event");
            isProblem(http.get("/api/journal/xyz"), 404, "not-found");
        }

        @Test
        void is_405_for_another_method_and_names_those_that_are() {
            Answer answer = http.send("DELETE", "/api/companies/co_a", null);
            isProblem(answer, 405, "method-not-allowed");
            assertThat(answer.header("Allow")).contains("GET");
            isProblem(http.send("PUT", "/api/companies", "{}"), 405, "method-not-allowed");
            isProblem(http.send("PATCH", "/api/companies/co_a", "{}"), 405, "method-not-allowed");
        }

        @Test
        void is_406_for_an_answer_in_another_form() {
            isProblem(http.get("/api/journal", "Accept", "text/csv"), 406, "not-acceptable");
        }

        @ParameterizedTest
        @CsvSource({"text/plain", "application/x-www-form-urlencoded", "application/xml", "*/*", "nonsense"})
        void is_415_for_a_body_in_another_form(String type) {
            isProblem(
                    http.send("POST", "/api/parties?dryRun=true", "name=A", "Content-Type", type),
                    415,
                    "unsupported-media-type");
        }

        @Test
        void is_415_for_a_body_in_another_alphabet_or_of_no_stated_form() {
            isProblem(
                    http.send(
                            "POST",
                            "/api/parties?dryRun=true",
                            "{}",
                            "Content-Type",
                            "application/json; charset=iso-8859-1"),
                    415,
                    "unsupported-media-type");
            isProblem(http.send("POST", "/api/parties?dryRun=true", "{}"), 415, "unsupported-media-type");
        }

        @Test
        void is_400_for_a_parameter_that_the_address_does_not_have() {
            Answer answer = http.get("/api/parties/pa_a?asof=2024-01-01");
            isProblem(answer, 400, "invalid-parameter");
            assertThat(answer.at("/errors/0/pointer")).isEqualTo("/asof");
            assertThat(answer.at("/errors/0/code")).isEqualTo("unknown-parameter");
            isProblem(http.post("/api/parties?dryrun=true", "{}"), 400, "invalid-parameter");
        }

        @ParameterizedTest
        @CsvSource({
            "limit=1&limit=2, /limit, repeated",
            "stream=co_a&stream=co_b, /stream, repeated",
            "limit=, /limit, not-an-integer",
            "after=0x1, /after, not-an-integer",
            "after=1%200, /after, not-an-integer",
            "stream=co_a%00, /stream, control-character",
            "stream=%ff%fe, /stream, control-character",
            "stream=%ED%A0%80, /stream, control-character"
        })
        void is_400_for_a_parameter_that_no_address_could_have(String query, String pointer, String code) {
            Answer answer = http.get("/api/journal?" + query);
            isProblem(answer, 400, "invalid-parameter");
            assertThat(answer.at("/errors/0/pointer")).isEqualTo(pointer);
            assertThat(answer.at("/errors/0/code")).isEqualTo(code);
        }

        @ParameterizedTest
        @CsvSource({"yes", "1", "TRUE", "''"})
        void is_400_for_a_switch_that_is_neither_on_nor_off(String group) {
            Answer answer = http.get("/api/parties/pa_a/exposure?group=" + group);
            isProblem(answer, 400, "invalid-parameter");
            assertThat(answer.at("/errors/0/code")).isEqualTo("not-a-boolean");
        }

        @ParameterizedTest
        @CsvSource({"/api/companies/co_%00", "/api/companies/co_a%2Fb/cap-table", "/api/parties/pa_%ff/exposure"})
        void is_400_for_a_path_that_the_container_refuses_in_the_words_of_the_house(String path) {
            isProblem(http.get(path), 400, "bad-request");
        }
    }

    @Nested
    class A_body {
        @Test
        void may_be_as_long_as_the_limit() {
            String body = "{\"name\": \"A\", \"kind\": \"FUND\"}";
            Answer answer = http.post("/api/parties?dryRun=true", body + " ".repeat(LIMIT - body.length()));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        }

        @Test
        void that_says_it_is_longer_is_413() {
            isProblem(http.post("/api/parties", " ".repeat(LIMIT + 1)), 413, "body-too-large");
        }

        @Test
        void that_is_longer_without_saying_so_is_413_too() {
            long head = http.head();
            byte[] body = " ".repeat(LIMIT + 1).getBytes(StandardCharsets.US_ASCII);
            Answer answer = http.send(http.request("/api/parties")
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", LedgerHttp.newKey())
                    .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
            isProblem(answer, 413, "body-too-large");
            assertThat(http.head()).isEqualTo(head);
        }
    }

    @Nested
    class A_point_in_time {
        @ParameterizedTest
        @CsvSource({
            "asOf=2023-02-30, /asOf, not-a-date",
            "asOf=today, /asOf, not-a-date",
            "asOf=, /asOf, not-a-date",
            "knownAt=999999999, /knownAt, beyond-the-head",
            "knownAt=-1, /knownAt, not-a-position",
            "knownAt=2999-01-01T00:00:00Z, /knownAt, in-the-future",
            "knownAt=2024-01-01, /knownAt, not-a-position-or-instant",
            "knownAt=2024-01-01T00:00:00, /knownAt, not-a-position-or-instant",
            "publishedBy=1, /publishedBy, not-a-date",
            "atLeast=999999999, /atLeast, beyond-the-head",
            "atLeast=x, /atLeast, not-a-position",
            "asOf=2024-01-01&asOf=2024-01-02, /asOf, repeated"
        })
        void that_cannot_be_is_400_and_names_the_parameter(String query, String pointer, String code) {
            Answer answer = http.get("/api/parties/pa_a?" + query);
            isProblem(answer, 400, "invalid-parameter");
            assertThat(answer.at("/errors/0/pointer")).isEqualTo(pointer);
            assertThat(answer.at("/errors/0/code")).isEqualTo(code);
            assertThat(answer.at("/detail")).contains(pointer.substring(1));
        }

        @Test
        void is_answered_as_it_was_known_then() {
            String id = "pa_time-" + http.head();
            Answer registered =
                    http.post("/api/parties", "{\"id\": \"" + id + "\", \"name\": \"Before\", \"kind\": \"FUND\"}");
            http.post("/api/parties/" + id + "/renames", "{\"name\": \"After\", \"effectiveOn\": \"2024-03-11\"}");

            assertThat(http.get("/api/parties/" + id).at("/name")).isEqualTo("After");
            assertThat(http.get("/api/parties/" + id + "?asOf=2024-03-10").at("/name"))
                    .isEqualTo("Before");
            Answer then = http.get("/api/parties/" + id + "?knownAt=" + registered.at("/position"));
            assertThat(then.at("/name")).isEqualTo("Before");
            assertThat(then.header("Ledger-Position")).contains(registered.at("/position"));
            assertThat(http.get("/api/parties/" + id + "?knownAt=" + (registered.number("/position") - 1))
                            .status())
                    .isEqualTo(404);
            String recordedAt =
                    http.get("/api/journal/" + registered.at("/position")).at("/recordedAt");
            assertThat(http.get("/api/parties/" + id + "?knownAt=" + recordedAt).at("/name"))
                    .isEqualTo("Before");
        }
    }

    @Nested
    class An_answer {
        @Test
        void has_a_tag_and_is_not_sent_twice() {
            Answer first = http.get("/api/journal?limit=1");
            String tag = first.header("ETag").orElseThrow();
            Answer second = http.get("/api/journal?limit=1", "If-None-Match", tag);

            assertThat(tag).matches("\"r-[0-9a-f]{32}\"");
            assertThat(second.status()).isEqualTo(304);
            assertThat(second.text()).isEmpty();
            assertThat(http.get("/api/journal?limit=1", "If-None-Match", "\"r-0\"")
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void may_be_asked_for_without_its_body() {
            Answer answer = http.send("HEAD", "/api/journal?limit=1", null);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEmpty();
        }

        @Test
        void to_an_address_that_breaks_http_is_400_without_a_word_about_the_server() throws IOException {
            for (String line :
                    List.of("GET /api/journal?stream=[x HTTP/1.1", "GET /api//journal HTTP/1.1", "NONSENSE")) {
                String answer = raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                assertThat(answer).as(line).startsWith("HTTP/1.1 400");
                assertThat(answer).as(line).doesNotContainIgnoringCase("tomcat").doesNotContain("Exception");
            }
        }

        private String raw(String request) throws IOException {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                InputStream answer = socket.getInputStream();
                return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    @Nested
    class The_catalogue_of_problems {
        @Test
        void has_an_entry_for_every_type_the_ledger_can_answer() {
            Answer all = http.anonymous().get("/problems");
            for (ProblemType type : ProblemType.values()) {
                assertThat(all.text()).contains("\"/problems/" + type.slug() + "\"");
                assertThat(http.anonymous().get("/problems/" + type.slug()).status())
                        .isEqualTo(200);
            }
            List<String> refusals = ProblemCatalogue.refusals();
            assertThat(refusals).hasSizeGreaterThanOrEqualTo(30).contains("id-taken", "breaks-later-event");
            for (String refusal : refusals) {
                assertThat(http.anonymous().get("/problems/" + refusal).at("/type"))
                        .isEqualTo("/problems/" + refusal);
            }
            isProblem(http.anonymous().get("/problems/no-such"), 404, "not-found");
        }
    }
}
