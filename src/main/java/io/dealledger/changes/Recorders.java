package io.dealledger.changes;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Port: who recorded events, and with which command. */
interface Recorders {
    /**
     * @param name what happened, as it is stored
     * @param actor opaque id of who recorded it
     * @param commandEnd position of the last event of the same command
     * @param corrects position of the event in whose place it comes
     * @param reason of the correction
     */
    record Recorder(
            String name,
            @Nullable String actor,
            long commandEnd,
            @Nullable Long corrects,
            @Nullable String reason) {}

    /** In which a day of recording begins and ends. */
    default ZoneId zone() {
        return ZoneOffset.UTC;
    }

    /** By position; what does not exist is left out. */
    Map<Long, Recorder> of(Collection<Long> positions);
}
