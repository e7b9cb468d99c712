package io.dealledger.ocf;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.ocf.words.ObjectIds;
import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@RunningLedger
class OcfImportOverHttpTest {
    private static final Logger LOG = LoggerFactory.getLogger(OcfImportOverHttpTest.class);

    private final LedgerHttp backoffice;
    private final LedgerHttp auditor;
    private final String company = "co_" + UUID.randomUUID();
    private final String key = UUID.randomUUID().toString();

    OcfImportOverHttpTest(@LocalServerPort int port) {
        this.backoffice = LedgerHttp.at(port);
        this.auditor = backoffice.as("auditor");
    }

    private Answer send(Orchard orchard, String query) {
        return send(orchard, query, key);
    }

    private Answer send(Orchard orchard, String query, String under) {
        return Packages.send(backoffice, Packages.zip(orchard.files()), "?company=" + company + query, under);
    }

    private String outstanding() {
        return auditor.get("/api/companies/" + company + "/cap-table?asOf=2024-12-31")
                .at("/totals/outstanding");
    }

    @Nested
    class A_request {
        @Test
        void that_is_sent_again_has_the_same_answer_and_one_effect() {
            Answer first = send(new Orchard(), "");
            assertThat(first.status()).as(first.toString()).isEqualTo(201);
            long head = backoffice.head();
            Answer again = send(new Orchard(), "");
            assertThat(again.status()).isEqualTo(201);
            assertThat(again.header("Idempotency-Replayed")).contains("true");
            assertThat(again.text()).isEqualTo(first.text());
            assertThat(backoffice.head()).isEqualTo(head);
            assertThat(first.header("Ledger-Position")).contains(first.at("/position"));
            assertThat(outstanding()).isEqualTo("12610000");
        }

        @Test
        void that_was_cut_short_after_its_parties_is_finished_by_the_same_request() {
            // What a crash between the parties and the company leaves.
            String nora = ObjectIds.ours("pa_", company, "nora");
            assertThat(backoffice
                            .post(
                                    "/api/parties",
                                    "{\"id\": \"" + nora + "\", \"name\": \"Nora Vale\", \"kind\": \"INDIVIDUAL\"}")
                            .status())
                    .isEqualTo(201);
            Answer answer = send(new Orchard(), "");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
            assertThat(outstanding()).isEqualTo("12610000");
        }

        @Test
        void with_another_body_under_the_same_key_is_refused() {
            assertThat(send(new Orchard(), "").status()).isEqualTo(201);
            Answer other = send(new Orchard().with("i-nora", "quantity", "6000001"), "");
            assertThat(other.status()).isEqualTo(422);
            assertThat(other.at("/type")).isEqualTo("/problems/idempotency-key-reused");
        }

        @Test
        void that_is_refused_leaves_its_receipt_and_nothing_else() {
            long head = backoffice.head();
            Orchard wrong = new Orchard().with("i-nora", "stakeholder_id", "nobody");
            Answer refused = send(wrong, "");
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.at("/refusal")).isEqualTo("package-not-taken");
            assertThat(refused.at("/figures/object")).isEqualTo("i-nora");
            assertThat(refused.at("/report/exceptions/0/code")).isEqualTo("unknown-stakeholder");
            assertThat(backoffice.head()).isEqualTo(head);
            assertThat(auditor.get("/api/companies/" + company).status()).isEqualTo(404);
            Answer receipt = backoffice.get("/api/receipts/" + key);
            assertThat(receipt.at("/decision")).isEqualTo("REFUSED");
            assertThat(receipt.at("/refusal")).isEqualTo("package-not-taken");
            assertThat(receipt.at("/detail")).isEqualTo(refused.at("/detail"));
        }

        @Test
        void that_was_refused_is_refused_again_under_its_key_whatever_the_company_became() {
            Orchard wrong = new Orchard().with("i-nora", "stakeholder_id", "nobody");
            Answer refused = send(wrong, "");
            assertThat(send(new Orchard(), "", LedgerHttp.newKey()).status()).isEqualTo(201);
            Answer again = send(wrong, "");
            assertThat(again.status()).isEqualTo(422);
            assertThat(again.header("Idempotency-Replayed")).contains("true");
            assertThat(again.text()).isEqualTo(refused.text());
            Answer mended = send(new Orchard(), "");
            assertThat(mended.status()).isEqualTo(422);
            assertThat(mended.at("/type")).isEqualTo("/problems/idempotency-key-reused");
        }

        @Test
        void that_only_tries_and_is_refused_leaves_its_key_unused() {
            Orchard wrong = new Orchard().with("i-nora", "stakeholder_id", "nobody");
            assertThat(send(wrong, "&dryRun=true").status()).isEqualTo(422);
            assertThat(backoffice.get("/api/receipts/" + key).status()).isEqualTo(404);
            assertThat(send(new Orchard(), "").status()).isEqualTo(201);
        }

        @Test
        void that_only_tries_records_nothing_and_tells_the_same() {
            long head = backoffice.head();
            Answer tried = backoffice.send(backoffice
                    .request("/api/ocf/imports?dryRun=true&company=" + company)
                    .header("Content-Type", "application/zip")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(Packages.zip(new Orchard().files()))));
            assertThat(tried.status()).as(tried.toString()).isEqualTo(200);
            assertThat(tried.json().get("recorded").booleanValue()).isFalse();
            assertThat(backoffice.head()).isEqualTo(head);
            Answer done = send(new Orchard(), "");
            assertThat(done.at("/order")).isEqualTo(tried.at("/order"));
            assertThat(done.at("/assumptions")).isEqualTo(tried.at("/assumptions"));
        }

        @Test
        void for_everything_valid_takes_the_rest() {
            Answer answer = send(new Orchard().with("c-cider", "trigger_id", "another"), "&mode=EVERYTHING_VALID");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
            assertThat(answer.json().path("exceptions").size()).isEqualTo(2);
            assertThat(outstanding()).isEqualTo("11860000");
        }

        @Test
        void may_bring_the_files_as_one_JSON_object() {
            ObjectNode files = JsonMapper.shared().createObjectNode();
            new Orchard().json().forEach((name, file) -> files.set(name + ".ocf.json", file));
            Answer answer = backoffice.post("/api/ocf/imports?company=" + company, files.toString());
            assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
            assertThat(outstanding()).isEqualTo("12610000");
        }

        @Test
        void that_names_no_company_makes_one_of_the_issuer_and_only_once() {
            Orchard orchard = new Orchard();
            String issuer = UUID.randomUUID().toString();
            ((ObjectNode) orchard.json().get("Manifest").get("issuer")).put("id", issuer);
            byte[] zip = Packages.zip(orchard.files());
            Answer first = Packages.send(backoffice, zip, "", key);
            assertThat(first.at("/company")).isEqualTo("co_" + issuer);
            String other = LedgerHttp.newKey();
            Answer again = Packages.send(backoffice, zip, "", other);
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.at("/refusal")).isEqualTo("id-taken");
            Answer replayed = Packages.send(backoffice, zip, "", other);
            assertThat(replayed.text()).isEqualTo(again.text());
            assertThat(replayed.header("Idempotency-Replayed")).contains("true");
        }

        @Test
        void is_for_the_back_office() {
            assertThat(Packages.send(auditor, Packages.zip(new Orchard().files()), "", key)
                            .status())
                    .isEqualTo(403);
        }
    }

    @Nested
    class A_body_that_is_no_package {
        private byte[] zip(String... namesAndTexts) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                for (int index = 0; index < namesAndTexts.length; index += 2) {
                    zip.putNextEntry(new ZipEntry(namesAndTexts[index]));
                    zip.write(namesAndTexts[index + 1].getBytes(StandardCharsets.UTF_8));
                }
            }
            return bytes.toByteArray();
        }

        @ParameterizedTest
        @CsvSource({
            "../Manifest.ocf.json, '{}', unsafe-name",
            "/etc/Manifest.ocf.json, '{}', unsafe-name",
            "a/../../b.json, '{}', unsafe-name",
            "Manifest.ocf.json, '{\"file_type\": ', not-json",
            "notes.txt, nothing, not-a-zip",
        })
        void is_refused_with_the_name_of_the_file(String name, String text, String code) throws IOException {
            Answer answer = Packages.send(backoffice, zip(name, text), "?company=" + company, key);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
            assertThat(answer.at("/errors/0/code")).isEqualTo(code);
            if (!code.equals("not-a-zip")) {
                assertThat(answer.at("/detail")).contains(name);
            }
        }

        @Test
        void unfolds_beyond_the_limit() throws IOException {
            String blank = " ".repeat(1 << 20);
            String[] files = new String[600];
            for (int index = 0; index < files.length; index += 2) {
                files[index] = "f" + index + ".json";
                files[index + 1] = blank;
            }
            Answer answer = Packages.send(backoffice, zip(files), "?company=" + company, key);
            assertThat(answer.status()).isEqualTo(400);
        }
    }

    @Nested
    class A_large_package {
        /** Twenty thousand holders and a hundred thousand transactions: issued, accepted, and a part of each passed on. */
        @Test
        @Tag("soak")
        void goes_through_in_one_decision() {
            int holders = 20_000;
            Orchard orchard = new Orchard();
            ArrayNode people = (ArrayNode) orchard.json().get("Stakeholders").get("items");
            ArrayNode acts = (ArrayNode) orchard.json().get("Transactions").get("items");
            acts.removeAll();
            for (int index = 0; index < holders; index++) {
                people.addObject()
                        .put("object_type", "STAKEHOLDER")
                        .put("id", "h-" + index)
                        .put("stakeholder_type", "INDIVIDUAL")
                        .putObject("name")
                        .put("legal_name", "Holder " + index);
                String day = "2022-0" + (1 + index % 9) + "-1" + index % 10;
                issue(acts, "a" + index, "h-" + index, "100", day);
                acts.addObject()
                        .put("object_type", "TX_STOCK_ACCEPTANCE")
                        .put("id", "acc-" + index)
                        .put("security_id", "a" + index)
                        .put("date", day);
                acts.addObject()
                        .put("object_type", "TX_STOCK_TRANSFER")
                        .put("id", "tr-" + index)
                        .put("security_id", "a" + index)
                        .put("date", "2023-0" + (1 + index % 9) + "-2" + index % 9)
                        .put("quantity", "40")
                        .put("balance_security_id", "c" + index)
                        .putArray("resulting_security_ids")
                        .add("b" + index);
                String passed = "2023-0" + (1 + index % 9) + "-2" + index % 9;
                issue(acts, "b" + index, "h-" + (index + 1) % holders, "40", passed);
                issue(acts, "c" + index, "h-" + index, "60", passed);
            }
            byte[] zip = Packages.zip(orchard.files());
            Runtime runtime = Runtime.getRuntime();
            runtime.gc();
            long before = runtime.totalMemory() - runtime.freeMemory();
            long start = System.nanoTime();
            Answer answer = Packages.send(backoffice, zip, "?company=" + company, key);
            long millis = (System.nanoTime() - start) / 1_000_000;
            LOG.info(
                    "{} transactions of {} bytes packed in {} ms; heap {} MB before, {} MB after",
                    acts.size(),
                    zip.length,
                    millis,
                    before >> 20,
                    (runtime.totalMemory() - runtime.freeMemory()) >> 20);
            assertThat(answer.status())
                    .as(answer.text().substring(0, Math.min(2000, answer.text().length())))
                    .isEqualTo(201);
            assertThat(outstanding()).isEqualTo("2000000");
        }

        private void issue(ArrayNode acts, String security, String holder, String quantity, String day) {
            ObjectNode issuance = acts.addObject()
                    .put("object_type", "TX_STOCK_ISSUANCE")
                    .put("id", "i-" + security)
                    .put("security_id", security)
                    .put("custom_id", security)
                    .put("date", day)
                    .put("stakeholder_id", holder)
                    .put("stock_class_id", "common")
                    .put("quantity", quantity);
            issuance.putObject("share_price").put("amount", "0.01").put("currency", "USD");
            issuance.putArray("stock_legend_ids");
            issuance.putArray("security_law_exemptions");
        }
    }
}
