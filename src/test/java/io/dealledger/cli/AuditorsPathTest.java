package io.dealledger.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.Api;
import io.dealledger.testing.JavaProgram;
import io.dealledger.testing.LedgerProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An auditor's whole path: a ledger that runs by itself, its export, one byte altered, and another process that names the event. */
class AuditorsPathTest {
    @TempDir
    private Path folder;

    private record Ended(int exit, String out) {}

    /** The program with a command, as a process of its own: without the ledger's data, and with no database near. */
    private Ended run(String... command) throws IOException, InterruptedException {
        List<String> line = JavaProgram.command();
        line.addAll(List.of(command));
        Process process = new ProcessBuilder(line)
                .directory(Files.createDirectories(folder.resolve("elsewhere")).toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), out);
    }

    private static byte[] get(Api as, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer =
                    client.send(as.request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }

    /** The same package, but for one digit in the line of one event. */
    private static void alter(byte[] zip, long position, Path to) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip));
                OutputStream file = Files.newOutputStream(to);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                if (entry.getName().equals("events.jsonl")) {
                    String events = new String(content, UTF_8);
                    int line = events.indexOf("{\"position\":" + position + ",");
                    int at = events.indexOf("recordedAt\":\"20", line) + "recordedAt\":\"20".length();
                    events =
                            events.substring(0, at) + (events.charAt(at) == '9' ? '8' : '9') + events.substring(at + 1);
                    content = events.getBytes(UTF_8);
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(content);
            }
        }
    }

    @Test
    void export_alter_one_byte_and_verify_names_the_event() throws Exception {
        Path data = folder.resolve("data");
        Path good = folder.resolve("package.zip");
        Path bad = folder.resolve("altered.zip");
        Path key = folder.resolve("key.txt");
        Path checkpoint = folder.resolve("checkpoint.txt");
        long third;
        try (LedgerProcess ledger = LedgerProcess.start(data, Map.of("DEAL_LEDGER_SAMPLE", "true"))) {
            Api auditor = ledger.as("auditor");
            third = auditor.ok("/api/sample").at("/batches/2/position").asLong();
            Files.write(good, get(auditor, "/api/export?asOf=2024-03-31&knownAt=" + third));
            Files.write(key, get(auditor, "/api/checkpoints/key"));
            Files.write(checkpoint, get(auditor, "/api/checkpoints/" + third / 2));
            assertThat(Files.readString(ledger.output()))
                    .contains(
                            "A new key seals this ledger", Files.readString(key).strip());
            assertThat(ledger.as("operator")
                            .post("/api/verifications", "")
                            .json()
                            .get("intact")
                            .asBoolean())
                    .isTrue();
        }
        Path secret = data.resolve("seal.key");
        assertThat(Files.readString(secret)).startsWith("PRIVATE+KEY+deal-ledger/");
        if (Files.getFileStore(secret).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rw-------");
        }

        Ended intact = run("verify", good.toString(), "--key", key.toString(), "--checkpoint", checkpoint.toString());
        assertThat(intact.exit()).as(intact.out()).isZero();
        assertThat(intact.out()).startsWith("Intact: ");

        Path again = folder.resolve("again.zip");
        Ended exported = run(
                "export",
                "--data",
                data.toString(),
                "--as-of",
                "2024-03-31",
                "--known-at",
                third + "",
                "-o",
                again.toString());
        assertThat(exported.exit()).as(exported.out()).isZero();
        assertThat(again).hasSameBinaryContentAs(good);

        Ended ledger = run(
                "verify", "--data", data.toString(), "--key", key.toString(), "--checkpoint", checkpoint.toString());
        assertThat(ledger.exit()).as(ledger.out()).isZero();

        alter(Files.readAllBytes(good), 17, bad);
        Ended wrong = run("verify", bad.toString(), "--key", key.toString());
        assertThat(wrong.exit()).as(wrong.out()).isEqualTo(2);
        assertThat(wrong.out()).contains("the first event that is wrong is at position 17");
        Ended json = run("verify", bad.toString(), "--key", key.toString(), "--json");
        assertThat(json.exit()).isEqualTo(2);
        assertThat(json.out()).contains("\"position\" : 17");
    }
}
