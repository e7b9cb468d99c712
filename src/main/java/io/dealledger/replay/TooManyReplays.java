package io.dealledger.replay;

/** As many replays are kept as may be; each takes as much room as the projection itself. */
public final class TooManyReplays extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int kept;

    public TooManyReplays(int kept) {
        super(kept + " replays are kept; drop one first");
        this.kept = kept;
    }

    public int kept() {
        return kept;
    }
}
