package io.dealledger.replay;

/** A run of the same kind and projection is under way, here or on another node. */
public final class RebuildRunning extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String projection;

    public RebuildRunning(Run.Kind kind, String projection) {
        super(
                switch (kind) {
                    case REBUILD -> projection + " is being made anew already";
                    case REPLAY -> projection + " is being replayed already";
                });
        this.projection = projection;
    }

    public String projection() {
        return projection;
    }
}
