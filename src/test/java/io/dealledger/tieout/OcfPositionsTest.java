package io.dealledger.tieout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealledger.http.HttpProblem;
import io.dealledger.http.TestBodies;
import io.dealledger.money.Shares;
import io.dealledger.testing.Seed;
import io.dealledger.testing.Seeds;
import io.dealledger.tieout.ExternalList.Anomaly;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class OcfPositionsTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static byte[] files(String... transactions) {
        return """
            [{"file_type": "OCF_STAKEHOLDERS_FILE", "items": [
               {"id": "s1", "object_type": "STAKEHOLDER", "name": {"legal_name": "One"}},
               {"id": "s2", "object_type": "STAKEHOLDER", "name": {"legal_name": "Two"}}]},
             {"file_type": "OCF_STOCK_CLASSES_FILE", "items": [
               {"id": "c1", "object_type": "STOCK_CLASS", "name": "Common"}]},
             {"file_type": "OCF_TRANSACTIONS_FILE", "items": [%s]}]""".formatted(String.join(",", transactions)).getBytes(UTF_8);
    }

    private static String issuance(String id, String holder, String quantity, String on) {
        return """
                {"object_type": "TX_STOCK_ISSUANCE", "id": "tx-%s", "security_id": "%s", "stakeholder_id": "%s",
                 "stock_class_id": "c1", "quantity": "%s", "date": "%s"}""".formatted(id, id, holder, quantity, on);
    }

    private static ExternalList read(String asOf, String... transactions) {
        return OcfPositions.json(files(transactions), LocalDate.parse(asOf), TestBodies.reader());
    }

    private static Map<String, String> sums(ExternalList list) {
        Map<String, Shares> sums = new TreeMap<>();
        list.rows()
                .forEach(row -> sums.merge(
                        row.holderKeys().getLast() + " " + row.classKeys().getFirst(), row.quantity(), Shares::plus));
        Map<String, String> texts = new TreeMap<>();
        sums.forEach((key, shares) -> texts.put(key, shares.toString()));
        return texts;
    }

    @Test
    void a_transfer_of_a_part_ends_the_security_and_the_rest_lives_on_in_its_balance() {
        String[] transactions = {
            issuance("a", "s1", "100", "2020-01-01"),
            issuance("b", "s2", "30", "2020-06-01"),
            issuance("c", "s1", "70", "2020-06-01"),
            """
            {"object_type": "TX_STOCK_TRANSFER", "id": "t", "security_id": "a", "quantity": "30", "date": "2020-06-01",
             "resulting_security_ids": ["b"], "balance_security_id": "c"}"""
        };
        assertThat(sums(read("2020-05-31", transactions))).isEqualTo(Map.of("One Common", "100"));
        ExternalList after = read("2020-06-01", transactions);
        assertThat(sums(after)).isEqualTo(Map.of("One Common", "70", "Two Common", "30"));
        assertThat(after.exceptions()).isEmpty();
        assertThat(sums(read("2019-12-31", transactions))).isEmpty();
    }

    @Test
    void a_split_multiplies_what_was_issued_before_its_day() {
        String split = """
                {"object_type": "TX_STOCK_CLASS_SPLIT", "id": "sp", "stock_class_id": "c1", "date": "2021-01-01",
                 "split_ratio": {"numerator": "3", "denominator": "2"}}""";
        String[] transactions = {
            issuance("a", "s1", "100", "2020-01-01"),
            split,
            issuance("b", "s2", "7", "2021-01-01"),
            """
            {"object_type": "TX_STOCK_CANCELLATION", "id": "cx", "security_id": "a", "quantity": "50",
             "date": "2022-01-01", "balance_security_id": "c", "reason_text": "none"}""",
            issuance("c", "s1", "100", "2022-01-01")
        };
        assertThat(sums(read("2020-12-31", transactions))).isEqualTo(Map.of("One Common", "100"));
        assertThat(sums(read("2021-01-01", transactions))).isEqualTo(Map.of("One Common", "150", "Two Common", "7"));
        ExternalList last = read("2022-01-01", transactions);
        assertThat(sums(last)).isEqualTo(Map.of("One Common", "100", "Two Common", "7"));
        assertThat(last.exceptions()).as("150 less 50 leaves 100").isEmpty();
    }

    @Test
    void contradictions_are_reported_with_the_id_of_their_object_and_not_netted_off() {
        ExternalList list = read(
                "2022-01-01",
                issuance("a", "s1", "100", "2020-01-01"),
                issuance("a", "s2", "5", "2020-01-01"),
                issuance("b", "s1", "10", "2020-01-01"),
                """
                {"object_type": "TX_STOCK_REPURCHASE", "id": "part", "security_id": "b", "quantity": "4",
                 "date": "2020-06-01"}""",
                """
                {"object_type": "TX_STOCK_CANCELLATION", "id": "again", "security_id": "b", "quantity": "10",
                 "date": "2020-07-01", "reason_text": ""}""",
                """
                {"object_type": "TX_STOCK_RETRACTION", "id": "ghost", "security_id": "nobody", "date": "2020-06-01",
                 "reason_text": ""}""",
                """
                {"object_type": "TX_STOCK_TRANSFER", "id": "lost", "security_id": "a", "quantity": "100",
                 "date": "2020-06-01", "resulting_security_ids": ["missing"], "balance_security_id": "missing too"}""");
        assertThat(list.exceptions())
                .extracting(Anomaly::object, Anomaly::code)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("tx-a", "SECURITY_ISSUED_TWICE"),
                        org.assertj.core.groups.Tuple.tuple("part", "REMAINDER_WITHOUT_BALANCE"),
                        org.assertj.core.groups.Tuple.tuple("again", "ENDED_TWICE"),
                        org.assertj.core.groups.Tuple.tuple("ghost", "UNKNOWN_SECURITY"),
                        org.assertj.core.groups.Tuple.tuple("lost", "RESULT_NOT_ISSUED"),
                        org.assertj.core.groups.Tuple.tuple("lost", "BALANCE_NOT_ISSUED"));
        assertThat(sums(list)).isEmpty();
    }

    @Test
    void what_cannot_be_read_names_its_place_and_its_figure() {
        assertThatThrownBy(() -> read("2022-01-01", issuance("a", "s1", "1,000", "2020-01-01")))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> {
                    assertThat(problem.status().value()).isEqualTo(422);
                    assertThat(problem.problem("").errors().getFirst().pointer())
                            .isEqualTo("/2/items/0/quantity");
                    assertThat(problem.problem("").figures()).containsEntry("value", "1,000");
                });
        assertThatThrownBy(() -> read("2022-01-01", issuance("a", "s3", "1", "2020-01-01")))
                .hasMessageContaining("no file has a stakeholder s3");
        assertThatThrownBy(() -> read("2022-01-01", issuance("a", "s1", "1", "2020-02-30")))
                .hasMessageContaining("2020-02-30");
        assertThatThrownBy(() -> OcfPositions.json(
                        "[{\"file_type\": \"OCF_TRANSACTIONS_FILE\", \"items\": []}]".getBytes(UTF_8),
                        LocalDate.of(2022, 1, 1),
                        TestBodies.reader()))
                .hasMessageContaining("OCF_STAKEHOLDERS_FILE");
    }

    @Test
    void a_number_that_would_fill_the_memory_is_refused_by_its_figure() {
        String huge = issuance("a", "s1", "10", "2024-01-01").replace("\"10\"", "1e999999999");
        assertThatThrownBy(() -> read("2024-12-31", huge))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.problem("/").errors())
                                .singleElement()
                                .satisfies(wrong -> assertThat(wrong.code()).isEqualTo("not-a-decimal")));
    }

    @Test
    void files_may_begin_with_a_mark_of_their_byte_order() {
        byte[] marked = ("\ufeff" + new String(files(issuance("a", "s1", "10", "2024-01-01")), UTF_8)).getBytes(UTF_8);
        ExternalList list = OcfPositions.json(marked, LocalDate.parse("2024-12-31"), TestBodies.reader());
        assertThat(sums(list)).containsExactly(Map.entry("One Common", "10"));
    }

    @Test
    void a_package_that_unfolds_to_too_much_or_is_none_is_refused() throws IOException {
        byte[] package_ = zip(Map.of("a.json", " ".repeat(100_000) + "{\"file_type\": \"OCF_DOCUMENTS_FILE\"}"));
        assertThat(package_.length).isLessThan(2000);
        assertThatThrownBy(() -> OcfPositions.zip(package_, 50_000, LocalDate.of(2022, 1, 1), TestBodies.reader()))
                .hasMessageContaining("50000 bytes");
        assertThatThrownBy(() -> OcfPositions.zip(
                        "no archive".getBytes(UTF_8), 50_000, LocalDate.of(2022, 1, 1), TestBodies.reader()))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.status().value()).isEqualTo(400));
    }

    @Test
    void what_is_passed_over_in_a_package_counts_as_well() throws IOException {
        byte[] package_ =
                zip(Map.of("a.bin", " ".repeat(100_000), "b.json", "{\"file_type\": \"OCF_DOCUMENTS_FILE\"}"));
        assertThat(package_.length).isLessThan(2000);
        assertThatThrownBy(() -> OcfPositions.zip(package_, 50_000, LocalDate.of(2022, 1, 1), TestBodies.reader()))
                .hasMessageContaining("50000 bytes");
    }

    @Test
    void a_file_in_a_package_may_name_its_type_last_and_names_what_is_wrong_in_it() throws IOException {
        String stakeholders = "{\"items\": [{\"id\": \"s1\", \"name\": {\"legal_name\": \"One\"}}],"
                + " \"file_type\": \"OCF_STAKEHOLDERS_FILE\"}";
        String classes =
                "{\"items\": [{\"id\": \"c1\", \"name\": \"Common\"}], \"file_type\": \"OCF_STOCK_CLASSES_FILE\"}";
        String transactions = "{\"items\": [" + issuance("a", "s1", "100", "2020-01-01")
                + "], \"file_type\": \"OCF_TRANSACTIONS_FILE\"}";
        Map<String, String> files =
                new TreeMap<>(Map.of("s.json", stakeholders, "c.json", classes, "x/t.json", transactions));
        assertThat(sums(packed(files))).isEqualTo(Map.of("One Common", "100"));
        files.put("x/t.json", transactions.replace("\"100\"", "\"-100\""));
        assertThatThrownBy(() -> packed(files))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(
                                        problem.problem("").errors().getFirst().pointer())
                                .isEqualTo("/x~1t.json/items/0/quantity"));
        files.put("x/t.json", transactions + "{}");
        assertThatThrownBy(() -> packed(files)).hasMessageContaining("x/t.json");
        files.put("x/t.json", transactions.replace("\"id\"", "\"date\""));
        assertThatThrownBy(() -> packed(files)).hasMessageContaining("x/t.json").hasMessageContaining("repeats");
        files.put("x/t.json", transactions.replace("]", ""));
        assertThatThrownBy(() -> packed(files)).hasMessageContaining("x/t.json");
    }

    private static ExternalList packed(Map<String, String> files) throws IOException {
        return OcfPositions.zip(zip(files), 1 << 20, LocalDate.of(2022, 1, 1), TestBodies.reader());
    }

    /** Also where they contradict one another: which one counts must not depend on the order in which they are written. */
    @Test
    void the_order_of_objects_says_nothing() {
        List<String> objects = new ArrayList<>(List.of(
                issuance("a", "s1", "100", "2020-01-01"),
                issuance("a", "s2", "5", "2020-01-01").replace("tx-a", "tx-z"),
                issuance("a", "s2", "7", "2019-06-01").replace("tx-a", "tx-y"),
                issuance("b", "s1", "10", "2020-01-01"),
                """
                {"object_type": "TX_STOCK_REPURCHASE", "id": "1", "security_id": "b", "quantity": "4",
                 "date": "2020-06-01"}""",
                """
                {"object_type": "TX_STOCK_CANCELLATION", "id": "2", "security_id": "b", "quantity": "10",
                 "date": "2020-06-01", "reason_text": ""}"""));
        ExternalList first = read("2022-01-01", objects.toArray(String[]::new));
        assertThat(sums(first)).isEqualTo(Map.of("Two Common", "7"));
        assertThat(first.exceptions()).extracting(Anomaly::object).containsExactly("tx-a", "tx-z", "1", "2");
        for (int times = 0; times < 10; times++) {
            Collections.shuffle(objects);
            ExternalList list = read("2022-01-01", objects.toArray(String[]::new));
            assertThat(list.exceptions()).isEqualTo(first.exceptions());
            assertThat(sums(list)).isEqualTo(sums(first));
        }
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /** The order within the file, and so within a day, must not matter: the transactions are shuffled. */
    @Test
    void an_outside_history_has_its_expected_positions_on_every_date() throws IOException {
        JsonNode expected = Seed.read("golden/acme_end_of_day.json");
        String folder = "golden/ocf/acme_holdings_limited/";
        Random random = new Random(Seeds.one());
        int compared = 0;
        for (JsonNode snapshot : expected.get("snapshots")) {
            Map<String, String> files = new TreeMap<>();
            files.put("__MACOSX/._Manifest.ocf.json", "no JSON");
            for (String name : List.of("Manifest", "Stakeholders", "StockClasses", "Transactions", "VestingTerms")) {
                JsonNode file = Seed.read(folder + name + ".ocf.json");
                files.put(name + ".ocf.json", (name.equals("Transactions") ? shuffled(file, random) : file).toString());
            }
            ExternalList list = OcfPositions.zip(
                    zip(files), 1 << 20, LocalDate.parse(snapshot.get("date").stringValue()), TestBodies.reader());
            Map<String, Shares> sums = new TreeMap<>();
            for (JsonNode security : snapshot.get("securities")) {
                if (security.get("kind").stringValue().equals("STOCK")) {
                    sums.merge(
                            security.get("holder").stringValue() + " "
                                    + security.get("key").stringValue(),
                            Shares.of(security.get("quantity").stringValue()),
                            Shares::plus);
                    compared++;
                }
            }
            Map<String, String> texts = new TreeMap<>();
            sums.forEach((key, shares) -> texts.put(key, shares.toString()));
            assertThat(sums(list)).as("on %s", snapshot.get("date")).isEqualTo(texts);
            assertThat(list.exceptions()).as("on %s", snapshot.get("date")).isEmpty();
        }
        assertThat(compared).isEqualTo(14);
    }

    private static JsonNode shuffled(JsonNode file, Random random) {
        ObjectNode copy = ((ObjectNode) file).deepCopy();
        List<JsonNode> items = new ArrayList<>();
        copy.get("items").forEach(items::add);
        Collections.shuffle(items, random);
        ArrayNode array = JSON.createArrayNode();
        items.forEach(array::add);
        copy.set("items", array);
        return copy;
    }
}
