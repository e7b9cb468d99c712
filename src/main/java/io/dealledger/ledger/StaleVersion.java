package io.dealledger.ledger;

/**
 * The stream has another version than the client expected, so that nothing was decided. It leaves no receipt.
 */
public final class StaleVersion extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long version;

    /** @param version what the stream has; -1 when there is none */
    public StaleVersion(String stream, long expected, long version) {
        // Expected in every day's work, and answered as a value: no stack trace.
        super(stream + " has version " + version + ", not " + expected, null, false, false);
        this.version = version;
    }

    public long version() {
        return version;
    }
}
