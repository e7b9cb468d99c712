package io.dealledger.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Port: the one total order. */
public interface Positions {
    /** @param position of the newest event, 0 in an empty ledger; @param recordedAt no later event is stamped at or before it */
    record Head(long position, Instant recordedAt) {}

    Head head();

    /**
     * Position of the newest event recorded at or before an instant, 0 when there is none. For an instant
     * later than the head the ledger first makes sure that nothing can be stamped at or before it.
     *
     * @param instant not in the future
     * @throws NotSettled when this would have to write and may only read
     */
    long at(Instant instant);

    /** The position itself, or the end of the command before when it lies between the events of one command. */
    long endOfCommand(long position);

    /** Where the event of a stream stands; empty when there is none. */
    OptionalLong of(String stream, long version);

    /** Which event has a position; empty when none has. */
    Optional<EventId> event(long position);
}
