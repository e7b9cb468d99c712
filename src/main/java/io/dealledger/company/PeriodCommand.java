package io.dealledger.company;

import io.dealledger.ledger.Words;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a client asks to be done to the periods of a company's books; no part of a batch, since others may do it. */
public sealed interface PeriodCommand {
    /** @param through last day to be closed; every day before it is closed with it */
    record ClosePeriod(LocalDate through) implements PeriodCommand {}

    /** @param from first day to be opened again; every day after it is opened with it */
    record RequestReopening(LocalDate from, String reason) implements PeriodCommand {
        public RequestReopening {
            reason = Words.check("reason", reason, Words.REASON);
        }
    }

    /** @param from what was asked for: whoever approves says what, so that nothing else is approved */
    record ApproveReopening(LocalDate from) implements PeriodCommand {}

    /** @param from what was asked for; absent for whatever was */
    record WithdrawReopening(@Nullable LocalDate from) implements PeriodCommand {}
}
