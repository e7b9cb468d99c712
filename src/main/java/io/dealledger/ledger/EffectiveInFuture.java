package io.dealledger.ledger;

import java.time.LocalDate;

/** An effective date further ahead than the ledger accepts. */
public record EffectiveInFuture(LocalDate effectiveOn, LocalDate latest) implements Refusal {
    @Override
    public String detail() {
        return effectiveOn + " is in the future; the ledger takes effective dates up to " + latest;
    }
}
