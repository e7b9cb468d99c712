package io.dealledger.tieout;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import io.dealledger.testing.Seeds;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RunningLedger
class TieOutOverHttpTest {
    private final LedgerHttp backoffice;
    private final LedgerHttp auditor;
    private final String own = UUID.randomUUID().toString();
    private final String company = "co_" + own;
    private final String founder = "pa_a-" + own;
    private final String person = "pa_b-" + own;
    private final String fund = "pa_c-" + own;

    TieOutOverHttpTest(@LocalServerPort int port) {
        this.backoffice = LedgerHttp.at(port);
        this.auditor = backoffice.as("auditor");
    }

    private void party(String id, String name, String kind) {
        accepted("/api/parties", "{\"id\": \"" + id + "\", \"name\": \"" + name + "\", \"kind\": \"" + kind + "\"}");
    }

    private Answer accepted(String path, String body) {
        Answer answer = backoffice.post(path, body);
        assertThat(answer.status()).as(answer.toString()).isIn(200, 201);
        return answer;
    }

    private void issued(String security, String shareClass, String to, String quantity, String on) {
        accepted("/api/companies/" + company + "/issuances", """
                {"id": "%s", "class": "%s", "to": "%s", "quantity": "%s", "effectiveOn": "%s"}""".formatted(security, shareClass, to, quantity, on));
    }

    @BeforeEach
    void record_a_company() {
        party(founder, "Founder \\\"F\\\", Ltd", "CORPORATE");
        party(person, "Jane Roe", "INDIVIDUAL");
        party(fund, "Fund", "FUND");
        accepted(
                "/api/companies", "{\"id\": \"" + company + "\", \"name\": \"Tied\", \"effectiveOn\": \"2020-01-01\"}");
        for (String shareClass : List.of("Common", "Series A")) {
            accepted("/api/companies/" + company + "/share-classes", """
                    {"class": "%s", "type": "%s", "effectiveOn": "2020-01-01"}""".formatted(
                            shareClass, shareClass.equals("Common") ? "COMMON" : "PREFERRED"));
        }
        issued("se_1", "Common", founder, "1000000", "2020-01-01");
        issued("se_2", "Common", person, "250000.5", "2020-01-01");
        issued("se_3", "Series A", fund, "400000", "2021-01-01");
        issued("se_4", "Series A", fund, "100000", "2022-01-01");
    }

    private Answer tieOut(String body, String type, String query) {
        return auditor.send("POST", "/api/companies/" + company + "/tie-outs" + query, body, "Content-Type", type);
    }

    private Answer csv(String body, String query) {
        Answer answer = tieOut(body, "text/csv", query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }

    private static int broken(Answer answer, String kind) {
        return answer.json().at("/broken/" + kind).intValue();
    }

    @Nested
    class A_csv_list {
        @Test
        void that_is_the_cap_table_matches_at_that_point_in_time_and_no_other() {
            long head = auditor.head();
            String list = "holder,class,quantity\n" + founder + ",Common,1000000\n" + person + ",Common,250000.5\n"
                    + fund + ",Series A,500000\n";
            Answer now = csv(list, "");
            assertThat(now.at("/agrees")).as(now.toString()).isEqualTo("true");
            assertThat(now.number("/matched")).isEqualTo(3);
            assertThat(now.at("/here/quantity")).isEqualTo("1750000.5");
            assertThat(now.at("/there/quantity")).isEqualTo("1750000.5");
            assertThat(now.at("/there/byClass/Series A")).isEqualTo("500000");
            assertThat(now.header("Ledger-Position")).contains(Long.toString(head));

            Answer before = csv(list, "?asOf=2021-12-31");
            assertThat(before.at("/agrees")).isEqualTo("false");
            assertThat(broken(before, "QUANTITY")).isEqualTo(1);
            assertThat(before.at("/breaks/QUANTITY/0/here/quantity")).isEqualTo("400000");
            assertThat(before.at("/breaks/QUANTITY/0/there/quantity")).isEqualTo("500000");
            assertThat(before.at("/breaks/QUANTITY/0/difference")).isEqualTo("100000");
            Answer unknown = csv(list, "?knownAt=" + (head - 1));
            assertThat(unknown.number("/knownAt")).isEqualTo(head - 1);
            assertThat(broken(unknown, "QUANTITY")).isEqualTo(1);

            assertThat(auditor.head()).as("nothing is recorded").isEqualTo(head);
        }

        @Test
        void may_have_a_byte_order_mark_quoted_fields_crlf_empty_lines_columns_in_any_order_and_names_to_the_letter() {
            Answer answer = csv(
                    "\uFEFFquantity,\"holder\",class\r\n1000000,\"Founder \"\"F\"\", Ltd\",Common\r\n\r\n"
                            + "250000.50,Jane Roe,\"Common\"\r\n500000," + fund + ",Series A",
                    "");
            assertThat(answer.at("/agrees")).as(answer.toString()).isEqualTo("true");
            Answer otherLetter = csv("holder,class,quantity\njane roe,Common,250000.5\n", "");
            assertThat(broken(otherLetter, "HOLDER")).isEqualTo(1);
            assertThat(otherLetter.at("/breaks/HOLDER/0/here/holder")).isEqualTo(person);
            assertThat(otherLetter.at("/breaks/HOLDER/0/there/holder")).isEqualTo("jane roe");
        }

        @Test
        void with_several_rows_for_a_holder_and_class_is_added_up_and_says_so() {
            Answer answer = csv(
                    "holder,class,quantity\n" + founder + ",Common,999999\n" + person + ",Common,250000.5\n" + fund
                            + ",Series A,400000\nFund,Series A,100000\n" + founder + ",Common,1\n" + founder
                            + ",Series A,0\n",
                    "");
            assertThat(answer.at("/agrees")).as(answer.toString()).isEqualTo("true");
            assertThat(answer.json().get("addedUp").size()).isEqualTo(2);
            assertThat(answer.json().at("/addedUp/0/from").toString()).isEqualTo("[\"line 2\",\"line 6\"]");
            assertThat(answer.number("/there/rows")).isEqualTo(6);
            assertThat(answer.number("/there/zeroRows")).isEqualTo(1);
            assertThat(answer.number("/there/positions")).isEqualTo(3);
        }

        @Test
        void breaks_in_every_way_at_once() {
            Answer answer = csv(
                    "holder,class,quantity\n" + founder + ",Common,900000\nSomebody else,Common,250000.5\n" + fund
                            + ",Common,500000\nStranger,Series B,7\n",
                    "");
            assertThat(broken(answer, "QUANTITY")).isEqualTo(1);
            assertThat(broken(answer, "HOLDER")).isEqualTo(1);
            assertThat(broken(answer, "CLASS")).isEqualTo(1);
            assertThat(answer.at("/breaks/CLASS/0/here/shareClass") + answer.at("/breaks/CLASS/0/here/class"))
                    .contains("Series A");
            assertThat(broken(answer, "MISSING_HERE")).isEqualTo(1);
            assertThat(answer.at("/breaks/MISSING_HERE/0/there/holder")).isEqualTo("Stranger");
            assertThat(broken(answer, "MISSING_THERE")).isZero();
            assertThat(answer.number("/matched")).isZero();
        }

        @Test
        void by_security_is_compared_security_by_security() {
            Answer same = csv(
                    "holder,class,quantity,security\n" + founder + ",Common,1000000,se_1\n" + person
                            + ",Common,250000.5,se_2\n" + fund + ",Series A,400000,se_3\n" + fund
                            + ",Series A,100000,se_4\n",
                    "");
            assertThat(same.at("/agrees")).as(same.toString()).isEqualTo("true");
            assertThat(same.number("/matched")).isEqualTo(4);
            Answer moved = csv(
                    "holder,class,quantity,security\n" + founder + ",Common,1000000,se_1\n" + person
                            + ",Common,250000.5,se_2\n" + fund + ",Series A,300000,se_3\n" + fund
                            + ",Series A,200000,se_4\n",
                    "");
            assertThat(broken(moved, "QUANTITY")).as("the sum hides them").isEqualTo(2);
        }

        @Test
        void with_a_name_that_two_holders_have_is_refused_with_their_ids() {
            String twin = "pa_d-" + own;
            party(twin, "Fund", "FUND");
            issued("se_5", "Common", twin, "1", "2022-01-01");
            Answer answer = tieOut("holder,class,quantity\nFund,Common,1\n", "text/csv", "");
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.at("/errors/0/code")).isEqualTo("ambiguous-holder");
            assertThat(answer.at("/errors/0/pointer")).isEqualTo("/lines/2/holder");
            assertThat(answer.at("/figures/parties")).contains(fund, twin);
        }

        @Test
        void finds_holders_by_the_names_that_they_have_on_that_date_as_it_was_known() {
            accepted("/api/parties/" + fund + "/renames", "{\"name\": \"Fund II\", \"effectiveOn\": \"2021-06-01\"}");
            long renamed = auditor.head();
            String before = "holder,class,quantity\nFund,Series A,400000\nJane Roe,Common,250000.5\n" + founder
                    + ",Common,1000000\n";
            String after = before.replace("Fund,", "Fund II,");
            assertThat(csv(before, "?asOf=2021-05-31").at("/agrees")).isEqualTo("true");
            assertThat(csv(after, "?asOf=2021-05-31").at("/breaks/HOLDER/0/there/holder"))
                    .isEqualTo("Fund II");
            assertThat(csv(after, "?asOf=2021-06-01").at("/agrees")).isEqualTo("true");
            assertThat(csv(before, "?asOf=2021-06-01").at("/breaks/HOLDER/0/here/holder"))
                    .isEqualTo(fund);
            assertThat(csv(before, "?asOf=2021-06-01&knownAt=" + (renamed - 1)).at("/agrees"))
                    .as("the new name was not known yet")
                    .isEqualTo("true");
        }

        @Test
        void is_answered_with_its_hash_the_events_of_each_position_and_what_only_perhaps_counts() throws Exception {
            long issuance = accepted("/api/companies/" + company + "/issuances", """
                    {"id": "se_v", "class": "Common", "to": "%s", "quantity": "9", "effectiveOn": "2022-06",
                     "precision": "MONTH"}""".formatted(founder))
                    .number("/position");
            String list = "holder,class,quantity\n" + founder + ",Common,1000000\n";
            Answer answer = csv(list, "?asOf=2022-06-15&by=ACCOUNTING");
            assertThat(answer.at("/sha256"))
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256")
                                    .digest(list.getBytes(StandardCharsets.UTF_8))));
            assertThat(answer.at("/by")).isEqualTo("ACCOUNTING");
            assertThat(answer.number("/perhaps/0/event")).isEqualTo(issuance);
            JsonNode table = auditor.get("/api/companies/" + company + "/cap-table?asOf=2022-06-15")
                    .json();
            assertThat(answer.json().at("/matches/0/events"))
                    .isEqualTo(table.at("/holdings/0/events"))
                    .isNotEmpty();
            Answer later = csv(list, "?asOf=2022-06-30");
            assertThat(later.json().get("perhaps")).isEmpty();
            assertThat(later.at("/breaks/QUANTITY/0/difference")).isEqualTo("-9");
            assertThat(later.json().at("/breaks/QUANTITY/0/here/events").toString())
                    .contains(Long.toString(issuance));
        }

        @Test
        void takes_no_cell_for_a_formula() {
            String odd = "pa_o-" + own;
            party(odd, "=SUM(A1), Ltd", "FUND");
            issued("se_o", "Common", odd, "5", "2022-01-01");
            for (String cell : List.of("\"=SUM(A1), Ltd\"", "\"'=SUM(A1), Ltd\"")) {
                Answer answer = csv("holder,class,quantity\n" + cell + ",Common,5\n", "");
                assertThat(answer.at("/matches/0/holder")).as(answer.toString()).isEqualTo(odd);
            }
            Answer stranger = csv("holder,class,quantity\n\"=HYPERLINK(\"\"x\"\")\",Common,6\n", "");
            assertThat(stranger.at("/breaks/MISSING_HERE/0/there/holder")).isEqualTo("=HYPERLINK(\"x\")");
            Answer quantity = tieOut("holder,class,quantity\n" + odd + ",Common,=2+3\n", "text/csv", "");
            assertThat(quantity.at("/errors/0/code")).isEqualTo("formula");
            assertThat(quantity.at("/detail")).contains("line 2, column quantity", "=2+3");
            Answer text = tieOut("holder,class,quantity\n" + odd + ",Common,'5\n", "text/csv", "");
            assertThat(text.at("/errors/0/code")).isEqualTo("not-a-decimal");
            // An apostrophe that guards nothing is a letter like any other.
            assertThat(broken(csv("holder,class,quantity\n'Jane Roe,Common,250000.5\n", ""), "HOLDER"))
                    .isEqualTo(1);
        }

        @Test
        void that_is_too_long_is_refused_and_says_where() {
            StringBuilder rows = new StringBuilder("holder,class,quantity\n");
            rows.append("a,b,1\n".repeat(ExternalList.MOST));
            Answer longest = csv(rows.toString(), "");
            assertThat(longest.number("/there/rows")).isEqualTo(ExternalList.MOST);
            rows.append("a,b,1\n");
            Answer more = tieOut(rows.toString(), "text/csv", "");
            assertThat(more.status()).isEqualTo(413);
            assertThat(more.at("/figures/at")).isEqualTo("line " + (ExternalList.MOST + 2));
            Answer bytes = tieOut("holder,class,quantity\n" + "a".repeat(16 << 20), "text/csv", "");
            assertThat(bytes.status()).isEqualTo(413);
            assertThat(bytes.at("/figures/most")).isEqualTo(Integer.toString(16 << 20));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "'1,000'|thousands-separator",
                    "1'000'000|thousands-separator",
                    "1 000|thousands-separator",
                    "'1.000,5'|thousands-separator",
                    "'1,5'|decimal-comma",
                    "' 5'|blank-around",
                    "''|blank",
                    "-5|negative",
                    "=5|formula",
                    "+5|not-a-decimal",
                    "1e3|not-a-decimal",
                    "five|not-a-decimal",
                    "1.00000000001|over-precise"
                })
        void with_a_quantity_that_can_be_misread_names_line_column_and_figure(String quantity, String code) {
            Answer answer = tieOut(
                    "holder,class,quantity\n\"two\nlines\",Common,1\n" + founder + ",Common,\"" + quantity + "\"\n",
                    "text/csv",
                    "");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
            assertThat(answer.json()
                            .get("errors")
                            .valueStream()
                            .map(error -> error.get("code").stringValue()))
                    .contains(code);
            JsonNode last =
                    answer.json().get("errors").get(answer.json().get("errors").size() - 1);
            assertThat(last.get("pointer").stringValue()).isEqualTo("/lines/4/quantity");
        }

        @Test
        void that_is_wrong_in_one_place_has_the_figure_in_the_problem() {
            Answer answer =
                    tieOut("holder,class,quantity\n" + founder + ",Common,\"1,000\"\n", "text/csv; charset=utf-8", "");
            assertThat(answer.at("/figures/line")).isEqualTo("2");
            assertThat(answer.at("/figures/column")).isEqualTo("quantity");
            assertThat(answer.at("/figures/value")).isEqualTo("1,000");
            assertThat(answer.at("/detail")).contains("line 2, column quantity", "thousands separator");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "'holder;class;quantity'|422|unknown-column",
                    "'holder,class'|422|missing-column",
                    "'holder,class,quantity,quantity'|422|repeated-column",
                    "'holder,class,quantity,note'|422|unknown-column",
                    "''|400|empty"
                })
        void with_a_header_that_is_none_is_refused(String header, int status, String code) {
            Answer answer = tieOut(header + "\n", "text/csv", "");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
            assertThat(answer.at("/errors/0/code")).isEqualTo(code);
            if (status == 422) {
                assertThat(answer.at("/errors/0/pointer")).startsWith("/lines/1/");
                assertThat(answer.at("/detail")).startsWith("line 1, column ");
            }
        }

        @Test
        void that_cannot_be_taken_apart_names_the_line() {
            Answer open = tieOut("holder,class,quantity\na,b,1\n\"c,d,2\n", "text/csv", "");
            assertThat(open.status()).as(open.toString()).isEqualTo(400);
            assertThat(open.at("/detail")).contains("line 3");
            Answer few = tieOut("holder,class,quantity\na,b\n", "text/csv", "");
            assertThat(few.status()).isEqualTo(422);
            assertThat(few.at("/errors/0/code")).isEqualTo("wrong-number-of-columns");
            Answer latin =
                    auditor.send(auditor.request("/api/companies/" + company + "/tie-outs", "Content-Type", "text/csv")
                            .POST(BodyPublishers.ofByteArray(
                                    "holder,class,quantity\nZoë,Common,1\n".getBytes(StandardCharsets.ISO_8859_1))));
            assertThat(latin.status()).isEqualTo(400);
            assertThat(latin.at("/errors/0/code")).isEqualTo("not-utf-8");
        }

        @Test
        void is_asked_by_those_who_read_of_a_company_that_is_known_in_a_form_that_is_read() {
            String list = "holder,class,quantity\n";
            String path = "/api/companies/" + company + "/tie-outs";
            assertThat(backoffice
                            .send("POST", path, list, "Content-Type", "text/csv")
                            .status())
                    .isEqualTo(200);
            assertThat(backoffice
                            .as("operator")
                            .send("POST", path, list, "Content-Type", "text/csv")
                            .status())
                    .isEqualTo(403);
            assertThat(backoffice
                            .anonymous()
                            .send("POST", path, list, "Content-Type", "text/csv")
                            .status())
                    .isEqualTo(401);
            assertThat(auditor.send("POST", "/api/companies/co_none/tie-outs", list, "Content-Type", "text/csv")
                            .status())
                    .isEqualTo(404);
            Answer form = auditor.send("POST", path, list, "Content-Type", "text/plain");
            assertThat(form.status()).isEqualTo(415);
            assertThat(form.at("/detail")).contains("text/csv");
            assertThat(tieOut(list, "text/csv; charset=windows-1252", "").status())
                    .isEqualTo(415);
            assertThat(tieOut(list, "text/csv", "?asof=2020-01-01").status()).isEqualTo(400);
        }
    }

    @Nested
    class An_ocf_list {
        @Test
        void is_compared_by_the_ids_and_names_of_its_holders_and_classes() {
            String files = """
                    [{"file_type": "OCF_MANIFEST_FILE", "ocf_version": "1.2.0",
                      "issuer": {"object_type": "ISSUER", "id": "i", "legal_name": "Tied Inc"}},
                     {"file_type": "OCF_STAKEHOLDERS_FILE", "items": [
                       {"object_type": "STAKEHOLDER", "id": "%s", "name": {"legal_name": "whatever"}},
                       {"object_type": "STAKEHOLDER", "id": "x1", "name": {"legal_name": "Jane Roe"}},
                       {"object_type": "STAKEHOLDER", "id": "x2", "name": {"legal_name": "Fund"}}]},
                     {"file_type": "OCF_STOCK_CLASSES_FILE", "items": [
                       {"object_type": "STOCK_CLASS", "id": "c", "name": "Common"},
                       {"object_type": "STOCK_CLASS", "id": "a", "name": "Series A"}]},
                     {"file_type": "OCF_TRANSACTIONS_FILE", "items": [
                       {"object_type": "TX_STOCK_ISSUANCE", "id": "t1", "security_id": "1", "stakeholder_id": "%s",
                        "stock_class_id": "c", "quantity": "1000000", "date": "2020-01-01"},
                       {"object_type": "TX_STOCK_ISSUANCE", "id": "t2", "security_id": "2", "stakeholder_id": "x1",
                        "stock_class_id": "c", "quantity": "250000.5000", "date": "2020-01-01"},
                       {"object_type": "TX_STOCK_ISSUANCE", "id": "t3", "security_id": "3", "stakeholder_id": "x2",
                        "stock_class_id": "a", "quantity": "400000", "date": "2021-01-01"},
                       {"object_type": "TX_STOCK_ISSUANCE", "id": "t4", "security_id": "4", "stakeholder_id": "x2",
                        "stock_class_id": "a", "quantity": "100000", "date": "2022-01-01"},
                       {"object_type": "TX_WARRANT_ISSUANCE", "id": "t5", "security_id": "5", "date": "2022-01-01"}]}]""".formatted(founder, founder);
            for (String asOf : List.of("2019-12-31", "2020-06-30", "2021-06-30", "2022-06-30")) {
                Answer answer = tieOut(files, "application/json", "?asOf=" + asOf);
                assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
                assertThat(answer.at("/agrees")).as(answer.toString()).isEqualTo("true");
            }
            Answer answer = tieOut(files, "application/json", "");
            assertThat(answer.number("/matched")).isEqualTo(3);
            assertThat(answer.at("/issuer")).isEqualTo("Tied Inc");
            assertThat(answer.number("/ignored/TX_WARRANT_ISSUANCE")).isEqualTo(1);
            Answer broken = tieOut(files.replace("\"100000\"", "\"1e5\""), "application/json", "");
            assertThat(broken.status()).isEqualTo(422);
            assertThat(broken.at("/errors/0/pointer")).isEqualTo("/3/items/3/quantity");
            assertThat(tieOut("{", "application/json", "").status()).isEqualTo(400);
            assertThat(tieOut("PK", "application/zip", "").status()).isEqualTo(400);
        }
    }

    /** A cap table of random acts is exported, ties out, is disturbed in a few cells, and exactly those break. */
    @Test
    void an_exported_cap_table_matches_and_disturbed_cells_are_exactly_the_breaks() {
        long seed = Seeds.one();
        Random random = new Random(seed);
        List<String> holders = new ArrayList<>(List.of(founder, person, fund));
        for (int number = 0; number < 5; number++) {
            String party = "pa_r" + number + "-" + own;
            party(party, "Party " + number + ", \\\"quoted\\\"", "FUND");
            holders.add(party);
        }
        for (int act = 0; act < 30; act++) {
            String shareClass = random.nextBoolean() ? "Common" : "Series A";
            String to = holders.get(random.nextInt(holders.size()));
            String quantity = (1 + random.nextInt(1_000_000_000)) + (random.nextBoolean() ? "" : ".25");
            issued("se_r" + act, shareClass, to, quantity, "2022-0" + (1 + random.nextInt(9)) + "-15");
            if (random.nextInt(3) == 0) {
                accepted("/api/companies/" + company + "/transfers", """
                        {"class": "%s", "from": "%s", "to": "%s", "quantity": "%s", "effectiveOn": "2023-01-01"}""".formatted(
                                shareClass,
                                to,
                                holders.get((holders.indexOf(to) + 1) % holders.size()),
                                "0." + (1 + random.nextInt(9999))));
            }
        }
        String query = "?asOf=2023-06-30";
        JsonNode table =
                auditor.get("/api/companies/" + company + "/cap-table" + query).json();
        List<List<String>> rows = new ArrayList<>();
        Set<String> quantities = new HashSet<>();
        for (JsonNode holding : table.get("holdings")) {
            String quantity = holding.get("quantity").stringValue();
            assertThat(quantities.add(quantity))
                    .as("each quantity once, seed %s", seed)
                    .isTrue();
            rows.add(List.of(
                    holding.get("party").stringValue(),
                    holding.has("class")
                            ? holding.get("class").stringValue()
                            : holding.get("shareClass").stringValue(),
                    quantity));
        }
        Collections.shuffle(rows, random);
        Answer all = csv(written(rows), query);
        assertThat(all.at("/agrees")).as("seed %s: %s", seed, all).isEqualTo("true");
        assertThat(all.number("/matched")).isEqualTo(rows.size());
        assertThat(all.at("/here/quantity")).isEqualTo(all.at("/there/quantity"));

        Map<String, Set<String>> expected = new LinkedHashMap<>();
        for (String kind : List.of("QUANTITY", "HOLDER", "CLASS", "MISSING_HERE", "MISSING_THERE")) {
            expected.put(kind, new TreeSet<>());
        }
        List<List<String>> disturbed = new ArrayList<>(rows);
        List<Integer> chosen = new ArrayList<>();
        for (int index = 0; index < rows.size(); index++) {
            chosen.add(index);
        }
        Collections.shuffle(chosen, random);
        List<List<String>> gone = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            int index = chosen.get(number);
            List<String> row = rows.get(index);
            String cell = row.get(0) + " " + row.get(1);
            switch (number) {
                case 0, 1 -> {
                    disturbed.set(
                            index, List.of(row.get(0), row.get(1), row.get(2).equals("1") ? "2" : "1" + row.get(2)));
                    expected.get("QUANTITY").add(cell);
                }
                case 2 -> {
                    disturbed.set(index, List.of("A stranger, Inc", row.get(1), row.get(2)));
                    expected.get("HOLDER").add(cell);
                }
                case 3 -> {
                    disturbed.set(index, List.of(row.get(0), "Series Z", row.get(2)));
                    expected.get("CLASS").add(cell);
                }
                case 4 -> {
                    gone.add(row);
                    expected.get("MISSING_THERE").add(cell);
                }
                default -> {
                    disturbed.add(List.of("Newcomer", row.get(1), "0.0000000001"));
                    expected.get("MISSING_HERE").add("Newcomer " + row.get(1));
                }
            }
        }
        disturbed.removeAll(gone);
        Collections.shuffle(disturbed, random);
        Answer broken = csv(written(disturbed), query);
        Map<String, Set<String>> found = new LinkedHashMap<>();
        expected.keySet().forEach(kind -> {
            Set<String> cells = new TreeSet<>();
            for (JsonNode one : broken.json().at("/breaks/" + kind)) {
                JsonNode side = one.hasNonNull("here") ? one.get("here") : one.get("there");
                cells.add(side.get("holder").stringValue() + " "
                        + (side.has("class") ? side.get("class") : side.get("shareClass")).stringValue());
            }
            found.put(kind, cells);
        });
        assertThat(found).as("seed %s: %s", seed, broken).isEqualTo(expected);
        assertThat(broken.number("/matched")).isEqualTo(rows.size() - 5L);
    }

    private static String written(List<List<String>> rows) {
        StringBuilder csv = new StringBuilder("holder,class,quantity\n");
        rows.forEach(row -> csv.append("\"%s\",\"%s\",%s\n".formatted(row.get(0), row.get(1), row.get(2))));
        return csv.toString();
    }
}
