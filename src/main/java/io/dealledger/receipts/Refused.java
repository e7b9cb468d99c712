package io.dealledger.receipts;

import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.Positions;
import io.dealledger.ledger.Refusal;

/** A refusal as the problem that it is answered with, for questions that decide commands and record nothing. */
public final class Refused {
    private Refused() {}

    public static HttpProblem problem(Refusal refusal, Positions positions) {
        Reply.Refused refused = Reply.refused(refusal);
        return Rendering.problem(refused, Rendering.status(refused.kind()), positions);
    }
}
