package io.dealledger.ledger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something has come in the place of the event already, and the client has not seen it.
 *
 * @param event position that was given
 * @param version place in the stream of what stands there now, or of what made it void
 * @param voided whether nothing stands there
 * @param on effective date of what stands there
 */
public record AlreadyCorrected(
        long event,
        String stream,
        long version,
        boolean voided,
        @Nullable LocalDate on) implements Refusal {
    @Override
    public String detail() {
        return "Event " + event + " does not stand any more: event " + version + " of " + stream
                + (voided ? " made it void" : " has come in its place; correct that one");
    }
}
