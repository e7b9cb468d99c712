package io.dealledger.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.Api;
import io.dealledger.testing.LedgerDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** The sample deals, asked over HTTP what changed. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"ledger.sample=true", "ledger.password=" + Api.PASSWORD})
@Import(LedgerDatabase.class)
class SampleChangesTest {
    @LocalServerPort
    private int port;

    private Api api;
    private long afterBatch1;
    private long afterBatch3;

    @BeforeEach
    void ask_where_the_sample_stands() {
        api = new Api(port, "auditor");
        JsonNode sample = api.ok("/api/sample");
        afterBatch1 = sample.at("/batches/0/position").longValue();
        afterBatch3 = sample.at("/batches/2/position").longValue();
    }

    private String restatement() {
        return "fromAsOf=2024-03-31&toAsOf=2024-03-31&fromKnownAt=" + afterBatch1 + "&toKnownAt=" + afterBatch3;
    }

    private static JsonNode cell(JsonNode cells, String path) {
        return StreamSupport.stream(cells.spliterator(), false)
                .filter(cell -> cell.get("path").asString().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + path + " in " + cells));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asString()));
        return texts;
    }

    private static List<Long> numbers(JsonNode array) {
        List<Long> numbers = new ArrayList<>();
        array.forEach(node -> numbers.add(node.longValue()));
        return numbers;
    }

    @Test
    void Alibabas_investment_in_Moonshot_was_restated_by_a_newspaper_and_then_by_the_annual_report() {
        JsonNode changes = api.ok("/api/parties/pa_alibaba/changes?" + restatement());
        JsonNode invested = cell(changes.get("restatement"), "/investments/co_moonshot/invested");
        assertThat(invested.get("before").asString()).isEqualTo("at least 300000000 USD");
        assertThat(invested.get("after").asString()).isEqualTo("about 800000000 USD");
        assertThat(texts(invested.get("cause"))).containsExactly("CLAIM_REPLACED");
        assertThat(numbers(invested.get("events"))).containsExactly(afterBatch1 + 1, afterBatch3);

        JsonNode cash = cell(changes.get("restatement"), "/investments/co_moonshot/cash");
        assertThat(cash.get("before").asString()).isEqualTo("undisclosed");
        assertThat(cash.get("after").asString()).isEqualTo("between 450000000 and 550000000 USD");
        assertThat(texts(cash.get("cause"))).containsExactly("CLAIM_ADDED", "CLAIM_REPLACED");
        JsonNode stake = cell(changes.get("restatement"), "/investments/co_moonshot/stake");
        assertThat(stake.get("after").asString()).isEqualTo("about 36 percent");
        assertThat(numbers(stake.get("events"))).containsExactly(afterBatch3);

        assertThat(changes.get("movement")).isEmpty();
        assertThat(changes.get("restatement"))
                .allMatch(cell -> cell.get("path").asString().startsWith("/investments/co_moonshot/")
                        || cell.get("path").asString().startsWith("/totals/"));
        JsonNode events = changes.get("events");
        assertThat(events).hasSize(2);
        assertThat(events.at("/0/name").asString()).isEqualTo("claims-added");
        assertThat(events.at("/0/source/publisher").asString()).isEqualTo("Financial Times");
        assertThat(events.at("/0/actor").asString()).isEqualTo("sample");
        assertThat(events.at("/1/name").asString()).isEqualTo("position-reported");
        assertThat(events.at("/1/source/class").asString()).isEqualTo("PRIMARY_FILING");

        JsonNode header = changes.get("header");
        assertThat(header.at("/from/knownAt").longValue()).isEqualTo(afterBatch1);
        assertThat(header.at("/to/knownAt").longValue()).isEqualTo(afterBatch3);
        assertThat(header.at("/position").longValue()).isEqualTo(afterBatch3);
        assertThat(header.at("/controlTotals/0/opening").asString()).isEqualTo("at least 300000000 USD");
        assertThat(header.at("/controlTotals/0/restatement").isNull())
                .as("a lower bound less a lower bound is unknown")
                .isTrue();
    }

    @Test
    void a_party_that_was_not_known_at_the_first_point_begins_with_its_registration() {
        JsonNode changes = api.ok("/api/parties/pa_alibaba-cloud/changes?fromKnownAt=1&toKnownAt=" + afterBatch3);
        JsonNode member = cell(changes.get("restatement"), "/group/pa_alibaba-cloud");
        assertThat(member.get("before").isNull()).isTrue();
        long registered = member.at("/events/0").longValue();
        assertThat(changes.get("events"))
                .filteredOn(event -> event.get("position").longValue() == registered)
                .singleElement()
                .satisfies(event -> assertThat(event.get("name").asString()).isEqualTo("party-registered"));
    }

    @Test
    void the_company_itself_says_so_too() {
        JsonNode changes = api.ok("/api/companies/co_moonshot/changes?" + restatement());
        JsonNode invested = cell(changes.get("restatement"), "/reported/pa_alibaba/investedToDate");
        assertThat(invested.get("before").asString()).isEqualTo("undisclosed");
        assertThat(invested.get("after").asString()).isEqualTo("about 800000000 USD");
        JsonNode implied = cell(changes.get("restatement"), "/valuations/IMPLIED_POST_MONEY/pa_alibaba/2024-03-31");
        assertThat(implied.get("before").isNull()).isTrue();
        assertThat(implied.get("after").asString()).isEqualTo("between 2054794520.54 and 2394366197.19 USD");
    }

    @Test
    void the_exact_company_moves_as_its_cap_tables_say_and_nothing_is_left_unexplained() {
        JsonNode changes = api.ok("/api/companies/co_exemplar/changes?fromAsOf=2020-01-01&toAsOf=2026-01-01");
        JsonNode common = cell(changes.get("movement"), "/classes/Common/outstanding");
        assertThat(common.get("before").asString()).isEqualTo("8000000");
        assertThat(common.get("after").asString()).isEqualTo("15900000");
        List<String> names = new ArrayList<>();
        for (JsonNode event : changes.get("events")) {
            if (numbers(common.get("events")).contains(event.get("position").longValue())) {
                names.add(event.get("name").asString());
            }
        }
        assertThat(names).containsExactly("shares-split", "shares-repurchased");

        JsonNode rolled = api.ok("/api/companies/co_exemplar/roll-forward?fromAsOf=2020-01-01&toAsOf=2026-01-01");
        JsonNode total = rolled.get("totals").get(0);
        assertThat(total.get("of").asString()).isEqualTo("Common");
        assertThat(total.at("/opening").asString()).isEqualTo("8000000");
        assertThat(total.at("/movements/SPLIT").asString()).isEqualTo("8000000");
        assertThat(total.at("/movements/REPURCHASED").asString()).isEqualTo("-100000");
        assertThat(total.at("/closing").asString()).isEqualTo("15900000");
        assertThat(rolled.get("rows"))
                .isNotEmpty()
                .allMatch(row -> row.get("unexplained").asString().equals("0"));
        assertThat(rolled.at("/header/controlTotals")).isNotEmpty();
    }

    @Test
    void a_group_is_rolled_forward_over_the_same_address_of_its_own() {
        JsonNode rolled = api.ok("/api/parties/pa_alibaba/roll-forward?" + restatement());
        JsonNode cost = StreamSupport.stream(rolled.get("rows").spliterator(), false)
                .filter(row -> row.at("/of/0").asString().equals("co_moonshot")
                        && row.get("measure").asString().equals("cost"))
                .findFirst()
                .orElseThrow();
        assertThat(cost.get("unexplained").isNull()).isTrue();
        assertThat(cost.get("replaced")).hasSize(2);
        assertThat(cost.at("/replaced/0/before").asString()).isEqualTo("at least 300000000 USD");
    }

    @Test
    void parameters_are_named_by_the_point_that_they_belong_to() {
        String path = "/api/companies/co_exemplar/changes?";
        assertThat(api.get(path).json().at("/errors/0/pointer").asString()).isEqualTo("/fromAsOf");
        assertThat(api.get(path + "fromAsOf=2024-02-30")
                        .json()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/fromAsOf");
        assertThat(api.get(path + "fromKnownAt=1&toKnownAt=99999999")
                        .json()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/toKnownAt");
        Api.Answer backwards = api.get(path + "fromAsOf=2024-02-01&toAsOf=2024-01-01");
        assertThat(backwards.status()).isEqualTo(400);
        assertThat(backwards.json().at("/errors/0/code").asString()).isEqualTo("after-the-second-point");
        assertThat(api.get(path + "asOf=2024-01-01").status()).isEqualTo(400);
        assertThat(api.get("/api/companies/co_nobody/changes?fromKnownAt=1").status())
                .isEqualTo(404);
        assertThat(api.get("/api/parties/pa_nobody/changes?fromKnownAt=1").status())
                .isEqualTo(404);
    }
}
