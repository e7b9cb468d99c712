package io.dealledger.ledger;

/** Everything else in a stream rests on its registration: that one can be corrected, but not be made void. */
public record RegistrationStands(long event, String id) implements Refusal {
    @Override
    public String detail() {
        return "Event " + event + " registers " + id + "; it can be corrected but not be made void";
    }
}
