package io.dealledger.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.DealLedger;
import io.dealledger.seal.SealingKey;
import io.dealledger.seal.VerifierKey;
import io.dealledger.testing.LedgerDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts can tell from the ends of {@code verify} and {@code new-key}. */
class VerifyCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Start.commandLine(DealLedger.class, new Surroundings(OutputStream.nullOutputStream(), Map.of()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content, UTF_8).toString();
    }

    private String key() throws IOException {
        return file("key.txt", LedgerDatabase.SEALING_KEY.verifier() + "\n");
    }

    @Nested
    class Verify {
        @Test
        void without_a_package_or_a_key_is_not_understood() throws IOException {
            assertThat(run("verify")).isEqualTo(Exit.USAGE);
            assertThat(run("verify", file("package.zip", "x"))).isEqualTo(Exit.USAGE);
            assertThat(run("verify", "a.zip", "b.zip", "--key", key())).isEqualTo(Exit.USAGE);
        }

        @Test
        void of_what_cannot_be_read_fails_and_says_why() throws IOException {
            assertThat(run("verify", "--data", folder.toString(), "--key", key()))
                    .isEqualTo(Exit.FAILED);
            assertThat(err.toString()).contains(folder.toString());
            assertThat(run("verify", folder.resolve("none.zip").toString(), "--key", key()))
                    .isEqualTo(Exit.FAILED);
            assertThat(err.toString()).contains("there is no file");
            assertThat(run("verify", file("package.zip", "no zip"), "--key", key()))
                    .isEqualTo(Exit.FAILED);
            assertThat(err.toString()).contains("no zip file");
        }

        @Test
        void with_a_key_that_is_none_fails_and_says_why() throws IOException {
            assertThat(run("verify", file("package.zip", "x"), "--key", file("key.txt", "a key")))
                    .isEqualTo(Exit.FAILED);
            assertThat(err.toString()).contains("a public key is one line");
            assertThat(run(
                            "verify",
                            file("package.zip", "x"),
                            "--key",
                            folder.resolve("none").toString()))
                    .isEqualTo(Exit.FAILED);
            assertThat(out.toString()).isEmpty();
        }
    }

    @Nested
    class New_key {
        @Test
        void prints_the_secret_alone_and_its_public_half_beside_it() {
            assertThat(run("new-key", "ledger.example.com")).isEqualTo(Exit.OK);
            SealingKey key = SealingKey.parse(out.toString());
            assertThat(key.verifier().name()).isEqualTo("ledger.example.com");
            String told = err.toString().strip();
            assertThat(VerifierKey.parse(told.substring(told.lastIndexOf(' ') + 1))
                            .id())
                    .isEqualTo(key.verifier().id());
            assertThat(err.toString()).doesNotContain("PRIVATE");
        }

        @Test
        void has_a_name_without_blanks_and_gets_one_that_nobody_else_has() {
            assertThat(run("new-key", "my ledger")).isEqualTo(Exit.FAILED);
            assertThat(run("new-key", "one", "two")).isEqualTo(Exit.USAGE);
            assertThat(run("new-key")).isEqualTo(Exit.OK);
            assertThat(SealingKey.parse(out.toString()).verifier().name()).matches("deal-ledger/[0-9a-f]{8}");
        }
    }
}
