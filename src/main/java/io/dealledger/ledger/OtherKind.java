package io.dealledger.ledger;

import java.util.List;

/**
 * A correction says the same kind of thing as what it corrects, once.
 *
 * @param corrected kind of the event
 * @param given kinds of the facts that the replacement leads to
 */
public record OtherKind(long event, String corrected, List<String> given) implements Refusal {
    @Override
    public String detail() {
        return "Event " + event + " is one " + corrected + "; the replacement leads to " + String.join(" and ", given)
                + ". Make the event void and record the other fact instead";
    }
}
