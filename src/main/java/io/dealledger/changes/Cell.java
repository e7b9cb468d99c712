package io.dealledger.changes;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One figure that is another one than before.
 *
 * @param path where it stands: names and ids, as a JSON pointer
 * @param before as the answer at the first point prints it; null when there was none
 * @param after as the answer at the second point prints it; null when there is none
 * @param cause why; several when different events changed it on the way
 * @param events positions of the events that changed it, ascending; the first {@link #EVENTS} of them
 * @param moreEvents how many more there are
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Cell(
        String path,
        @Nullable String before,
        @Nullable String after,
        Set<Cause> cause,
        List<Long> events,
        int moreEvents) {
    /** Most events that a cell lists: dilution alone may have come from thousands. */
    static final int EVENTS = 100;
}
