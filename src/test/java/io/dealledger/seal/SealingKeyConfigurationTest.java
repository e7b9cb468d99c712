package io.dealledger.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealledger.DealLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Where the key comes from, and what happens without one. */
class SealingKeyConfigurationTest {
    @TempDir
    private Path folder;

    @Nested
    class In_the_embedded_mode {
        @Test
        void the_first_start_makes_a_key_and_every_later_one_reads_it() {
            Path file = folder.resolve("data").resolve("seal.key");
            SealingKey made = SealingKeyConfiguration.read(file, true);
            assertThat(SealingKeyConfiguration.read(file, true).secret()).isEqualTo(made.secret());
            assertThat(made.verifier().name()).matches("deal-ledger/[0-9a-f]{8}");
            assertThat(SealingKeyConfiguration.read(folder.resolve("other.key"), true)
                            .secret())
                    .isNotEqualTo(made.secret());
        }

        @Test
        @DisabledOnOs(OS.WINDOWS)
        void only_its_owner_can_read_the_file() throws IOException {
            Path file = folder.resolve("seal.key");
            SealingKeyConfiguration.read(file, true);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }

        @Test
        void a_file_that_holds_no_key_stops_the_start_and_is_left_as_it_is() throws IOException {
            Path file = Files.writeString(folder.resolve("seal.key"), "half a ke");
            assertThatThrownBy(() -> SealingKeyConfiguration.read(file, true))
                    .isInstanceOf(UnreadableSealingKey.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageNotContaining("half a ke");
            assertThat(file).hasContent("half a ke");
        }
    }

    @Nested
    class With_a_database_server {
        @Test
        void there_is_no_start_without_a_key_and_the_failure_says_what_to_set() {
            assertThatThrownBy(() -> new SpringApplicationBuilder(DealLedger.class)
                            .run(
                                    "--server.port=0",
                                    "--ledger.oidc.issuer=http://127.0.0.1:1",
                                    "--spring.datasource.url=jdbc:postgresql://localhost:1/none"))
                    .isInstanceOf(NoSealingKey.class);
            FailureAnalysis analysis = new SealingKeyAnalysis().analyze(new IllegalStateException(new NoSealingKey()));
            assertThat(analysis).isNotNull();
            assertThat(analysis.getDescription()).contains("no key");
            assertThat(analysis.getAction()).contains("LEDGER_SEAL_KEY_FILE").contains("LEDGER_SEAL_KEY");
        }

        @Test
        void a_file_that_is_not_there_is_not_made() {
            Path file = folder.resolve("seal.key");
            assertThatThrownBy(() -> SealingKeyConfiguration.read(file, false))
                    .isInstanceOf(UnreadableSealingKey.class)
                    .hasMessageContaining("no such file");
            assertThat(file).doesNotExist();
            assertThat(new SealingKeyAnalysis().analyze(new IllegalStateException("something else")))
                    .isNull();
        }
    }
}
