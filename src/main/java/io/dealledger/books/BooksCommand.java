package io.dealledger.books;

import io.dealledger.ledger.Words;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a client asks to be done to the books of the whole ledger. */
public sealed interface BooksCommand {
    /** @param through last day to be closed; every day before it is closed with it */
    record CloseBooks(LocalDate through) implements BooksCommand {}

    /** @param from first day to be opened again; every day after it is opened with it */
    record RequestBooksReopening(LocalDate from, String reason) implements BooksCommand {
        public RequestBooksReopening {
            reason = Words.check("reason", reason, Words.REASON);
        }
    }

    /** @param from what was asked for: whoever approves says what, so that nothing else is approved */
    record ApproveBooksReopening(LocalDate from) implements BooksCommand {}

    /** @param from what was asked for; absent for whatever was */
    record WithdrawBooksReopening(@Nullable LocalDate from) implements BooksCommand {}
}
