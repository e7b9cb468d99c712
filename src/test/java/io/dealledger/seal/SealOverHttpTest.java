package io.dealledger.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.LedgerDatabase;
import io.dealledger.testing.LedgerHttp;
import io.dealledger.testing.LedgerHttp.Answer;
import io.dealledger.testing.RunningLedger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Checkpoints and proofs as an auditor gets them, checked with nothing but the public key. */
@RunningLedger
class SealOverHttpTest {
    private final LedgerHttp http;
    private final LedgerHttp auditor;
    private long head;

    SealOverHttpTest(@LocalServerPort int port) {
        this.http = LedgerHttp.at(port);
        this.auditor = http.as("auditor");
    }

    @BeforeEach
    void something_is_recorded() {
        for (int party = 0; party < 3; party++) {
            Answer made = http.post("/api/parties", "{\"name\":\"Sealed Capital\",\"kind\":\"FUND\"}");
            assertThat(made.status()).as(made.text()).isEqualTo(201);
        }
        head = http.head();
    }

    private VerifierKey key() {
        return VerifierKey.parse(auditor.get("/api/checkpoints/key").text());
    }

    private Checkpoint checkpoint(long size) {
        return Checkpoint.open(auditor.get("/api/checkpoints/" + size).text(), key());
    }

    private static List<Hash> hashes(JsonNode list) {
        List<Hash> hashes = new ArrayList<>();
        list.forEach(hash -> hashes.add(Hash.of(hash.asString())));
        return hashes;
    }

    @Nested
    class The_key {
        @Test
        void is_one_line_of_plain_text() {
            Answer answer = auditor.get("/api/checkpoints/key");
            assertThat(answer.header("Content-Type")).hasValue("text/plain;charset=UTF-8");
            assertThat(answer.text())
                    .isEqualTo(LedgerDatabase.SEALING_KEY.verifier() + "\n")
                    .hasLineCount(1);
        }
    }

    @Nested
    class A_checkpoint {
        @Test
        void has_every_size_and_always_the_same_bytes() {
            for (long size : new long[] {0, 1, head}) {
                Answer answer = auditor.get("/api/checkpoints/" + size);
                assertThat(answer.header("Content-Type")).hasValue("text/plain;charset=UTF-8");
                assertThat(Checkpoint.open(answer.text(), key()).size()).isEqualTo(size);
                assertThat(auditor.get("/api/checkpoints/" + size).text()).isEqualTo(answer.text());
            }
            assertThat(checkpoint(0).root()).isEqualTo(Merkle.EMPTY);
        }

        @Test
        void on_everything_is_the_latest() {
            long before = checkpoint(head).size();
            assertThat(Checkpoint.open(auditor.get("/api/checkpoints/latest").text(), key())
                            .size())
                    .isGreaterThanOrEqualTo(before);
        }

        @Test
        void of_a_size_that_was_never_reached_is_unknown() {
            Answer answer = auditor.get("/api/checkpoints/" + (head + 1_000_000));
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.at("/type")).isEqualTo("/problems/unknown-checkpoint");
            assertThat(auditor.get("/api/checkpoints/-1").status()).isEqualTo(404);
        }

        @Test
        void is_listed_when_it_was_stored_page_by_page() {
            checkpoint(head);
            long after = 0;
            List<Long> sizes = new ArrayList<>();
            while (true) {
                JsonNode page =
                        auditor.get("/api/checkpoints?limit=2&after=" + after).json();
                page.get("checkpoints").forEach(listed -> {
                    long size = listed.get("size").asLong();
                    sizes.add(size);
                    assertThat(Checkpoint.open(listed.get("note").asString(), key())
                                    .size())
                            .isEqualTo(size);
                });
                if (page.get("next").isNull()) {
                    break;
                }
                after = page.get("next").asLong();
            }
            assertThat(sizes).isSorted().doesNotHaveDuplicates().contains(head);
            assertThat(auditor.get("/api/checkpoints?limit=0").status()).isEqualTo(400);
            assertThat(auditor.get("/api/checkpoints?after=-1").status()).isEqualTo(400);
        }
    }

    @Nested
    class A_proof {
        @Test
        void of_inclusion_leads_from_the_stored_event_to_the_signed_root() {
            for (long position = 1; position <= head; position += Math.max(1, head / 5)) {
                JsonNode proof = auditor.get("/api/proofs/inclusion?position=" + position + "&size=" + head)
                        .json();
                Checkpoint checkpoint = Checkpoint.open(proof.get("checkpoint").asString(), key());
                assertThat(checkpoint.size()).isEqualTo(head);
                assertThat(Merkle.includes(
                                Hash.of(proof.get("leaf").asString()),
                                position - 1,
                                head,
                                hashes(proof.get("hashes")),
                                checkpoint.root()))
                        .isTrue();
            }
        }

        @Test
        void of_consistency_leads_from_one_signed_root_to_the_other() {
            long from = Math.max(1, head / 2);
            JsonNode proof = auditor.get("/api/proofs/consistency?from=" + from + "&to=" + head)
                    .json();
            assertThat(Merkle.extendsTree(
                            from,
                            checkpoint(from).root(),
                            head,
                            checkpoint(head).root(),
                            hashes(proof.get("hashes"))))
                    .isTrue();
            assertThat(proof.get("fromCheckpoint").asString())
                    .isEqualTo(auditor.get("/api/checkpoints/" + from).text());
        }

        @Test
        void of_what_is_not_there_is_refused_by_the_name_of_the_parameter() {
            for (String wrong : List.of(
                    "inclusion?position=0",
                    "inclusion?position=" + (head + 1) + "&size=" + head,
                    "inclusion?position=1&size=" + (head + 1_000_000),
                    "inclusion?position=1&size=-1",
                    "inclusion",
                    "consistency?from=0",
                    "consistency?from=2&to=1",
                    "consistency?from=1&to=" + (head + 1_000_000))) {
                Answer answer = auditor.get("/api/proofs/" + wrong);
                assertThat(answer.status()).as(wrong).isEqualTo(400);
                assertThat(answer.json().get("errors")).as(wrong).isNotEmpty();
            }
        }
    }

    @Test
    void whoever_reads_or_runs_the_ledger_may_check_it() {
        for (String user : List.of("auditor", "backoffice", "operator")) {
            for (String path : List.of(
                    "/api/checkpoints",
                    "/api/checkpoints/latest",
                    "/api/checkpoints/key",
                    "/api/proofs/inclusion?position=1")) {
                assertThat(http.as(user).get(path).status())
                        .as("%s %s", user, path)
                        .isEqualTo(200);
            }
        }
        assertThat(http.anonymous().get("/api/checkpoints/key").status()).isEqualTo(401);
    }
}
