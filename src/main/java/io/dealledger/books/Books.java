package io.dealledger.books;

import io.dealledger.books.BooksCommand.ApproveBooksReopening;
import io.dealledger.books.BooksCommand.CloseBooks;
import io.dealledger.books.BooksCommand.RequestBooksReopening;
import io.dealledger.books.BooksCommand.WithdrawBooksReopening;
import io.dealledger.books.BooksEvent.BooksClosed;
import io.dealledger.books.BooksEvent.BooksReopened;
import io.dealledger.books.BooksEvent.BooksReopeningRequested;
import io.dealledger.books.BooksEvent.BooksReopeningWithdrawn;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.Fold;
import io.dealledger.ledger.PeriodRefusal.NoReopeningRequested;
import io.dealledger.ledger.Periods;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The law of the whole ledger's books. They have no state on the business clock: only {@link Periods}. */
public record Books() {
    /** The one stream. */
    public static final String STREAM = "ledger";

    private static final Books BOOKS = new Books();

    static final Fold<Books, BooksEvent> FOLD = new Fold<>() {
        @Override
        public Books initial() {
            return BOOKS;
        }

        @Override
        public Books evolve(Books books, Recorded<BooksEvent> fact) {
            return books;
        }

        @Override
        public Optional<Refusal> rules(Books books, Recorded<BooksEvent> fact) {
            return Optional.empty();
        }
    };

    /**
     * @param actor opaque id of who asks
     * @param today the day of recording
     */
    static Decision<BooksEvent> decide(Periods periods, BooksCommand command, String actor, LocalDate today) {
        Periods.Reopening pending = periods.pending();
        EffectiveOn when = EffectiveOn.day(today);
        @Nullable
        BooksEvent event = switch (command) {
            case CloseBooks close -> new BooksClosed(close.through(), actor, when);
            case RequestBooksReopening request ->
                new BooksReopeningRequested(request.from(), request.reason(), actor, when);
            case ApproveBooksReopening approve ->
                pending == null ? null : new BooksReopened(approve.from(), pending.requestedBy(), actor, when);
            case WithdrawBooksReopening withdraw ->
                pending == null ? null : new BooksReopeningWithdrawn(asked(withdraw.from(), pending), actor, when);
        };
        if (event == null) {
            return Decision.refused(new NoReopeningRequested());
        }
        return periods.refuses(event.act(), today)
                .<Decision<BooksEvent>>map(Decision::refused)
                .orElseGet(() -> Decision.accepted(STREAM, List.of(event)));
    }

    private static LocalDate asked(@Nullable LocalDate from, Periods.Reopening pending) {
        return Objects.requireNonNullElse(from, pending.from());
    }
}
