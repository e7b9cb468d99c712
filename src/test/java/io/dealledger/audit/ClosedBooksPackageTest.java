package io.dealledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.seal.VerifierKey;
import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Packages of a company whose books were closed and reopened, with the closes of the whole ledger, which bind it too. */
@RunningLedger
@TestPropertySource(properties = "ledger.test=closed-books")
class ClosedBooksPackageTest {
    private final LedgerHttp backoffice;
    private final LedgerHttp controller;
    private final LedgerHttp auditor;
    private final String own = UUID.randomUUID().toString();

    @TempDir
    private Path folder;

    ClosedBooksPackageTest(@LocalServerPort int port) {
        this.backoffice = LedgerHttp.at(port);
        this.controller = backoffice.as("controller");
        this.auditor = backoffice.as("auditor");
    }

    private static void ok(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isIn(200, 201);
    }

    @BeforeEach
    void a_company_with_closed_books() {
        String company = "/api/companies/co_" + own;
        ok(backoffice.post("/api/companies", "{\"id\": \"co_" + own + "\", \"name\": \"Acme\"}"));
        ok(controller.post(company + "/period-closes", "{\"through\": \"2023-12-31\"}"));
        ok(backoffice.post(company + "/share-classes?accountingOn=2024-01-31", """
                {"class": "Common", "type": "COMMON", "effectiveOn": "2023-06-01"}"""));
        ok(backoffice.post(company + "/reopenings", """
                {"from": "2023-12-01", "reason": "an invoice was found"}"""));
        ok(controller.post(company + "/reopenings/approvals", "{\"from\": \"2023-12-01\"}"));
        // Others close this ledger too, and may have closed more.
        Answer books = controller.post("/api/period-closes", "{\"through\": \"1990-12-31\"}");
        assertThat(books.status()).as("%s", books).isIn(200, 409);
    }

    private Path exported(String query) throws IOException, InterruptedException {
        Path file = folder.resolve("package.zip");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<Path> answer =
                    client.send(auditor.request("/api/export" + query).build(), HttpResponse.BodyHandlers.ofFile(file));
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        return file;
    }

    private Verdict check(Path file) {
        VerifierKey key =
                VerifierKey.parse(auditor.get("/api/checkpoints/key").response().body());
        return PackageCheck.of(file, key, List.of(), _ -> {});
    }

    private static List<JsonNode> events(Path file) throws IOException {
        return new String(entry(file, "events.jsonl"), UTF_8)
                .lines()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    private static byte[] entry(Path file, String name) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return zip.readAllBytes();
                }
            }
        }
        throw new AssertionError("no " + name);
    }

    /** With one text of the events replaced by another. */
    private Path altered(Path file, String text, String by) throws IOException {
        Path other = folder.resolve("altered.zip");
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(file)));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(other))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] bytes = zip.readAllBytes();
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(
                        entry.getName().equals("events.jsonl")
                                ? new String(bytes, UTF_8).replace(text, by).getBytes(UTF_8)
                                : bytes);
            }
        }
        return other;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "company"})
    void hold_every_close_that_binds_it_and_are_intact_until_one_is_altered(String what) throws Exception {
        Path file = exported(what.isEmpty() ? "" : "?company=co_" + own);

        assertThat(check(file).findings()).isEmpty();
        List<JsonNode> events = events(file);
        assertThat(events)
                .filteredOn(event -> event.get("stream").stringValue().equals("co_" + own))
                .extracting(event -> event.get("name").stringValue())
                .containsExactly(
                        "company-registered",
                        "period-closed",
                        "share-class-authorised",
                        "reopening-requested",
                        "period-reopened");
        assertThat(events)
                .filteredOn(event -> event.get("stream").stringValue().equals("ledger"))
                .isNotEmpty()
                .extracting(event -> event.get("name").stringValue())
                .contains("books-closed");
        JsonNode close = events.stream()
                .filter(event -> event.get("name").stringValue().equals("books-closed"))
                .findFirst()
                .orElseThrow();
        String through = JsonMapper.shared()
                .readTree(close.get("payload").stringValue())
                .get("through")
                .stringValue();

        Verdict verdict = check(
                altered(file, "{\\\"through\\\":\\\"" + through, "{\\\"through\\\":\\\"2" + through.substring(1)));

        assertThat(verdict.isIntact()).isFalse();
        assertThat(verdict.first().map(Finding::position))
                .contains(close.get("position").longValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"?by=ACCOUNTING", "?by=ACCOUNTING&company=co_x"})
    void are_by_effective_date_and_say_so_when_asked_otherwise(String query) {
        Answer answer = auditor.get("/api/export" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/0/pointer")).isEqualTo("/by");
    }
}
