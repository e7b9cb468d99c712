package io.dealledger.ocf.words;

/**
 * What stands in a package where OCF requires a field and nobody has recorded it. Each is a value that can be no answer, so
 * that a reader who knows them takes them for absent: no amount can be owed or paid in the currency {@code XXX}, which
 * ISO 4217 keeps for transactions without money, and ISO 3166-1 leaves {@code ZZ} to its users, who mean "unknown" by it.
 */
public final class NotRecorded {
    /** Amount of a price or a payment; only together with {@link #CURRENCY}. */
    public static final String AMOUNT = "0";

    public static final String CURRENCY = "XXX";
    public static final String COUNTRY = "ZZ";

    /** Trigger of a warrant that can be exercised at any time, which OCF cannot leave without one. */
    public static final String AT_ANY_TIME = "at-any-time";

    private NotRecorded() {}

    /** Whether an amount in that currency says that none is recorded. */
    public static boolean isAbsent(String currency) {
        return currency.equals(CURRENCY);
    }
}
