package io.dealledger.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.replay.Projections;
import io.dealledger.replay.Run;
import io.dealledger.replay.Runs;
import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Commands in, exposure out, through the running server and the real index. */
@RunningLedger
class ExposureOverHttpTest {
    private static final String SOURCE =
            "\"source\":{\"publisher\":\"A paper\",\"publishedOn\":\"2024-03-11\",\"class\":\"PRESS_NAMED\"}";

    private LedgerHttp backoffice;
    private LedgerHttp auditor;
    private String name;

    @Autowired
    private Projections projections;

    @Autowired
    private Runs runs;

    @LocalServerPort
    private int port;

    @BeforeEach
    void speak() {
        backoffice = LedgerHttp.at(port);
        auditor = backoffice.as("auditor");
        name = "x" + Long.toString(System.nanoTime(), 36);
    }

    private Answer post(String path, String body) {
        Answer answer = backoffice.post(path, body);
        assertThat(answer.status()).as("%s", answer).isBetween(200, 201);
        return answer;
    }

    private Answer party(String id, String more) {
        return post(
                "/api/parties",
                "{\"id\":\"pa_" + name + id + "\",\"name\":\"" + id + "\",\"kind\":\"FUND\"" + more + "}");
    }

    private Answer company() {
        return post("/api/companies", "{\"id\":\"co_" + name + "\",\"name\":\"Acme\",\"effectiveOn\":\"2020-01-01\"}");
    }

    private Answer report(String party, String amount) {
        return post(
                "/api/companies/co_" + name + "/reported-investments",
                "{\"participants\":[{\"party\":\"pa_" + name + party + "\",\"role\":\"INVESTOR\",\"amount\":" + amount
                        + "}],\"effectiveOn\":\"2024-02\"," + SOURCE + "}");
    }

    private static String usd(String op, String amount) {
        return "{\"op\":\"" + op + "\",\"unit\":\"MONEY\",\"currency\":\"USD\",\"stated\":\"" + amount + "\"}";
    }

    private static List<String> texts(JsonNode array, String field) {
        List<String> found = new ArrayList<>();
        array.forEach(node -> found.add(node.path(field).asString()));
        return found;
    }

    @Test
    void what_was_written_is_read_at_once_by_its_position() {
        party("a", "");
        party("b", ",\"parent\":\"pa_" + name + "a\"");
        company();
        for (int step = 1; step <= 5; step++) {
            long position =
                    report(step % 2 == 0 ? "a" : "b", usd("EXACT", "100")).number("/position");
            Answer exposure = auditor.get("/api/parties/pa_" + name + "a/exposure?asOf=2024-03-31&atLeast=" + position);
            assertThat(exposure.status()).as("%s", exposure).isEqualTo(200);
            assertThat(exposure.at("/investments/0/invested/stated")).isEqualTo(Integer.toString(100 * step));
            assertThat(exposure.number("/position")).isGreaterThanOrEqualTo(position);
            assertThat(exposure.header("Ledger-Position")).contains(Long.toString(exposure.number("/position")));
            assertThat(exposure.at("/totals/invested/stated")).isEqualTo(Integer.toString(100 * step));
        }
    }

    @Test
    void the_answer_has_the_shape_that_others_rely_on() {
        party("a", "");
        company();
        long first = report("a", usd("MORE_THAN", "100")).number("/position");
        JsonNode answer = auditor.get("/api/parties/pa_" + name + "a/exposure?asOf=2024-03-31&knownAt=" + first)
                .json();
        assertThat(answer.propertyNames())
                .contains(
                        "party", "asOf", "knownAt", "position", "group", "investments", "perhaps", "totals", "claims");
        assertThat(answer.path("knownAt").longValue()).isEqualTo(first);
        JsonNode investment = answer.path("investments").path(0);
        assertThat(investment.propertyNames())
                .contains(
                        "company",
                        "roles",
                        "rounds",
                        "ledRounds",
                        "invested",
                        "committed",
                        "funded",
                        "unfunded",
                        "cash",
                        "computeCredits",
                        "stake",
                        "cost",
                        "lots",
                        "proceeds",
                        "value",
                        "unrealised",
                        "circularRevenue",
                        "circularRevenuePossible",
                        "conflicts",
                        "beside",
                        "events");
        assertThat(investment.path("company").stringValue()).isEqualTo("co_" + name);
        assertThat(investment.path("roles").path(0).stringValue()).isEqualTo("INVESTOR");
        JsonNode invested = investment.path("invested");
        assertThat(invested.path("op").stringValue()).isEqualTo("MORE_THAN");
        assertThat(invested.path("lower").stringValue()).isEqualTo("100");
        assertThat(invested.path("lowerInclusive").booleanValue()).isFalse();
        assertThat(invested.path("upper").isNull()).isTrue();
        assertThat(invested.path("unit").stringValue()).isEqualTo("MONEY");
        assertThat(invested.path("currency").stringValue()).isEqualTo("USD");
        assertThat(invested.path("class").stringValue()).isEqualTo("PRESS_NAMED");
        assertThat(invested.path("events").path(0).longValue()).isEqualTo(first);
        assertThat(investment.path("computeCredits").propertyNames())
                .contains("committed", "delivered", "consumed", "unused", "undelivered", "expiredUndelivered");
        assertThat(answer.path("totals").path("companies").intValue()).isEqualTo(1);
        assertThat(answer.path("totals").path("undisclosed").intValue()).isZero();
    }

    @Test
    void a_vague_date_stands_apart_and_a_past_position_stays_as_it_was() {
        party("a", "");
        long before = company().number("/position");
        report("a", usd("EXACT", "100"));
        JsonNode during = auditor.get("/api/parties/pa_" + name + "a/exposure?asOf=2024-02-15")
                .json();
        assertThat(during.path("investments").size()).isZero();
        assertThat(during.path("perhaps").path(0).path("company").stringValue()).isEqualTo("co_" + name);
        assertThat(during.path("perhaps").path(0).path("effectiveFrom").stringValue())
                .isEqualTo("2024-02-01");
        assertThat(during.path("perhaps").path(0).path("effectiveOn").stringValue())
                .isEqualTo("2024-02-29");
        assertThat(auditor.get("/api/parties/pa_" + name + "a/exposure?asOf=2024-03-31&knownAt=" + before)
                        .json()
                        .path("investments")
                        .size())
                .isZero();
    }

    @Test
    void two_parties_meet_and_a_claim_is_kept() {
        party("a", "");
        party("b", "");
        company();
        report("a", usd("EXACT", "100"));
        report("b", "{\"op\":\"UNDISCLOSED\",\"unit\":\"MONEY\"}");
        post(
                "/api/parties/pa_" + name + "a/claims",
                "{\"claim\":\"HOLDS_NONE\",\"scope\":\"robots\",\"effectiveOn\":\"2024-03-01\"," + SOURCE + "}");
        Answer overlap = auditor.get("/api/parties/pa_" + name + "a/overlap/pa_" + name + "b?asOf=2024-03-31");
        assertThat(overlap.at("/companies/0")).isEqualTo("co_" + name);
        Answer claims = auditor.get("/api/parties/pa_" + name + "a/claims?asOf=2024-03-31");
        assertThat(texts(claims.json().path("claims"), "claim")).containsExactly("HOLDS_NONE");
        assertThat(claims.at("/claims/0/scope")).isEqualTo("robots");
    }

    @Test
    void an_unknown_party_is_404_and_a_wrong_question_400() {
        assertThat(auditor.get("/api/parties/pa_nobody-" + name + "/exposure").status())
                .isEqualTo(404);
        assertThat(auditor.get("/api/parties/pa_nobody-" + name + "/claims").status())
                .isEqualTo(404);
        party("a", "");
        for (String wrong :
                List.of("currency=XXQ", "basis=GUESS", "rate=MINE", "group=maybe", "asOf=soon", "colour=red")) {
            Answer answer = auditor.get("/api/parties/pa_" + name + "a/exposure?" + wrong);
            assertThat(answer.status()).as(wrong + " " + answer).isEqualTo(400);
        }
        Answer overlap = auditor.get("/api/parties/pa_" + name + "a/overlap/pa_nobody-" + name);
        assertThat(overlap.status()).isEqualTo(404);
        assertThat(overlap.text()).contains("pa_nobody-" + name);
    }

    @Test
    void a_rebuild_gives_the_same_rows_and_the_same_answer() throws InterruptedException {
        party("a", "");
        company();
        long position = report("a", usd("EXACT", "100")).number("/position");
        String question = "/api/parties/pa_" + name + "a/exposure?asOf=2024-03-31&knownAt=" + position;
        String live = auditor.get(question).text();
        assertThat(projections.await(ExposureIndex.NAME, position, Duration.ofSeconds(10)))
                .isTrue();
        assertThat(runs.compare(ExposureIndex.NAME).isEqual()).isTrue();
        Run rebuild = runs.rebuild(List.of(ExposureIndex.NAME)).getFirst();
        assertThat(runs.await(rebuild.kind(), rebuild.id(), Duration.ofSeconds(10))
                        .state())
                .isEqualTo(Run.State.DONE);
        assertThat(runs.compare(ExposureIndex.NAME).isEqual()).isTrue();
        assertThat(auditor.get(question).text()).isEqualTo(live);
    }
}
