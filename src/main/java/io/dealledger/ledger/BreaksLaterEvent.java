package io.dealledger.ledger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A back-dated fact would make a later event impossible.
 *
 * @param version place of the later event in its stream
 * @param rule type of the rule that it would break
 * @param on effective date of the later event
 * @param because the broken rule's own sentence
 */
public record BreaksLaterEvent(
        String stream, long version, String rule, @Nullable LocalDate on, String because) implements Refusal {
    @Override
    public String detail() {
        return "Event " + version + " of " + stream + ", effective " + on + ", would then break a rule: " + because;
    }
}
