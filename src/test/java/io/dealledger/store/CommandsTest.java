package io.dealledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealledger.ledger.CommandMetadata;
import io.dealledger.ledger.Precision;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.InvalidValue;
import io.dealledger.party.PartyCommand;
import io.dealledger.party.PartyEvent;
import io.dealledger.party.Personal;
import io.dealledger.receipts.Outcome;
import io.dealledger.receipts.Receipt;
import io.dealledger.receipts.Reply;
import io.dealledger.testing.LedgerDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private static Node node;

    @BeforeAll
    static void start() {
        var database = LedgerDatabase.fresh();
        Node.migrate(database);
        node = new Node(database);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static Receipt decided(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Decided.class);
        return ((Outcome.Decided) outcome).receipt();
    }

    private static List<Recorded<PartyEvent>> facts(String stream) {
        return node.journal.of(stream, PartyEvent.class, Long.MAX_VALUE);
    }

    @Nested
    class An_accepted_command {
        @Test
        void is_recorded_with_its_receipt_and_can_be_read_back() {
            var metadata = Node.to("pa_accepted");

            Receipt receipt = decided(node.decide(Node.register("pa_accepted", "Accepted Ltd"), metadata));

            assertThat(receipt.reply()).isEqualTo(new Reply.Accepted("pa_accepted", 0, List.of("party-registered")));
            assertThat(node.journal.of("pa_accepted", 0)).hasValue(receipt.firstPosition());
            assertThat(facts("pa_accepted")).singleElement().satisfies(fact -> {
                assertThat(fact.position()).isEqualTo(receipt.firstPosition());
                assertThat(fact.recordedAt()).isEqualTo(receipt.recordedAt());
                assertThat(fact.fact()).isInstanceOf(PartyEvent.PartyRegistered.class);
            });
            assertThat(node.journal.find(metadata.client(), String.valueOf(metadata.idempotencyKey())))
                    .contains(receipt);
        }

        @Test
        void carries_who_asked_and_why_into_the_metadata_of_its_events() {
            var usual = Node.to("pa_metadata");
            var metadata = new CommandMetadata(
                    usual.stream(),
                    null,
                    false,
                    usual.actor(),
                    usual.client(),
                    usual.commandId(),
                    usual.idempotencyKey(),
                    usual.fingerprint(),
                    List.of(new io.dealledger.ledger.Evidence("ab".repeat(32), "term-sheet", "4")),
                    "co-relation",
                    null);
            node.decide(Node.register("pa_metadata", "Metadata Ltd"), metadata);

            String stored =
                    node.journal.ofStream("pa_metadata", 0, 10).getFirst().metadata();

            Map<String, Object> entries = node.codec.metadata(stored);
            assertThat(entries)
                    .containsEntry("actor", usual.actor())
                    .containsEntry("client", usual.client())
                    .containsEntry("commandId", usual.commandId())
                    .containsEntry("idempotencyKey", usual.idempotencyKey())
                    .containsEntry("correlationId", "co-relation")
                    .containsKey("causationId")
                    .containsEntry(
                            "evidence", List.of(Map.of("sha256", "ab".repeat(32), "kind", "term-sheet", "page", "4")));
            assertThat(stored).startsWith("{\"actor\":");
        }

        @Test
        void keeps_its_events_together_and_stamps_them_with_one_instant() {
            node.decide(Node.register("pa_parent", "Parent Ltd"), Node.to("pa_parent"));

            Receipt receipt = decided(node.decide(
                    new PartyCommand.RegisterParty(
                            null,
                            "Child Ltd",
                            PartyEvent.PartyKind.CORPORATE,
                            null,
                            new io.dealledger.ledger.PartyId("pa_parent"),
                            null,
                            null,
                            null),
                    Node.to("pa_child")));

            assertThat(facts("pa_child"))
                    .extracting(Recorded::position)
                    .containsExactly(receipt.firstPosition(), receipt.firstPosition() + 1);
            assertThat(facts("pa_child")).extracting(Recorded::recordedAt).containsOnly(receipt.recordedAt());
            // A position between the two counts as the end of the command before.
            assertThat(node.journal.endOfCommand(receipt.firstPosition())).isEqualTo(receipt.firstPosition() - 1);
            assertThat(node.journal.endOfCommand(receipt.firstPosition() + 1)).isEqualTo(receipt.firstPosition() + 1);
        }

        @Test
        void is_read_with_those_of_many_streams_as_with_its_own_alone() {
            List<String> streams = new ArrayList<>(IntStream.range(0, 2500)
                    .mapToObj(number -> "pa_none-" + number)
                    .toList());
            for (int number = 0; number < 3; number++) {
                String stream = "pa_many-" + number;
                node.decide(Node.register(stream, "Party"), Node.to(stream));
                node.decide(Node.rename("Renamed"), Node.to(stream));
                streams.add(number * 1200, stream);
            }
            streams.add("pa_many-0");
            long head = node.journal.head().position();

            Map<String, List<Recorded<PartyEvent>>> read = node.journal.ofEach(streams, PartyEvent.class, head - 1);

            assertThat(read).containsOnlyKeys("pa_many-0", "pa_many-1", "pa_many-2");
            read.forEach((stream, facts) ->
                    assertThat(facts).isEqualTo(node.journal.of(stream, PartyEvent.class, head - 1)));
            assertThat(read.get("pa_many-0")).hasSize(2);
            assertThat(read.get("pa_many-2"))
                    .as("the last rename was not known")
                    .hasSize(1);
        }
    }

    @Nested
    class A_refused_command {
        @Test
        void leaves_a_receipt_and_no_event() {
            long before = node.journal.head().position();
            var metadata = Node.to("pa_unknown");

            Receipt receipt = decided(node.decide(Node.rename("Anything"), metadata));

            assertThat(receipt.reply()).isInstanceOfSatisfying(Reply.Refused.class, refused -> {
                assertThat(refused.type()).isEqualTo("unknown-party");
                assertThat(refused.figures()).containsValue("pa_unknown");
            });
            assertThat(receipt.firstPosition()).isEqualTo(Receipt.NO_EVENTS);
            assertThat(node.journal.head().position()).isEqualTo(before);
            assertThat(node.journal.find(metadata.client(), String.valueOf(metadata.idempotencyKey())))
                    .contains(receipt);
            assertThat(facts("pa_unknown")).isEmpty();
        }

        @Test
        void of_an_unknown_stream_does_not_stand_in_the_way_of_making_it() {
            node.decide(Node.rename("Too early"), Node.to("pa_later"));

            Receipt receipt = decided(node.decide(Node.register("pa_later", "Later Ltd"), Node.to("pa_later")));

            assertThat(receipt.reply()).isInstanceOf(Reply.Accepted.class);
        }
    }

    @Nested
    class A_command_that_is_not_decided {
        @Test
        void because_its_version_is_stale_leaves_no_receipt() {
            node.decide(Node.register("pa_stale", "Stale Ltd"), Node.to("pa_stale"));
            var metadata = Node.expecting("pa_stale", 7L, false);

            assertThat(node.decide(Node.rename("Never"), metadata)).isEqualTo(new Outcome.Stale(0));
            assertThat(node.journal.find(metadata.client(), String.valueOf(metadata.idempotencyKey())))
                    .isEmpty();
            assertThat(decided(node.decide(Node.rename("Now"), Node.expecting("pa_stale", 0L, false)))
                            .reply())
                    .isInstanceOf(Reply.Accepted.class);
        }

        @Test
        void because_it_is_a_dry_run_answers_as_if_and_changes_nothing() {
            node.decide(Node.register("pa_dry", "Dry Ltd"), Node.to("pa_dry"));
            var metadata = Node.expecting("pa_dry", null, true);

            assertThat(node.decide(Node.rename("Wet"), metadata))
                    .isEqualTo(new Outcome.Tried(new Reply.Accepted("pa_dry", 1, List.of("party-renamed"))));

            assertThat(facts("pa_dry")).hasSize(1);
            assertThat(node.journal.find(metadata.client(), String.valueOf(metadata.idempotencyKey())))
                    .isEmpty();
        }

        @Test
        void because_its_values_are_impossible_fails_alone() {
            node.decide(Node.register("pa_broken", "Broken Ltd"), Node.to("pa_broken"));
            List<CompletableFuture<Outcome>> sent = new ArrayList<>();
            for (int index = 0; index < 20; index++) {
                sent.add(node.send(Node.rename("Name " + index), Node.to("pa_broken")));
            }
            var contradiction = new PartyCommand.RenameParty("No", StatedDate.of("2024-01-01"), Precision.YEAR);
            var failing = node.send(contradiction, Node.to("pa_broken"));
            for (int index = 20; index < 40; index++) {
                sent.add(node.send(Node.rename("Name " + index), Node.to("pa_broken")));
            }

            assertThatThrownBy(failing::join).hasCauseInstanceOf(InvalidValue.class);
            assertThat(sent)
                    .allSatisfy(
                            future -> assertThat(decided(future.join()).reply()).isInstanceOf(Reply.Accepted.class));
            assertThat(facts("pa_broken")).hasSize(41);
        }
    }

    @Nested
    class A_natural_person {
        @Test
        void can_be_erased_without_touching_the_journal() {
            node.decide(
                    new PartyCommand.RegisterParty(
                            null, "Ada Lovelace", PartyEvent.PartyKind.INDIVIDUAL, "GB", null, null, null, null),
                    Node.to("pa_ada"));
            String stored = node.journal.ofStream("pa_ada", 0, 1).getFirst().payload();
            assertThat(stored).doesNotContain("Lovelace");
            assertThat(name("pa_ada", 0)).isEqualTo("Ada Lovelace");

            node.keys.erase("pa_ada");

            assertThat(name("pa_ada", 0)).isEqualTo(Personal.ERASED);
            assertThat(node.journal.ofStream("pa_ada", 0, 1).getFirst().payload())
                    .isEqualTo(stored);
            node.decide(Node.rename("Ada King"), Node.to("pa_ada"));
            assertThat(name("pa_ada", 0)).isEqualTo(Personal.ERASED);
            assertThat(name("pa_ada", 1)).isEqualTo("Ada King");
        }

        private String name(String stream, int version) {
            return switch (facts(stream).get(version).fact()) {
                case PartyEvent.PartyRegistered registered -> registered.name().text();
                case PartyEvent.PartyRenamed renamed -> renamed.name().text();
                case PartyEvent other -> throw new AssertionError(other);
            };
        }
    }

    @Nested
    class The_same_key {
        @Test
        void sent_by_sixteen_clients_at_once_has_one_effect_and_one_answer() {
            List<CompletableFuture<Outcome>> sent = IntStream.range(0, 16)
                    .mapToObj(client ->
                            node.send(Node.register("pa_once", "Once Ltd"), Node.to("pa_once", "the same key")))
                    .toList();

            List<Receipt> receipts = sent.stream()
                    .map(CompletableFuture::join)
                    .map(CommandsTest::decided)
                    .toList();

            assertThat(receipts).containsOnly(receipts.getFirst());
            assertThat(sent.stream().map(CompletableFuture::join))
                    .filteredOn(outcome -> !((Outcome.Decided) outcome).replayed())
                    .hasSize(1);
            assertThat(facts("pa_once")).hasSize(1);
            assertThat(decided(node.decide(Node.rename("Next"), Node.to("pa_once")))
                            .reply())
                    .isEqualTo(new Reply.Accepted("pa_once", 1, List.of("party-renamed")));
        }
    }
}
