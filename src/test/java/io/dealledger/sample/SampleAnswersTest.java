package io.dealledger.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.Api;
import io.dealledger.testing.LedgerDatabase;
import io.dealledger.testing.Seed;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** What the running ledger answers about the sample deals, at the dates and moments that matter. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"ledger.sample=true", "ledger.password=" + Api.PASSWORD})
@Import(LedgerDatabase.class)
class SampleAnswersTest {
    @LocalServerPort
    private int port;

    private Api api;
    private List<Long> batch;
    private List<Long> fact;

    @BeforeEach
    void ask_where_the_sample_stands() {
        api = new Api(port, "auditor");
        JsonNode sample = api.ok("/api/sample");
        batch = positions(sample.get("batches"));
        fact = positions(sample.get("exemplar").get("facts"));
    }

    private static List<Long> positions(JsonNode ends) {
        List<Long> positions = new ArrayList<>(List.of(0L));
        ends.forEach(end -> positions.add(end.get("position").asLong()));
        return positions;
    }

    private JsonNode exposure(String party, String asOf, long knownAt, String... more) {
        return api.ok("/api/parties/pa_" + party + "/exposure?asOf=" + asOf + "&knownAt=" + knownAt
                + (more.length == 0 ? "" : "&" + String.join("&", more)));
    }

    private JsonNode valuations(String company, String asOf, long knownAt, String... more) {
        return api.ok("/api/companies/co_" + company + "/valuations?asOf=" + asOf + "&knownAt=" + knownAt
                + (more.length == 0 ? "" : "&" + String.join("&", more)));
    }

    private static Set<String> companies(JsonNode list) {
        Set<String> companies = new TreeSet<>();
        list.forEach(entry -> companies.add(entry.get("company").asString().substring("co_".length())));
        return companies;
    }

    private static JsonNode in(String company, JsonNode exposure) {
        return StreamSupport.stream(exposure.get("investments").spliterator(), false)
                .filter(investment -> investment.get("company").asString().equals("co_" + company))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no investment in " + company + ": " + exposure));
    }

    private static List<JsonNode> points(JsonNode valuations, String kind) {
        return StreamSupport.stream(valuations.get("points").spliterator(), false)
                .filter(point -> point.get("kind").asString().equals(kind))
                .toList();
    }

    private static void exact(JsonNode claim, String figure, String currency) {
        assertThat(claim.get("op").asString()).as("%s", claim).isEqualTo("EXACT");
        assertThat(new BigDecimal(claim.get("stated").asString())).isEqualByComparingTo(figure);
        assertThat(claim.get("currency").asString()).isEqualTo(currency);
    }

    private static void undisclosed(JsonNode claim) {
        assertThat(claim.get("op").asString()).as("%s", claim).isEqualTo("UNDISCLOSED");
        assertThat(claim.hasNonNull("stated") || claim.hasNonNull("lower") || claim.hasNonNull("upper"))
                .as("%s", claim)
                .isFalse();
    }

    /** {@code "[450000000"} or {@code "(0"} for a bound that is or is not included; empty for none. */
    private static void bounds(JsonNode claim, String lower, String upper) {
        bound(claim, "lower", lower);
        bound(claim, "upper", upper);
    }

    private static void bound(JsonNode claim, String side, String expected) {
        if (expected.isEmpty()) {
            assertThat(claim.hasNonNull(side)).as("%s of %s", side, claim).isFalse();
            return;
        }
        boolean inclusive = expected.startsWith("[") || expected.endsWith("]");
        assertThat(new BigDecimal(claim.get(side).asString()))
                .as("%s of %s", side, claim)
                .isEqualByComparingTo(expected.replaceAll("[\\[\\]()]", ""));
        assertThat(claim.get(side + "Inclusive").asBoolean())
                .as("%s of %s", side, claim)
                .isEqualTo(inclusive);
    }

    @Nested
    class The_Alibaba_group {
        @Test
        void held_two_companies_at_the_end_of_October_2023() {
            assertThat(companies(exposure("alibaba", "2023-10-31", batch.get(1)).get("investments")))
                    .containsExactlyInAnyOrder("zhipu", "baichuan");
        }

        @Test
        void held_five_on_11_March_2024() {
            assertThat(companies(exposure("alibaba", "2024-03-11", batch.get(1)).get("investments")))
                    .containsExactlyInAnyOrder("zhipu", "baichuan", "01ai", "moonshot", "minimax");
        }

        @Test
        void held_three_and_perhaps_two_more_in_the_middle_of_February_2024() {
            JsonNode exposure = exposure("alibaba", "2024-02-15", batch.get(1));
            assertThat(companies(exposure.get("investments"))).containsExactlyInAnyOrder("zhipu", "baichuan", "01ai");
            assertThat(companies(exposure.get("perhaps"))).containsExactlyInAnyOrder("moonshot", "minimax");
        }

        @Test
        void led_the_rounds_of_three() {
            Set<String> led = new TreeSet<>();
            exposure("alibaba", "2024-03-11", batch.get(1)).get("investments").forEach(investment -> {
                if (investment.get("roles").toString().contains("\"LEAD\"")) {
                    led.add(investment.get("company").asString());
                }
            });
            assertThat(led).containsExactlyInAnyOrder("co_01ai", "co_moonshot", "co_minimax");
        }

        @Test
        void without_subsidiaries_it_held_four() {
            assertThat(companies(exposure("alibaba", "2024-03-11", batch.get(1), "group=false")
                            .get("investments")))
                    .containsExactlyInAnyOrder("zhipu", "baichuan", "moonshot", "minimax");
        }

        @Test
        void had_invested_at_least_300_million_in_Moonshot_as_known_after_batch_1() {
            JsonNode exposure = exposure("alibaba", "2024-03-11", batch.get(1));
            JsonNode moonshot = in("moonshot", exposure);
            assertThat(moonshot.get("invested").get("op").asString()).isEqualTo("AT_LEAST");
            bounds(moonshot.get("invested"), "[300000000", "");
            exact(moonshot.get("computeCredits").get("committed"), "300000000", "USD");
            bounds(moonshot.get("computeCredits").get("delivered"), "[0", "300000000]");
            undisclosed(moonshot.get("cash"));
            assertThat(exposure.toString()).doesNotContain("\"1000000000\"");
        }

        @Test
        void had_invested_800_million_as_known_after_batch_2() {
            JsonNode moonshot = in("moonshot", exposure("alibaba", "2024-03-11", batch.get(2)));
            exact(moonshot.get("invested"), "800000000", "USD");
            assertThat(moonshot.get("invested").get("class").asString()).isEqualTo("PRESS_ANONYMOUS");
            exact(moonshot.get("computeCredits").get("committed"), "300000000", "USD");
            exact(moonshot.get("cash"), "500000000", "USD");
        }

        @Test
        void had_invested_about_800_million_for_about_36_percent_as_known_after_batch_3() {
            JsonNode moonshot = in("moonshot", exposure("alibaba", "2024-03-31", batch.get(3)));
            assertThat(moonshot.get("invested").get("op").asString()).isEqualTo("APPROX");
            bounds(moonshot.get("invested"), "[750000000", "850000000)");
            assertThat(moonshot.get("invested").get("class").asString()).isEqualTo("PRIMARY_FILING");
            bounds(moonshot.get("cash"), "[450000000", "550000000)");
            bounds(moonshot.get("stake"), "[35.5", "36.5)");
            assertThat(moonshot.get("conflicts").toString()).contains("RESTS_ON_ASSUMPTION");
        }

        @Test
        void had_invested_in_all_at_least_300_million_with_four_of_five_undisclosed() {
            JsonNode totals = exposure("alibaba", "2024-03-11", batch.get(1)).get("totals");
            bounds(totals.get("invested"), "[300000000", "");
            assertThat(totals.get("companies").asInt()).isEqualTo(5);
            assertThat(totals.get("undisclosed").asInt()).isEqualTo(4);
        }

        @Test
        void is_restated_in_Moonshot_between_batch_1_and_batch_3() {
            JsonNode before = in("moonshot", exposure("alibaba", "2024-03-31", batch.get(1)));
            JsonNode after = in("moonshot", exposure("alibaba", "2024-03-31", batch.get(3)));
            bounds(before.get("invested"), "[300000000", "");
            undisclosed(before.get("cash"));
            undisclosed(before.get("stake"));
            assertThat(before.get("conflicts").isEmpty()).isTrue();
            bounds(after.get("invested"), "[750000000", "850000000)");
            assertThat(after.get("conflicts").isEmpty()).isFalse();
        }

        @Test
        void shares_companies_with_Tencent_Meituan_and_Xiaomi() {
            assertThat(overlap("tencent")).containsExactlyInAnyOrder("zhipu", "baichuan", "minimax");
            assertThat(overlap("meituan")).containsExactlyInAnyOrder("zhipu", "moonshot");
            assertThat(overlap("xiaomi")).containsExactlyInAnyOrder("baichuan");
        }

        private Set<String> overlap(String other) {
            JsonNode overlap =
                    api.ok("/api/parties/pa_alibaba/overlap/pa_" + other + "?asOf=2024-03-11&knownAt=" + batch.get(1));
            Set<String> shared = new TreeSet<>();
            overlap.get("companies")
                    .forEach(company -> shared.add(
                            company.isString()
                                    ? company.asString().substring(3)
                                    : company.get("company").asString().substring(3)));
            return shared;
        }
    }

    @Nested
    class Circular_revenue {
        private boolean flagged(String party, String company, String flag) {
            return in(company, exposure(party, "2024-03-11", batch.get(1)))
                    .get(flag)
                    .asBoolean();
        }

        @Test
        void is_certain_for_three_companies() {
            assertThat(flagged("alibaba", "moonshot", "circularRevenue")).isTrue();
            assertThat(flagged("microsoft", "openai", "circularRevenue")).isTrue();
            assertThat(flagged("amazon", "anthropic", "circularRevenue")).isTrue();
        }

        @Test
        void is_possible_for_one_more_and_for_no_other() {
            exposure("alibaba", "2024-03-11", batch.get(1)).get("investments").forEach(investment -> {
                String company = investment.get("company").asString();
                assertThat(investment.get("circularRevenue").asBoolean())
                        .as(company)
                        .isEqualTo(company.equals("co_moonshot"));
                assertThat(investment.get("circularRevenuePossible").asBoolean())
                        .as(company)
                        .isEqualTo(company.equals("co_minimax"));
            });
            assertThat(flagged("tencent", "minimax", "circularRevenue")).isFalse();
            assertThat(flagged("tencent", "minimax", "circularRevenuePossible")).isFalse();
        }
    }

    @Test
    void Microsoft_paid_more_than_13_billion_for_OpenAI_partly_in_credits() {
        JsonNode openai = in("openai", exposure("microsoft", "2024-03-11", batch.get(1)));
        bounds(openai.get("invested"), "(13000000000", "");
        undisclosed(openai.get("cash"));
        bounds(openai.get("computeCredits").get("committed"), "(0", "");
    }

    @Test
    void Baidu_holds_none_as_reported_which_is_not_the_same_as_nothing_recorded() {
        JsonNode baidu = exposure("baidu", "2024-03-11", batch.get(1));
        assertThat(baidu.get("investments").isEmpty()).isTrue();
        assertThat(baidu.get("claims").get(0).get("claim").asString()).isEqualTo("HOLDS_NONE");
        JsonNode xiaomi = exposure("xiaomi", "2024-03-11", batch.get(1));
        assertThat(xiaomi.get("claims").isEmpty()).isTrue();
    }

    @Nested
    class Valuations {
        @Test
        void the_pre_money_of_Moonshots_round_is_unknown() {
            JsonNode valuations = valuations("moonshot", "2024-03-11", batch.get(1));
            points(valuations, "PRE_MONEY").forEach(point -> undisclosed(point.get("value")));
            assertThat(valuations.toString()).doesNotContain("1500000000");
        }

        @Test
        void the_valuation_before_that_round_follows_from_the_step_up() {
            List<JsonNode> before = points(valuations("moonshot", "2024-03-11", batch.get(1)), "PREVIOUS_POST_MONEY");
            assertThat(before).hasSize(1);
            bounds(before.getFirst().get("value"), "(294117647.05", "");
            bounds(before.getFirst().get("alternative"), "(263157894.73", "");
        }

        @Test
        void the_Financial_Times_and_Caijing_do_not_contradict_each_other() {
            JsonNode valuations = valuations("moonshot", "2024-03-11", batch.get(2));
            assertThat(valuations.get("conflicts").isEmpty()).isTrue();
            bounds(points(valuations, "POST_MONEY").getFirst().get("value"), "(2500000000", "");
        }

        @Test
        void the_annual_report_implies_a_post_money_that_clashes_if_its_assumption_holds() {
            JsonNode valuations = valuations("moonshot", "2024-03-31", batch.get(3));
            JsonNode implied =
                    points(valuations, "IMPLIED_POST_MONEY").getFirst().get("value");
            bounds(implied, "(2054794520.54", "2394366197.19)");
            assertThat(implied.get("assumption").asString()).isNotBlank();
            assertThat(valuations.get("conflicts").toString()).contains("RESTS_ON_ASSUMPTION");
        }

        @Test
        void SenseTimes_market_value_is_a_band_in_dollars_beside_the_sources_own_figure() {
            JsonNode valuations = valuations("sensetime", "2024-03-11", batch.get(1), "currency=USD");
            JsonNode market = points(valuations, "MARKET_CAP").getFirst().get("value");
            assertThat(market.get("lower").asString()).isEqualTo("3541401273.88");
            assertThat(market.get("upper").asString()).isEqualTo("3587096774.20");
            assertThat(valuations.get("conflicts").isEmpty()).isTrue();
        }

        @Test
        void SenseTime_fell_by_more_than_64_percent() {
            JsonNode drawdown = points(valuations("sensetime", "2024-03-11", batch.get(1)), "DRAWDOWN")
                    .getFirst()
                    .get("value");
            assertThat(drawdown.get("op").asString()).isEqualTo("MORE_THAN");
            bounds(drawdown, "(64.1290", "");
        }
    }

    @Nested
    class Rounds {
        private JsonNode round(String company, String id, String asOf, long knownAt) {
            JsonNode answer = api.ok("/api/companies/co_" + company + "/rounds?asOf=" + asOf + "&knownAt=" + knownAt);
            return StreamSupport.stream(answer.get("rounds").spliterator(), false)
                    .filter(round -> round.get("id").asString().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no round " + id + ": " + answer));
        }

        @Test
        void Moonshots_round_gathers_what_all_sources_say() {
            JsonNode first = round("moonshot", "rd_moonshot-2024-02", "2024-03-11", batch.get(1));
            assertThat(first.get("kind").asString()).isEqualTo("REPORTED");
            assertThat(first.get("status").asString()).isEqualTo("CLOSED");
            bounds(first.get("raised"), "[1000000000", "");
            bounds(first.get("postMoney"), "(2500000000", "");
            assertThat(first.get("participants").get(0).get("party").asString()).isEqualTo("pa_alibaba");
            undisclosed(first.get("participants").get(0).get("invested"));
            JsonNode second = round("moonshot", "rd_moonshot-2024-02", "2024-03-11", batch.get(2));
            exact(second.get("participants").get(0).get("invested"), "800000000", "USD");
            bounds(second.get("postMoney"), "(2500000000", "");
        }

        @Test
        void a_month_that_is_not_over_leaves_a_round_open() {
            JsonNode answer = api.ok("/api/companies/co_moonshot/rounds?asOf=2024-02-15&knownAt=" + batch.get(1));
            assertThat(answer.get("rounds").isEmpty()).isTrue();
            assertThat(answer.get("perhaps").get(0).get("round").asString()).isEqualTo("rd_moonshot-2024-02");
        }

        @Test
        void the_exact_companys_second_round_has_two_closings() {
            JsonNode round = round("exemplar", "rd_a", "2021-12-31", fact.get(22));
            assertThat(round.get("kind").asString()).isEqualTo("RECORDED");
            assertThat(round.get("status").asString()).isEqualTo("PARTLY_CLOSED");
            assertThat(round.get("class").asString()).isEqualTo("Series A");
            assertThat(round.get("closings").size()).isEqualTo(2);
            exact(round.get("raised"), "5000000", "USD");
            exact(round.get("preMoney"), "20000000", "USD");
            assertThat(round.get("participants").toString()).contains("\"LEAD\"");
            exact(round("exemplar", "rd_a", "2021-09-30", fact.get(22)).get("raised"), "3000000", "USD");
        }
    }

    /** Every table, figure and refusal of the outside case about the exact company. */
    @Nested
    class The_exact_company {
        private final JsonNode expected = Seed.read("seed/exact.json").get("expected");

        @Test
        void has_the_expected_cap_tables() {
            expected.get("capTables").forEach(table -> {
                String asOf = table.get("asOf").asString();
                long knownAt = fact.get(table.get("knownAfterFact").asInt());
                JsonNode actual = api.ok("/api/companies/co_exemplar/cap-table?asOf=" + asOf + "&knownAt=" + knownAt);
                List<String> holdings = new ArrayList<>();
                actual.get("holdings")
                        .forEach(holding -> holdings.add(line(
                                holding.get("party").asString().substring(3),
                                holding,
                                holding.get("ownership").get("fraction").asString(),
                                holding.get("ownership").get("percent").asString())));
                List<String> wanted = new ArrayList<>();
                table.get("holdings")
                        .forEach(holding -> wanted.add(line(
                                holding.get("party").asString(),
                                holding,
                                holding.get("fraction").asString(),
                                holding.get("percent").asString())));
                assertThat(holdings)
                        .as("as of %s, known at %s", asOf, knownAt)
                        .containsExactlyInAnyOrderElementsOf(wanted);
                assertThat(actual.get("totals").get("outstanding").asString())
                        .isEqualTo(table.get("outstanding").asString());
            });
        }

        private String line(String party, JsonNode holding, String fraction, String percent) {
            return party + " " + holding.get("class").asString() + " "
                    + holding.get("quantity").asString() + " " + fraction + " " + percent;
        }

        @Test
        void gives_the_expected_exposures() {
            expected.get("exposure").forEach(line -> {
                JsonNode actual = in(
                        "exemplar",
                        exposure(
                                line.get("party").asString(),
                                line.get("asOf").asString(),
                                fact.get(line.get("knownAfterFact").asInt())));
                for (String measure : List.of("committed", "funded", "unfunded", "cost", "cash", "proceeds")) {
                    if (line.has(measure)) {
                        exact(actual.get(measure), line.get(measure).asString(), "USD");
                    }
                }
                if (line.has("valueAtLatestRound")) {
                    exact(actual.get("value"), line.get("valueAtLatestRound").asString(), "USD");
                }
                if (line.has("credits")) {
                    line.get("credits")
                            .properties()
                            .forEach(credit -> exact(
                                    actual.get("computeCredits").get(credit.getKey()),
                                    credit.getValue().asString(),
                                    "USD"));
                }
                if (line.has("circularRevenue")) {
                    assertThat(actual.get("circularRevenue").asBoolean()).isTrue();
                }
            });
        }

        @Test
        void has_the_expected_valuations() {
            JsonNode actual = valuations("exemplar", "2023-12-31", fact.get(22));
            expected.get("valuations").forEach(point -> {
                String kind = point.get("kind").asString();
                assertThat(points(actual, kind)).as("%s", point).anySatisfy(found -> {
                    if (point.has("effectiveOn")) {
                        assertThat(found.get("effectiveOn").asString())
                                .isEqualTo(point.get("effectiveOn").asString());
                    }
                    if (point.has("basis")) {
                        assertThat(found.get("basis").asString())
                                .isEqualTo(point.get("basis").asString());
                    }
                    assertThat(new BigDecimal(found.get("value").get("stated").asString()))
                            .isEqualByComparingTo(point.get("value").asString());
                });
            });
        }

        @Test
        void refuses_what_it_should_and_says_why() {
            Api backoffice = new Api(port, "backoffice");
            Api.Answer breaks = backoffice.post("/api/companies/co_exemplar/transfers?dryRun=true", """
                    {"class":"Common","from":"pa_founder-c","to":"pa_angel","quantity":"800000","effectiveOn":"2021-01-01"}""");
            assertThat(breaks.status()).isEqualTo(409);
            assertThat(breaks.json().get("refusal").asString()).isEqualTo("breaks-later-event");
            assertThat(breaks.json().get("breaks").get(0).get("event").asLong()).isEqualTo(fact.get(14));
            Api.Answer authorised = backoffice.post("/api/companies/co_exemplar/issuances?dryRun=true", """
                    {"class":"Common","to":"pa_angel","quantity":"24200000","effectiveOn":"2023-12-31"}""");
            assertThat(authorised.status()).isEqualTo(409);
            assertThat(authorised.json().get("figures").get("authorised").asString())
                    .isEqualTo("40000000");
            assertThat(authorised.json().get("figures").get("outstanding").asString())
                    .isEqualTo("15900000");
            Api.Answer held = backoffice.post("/api/companies/co_exemplar/transfers?dryRun=true", """
                    {"class":"Common","from":"pa_founder-c","to":"pa_angel","quantity":"1500000","effectiveOn":"2023-12-31"}""");
            assertThat(held.status()).isEqualTo(409);
            assertThat(held.json().get("figures").get("held").asString()).isEqualTo("1400000");
            Api.Answer credits =
                    backoffice.post("/api/companies/co_exemplar/compute-credits/consumptions?dryRun=true", """
                    {"party":"pa_corp","amount":{"amount":"100000","currency":"USD"},"effectiveOn":"2023-01-15"}""");
            assertThat(credits.status()).isEqualTo(409);
            assertThat(credits.json().get("figures").toString()).contains("50000");
        }
    }

    @Nested
    class What_would_be {
        /** As the README has it. */
        @Test
        void had_fund_two_taken_another_million_and_somebody_bought_the_company() {
            Api.Answer answer = api.send(api.request("/api/companies/co_exemplar/what-if?asOf=2023-12-31")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(
                            "{\"commands\":[{\"command\":\"IssueShares\",\"class\":\"Series B\",\"to\":\"pa_fund-two\","
                                    + "\"quantity\":\"1000000\"}],\"exits\":[\"60000000\"]}"))
                    .build());
            assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
            assertThat(answer.json().at("/capTable/before/totals/outstanding").asString())
                    .isEqualTo("31900000");
            assertThat(answer.json().at("/capTable/after/totals/outstanding").asString())
                    .isEqualTo("32900000");
            // 39 million among 24.9 million shares, and 36 million after: B keeps its 3.00 a share.
            assertThat(answer.json().at("/waterfall/before/exits/0/perShare").asString())
                    .isEqualTo("1.5662650602");
            assertThat(answer.json().at("/waterfall/after/exits/0/perShare").asString())
                    .isEqualTo("1.4457831325");
            assertThat(api.ok("/api/companies/co_exemplar/cap-table?asOf=2023-12-31")
                            .at("/totals/outstanding")
                            .asString())
                    .isEqualTo("31900000");
        }

        @Test
        void at_any_exit() {
            JsonNode exits = api.ok("/api/companies/co_exemplar/waterfall?asOf=2023-12-31&from=20000000&to=100000000"
                            + "&step=20000000")
                    .at("/waterfall/exits");
            assertThat(exits).hasSize(5);
            for (JsonNode exit : exits) {
                BigDecimal paid = BigDecimal.ZERO;
                for (JsonNode holder : exit.get("holders")) {
                    paid = paid.add(new BigDecimal(holder.get("displayed").asString()));
                }
                assertThat(paid).isEqualByComparingTo(exit.get("proceeds").asString());
            }
        }
    }
}
