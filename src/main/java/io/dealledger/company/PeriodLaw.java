package io.dealledger.company;

import io.dealledger.company.CompanyRefusal.UnknownCompany;
import io.dealledger.company.PeriodCommand.ApproveReopening;
import io.dealledger.company.PeriodCommand.ClosePeriod;
import io.dealledger.company.PeriodCommand.RequestReopening;
import io.dealledger.company.PeriodCommand.WithdrawReopening;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PeriodRefusal.NoReopeningRequested;
import io.dealledger.ledger.Periods;
import io.dealledger.ledger.Timeline;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Closing a company's books, and opening them again. */
final class PeriodLaw {
    private PeriodLaw() {}

    /**
     * @param actor opaque id of who asks
     * @param today the day of recording
     */
    static Decision<CompanyEvent> decide(
            Timeline<Company, CompanyEvent> timeline,
            Periods periods,
            PeriodCommand command,
            CompanyId company,
            String actor,
            LocalDate today) {
        if (timeline.isEmpty()) {
            return Decision.refused(new UnknownCompany(company));
        }
        Periods.Reopening pending = periods.pending();
        EffectiveOn when = EffectiveOn.day(today);
        @Nullable
        PeriodEvent event = switch (command) {
            case ClosePeriod close -> new PeriodEvent.PeriodClosed(close.through(), actor, when);
            case RequestReopening request ->
                new PeriodEvent.ReopeningRequested(request.from(), request.reason(), actor, when);
            case ApproveReopening approve ->
                pending == null
                        ? null
                        : new PeriodEvent.PeriodReopened(approve.from(), pending.requestedBy(), actor, when);
            case WithdrawReopening withdraw ->
                pending == null
                        ? null
                        : new PeriodEvent.ReopeningWithdrawn(asked(withdraw.from(), pending), actor, when);
        };
        if (event == null) {
            return Decision.refused(new NoReopeningRequested());
        }
        return periods.refuses(event.act(), today)
                .<Decision<CompanyEvent>>map(Decision::refused)
                .orElseGet(() -> Decision.accepted(company.value(), List.of(event)));
    }

    private static LocalDate asked(@Nullable LocalDate from, Periods.Reopening pending) {
        return Objects.requireNonNullElse(from, pending.from());
    }
}
