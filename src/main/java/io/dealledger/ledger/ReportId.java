package io.dealledger.ledger;

/** Names a report that is not of a round (an investment, a total, a position) within its company: {@code rp_} and then 1 to 64 of a to z, 0 to 9 and hyphen. */
public record ReportId(String value) implements Id, Comparable<ReportId> {
    public static final String PREFIX = "rp_";

    public ReportId {
        Id.check(PREFIX, value);
    }

    @Override
    public int compareTo(ReportId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
