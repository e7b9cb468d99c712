package io.dealledger.whatif;

import io.dealledger.ledger.Refusal;

/**
 * What is asked cannot be calculated from the record.
 *
 * @param of the class, or the company
 * @param missing terms that are not recorded; empty where another thing stands in the way, which {@code reason} says
 */
record TermsNotRecorded(String of, String missing, String reason) implements Refusal {
    @Override
    public String detail() {
        return (of.isEmpty() ? "The company" : of) + ": " + reason;
    }
}
