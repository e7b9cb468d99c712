package io.dealledger.journal;

import io.dealledger.http.HttpProblem;

/**
 * A page of the journal that is asked for.
 *
 * @param after position behind which it begins
 * @param limit most events of the page
 */
public record JournalQuestion(JournalFilter filter, long after, int limit) {
    private static final int MOST = 1000;

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
