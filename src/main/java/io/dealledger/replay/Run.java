package io.dealledger.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A projection being made from the journal once more, or what came of it.
 *
 * @param id rises with every run of this ledger
 * @param knownAt position that ends a replay; absent for a rebuild, which ends at the newest event
 * @param position all events up to here are in its tables
 * @param goal position that it is on the way to
 * @param resumedFrom position at which the present attempt began
 * @param startedAt when its first attempt began
 * @param resumedAt when the present attempt began
 * @param changedAt when it last came further
 * @param endedAt absent while it runs
 * @param finding what the comparison found; absent before it, and where there was nothing to compare with
 * @param tables of a replay that can still be looked at
 * @param failure why it failed; absent when it did not
 */
public record Run(
        long id,
        Kind kind,
        String projection,
        @Nullable Long knownAt,
        State state,
        Phase phase,
        long position,
        long goal,
        long resumedFrom,
        Instant startedAt,
        Instant resumedAt,
        Instant changedAt,
        @Nullable Instant endedAt,
        @Nullable Finding finding,
        List<String> tables,
        @Nullable String failure) {
    /** What the new tables are for. */
    public enum Kind {
        /** They take the place of the live ones. */
        REBUILD,
        /** They are compared with the live ones and put aside. */
        REPLAY
    }

    /** Whether it goes on, and why not. */
    public enum State {
        RUNNING,
        /** Somebody stopped it. The next start goes on from there. */
        STOPPED,
        /** Its process is gone. The next start goes on from there. */
        INTERRUPTED,
        /** The next start tries again from there. */
        FAILED,
        DONE,
        /** What it had filled is of no use to this version of the program; another run began anew. */
        ABANDONED
    }

    /** What it does at present, or did last; in this order. */
    public enum Phase {
        FILLING,
        INDEXING,
        CATCHING_UP,
        SWAPPING,
        COMPARING
    }

    /**
     * What the new rows are beside those that were live.
     *
     * @param position up to which both were compared
     * @param missing rows that were not live and should have been
     * @param surplus rows that were live and should not have been
     */
    public record Finding(long position, long missing, long surplus) {
        public boolean isEqual() {
            return missing == 0 && surplus == 0;
        }
    }

    private static final long MILLIS = 1000;

    /** Whether the next start goes on with it. */
    public boolean isUnfinished() {
        return switch (state) {
            case RUNNING, STOPPED, INTERRUPTED, FAILED -> true;
            case DONE, ABANDONED -> false;
        };
    }

    /** Events per second of the present attempt, 0 before the first are done. */
    public long perSecond() {
        long millis = Math.max(1, Duration.between(resumedAt, changedAt).toMillis());
        return (position - resumedFrom) * MILLIS / millis;
    }

    /** How long the rest of the events takes at this rate; absent when nobody can say. */
    public @Nullable Duration remaining() {
        long perSecond = perSecond();
        boolean reading = switch (phase) {
            case FILLING, CATCHING_UP -> true;
            case INDEXING, SWAPPING, COMPARING -> false;
        };
        return state == State.RUNNING && reading && perSecond > 0
                ? Duration.ofSeconds((goal - position) / perSecond)
                : null;
    }
}
