package io.dealledger.ledger;

/** One event cannot be corrected in two ways at once. */
public record EventNamedTwice(long event) implements Refusal {
    @Override
    public String detail() {
        return "Event " + event + " is corrected twice by one command";
    }

    @Override
    public Kind kind() {
        return Kind.NEVER_VALID;
    }
}
