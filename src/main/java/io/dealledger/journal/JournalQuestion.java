package io.dealledger.journal;

import io.dealledger.http.HttpProblem;
import org.jspecify.annotations.Nullable;

/**
 * Which events are asked for.
 *
 * @param stream id of a stream; absent for all
 * @param after position behind which they begin
 * @param limit most events of the page
 */
public record JournalQuestion(@Nullable String stream, long after, int limit) {
    public static final int MOST = 1000;

    /** @throws HttpProblem when a parameter is out of its range */
    public JournalQuestion {
        if (after < 0) {
            throw HttpProblem.parameter("after", "negative", "it is a position, 0 or more");
        }
        if (limit < 1 || limit > MOST) {
            throw HttpProblem.parameter("limit", "out-of-range", "it is 1 to " + MOST);
        }
    }
}
