package io.dealledger.ledger;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a fact does not get into closed books, or why they are not closed or opened. */
public sealed interface PeriodRefusal extends Refusal {
    /** Whose close it is that binds a fact. */
    enum ClosedBy {
        COMPANY,
        /** The whole ledger's. */
        LEDGER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The fact would change figures of a closed period.
     *
     * @param effectiveOn date in the closed period; absent when the fact holds since always
     */
    record PeriodClosed(@Nullable LocalDate effectiveOn, LocalDate closedThrough, ClosedBy closedBy)
            implements PeriodRefusal {
        @Override
        public String detail() {
            return "The books of the " + closedBy + " are closed through " + closedThrough + ", and a fact effective "
                    + (effectiveOn == null ? "since always" : "on " + effectiveOn)
                    + " would change them: mark it late with accountingOn, or have the period reopened";
        }
    }

    /** A late fact counts from a day in the open period. */
    record AccountingInClosedPeriod(LocalDate accountingOn, LocalDate closedThrough, ClosedBy closedBy)
            implements PeriodRefusal {
        @Override
        public String detail() {
            return "A late fact is accounted for after " + closedThrough + ", through which the books of the "
                    + closedBy + " are closed, not on " + accountingOn;
        }
    }

    record AccountingInFuture(LocalDate accountingOn, LocalDate latest) implements PeriodRefusal {
        @Override
        public String detail() {
            return accountingOn + " is in the future; a late fact is accounted for by " + latest + " at the latest";
        }
    }

    /** @param closedThrough absent when nothing is closed */
    record NotLate(LocalDate accountingOn, @Nullable LocalDate closedThrough) implements PeriodRefusal {
        @Override
        public String detail() {
            return "Nothing here is effective in a closed period ("
                    + (closedThrough == null ? "none is closed" : "closed through " + closedThrough)
                    + "), so nothing is late: leave accountingOn out";
        }
    }

    record ClosedAlready(LocalDate through, LocalDate closedThrough) implements PeriodRefusal {
        @Override
        public String detail() {
            return "The books are closed through " + closedThrough + " already, so also through " + through;
        }
    }

    record PeriodNotOver(LocalDate through, LocalDate today) implements PeriodRefusal {
        @Override
        public String detail() {
            return "A day is closed when it is over; today is " + today + ", and " + through + " is not before it";
        }
    }

    /** @param closedThrough absent when nothing is closed */
    record NotClosed(LocalDate from, @Nullable LocalDate closedThrough) implements PeriodRefusal {
        @Override
        public String detail() {
            return "There is nothing to reopen from " + from + " on: "
                    + (closedThrough == null ? "no period is closed" : "the books are closed through " + closedThrough);
        }
    }

    record ReopeningPending(LocalDate from, String requestedBy) implements PeriodRefusal {
        @Override
        public String detail() {
            return requestedBy + " has asked to reopen from " + from + " on: that is approved or withdrawn first";
        }
    }

    record NoReopeningRequested() implements PeriodRefusal {
        @Override
        public String detail() {
            return "Nobody has asked for a reopening";
        }
    }

    /** @param requested first day that was asked for */
    record OtherReopeningRequested(LocalDate from, LocalDate requested) implements PeriodRefusal {
        @Override
        public String detail() {
            return "What was asked for is a reopening from " + requested + " on, not from " + from;
        }
    }

    /**
     * What was closed or opened was so at the time, whatever comes later.
     *
     * @param event position
     */
    record NoCorrectionOfPeriods(long event) implements PeriodRefusal {
        @Override
        public String detail() {
            return "Event " + event + " is about the books, and not corrected: close them further, or reopen them";
        }
    }

    /** Reopening takes two people. */
    record NeedsAnotherPerson(String requestedBy) implements PeriodRefusal {
        @Override
        public String detail() {
            return requestedBy + " asked for the reopening; somebody else has to approve it";
        }
    }
}
