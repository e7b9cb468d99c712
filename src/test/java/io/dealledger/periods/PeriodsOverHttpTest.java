package io.dealledger.periods;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Periods closed, late facts and reopenings, asked of a ledger of its own: its books concern everybody in it. */
@RunningLedger
@TestPropertySource(properties = "ledger.test=closed-books")
class PeriodsOverHttpTest {
    /** Older than everything that the other tests record: closed for all of them. */
    private static final String LONG_AGO = "1999-12-31";

    private static final String CLOSE = "{\"through\": \"2023-12-31\"}";
    private static final String REQUEST = "{\"from\": \"2023-12-01\", \"reason\": \"an invoice was found\"}";

    private final LedgerHttp backoffice;
    private final LedgerHttp controller;
    private final LedgerHttp auditor;
    private final String own = UUID.randomUUID().toString();
    private final String fund = "pa_fund-" + own;
    private final String buyer = "pa_buyer-" + own;
    private final String company = "/api/companies/co_" + own;
    private long firstIssue;

    PeriodsOverHttpTest(@LocalServerPort int port) {
        this.backoffice = LedgerHttp.at(port);
        this.controller = backoffice.as("controller");
        this.auditor = backoffice.as("auditor");
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isIn(200, 201);
        return answer;
    }

    private static Answer refused(Answer answer, String type) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(409);
        assertThat(answer.at("/type")).isEqualTo("/problems/" + type);
        return answer;
    }

    private String issue(String security, String quantity, String on) {
        return """
                {"class": "Common", "to": "%s", "quantity": "%s", "id": "se_%s-%s", "effectiveOn": "%s",
                 "price": {"amount": "2", "currency": "USD"}}""".formatted(fund, quantity, security, own, on);
    }

    private String value(String amount, String on) {
        return """
                {"kind": "VALUATION_409A", "value": {"op": "EXACT", "stated": "%s", "currency": "USD"},
                 "class": "Common", "effectiveOn": "%s"}""".formatted(amount, on);
    }

    @BeforeEach
    void a_company_with_a_past() {
        for (String party : List.of(fund, buyer)) {
            ok(backoffice.post("/api/parties", """
                    {"id": "%s", "name": "Somebody", "kind": "FUND"}""".formatted(party)));
        }
        ok(backoffice.post("/api/companies", """
                {"id": "co_%s", "name": "Acme"}""".formatted(own)));
        ok(backoffice.post(company + "/share-classes", """
                {"class": "Common", "type": "COMMON", "authorised": "10000", "effectiveOn": "2022-01-01"}"""));
        firstIssue = ok(backoffice.post(company + "/issuances", issue("a", "100", "2022-03-01")))
                .number("/position");
        ok(backoffice.post(company + "/valuations", value("3", "2023-06-30")));
    }

    /** The three reports at one point in time, as they are sent. */
    private String reports(String query) {
        StringBuilder texts = new StringBuilder();
        for (String path : List.of(
                company + "/cap-table",
                company + "/valuations",
                "/api/parties/" + fund + "/exposure",
                "/api/parties/" + buyer + "/exposure")) {
            texts.append(ok(auditor.get(path + query)).text()).append('\n');
        }
        return texts.toString();
    }

    /** The same without the positions that answers cite. */
    private String figures(String query) {
        return reports(query).replaceAll("\"(knownAt|position|version)\":[0-9]+,?", "");
    }

    private String held(String query) {
        JsonNode holdings =
                ok(auditor.get(company + "/cap-table" + query)).json().get("holdings");
        StringBuilder text = new StringBuilder();
        for (JsonNode holding : holdings) {
            text.append(holding.get("party").stringValue().equals(fund) ? "fund " : "buyer ")
                    .append(holding.get("quantity").stringValue())
                    .append(' ');
        }
        return text.toString().strip();
    }

    @Test
    void a_fact_of_a_closed_period_is_refused_unless_it_is_marked_late() {
        ok(controller.post(company + "/period-closes", CLOSE));

        Answer answer =
                refused(backoffice.post(company + "/issuances", issue("b", "50", "2023-11-15")), "period-closed");

        assertThat(answer.at("/figures/effectiveOn")).isEqualTo("2023-11-15");
        assertThat(answer.at("/figures/closedThrough")).isEqualTo("2023-12-31");
        assertThat(answer.at("/figures/closedBy")).isEqualTo("company");
        Answer late =
                ok(backoffice.post(company + "/issuances?accountingOn=2024-01-31", issue("b", "50", "2023-11-15")));
        assertThat(auditor.get("/api/journal/" + late.number("/position")).at("/accountingOn"))
                .isEqualTo("2024-01-31");
        ok(backoffice.post(company + "/issuances", issue("c", "1", "2024-01-01")));
    }

    @Test
    void a_closed_period_is_reproduced_after_late_facts_and_after_a_reopening() {
        long known = ok(controller.post(company + "/period-closes", CLOSE)).number("/position");
        String query = "?asOf=2023-12-31&knownAt=" + known;
        String before = reports(query);
        String booked = figures("?asOf=2023-12-31&by=ACCOUNTING&atLeast=" + known);

        ok(backoffice.post(company + "/issuances?accountingOn=2024-01-31", issue("b", "50", "2023-11-15")));
        long last = ok(backoffice.post(company + "/valuations?accountingOn=2024-01-31", value("4", "2023-12-31")))
                .number("/position");

        assertThat(reports(query)).as("as it was known").isEqualTo(before);
        assertThat(figures("?asOf=2023-12-31&by=ACCOUNTING&atLeast=" + last))
                .as("as it was accounted for")
                .isEqualTo(booked);
        assertThat(held("?asOf=2024-01-30&by=ACCOUNTING")).isEqualTo("fund 100");
        assertThat(held("?asOf=2024-01-31&by=ACCOUNTING"))
                .as("the next period shows it")
                .isEqualTo("fund 150");
        assertThat(held("?asOf=2023-12-31")).as("by effective date").isEqualTo("fund 150");

        ok(backoffice.post(company + "/reopenings", REQUEST));
        ok(controller.post(company + "/reopenings/approvals", "{}"));
        ok(backoffice.post(company + "/issuances", issue("d", "7", "2023-12-15")));

        assertThat(reports(query)).as("after a reopening").isEqualTo(before);
        assertThat(held("?asOf=2023-12-31&by=ACCOUNTING"))
                .as("what was recorded while it was open is of its own period")
                .isEqualTo("fund 107");
        refused(backoffice.post(company + "/issuances", issue("e", "7", "2023-11-30")), "period-closed");
    }

    @Test
    void what_rests_on_a_fact_that_is_not_booked_yet_waits_for_it_in_every_report() {
        ok(controller.post(company + "/period-closes", CLOSE));
        ok(backoffice.post(company + "/issuances?accountingOn=2024-03-31", issue("b", "50", "2023-11-15")));
        long last = ok(backoffice.post(company + "/transfers", """
                        {"class": "Common", "from": "%s", "to": "%s", "quantity": "120", "secondary": true,
                         "price": {"amount": "3", "currency": "USD"}, "effectiveOn": "2024-02-01"}""".formatted(fund, buyer)))
                .number("/position");
        String february = "?asOf=2024-02-29&by=ACCOUNTING&atLeast=" + last;
        String march = "?asOf=2024-03-31&by=ACCOUNTING&atLeast=" + last;

        assertThat(held(february)).isEqualTo("fund 100");
        assertThat(ok(auditor.get("/api/parties/" + buyer + "/exposure" + february))
                        .json()
                        .get("investments")
                        .size())
                .isZero();
        assertThat(held(march)).isEqualTo("buyer 120 fund 30");
        assertThat(ok(auditor.get("/api/parties/" + buyer + "/exposure" + march))
                        .json()
                        .get("investments")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void a_correction_is_held_to_the_dates_that_it_touches() {
        ok(controller.post(company + "/period-closes", CLOSE));
        String correction = """
                {"reason": "typing error", "corrections": [{"event": %d, "replacement":
                 {"command": "IssueShares", "class": "Common", "to": "%s", "quantity": "90", "effectiveOn": "%s",
                  "price": {"amount": "2", "currency": "USD"}}}]}""";
        String sameDay = correction.formatted(firstIssue, fund, "2022-03-01");

        refused(backoffice.post(company + "/corrections", sameDay), "period-closed");
        refused(
                backoffice.post(company + "/corrections", correction.formatted(firstIssue, fund, "2024-03-01")),
                "period-closed");
        refused(backoffice.post(company + "/corrections", """
                        {"reason": "never happened", "corrections": [{"event": %d, "void": true}]}""".formatted(firstIssue)), "period-closed");
        ok(backoffice.post(company + "/corrections?accountingOn=2024-02-15", sameDay));

        assertThat(held("?asOf=2023-12-31")).isEqualTo("fund 90");
        assertThat(held("?asOf=2023-12-31&by=ACCOUNTING")).isEqualTo("fund 100");
        assertThat(held("?asOf=2024-02-15&by=ACCOUNTING")).isEqualTo("fund 90");
    }

    @Test
    void a_close_is_not_corrected() {
        long close = ok(controller.post(company + "/period-closes", CLOSE)).number("/position");

        refused(backoffice.post(company + "/corrections", """
                        {"reason": "too early", "corrections": [{"event": %d, "void": true}]}""".formatted(close)), "no-correction-of-periods");
    }

    @Test
    void reopening_takes_two_people() {
        ok(controller.post(company + "/period-closes", CLOSE));
        ok(controller.post(company + "/reopenings", REQUEST));

        Answer alone = refused(controller.post(company + "/reopenings/approvals", "{}"), "needs-another-person");
        assertThat(alone.at("/figures/requestedBy")).isEqualTo("controller");
        assertThat(backoffice.post(company + "/reopenings/approvals", "{}").status())
                .isEqualTo(403);

        ok(backoffice.post(company + "/reopenings/withdrawals", "{}"));
        refused(controller.post(company + "/reopenings/approvals", "{}"), "no-reopening-requested");
        ok(backoffice.post(company + "/reopenings", REQUEST));
        refused(
                controller.post(company + "/reopenings/approvals", "{\"from\": \"2023-11-01\"}"),
                "other-reopening-requested");
        ok(controller.post(company + "/reopenings/approvals", "{\"from\": \"2023-12-01\"}"));
        ok(backoffice.post(company + "/issuances", issue("b", "1", "2023-12-01")));
    }

    @Test
    void the_report_tells_who_closed_and_reopened_what_and_which_facts_came_late() {
        ok(controller.post(company + "/period-closes", "{\"through\": \"2023-06-30\"}"));
        long second = ok(controller.post(company + "/period-closes", CLOSE)).number("/position");
        long late = ok(backoffice.post(company + "/issuances?accountingOn=2024-01-31", issue("b", "50", "2023-11-15")))
                .number("/position");
        ok(backoffice.post(company + "/reopenings", REQUEST));

        JsonNode report = ok(auditor.get(company + "/periods")).json();

        assertThat(report.at("/closed/through").stringValue()).isEqualTo("2023-12-31");
        assertThat(report.at("/closed/by").stringValue()).isEqualTo("COMPANY");
        assertThat(report.at("/pending/0/requestedBy").stringValue()).isEqualTo("backoffice");
        assertThat(report.get("acts"))
                .filteredOn(act -> act.get("of").stringValue().equals("COMPANY"))
                .extracting(act ->
                        act.get("kind").stringValue() + " " + act.get("actor").stringValue())
                .containsExactly("CLOSED controller", "CLOSED controller", "REOPENING_REQUESTED backoffice");
        assertThat(report.get("periods"))
                .extracting(period -> period.path("from").asString("…") + " to "
                        + period.path("through").asString("…") + ": "
                        + period.get("lateFacts").longValue())
                .endsWith("2023-07-01 to 2023-12-31: 0", "2024-01-01 to …: 1");
        assertThat(report.at("/late/0/event/position").longValue()).isEqualTo(late);
        assertThat(report.at("/late/0/event/payload/quantity").stringValue()).isEqualTo("50");
        assertThat(report.at("/late/0/effectiveIn/through").stringValue()).isEqualTo("2023-12-31");
        assertThat(report.at("/late/0/accountedIn/from").stringValue()).isEqualTo("2024-01-01");
        assertThat(ok(auditor.get(company + "/periods?knownAt=" + second))
                        .json()
                        .get("late")
                        .size())
                .isZero();

        Answer whole = ok(auditor.get("/api/periods?limit=1"));
        assertThat(whole.json().get("late").size()).isEqualTo(1);
        assertThat(auditor.get("/api/companies/co_nobody/periods").status()).isEqualTo(404);
    }

    @Test
    void the_whole_ledgers_close_binds_companies_parties_and_rates() {
        String rate = """
                {"pair": "USD/CNY", "rate": "8.2", "kind": "CLOSING", "effectiveOn": "1999-12-31"}""";
        ok(controller.post("/api/period-closes", "{\"through\": \"" + LONG_AGO + "\"}"));

        Answer issued = refused(backoffice.post(company + "/share-classes", """
                        {"class": "Old", "type": "COMMON", "effectiveOn": "1999-12-31"}"""), "period-closed");
        assertThat(issued.at("/figures/closedBy")).isEqualTo("ledger");
        refused(backoffice.post("/api/parties/" + fund + "/renames", """
                        {"name": "Other", "effectiveOn": "1999-01-01"}"""), "period-closed");
        refused(backoffice.post("/api/parties/" + fund + "/parents", """
                        {"parent": "%s"}""".formatted(buyer)), "period-closed");
        refused(backoffice.post("/api/fx-rates", rate), "period-closed");
        ok(backoffice.post("/api/fx-rates?accountingOn=2000-01-31", rate));
        ok(backoffice.post("/api/parties", """
                {"id": "pa_child-%s", "name": "Child", "kind": "FUND", "parent": "%s"}""".formatted(own, fund)));

        JsonNode report = ok(auditor.get("/api/periods")).json();
        assertThat(report.at("/closed/through").stringValue()).isEqualTo(LONG_AGO);
        assertThat(report.get("late"))
                .extracting(late -> late.at("/event/stream").stringValue())
                .contains("fx_cny-usd");
        refused(controller.post("/api/period-closes", "{\"through\": \"1999-12-31\"}"), "closed-already");
        ok(controller.post("/api/reopenings", """
                {"from": "1999-12-31", "reason": "a contract was found"}"""));
        refused(controller.post("/api/reopenings/approvals", "{}"), "needs-another-person");
        ok(backoffice.post("/api/reopenings/withdrawals", "{}"));
    }

    @Test
    void what_is_late_is_part_of_the_request() {
        ok(controller.post(company + "/period-closes", CLOSE));
        String key = LedgerHttp.newKey();
        String body = issue("b", "50", "2023-11-15");
        ok(backoffice.postAgain(key, company + "/issuances?accountingOn=2024-01-31", body));

        assertThat(ok(backoffice.postAgain(key, company + "/issuances?accountingOn=2024-01-31", body))
                        .header("Idempotency-Replayed"))
                .contains("true");
        assertThat(backoffice
                        .postAgain(key, company + "/issuances?accountingOn=2024-02-28", body)
                        .status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({
        "accountingOn=2023-12-31, 2023-11-15, accounting-in-closed-period",
        "accountingOn=9999-01-01, 2023-11-15, accounting-in-future",
        "accountingOn=2024-01-31, 2024-01-15, not-late"
    })
    void a_mark_that_does_not_fit_is_refused(String mark, String on, String type) {
        ok(controller.post(company + "/period-closes", CLOSE));

        refused(backoffice.post(company + "/issuances?" + mark, issue("b", "50", on)), type);
    }

    @ParameterizedTest
    @CsvSource({
        "?asOf=2023-12-31&by=BOOKS, /by",
        "?by=ACCOUNTING&by=EFFECTIVE, /by",
        "?rows=holder&by=class, /by",
        "?rows=nothing, /rows"
    })
    void a_clock_that_does_not_exist_is_400(String query, String pointer) {
        Answer answer = auditor.get(company + "/cap-table" + query);

        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.at("/errors/0/pointer")).isEqualTo(pointer);
        assertThat(auditor.get(company + "/valuations?by=class").status()).isEqualTo(400);
    }

    @Test
    void an_answer_says_by_which_clock_it_was_asked() {
        for (String path : List.of(
                company + "/cap-table",
                company + "/valuations",
                company + "/rounds",
                "/api/parties/" + fund + "/exposure",
                "/api/parties/" + fund + "/overlap/" + buyer,
                "/api/parties/" + fund + "/claims")) {
            assertThat(ok(auditor.get(path)).at("/by")).as(path).isEqualTo("EFFECTIVE");
            assertThat(ok(auditor.get(path + "?by=ACCOUNTING")).at("/by"))
                    .as(path)
                    .isEqualTo("ACCOUNTING");
        }
        assertThat(ok(auditor.get(company + "/cap-table?by=ACCOUNTING&rows=class"))
                        .json()
                        .get("byClass")
                        .size())
                .isEqualTo(1);
        assertThat(ok(auditor.get(company + "/cap-table?by=class"))
                        .json()
                        .get("byClass")
                        .size())
                .as("as it was asked before")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/period-closes, '{}', 422",
        "/period-closes, '{\"through\": \"2023-13-01\"}', 422",
        "/reopenings, '{\"from\": \"2023-12-01\", \"reason\": \" \"}', 422",
        "/reopenings, '{\"from\": \"2023-12-01\"}', 422"
    })
    void what_says_too_little_is_refused(String path, String body, int status) {
        Answer answer = controller.post(company + path, body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    }
}
