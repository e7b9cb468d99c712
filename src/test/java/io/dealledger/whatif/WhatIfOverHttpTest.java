package io.dealledger.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RunningLedger
class WhatIfOverHttpTest {
    private final LedgerHttp backoffice;
    private final LedgerHttp auditor;
    private final String own = UUID.randomUUID().toString();
    private final String company = "/api/companies/co_" + own;
    private final String founder = "pa_a-" + own;
    private final String fund = "pa_b-" + own;
    private final String worker = "pa_c-" + own;

    WhatIfOverHttpTest(@LocalServerPort int port) {
        this.backoffice = LedgerHttp.at(port);
        this.auditor = backoffice.as("auditor");
    }

    private Answer accepted(String path, String body) {
        Answer answer = backoffice.post(path, body);
        assertThat(answer.status()).as(answer.toString()).isIn(200, 201);
        return answer;
    }

    @BeforeEach
    void record_a_company() {
        for (String party : new String[] {founder, fund, worker}) {
            accepted("/api/parties", "{\"id\": \"" + party + "\", \"name\": \"P\", \"kind\": \"CORPORATE\"}");
        }
        accepted(
                "/api/companies",
                "{\"id\": \"co_" + own + "\", \"name\": \"Supposed\", \"effectiveOn\": \"2020-01-01\"}");
        accepted(company + "/share-classes", """
                {"class": "Common", "type": "COMMON", "effectiveOn": "2020-01-01"}""");
        accepted(company + "/share-classes", """
                {"class": "Series A", "type": "PREFERRED", "issuePrice": {"amount": "2", "currency": "USD"},
                 "liquidationMultiple": "1", "seniority": 1, "participation": "NONE",
                 "antiDilution": "BROAD_BASED", "effectiveOn": "2020-01-01"}""");
        issued("Common", founder, "6000000");
        issued("Series A", fund, "2000000");
        accepted(company + "/stock-plans", """
                {"plan": "Plan", "classes": ["Common"], "reserved": "2000000", "effectiveOn": "2020-01-01"}""");
        accepted(company + "/grants", """
                {"id": "se_g-%s", "kind": "OPTION_NSO", "to": "%s", "plan": "Plan", "class": "Common", "quantity": "1000000",
                 "exercisePrice": {"amount": "0.50", "currency": "USD"}, "effectiveOn": "2020-02-01"}""".formatted(own, worker));
    }

    private void issued(String shareClass, String to, String quantity) {
        accepted(company + "/issuances", """
                {"class": "%s", "to": "%s", "quantity": "%s", "effectiveOn": "2020-01-02"}""".formatted(shareClass, to, quantity));
    }

    private Answer suppose(String body, String query) {
        return auditor.send("POST", company + "/what-if" + query, body, "Content-Type", "application/json");
    }

    private String issue(String to, String quantity) {
        return """
                {"command": "IssueShares", "class": "Series A", "to": "%s", "quantity": "%s"}""".formatted(to, quantity);
    }

    private static JsonNode holder(Answer answer, String list, String party) {
        for (JsonNode row : answer.json().at(list)) {
            if (row.path("party").asString("").equals(party)) {
                return row;
            }
        }
        throw new AssertionError(party + " is not among " + answer.json().at(list));
    }

    @Nested
    class What_if {
        @Test
        void answers_the_figures_before_and_after_and_records_nothing() {
            long head = auditor.head();
            Answer answer = suppose("""
                    {"commands": [%s], "exits": ["4000000", "30000000"], "denominator": "FULLY_DILUTED"}""".formatted(issue(fund, "2000000")), "?asOf=2021-01-01");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.header("Ledger-Position")).contains(Long.toString(head));
            assertThat(answer.header("ETag").orElseThrow()).startsWith("\"r-");
            assertThat(answer.at("/capTable/before/totals/outstanding")).isEqualTo("8000000");
            assertThat(answer.at("/capTable/after/totals/outstanding")).isEqualTo("10000000");
            assertThat(answer.at("/decided/0/events/0")).isEqualTo("SharesIssued");

            JsonNode diluted = holder(answer, "/dilution", founder);
            assertThat(diluted.at("/before/percent").stringValue()).isEqualTo("60.0000");
            assertThat(diluted.at("/after/percent").stringValue()).isEqualTo("50.0000");
            assertThat(diluted.get("change").stringValue()).isEqualTo("-10.0000");
            assertThat(answer.json().at("/dilution"))
                    .as("two holders of stock, one of options, and the pool")
                    .hasSize(4);
            assertThat(answer.at("/dilution/3/plan")).isEqualTo("Plan");
            assertThat(answer.at("/dilution/3/after/quantity")).isEqualTo("1000000");

            JsonNode held = answer.json().at("/difference/holdings/0");
            assertThat(held.get("party").stringValue()).isEqualTo(fund);
            assertThat(held.get("change").stringValue()).isEqualTo("2000000");
            assertThat(answer.at("/difference/totals/2/total")).isEqualTo("fullyDiluted");
            assertThat(answer.at("/difference/totals/2/change")).isEqualTo("2000000");

            // 4 million: all of it to the preference of 4 million before, and to that of 8 million after.
            assertThat(answer.at("/waterfall/before/exits/0/payouts/1/amount")).isEqualTo("4000000");
            assertThat(answer.at("/waterfall/after/exits/0/payouts/1/amount")).isEqualTo("4000000");
            // 30 million and 0.5 million of exercise price among 9 million shares, and among 11 million.
            assertThat(new BigDecimal(answer.at("/waterfall/before/exits/1/perShare")))
                    .isEqualByComparingTo("3.3888888889");
            assertThat(new BigDecimal(answer.at("/waterfall/after/exits/1/perShare")))
                    .isEqualByComparingTo("2.7727272727");
            JsonNode paid = holder(answer, "/difference/exits/1/holders", fund);
            assertThat(paid.get("before").stringValue()).isEqualTo("6777777.78");
            assertThat(paid.get("after").stringValue()).isEqualTo("11090909.09");
            assertThat(auditor.head()).as("nothing is recorded").isEqualTo(head);
            assertThat(auditor.get(company + "/cap-table").at("/totals/outstanding"))
                    .isEqualTo("8000000");
        }

        @Test
        void gives_the_same_answer_to_the_same_question() {
            String body = "{\"commands\": [" + issue(fund, "5") + "]}";
            Answer first = suppose(body, "?asOf=2021-01-01");
            assertThat(suppose(body, "?asOf=2021-01-01").text()).isEqualTo(first.text());
            assertThat(first.json().has("waterfall")).isFalse();
        }

        @Test
        void stands_on_top_of_any_point_in_time() {
            Answer then = suppose("{\"commands\": [" + issue(fund, "1000000") + "]}", "?asOf=2020-01-15");
            assertThat(then.at("/capTable/before/asOf")).isEqualTo("2020-01-15");
            assertThat(then.json().at("/capTable/before").has("instruments"))
                    .as("the plan was there, and no grant")
                    .isTrue();
            assertThat(then.json().at("/capTable/after/instruments/grants")).isEmpty();
            assertThat(then.at("/capTable/after/totals/outstanding")).isEqualTo("9000000");

            Answer unknown = suppose("{\"commands\": [" + issue(fund, "1000000") + "]}", "?knownAt=0");
            assertThat(unknown.status()).isEqualTo(404);
        }

        @Test
        void lets_each_command_see_what_those_before_it_did_also_of_parties_that_are_not_there() {
            Answer answer = suppose("""
                    {"parties": [{"id": "pa_new-%1$s", "name": "New Fund"}],
                     "commands": [
                       {"command": "AuthoriseShareClass", "class": "Series B", "type": "PREFERRED", "issuePrice": {"amount": "4", "currency": "USD"},
                        "liquidationMultiple": "1", "seniority": 2, "participation": "NONE"},
                       {"command": "IssueShares", "class": "Series B", "to": "pa_new-%1$s", "quantity": "1000000", "effectiveOn": "2021-06-01"},
                       {"command": "TransferShares", "class": "Series B", "from": "pa_new-%1$s", "to": "%2$s", "quantity": "250000", "effectiveOn": "2021-07-01"}
                     ], "exits": ["10000000"]}""".formatted(own, fund), "?asOf=2021-01-01");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.at("/after")).isEqualTo("2021-07-01");
            assertThat(holder(answer, "/dilution", "pa_new-" + own)
                            .at("/after/quantity")
                            .stringValue())
                    .isEqualTo("750000");
            assertThat(answer.at("/waterfall/after/exits/0/payouts/2/amount")).isEqualTo("4000000");
            assertThat(auditor.get("/api/parties/pa_new-" + own).status()).isEqualTo(404);
        }

        @Test
        void is_refused_by_the_refusal_of_its_command_which_names_its_index() {
            Answer answer = suppose(
                    "{\"commands\": [" + issue(fund, "1")
                            + ", {\"command\": \"TransferShares\", \"class\": \"Common\", \"from\": \"" + founder
                            + "\", \"to\": \"" + fund + "\", \"quantity\": \"6000001\"}]}",
                    "");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
            assertThat(answer.at("/refusal")).isEqualTo("more-than-held");
            assertThat(answer.at("/figures/index")).isEqualTo("1");
            assertThat(answer.at("/figures/held")).isEqualTo("6000000");

            Answer batch = backoffice.post(
                    company + "/batch?dryRun=true",
                    "[" + issue(fund, "1")
                            + ", {\"command\": \"TransferShares\", \"class\": \"Common\", \"from\": \"" + founder
                            + "\", \"to\": \""
                            + fund + "\", \"quantity\": \"6000001\"}]");
            assertThat(answer.at("/detail")).as("as a batch is").isEqualTo(batch.at("/detail"));

            Answer nobody = suppose("{\"commands\": [" + issue("pa_nobody-" + own, "1") + "]}", "");
            assertThat(nobody.at("/refusal")).isEqualTo("party-not-registered");
        }

        @Test
        void of_a_round_is_the_round_when_it_is_closed() {
            accepted(company + "/convertibles", """
                    {"id": "se_s-%s", "to": "%s", "kind": "SAFE", "amount": {"amount": "1000000", "currency": "USD"}, "effectiveOn": "2020-02-01",
                     "triggers": [{"id": "t", "kind": "AUTOMATIC_ON_CONDITION", "condition": "a round", "right": {"futureRound": true, "mechanism":
                      {"kind": "SAFE_CONVERSION", "timing": "POST_MONEY", "cap": {"amount": "10000000", "currency": "USD"}}}}]}""".formatted(own, founder));
            String commands = """
                    [{"command": "AuthoriseShareClass", "class": "Series B", "type": "PREFERRED", "issuePrice": {"amount": "1.5", "currency": "USD"},
                      "liquidationMultiple": "1", "seniority": 2, "participation": "NONE", "effectiveOn": "2021-01-01"},
                     {"command": "OpenRound", "id": "rd_b", "name": "B", "currency": "USD", "effectiveOn": "2021-01-01"},
                     {"command": "ClosePricedRound", "round": "rd_b", "class": "Series B", "preMoney": {"amount": "12000000", "currency": "USD"},
                      "newInvestors": [{"to": "%s", "amount": {"amount": "3000000", "currency": "USD"}}], "poolPostMoney": "0.10",
                      "rounding": {"price": {"places": 6, "mode": "DOWN"}}, "effectiveOn": "2021-01-01"}]""".formatted(fund);
            Answer supposed = suppose(
                    "{\"commands\": " + commands + ", \"exits\": [\"50000000\"], \"denominator\": \"FULLY_DILUTED\"}",
                    "?asOf=2021-01-01");
            assertThat(supposed.status()).as(supposed.toString()).isEqualTo(200);
            Answer before = auditor.get(company + "/cap-table?asOf=2021-01-01&denominator=FULLY_DILUTED");
            assertThat(before.at("/holdings")).isEqualTo(supposed.at("/capTable/before/holdings"));

            accepted(company + "/batch", commands);
            JsonNode after = auditor.get(company + "/cap-table?asOf=2021-01-01&denominator=FULLY_DILUTED")
                    .json();
            JsonNode model = supposed.json().at("/capTable/after");
            assertThat(model.get("totals")).isEqualTo(after.get("totals"));
            assertThat(model.get("holdings")).hasSameSizeAs(after.get("holdings"));
            for (int index = 0; index < after.get("holdings").size(); index++) {
                for (String field : new String[] {"party", "class", "quantity", "ownership"}) {
                    assertThat(model.get("holdings").get(index).get(field))
                            .isEqualTo(after.get("holdings").get(index).get(field));
                }
            }
            for (int index = 0; index < after.get("classes").size(); index++) {
                assertThat(model.get("classes").get(index).get("conversionRatio"))
                        .as("the cheaper round adjusts the one that is protected")
                        .isEqualTo(after.get("classes").get(index).get("conversionRatio"));
            }
            JsonNode paid = auditor.get(company + "/waterfall?asOf=2021-01-01&proceeds=50000000")
                    .json();
            assertThat(supposed.json().at("/waterfall/after/exits/0/perShare"))
                    .isEqualTo(paid.at("/waterfall/exits/0/perShare"));
        }

        @Test
        void says_of_a_field_that_could_not_be_valid_in_which_command_it_is() {
            Answer answer = suppose("""
                    {"commands": [{"command": "AuthoriseShareClass", "class": "X", "type": "PREFERRED", "participation": "CAPPED"}]}""", "");
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.at("/errors/0/pointer")).isEqualTo("/commands/0/participationCap");
            Answer unreadable = suppose("{\"commands\": [{\"command\": \"IssueShare\"}]}", "");
            assertThat(unreadable.at("/errors/0/pointer")).isEqualTo("/commands/0/command");
            assertThat(suppose("{\"commands\": []}", "").at("/refusal")).isEqualTo("empty-batch");
            assertThat(suppose("{\"commands\": [" + issue(fund, "1") + "], \"exits\": [\"1.005\"]}", "")
                            .at("/errors/0/pointer"))
                    .isEqualTo("/exits/0");
            assertThat(suppose(
                                    "{\"parties\": [{\"id\": \"" + fund + "\"}], \"commands\": [" + issue(fund, "1")
                                            + "]}",
                                    "")
                            .at("/errors/0/pointer"))
                    .isEqualTo("/parties/0/id");
        }

        @Test
        void may_be_asked_by_everybody_who_reads_and_by_nobody_else() {
            String body = "{\"commands\": [" + issue(fund, "1") + "]}";
            for (String user : new String[] {"auditor", "backoffice", "controller"}) {
                assertThat(backoffice
                                .as(user)
                                .send("POST", company + "/what-if", body, "Content-Type", "application/json")
                                .status())
                        .as(user)
                        .isEqualTo(200);
            }
            assertThat(backoffice
                            .as("operator")
                            .send("POST", company + "/what-if", body, "Content-Type", "application/json")
                            .status())
                    .isEqualTo(403);
        }
    }

    @Nested
    class The_waterfall_of_the_record {
        private Answer waterfall(String query) {
            return auditor.get(company + "/waterfall?asOf=2021-01-01&" + query);
        }

        @Test
        void pays_classes_and_grants_and_says_whom() {
            Answer answer = waterfall("proceeds=4000000,10000000,30000000");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.at("/waterfall/currency")).isEqualTo("USD");
            assertThat(answer.at("/waterfall/complete")).isEqualTo("true");
            // 10 million: 4 of preference; 6 and 0.5 of exercise price among 7 million shares.
            JsonNode exit = answer.json().at("/waterfall/exits/1");
            assertThat(exit.get("perShare").stringValue()).isEqualTo("0.9285714286");
            assertThat(exit.at("/payouts/0/displayed").stringValue()).isEqualTo("5571428.57");
            assertThat(exit.at("/payouts/1/displayed").stringValue()).isEqualTo("4000000.00");
            assertThat(exit.at("/payouts/2/name").stringValue()).isEqualTo("Options on Common at 0.5");
            assertThat(exit.at("/payouts/2/displayed").stringValue()).isEqualTo("428571.43");
            assertThat(exit.at("/exercised/0").stringValue()).isEqualTo("Options on Common at 0.5");
            assertThat(exit.get("converts")).isEmpty();
            assertThat(answer.json().at("/waterfall/exits/2/converts/0").stringValue())
                    .isEqualTo("Series A");
            // All preferences; options at 0.5 a share, 4 + 6 x 0.5; Series A at 2 a share, 4 + 6 x 2 + 1.5.
            assertThat(answer.json().at("/waterfall/breakpoints").toString())
                    .isEqualTo("[\"4000000\",\"7000000\",\"17500000\"]");
        }

        @Test
        void takes_a_range_and_carve_outs_and_holds_in_escrow() {
            Answer answer = waterfall(
                    "from=10000000&to=30000000&step=10000000&carveOutFraction=0.1&escrowAmount=900000&currency=USD");
            assertThat(answer.json().at("/waterfall/exits")).hasSize(3);
            JsonNode exit = answer.json().at("/waterfall/exits/0");
            assertThat(exit.at("/payouts/3/kind").stringValue()).isEqualTo("CARVE_OUT");
            assertThat(exit.at("/payouts/3/amount").stringValue()).isEqualTo("1000000");
            assertThat(exit.at("/escrow/held").stringValue()).isEqualTo("900000");
            assertThat(exit.at("/escrow/atClosing/1/amount").stringValue()).isEqualTo("3600000");
        }

        @Test
        void pays_a_note_its_interest_first_and_a_safe_beside_the_preferred() {
            accepted(company + "/convertibles", """
                    {"id": "se_n-%s", "to": "%s", "kind": "NOTE", "amount": {"amount": "1000000", "currency": "USD"}, "effectiveOn": "2020-01-01",
                     "triggers": [{"id": "t", "kind": "ELECTIVE_AT_WILL", "right": {"mechanism": {"kind": "CONVERTIBLE_NOTE_CONVERSION", "exitMultiple": "2",
                       "cap": {"amount": "9000000", "currency": "USD"},
                       "interest": [{"rate": "0.10", "from": "2020-01-02"}], "dayCount": "ACTUAL_365", "compounding": "SIMPLE"}}}]}""".formatted(own, founder));
            accepted(company + "/convertibles", """
                    {"id": "se_s-%s", "to": "%s", "kind": "SAFE", "amount": {"amount": "1000000", "currency": "USD"}, "effectiveOn": "2020-01-01",
                     "triggers": [{"id": "t", "kind": "AUTOMATIC_ON_CONDITION", "condition": "a round", "right": {"mechanism":
                      {"kind": "SAFE_CONVERSION", "timing": "POST_MONEY", "cap": {"amount": "10000000", "currency": "USD"}}}}]}""".formatted(own, fund));
            Answer answer = waterfall("proceeds=3100000,4600000,100000000");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.at("/waterfall/complete")).as(answer.text()).isEqualTo("true");
            // 2 million and 365 days of ten percent.
            JsonNode note = answer.json().at("/waterfall/instruments/1");
            assertThat(note.get("due").stringValue()).isEqualTo("2100000");
            assertThat(note.get("interest").stringValue()).isEqualTo("100000");
            // 1.1 million at 9 million over 9 million shares; the SAFE is a tenth of 9 + 1.1 million and itself.
            assertThat(note.get("shares").stringValue()).isEqualTo("1100000");
            assertThat(answer.at("/waterfall/instruments/2/shares")).isEqualTo("1122222.2222222222");
            // One million is left for preferences of four and one.
            assertThat(answer.at("/waterfall/exits/0/payouts/1/amount")).isEqualTo("800000");
            assertThat(answer.at("/waterfall/exits/0/payouts/4/amount")).isEqualTo("200000");
            assertThat(answer.json().at("/waterfall/exits/2/converts")).hasSize(3);
        }

        @Test
        void lists_what_is_not_recorded_and_never_guesses_it() {
            accepted(company + "/grants", """
                    {"id": "se_h-%s", "kind": "OPTION_NSO", "to": "%s", "class": "Common", "quantity": "10", "effectiveOn": "2020-02-01"}""".formatted(own, worker));
            accepted(company + "/warrants", """
                    {"id": "se_w-%s", "to": "%s", "exercisePrice": {"amount": "1", "currency": "USD"}, "effectiveOn": "2020-02-01"}""".formatted(own, worker));
            Answer answer = waterfall("proceeds=10000000");
            assertThat(answer.at("/waterfall/complete")).as(answer.text()).isEqualTo("false");
            assertThat(answer.at("/waterfall/notCounted/0/missing")).isEqualTo("[\"exercisePrice\"]");
            assertThat(answer.at("/waterfall/notCounted/1/missing")).isEqualTo("[\"class\",\"quantity\"]");

            accepted(company + "/share-classes", """
                    {"class": "Series B", "type": "PREFERRED", "liquidationMultiple": "1", "effectiveOn": "2020-01-01"}""");
            assertThat(waterfall("proceeds=10000000").status())
                    .as("none of it is outstanding")
                    .isEqualTo(200);
            issued("Series B", fund, "1");
            Answer refused = waterfall("proceeds=10000000");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.at("/refusal")).isEqualTo("terms-not-recorded");
            assertThat(refused.at("/figures/of")).isEqualTo("Series B");
            assertThat(refused.at("/figures/missing")).isEqualTo("issuePrice, participation, seniority");

            Answer supposed =
                    suppose("{\"commands\": [" + issue(fund, "1") + "], \"exits\": [\"100\"]}", "?asOf=2021-01-01");
            assertThat(supposed.status()).isEqualTo(200);
            assertThat(supposed.json().at("/waterfall/before/exits")).isEmpty();
            assertThat(supposed.at("/waterfall/before/notCounted/0/name")).isEqualTo("Series B");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    "''; proceeds",
                    "proceeds=1&from=1; proceeds",
                    "from=1&to=2; step",
                    "from=2&to=1&step=1; to",
                    "from=1&to=2&step=0; step",
                    "from=1&to=1000000&step=1; step",
                    "proceeds=-1; proceeds",
                    "proceeds=1,x; proceeds",
                    "proceeds=1.001; proceeds",
                    "proceeds=1&currency=ABC; currency",
                    "proceeds=1&options=ALL; options",
                    "proceeds=1&carveOutFraction=1; carveOuts",
                    "proceeds=1&carveOutFraction=0.1&carveOutAmount=1; carveOutAmount",
                    "proceeds=1&escrowAmount=2; escrow"
                })
        void names_the_parameter_that_is_wrong(String query, String named) {
            Answer answer = waterfall(query);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
            assertThat(answer.at("/errors/0/pointer")).isEqualTo("/" + named);
        }
    }

    @Nested
    class Conversion_prices_of_the_record {
        private Answer after(String query) {
            return auditor.get(company + "/anti-dilution?asOf=2021-01-01&" + query);
        }

        @Test
        void are_adjusted_by_the_protection_that_is_recorded() {
            Answer answer = after("newPrice=1&newShares=1000000");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            // A is 6 + 2 + 1 million; 2 x (9 + 0.5) / (9 + 1).
            assertThat(answer.at("/capitalisation/broadBased")).isEqualTo("9000000");
            assertThat(answer.at("/classes/0/conversionPrice")).isEqualTo("1.9");
            assertThat(answer.at("/classes/0/recordable")).isEqualTo("20:19");
            assertThat(answer.json().at("/notCounted")).isEmpty();
            Answer pools = after("newPrice=1&newShares=1000000&countPools=true");
            assertThat(pools.at("/capitalisation/broadBased")).isEqualTo("10000000");

            accepted(company + "/share-classes/Series%20A/terms", """
                    {"conversionRatio": "20:19", "effectiveOn": "2020-06-01"}""");
            Answer again = after("newPrice=1&consideration=1000000");
            assertThat(again.at("/classes/0/previousConversionPrice"))
                    .as("adjustments compound")
                    .isEqualTo("1.9");
            assertThat(after("newPrice=1&newShares=1&exempt=EQUITY_PLAN").at("/classes/0/adjusted"))
                    .isEqualTo("false");
        }

        @Test
        void are_measured_by_the_shares_after_a_split() {
            accepted(company + "/splits", """
                    {"ratio": "2:1", "classes": ["Common", "Series A"], "effectiveOn": "2020-07-01"}""");
            assertThat(after("newPrice=0.5&newShares=2000000").at("/classes/0/conversionPrice"))
                    .isEqualTo("0.95");
        }

        @Test
        void stay_where_no_protection_is_recorded_and_the_answer_says_so() {
            accepted(company + "/share-classes", """
                    {"class": "Series B", "type": "PREFERRED", "issuePrice": {"amount": "5", "currency": "USD"}, "effectiveOn": "2020-01-01"}""");
            Answer answer = after("newPrice=1&newShares=1000000");
            assertThat(answer.at("/classes/1/adjusted")).isEqualTo("false");
            assertThat(answer.at("/notCounted/0/class")).isEqualTo("Series B");
            assertThat(answer.at("/notCounted/0/missing")).isEqualTo("[\"antiDilution\"]");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    "newShares=1; newPrice",
                    "newPrice=1; newShares",
                    "newPrice=1&newShares=1&consideration=1; consideration",
                    "newPrice=x&newShares=1; newPrice",
                    "newPrice=1&newShares=1&exempt=NOT; exempt",
                    "newPrice=1&newShares=1&countPools=yes; countPools"
                })
        void need_an_issue_that_can_be(String query, String named) {
            Answer answer = after(query);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
            assertThat(answer.at("/errors/0/pointer")).isEqualTo("/" + named);
        }
    }
}
