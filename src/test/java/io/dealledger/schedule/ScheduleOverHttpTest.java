package io.dealledger.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import java.net.URLEncoder;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Commands in, schedules and roll-forwards out, through the running server and the real index. */
@RunningLedger
class ScheduleOverHttpTest {
    private LedgerHttp backoffice;
    private LedgerHttp auditor;
    private String name;

    @LocalServerPort
    private int port;

    @BeforeEach
    void speak() {
        backoffice = LedgerHttp.at(port);
        auditor = backoffice.as("auditor");
        name = "s" + Long.toString(System.nanoTime(), 36);
    }

    private long post(String path, String body) {
        Answer answer = backoffice.post(path, body);
        assertThat(answer.status()).as("%s", answer).isBetween(200, 201);
        return answer.number("/position");
    }

    private String company(String more) {
        return "/api/companies/co_" + name + more;
    }

    private long mark(String day, int level, String usd) {
        return post(
                company("/valuations"),
                "{\"kind\":\"FAIR_VALUE\",\"value\":{\"op\":\"EXACT\",\"unit\":\"MONEY\",\"currency\":\"USD\",\"stated\":\""
                        + usd + "\"},\"holder\":\"pa_" + name + "sub\",\"class\":\"Common\","
                        + "\"method\":\"INCOME_APPROACH\",\"level\":\"LEVEL_" + level
                        + "\",\"framework\":\"ASC_820\",\"effectiveOn\":\"" + day + "\"}");
    }

    private long books() {
        post("/api/parties", "{\"id\":\"pa_" + name + "\",\"name\":\"P\",\"kind\":\"FUND\"}");
        post(
                "/api/parties",
                "{\"id\":\"pa_" + name + "sub\",\"name\":\"S\",\"kind\":\"FUND\",\"parent\":\"pa_" + name + "\"}");
        post(
                "/api/companies",
                "{\"id\":\"co_" + name + "\",\"name\":\"Acme\",\"country\":\"US\",\"sector\":\"Robots\","
                        + "\"effectiveOn\":\"2020-01-01\"}");
        post(company("/share-classes"), "{\"class\":\"Common\",\"type\":\"COMMON\",\"effectiveOn\":\"2020-01-01\"}");
        post(
                company("/issuances"),
                "{\"class\":\"Common\",\"to\":\"pa_" + name + "sub\",\"quantity\":\"100\","
                        + "\"legs\":[{\"kind\":\"CASH\",\"amount\":{\"amount\":\"1000\",\"currency\":\"USD\"}}],"
                        + "\"effectiveOn\":\"2023-03-01\"}");
        mark("2023-12-31", 2, "1200");
        return mark("2024-12-31", 3, "900");
    }

    private String schedule(String query) {
        return "/api/parties/pa_" + name + "/schedule-of-investments?" + query;
    }

    private String roll(String query) {
        return "/api/parties/pa_" + name + "/level-3-roll-forward?" + query;
    }

    @Test
    void a_schedule_is_read_at_once_by_the_position_that_was_written() {
        long position = books();
        Answer answer = auditor.get(schedule("asOf=2024-12-31&atLeast=" + position));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.number("/position")).isGreaterThanOrEqualTo(position);
        assertThat(answer.header("Ledger-Position")).contains(Long.toString(answer.number("/position")));
        assertThat(answer.at("/lines/0/issuer")).isEqualTo("Acme");
        assertThat(answer.at("/lines/0/country")).isEqualTo("US");
        assertThat(answer.at("/lines/0/sector")).isEqualTo("Robots");
        assertThat(answer.at("/lines/0/class")).isEqualTo("Common");
        assertThat(answer.at("/lines/0/securityType")).isEqualTo("COMMON");
        assertThat(answer.at("/lines/0/initialInvestmentOn")).isEqualTo("2023-03-01");
        assertThat(answer.at("/lines/0/quantity")).isEqualTo("100");
        assertThat(answer.at("/lines/0/ownership/stated")).isEqualTo("100");
        assertThat(answer.at("/lines/0/totalInvested/stated")).isEqualTo("1000");
        assertThat(answer.at("/lines/0/fairValue/stated")).isEqualTo("900");
        assertThat(answer.at("/lines/0/unrealised/stated")).isEqualTo("-100");
        assertThat(answer.at("/lines/0/multiple/stated")).isEqualTo("0.9");
        assertThat(answer.at("/lines/0/level")).isEqualTo("LEVEL_3");
        assertThat(answer.at("/level3/0/technique")).isEqualTo("INCOME_APPROACH");
        assertThat(answer.at("/level3/0/measuredOn")).isEqualTo("2024-12-31");
        assertThat(answer.at("/byLevel/0/fairValue/stated")).isEqualTo("900");
        assertThat(answer.at("/totals/0/fairValue/stated")).isEqualTo("900");
        long before = answer.number("/level3/0/events/0") - 1;
        Answer earlier = auditor.get(schedule("asOf=2024-12-31&knownAt=" + before));
        assertThat(earlier.at("/lines/0/level")).isEqualTo("LEVEL_2");
        assertThat(earlier.number("/position")).isEqualTo(before);
    }

    @Test
    void a_roll_forward_ties_out() {
        long position = books();
        Answer answer = auditor.get(roll("fromAsOf=2023-12-31&toAsOf=2024-12-31&knownAt=" + position));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        JsonNode line = answer.json().path("lines").path(0);
        assertThat(line.path("exact").booleanValue()).isTrue();
        assertThat(answer.at("/lines/0/opening/stated")).isEqualTo("0");
        assertThat(answer.at("/lines/0/transfersIn/stated")).isEqualTo("1200");
        assertThat(answer.at("/lines/0/gains/stated")).isEqualTo("-300");
        assertThat(answer.at("/lines/0/issuances/stated")).isEqualTo("0");
        assertThat(answer.at("/lines/0/closing/stated")).isEqualTo("900");
        assertThat(answer.at("/lines/0/unexplained/stated")).isEqualTo("0");
        assertThat(answer.at("/totals/0/closing/stated")).isEqualTo("900");
        assertThat(answer.number("/knownAt")).isEqualTo(position);
        assertThat(answer.number("/fromKnownAt")).isEqualTo(position);
        assertThat(answer.at("/lines/0/movements/0/on")).isEqualTo("2024-12-31");
    }

    @Test
    void a_figure_of_a_roll_forward_leads_to_the_events_that_moved_it() {
        long position = books();
        String of = roll("fromAsOf=2023-12-31&toAsOf=2024-12-31&knownAt=" + position);
        JsonNode gains = auditor.get(of).json().at("/lines/0/gains");
        Answer explained = auditor.get("/api/explain?at=/lines/0/gains&of=" + URLEncoder.encode(of, UTF_8));
        assertThat(explained.status()).as("%s", explained).isEqualTo(200);
        assertThat(explained.at("/asOf")).isEqualTo("2024-12-31");
        assertThat(explained.number("/position")).isEqualTo(position);
        assertThat(explained.json().at("/figure/value")).isEqualTo(gains);
        assertThat(explained.json().findValuesAsString("position")).contains(Long.toString(position));
    }

    @Test
    void what_was_reported_before_a_late_measurement_is_restated_in_a_column() {
        long known = books();
        mark("2024-06-30", 3, "1000");
        long late = mark("2024-12-31", 3, "850");
        Answer answer =
                auditor.get(roll("fromAsOf=2024-12-31&toAsOf=2025-06-30&fromKnownAt=" + known + "&knownAt=" + late));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.at("/lines/0/opening/stated")).isEqualTo("900");
        assertThat(answer.at("/lines/0/corrections/stated")).isEqualTo("-50");
        assertThat(answer.at("/lines/0/closing/stated")).isEqualTo("850");
        assertThat(answer.at("/lines/0/unexplained/stated")).isEqualTo("0");
    }

    @Test
    void an_unknown_party_is_404_and_a_wrong_question_400() {
        assertThat(auditor.get("/api/parties/pa_nobody-" + name + "/schedule-of-investments")
                        .status())
                .isEqualTo(404);
        assertThat(auditor.get("/api/parties/pa_nobody-" + name + "/level-3-roll-forward?fromAsOf=2024-01-01")
                        .status())
                .isEqualTo(404);
        books();
        for (String wrong :
                List.of("standIn=GUESS", "currency=XXQ", "rate=MINE", "group=maybe", "fromAsOf=2024-01-01")) {
            assertThat(auditor.get(schedule(wrong)).status()).as(wrong).isEqualTo(400);
        }
        for (String wrong : List.of(
                "toAsOf=2024-12-31",
                "fromAsOf=soon",
                "fromAsOf=2024-12-31&toAsOf=2023-12-31",
                "fromAsOf=2024-01-01&fromKnownAt=3&knownAt=2",
                "fromAsOf=2024-01-01&asOf=2024-12-31")) {
            Answer answer = auditor.get(roll(wrong));
            assertThat(answer.status()).as(wrong + " " + answer).isEqualTo(400);
        }
        assertThat(auditor.get(roll("toAsOf=2024-12-31")).text()).contains("fromAsOf");
    }
}
