package io.dealledger.ledger;

/** Names a company: {@code co_} and then 1 to 64 of a to z, 0 to 9 and hyphen. */
public record CompanyId(String value) implements Id, Comparable<CompanyId> {
    public static final String PREFIX = "co_";

    public CompanyId {
        Id.check(PREFIX, value);
    }

    @Override
    public int compareTo(CompanyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
