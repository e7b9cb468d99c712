package io.dealledger.periods;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import java.util.ArrayList;
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
    private static final String APPROVAL = "{\"from\": \"2023-12-01\"}";

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

    /** The reports at one point in time, as they are sent. */
    private String reports(String query) {
        StringBuilder texts = new StringBuilder();
        for (String path : List.of(
                company + "/cap-table",
                company + "/valuations",
                company + "/rounds",
                "/api/parties/" + fund + "/exposure",
                "/api/parties/" + fund + "/schedule-of-investments",
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
    void what_came_late_restates_the_opening_when_it_is_booked() {
        long known = ok(controller.post(company + "/period-closes", CLOSE)).number("/position");
        long late = ok(backoffice.post(company + "/issuances?accountingOn=2024-01-31", issue("b", "50", "2023-11-15")))
                .number("/position");
        String window = "fromAsOf=2023-12-31&fromKnownAt=" + known + "&toAsOf=2024-03-31&atLeast=" + late;
        for (String subject : List.of(company, "/api/parties/" + fund)) {
            for (String question : List.of("/changes?", "/roll-forward?")) {
                String path = subject + question + window;
                Answer booked = ok(auditor.get(path + "&by=ACCOUNTING"));
                assertThat(booked.at("/header/filters/by")).as(path).isEqualTo("ACCOUNTING");
                assertThat(ok(auditor.get(path + "&by=EFFECTIVE"))
                                .json()
                                .at("/header/filters/by")
                                .isMissingNode())
                        .as(path)
                        .isTrue();
                assertThat(auditor.get(path + "&by=SOMETHING").at("/type"))
                        .as(path)
                        .endsWith("invalid-parameter");
            }
            JsonNode changes = ok(auditor.get(subject + "/changes?" + window + "&by=ACCOUNTING"))
                    .json();
            assertThat(changes.get("movement")).as(subject).isEmpty();
            assertThat(changes.get("restatement"))
                    .as(subject)
                    .isNotEmpty()
                    .allMatch(cell -> cell.at("/events/0").asLong() == late
                            && cell.at("/cause/0").asString().equals("LATE_FACT"));
            JsonNode early = ok(auditor.get(subject + "/changes?fromAsOf=2023-12-31&toAsOf=2024-01-30&fromKnownAt="
                            + known + "&by=ACCOUNTING&atLeast=" + late))
                    .json();
            assertThat(early.get("restatement")).as(subject).isEmpty();
            assertThat(early.get("movement")).as(subject).isEmpty();
            JsonNode row = ok(auditor.get(subject + "/roll-forward?" + window + "&by=ACCOUNTING"))
                    .json()
                    .at("/rows/0");
            assertThat(row.at("/restatement/RECORDED_LATE/events/0").asLong())
                    .as("%s", row)
                    .isEqualTo(late);
            assertThat(row.at("/unexplained").asString()).as("%s", row).isEqualTo("0");
        }
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
        ok(controller.post(company + "/reopenings/approvals", APPROVAL));
        ok(backoffice.post(company + "/issuances", issue("d", "7", "2023-12-15")));

        assertThat(reports(query)).as("after a reopening").isEqualTo(before);
        assertThat(held("?asOf=2023-12-31&by=ACCOUNTING"))
                .as("what was recorded while it was open is of its own period")
                .isEqualTo("fund 107");
        refused(backoffice.post(company + "/issuances", issue("e", "7", "2023-11-30")), "period-closed");
    }

    /** A priced round, closed in November, known in January, and measured in between: by hand, from the terms. */
    @Test
    void cap_table_exposure_valuations_rounds_and_schedule_tell_one_story_by_accounting_date() {
        ok(controller.post(company + "/period-closes", CLOSE));
        ok(backoffice.post(company + "/batch?accountingOn=2024-01-31", """
                [{"command": "OpenRound", "id": "rd_a", "name": "A", "currency": "USD",
                  "effectiveOn": "2023-11-01"},
                 {"command": "PriceRound", "round": "rd_a", "class": "Common",
                  "preMoney": {"amount": "500", "currency": "USD"},
                  "price": {"amount": "5", "currency": "USD"}, "effectiveOn": "2023-11-01"},
                 {"command": "CloseRound", "round": "rd_a", "effectiveOn": "2023-11-30", "subscriptions": [
                  {"to": "%s", "class": "Common", "quantity": "60",
                   "legs": [{"kind": "CASH", "amount": {"amount": "300", "currency": "USD"}}]}]},
                 {"command": "RecordValuation", "kind": "FAIR_VALUE", "class": "Common", "holder": "%s",
                  "value": {"op": "EXACT", "unit": "MONEY", "stated": "330", "currency": "USD"}, "level": "LEVEL_3",
                  "method": "OPTION_PRICING_MODEL", "framework": "ASC_820", "effectiveOn": "2023-12-31"}]""".formatted(buyer, buyer)));
        long last = ok(backoffice.post(company + "/valuations", """
                        {"kind": "FAIR_VALUE", "class": "Common", "holder": "%s", "effectiveOn": "2024-01-15",
                         "value": {"op": "EXACT", "unit": "MONEY", "stated": "345", "currency": "USD"},
                         "level": "LEVEL_3", "method": "OPTION_PRICING_MODEL", "framework": "ASC_820"}""".formatted(buyer)))
                .number("/position");
        String yearEnd = "?asOf=2023-12-31&by=ACCOUNTING&atLeast=" + last;
        String before = "?asOf=2024-01-30&by=ACCOUNTING&atLeast=" + last;
        String after = "?asOf=2024-01-31&by=ACCOUNTING&atLeast=" + last;

        for (String early : List.of(yearEnd, before)) {
            assertThat(held(early)).as(early).isEqualTo("fund 100");
            assertThat(points(early)).as(early).containsExactly("VALUATION_409A 3");
            assertThat(list(company + "/rounds" + early, "rounds")).as(early).isEmpty();
            assertThat(list("/api/parties/" + buyer + "/exposure" + early, "investments"))
                    .as(early)
                    .isEmpty();
            assertThat(list("/api/parties/" + buyer + "/schedule-of-investments" + early, "lines"))
                    .as(early)
                    .isEmpty();
        }
        assertThat(held(after)).isEqualTo("buyer 60 fund 100");
        assertThat(points(after)).contains("PRICE_PER_SHARE 5", "POST_MONEY 800", "FAIR_VALUE 330", "FAIR_VALUE 345");
        assertThat(list(company + "/rounds" + after, "rounds")).hasSize(1);
        JsonNode investment = list("/api/parties/" + buyer + "/exposure" + after, "investments")
                .getFirst();
        assertThat(investment.at("/stake/stated").stringValue()).isEqualTo("37.5");
        assertThat(investment.at("/cost/stated").stringValue()).isEqualTo("300");
        assertThat(investment.at("/value/stated").stringValue()).isEqualTo("300");
        JsonNode line = list("/api/parties/" + buyer + "/schedule-of-investments" + after, "lines")
                .getFirst();
        assertThat(line.at("/fairValue/stated").stringValue()).isEqualTo("345");
        assertThat(line.at("/currentCost/stated").stringValue()).isEqualTo("300");

        JsonNode roll = list(
                        "/api/parties/" + buyer + "/level-3-roll-forward?fromAsOf=2023-12-31&toAsOf=2024-01-31"
                                + "&by=ACCOUNTING&atLeast=" + last,
                        "lines")
                .getFirst();
        assertThat(List.of("opening", "corrections", "gains", "closing", "unexplained"))
                .as("what came late for 2023 restates the opening of 2024: %s", roll)
                .extracting(figure -> roll.at("/" + figure + "/stated").stringValue())
                .containsExactly("0", "330", "15", "345", "0");
    }

    private List<JsonNode> list(String path, String name) {
        List<JsonNode> found = new ArrayList<>();
        ok(auditor.get(path)).json().get(name).forEach(found::add);
        return found;
    }

    private List<String> points(String query) {
        return list(company + "/valuations" + query, "points").stream()
                .map(point -> point.get("kind").stringValue() + " "
                        + point.at("/value/stated").stringValue())
                .toList();
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
        long open = ok(backoffice.post(company + "/issuances", issue("b", "5", "2024-03-01")))
                .number("/position");
        Answer moved = refused(
                backoffice.post(company + "/corrections", correction.formatted(open, fund, "2023-10-01")),
                "period-closed");
        assertThat(moved.at("/figures/event")).isEqualTo(Long.toString(open));
        assertThat(moved.at("/figures/effectiveOn")).as("the new place").isEqualTo("2023-10-01");
        ok(backoffice.post(company + "/corrections?accountingOn=2024-02-15", sameDay));

        assertThat(held("?asOf=2023-12-31")).isEqualTo("fund 90");
        assertThat(held("?asOf=2023-12-31&by=ACCOUNTING")).isEqualTo("fund 100");
        assertThat(held("?asOf=2024-02-15&by=ACCOUNTING")).isEqualTo("fund 90");
    }

    @Test
    void a_batch_is_refused_by_the_command_that_comes_late_and_marked_where_it_does() {
        ok(controller.post(company + "/period-closes", CLOSE));
        String batch = """
                [{"command": "IssueShares", "class": "Common", "to": "%1$s", "quantity": "1", "effectiveOn": "2024-01-10"},
                 {"command": "IssueShares", "class": "Common", "to": "%1$s", "quantity": "2", "effectiveOn": "2023-12-31"}]""".formatted(fund);

        Answer answer = refused(backoffice.post(company + "/batch", batch), "period-closed");

        assertThat(answer.at("/figures/index")).isEqualTo("1");
        assertThat(answer.at("/figures/closedThrough")).isEqualTo("2023-12-31");
        assertThat(held("")).as("all or nothing").isEqualTo("fund 100");
        long last = ok(backoffice.post(company + "/batch?accountingOn=2024-01-31", batch))
                .number("/position");
        assertThat(auditor.get("/api/journal/" + (last - 1)).at("/accountingOn"))
                .isEqualTo("null");
        assertThat(auditor.get("/api/journal/" + last).at("/accountingOn")).isEqualTo("2024-01-31");
    }

    @Test
    void a_dry_run_is_held_to_the_close_and_closes_nothing() {
        ok(controller.post(company + "/period-closes?dryRun=true", CLOSE));
        ok(backoffice.post(company + "/issuances?dryRun=true", issue("b", "50", "2023-11-15")));
        long close = ok(controller.post(company + "/period-closes", CLOSE)).number("/position");

        refused(backoffice.post(company + "/issuances?dryRun=true", issue("b", "50", "2023-11-15")), "period-closed");
        ok(backoffice.post(company + "/issuances?dryRun=true&accountingOn=2024-01-31", issue("b", "50", "2023-11-15")));
        assertThat(list("/api/journal?stream=co_" + own + "&after=" + close, "events"))
                .isEmpty();
    }

    @Test
    void what_was_answered_under_a_key_stays_answered_through_close_and_reopening() {
        String before = LedgerHttp.newKey();
        String issued = issue("b", "50", "2023-11-15");
        Answer recorded = ok(backoffice.postAgain(before, company + "/issuances", issued));
        ok(controller.post(company + "/period-closes", CLOSE));
        String between = LedgerHttp.newKey();
        String later = issue("c", "5", "2023-12-15");
        refused(backoffice.postAgain(between, company + "/issuances", later), "period-closed");
        ok(backoffice.post(company + "/reopenings", REQUEST));
        ok(controller.post(company + "/reopenings/approvals", APPROVAL));

        Answer again = ok(backoffice.postAgain(before, company + "/issuances", issued));
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(again.number("/position")).isEqualTo(recorded.number("/position"));
        Answer refusedAgain = refused(backoffice.postAgain(between, company + "/issuances", later), "period-closed");
        assertThat(refusedAgain.header("Idempotency-Replayed")).contains("true");
        ok(backoffice.post(company + "/issuances", later));
    }

    /** A close is an event like any other, for everybody who shows events, and moves no figure. */
    @Test
    void journal_steps_trace_and_explanations_know_what_a_close_is() {
        long close = ok(controller.post(company + "/period-closes", CLOSE)).number("/position");
        ok(backoffice.post(company + "/reopenings", REQUEST));
        long opened =
                ok(controller.post(company + "/reopenings/approvals", APPROVAL)).number("/position");

        assertThat(list("/api/journal?stream=co_" + own + "&name=period-closed,period-reopened", "events"))
                .extracting(event -> event.get("position").longValue())
                .containsExactly(close, opened);
        Answer event = ok(auditor.get("/api/journal/" + opened));
        assertThat(event.at("/name")).isEqualTo("period-reopened");
        assertThat(event.at("/payload/requestedBy")).isEqualTo("backoffice");
        assertThat(event.at("/actor")).isEqualTo("controller");
        assertThat(ok(auditor.get("/api/journal/" + close + "/figures")).json().get("dates"))
                .as("no figure moves")
                .allSatisfy(date -> assertThat(date.get("figures").size()).isZero());
        assertThat(list(company + "/steps?order=desc&limit=3", "steps"))
                .extracting(step -> step.at("/event/name").stringValue() + " "
                        + step.get("inForce").booleanValue() + " "
                        + step.get("changes").size())
                .containsExactly("period-reopened false 0", "reopening-requested false 0", "period-closed false 0");
        assertThat(list(company + "/steps?along=effect", "steps"))
                .as("they have no place in the order of effect")
                .noneMatch(step -> step.at("/event/name").stringValue().startsWith("period"));
        Answer why = ok(auditor.get("/api/explain?at=/holdings/0/quantity&of=" + company + "/cap-table"));
        assertThat(why.text()).contains("\"100\"").doesNotContain("period-closed");
    }

    @Test
    void the_restatement_of_a_closed_period_names_the_late_fact_and_the_day_on_which_it_is_booked() {
        long close = ok(controller.post(company + "/period-closes", CLOSE)).number("/position");
        long late = ok(backoffice.post(company + "/issuances?accountingOn=2024-01-31", issue("b", "50", "2023-11-15")))
                .number("/position");
        String changes = company + "/changes?toAsOf=2023-12-31&fromAsOf=2023-12-31&fromKnownAt=";

        assertThat(list(changes + close + "&toKnownAt=" + close, "restatement")).isEmpty();
        assertThat(list(changes + close + "&toKnownAt=" + late, "restatement"))
                .filteredOn(cell -> cell.get("path").stringValue().endsWith("/Common/quantity"))
                .singleElement()
                .satisfies(cell -> {
                    assertThat(cell.get("before").stringValue()).isEqualTo("100");
                    assertThat(cell.get("after").stringValue()).isEqualTo("150");
                    assertThat(cell.at("/cause/0").stringValue()).isEqualTo("LATE_FACT");
                });
        assertThat(list(changes + close + "&toKnownAt=" + late, "events"))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.get("accountingOn").stringValue()).isEqualTo("2024-01-31"));
    }

    @Test
    void a_step_of_a_fact_that_is_not_booked_yet_is_not_in_force() {
        ok(controller.post(company + "/period-closes", CLOSE));
        ok(backoffice.post(company + "/issuances?accountingOn=2024-01-31", issue("b", "50", "2023-11-15")));
        String path = company + "/steps?order=desc&limit=1&asOf=";

        assertThat(list(path + "2023-12-31&by=ACCOUNTING", "steps"))
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.get("inForce").booleanValue()).isFalse();
                    assertThat(step.get("changes").size()).isZero();
                });
        assertThat(list(path + "2024-01-31&by=ACCOUNTING", "steps"))
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.get("inForce").booleanValue()).isTrue();
                    assertThat(step.get("changes").size()).isPositive();
                });
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

        Answer alone = refused(controller.post(company + "/reopenings/approvals", APPROVAL), "needs-another-person");
        assertThat(alone.at("/figures/requestedBy")).isEqualTo("controller");
        assertThat(backoffice.post(company + "/reopenings/approvals", APPROVAL).status())
                .isEqualTo(403);

        ok(backoffice.post(company + "/reopenings/withdrawals", "{}"));
        refused(controller.post(company + "/reopenings/approvals", APPROVAL), "no-reopening-requested");
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
        refused(controller.post("/api/reopenings/approvals", "{\"from\": \"1999-12-31\"}"), "needs-another-person");
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
                company + "/steps",
                "/api/journal/conflicts",
                "/api/parties/" + fund + "/exposure",
                "/api/parties/" + fund + "/schedule-of-investments",
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
        "/reopenings, '{\"from\": \"2023-12-01\"}', 422",
        "/reopenings/approvals, '{}', 422"
    })
    void what_says_too_little_is_refused(String path, String body, int status) {
        Answer answer = controller.post(company + path, body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    }
}
