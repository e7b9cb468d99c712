package io.dealledger.ledger;

/** An event that makes another one void states nothing that could be stated better. */
public record VoidIsNotReplaced(long event) implements Refusal {
    @Override
    public String detail() {
        return "Event " + event + " makes another event void. Make it void itself, which restores that event, and then"
                + " correct that one";
    }
}
