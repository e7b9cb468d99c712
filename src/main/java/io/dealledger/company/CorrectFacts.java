package io.dealledger.company;

import io.dealledger.company.CompanyCommand.Batch;
import io.dealledger.ledger.Words;
import io.dealledger.money.InvalidValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Corrections of recorded facts of one company, all or none. No part of a batch: a set of corrections is one.
 *
 * @param reason why; it is kept in the open for ever, so it holds no personal data
 */
public record CorrectFacts(String reason, List<Correction> corrections) {
    /**
     * @param replacement of the same kind as what led to the event; without dates of its own it keeps the event's
     * @param voided whether the event is to be void; then there is no replacement
     */
    public record Correction(
            long event,
            @Nullable CompanyCommand replacement,
            @Nullable Boolean voided) implements io.dealledger.ledger.Correction<CompanyCommand> {
        public Correction {
            io.dealledger.ledger.Correction.check(event, replacement, voided);
            if (replacement instanceof Batch) {
                throw InvalidValue.in("replacement", "not-allowed", "Batch", "one fact is replaced by one");
            }
        }
    }

    public CorrectFacts {
        reason = Words.check("reason", reason, Words.REASON);
        if (corrections.isEmpty()) {
            throw InvalidValue.in("corrections", "empty", "", "it names no event that is to be corrected");
        }
        corrections = List.copyOf(corrections);
    }
}
