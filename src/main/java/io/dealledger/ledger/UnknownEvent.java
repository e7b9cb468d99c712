package io.dealledger.ledger;

/** @param event position that was given */
public record UnknownEvent(long event) implements Refusal {
    @Override
    public String detail() {
        return "No event has position " + event;
    }
}
