package io.dealledger.replay;

import java.time.Duration;
import java.util.List;

/** Port: the projections as they stand. */
public interface Projections {
    /**
     * @param position all events up to here are in its tables
     * @param rebuilding how far a rebuild has come, -1 when there is none
     * @param head position of the newest event
     */
    record Progress(String name, long position, long rebuilding, long head) {
        public long lag() {
            return head - position;
        }
    }

    /**
     * What a fresh calculation from the journal gives beside the live rows.
     *
     * @param position up to which both were compared
     * @param missing rows that live should have and has not
     * @param surplus rows that live has and should not
     */
    record Comparison(String name, long position, long missing, long surplus) {
        public boolean isEqual() {
            return missing == 0 && surplus == 0;
        }
    }

    List<Progress> progress();

    /** Waits until the projection holds all events up to the position; false when the time is over before. */
    boolean await(String name, long position, Duration timeout) throws InterruptedException;

    /**
     * Fills new tables beside the live ones and puts them in their place when they have caught up. What an
     * interrupted rebuild had filled is not filled again.
     *
     * @throws RebuildRunning when one is under way
     */
    void rebuild(String name);

    Comparison compare(String name);
}
