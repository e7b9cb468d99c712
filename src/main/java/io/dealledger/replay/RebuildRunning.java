package io.dealledger.replay;

/** A rebuild of the same projection is under way, here or on another node. */
public final class RebuildRunning extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RebuildRunning(String projection) {
        super("a rebuild of " + projection + " is already running");
    }
}
