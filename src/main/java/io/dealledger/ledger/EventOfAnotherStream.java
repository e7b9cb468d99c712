package io.dealledger.ledger;

/** @param stream to which the event belongs @param expected to which the command was sent */
public record EventOfAnotherStream(long event, String stream, String expected) implements Refusal {
    @Override
    public String detail() {
        return "Event " + event + " belongs to " + stream + ", not to " + expected;
    }
}
