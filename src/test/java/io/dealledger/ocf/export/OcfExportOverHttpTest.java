package io.dealledger.ocf.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.OcfSchema;
import io.dealledger.testing.RunningLedger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Packages of OCF asked of the running ledger. */
@RunningLedger
class OcfExportOverHttpTest {
    @LocalServerPort
    private int port;

    private LedgerHttp backoffice;
    private LedgerHttp auditor;
    private String company;
    private String ada;
    private String fund;

    @BeforeEach
    void record_a_company() {
        backoffice = LedgerHttp.at(port);
        auditor = backoffice.as("auditor");
        String own = UUID.randomUUID().toString();
        company = "co_" + own;
        ada = "pa_ada-" + own;
        fund = "pa_fund-" + own;
        accepted("/api/parties", """
                {"id": "%s", "name": "Ada", "kind": "INDIVIDUAL"}""".formatted(ada));
        accepted("/api/parties", """
                {"id": "%s", "name": "Fund One", "kind": "FUND", "country": "US"}""".formatted(fund));
        accepted("/api/companies", """
                {"id": "%s", "name": "Acme", "country": "US", "effectiveOn": "2020-01-01"}""".formatted(company));
        accepted(path("/share-classes"), """
                {"class": "Common", "type": "COMMON", "authorised": "1000", "votes": "1", "seniority": 0,
                 "effectiveOn": "2020-01-01"}""");
        accepted(path("/issuances"), """
                {"id": "se_%s", "class": "Common", "to": "%s", "quantity": "200",
                 "price": {"amount": "0.01", "currency": "USD"}, "effectiveOn": "2020-01-02"}""".formatted(own, ada));
        accepted(path("/transfers"), """
                {"class": "Common", "from": "%s", "to": "%s", "quantity": "50",
                 "price": {"amount": "2", "currency": "USD"}, "effectiveOn": "2021-06-30"}""".formatted(ada, fund));
        accepted(path("/distributions"), """
                {"kind": "DIVIDEND", "party": "%s", "amount": {"amount": "10", "currency": "USD"},
                 "effectiveOn": "2022-01-01"}""".formatted(ada));
    }

    private Answer accepted(String path, String body) {
        Answer answer = backoffice.post(path, body);
        assertThat(answer.status()).as("%s", answer).isIn(200, 201);
        return answer;
    }

    private String path(String rest) {
        return "/api/companies/" + company + rest;
    }

    private HttpResponse<byte[]> sent(String question) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(auditor.request(path("/ocf" + question)).GET().build(), BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Map<String, JsonNode> files(String question) {
        HttpResponse<byte[]> answer = sent(question);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/zip");
        Map<String, JsonNode> files = new HashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), JsonMapper.shared().readTree(in.readAllBytes()));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return files;
    }

    private static List<String> types(Map<String, JsonNode> files) {
        return files.get("Transactions.ocf.json")
                .path("items")
                .valueStream()
                .map(item -> item.path("object_type").asString(""))
                .toList();
    }

    @Nested
    class A_package {
        @Test
        void holds_the_company_as_it_was_on_the_date() {
            OcfSchema schema = OcfSchema.read();
            Map<String, JsonNode> files = files("?asOf=2021-06-30");
            files.forEach(
                    (name, file) -> assertThat(schema.errors(file)).as(name).isEmpty());
            assertThat(types(files))
                    .containsExactly(
                            "TX_STOCK_ISSUANCE", "TX_STOCK_TRANSFER", "TX_STOCK_ISSUANCE", "TX_STOCK_ISSUANCE");
            assertThat(types(files("?asOf=2021-06-29"))).containsExactly("TX_STOCK_ISSUANCE");
            JsonNode manifest = files.get("Manifest.ocf.json");
            assertThat(manifest.at("/issuer/legal_name").asString()).isEqualTo("Acme");
            assertThat(manifest.at("/issuer/formation_date").asString()).isEqualTo("2020-01-01");
            assertThat(manifest.path("as_of").asString()).isEqualTo("2021-06-30");
        }

        @Test
        void is_the_same_to_the_byte_for_the_same_point_in_time_whatever_is_recorded_later() {
            String question = "?asOf=2022-12-31&knownAt=" + backoffice.head();
            byte[] before = sent(question).body();
            accepted(path("/issuances"), """
                    {"class": "Common", "to": "%s", "quantity": "1", "effectiveOn": "2020-01-02"}""".formatted(fund));
            assertThat(sent(question).body()).isEqualTo(before);
            assertThat(types(files("?asOf=2022-12-31"))).hasSize(5);
        }

        @Test
        void leaves_out_what_was_made_void_and_has_the_correction_in_its_place() {
            long transfer =
                    accepted(path("/transfers"), """
                    {"class": "Common", "from": "%s", "to": "%s", "quantity": "60", "effectiveOn": "2021-07-01"}""".formatted(ada, fund)).number("/position");
            assertThat(types(files("?asOf=2021-07-01"))).hasSize(7);
            accepted(path("/corrections"), """
                    {"reason": "never happened", "corrections": [{"event": %d, "void": true}]}""".formatted(transfer));
            assertThat(types(files("?asOf=2021-07-01"))).hasSize(4);
        }

        @Test
        void calls_parties_by_their_names_of_that_point_in_time() {
            accepted("/api/parties/" + fund + "/renames", """
                    {"name": "Fund Two", "effectiveOn": "2021-12-31"}""");
            assertThat(names("?asOf=2021-12-30")).containsExactlyInAnyOrder("Ada", "Fund One");
            assertThat(names("?asOf=2021-12-31")).containsExactlyInAnyOrder("Ada", "Fund Two");
        }

        private List<String> names(String question) {
            return files(question)
                    .get("Stakeholders.ocf.json")
                    .path("items")
                    .valueStream()
                    .map(item -> item.at("/name/legal_name").asString())
                    .toList();
        }

        @Test
        void names_the_documents_behind_the_facts_that_are_held_and_reports_the_others() throws Exception {
            OcfSchema schema = OcfSchema.read();
            byte[] agreement = ("the parties agree, " + company).getBytes(StandardCharsets.UTF_8);
            String sha256 = digest("SHA-256", agreement);
            String elsewhere = "ab".repeat(32);
            Answer answer = backoffice.post(
                    path("/issuances"),
                    """
                    {"class": "Common", "to": "%s", "quantity": "7", "effectiveOn": "2021-01-31"}""".formatted(fund),
                    "Evidence",
                    "sha256=" + sha256 + "; kind=\"agreement\"; page=3",
                    "Evidence",
                    "sha256=" + elsewhere + "; kind=\"minutes\"");
            assertThat(answer.status()).as("%s", answer).isEqualTo(201);
            assertThat(files("?asOf=2021-01-31")).doesNotContainKey("Documents.ocf.json");
            backoffice.send(backoffice
                    .request("/api/evidence/" + sha256, "Content-Type", "text/plain")
                    .PUT(HttpRequest.BodyPublishers.ofByteArray(agreement)));

            JsonNode file = files("?asOf=2021-01-31").get("Documents.ocf.json");
            assertThat(schema.errors(file)).isEmpty();
            assertThat(file.path("items").size()).isEqualTo(1);
            JsonNode document = file.at("/items/0");
            assertThat(document.path("md5").asString()).isEqualTo(digest("MD5", agreement));
            assertThat(document.path("uri").asString()).startsWith("ni:///sha-256;");
            assertThat(document.at("/related_objects/0/object_type").asString()).isEqualTo("TX_STOCK_ISSUANCE");
            assertThat(document.at("/comments/0").asString()).contains("agreement, page 3, SHA-256 " + sha256);
            assertThat(auditor.get(path("/ocf/report?asOf=2021-01-31")).text())
                    .contains("minutes, SHA-256 " + elsewhere)
                    .doesNotContain("agreement, page 3");
            assertThat(files("?asOf=2021-01-30")).doesNotContainKey("Documents.ocf.json");
        }

        private static String digest(String algorithm, byte[] bytes) throws NoSuchAlgorithmException {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        }

        @Test
        void of_an_unknown_company_is_404() {
            assertThat(auditor.get("/api/companies/co_nobody/ocf").status()).isEqualTo(404);
            assertThat(auditor.get(path("/ocf?asOf=2019-12-31")).status()).isEqualTo(404);
        }
    }

    @Nested
    class The_report {
        @Test
        void lists_what_OCF_cannot_say_and_so_do_the_comments_of_the_package() {
            Answer report = auditor.get(path("/ocf/report?asOf=2022-12-31"));
            assertThat(report.status()).isEqualTo(200);
            assertThat(report.json()
                            .path("losses")
                            .valueStream()
                            .map(loss -> loss.path("kind").asString() + " "
                                    + loss.path("detail").asString()))
                    .contains("NO_PLACE DIVIDEND of 10 USD to " + ada);
            assertThat(report.at("/objects/TX_STOCK_ISSUANCE")).isEqualTo("3");
            assertThat(files("?asOf=2022-12-31")
                            .get("Manifest.ocf.json")
                            .path("comments")
                            .toString())
                    .contains("DIVIDEND of 10 USD to " + ada);
            assertThat(auditor.get(path("/ocf/report?asOf=2021-12-31")).text()).doesNotContain("DIVIDEND");
        }
    }
}
