package io.dealledger.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.dealledger.store.embedded.Credentials;
import io.dealledger.testing.LedgerDatabase;
import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@RunningLedger
@TestPropertySource(properties = "ledger.evidence.max-size=3MB")
class EvidenceOverHttpTest {
    private static final Random RANDOM = new Random();

    private final LedgerHttp backoffice;
    private final LedgerHttp auditor;
    private final HikariDataSource pool;

    EvidenceOverHttpTest(
            @LocalServerPort int port, @org.springframework.beans.factory.annotation.Autowired HikariDataSource pool) {
        this.backoffice = LedgerHttp.at(port);
        this.auditor = backoffice.as("auditor");
        this.pool = pool;
    }

    private static byte[] document(int bytes) {
        byte[] document = new byte[bytes];
        RANDOM.nextBytes(document);
        return document;
    }

    private static String hash(byte[] document) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(document));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String address(String hash) {
        return "/api/evidence/" + hash;
    }

    private Answer put(LedgerHttp who, String hash, byte[] document, String... headers) {
        return who.send(who.request(address(hash), headers).PUT(BodyPublishers.ofByteArray(document)));
    }

    private String held(byte[] document) {
        String hash = hash(document);
        Answer answer = put(backoffice, hash, document, "Content-Type", "application/pdf");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return hash;
    }

    private static HttpResponse<byte[]> download(LedgerHttp who, String hash, String... headers)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(who.request(address(hash), headers).GET().build(), BodyHandlers.ofByteArray());
        }
    }

    /** Does to the stored bytes what nobody is allowed to do. */
    private void tamper(String statement) {
        Credentials superuser = LedgerDatabase.superuser();
        JdbcClient.create(new DriverManagerDataSource(pool.getJdbcUrl(), superuser.user(), superuser.password()))
                .sql("do $$ begin set local session_replication_role = replica; " + statement + "; end $$")
                .update();
    }

    @Nested
    class A_document {
        @Test
        void comes_back_to_the_byte_as_a_download_that_no_browser_interprets() throws Exception {
            // More than two pieces of it, the last one short.
            byte[] document = document(2 * Documents.CHUNK + 12345);
            String hash = held(document);
            HttpResponse<byte[]> answer = download(auditor, hash);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(document);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
            assertThat(answer.headers().firstValue("Content-Length")).contains(Integer.toString(document.length));
            assertThat(answer.headers().firstValue("Content-Disposition"))
                    .contains("attachment; filename=\"" + hash + "\"");
            assertThat(answer.headers().allValues("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().allValues("Content-Security-Policy"))
                    .anyMatch(policy -> policy.contains("sandbox"));
        }

        @Test
        void of_exactly_one_piece_or_of_no_bytes_at_all_comes_back_too() throws Exception {
            for (int length : new int[] {0, 1, Documents.CHUNK}) {
                byte[] document = document(length);
                String hash = hash(document);
                // The document of no bytes is the same one for everybody.
                assertThat(put(backoffice, hash, document).status()).isIn(200, 201);
                HttpResponse<byte[]> answer = download(auditor, hash);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo(document);
                assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
            }
        }

        @Test
        void that_the_client_has_is_not_sent_again() throws Exception {
            String hash = held(document(1000));
            String tag = download(auditor, hash).headers().firstValue("ETag").orElseThrow();
            HttpResponse<byte[]> again = download(auditor, hash, "If-None-Match", tag);
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }

        @Test
        void may_be_sent_twice_and_keeps_its_first_media_type() {
            byte[] document = document(100);
            String hash = held(document);
            Answer again = put(backoffice, hash, document, "Content-Type", "text/plain");
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.at("/held/mediaType")).isEqualTo("application/pdf");
            assertThat(again.number("/held/bytes")).isEqualTo(100);
            assertThat(again.at("/held/heldBy")).isEqualTo("backoffice");
        }

        @Test
        void with_another_hash_is_refused_with_both_hashes_and_not_kept() {
            byte[] document = document(100);
            String other = hash(document(100));
            Answer refused = put(backoffice, other, document);
            assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
            assertThat(refused.at("/type")).endsWith("evidence-mismatch");
            assertThat(refused.at("/figures/expected")).isEqualTo(other);
            assertThat(refused.at("/figures/found")).isEqualTo(hash(document));
            assertThat(auditor.get(address(other)).status()).isEqualTo(404);
            // Also where the right one is held already.
            String right = held(document);
            assertThat(put(backoffice, right, document(5)).status()).isEqualTo(422);
        }

        @Test
        void that_is_too_large_is_refused_with_the_limit_whether_its_length_is_told_or_not() {
            byte[] document = document(3 * (1 << 20) + 1);
            Answer told = put(backoffice, hash(document), document);
            assertThat(told.status()).isEqualTo(413);
            assertThat(told.at("/figures/most")).isEqualTo("3145728");
            Answer untold = backoffice.send(backoffice
                    .request(address(hash(document)))
                    .PUT(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(document))));
            assertThat(untold.status()).isEqualTo(413);
            assertThat(auditor.get(address(hash(document))).status()).isEqualTo(404);
        }

        @Test
        void is_uploaded_by_the_back_office_and_read_by_auditors_too() {
            byte[] document = document(10);
            assertThat(put(auditor, hash(document), document).status()).isEqualTo(403);
            assertThat(put(backoffice.as("operator"), hash(document), document).status())
                    .isEqualTo(403);
            assertThat(put(backoffice.anonymous(), hash(document), document).status())
                    .isEqualTo(401);
            String hash = held(document);
            assertThat(backoffice.anonymous().get(address(hash)).status()).isEqualTo(401);
            assertThat(backoffice.as("operator").get(address(hash)).status()).isEqualTo(403);
            assertThat(auditor.get(address(hash)).status()).isEqualTo(200);
        }

        @Test
        void has_a_hash_of_64_lower_case_digits_for_its_address() {
            Answer answer = put(backoffice, hash(document(1)).toUpperCase(java.util.Locale.ROOT), document(1));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.at("/errors/0/code")).isEqualTo("not-a-hash");
        }

        @Test
        void cannot_be_changed_or_removed_by_the_service() {
            String hash = held(document(10));
            JdbcClient app = JdbcClient.create(pool);
            for (String statement : new String[] {
                "update evidence_chunk set bytes = '' where sha256 = '" + hash + "'",
                "delete from evidence_chunk where sha256 = '" + hash + "'",
                "update evidence set media_type = 'text/html' where sha256 = '" + hash + "'",
                "delete from evidence_pointer",
                "truncate evidence, evidence_chunk"
            }) {
                assertThatThrownBy(() -> app.sql(statement).update())
                        .as(statement)
                        .hasRootCauseMessage("ERROR: permission denied for table "
                                + (statement.contains("chunk set") || statement.contains("from evidence_chunk")
                                        ? "evidence_chunk"
                                        : statement.contains("pointer") ? "evidence_pointer" : "evidence"));
            }
        }
    }

    @Nested
    class Uses {
        private final String company = "co_" + UUID.randomUUID();

        private Answer accepted(String path, String body, String... headers) {
            Answer answer = backoffice.post(path, body, headers);
            assertThat(answer.status()).as(answer.toString()).isIn(200, 201);
            return answer;
        }

        @Test
        void are_the_events_whose_command_or_source_names_the_hash() {
            String hash = hash(document(50));
            String other = hash(document(50));
            assertThat(auditor.get(address(hash) + "/uses").status()).isEqualTo(404);
            long registered = accepted(
                            "/api/companies",
                            "{\"id\": \"" + company + "\", \"name\": \"Cited\", \"effectiveOn\": \"2020-01-01\"}",
                            "Evidence",
                            "sha256=" + hash + "; kind=\"articles of incorporation\"; page=3",
                            "Evidence",
                            "sha256=" + other + "; kind=minutes")
                    .number("/position");
            accepted("/api/companies/" + company + "/share-classes", """
                    {"class": "Common", "type": "COMMON", "effectiveOn": "2020-01-01"}""");
            long reported = accepted("/api/companies/" + company + "/reported-rounds", """
                    {"raised": {"op": "EXACT", "unit": "MONEY", "stated": "1000000", "currency": "USD"}, "status": "CLOSED",
                     "effectiveOn": "2021-01-01",
                     "source": {"publisher": "Paper", "publishedOn": "2021-02-01", "sha256": "%s", "class": "PRESS_NAMED"}}
                    """.formatted(hash))
                    .number("/position");

            Answer uses = auditor.get(address(hash) + "/uses");
            assertThat(uses.json().get("held").isNull()).isTrue();
            JsonNode citations = uses.json().get("citations");
            assertThat(citations.size()).isEqualTo(2);
            assertThat(citations.get(0).get("position").longValue()).isEqualTo(registered);
            assertThat(citations.get(0).get("cited").stringValue()).isEqualTo("EVIDENCE");
            assertThat(citations.get(0).get("kind").stringValue()).isEqualTo("articles of incorporation");
            assertThat(citations.get(0).get("page").stringValue()).isEqualTo("3");
            assertThat(citations.get(1).get("position").longValue()).isEqualTo(reported);
            assertThat(citations.get(1).get("cited").stringValue()).isEqualTo("SOURCE");

            Answer first = auditor.get(address(hash) + "/uses?limit=1");
            assertThat(first.json().get("citations").size()).isEqualTo(1);
            assertThat(first.number("/next")).isEqualTo(registered);
            Answer second = auditor.get(address(hash) + "/uses?limit=1&after=" + registered);
            assertThat(second.number("/citations/0/position")).isEqualTo(reported);
            assertThat(second.json().get("next").isNull()).isTrue();
            assertThat(auditor.get(address(other) + "/uses").at("/citations/0/kind"))
                    .isEqualTo("minutes");
        }

        @Test
        void are_found_by_an_index_and_not_by_reading_the_journal() {
            JdbcClient app = JdbcClient.create(pool);
            String plan = String.join("\n", app.sql("""
                                    explain select position from domain_event
                                     where (payload like '%"sha256":"%' or metadata like '%"sha256":"%')
                                       and cited_hashes(payload, metadata) @> array['a']""").query(String.class).list());
            assertThat(plan).contains("domain_event_cited");
        }

        @Test
        void show_pointers_to_a_document_that_is_not_held() {
            String hash = hash(document(50));
            String pointer = address(hash) + "/pointer";
            Answer set = backoffice.send(
                    "PUT", pointer, "{\"location\": \"dms://deals/4711\"}", "Content-Type", "application/json");
            assertThat(set.status()).as(set.toString()).isEqualTo(201);
            assertThat(backoffice
                            .send(
                                    "PUT",
                                    pointer,
                                    "{\"location\": \"dms://deals/4711\"}",
                                    "Content-Type",
                                    "application/json")
                            .status())
                    .isEqualTo(200);
            backoffice.send("PUT", pointer, "{\"location\": \"safe 3\"}", "Content-Type", "application/json");

            Answer uses = auditor.get(address(hash) + "/uses");
            assertThat(uses.json().get("held").isNull()).isTrue();
            assertThat(uses.json().get("pointers").size()).isEqualTo(2);
            assertThat(uses.at("/pointers/0/location")).isEqualTo("dms://deals/4711");
            assertThat(uses.at("/pointers/0/setBy")).isEqualTo("backoffice");
            assertThat(auditor.get(address(hash)).status()).isEqualTo(404);
            Answer blank = backoffice.send("PUT", pointer, "{\"location\": \" \"}", "Content-Type", "application/json");
            assertThat(blank.status()).isEqualTo(422);
            assertThat(auditor.send("PUT", pointer, "{\"location\": \"x\"}", "Content-Type", "application/json")
                            .status())
                    .isEqualTo(403);
        }
    }

    @Nested
    class Verification {
        @Test
        void of_a_document_that_is_as_it_came_says_so() {
            String hash = held(document(Documents.CHUNK + 7));
            Answer verified = auditor.get(address(hash) + "/verification");
            assertThat(verified.at("/intact")).isEqualTo("true");
            assertThat(verified.at("/found")).isEqualTo(hash);
            assertThat(verified.number("/bytesFound")).isEqualTo(Documents.CHUNK + 7);
        }

        @Test
        void names_a_document_that_was_changed_and_it_is_never_given_out_whole() throws Exception {
            byte[] document = "the parties agree to 100 shares".getBytes(UTF_8);
            byte[] large = document(Documents.CHUNK + 1000);
            String hash = held(document);
            String largeHash = held(large);
            tamper("update evidence_chunk set bytes = convert_to('the parties agree to 900 shares', 'UTF8')"
                    + " where sha256 = '" + hash + "'");
            tamper("update evidence_chunk set bytes = set_byte(bytes, 3, 255 - get_byte(bytes, 3)) where number = 0"
                    + " and sha256 = '" + largeHash + "'");
            try {
                Answer verified = auditor.get(address(hash) + "/verification");
                assertThat(verified.at("/intact")).isEqualTo("false");
                assertThat(verified.at("/found")).isEqualTo(hash("the parties agree to 900 shares".getBytes(UTF_8)));

                int checked = 0;
                java.util.Set<String> mismatches = new java.util.TreeSet<>();
                String after = "";
                while (after != null) {
                    Answer page = auditor.get(
                            "/api/evidence/verification?limit=3" + (after.isEmpty() ? "" : "&after=" + after));
                    assertThat(page.status()).as(page.toString()).isEqualTo(200);
                    checked += Math.toIntExact(page.number("/checked"));
                    page.json()
                            .get("mismatches")
                            .forEach(one -> mismatches.add(one.get("sha256").stringValue()));
                    JsonNode next = page.json().get("next");
                    after = next.isNull() ? null : next.stringValue();
                }
                assertThat(mismatches).containsExactlyInAnyOrder(hash, largeHash);
                assertThat(checked)
                        .isEqualTo(JdbcClient.create(pool)
                                .sql("select count(*) from evidence")
                                .query(Integer.class)
                                .single());

                Answer refused = auditor.get(address(hash));
                assertThat(refused.status()).as(refused.toString()).isEqualTo(500);
                assertThat(refused.at("/type")).endsWith("evidence-damaged");
                assertThatThrownBy(() -> download(auditor, largeHash)).isInstanceOf(IOException.class);
            } finally {
                tamper("delete from evidence_chunk where sha256 in ('" + hash + "', '" + largeHash + "');"
                        + " delete from evidence where sha256 in ('" + hash + "', '" + largeHash + "')");
            }
        }

        @Test
        void names_a_document_of_which_a_piece_is_missing() {
            String hash = held(document(Documents.CHUNK + 7));
            tamper("delete from evidence_chunk where number = 1 and sha256 = '" + hash + "'");
            try {
                Answer verified = auditor.get(address(hash) + "/verification");
                assertThat(verified.at("/intact")).isEqualTo("false");
                assertThat(verified.number("/bytesFound")).isEqualTo(Documents.CHUNK);
                assertThat(verified.number("/bytes")).isEqualTo(Documents.CHUNK + 7);
            } finally {
                tamper("delete from evidence_chunk where sha256 = '" + hash + "'; delete from evidence where sha256 = '"
                        + hash + "'");
            }
        }
    }
}
