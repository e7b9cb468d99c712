package io.dealledger.company;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Corrections as a back-office system sends them and an auditor sees them, through the running server. */
@RunningLedger
class CorrectionsOverHttpTest {
    private final LedgerHttp http;
    private final LedgerHttp auditor;

    CorrectionsOverHttpTest(@LocalServerPort int port) {
        this.http = LedgerHttp.at(port);
        this.auditor = http.as("auditor");
        for (String party : List.of("one", "two", "group")) {
            http.postAgain(
                    "corrected-party-" + party,
                    "/api/parties",
                    "{\"id\": \"pa_c-%1$s\", \"name\": \"%1$s\", \"kind\": \"FUND\"}".formatted(party));
        }
    }

    private Answer post(String path, String body, String... headers) {
        return http.post(path, body.replace('\'', '"'), headers);
    }

    private Answer accepted(String path, String body, String... headers) {
        Answer answer = post(path, body, headers);
        assertThat(answer.status()).as(path + "\n" + answer).isIn(200, 201);
        return answer;
    }

    private long recorded(String path, String body) {
        return accepted(path, body).number("/position");
    }

    /** @return position of the issuance of 100 shares to party one */
    private long companyWithShares(String id) {
        accepted("/api/companies", "{'id': '" + id + "', 'name': 'Corrected', 'effectiveOn': '2020-01-01'}");
        accepted(
                "/api/companies/" + id + "/share-classes",
                "{'class': 'Common', 'type': 'COMMON', 'authorised': '1000', 'effectiveOn': '2020-01-01'}");
        accepted(
                "/api/companies/" + id + "/issuances",
                "{'class': 'Common', 'to': 'pa_c-two', 'quantity': '100', 'effectiveOn': '2020-01-02'}");
        return recorded(
                "/api/companies/" + id + "/issuances",
                "{'class': 'Common', 'to': 'pa_c-one', 'quantity': '100',"
                        + " 'price': {'amount': '2', 'currency': 'USD'}, 'effectiveOn': '2020-02-01'}");
    }

    private static String issuing(String to, String quantity) {
        return "{'command': 'IssueShares', 'class': 'Common', 'to': '" + to + "', 'quantity': '" + quantity
                + "', 'price': {'amount': '2', 'currency': 'USD'}}";
    }

    private static String correcting(long event, String replacement) {
        return "{'reason': 'typing error', 'corrections': [{'event': " + event + ", 'replacement': " + replacement
                + "}]}";
    }

    private static String voiding(long event) {
        return "{'reason': 'never happened', 'corrections': [{'event': " + event + ", 'void': true}]}";
    }

    @Nested
    class A_correction {
        @Test
        void flips_an_answer_only_from_its_known_at_on() {
            String id = "co_c-flip";
            long issuance = companyWithShares(id);
            long before = http.head();
            List<String> questions = List.of(
                    "/api/companies/" + id + "/cap-table?asOf=2020-06-01",
                    "/api/companies/" + id + "/valuations?asOf=2020-06-01",
                    "/api/companies/" + id + "/rounds?asOf=2020-06-01",
                    "/api/parties/pa_c-one/exposure?asOf=2020-06-01",
                    "/api/parties/pa_c-two/exposure?asOf=2020-06-01");
            List<String> then = questions.stream()
                    .map(question -> text(question + "&knownAt=" + before))
                    .toList();

            String address = "/api/companies/" + id + "/corrections";
            long correction = recorded(address, correcting(issuance, issuing("pa_c-two", "150")));

            assertThat(share(id, correction, "pa_c-one")).isEqualTo("");
            assertThat(share(id, correction, "pa_c-two")).isEqualTo("250");
            assertThat(share(id, before, "pa_c-one")).isEqualTo("100");
            assertThat(questions.stream().map(question -> text(question + "&knownAt=" + before)))
                    .containsExactlyElementsOf(then);

            long undone = recorded(address, voiding(correction));
            assertThat(share(id, undone, "pa_c-one")).isEqualTo("100");
            assertThat(share(id, correction, "pa_c-one")).isEqualTo("");
            assertThat(questions.stream().map(question -> text(question + "&knownAt=" + before)))
                    .containsExactlyElementsOf(then);

            // The index of exposures made anew is the one that was kept up, and so are the answers.
            assertThat(http.as("operator")
                            .get("/api/rebuilds/exposure/comparison")
                            .at("/equal"))
                    .isEqualTo("true");
            assertThat(http.as("operator")
                            .send("POST", "/api/rebuilds/exposure", null)
                            .status())
                    .isEqualTo(200);
            assertThat(questions.stream().map(question -> text(question + "&knownAt=" + before)))
                    .containsExactlyElementsOf(then);
        }

        @Test
        void flags_the_price_that_was_calculated_from_what_it_corrects() {
            String id = "co_c-stale";
            long issuance = companyWithShares(id);
            accepted(
                    "/api/companies/" + id + "/rounds",
                    "{'id': 'rd_s', 'name': 'S', 'currency': 'USD', 'effectiveOn': '2020-03-01'}");
            long pricing = recorded(
                    "/api/companies/" + id + "/rounds/rd_s/prices",
                    "{'preMoney': {'amount': '400', 'currency': 'USD'}, 'price': {'amount': '2', 'currency': 'USD'},"
                            + " 'class': 'Common', 'effectiveOn': '2020-03-02'}");
            long correction =
                    recorded("/api/companies/" + id + "/corrections", correcting(issuance, issuing("pa_c-one", "300")));
            for (String conflicts : List.of("rounds?knownAt=%s /rounds/0", "valuations?knownAt=%s ")) {
                String[] question = conflicts.split(" ", -1);
                String path = "/api/companies/" + id + "/" + question[0];
                Answer flagged = auditor.get(path.formatted(correction));
                String at = question[1] + "/conflicts/0";
                assertThat(flagged.at(at + "/kind")).as(flagged.toString()).isEqualTo("STALE_BASIS");
                assertThat(flagged.json().at(at + "/events").toString())
                        .isEqualTo("[" + pricing + "," + correction + "]");
                assertThat(auditor.get(path.formatted(correction - 1))
                                .json()
                                .at(at)
                                .isMissingNode())
                        .isTrue();
            }
        }

        private String text(String question) {
            Answer answer = auditor.get(question);
            assertThat(answer.status()).as(question + "\n" + answer).isEqualTo(200);
            return answer.text();
        }

        /** What a party holds; empty when it holds nothing. */
        private String share(String id, long knownAt, String party) {
            Answer table = auditor.get("/api/companies/" + id + "/cap-table?asOf=2020-06-01&knownAt=" + knownAt);
            assertThat(table.status()).as(table.toString()).isEqualTo(200);
            for (var row : table.json().at("/holdings")) {
                if (row.at("/party").stringValue("").equals(party)) {
                    return row.at("/quantity").stringValue("");
                }
            }
            return "";
        }

        @Test
        void is_a_write_like_any_other() {
            String id = "co_c-write";
            long issuance = companyWithShares(id);
            String address = "/api/companies/" + id + "/corrections";
            String body = correcting(issuance, issuing("pa_c-one", "150"));
            Answer tried = post(address + "?dryRun=true", body);
            assertThat(tried.at("/events/0/name")).isEqualTo("shares-issued");
            assertThat(tried.json().at("/position").isMissingNode()).isTrue();
            assertThat(post(address, body, "If-Match", "\"1\"").status()).isEqualTo(412);
            String json = body.replace('\'', '"');
            Answer done = http.postAgain("corrected-once", address, json, "If-Match", "\"3\"");
            assertThat(done.status()).as(done.toString()).isEqualTo(200);
            assertThat(done.number("/version")).isEqualTo(4);
            Answer again = http.postAgain("corrected-once", address, json, "If-Match", "\"3\"");
            assertThat(again.header("Idempotency-Replayed")).contains("true");
            assertThat(again.text()).isEqualTo(done.text());
            Answer event = auditor.get("/api/journal/" + done.number("/position"));
            assertThat(event.text()).contains("\"corrects\":3").contains("typing error");
        }

        @Test
        void that_is_refused_says_why_and_cites_events_by_position() {
            String id = "co_c-refused";
            long issuance = companyWithShares(id);
            String address = "/api/companies/" + id + "/corrections";
            long transfer = recorded(
                    "/api/companies/" + id + "/transfers",
                    "{'class': 'Common', 'from': 'pa_c-one', 'to': 'pa_c-two', 'quantity': '80',"
                            + " 'effectiveOn': '2020-03-01'}");
            Answer breaks = post(address, correcting(issuance, issuing("pa_c-one", "50")));
            assertThat(breaks.status()).as(breaks.toString()).isEqualTo(409);
            assertThat(breaks.at("/type")).endsWith("breaks-later-event");
            assertThat(breaks.number("/breaks/0/event")).isEqualTo(transfer);

            long correction = recorded(address, correcting(issuance, issuing("pa_c-one", "90")));
            Answer stale = post(address, correcting(issuance, issuing("pa_c-one", "95")));
            assertThat(stale.at("/type")).endsWith("already-corrected");
            assertThat(stale.number("/breaks/0/event")).isEqualTo(correction);

            Answer unknown = post(address, voiding(999_999));
            assertThat(unknown.status()).isEqualTo(409);
            assertThat(unknown.at("/figures/event")).isEqualTo("999999");
            assertThat(post(address, voiding(issuance - 3)).at("/type")).endsWith("registration-stands");
            assertThat(post(address, correcting(transfer, issuing("pa_c-one", "1")))
                            .at("/type"))
                    .endsWith("other-kind");
            assertThat(post("/api/parties/pa_c-one/corrections", voiding(transfer))
                            .at("/type"))
                    .endsWith("event-of-another-stream");
            assertThat(auditor.get("/problems/already-corrected").status()).isEqualTo(200);
        }

        @Test
        void that_cannot_be_read_names_the_field() {
            String address = "/api/companies/co_c-unread/corrections";
            for (String[] wrong : new String[][] {
                {"{'corrections': [{'event': 1, 'void': true}]}", "/reason"},
                {"{'reason': '  ', 'corrections': [{'event': 1, 'void': true}]}", "/reason"},
                {"{'reason': 'r', 'corrections': []}", "/corrections"},
                {"{'reason': 'r', 'corrections': [{'event': '1', 'void': true}]}", "/corrections/0/event"},
                {"{'reason': 'r', 'corrections': [{'event': 1}]}", "/corrections/0/replacement"},
                {
                    "{'reason': 'r', 'corrections': [{'event': 1, 'replacement': {'command': 'Batch'}}]}",
                    "/corrections/0/replacement/command"
                },
                {
                    "{'reason': 'r', 'corrections': [{'event': 1, 'replacement': {'command': 'RenameCompany'}}]}",
                    "/corrections/0/replacement/name"
                },
            }) {
                Answer answer = post(address, wrong[0]);
                assertThat(answer.status()).as(wrong[0] + "\n" + answer).isEqualTo(422);
                assertThat(answer.at("/errors/0/pointer")).as(wrong[0]).isEqualTo(wrong[1]);
            }
        }
    }

    @Test
    void parties_and_rates_are_corrected_at_addresses_of_their_own() {
        long parent = recorded("/api/parties/pa_c-one/parents", "{'parent': 'pa_c-group'}");
        accepted(
                "/api/parties/pa_c-one/corrections",
                correcting(parent, "{'command': 'SetParent', 'parent': 'pa_c-two'}"));
        assertThat(http.get("/api/parties/pa_c-one").at("/parent")).isEqualTo("pa_c-two");
        accepted("/api/parties/pa_c-one/corrections", voiding(http.head()));
        assertThat(http.get("/api/parties/pa_c-one").at("/parent")).isEqualTo("pa_c-group");

        long rate = recorded(
                "/api/fx-rates", "{'pair': 'CHF/NOK', 'rate': '11.5', 'kind': 'CLOSING', 'effectiveOn': '2024-03-11'}");
        accepted(
                "/api/fx-rates/NOK-CHF/corrections",
                correcting(
                        rate,
                        "{'command': 'RecordExchangeRate', 'pair': 'CHF/NOK', 'rate': '12.5', 'kind': 'CLOSING',"
                                + " 'effectiveOn': '2024-03-11'}"));
        assertThat(post("/api/fx-rates/CHFNOK/corrections", voiding(rate)).status())
                .isIn(400, 404, 422);
    }

    @Test
    void what_was_agreed_is_amended_and_ended_at_addresses_of_its_own() {
        String id = "co_c-amended";
        companyWithShares(id);
        String company = "/api/companies/" + id;
        accepted(company + "/share-classes/Common/terms", "{'votes': '10', 'effectiveOn': '2020-03-01'}");
        accepted(company + "/rounds", "{'id': 'rd_a', 'name': 'A', 'currency': 'USD', 'effectiveOn': '2020-03-01'}");
        accepted(
                company + "/rounds/rd_a/prices",
                "{'preMoney': {'amount': '400', 'currency': 'USD'}, 'price': {'amount': '2', 'currency': 'USD'},"
                        + " 'class': 'Common', 'effectiveOn': '2020-03-02'}");
        accepted(
                company + "/rounds/rd_a/price-amendments",
                "{'preMoney': {'amount': '600', 'currency': 'USD'}, 'price': {'amount': '3', 'currency': 'USD'},"
                        + " 'class': 'Common', 'effectiveOn': '2020-03-03'}");
        accepted(
                company + "/rounds/rd_a/commitments",
                "{'party': 'pa_c-one', 'amount': {'amount': '90', 'currency': 'USD'}, 'effectiveOn': '2020-03-04'}");
        accepted(
                company + "/rounds/rd_a/commitment-amendments",
                "{'party': 'pa_c-one', 'amount': {'amount': '60', 'currency': 'USD'}, 'effectiveOn': '2020-03-05'}");
        accepted(
                company + "/rounds/rd_a/withdrawals",
                "{'party': 'pa_c-one', 'reason': 'no approval', 'effectiveOn': '2020-03-06'}");
        accepted(company + "/rights", "{'kind': 'PRO_RATA', 'party': 'pa_c-one', 'effectiveOn': '2020-03-07'}");
        accepted(company + "/rights/endings", "{'kind': 'PRO_RATA', 'party': 'pa_c-one', 'effectiveOn': '2020-03-08'}");
        accepted(company + "/listings", "{'exchange': 'X', 'ticker': 'C', 'effectiveOn': '2020-03-09'}");
        accepted(company + "/delistings", "{'exchange': 'X', 'effectiveOn': '2020-03-10'}");
        assertThat(http.get(company + "?asOf=2020-03-09").at("/status")).isEqualTo("LISTED");
        assertThat(http.get(company).at("/status")).isEqualTo("PRIVATE");
        Answer rounds = auditor.get(company + "/rounds");
        assertThat(rounds.at("/rounds/0/price/amount")).as(rounds.toString()).isEqualTo("3");
        assertThat(auditor.get(company + "/rounds?asOf=2020-03-02").at("/rounds/0/price/amount"))
                .isEqualTo("2");
        long second = recorded(
                company + "/issuances",
                "{'id': 'se_c-refused', 'class': 'Common', 'to': 'pa_c-one', 'quantity': '5',"
                        + " 'effectiveOn': '2020-04-01'}");
        assertThat(second).isPositive();
        accepted(
                company + "/retractions",
                "{'security': 'se_c-refused', 'reason': 'never accepted', 'effectiveOn': '2020-05-01'}");
    }
}
