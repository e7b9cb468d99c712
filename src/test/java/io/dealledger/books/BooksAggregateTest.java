package io.dealledger.books;

import io.dealledger.books.BooksCommand.ApproveBooksReopening;
import io.dealledger.books.BooksCommand.CloseBooks;
import io.dealledger.books.BooksCommand.RequestBooksReopening;
import io.dealledger.books.BooksCommand.WithdrawBooksReopening;
import io.dealledger.books.BooksEvent.BooksClosed;
import io.dealledger.books.BooksEvent.BooksReopened;
import io.dealledger.books.BooksEvent.BooksReopeningRequested;
import io.dealledger.books.BooksEvent.BooksReopeningWithdrawn;
import io.dealledger.ledger.CommandMetadata;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PeriodRefusal.ClosedAlready;
import io.dealledger.ledger.PeriodRefusal.NeedsAnotherPerson;
import io.dealledger.ledger.PeriodRefusal.NoReopeningRequested;
import io.dealledger.ledger.PeriodRefusal.NotLate;
import io.dealledger.ledger.Refusal;
import io.dealledger.shell.Everybody;
import io.dealledger.shell.StreamTarget;
import java.time.LocalDate;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

/** Every command about the whole ledger's books through Axon. */
class BooksAggregateTest {
    private static final LocalDate TODAY = LocalDate.of(2024, 6, 15);
    private static final LocalDate MARCH = LocalDate.of(2024, 3, 31);
    private static final EffectiveOn NOW = EffectiveOn.day(TODAY);
    private static final BooksClosed CLOSED = new BooksClosed(MARCH, "ann", NOW);
    private static final BooksReopeningRequested REQUESTED =
            new BooksReopeningRequested(MARCH, "an invoice was found", "ann", NOW);

    private static FixtureConfiguration<BooksAggregate> books() {
        return new AggregateTestFixture<>(BooksAggregate.class)
                .registerCommandTargetResolver(new StreamTarget())
                .registerInjectableResource(Everybody.on(TODAY));
    }

    private static Map<String, Object> by(String actor) {
        return Map.of(CommandMetadata.STREAM, Books.STREAM, CommandMetadata.ACTOR, actor);
    }

    private static Decision<BooksEvent> refused(Refusal refusal) {
        return Decision.refused(refusal);
    }

    @Test
    void a_close_is_recorded_with_who_closed() {
        books().givenNoPriorActivity().when(new CloseBooks(MARCH), by("ann")).expectEvents(CLOSED);
    }

    @Test
    void a_second_close_of_the_same_day_is_refused() {
        books().given(CLOSED)
                .when(new CloseBooks(MARCH), by("ben"))
                .expectNoEvents()
                .expectResultMessagePayload(refused(new ClosedAlready(MARCH, MARCH)));
    }

    @Test
    void one_person_asks_and_another_one_approves() {
        books().given(CLOSED)
                .when(new RequestBooksReopening(MARCH, "an invoice was found"), by("ann"))
                .expectEvents(REQUESTED);
        books().given(CLOSED, REQUESTED)
                .when(new ApproveBooksReopening(MARCH), by("ann"))
                .expectNoEvents()
                .expectResultMessagePayload(refused(new NeedsAnotherPerson("ann")));
        books().given(CLOSED, REQUESTED)
                .when(new ApproveBooksReopening(MARCH), by("ben"))
                .expectEvents(new BooksReopened(MARCH, "ann", "ben", NOW));
    }

    @Test
    void what_is_reopened_can_be_closed_again() {
        books().given(CLOSED, REQUESTED, new BooksReopened(MARCH, "ann", "ben", NOW))
                .when(new CloseBooks(MARCH), by("ann"))
                .expectEvents(CLOSED);
    }

    @Test
    void what_was_asked_for_can_be_withdrawn() {
        books().given(CLOSED, REQUESTED)
                .when(new WithdrawBooksReopening(MARCH), by("ann"))
                .expectEvents(new BooksReopeningWithdrawn(MARCH, "ann", NOW));
    }

    @Test
    void nothing_is_approved_or_withdrawn_that_nobody_asked_for() {
        books().given(CLOSED)
                .when(new ApproveBooksReopening(MARCH), by("ben"))
                .expectResultMessagePayload(refused(new NoReopeningRequested()));
        books().given(CLOSED)
                .when(new WithdrawBooksReopening(null), by("ben"))
                .expectResultMessagePayload(refused(new NoReopeningRequested()));
    }

    @Test
    void a_close_is_never_late_itself() {
        LocalDate june = LocalDate.of(2024, 6, 1);
        books().givenNoPriorActivity()
                .when(
                        new CloseBooks(MARCH),
                        Map.of(
                                CommandMetadata.STREAM,
                                Books.STREAM,
                                CommandMetadata.ACTOR,
                                "ann",
                                CommandMetadata.ACCOUNTING_ON,
                                june))
                .expectNoEvents()
                .expectResultMessagePayload(refused(new NotLate(june, null)));
    }
}
