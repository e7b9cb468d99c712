package io.dealledger.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RunningLedger
class StepsOverHttpTest {
    private final LedgerHttp http;
    private final LedgerHttp auditor;
    private String company;
    private String holder;

    StepsOverHttpTest(@LocalServerPort int port) {
        this.http = LedgerHttp.at(port);
        this.auditor = http.as("auditor");
    }

    @BeforeEach
    void aCompanyIssuesSharesAndOneFactIsDatedBack() {
        String name = LedgerHttp.newKey();
        company = "/api/companies/co_" + name;
        holder = "pa_" + name;
        send("/api/parties", "{'id':'%s','name':'A fund','kind':'FUND'}".formatted(holder));
        send("/api/companies", "{'id':'co_%s','name':'Steps','effectiveOn':'2024-01-01'}".formatted(name));
        send(
                company + "/share-classes",
                "{'class':'Common','type':'COMMON','authorised':'1000','effectiveOn':'2024-01-01'}");
        issue("100", "2024-03-01");
        issue("50", "2024-02-01");
        issue("7", "2024-05-01");
    }

    private void issue(String quantity, String on) {
        send(
                company + "/issuances",
                "{'class':'Common','to':'%s','quantity':'%s','effectiveOn':'%s'}".formatted(holder, quantity, on));
    }

    private void send(String path, String body) {
        Answer answer = http.post(path, body.replace('\'', '"'));
        assertThat(answer.status()).as(answer.toString()).isIn(200, 201);
    }

    private List<String> column(Answer answer, String pointer) {
        List<String> column = new ArrayList<>();
        for (JsonNode step : answer.json().get("steps")) {
            column.add(step.at(pointer).asString(""));
        }
        return column;
    }

    @Test
    void each_event_comes_with_what_it_changed_and_the_state_that_the_cap_table_shows_there() {
        Answer answer = auditor.get(company + "/steps");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(column(answer, "/event/name"))
                .containsExactly(
                        "company-registered",
                        "share-class-authorised",
                        "shares-issued",
                        "shares-issued",
                        "shares-issued");
        assertThat(column(answer, "/state/totals/outstanding")).containsExactly("", "0", "100", "150", "157");
        JsonNode datedBack = answer.json().get("steps").get(3);
        assertThat(datedBack.get("changes").toString())
                .contains("{\"path\":\"/holdings/" + holder + "/Common\",\"before\":\"100\",\"after\":\"150\"}");
        assertThat(datedBack.at("/event/actor").asString()).isEqualTo("backoffice");
        assertThat(answer.header("Ledger-Position")).hasValue(Long.toString(http.head()));
        for (JsonNode step : answer.json().get("steps")) {
            JsonNode table = auditor.get(company + "/cap-table?knownAt="
                            + step.at("/event/position").asLong())
                    .json();
            assertThat(step.at("/state/totals")).isEqualTo(table.get("totals"));
            assertThat(step.at("/state/holdings").size())
                    .isEqualTo(table.get("holdings").size());
        }
    }

    @Test
    void along_the_order_of_effect_the_date_grows() {
        Answer answer = auditor.get(company + "/steps?along=effect");

        assertThat(column(answer, "/event/effectiveOn"))
                .containsExactly("2024-01-01", "2024-01-01", "2024-02-01", "2024-03-01", "2024-05-01");
        assertThat(column(answer, "/state/totals/outstanding")).containsExactly("", "0", "50", "150", "157");
    }

    @Test
    void pages_lead_forwards_and_backwards_through_the_same_steps() {
        for (String along : List.of("recording", "effect")) {
            List<String> all = column(auditor.get(company + "/steps?along=" + along), "/event/position");
            for (String order : List.of("asc", "desc")) {
                List<String> seen = new ArrayList<>();
                String after = "";
                do {
                    Answer page =
                            auditor.get(company + "/steps?along=%s&order=%s&limit=2%s".formatted(along, order, after));
                    seen.addAll(column(page, "/event/position"));
                    after = page.at("/next").equals("null") ? null : "&after=" + page.at("/next");
                } while (after != null);
                assertThat(seen).isEqualTo(order.equals("asc") ? all : all.reversed());
            }
        }
    }

    @Test
    void a_past_point_in_time_ends_the_walk() {
        Answer all = auditor.get(company + "/steps");
        String third = column(all, "/event/position").get(2);

        assertThat(column(auditor.get(company + "/steps?knownAt=" + third), "/state/totals/outstanding"))
                .containsExactly("", "0", "100");
        Answer early = auditor.get(company + "/steps?asOf=2024-02-15");
        assertThat(column(early, "/state/totals/outstanding")).containsExactly("", "0", "0", "50", "50");
        assertThat(column(early, "/inForce")).containsExactly("true", "true", "false", "true", "false");
        assertThat(column(auditor.get(company + "/steps?along=effect&asOf=2024-02-15"), "/state/totals/outstanding"))
                .containsExactly("", "0", "50");
    }

    @Test
    void what_is_asked_for_wrongly_is_named() {
        assertThat(auditor.get("/api/companies/co_nobody/steps").status()).isEqualTo(404);
        assertThat(auditor.get(company + "/steps?limit=101").at("/errors/0/pointer"))
                .isEqualTo("/limit");
        assertThat(auditor.get(company + "/steps?along=time").at("/detail")).contains("recording, effect");
        assertThat(auditor.get(company + "/steps?order=up").at("/errors/0/pointer"))
                .isEqualTo("/order");
        assertThat(auditor.get(company + "/steps?after=1").at("/errors/0/code")).isIn("no-step", "beyond");
    }
}
