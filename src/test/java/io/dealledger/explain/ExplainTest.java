package io.dealledger.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.Api;
import io.dealledger.testing.LedgerDatabase;
import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** Every figure of the sample's reports leads down to the events that it rests on. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"ledger.sample=true", "ledger.password=" + Api.PASSWORD})
@Import(LedgerDatabase.class)
class ExplainTest {
    private static final String CAP_TABLE = "/api/companies/co_exemplar/cap-table";

    @LocalServerPort
    private int port;

    private LedgerHttp auditor;

    @BeforeEach
    void sign_in() {
        auditor = LedgerHttp.at(port).signedInWith("auditor", Api.PASSWORD);
    }

    private Answer ask(String of, String at) {
        return auditor.get("/api/explain?of=" + encoded(of) + "&at=" + encoded(at));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode explained(String of, String at) {
        Answer answer = ask(of, at);
        assertThat(answer.status()).as("%s of %s: %s", at, of, answer).isEqualTo(200);
        return answer.json().get("figure");
    }

    private long recorded(String path, String body) {
        Answer answer =
                LedgerHttp.at(port).signedInWith("backoffice", Api.PASSWORD).post(path, body.replace('\'', '"'));
        assertThat(answer.status()).as("%s", answer).isBetween(200, 201);
        return answer.number("/position");
    }

    private JsonNode report(String of) {
        Answer answer = auditor.get(of);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json();
    }

    /** Pointers to all claims in a report. */
    private static List<String> claims(JsonNode node, String at) {
        List<String> found = new ArrayList<>();
        if (node.isObject()) {
            if (node.has("op") && node.has("events") && node.has("unit")) {
                found.add(at);
            } else {
                node.propertyStream()
                        .forEach(field -> found.addAll(claims(field.getValue(), at + "/" + field.getKey())));
            }
        } else if (node.isArray()) {
            for (int index = 0; index < node.size(); index++) {
                found.addAll(claims(node.get(index), at + "/" + index));
            }
        }
        return found;
    }

    private static SortedSet<Long> events(JsonNode figure) {
        SortedSet<Long> found = new TreeSet<>();
        figure.get("events").forEach(event -> found.add(event.get("position").longValue()));
        figure.get("inputs").forEach(input -> found.addAll(events(input)));
        return found;
    }

    @Nested
    class A_claim {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/api/parties/pa_alibaba/exposure?asOf=2024-03-31",
                    "/api/parties/pa_alibaba/exposure?asOf=2024-03-31&currency=USD",
                    "/api/companies/co_moonshot/valuations?asOf=2024-06-30",
                    "/api/companies/co_exemplar/valuations",
                    "/api/companies/co_exemplar/rounds",
                    "/api/parties/pa_alibaba/schedule-of-investments?asOf=2024-06-30"
                })
        void leads_to_exactly_the_events_that_it_cites(String of) {
            leads(of);
        }

        @ParameterizedTest
        @ValueSource(strings = {"LATEST_ROUND", "COST", "FAIR_VALUE", "MARKET"})
        void of_a_holder_of_shares_leads_to_its_events_by_every_basis(String basis) {
            String holder = report(CAP_TABLE).at("/holdings/0/party").stringValue();
            leads("/api/parties/" + holder + "/exposure?basis=" + basis);
        }

        private void leads(String of) {
            JsonNode report = report(of);
            List<String> claims = claims(report, "");
            assertThat(claims).hasSizeGreaterThan(5);
            for (String at : claims) {
                JsonNode figure = explained(of, at);
                assertThat(figure.get("value")).as(at).isEqualTo(report.at(at));
                List<Long> cited = new ArrayList<>();
                report.at(at).get("events").forEach(event -> cited.add(event.longValue()));
                assertThat(events(figure)).as("%s of %s: %s", at, of, figure).containsExactlyElementsOf(cited);
            }
        }

        @Test
        void that_was_derived_shows_its_formula_its_inputs_and_its_assumption() {
            String of = "/api/companies/co_moonshot/valuations?asOf=2024-06-30";
            JsonNode points = report(of).get("points");
            int implied = -1;
            for (int index = 0; index < points.size(); index++) {
                if (points.get(index).get("kind").stringValue().equals("IMPLIED_POST_MONEY")) {
                    implied = index;
                }
            }
            JsonNode figure = explained(of, "/points/" + implied + "/value");
            assertThat(figure.get("formula").stringValue()).isEqualTo("implied post-money = invested to date / stake");
            assertThat(figure.get("assumption").stringValue()).contains("the latest round");
            assertThat(figure.get("rounding").stringValue()).isEqualTo("bounds outward to 2 places");
            assertThat(figure.at("/inputs/0/value/op").stringValue()).isEqualTo("APPROX");
            assertThat(figure.at("/inputs/0/formula").stringValue()).isEqualTo("stated");
            assertThat(figure.at("/inputs/0/source/publisher").stringValue()).contains("Alibaba");
            assertThat(figure.at("/inputs/1/value/unit").stringValue()).isEqualTo("PERCENT");
            assertThat(explained(of, "/points/" + implied + "/value/lower")).isEqualTo(figure);
        }
    }

    @Nested
    class A_count {
        @ParameterizedTest
        @CsvSource({
            "2021-12-31,OUTSTANDING_AS_CONVERTED,holder",
            "2022-05-01,OUTSTANDING,class",
            "2024-03-31,FULLY_DILUTED,security"
        })
        void of_the_cap_table_adds_up_from_what_the_events_made_of_the_securities(
                String asOf, String denominator, String by) {
            String of = CAP_TABLE + "?asOf=" + asOf + "&denominator=" + denominator + "&by=" + by;
            JsonNode table = report(of);
            for (int index = 0; index < table.get("holdings").size(); index++) {
                JsonNode quantity = explained(of, "/holdings/" + index + "/quantity");
                BigDecimal sum = BigDecimal.ZERO;
                for (JsonNode security : quantity.get("inputs")) {
                    JsonNode last =
                            security.get("events").get(security.get("events").size() - 1);
                    assertThat(last.get("after")).isEqualTo(security.get("value"));
                    assertThat(security.at("/events/0/before").stringValue()).isEqualTo("0");
                    for (int step = 1; step < security.get("events").size(); step++) {
                        assertThat(security.at("/events/" + step + "/before"))
                                .isEqualTo(security.at("/events/" + (step - 1) + "/after"));
                    }
                    sum = sum.add(new BigDecimal(security.get("value").stringValue()));
                }
                String stands = table.at("/holdings/" + index + "/quantity").stringValue();
                assertThat(sum).isEqualByComparingTo(stands);
                assertThat(quantity.get("value").stringValue()).isEqualTo(stands);
            }
        }

        @ParameterizedTest
        @CsvSource({
            "OUTSTANDING_AS_CONVERTED,holder,byHolder",
            "OUTSTANDING,class,byClass",
            "FULLY_DILUTED,security,bySecurity"
        })
        void of_every_part_and_whole_stands_as_the_report_says(String denominator, String by, String list) {
            String of = CAP_TABLE + "?asOf=2024-03-31&denominator=" + denominator + "&by=" + by;
            JsonNode table = report(of);
            List<String> figures = new ArrayList<>(
                    List.of("/totals/outstanding", "/totals/outstandingAsConverted", "/totals/fullyDiluted"));
            for (String rows : List.of("holdings", list)) {
                for (int index = 0; index < table.get(rows).size(); index++) {
                    for (String figure : List.of("fraction", "percent", "displayed")) {
                        figures.add("/" + rows + "/" + index + "/ownership/" + figure);
                    }
                }
            }
            for (int index = 0; index < table.get("classes").size(); index++) {
                for (String figure : List.of("outstanding", "issued", "asConverted", "conversionRatio")) {
                    figures.add("/classes/" + index + "/" + figure);
                }
            }
            for (String at : figures) {
                JsonNode figure = explained(of, at);
                assertThat(figure.get("value")).as(at).isEqualTo(table.at(at));
                assertThat(figure.get("at").stringValue()).isEqualTo(at);
                assertThat(events(figure)).as(at).isNotEmpty();
            }
        }

        @Test
        void of_ownership_is_a_part_over_a_whole() {
            JsonNode percent = explained(CAP_TABLE + "?asOf=2022-05-01", "/holdings/0/ownership/percent");
            assertThat(percent.get("rounding").stringValue()).isEqualTo("HALF_EVEN to 4 places");
            JsonNode fraction = percent.at("/inputs/0");
            String[] exact = fraction.get("value").stringValue().split("/", -1);
            BigDecimal part = new BigDecimal(fraction.at("/inputs/0/value").stringValue());
            BigDecimal whole = new BigDecimal(fraction.at("/inputs/1/value").stringValue());
            assertThat(part.multiply(new BigDecimal(exact[1])))
                    .isEqualByComparingTo(whole.multiply(new BigDecimal(exact[0])));
        }

        @Test
        void that_is_a_term_of_a_class_rests_on_the_events_of_its_row() {
            JsonNode table = report(CAP_TABLE);
            JsonNode figure = explained(CAP_TABLE, "/classes/0/name");
            assertThat(figure.get("formula").stringValue()).isEqualTo("recorded");
            assertThat(events(figure)).hasSameSizeAs(table.at("/classes/0/events"));
        }
    }

    @Nested
    class A_calculated_figure {
        private static final String EXIT = "/api/companies/co_exemplar/waterfall?asOf=2023-12-31&proceeds=60000000";

        /** Pointers to what is written as a number under a list of an answer. */
        private List<String> numbers(JsonNode node, String at) {
            List<String> found = new ArrayList<>();
            if (node.isObject()) {
                node.propertyStream()
                        .filter(field -> !field.getKey().equals("events"))
                        .forEach(field -> found.addAll(numbers(field.getValue(), at + "/" + field.getKey())));
            } else if (node.isArray()) {
                for (int index = 0; index < node.size(); index++) {
                    found.addAll(numbers(node.get(index), at + "/" + index));
                }
            } else if (node.isString() && node.stringValue().matches("-?[0-9.]+")) {
                found.add(at);
            }
            return found;
        }

        @Test
        void of_a_waterfall_leads_down_to_the_terms_and_to_what_was_asked() {
            JsonNode report = report(EXIT);
            List<String> figures = numbers(report.get("waterfall"), "/waterfall");
            assertThat(figures).hasSizeGreaterThan(20);
            for (String at : figures) {
                JsonNode figure = explained(EXIT, at);
                assertThat(figure.get("value")).as(at).isEqualTo(report.at(at));
                if (!at.endsWith("/proceeds")) {
                    assertThat(events(figure)).as("%s: %s", at, figure).isNotEmpty();
                }
            }
        }

        @Test
        void of_a_payout_names_the_formula_and_each_term_that_it_looked_at() {
            JsonNode payout = explained(EXIT, "/waterfall/exits/0/payouts/0/amount");
            assertThat(payout.get("formula").stringValue()).isEqualTo("liquidation-waterfall 1");
            assertThat(payout.get("rounding").stringValue()).isEqualTo("HALF_EVEN to 10 places");
            assertThat(payout.at("/inputs/0/formula").stringValue()).startsWith("asked about");
            assertThat(payout.at("/inputs/0/value").stringValue()).isEqualTo("60000000");
            List<String> inputs = new ArrayList<>();
            payout.get("inputs")
                    .forEach(input -> inputs.add(input.get("formula").stringValue()));
            assertThat(inputs)
                    .contains(
                            "preference = shares x issue price x multiple", "as converted = shares x conversion ratio");
        }

        @Test
        void of_a_holder_is_the_sum_of_its_parts() {
            JsonNode holder = explained(EXIT, "/waterfall/exits/0/holders/0/amount");
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode part : holder.get("inputs")) {
                sum = sum.add(new BigDecimal(part.get("value").stringValue()));
            }
            assertThat(sum).isEqualByComparingTo(holder.get("value").stringValue());
        }

        @Test
        void of_anti_dilution_leads_from_the_new_price_to_the_old_one_and_to_what_was_counted() {
            String of = "/api/companies/co_exemplar/anti-dilution?asOf=2023-12-31&newPrice=0.01&newShares=1000000";
            JsonNode report = report(of);
            List<String> figures = numbers(report.get("classes"), "/classes");
            figures.addAll(numbers(report.get("capitalisation"), "/capitalisation"));
            assertThat(figures).hasSizeGreaterThan(5);
            for (String at : figures) {
                JsonNode figure = explained(of, at);
                assertThat(figure.get("value")).as(at).isEqualTo(report.at(at));
                assertThat(events(figure)).as("%s: %s", at, figure).isNotEmpty();
            }
        }

        @Test
        void of_what_can_become_shares_says_what_has_vested_and_what_is_left_in_the_pool() {
            String name = "granted-" + LedgerHttp.newKey();
            String company = "/api/companies/co_" + name;
            recorded("/api/parties", "{'id':'pa_%s','name':'Staff','kind':'CORPORATE'}".formatted(name));
            recorded("/api/companies", "{'id':'co_%s','name':'Acme','effectiveOn':'2020-01-01'}".formatted(name));
            recorded(company + "/share-classes", "{'class':'Common','type':'COMMON','effectiveOn':'2020-01-01'}");
            recorded(
                    company + "/stock-plans",
                    "{'plan':'Plan','classes':['Common'],'reserved':'500','effectiveOn':'2020-01-01'}");
            recorded(
                    company + "/grants",
                    "{'kind':'OPTION_NSO','to':'pa_%s','plan':'Plan','class':'Common','quantity':'200','exercisePrice':{'amount':'0.50','currency':'USD'},'effectiveOn':'2020-02-01'}"
                            .formatted(name));
            String table = company + "/cap-table?asOf=2020-03-01";
            JsonNode instruments = report(table).get("instruments");
            List<String> figures = numbers(instruments, "/instruments");
            assertThat(figures).anyMatch(at -> at.endsWith("/vested")).anyMatch(at -> at.endsWith("/available"));
            for (String at : figures) {
                JsonNode figure = explained(table, at);
                assertThat(figure.get("value")).as(at).isEqualTo(report(table).at(at));
                assertThat(events(figure)).as("%s: %s", at, figure).isNotEmpty();
                if (at.endsWith("vested")) {
                    assertThat(figure.toString()).contains("ocf-vesting");
                }
            }
        }

        @Test
        void of_a_roll_forward_adds_up_from_its_movements() {
            String of = "/api/companies/co_exemplar/roll-forward?fromAsOf=2021-12-31&toAsOf=2024-03-31";
            JsonNode rows = report(of).get("rows");
            assertThat(rows.size()).isGreaterThan(2);
            for (int row = 0; row < rows.size(); row++) {
                JsonNode closing = explained(of, "/rows/" + row + "/closing");
                BigDecimal sum = BigDecimal.ZERO;
                for (JsonNode input : closing.get("inputs")) {
                    sum = sum.add(new BigDecimal(input.get("value").stringValue()));
                }
                assertThat(sum).isEqualByComparingTo(closing.get("value").stringValue());
                JsonNode unexplained = explained(of, "/rows/" + row + "/unexplained");
                assertThat(unexplained.get("value").stringValue()).isEqualTo("0");
                assertThat(unexplained.get("inputs"))
                        .hasSize(closing.get("inputs").size() + 1);
            }
        }
    }

    @Nested
    class An_event {
        @Test
        void that_corrects_another_says_which_and_why() {
            String name = "explained-" + LedgerHttp.newKey();
            String company = "/api/companies/co_" + name;
            recorded("/api/parties", "{'id':'pa_%s','name':'A fund','kind':'FUND'}".formatted(name));
            recorded("/api/companies", "{'id':'co_%s','name':'Acme','effectiveOn':'2020-01-01'}".formatted(name));
            recorded(company + "/share-classes", "{'class':'Common','type':'COMMON','effectiveOn':'2020-01-01'}");
            long first = recorded(
                    company + "/issuances",
                    "{'class':'Common','to':'pa_%s','quantity':'100','effectiveOn':'2020-02-01'}".formatted(name));
            long second = recorded(
                    company + "/corrections",
                    "{'reason':'typing error','corrections':[{'event':%d,'replacement':{'command':'IssueShares','class':'Common','to':'pa_%s','quantity':'150'}}]}"
                            .formatted(first, name));

            String of = company + "/cap-table?asOf=2020-03-01&knownAt=";
            JsonNode before = explained(of + first, "/holdings/0/quantity").at("/inputs/0/events/0");
            JsonNode after = explained(of + second, "/holdings/0/quantity").at("/inputs/0/events/0");

            assertThat(before.get("position").longValue()).isEqualTo(first);
            assertThat(before.get("after").stringValue()).isEqualTo("100");
            assertThat(before.has("corrects")).isFalse();
            assertThat(before.has("reason")).isFalse();
            assertThat(after.get("position").longValue()).isEqualTo(second);
            assertThat(after.get("after").stringValue()).isEqualTo("150");
            assertThat(after.get("corrects").longValue())
                    .isEqualTo(before.get("version").longValue());
            assertThat(after.get("reason").stringValue()).isEqualTo("typing error");
        }
    }

    @Nested
    class What_cannot_be_explained {
        @ParameterizedTest
        @CsvSource({
            "/api/companies/co_exemplar/cap-table,/holdings/99/quantity,/at",
            "/api/companies/co_exemplar/cap-table,holdings,/at",
            "/api/companies/co_exemplar/cap-table,/holdings/0,/at",
            "/api/companies/co_exemplar/cap-table,/holdings,/at",
            "/api/companies/co_exemplar/cap-table,/totals,/at",
            "/api/companies/co_exemplar/cap-table,/asOf,/at",
            "/api/companies/co_exemplar/issuances,/x,/of",
            "/api/explain?of=x,/x,/of",
            "/api/nothing/here,/x,/of",
            "https://elsewhere.example/api/companies/co_exemplar/cap-table,/x,/of",
            "/actuator/health,/status,/of",
            "/api/companies/co_exemplar/cap-table?asof=2022-01-01,/holdings/0/quantity,/asof",
            "/api/companies/co_exemplar/cap-table?knownAt=never,/holdings/0/quantity,/knownAt",
            "/api/parties/pa_alibaba/level-3-roll-forward,/lines/0/closing,/fromAsOf"
        })
        void is_refused_by_naming_what_is_wrong(String of, String at, String pointer) {
            Answer answer = ask(of, at);
            assertThat(answer.status()).as("%s", answer).isEqualTo(400);
            assertThat(answer.at("/errors/0/pointer")).isEqualTo(pointer);
        }

        @Test
        void is_unknown_where_the_report_is_unknown() {
            assertThat(ask("/api/companies/co_nobody/cap-table", "/holdings/0/quantity")
                            .status())
                    .isEqualTo(404);
        }
    }
}
