package io.dealledger.ledger;

/** A correction that says what stands already. */
public record NothingChanged(long event) implements Refusal {
    @Override
    public String detail() {
        return "The replacement says what event " + event + " says";
    }
}
