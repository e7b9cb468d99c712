package io.dealledger.ledger;

/** Names one closing of a round within its company: {@code cl_} and then 1 to 64 of a to z, 0 to 9 and hyphen. */
public record ClosingId(String value) implements Id, Comparable<ClosingId> {
    public static final String PREFIX = "cl_";

    public ClosingId {
        Id.check(PREFIX, value);
    }

    @Override
    public int compareTo(ClosingId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
