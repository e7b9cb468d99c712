package io.dealledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.cli.CommandLineTest.Ran;
import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.RunningLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A package from a folder or a file, through a server that runs, and what the command ends with. */
@RunningLedger
class ImportOcfCommandTest {
    private static final Path ORCHARD = Path.of("src", "test", "resources", "ocf", "orchard");

    private final int port;
    private final LedgerHttp auditor;
    private final String company = "co_" + UUID.randomUUID();

    @TempDir
    private Path folder;

    ImportOcfCommandTest(@LocalServerPort int port) {
        this.port = port;
        this.auditor = LedgerHttp.at(port).as("auditor");
    }

    @BeforeEach
    void the_package_lies_in_a_folder() throws IOException {
        try (Stream<Path> files = Files.list(ORCHARD)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
    }

    private Ran run(Path file, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("import-ocf", file.toString(), "--server", "http://127.0.0.1:" + port, "--company", company));
        arguments.addAll(List.of(options));
        return CommandLineTest.with(
                Map.of("DEAL_LEDGER_PASSWORD", LedgerHttp.PASSWORD), arguments.toArray(String[]::new));
    }

    private void change(String file, String text, String other) throws IOException {
        Path path = folder.resolve(file);
        String before = Files.readString(path);
        assertThat(before).contains(text);
        Files.writeString(path, before.replace(text, other));
    }

    private String outstanding() {
        return auditor.get("/api/companies/" + company + "/cap-table?asOf=2024-12-31")
                .at("/totals/outstanding");
    }

    @Test
    void a_folder_that_is_taken_whole_ends_with_0_and_its_report() throws IOException {
        Files.writeString(folder.resolve("README.txt"), "Not a part of it");
        Ran ran = run(folder);
        assertThat(ran.exit()).as("%s", ran).isEqualTo(Exit.OK);
        assertThat(ran.out()).contains(company, "ALL_OR_NOTHING", "assumptions", "vesting-before-issuance");
        assertThat(ran.err()).contains("--key", "README.txt");
        assertThat(outstanding()).isEqualTo("12610000");
    }

    @Test
    void the_same_folder_under_the_same_key_has_one_effect_and_the_same_answer() {
        Ran first = run(folder, "--key", "once-" + company, "--json");
        Ran again = run(folder, "--key", "once-" + company, "--json");
        assertThat(first.exit()).as("%s", first).isEqualTo(Exit.OK);
        assertThat(again.out()).isEqualTo(first.out());
        assertThat(first.err()).isEmpty();
        JsonNode report = JsonMapper.shared().readTree(first.out());
        assertThat(report.get("recorded").booleanValue()).isTrue();
    }

    @Test
    void a_zip_is_sent_as_it_is() throws IOException {
        Path zip = folder.resolveSibling(folder.getFileName() + ".zip");
        Files.write(zip, PackedFolder.of(folder).zip());
        assertThat(run(zip).exit()).isEqualTo(Exit.OK);
        assertThat(outstanding()).isEqualTo("12610000");
    }

    @Test
    void a_dry_run_records_nothing() {
        Ran ran = run(folder, "--dry-run");
        assertThat(ran.exit()).as("%s", ran).isEqualTo(Exit.OK);
        assertThat(auditor.get("/api/companies/" + company).status()).isEqualTo(404);
    }

    @Test
    void a_package_that_is_refused_ends_with_2_and_says_why() throws IOException {
        change(
                "Transactions.ocf.json",
                "\"trigger_id\": \"next-round\", \"reason",
                "\"trigger_id\": \"none\", \"reason");
        Ran refused = run(folder);
        assertThat(refused.exit()).as("%s", refused).isEqualTo(Exit.FOUND_WRONG);
        assertThat(refused.out()).contains("exceptions", "c-cider", "unknown-trigger");
        assertThat(refused.err()).contains("c-cider");
        assertThat(auditor.get("/api/companies/" + company).status()).isEqualTo(404);
        Ran valid = run(folder, "--mode", "EVERYTHING_VALID");
        assertThat(valid.exit()).as("%s", valid).isEqualTo(Exit.FOUND_WRONG);
        assertThat(outstanding()).isEqualTo("11860000");
    }

    @Test
    void what_was_not_done_ends_with_1_and_a_line() throws IOException {
        assertThat(run(folder.resolve("nothing")).exit()).isEqualTo(Exit.FAILED);
        assertThat(run(folder, "--as", "auditor").exit()).isEqualTo(Exit.FAILED);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(run(empty).err()).contains("no file that ends in .json");
        Files.writeString(folder.resolve("notes.zip"), "no archive");
        Ran noArchive = run(folder.resolve("notes.zip"));
        assertThat(noArchive.exit()).isEqualTo(Exit.FAILED);
        assertThat(noArchive.err()).contains("400", "ZIP");
    }

    @Test
    void a_server_that_is_not_there_ends_with_1() {
        Ran ran = CommandLineTest.with(
                Map.of("DEAL_LEDGER_PASSWORD", "none"),
                "import-ocf",
                folder.toString(),
                "--server",
                "http://127.0.0.1:1");
        assertThat(ran.exit()).as("%s", ran).isEqualTo(Exit.FAILED);
        assertThat(ran.err()).contains("does not answer");
    }
}
