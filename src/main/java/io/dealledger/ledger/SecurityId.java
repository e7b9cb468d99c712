package io.dealledger.ledger;

/** Names a security, which every issuance makes, within its company: {@code se_} and then 1 to 64 of a to z, 0 to 9 and hyphen. */
public record SecurityId(String value) implements Id, Comparable<SecurityId> {
    public static final String PREFIX = "se_";

    public SecurityId {
        Id.check(PREFIX, value);
    }

    @Override
    public int compareTo(SecurityId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
