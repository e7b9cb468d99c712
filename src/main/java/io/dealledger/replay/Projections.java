package io.dealledger.replay;

import java.time.Duration;
import java.util.List;

/** Port: the projections as they stand. Who makes them anew asks {@link Runs}. */
public interface Projections {
    /**
     * @param position all events up to here are in its tables
     * @param head position of the newest event
     */
    record Progress(String name, long position, long head) {
        public long lag() {
            return head - position;
        }
    }

    List<Progress> progress();

    /** Waits until the projection holds all events up to the position; false when the time is over before. */
    boolean await(String name, long position, Duration timeout) throws InterruptedException;
}
