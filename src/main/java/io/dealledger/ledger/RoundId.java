package io.dealledger.ledger;

/** Names a round, held or reported, within its company: {@code rd_} and then 1 to 64 of a to z, 0 to 9 and hyphen. */
public record RoundId(String value) implements Id, Comparable<RoundId> {
    public static final String PREFIX = "rd_";

    public RoundId {
        Id.check(PREFIX, value);
    }

    @Override
    public int compareTo(RoundId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
