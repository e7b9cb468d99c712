package io.dealledger.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealledger.seal.Checkpoint;
import io.dealledger.seal.EventRow;
import io.dealledger.seal.Leaf;
import io.dealledger.seal.Merkle;
import io.dealledger.seal.SealingKey;
import io.dealledger.seal.VerifierKey;
import io.dealledger.testing.Api;
import io.dealledger.testing.LedgerDatabase;
import io.dealledger.testing.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Packages of the sample ledger: exported over HTTP, altered in every way, and checked with file and key alone. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"ledger.sample=true", "ledger.password=" + Api.PASSWORD})
@Import(LedgerDatabase.class)
class AuditPackageTest {
    private static final String WHOLE = "/api/export?asOf=2024-03-31";
    private static final String COMPANY = WHOLE + "&company=co_exemplar";
    private static final long SEED = Seeds.one();

    /** The sample does not change; one export of each kind is enough for all. */
    private static final Map<String, byte[]> EXPORTED = new LinkedHashMap<>();

    @LocalServerPort
    private int port;

    @TempDir
    private Path folder;

    private Api auditor;
    private VerifierKey key;

    @BeforeEach
    void connect() {
        auditor = new Api(port, "auditor");
        key = VerifierKey.parse(auditor.get("/api/checkpoints/key").response().body());
    }

    private byte[] export(String path) {
        HttpResponse<byte[]> answer = send(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/zip");
        return answer.body();
    }

    private HttpResponse<byte[]> send(String path) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(auditor.request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private byte[] exported(String path) {
        return EXPORTED.computeIfAbsent(path, this::export);
    }

    private static Map<String, byte[]> unzip(byte[] zip) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
        return files;
    }

    private static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(1);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
        return out.toByteArray();
    }

    private Verdict check(byte[] zip, String... kept) {
        try {
            Path file = Files.write(folder.resolve("package.zip"), zip);
            return PackageCheck.of(file, key, List.of(kept), _ -> {});
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Verdict checkAltered(String path, Consumer<Map<String, byte[]>> change) {
        Map<String, byte[]> files = unzip(exported(path));
        change.accept(files);
        return check(zip(files));
    }

    private static List<byte[]> lines(byte[] file) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < file.length; at++) {
            if (file[at] == '\n') {
                lines.add(Arrays.copyOfRange(file, from, at + 1));
                from = at + 1;
            }
        }
        return lines;
    }

    private static byte[] joined(List<byte[]> lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        lines.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static long position(byte[] line) {
        return JsonMapper.shared().readTree(line).get("position").asLong();
    }

    private static JsonNode manifest(byte[] zip) {
        return JsonMapper.shared().readTree(unzip(zip).get("manifest.json"));
    }

    private long head() {
        return Long.parseLong(auditor.get("/api/journal?limit=1").header("Ledger-Position"));
    }

    @Nested
    class A_package {
        @ParameterizedTest
        @ValueSource(strings = {WHOLE, COMPANY})
        void that_nobody_touched_is_intact(String path) {
            Verdict verdict = check(exported(path));
            assertThat(verdict.findings()).isEmpty();
            assertThat(verdict.events()).isPositive();
            assertThat(verdict.size()).isEqualTo(head());
        }

        @ParameterizedTest
        @ValueSource(strings = {WHOLE, COMPANY})
        void has_the_same_bytes_for_the_same_question_whatever_is_recorded_since(String path) {
            long head = head();
            byte[] then = export(path + "&knownAt=" + head);
            assertThat(new Api(port, "backoffice")
                            .post("/api/parties", "{\"name\":\"Latecomer\",\"kind\":\"CORPORATE\"}")
                            .status())
                    .isEqualTo(201);
            assertThat(export(path + "&knownAt=" + head)).isEqualTo(then);
            assertThat(manifest(export(path)).at("/checkpoint/size").asLong()).isEqualTo(head + 1);
            EXPORTED.clear();
        }

        @Test
        void of_the_whole_ledger_holds_every_event_as_it_is_stored() {
            List<byte[]> lines = lines(unzip(exported(WHOLE)).get("events.jsonl"));
            assertThat(lines)
                    .hasSize(Math.toIntExact(
                            manifest(exported(WHOLE)).at("/counts/events").asLong()));
            for (int index = 0; index < lines.size(); index += 17) {
                EventRow row = EventLine.read(Arrays.copyOf(lines.get(index), lines.get(index).length - 1))
                        .orElseThrow();
                assertThat(row.position()).isEqualTo(index + 1L);
                HttpResponse<byte[]> stored = send("/api/journal/" + row.position());
                // Bytes, not what they mean.
                assertThat(new String(stored.body(), UTF_8))
                        .contains(row.payload())
                        .contains(row.metadata());
                JsonNode proof = auditor.ok("/api/proofs/inclusion?position=" + row.position());
                assertThat(proof.get("leaf").asString())
                        .isEqualTo(Leaf.hash(row).toString());
            }
        }

        @Test
        void of_a_company_holds_its_stream_its_parties_with_their_parents_the_rates_and_the_closes() {
            JsonNode manifest = manifest(exported(COMPANY));
            List<String> streams = new ArrayList<>();
            manifest.get("streams")
                    .forEach(stream -> streams.add(stream.get("stream").asString()));
            assertThat(streams)
                    .contains("co_exemplar", "pa_founder-c", "pa_angel")
                    .anyMatch(stream -> stream.startsWith("fx_"))
                    .noneMatch(stream -> stream.startsWith("co_") && !stream.equals("co_exemplar"))
                    .doesNotContain("pa_alibaba")
                    .isSorted();
            assertThat(manifest.get("whole").asBoolean()).isFalse();
            assertThat(manifest.at("/filters/companies/0").asString()).isEqualTo("co_exemplar");
        }

        @Test
        void has_one_file_of_lines_and_says_when_it_was_known_but_not_when_it_was_made() {
            Map<String, byte[]> files = unzip(exported(WHOLE));
            assertThat(files.keySet())
                    .contains("README.md", "checkpoint.txt", "key.txt", "events.jsonl", "manifest.json", "manifest.sig")
                    .filteredOn(name -> name.endsWith(".jsonl"))
                    .containsExactly("events.jsonl");
            Checkpoint checkpoint = Checkpoint.open(new String(files.get("checkpoint.txt"), UTF_8), key);
            assertThat(checkpoint.size())
                    .isEqualTo(
                            manifest(exported(WHOLE)).at("/pointInTime/knownAt").asLong());
            assertThat(manifest(exported(WHOLE)).at("/pointInTime/asOf").asString())
                    .isEqualTo("2024-03-31");
        }

        @Test
        void can_be_asked_for_several_companies_with_commas_or_again_and_again() {
            byte[] commas = export(WHOLE + "&company=co_exemplar,co_moonshot");
            byte[] again = export(WHOLE + "&company=co_moonshot&company=co_exemplar");
            assertThat(commas).isEqualTo(again);
            assertThat(check(commas).findings()).isEmpty();
        }

        @Test
        void of_a_company_that_nobody_knows_is_refused() {
            assertThat(auditor.get(WHOLE + "&company=co_nobody").status()).isEqualTo(404);
            assertThat(auditor.get(WHOLE + "&company=nobody").status()).isEqualTo(400);
            assertThat(auditor.get(COMPANY + "&knownAt=1").status()).isEqualTo(404);
            assertThat(auditor.get(WHOLE + "&publishedBy=2024-01-01").status()).isEqualTo(400);
        }

        @Test
        void of_the_empty_ledger_is_one_too() {
            byte[] empty = export(WHOLE + "&knownAt=0");
            assertThat(check(empty).findings()).isEmpty();
            assertThat(unzip(empty).get("events.jsonl")).isEmpty();
        }

        @Test
        void is_compared_with_checkpoints_that_were_kept() {
            long head = manifest(exported(WHOLE)).at("/checkpoint/size").asLong();
            String kept = auditor.get("/api/checkpoints/" + head / 2).response().body();
            assertThat(check(exported(WHOLE), kept).findings()).isEmpty();
            Checkpoint other = new Checkpoint(
                    key.name(),
                    head / 2,
                    Checkpoint.open(auditor.get("/api/checkpoints/1").response().body(), key)
                            .root());
            assertThat(check(exported(WHOLE), other.signedBy(LedgerDatabase.SEALING_KEY))
                            .first())
                    .hasValueSatisfying(finding -> assertThat(finding.what()).isEqualTo(Finding.Kind.REWRITTEN));
        }
    }

    @Nested
    class A_verification_over_HTTP {
        private Api.Answer verify(String body) {
            return auditor.send(auditor.request("/api/verifications")
                    .header("Content-Type", "text/plain")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build());
        }

        @Test
        void finds_the_sample_intact_and_continuing_a_kept_checkpoint() {
            JsonNode found =
                    verify(auditor.get("/api/checkpoints/5").response().body()).json();
            assertThat(found.get("intact").asBoolean()).as("%s", found).isTrue();
            assertThat(found.get("events").asLong()).isEqualTo(head());
            assertThat(found.get("position").isNull()).isTrue();
            assertThat(auditor.ok("/api/verifications").get("running").asBoolean())
                    .isFalse();
        }

        @Test
        void names_where_a_kept_checkpoint_of_another_history_begins() {
            Checkpoint other = new Checkpoint(key.name(), 5, Merkle.EMPTY);
            JsonNode found = verify(other.signedBy(LedgerDatabase.SEALING_KEY)).json();
            assertThat(found.get("intact").asBoolean()).isFalse();
            assertThat(found.get("position").asLong()).isEqualTo(1);
            assertThat(found.at("/findings/0/what").asString()).isEqualTo("REWRITTEN");
        }

        @Test
        void takes_no_checkpoint_that_the_ledger_has_not_signed() {
            assertThat(verify("a checkpoint").status()).isEqualTo(400);
        }
    }

    @Nested
    class One_byte {
        @ParameterizedTest
        @ValueSource(strings = {WHOLE, COMPANY})
        void of_the_events_altered_anywhere_names_the_event(String path) {
            Map<String, byte[]> files = unzip(exported(path));
            byte[] events = files.get("events.jsonl");
            Random random = new Random(SEED);
            for (int number = 0; number < 60; number++) {
                int at = random.nextInt(events.length);
                byte there = events[at];
                events[at] = (byte) (number % 3 == 0 ? there ^ (1 << random.nextInt(8)) : '0' + random.nextInt(75));
                if (events[at] == there) {
                    continue;
                }
                long due = due(unzip(exported(path)).get("events.jsonl"), at);
                Verdict verdict = check(zip(files));
                assertThat(verdict.first().map(Finding::position))
                        .as("seed %s, number %s, byte %s", SEED, number, at)
                        .contains(due);
                assertThat(verdict.isIntact()).isFalse();
                events[at] = there;
            }
        }

        /** Position of the line that the byte is in. */
        private static long due(byte[] events, int at) {
            int passed = 0;
            for (byte[] line : lines(events)) {
                passed += line.length;
                if (at < passed) {
                    return position(line);
                }
            }
            throw new AssertionError("beyond the file");
        }

        @ParameterizedTest
        @ValueSource(strings = {WHOLE, COMPANY})
        void of_any_other_file_altered_names_the_file(String path) {
            Random random = new Random(SEED);
            Map<String, byte[]> untouched = unzip(exported(path));
            for (String name : untouched.keySet()) {
                if (name.equals("events.jsonl")) {
                    continue;
                }
                for (int number = 0; number < 6; number++) {
                    Verdict verdict = checkAltered(path, files -> {
                        byte[] file = files.get(name);
                        file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
                    });
                    assertThat(verdict.findings())
                            .as("seed %s: %s", SEED, name)
                            .anyMatch(finding -> finding.detail().contains(name)
                                    || finding.detail().contains("manifest")
                                    || finding.what() == Finding.Kind.UNPROVEN);
                }
            }
        }
    }

    @Nested
    class Lines {
        private Verdict altered(String path, Consumer<List<byte[]>> change) {
            return checkAltered(path, files -> {
                List<byte[]> lines = lines(files.get("events.jsonl"));
                change.accept(lines);
                files.put("events.jsonl", joined(lines));
            });
        }

        private List<byte[]> original(String path) {
            return lines(unzip(exported(path)).get("events.jsonl"));
        }

        @ParameterizedTest
        @ValueSource(strings = {WHOLE, COMPANY})
        void that_are_missing_doubled_swapped_added_or_cut_off_are_named(String path) {
            List<byte[]> original = original(path);
            int last = original.size() - 1;
            for (int at : new int[] {0, 3, last / 2, last - 1}) {
                long due = position(original.get(at));
                assertNamed(altered(path, lines -> lines.remove(at)), due, "missing " + at);
                assertNamed(altered(path, lines -> lines.add(at, original.get(last))), due, "added before " + at);
                assertNamed(
                        altered(path, lines -> lines.add(at, "{}\n".getBytes(UTF_8))), due, "no event before " + at);
                assertNamed(
                        altered(path, lines -> {
                            lines.set(at, original.get(at + 1));
                            lines.set(at + 1, original.get(at));
                        }),
                        due,
                        "swapped " + at);
                assertNamed(
                        altered(path, lines -> lines.add(at + 1, original.get(at))),
                        position(original.get(at + 1)),
                        "doubled " + at);
                assertNamed(
                        altered(path, lines -> lines.subList(at, lines.size()).clear()), due, "cut off at " + at);
            }
            assertNamed(altered(path, lines -> lines.remove(last)), position(original.get(last)), "the last missing");
            assertNamed(
                    altered(path, lines -> lines.add(original.get(last))),
                    position(original.get(last)) + 1,
                    "the last doubled");
            assertNamed(
                    altered(
                            path,
                            lines -> lines.set(last, Arrays.copyOf(original.get(last), original.get(last).length - 1))),
                    position(original.get(last)),
                    "the last unended");
        }

        private static void assertNamed(Verdict verdict, long position, String what) {
            assertThat(verdict.first().map(Finding::position))
                    .as("%s: %s", what, verdict.findings())
                    .contains(position);
        }

        @Test
        void that_say_the_same_in_another_way_are_not_accepted() {
            assertNamed(
                    altered(
                            WHOLE,
                            lines -> lines.set(
                                    4,
                                    new String(lines.get(4), UTF_8)
                                            .replaceFirst("\"stream\"", "\"\\\\u0073tream\"")
                                            .getBytes(UTF_8))),
                    5,
                    "escaped");
        }
    }

    @Nested
    class A_forger {
        /** Everything made anew, and signed with a key of the forger's own under the same name. */
        @Test
        void without_the_key_gets_nothing_past() {
            SealingKey forger = SealingKey.of(key.name(), "a key of the forger's own making".getBytes(UTF_8));
            Verdict verdict = checkAltered(WHOLE, files -> {
                byte[] manifest = files.get("manifest.json");
                files.put("manifest.sig", forger.sign(Manifest.note(manifest)).getBytes(UTF_8));
            });
            assertThat(verdict.findings()).anyMatch(finding -> finding.detail().contains("manifest.sig"));
        }

        @Test
        void cannot_leave_out_a_streams_end_even_with_its_proofs() {
            List<byte[]> events = lines(unzip(exported(COMPANY)).get("events.jsonl"));
            long[] last = {0};
            Verdict verdict = checkAltered(COMPANY, files -> {
                List<byte[]> kept = new ArrayList<>(events);
                List<byte[]> proofs = lines(files.get("proofs/inclusion.txt"));
                for (int index = events.size() - 1; index >= 0; index--) {
                    if (new String(events.get(index), UTF_8).contains("\"stream\":\"co_exemplar\"")) {
                        last[0] = position(events.get(index));
                        kept.remove(index);
                        proofs.remove(index);
                        break;
                    }
                }
                files.put("events.jsonl", joined(kept));
                files.put("proofs/inclusion.txt", joined(proofs));
            });
            assertThat(verdict.first()).hasValueSatisfying(finding -> {
                assertThat(finding.position()).isEqualTo(last[0]);
                assertThat(finding.what()).isEqualTo(Finding.Kind.CUT_OFF);
                assertThat(finding.detail()).contains("co_exemplar");
            });
        }

        @Test
        void is_noticed_when_a_file_is_added_or_removed() {
            assertThat(checkAltered(WHOLE, files -> files.put("reports/more.csv", new byte[] {'1'}))
                            .findings())
                    .anyMatch(finding -> finding.detail().contains("reports/more.csv"));
            for (String name : List.of(
                    "README.md",
                    "checkpoint.txt",
                    "events.jsonl",
                    "proofs/leaves.txt",
                    "manifest.json",
                    "manifest.sig")) {
                assertThat(checkAltered(WHOLE, files -> files.remove(name)).isIntact())
                        .as(name)
                        .isFalse();
            }
        }
    }

    @Nested
    class A_hostile_file {
        private void refused(Map<String, byte[]> files, String why) {
            assertThatThrownBy(() -> check(zip(files)))
                    .isInstanceOf(UnreadablePackage.class)
                    .hasMessageContaining(why);
        }

        @Test
        void that_is_no_package_is_refused() {
            assertThatThrownBy(() -> check("not a zip".getBytes(UTF_8)))
                    .isInstanceOf(UnreadablePackage.class)
                    .hasMessageContaining("no zip file");
            assertThatThrownBy(() -> check(new byte[0])).isInstanceOf(UnreadablePackage.class);
            refused(Map.of("letter.txt", new byte[3]), "no audit package");
            assertThatThrownBy(() -> PackageCheck.of(folder.resolve("none.zip"), key, List.of(), _ -> {}))
                    .isInstanceOf(UnreadablePackage.class)
                    .hasMessageContaining("there is no file");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "../events.jsonl",
                    "/etc/passwd",
                    "reports/../../x",
                    "C:\\x",
                    "reports//x",
                    "folder/",
                    "a b",
                    ".."
                })
        void whose_names_lead_elsewhere_is_refused(String name) {
            Map<String, byte[]> files = unzip(exported(WHOLE));
            files.put(name, new byte[0]);
            refused(files, "which no package has");
        }

        @Test
        void that_has_a_name_twice_is_refused() {
            Map<String, byte[]> files = unzip(exported(WHOLE));
            files.put("EVENTS.jsonl", files.get("events.jsonl"));
            refused(files, "twice");
            byte[] zip = zip(Map.of("events.jsonl", new byte[1], "events.jsonX", new byte[1]));
            String raw = new String(zip, ISO_8859_1).replace("jsonX", "jsonl");
            assertThatThrownBy(() -> check(raw.getBytes(ISO_8859_1))).isInstanceOf(UnreadablePackage.class);
        }

        @Test
        void that_would_grow_beyond_measure_is_refused() {
            Map<String, byte[]> files = unzip(exported(WHOLE));
            files.put("reports/bomb.csv", new byte[64 << 20]);
            refused(files, "would grow");
        }
    }
}
