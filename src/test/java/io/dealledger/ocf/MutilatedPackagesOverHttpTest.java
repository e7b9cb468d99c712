package io.dealledger.ocf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import io.dealledger.testing.Seed;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The same damage as {@link MutilatedPackagesTest} does, and damage to the bytes, through a server and into a database. */
@RunningLedger
class MutilatedPackagesOverHttpTest {
    private static final List<String> DAYS = List.of("2019-12-31", "2021-12-31", "2023-06-30", "2025-12-31");

    private static final AtomicInteger TIED = new AtomicInteger();

    @AfterAll
    static void some_packages_were_tied_out() {
        assertThat(TIED.get()).isPositive();
    }

    private final LedgerHttp backoffice;
    private final LedgerHttp auditor;
    private final String company = "co_" + UUID.randomUUID();

    MutilatedPackagesOverHttpTest(@LocalServerPort int port) {
        this.backoffice = LedgerHttp.at(port);
        this.auditor = backoffice.as("auditor");
    }

    private Answer send(byte[] zip, String into, String mode) {
        return Packages.send(backoffice, zip, "?company=" + into + "&mode=" + mode, LedgerHttp.newKey());
    }

    @Nested
    class Objects_that_are_damaged {
        @Test
        void of_our_own_package_never_break_anything() {
            LongStream.range(0, 20).forEach(seed -> holds(new Orchard().files(), seed));
        }

        @Test
        void of_packages_of_others_never_break_anything() {
            LongStream.range(100, 110).forEach(seed -> holds(Seed.files("golden/ocf/acme_holdings_limited"), seed));
            LongStream.range(200, 210).forEach(seed -> holds(Seed.files("golden/ocf/tutorial_options"), seed));
        }

        private void holds(Map<String, byte[]> files, long seed) {
            byte[] zip = Packages.zip(Mutilation.bytes(new Mutilation(files, seed).done()));
            long head = backoffice.head();
            String whole = "co_" + UUID.randomUUID();
            Answer strict = send(zip, whole, "ALL_OR_NOTHING");
            if (strict.status() == 201) {
                assertThat(strict.at("/exceptions")).as("seed %s", seed).isEqualTo("[]");
                DAYS.forEach(day -> hasTheSharesOfTheFilesThemselves(whole, zip, day, seed));
            } else {
                assertThat(strict.status()).as("seed %s: %s", seed, strict).isEqualTo(422);
                assertThat(strict.at("/refusal")).as("seed %s", seed).isEqualTo("package-not-taken");
                assertThat(backoffice.head()).as("seed %s", seed).isEqualTo(head);
                assertThat(auditor.get("/api/companies/" + whole).status())
                        .as("seed %s", seed)
                        .isEqualTo(404);
            }
            String partly = "co_" + UUID.randomUUID();
            Answer valid = send(zip, partly, "EVERYTHING_VALID");
            assertThat(valid.status()).as("seed %s: %s", seed, valid).isIn(201, 422);
            JsonNode report =
                    valid.status() == 201 ? valid.json() : valid.json().get("report");
            assertThat(report.at("/counts/taken").intValue()
                            + report.at("/counts/notTaken").intValue())
                    .as("seed %s", seed)
                    .isEqualTo(report.at("/counts/objects").intValue());
            if (valid.status() == 201) {
                DAYS.forEach(day -> nobodyHoldsLessThanNothing(partly, day, seed));
            }
        }

        /** As they are added up by somebody else, for a tie-out, who knows nothing of the ledger's commands. */
        private void hasTheSharesOfTheFilesThemselves(String of, byte[] zip, String day, long seed) {
            Answer tied = auditor.send(auditor.request("/api/companies/" + of + "/tie-outs?asOf=" + day)
                    .header("Content-Type", "application/zip")
                    .POST(BodyPublishers.ofByteArray(zip)));
            // The company may be younger; an anomaly of the files is told in either place in its own way.
            if (tied.status() == 200 && tied.json().get("exceptions").isEmpty()) {
                TIED.incrementAndGet();
                assertThat(tied.at("/here/quantity"))
                        .as("seed %s on %s: %s", seed, day, tied)
                        .isEqualTo(tied.at("/there/quantity"));
            }
        }

        private void nobodyHoldsLessThanNothing(String of, String day, long seed) {
            Answer table = auditor.get("/api/companies/" + of + "/cap-table?rows=SECURITY&asOf=" + day);
            // The company may be younger.
            assertThat(table.status()).as("seed %s: %s", seed, table).isIn(200, 404);
            if (table.status() == 200) {
                for (String list :
                        List.of("/bySecurity", "/holdings", "/instruments/grants", "/instruments/warrants")) {
                    table.json().at(list).forEach(row -> {
                        if (row.hasNonNull("quantity")) {
                            assertThat(new BigDecimal(row.get("quantity").stringValue()))
                                    .as("seed %s on %s: %s", seed, day, row)
                                    .isNotNegative();
                        }
                    });
                }
            }
        }
    }

    @Nested
    class Bytes_that_are_damaged {
        private final byte[] sound = Packages.zip(new Orchard().files());

        private void isNoPackage(byte[] bytes) {
            long head = backoffice.head();
            Answer answer = send(bytes, company, "EVERYTHING_VALID");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
            assertThat(answer.at("/type")).isEqualTo("/problems/unreadable-body");
            assertThat(backoffice.head()).isEqualTo(head);
        }

        @Test
        void by_being_cut_short_anywhere_are_no_package() {
            for (int length = 0; length < sound.length; length += 1 + sound.length / 60) {
                isNoPackage(Arrays.copyOf(sound, length));
            }
        }

        @Test
        void by_being_cut_short_before_the_list_of_files_are_no_package() {
            int directory = new String(sound, ISO_8859_1).indexOf("PK\u0001\u0002");
            isNoPackage(Arrays.copyOf(sound, directory));
        }

        @Test
        void by_a_file_that_is_there_twice_are_no_package() {
            Map<String, byte[]> files = new TreeMap<>(new Orchard().files());
            files.put("package/Transactionz.ocf.json", "{}".getBytes(UTF_8));
            String zip = new String(Packages.zip(files), ISO_8859_1).replace("Transactionz", "Transactions");
            isNoPackage(zip.getBytes(ISO_8859_1));
        }

        @Test
        void by_flipped_bits_never_break_anything() {
            Random random = new Random(7);
            for (int flip = 0; flip < 40; flip++) {
                byte[] flipped = sound.clone();
                flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                assertThat(send(flipped, "co_" + UUID.randomUUID(), "ALL_OR_NOTHING")
                                .status())
                        .as("flip %s", flip)
                        .isIn(201, 400, 422);
            }
        }

        @Test
        void by_a_mark_of_their_byte_order_are_read_all_the_same() {
            Map<String, byte[]> files = new TreeMap<>();
            new Orchard().files().forEach((name, bytes) -> {
                ByteArrayOutputStream marked = new ByteArrayOutputStream();
                marked.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
                marked.writeBytes(bytes);
                files.put(name, marked.toByteArray());
            });
            assertThat(send(Packages.zip(files), company, "ALL_OR_NOTHING").status())
                    .isEqualTo(201);
        }

        @Test
        void by_another_archive_within_are_told_so() {
            Map<String, byte[]> files = new TreeMap<>(new Orchard().files());
            files.put("package/more.ocf.zip", sound);
            Answer answer = send(Packages.zip(files), company, "ALL_OR_NOTHING");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
            assertThat(answer.json()
                            .path("assumptions")
                            .valueStream()
                            .filter(one -> one.get("code").stringValue().equals("file-passed-over"))
                            .map(one -> one.get("detail").stringValue()))
                    .singleElement()
                    .asString()
                    .startsWith("package/more.ocf.zip");
            isNoPackage(Packages.zip(Map.of("package.zip", sound)));
        }

        @Test
        void by_a_manifest_that_is_not_there_are_taken_as_far_as_they_go_and_never_whole() {
            Map<String, byte[]> files = new TreeMap<>(new Orchard().files());
            files.remove("package/Manifest.ocf.json");
            Answer whole = send(Packages.zip(files), company, "ALL_OR_NOTHING");
            assertThat(whole.status()).isEqualTo(422);
            assertThat(whole.at("/report/exceptions/0/code")).isEqualTo("missing-manifest");
            Answer partly = send(Packages.zip(files), company, "EVERYTHING_VALID");
            assertThat(partly.status()).as(partly.toString()).isEqualTo(422);
            assertThat(partly.at("/report/counts/taken")).isNotEqualTo("0");
        }

        @Test
        void by_numbers_that_would_fill_the_memory_are_told_so() {
            Map<String, byte[]> files = new TreeMap<>(new Orchard().files());
            files.computeIfPresent(
                    "package/Transactions.ocf.json",
                    (_, bytes) -> new String(bytes, UTF_8)
                            .replace("\"quantity\":\"6000000\"", "\"quantity\":1e999999999")
                            .getBytes(UTF_8));
            Answer answer = send(Packages.zip(files), company, "ALL_OR_NOTHING");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
            assertThat(answer.at("/report/exceptions/0/code")).isEqualTo("not-a-decimal");
        }
    }
}
