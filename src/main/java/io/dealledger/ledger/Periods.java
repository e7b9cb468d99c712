package io.dealledger.ledger;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the books of one stream are closed. Folded in the order of recording: a close belongs to the ledger's own
 * clock.
 *
 * @param closedThrough last closed day; absent while nothing is closed
 * @param pending what one person has asked to open again, until another one agrees
 */
public record Periods(
        @Nullable LocalDate closedThrough, @Nullable Reopening pending) {
    public static final Periods OPEN = new Periods(null, null);

    /**
     * @param from first day of what is to be opened again
     * @param requestedBy opaque id of who asked
     */
    public record Reopening(LocalDate from, String reason, String requestedBy) {}

    public Periods after(PeriodAct act) {
        return switch (act) {
            case PeriodAct.Close close -> new Periods(close.through(), pending);
            case PeriodAct.Request request ->
                new Periods(closedThrough, new Reopening(request.from(), request.reason(), request.actor()));
            case PeriodAct.Withdraw _ -> new Periods(closedThrough, null);
            case PeriodAct.Approve approve -> new Periods(approve.from().minusDays(1), null);
        };
    }

    /**
     * Why the act is not possible now.
     *
     * @param today the day of recording
     */
    public Optional<Refusal> refuses(PeriodAct act, LocalDate today) {
        return switch (act) {
            case PeriodAct.Close close -> refuses(close, today);
            case PeriodAct.Request request -> refuses(request);
            case PeriodAct.Withdraw withdraw -> notPending(withdraw.from());
            case PeriodAct.Approve approve -> notPending(approve.from()).or(() -> samePerson(approve.actor()));
        };
    }

    private Optional<Refusal> refuses(PeriodAct.Close close, LocalDate today) {
        if (closedThrough != null && !close.through().isAfter(closedThrough)) {
            return Optional.of(new PeriodRefusal.ClosedAlready(close.through(), closedThrough));
        }
        if (!close.through().isBefore(today)) {
            return Optional.of(new PeriodRefusal.PeriodNotOver(close.through(), today));
        }
        // Who agrees to open "from that day on" must not open what was closed after it was asked.
        return alreadyPending();
    }

    private Optional<Refusal> refuses(PeriodAct.Request request) {
        if (closedThrough == null || request.from().isAfter(closedThrough)) {
            return Optional.of(new PeriodRefusal.NotClosed(request.from(), closedThrough));
        }
        return alreadyPending();
    }

    private Optional<Refusal> alreadyPending() {
        return Optional.ofNullable(pending)
                .map(asked -> new PeriodRefusal.ReopeningPending(asked.from(), asked.requestedBy()));
    }

    private Optional<Refusal> notPending(LocalDate from) {
        if (pending == null) {
            return Optional.of(new PeriodRefusal.NoReopeningRequested());
        }
        return pending.from().equals(from)
                ? Optional.empty()
                : Optional.of(new PeriodRefusal.OtherReopeningRequested(from, pending.from()));
    }

    private Optional<Refusal> samePerson(String actor) {
        return pending != null && pending.requestedBy().equals(actor)
                ? Optional.of(new PeriodRefusal.NeedsAnotherPerson(actor))
                : Optional.empty();
    }
}
