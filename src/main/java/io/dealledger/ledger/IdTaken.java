package io.dealledger.ledger;

/** An id that a client chose is already in use. */
public record IdTaken(String id) implements Refusal {
    @Override
    public String detail() {
        return id + " is already registered";
    }
}
