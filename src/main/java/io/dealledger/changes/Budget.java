package io.dealledger.changes;

import io.dealledger.http.HttpProblem;
import io.dealledger.http.ProblemType;

/**
 * What a question may cost, counted in facts that are folded. Whoever asks for too wide a window is told so, and does
 * not wait for an answer without end.
 */
final class Budget {
    static final long FACTS = 4_000_000;

    private final long most;
    private long spent;

    Budget(long most) {
        this.most = most;
    }

    void spend(long facts, int steps) {
        spent += Math.max(facts, 1);
        if (spent > most) {
            throw HttpProblem.of(
                            ProblemType.TOO_MUCH_WORK,
                            "Tracing every change over this window would fold more than " + most
                                    + " facts; ask for a narrower one, or for several one after the other")
                    .withFigure("steps", Integer.toString(steps))
                    .withFigure("factsAllowed", Long.toString(most));
        }
    }

    long spent() {
        return spent;
    }
}
