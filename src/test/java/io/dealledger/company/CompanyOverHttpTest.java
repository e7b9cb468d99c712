package io.dealledger.company;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Funding rounds through the API, from the first share to the last act. */
@RunningLedger
class CompanyOverHttpTest {
    private final LedgerHttp http;

    CompanyOverHttpTest(@LocalServerPort int port) {
        this.http = LedgerHttp.at(port);
    }

    @BeforeEach
    void parties() {
        for (String[] party : new String[][] {
            {"founder", "INDIVIDUAL"}, {"fund", "FUND"}, {"corp", "CORPORATE"}, {"cloud", "CORPORATE"}
        }) {
            http.postAgain(
                    "party-" + party[0],
                    "/api/parties",
                    "{\"id\": \"pa_t-%1$s\", \"name\": \"%1$s\", \"kind\": \"%2$s\"}".formatted(party[0], party[1]));
        }
    }

    private Answer post(String path, String body) {
        return http.post("/api/companies/" + path, body.replace('\'', '"'));
    }

    private void accepted(int status, String path, String body) {
        Answer answer = post(path, body);
        assertThat(answer.status()).as(path + "\n" + answer).isEqualTo(status);
        assertThat(answer.header("Idempotency-Replayed")).isEmpty();
    }

    private void registered(String id) {
        Answer answer = http.post(
                "/api/companies",
                "{\"id\": \"" + id + "\", \"name\": \"Test\", \"country\": \"US\", \"effectiveOn\": \"2019-01-07\"}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.header("Location")).contains("/api/companies/" + id);
    }

    private void withCommonShares(String id) {
        registered(id);
        accepted(
                201,
                id + "/share-classes",
                "{'class': 'Common', 'type': 'COMMON', 'authorised': '1000', 'effectiveOn': '2019-01-07'}");
        accepted(
                201,
                id + "/issuances",
                "{'id': 'se_one', 'class': 'Common', 'to': 'pa_t-founder', 'quantity': '600',"
                        + " 'price': {'amount': '0.0001', 'currency': 'USD'}, 'effectiveOn': '2019-01-07'}");
    }

    @Nested
    class Every_act {
        @Test
        void of_a_known_companys_life_has_an_address() {
            String id = "co_t-life";
            withCommonShares(id);
            accepted(200, id + "/renames", "{'name': 'Renamed', 'localName': '測試', 'effectiveOn': '2019-02-01'}");
            accepted(
                    200,
                    id + "/share-classes/Common/authorised",
                    "{'authorised': '20000000', 'effectiveOn': '2019-03-01'}");
            accepted(
                    201,
                    id + "/share-classes",
                    "{'class': 'Series A', 'type': 'PREFERRED', 'authorised': '2000000', 'votes': '1',"
                            + " 'issuePrice': {'amount': '1', 'currency': 'USD'}, 'liquidationMultiple': '1',"
                            + " 'seniority': 1, 'participation': 'NONE', 'conversionRatio': '1:1',"
                            + " 'effectiveOn': '2020-01-01'}");
            accepted(
                    201,
                    id + "/rounds",
                    "{'id': 'rd_a', 'name': 'Series A', 'currency': 'USD', 'lead': 'pa_t-fund',"
                            + " 'effectiveOn': '2020-01-01'}");
            accepted(
                    200,
                    id + "/rounds/rd_a/prices",
                    "{'preMoney': {'amount': '600', 'currency': 'USD'}, 'price': {'amount': '1', 'currency': 'USD'},"
                            + " 'class': 'Series A', 'rounding': {'places': 4, 'mode': 'HALF_EVEN'},"
                            + " 'effectiveOn': '2020-01-02'}");
            accepted(
                    200,
                    id + "/rounds/rd_a/commitments",
                    "{'party': 'pa_t-corp', 'role': 'INVESTOR', 'amount': {'amount': '1000', 'currency': 'USD'},"
                            + " 'effectiveOn': '2020-01-03'}");
            accepted(
                    201,
                    id + "/rounds/rd_a/closings",
                    "{'id': 'cl_1', 'effectiveOn': '2020-01-04', 'last': true, 'subscriptions': [{'to': 'pa_t-corp',"
                            + " 'class': 'Series A', 'quantity': '1000', 'legs': ["
                            + "{'kind': 'CASH', 'amount': {'amount': '600', 'currency': 'USD'}},"
                            + "{'kind': 'COMPUTE_CREDITS', 'amount': {'amount': '400', 'currency': 'USD'},"
                            + " 'vendor': 'pa_t-cloud', 'restrictedTo': 'compute', 'expiresOn': '2023-12-31'}]}]}");
            String credits = "{'party': 'pa_t-corp', 'vendor': 'pa_t-cloud', 'amount': {'amount': '%s',"
                    + " 'currency': 'USD'}, 'effectiveOn': '%s'%s}";
            accepted(200, id + "/compute-credits/commitments", credits.formatted("100", "2020-02-01", ""));
            accepted(200, id + "/compute-credits/deliveries", credits.formatted("300", "2020-03-01", ""));
            accepted(200, id + "/compute-credits/consumptions", credits.formatted("200", "2020-04-01", ""));
            accepted(200, id + "/compute-credits/revaluations", credits.formatted("90", "2020-05-01", ""));
            accepted(
                    200,
                    id + "/compute-credits/expiries",
                    credits.formatted("50", "2020-06-01", ", 'delivered': true"));
            accepted(
                    200,
                    id + "/transfers",
                    "{'class': 'Common', 'from': 'pa_t-founder', 'to': 'pa_t-fund', 'quantity': '100',"
                            + " 'price': {'amount': '2', 'currency': 'USD'}, 'secondary': true,"
                            + " 'effectiveOn': '2020-07-01'}");
            accepted(
                    200,
                    id + "/repurchases",
                    "{'class': 'Common', 'from': 'pa_t-founder', 'quantity': '10', 'lotRule': 'SPECIFIC',"
                            + " 'lots': [{'security': 'se_one', 'quantity': '10'}],"
                            + " 'price': {'amount': '2', 'currency': 'USD'}, 'effectiveOn': '2020-08-01'}");
            accepted(
                    200,
                    id + "/cancellations",
                    "{'class': 'Common', 'from': 'pa_t-founder', 'quantity': '1', 'reason': 'forfeited',"
                            + " 'effectiveOn': '2020-09-01'}");
            accepted(
                    200,
                    id + "/splits",
                    "{'ratio': '2:1', 'classes': ['Common', 'Series A'], 'newAuthorised': {'Series A': '4000000'},"
                            + " 'rounding': {'places': 0, 'mode': 'DOWN'}, 'effectiveOn': '2020-10-01'}");
            accepted(
                    200,
                    id + "/valuations",
                    "{'kind': 'VALUATION_409A', 'value': {'op': 'EXACT', 'stated': '0.5', 'currency': 'USD'},"
                            + " 'class': 'Common', 'effectiveOn': '2020-11-01'}");
            accepted(
                    200,
                    id + "/rights",
                    "{'kind': 'EXCLUSIVE_VENDOR', 'party': 'pa_t-cloud', 'scope': 'cloud',"
                            + " 'effectiveOn': '2020-12-01'}");
            accepted(
                    200,
                    id + "/distributions",
                    "{'kind': 'DIVIDEND', 'party': 'pa_t-fund', 'amount': {'amount': '5', 'currency': 'USD'},"
                            + " 'effectiveOn': '2021-01-01'}");
            accepted(
                    200,
                    id + "/impairments",
                    "{'party': 'pa_t-fund', 'amount': {'amount': '5', 'currency': 'USD'}, 'reason': 'missed plan',"
                            + " 'effectiveOn': '2021-02-01'}");
            accepted(
                    200,
                    id + "/write-offs",
                    "{'party': 'pa_t-fund', 'reason': 'no market', 'effectiveOn': '2021-03-01'}");
            accepted(
                    201,
                    id + "/rounds",
                    "{'id': 'rd_b', 'name': 'Series B', 'currency': 'USD', 'effectiveOn': '2021-04-01'}");
            accepted(200, id + "/rounds/rd_b/cancellations", "{'reason': 'no taker', 'effectiveOn': '2021-04-02'}");
            accepted(
                    200,
                    id + "/listings",
                    "{'exchange': 'NASDAQ', 'ticker': 'TEST', 'convertInto': 'Common', 'effectiveOn': '2021-05-01'}");
            accepted(
                    200,
                    id + "/acquisitions",
                    "{'acquirer': 'pa_t-corp', 'stake': {'op': 'UNDISCLOSED'}, 'effectiveOn': '2021-06-01'}");
            accepted(200, id + "/dissolutions", "{'effectiveOn': '2021-07-01'}");

            Answer company = http.get("/api/companies/" + id);
            assertThat(company.at("/name")).isEqualTo("Renamed");
            assertThat(company.at("/status")).isEqualTo("DISSOLVED");
            assertThat(company.at("/listings/0/ticker")).isEqualTo("TEST");
            assertThat(company.header("ETag")).contains("\"" + company.number("/version") + "\"");
            assertThat(http.get("/api/companies/" + id + "?asOf=2021-05-15").at("/status"))
                    .isEqualTo("LISTED");
            assertThat(http.get("/api/companies/" + id + "?asOf=2019-01-10").at("/name"))
                    .isEqualTo("Test");
        }

        @Test
        void of_a_company_known_from_the_press_has_an_address() {
            String id = "co_t-press";
            registered(id);
            String source = "'source': {'publisher': 'Gazette', 'publishedOn': '2024-03-11', 'class': 'PRESS_NAMED'}";
            accepted(
                    201,
                    id + "/reported-rounds",
                    "{'id': 'rd_r', 'status': 'CLOSED', 'raised': {'op': 'AT_LEAST', 'stated': '1000000000',"
                            + " 'currency': 'USD', 'significantDigits': 1}, 'stepUp': {'factor': {'op': 'APPROX',"
                            + " 'stated': '3'}, 'basis': 'POST_TO_POST'}, 'participants': [{'party': 'pa_t-corp',"
                            + " 'role': 'LEAD', 'amount': {'op': 'UNDISCLOSED'}, 'legs': [{'kind': 'COMPUTE_CREDITS',"
                            + " 'committed': {'op': 'EXACT', 'stated': '300000000', 'currency': 'USD'}}]}],"
                            + " 'effectiveOn': '2024-02', " + source + "}");
            accepted(
                    201,
                    id + "/reported-investments",
                    "{'id': 'rp_i', 'participants': [{'party': 'pa_t-fund', 'role': 'INVESTOR', 'amount':"
                            + " {'op': 'UNDISCLOSED'}}], 'effectiveOn': '2024-03-11', 'precision': 'NO_LATER_THAN', "
                            + source + "}");
            accepted(
                    201,
                    id + "/reported-totals",
                    "{'id': 'rp_t', 'amount': {'op': 'EXACT', 'stated': '5200000000', 'currency': 'USD'},"
                            + " 'effectiveOn': '2024-03-11', 'precision': 'NO_LATER_THAN', " + source + "}");
            accepted(
                    201,
                    id + "/reported-positions",
                    "{'id': 'rp_p', 'party': 'pa_t-corp', 'stake': {'op': 'APPROX', 'stated': '36',"
                            + " 'significantDigits': 2}, 'effectiveOn': '2024-03-31', 'source': {'publisher': 'Filing',"
                            + " 'class': 'PRIMARY_FILING'}}");
            accepted(
                    200,
                    id + "/claims",
                    "{'about': 'rd_r', 'postMoney': {'op': 'EXACT', 'stated': '2500000000', 'currency': 'USD',"
                            + " 'significantDigits': 2}, " + source + "}");
            accepted(
                    201,
                    id + "/rounds",
                    "{'id': 'rd_own', 'name': 'Ours', 'currency': 'USD', 'effectiveOn': '2024-03-01'}");
            accepted(200, id + "/rounds/rd_own/firm-ups", "{'reported': 'rd_r', 'effectiveOn': '2024-03-12'}");
        }
    }

    @Nested
    class A_batch {
        @Test
        void records_all_of_its_commands_in_one_commit() {
            registered("co_t-batch");
            Answer answer = post(
                    "co_t-batch/batch",
                    "[{'command': 'AuthoriseShareClass', 'class': 'Common', 'type': 'COMMON', 'effectiveOn': '2019-01-07'},"
                            + " {'command': 'IssueShares', 'class': 'Common', 'to': 'pa_t-founder', 'quantity': '5',"
                            + " 'effectiveOn': '2019-01-07'}]");

            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.json().get("events").size()).isEqualTo(2);
            assertThat(answer.number("/version")).isEqualTo(2);
            assertThat(answer.number("/position")).isEqualTo(answer.number("/events/1/position"));
            String between = answer.at("/events/0/position");
            assertThat(http.get("/api/companies/co_t-batch?knownAt=" + between).header("Ledger-Position"))
                    .as("a position within a command is the end of the command before")
                    .contains(Long.toString(answer.number("/events/0/position") - 1));
        }

        @Test
        void records_none_of_its_commands_when_one_is_refused() {
            registered("co_t-nothing");
            long head = http.head();
            Answer answer = post(
                    "co_t-nothing/batch",
                    "[{'command': 'AuthoriseShareClass', 'class': 'Common', 'type': 'COMMON', 'effectiveOn': '2019-01-07'},"
                            + " {'command': 'IssueShares', 'class': 'Other', 'to': 'pa_t-founder', 'quantity': '5',"
                            + " 'effectiveOn': '2019-01-07'}]");

            assertThat(answer.status()).as(answer.toString()).isBetween(404, 422);
            assertThat(answer.text()).contains("Other");
            assertThat(http.head()).isEqualTo(head);
        }
    }

    @Nested
    class A_refusal {
        @Test
        void names_its_figures() {
            withCommonShares("co_t-figures");
            Answer answer = post(
                    "co_t-figures/transfers",
                    "{'class': 'Common', 'from': 'pa_t-founder', 'to': 'pa_t-fund', 'quantity': '601',"
                            + " 'effectiveOn': '2020-01-01'}");

            assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
            assertThat(answer.at("/refusal")).isEqualTo("more-than-held");
            assertThat(answer.at("/type")).isEqualTo("/problems/more-than-held");
            assertThat(answer.at("/figures/class")).isEqualTo("Common");
            assertThat(answer.text()).contains("600").contains("601");
            assertThat(http.anonymous().get(answer.at("/type")).status()).isEqualTo(200);
        }

        @Test
        void of_a_back_dated_command_names_the_event_that_it_would_break() {
            String id = "co_t-breaks";
            withCommonShares(id);
            Answer transfer = post(
                    id + "/transfers",
                    "{'class': 'Common', 'from': 'pa_t-founder', 'to': 'pa_t-fund', 'quantity': '500',"
                            + " 'effectiveOn': '2021-01-01'}");
            Answer answer = post(
                    id + "/repurchases",
                    "{'class': 'Common', 'from': 'pa_t-founder', 'quantity': '200', 'effectiveOn': '2020-01-01'}");

            assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
            assertThat(answer.at("/refusal")).isEqualTo("breaks-later-event");
            assertThat(answer.number("/breaks/0/event")).isEqualTo(transfer.number("/position"));
            assertThat(answer.at("/breaks/0/rule")).isEqualTo("more-than-held");
            assertThat(answer.at("/breaks/0/on")).isEqualTo("2021-01-01");
        }

        @ParameterizedTest(name = "{0} {1}: {2} {3}")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "co_t-nobody/rounds | {'name': 'A', 'currency': 'USD'} | 404 | unknown-company",
                    "co_t-rules/rounds/rd_none/prices | {'price': {'amount': '1', 'currency': 'USD'}, 'postMoney': {'amount': '1', 'currency': 'USD'}, 'class': 'Common'} | 404 | unknown-round",
                    "co_t-rules/rounds/xyz/prices | {'price': {'amount': '1', 'currency': 'USD'}, 'class': 'Common'} | 422 | invalid-body",
                    "co_t-rules/rounds/rd_x/cancellations | {'round': 'rd_y', 'reason': 'r'} | 422 | invalid-body",
                    "co_t-rules/rounds | {'name': 'A', 'currency': 'USD', 'effectiveOn': '2999-01-01'} | 409 | effective-in-future",
                    "co_t-rules/issuances | {'class': 'Common', 'to': 'pa_t-founder', 'quantity': '401', 'effectiveOn': '2020-01-01'} | 409 | over-authorised",
                    "co_t-rules/issuances | {'class': 'Common', 'to': 'pa_nobody', 'quantity': '1', 'effectiveOn': '2020-01-01'} | 409 | party-not-registered",
                    "co_t-rules/compute-credits/commitments | {'party': 'pa_t-corp', 'vendor': 'pa_t-cloud', 'amount': {'amount': '1.001', 'currency': 'USD'}} | 422 | invalid-body",
                    "co_t-rules/splits | {'ratio': '1:1', 'classes': ['Common']} | 422 | split-changes-nothing",
                    "co_t-rules/batch | [] | 422 | invalid-body",
                    "co_t-rules/batch | {} | 422 | invalid-body",
                })
        void leaves_the_ledger_as_it_was(String path, String body, int status, String type) {
            http.postAgain(
                    "rules",
                    "/api/companies",
                    "{\"id\": \"co_t-rules\", \"name\": \"Rules\", \"effectiveOn\": \"2019-01-07\"}");
            http.postAgain(
                    "rules-class",
                    "/api/companies/co_t-rules/share-classes",
                    "{\"class\": \"Common\", \"type\": \"COMMON\", \"authorised\": \"400\", \"effectiveOn\": \"2019-01-07\"}");
            long head = http.head();
            Answer answer = post(path, body);

            assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
            assertThat(answer.at("/type")).isEqualTo("/problems/" + type);
            assertThat(http.head()).isEqualTo(head);
        }
    }
}
