package io.dealledger.books;

import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PeriodAct;
import io.dealledger.ledger.PeriodFact;
import java.time.LocalDate;

/** What was closed of the whole ledger's books, and opened again. Every event holds for the day of its recording. */
public sealed interface BooksEvent extends PeriodFact {
    /** @param through last closed day @param actor opaque id of who closed it */
    record BooksClosed(LocalDate through, String actor, EffectiveOn when) implements BooksEvent {
        @Override
        public PeriodAct act() {
            return new PeriodAct.Close(through, actor);
        }
    }

    /** @param from first day of what is to be opened again @param actor opaque id of who asks for it */
    record BooksReopeningRequested(LocalDate from, String reason, String actor, EffectiveOn when)
            implements BooksEvent {
        @Override
        public PeriodAct act() {
            return new PeriodAct.Request(from, reason, actor);
        }
    }

    record BooksReopeningWithdrawn(LocalDate from, String actor, EffectiveOn when) implements BooksEvent {
        @Override
        public PeriodAct act() {
            return new PeriodAct.Withdraw(from, actor);
        }
    }

    /** @param from first open day @param actor opaque id of who approved what somebody else had asked for */
    record BooksReopened(LocalDate from, String requestedBy, String actor, EffectiveOn when) implements BooksEvent {
        @Override
        public PeriodAct act() {
            return new PeriodAct.Approve(from, actor);
        }
    }
}
