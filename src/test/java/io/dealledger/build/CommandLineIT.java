package io.dealledger.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.Api;
import io.dealledger.testing.JavaProgram;
import io.dealledger.testing.LedgerDatabase;
import io.dealledger.testing.LedgerProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The finished jar as a command line: what a script gets, and what it can tell from the end. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CommandLineIT {
    private static final Path JAR = Path.of("target/deal-ledger.jar").toAbsolutePath();

    @TempDir
    private Path folder;

    @SuppressWarnings("ArrayRecordComponent") // looked at once and compared by nobody
    private record Ran(int exit, byte[] out, String err) {
        String text() {
            return new String(out, UTF_8);
        }
    }

    private Ran run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(JavaProgram.java());
        command.addAll(JavaProgram.options());
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SPRING_") || name.startsWith("PG"));
        Process process = builder.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("%s", command).isTrue();
        return new Ran(process.exitValue(), Files.readAllBytes(out), Files.readString(err));
    }

    @Test
    void it_tells_its_version_and_its_commands() throws Exception {
        Ran version = run("--version");
        assertThat(version.exit()).isZero();
        assertThat(version.text()).matches("deal-ledger [0-9]+\\.[0-9]+\\.[0-9]+\\S*\\R");
        Ran help = run("--help");
        assertThat(help.exit()).isZero();
        assertThat(help.text()).contains("serve", "cap-table", "exposure", "valuations", "journal");
    }

    @Test
    void it_ends_with_64_when_it_does_not_understand_and_with_1_when_there_is_no_ledger() throws Exception {
        Ran mistyped = run("capt-able");
        assertThat(mistyped.exit()).isEqualTo(64);
        assertThat(mistyped.out()).isEmpty();
        Ran nothing = run("journal", "--data", folder.resolve("nowhere").toString());
        assertThat(nothing.exit()).isEqualTo(1);
        assertThat(nothing.out()).isEmpty();
        assertThat(nothing.err()).contains("There is no ledger in ");
    }

    @Test
    void it_answers_as_the_server_does_beside_it_and_when_it_has_stopped() throws Exception {
        Path data = folder.resolve("data");
        Files.createDirectories(data);
        Files.createSymbolicLink(data.resolve("programs"), programs());
        String[] question = {
            "exposure", "pa_alibaba", "--as-of", "2024-03-11", "--known-at", "60", "--json", "--data", data.toString()
        };
        byte[] served;
        try (LedgerProcess server = LedgerProcess.start(data, Map.of())) {
            Api auditor = server.as("auditor");
            served = HttpClient.newHttpClient()
                    .send(
                            auditor.request("/api/parties/pa_alibaba/exposure?asOf=2024-03-11&knownAt=60")
                                    .GET()
                                    .build(),
                            BodyHandlers.ofByteArray())
                    .body();
            Ran beside = run(question);
            assertThat(beside.exit()).as(beside.err()).isZero();
            assertThat(beside.out()).isEqualTo(served);
        }
        Ran alone = run(question);
        assertThat(alone.exit()).as(alone.err()).isZero();
        assertThat(alone.out()).isEqualTo(served);
        assertThat(data.resolve("cluster").resolve("postmaster.pid")).doesNotExist();

        Ran unknown = run("cap-table", "co_nobody", "--data", data.toString());
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.err()).contains("co_nobody");
    }

    /** Unpacked once for all tests. */
    private static Path programs() throws IOException {
        Files.createDirectories(LedgerDatabase.PROGRAMS);
        return LedgerDatabase.PROGRAMS.toAbsolutePath();
    }
}
