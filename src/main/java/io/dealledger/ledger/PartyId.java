package io.dealledger.ledger;

/** Names a party: {@code pa_} and then 1 to 64 of a to z, 0 to 9 and hyphen. */
public record PartyId(String value) implements Id, Comparable<PartyId> {
    public static final String PREFIX = "pa_";

    public PartyId {
        Id.check(PREFIX, value);
    }

    @Override
    public int compareTo(PartyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
