package io.dealledger.periods;

import io.dealledger.journal.StoredEvent;
import io.dealledger.ledger.CompanyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The accounting periods of a company, or of the whole ledger, as they were known at a position.
 *
 * @param company absent for the whole ledger
 * @param knownAt position that ends what was known @param position the same
 * @param closed how far the books were closed then; absent while nothing was
 * @param pending what had been asked to be opened again and was neither approved nor withdrawn
 * @param acts everything that was closed and opened, in the order of recording; of a company also what was done for
 *     the whole ledger, which binds it too
 * @param periods from the oldest to the one that is open
 * @param late facts that came after their period was closed, in the order of recording: one page of them
 * @param next position behind which the next page of late facts begins; absent on the last one
 */
public record PeriodReport(
        @Nullable CompanyId company,
        long knownAt,
        long position,
        @Nullable Closed closed,
        List<Pending> pending,
        List<Act> acts,
        List<Period> periods,
        List<Late> late,
        @Nullable Long next) {
    /** Whose books are meant. */
    public enum Whose {
        COMPANY,
        /** The whole ledger's. */
        LEDGER
    }

    /** @param through last closed day @param by whose close it is */
    public record Closed(LocalDate through, Whose by) {}

    /** @param from first day of what is to be opened again @param of whose books */
    public record Pending(LocalDate from, String reason, String requestedBy, Whose of) {}

    public enum Kind {
        CLOSED,
        REOPENING_REQUESTED,
        REOPENING_WITHDRAWN,
        REOPENED
    }

    /**
     * @param of whose books
     * @param through last closed day, of a close
     * @param from first open day, of anything else
     * @param actor opaque id of who did it
     * @param event position
     */
    public record Act(
            Kind kind,
            Whose of,
            @Nullable LocalDate through,
            @Nullable LocalDate from,
            @Nullable String reason,
            String actor,
            Instant recordedAt,
            long event) {}

    /** @param from absent for the oldest @param through absent for the one that is open */
    public record Span(@Nullable LocalDate from, @Nullable LocalDate through) {
        boolean holds(@Nullable LocalDate day) {
            return day == null
                    ? from == null
                    : (from == null || !day.isBefore(from)) && (through == null || !day.isAfter(through));
        }
    }

    /** @param lateFacts how many facts that came late, corrections among them, are accounted for in it */
    public record Period(@Nullable LocalDate from, @Nullable LocalDate through, long lateFacts) {}

    /**
     * @param effectiveIn the period in which the fact took effect, as periods are now
     * @param accountedIn the period in which the books take account of it
     * @param event as it is stored, with its figures
     */
    public record Late(Span effectiveIn, Span accountedIn, StoredEvent event) {}
}
