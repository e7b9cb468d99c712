package io.dealledger.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.DealLedger;
import io.dealledger.store.embedded.EmbeddedStore;
import io.dealledger.testing.Api;
import io.dealledger.testing.LedgerDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Proofs at the command line: made from a ledger that may only be read, and checked without one. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"ledger.sample=true", "ledger.password=" + Api.PASSWORD})
@Import(LedgerDatabase.class)
class ProofCommandTest {
    private static final JsonMapper JSON = new JsonMapper();

    @LocalServerPort
    private int port;

    @Autowired
    private EmbeddedStore.Opened opened;

    @TempDir
    private Path folder;

    private List<Long> sizes;

    private record Ran(int exit, String out, String err) {}

    @BeforeEach
    void some_checkpoints_are_stored() {
        Api auditor = new Api(port, "auditor");
        for (int checkpoint = 0; checkpoint < 2; checkpoint++) {
            long head = new Api(port, "backoffice")
                    .post("/api/parties", "{\"name\": \"Proven\", \"kind\": \"FUND\"}")
                    .json()
                    .get("position")
                    .asLong();
            // Answers once it is sealed, so that what is recorded next is sealed in another batch.
            auditor.ok("/api/proofs/inclusion?position=" + head);
        }
        JsonNode page = auditor.ok("/api/checkpoints?limit=1000");
        sizes = StreamSupport.stream(page.get("checkpoints").spliterator(), false)
                .map(checkpoint -> checkpoint.get("size").asLong())
                .toList();
        assertThat(sizes).hasSizeGreaterThan(1);
    }

    private Ran run(String... arguments) {
        EmbeddedStore.Database database = opened.database();
        List<String> all = new ArrayList<>(List.of(arguments));
        if (arguments[0].equals("proof")) {
            all.addAll(List.of("--url", database.url(), "--user", database.app().user()));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Start.run(
                DealLedger.class,
                new Surroundings(out, Map.of("PGPASSWORD", database.app().password())),
                err,
                all.toArray(String[]::new));
        return new Ran(exit, out.toString(UTF_8), err.toString(UTF_8));
    }

    private String proof(String... question) throws IOException {
        List<String> all = new ArrayList<>(List.of("proof"));
        all.addAll(List.of(question));
        Ran ran = run(all.toArray(String[]::new));
        assertThat(ran.exit()).as(ran.err()).isEqualTo(Exit.OK);
        return ran.out();
    }

    private Ran verify(String proof) throws IOException {
        Path key = folder.resolve("key.txt");
        Files.writeString(key, LedgerDatabase.SEALING_KEY.verifier() + "\n");
        Path file = Files.writeString(folder.resolve("proof.json"), proof);
        return run("verify", file.toString(), "--key", key.toString());
    }

    private long newest() {
        return sizes.getLast();
    }

    @Nested
    class Of_inclusion {
        @Test
        void is_the_one_that_the_server_gives_and_holds() throws IOException {
            long position = newest() / 2 + 1;
            String proof = proof("--position", Long.toString(position), "--size", Long.toString(newest()));
            assertThat(JSON.readTree(proof))
                    .isEqualTo(new Api(port, "auditor")
                            .ok("/api/proofs/inclusion?position=" + position + "&size=" + newest()));
            Ran verified = verify(proof);
            assertThat(verified.exit()).as(verified.err()).isEqualTo(Exit.OK);
            assertThat(verified.out()).startsWith("Intact: 1 events, under the signed checkpoint of size " + newest());
        }

        @Test
        void is_under_the_newest_checkpoint_when_nobody_says_under_which() throws IOException {
            assertThat(JSON.readTree(proof("--position", "1")).get("size").asLong())
                    .isEqualTo(newest());
        }

        @Test
        void for_another_event_or_another_leaf_ends_with_2_and_names_the_position() throws IOException {
            String proof = proof("--position", "1", "--size", Long.toString(newest()));
            String leaf = JSON.readTree(proof).get("leaf").asString();
            String other = JSON.readTree(proof("--position", "2", "--size", Long.toString(newest())))
                    .get("leaf")
                    .asString();
            for (String forged :
                    List.of(proof.replace("\"position\" : 1,", "\"position\" : 2,"), proof.replace(leaf, other))) {
                assertThat(forged).isNotEqualTo(proof);
                Ran verified = verify(forged);
                assertThat(verified.exit()).as(verified.out()).isEqualTo(Exit.FOUND_WRONG);
                assertThat(verified.out()).containsPattern("at position [12]");
            }
        }

        @Test
        void of_what_is_not_there_is_not_understood_and_says_why() {
            assertThat(run("proof", "--position", "0").err()).contains("positions begin at 1");
            assertThat(run("proof", "--position", Long.toString(newest() + 1), "--size", Long.toString(newest()))
                            .err())
                    .contains("is not under one of size " + newest());
            assertThat(run("proof", "--position", "1", "--size", "99999999").exit())
                    .isEqualTo(Exit.USAGE);
            assertThat(run("proof").exit()).isEqualTo(Exit.USAGE);
            assertThat(run("proof", "--position", "1", "--from", "1").exit()).isEqualTo(Exit.USAGE);
        }
    }

    @Nested
    class Of_consistency {
        @Test
        void leads_from_one_stored_checkpoint_to_another_and_holds() throws IOException {
            String proof = proof("--from", Long.toString(sizes.getFirst()));
            assertThat(JSON.readTree(proof).get("to").asLong()).isEqualTo(newest());
            Ran verified = verify(proof);
            assertThat(verified.exit()).as(verified.err()).isEqualTo(Exit.OK);
        }

        @Test
        void with_a_hash_that_is_not_its_own_ends_with_2() throws IOException {
            JsonNode proof = JSON.readTree(proof("--from", Long.toString(sizes.getFirst())));
            String leaf = JSON.readTree(proof("--position", "1")).get("leaf").asString();
            assertThat(proof.get("hashes")).isNotEmpty();
            String forged = proof.toString().replace(proof.get("hashes").get(0).asString(), leaf);
            Ran verified = verify(forged);
            assertThat(verified.exit()).isEqualTo(Exit.FOUND_WRONG);
            assertThat(verified.out()).contains("does not continue");
        }

        @Test
        void is_not_read_when_something_is_missing_or_added() throws IOException {
            String proof = proof("--from", Long.toString(sizes.getFirst()));
            for (String wrong : List.of("{}", proof.replace("\"hashes\"", "\"path\""), "{\"position\": 1}")) {
                Ran verified = verify(wrong);
                assertThat(verified.exit()).as(verified.out()).isEqualTo(Exit.FAILED);
                assertThat(verified.err()).contains("is no proof");
            }
        }
    }
}
