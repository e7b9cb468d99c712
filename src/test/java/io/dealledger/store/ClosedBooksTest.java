package io.dealledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.books.Books;
import io.dealledger.books.BooksCommand.ApproveBooksReopening;
import io.dealledger.books.BooksCommand.CloseBooks;
import io.dealledger.books.BooksCommand.RequestBooksReopening;
import io.dealledger.fx.CurrencyPair;
import io.dealledger.fx.FxCommand.RecordExchangeRate;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.ledger.CommandMetadata;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.StatedDate;
import io.dealledger.party.PartyCommand;
import io.dealledger.party.PartyEvent.PartyKind;
import io.dealledger.party.PartyEvent.PartyRenamed;
import io.dealledger.party.Personal;
import io.dealledger.receipts.Outcome;
import io.dealledger.receipts.Reply;
import io.dealledger.store.embedded.EmbeddedStore;
import io.dealledger.testing.LedgerDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The whole ledger's books on two nodes, of which one closes them while the other is at work. */
class ClosedBooksTest {
    private static final LocalDate YEAR_END = LocalDate.of(2023, 12, 31);

    private EmbeddedStore.Database database;
    private Node node;
    private Node other;

    @BeforeEach
    void start() {
        database = LedgerDatabase.fresh();
        Node.migrate(database);
        node = new Node(database);
        other = new Node(database);
    }

    @AfterEach
    void stop() {
        node.close();
        other.close();
    }

    private static Reply reply(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Decided.class);
        return ((Outcome.Decided) outcome).receipt().reply();
    }

    private static String refusal(Outcome outcome) {
        assertThat(reply(outcome)).isInstanceOf(Reply.Refused.class);
        return ((Reply.Refused) reply(outcome)).type();
    }

    private static void accepted(Outcome outcome) {
        assertThat(reply(outcome)).isInstanceOf(Reply.Accepted.class);
    }

    private static CommandMetadata by(String actor) {
        CommandMetadata usual = Node.to(Books.STREAM);
        return CommandMetadata.of(
                Books.STREAM,
                actor,
                usual.client(),
                usual.commandId(),
                UUID.randomUUID().toString(),
                usual.fingerprint());
    }

    private static void closed(Node by) {
        accepted(by.decide(new CloseBooks(YEAR_END), by("ann")));
    }

    private static PartyCommand.RenameParty renamed(String name, LocalDate on) {
        return new PartyCommand.RenameParty(name, StatedDate.of(on), null);
    }

    private static CommandMetadata late(String stream, LocalDate accountingOn) {
        CommandMetadata usual = Node.to(stream);
        return new CommandMetadata(
                stream,
                null,
                false,
                usual.actor(),
                usual.client(),
                usual.commandId(),
                usual.idempotencyKey(),
                usual.fingerprint(),
                List.of(),
                null,
                accountingOn);
    }

    private void party(String id) {
        accepted(node.decide(Node.register(id, "Party"), Node.to(id)));
    }

    /** Runs once, when the node has decided a command and not yet written it. */
    private void betweenDecisionAndAppend(Runnable happening) {
        AtomicBoolean happened = new AtomicBoolean();
        node.bus.registerHandlerInterceptor((unit, chain) -> {
            Object decided = chain.proceed();
            if (happened.compareAndSet(false, true)) {
                happening.run();
            }
            return decided;
        });
    }

    @Nested
    class A_close_by_another_node {
        @Test
        void between_the_decision_and_the_append_lets_the_command_be_decided_again() {
            party("pa_x");
            betweenDecisionAndAppend(() -> closed(other));

            Outcome outcome = node.decide(renamed("New", YEAR_END), Node.to("pa_x"));

            assertThat(refusal(outcome)).isEqualTo("period-closed");
            assertThat(((Reply.Refused) reply(outcome)).figures())
                    .containsEntry("effectiveOn", "2023-12-31")
                    .containsEntry("closedThrough", "2023-12-31")
                    .containsEntry("closedBy", "ledger");
            assertThat(node.journal.versionOf("pa_x")).hasValue(0);
        }

        @Test
        void does_not_keep_an_open_date_out() {
            party("pa_x");
            betweenDecisionAndAppend(() -> closed(other));

            accepted(node.decide(renamed("New", YEAR_END.plusDays(1)), Node.to("pa_x")));
        }

        @Test
        void that_is_taken_back_meanwhile_does_not_refuse_what_is_open_again() {
            party("pa_x");
            closed(node);
            betweenDecisionAndAppend(() -> {
                accepted(other.decide(new RequestBooksReopening(YEAR_END, "an invoice was found"), by("ann")));
                accepted(other.decide(new ApproveBooksReopening(YEAR_END), by("ben")));
            });

            accepted(node.decide(renamed("New", YEAR_END), Node.to("pa_x")));
        }

        @Test
        void is_soon_known_without_any_command() {
            closed(other);

            long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (node.books.now().version() < 0 && System.nanoTime() < until) {
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(node.books.now().periods().closedThrough()).isEqualTo(YEAR_END);
        }

        @Test
        void among_two_hundred_commands_leaves_none_of_its_period_behind_it() {
            int parties = 20;
            for (int party = 0; party < parties; party++) {
                party("pa_" + party);
            }
            List<CompletableFuture<Outcome>> sent = new ArrayList<>();
            for (int command = 0; command < 200; command++) {
                if (command == 100) {
                    sent.add(other.send(new CloseBooks(YEAR_END), by("ann")));
                }
                if (command == 180) {
                    sent.get(100).join(); // however late the close comes among the others, it comes before these
                }
                Node its = command % 3 == 0 ? other : node;
                LocalDate on = command % 4 == 0 ? YEAR_END.plusDays(1) : YEAR_END.minusDays(command);
                sent.add(its.send(renamed("Name " + command, on), Node.to("pa_" + command % parties)));
            }
            List<Reply> replies = sent.stream()
                    .map(CompletableFuture::join)
                    .map(ClosedBooksTest::reply)
                    .toList();

            List<Recorded<Fact>> journal = node.journal.after(0, Integer.MAX_VALUE).stream()
                    .map(node.journal::recorded)
                    .toList();
            long close = journal.stream()
                    .filter(recorded -> recorded.stream().equals(Books.STREAM))
                    .mapToLong(Recorded::position)
                    .findFirst()
                    .orElseThrow();
            assertThat(journal)
                    .filteredOn(recorded -> recorded.position() > close && recorded.fact() instanceof PartyRenamed)
                    .isNotEmpty()
                    .allSatisfy(recorded ->
                            assertThat(recorded.when().effectiveOn()).isAfter(YEAR_END));
            assertThat(replies)
                    .filteredOn(Reply.Refused.class::isInstance)
                    .as("what came too late")
                    .isNotEmpty()
                    .allSatisfy(
                            reply -> assertThat(((Reply.Refused) reply).type()).isEqualTo("period-closed"));
            assertThat(journal)
                    .as("all the others are recorded")
                    .filteredOn(recorded -> recorded.fact() instanceof PartyRenamed)
                    .hasSize((int) replies.stream()
                                    .filter(Reply.Accepted.class::isInstance)
                                    .count()
                            - 1);
        }
    }

    @Nested
    class Closed_books {
        @Test
        void bind_parties_and_rates() {
            party("pa_x");
            closed(node);
            RecordExchangeRate rate = new RecordExchangeRate(
                    CurrencyPair.of("USD/CNY"),
                    new BigDecimal("7.1"),
                    null,
                    null,
                    RateKind.CLOSING,
                    StatedDate.of(YEAR_END),
                    null,
                    null);

            assertThat(refusal(node.decide(renamed("New", YEAR_END), Node.to("pa_x"))))
                    .isEqualTo("period-closed");
            assertThat(refusal(
                            node.decide(new PartyCommand.SetParent(new PartyId("pa_x"), null, null), Node.to("pa_y"))))
                    .as("the law speaks first")
                    .isEqualTo("unknown-party");
            party("pa_y");
            assertThat(refusal(
                            node.decide(new PartyCommand.SetParent(new PartyId("pa_x"), null, null), Node.to("pa_y"))))
                    .as("a parent since always")
                    .isEqualTo("period-closed");
            assertThat(refusal(node.decide(rate, Node.to("fx_cny-usd")))).isEqualTo("period-closed");

            LocalDate january = YEAR_END.plusDays(20);
            accepted(node.decide(rate, late("fx_cny-usd", january)));
            assertThat(node.journal.of("fx_cny-usd", Fact.class, Long.MAX_VALUE))
                    .singleElement()
                    .satisfies(recorded ->
                            assertThat(recorded.marks().accountingOn()).isEqualTo(january));
        }

        @Test
        void let_a_new_party_in_with_the_parent_it_always_had() {
            party("pa_parent");
            closed(node);

            accepted(node.decide(
                    new PartyCommand.RegisterParty(
                            null, "Child", PartyKind.FUND, null, new PartyId("pa_parent"), null, null, null),
                    Node.to("pa_child")));
        }

        @Test
        void are_known_to_a_node_that_starts() {
            party("pa_x");
            closed(node);
            try (Node third = new Node(database)) {
                assertThat(third.books.now()).isEqualTo(node.books.now());
                assertThat(refusal(third.decide(renamed("New", YEAR_END), Node.to("pa_x"))))
                        .isEqualTo("period-closed");
            }
        }
    }

    @Nested
    class An_append {
        private Append append(int number, boolean comparing) {
            String stream = "pa_m" + number;
            return new Append(
                    stream,
                    -1,
                    comparing ? node.books.now().version() : null,
                    "cl_tests",
                    "key " + number,
                    "print",
                    "cm_" + number,
                    "{\"outcome\":\"accepted\",\"id\":\"" + stream + "\",\"version\":0,\"events\":[]}",
                    List.of(node.codec.encode(
                            new PartyRenamed(Personal.open("Name"), EffectiveOn.day(YEAR_END)),
                            Map.of(CommandMetadata.ACTOR, "ann"))));
        }

        /** The median of turns that alternate: whatever else the machine does, it does to both. */
        @Test
        void costs_no_more_for_comparing_the_books() {
            closed(node);
            int turns = 400;
            List<Long> plain = new ArrayList<>();
            List<Long> comparing = new ArrayList<>();
            for (int turn = 0; turn < 2 * turns; turn++) {
                Append append = append(turn, turn % 2 == 1);
                long begun = System.nanoTime();
                node.writer.append(List.of(append));
                (turn % 2 == 1 ? comparing : plain).add(System.nanoTime() - begun);
            }
            long ratio = 100 * median(comparing) / median(plain);
            assertThat(ratio)
                    .as(
                            "percent of the median of an append that does not compare the books, %d µs",
                            median(plain) / 1000)
                    .isLessThan(150);
        }

        private static long median(List<Long> nanos) {
            return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow();
        }
    }
}
