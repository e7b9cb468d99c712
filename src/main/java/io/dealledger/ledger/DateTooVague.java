package io.dealledger.ledger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A fact needs another one whose date is too vague to say that it came first.
 *
 * @param version place of the vague event in its stream
 */
public record DateTooVague(
        String stream,
        long version,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate effectiveOn,
        String needs) implements Refusal {
    @Override
    public String detail() {
        return "Event " + version + " of " + stream + " is only known to have taken effect by " + effectiveOn
                + (effectiveFrom == null ? "" : ", not before " + effectiveFrom)
                + "; correct it to a sharper date first. Without it: " + needs;
    }
}
