package io.dealledger.calculate;

import io.dealledger.calculation.pricing.PricedRound;
import io.dealledger.calculation.pricing.PricedRoundTerms;
import io.dealledger.calculation.pricing.PricingRefusal;
import io.dealledger.calculation.pricing.RoundPricing;
import io.dealledger.http.HttpProblem;
import io.dealledger.http.Problem.Wrong;
import io.dealledger.http.ProblemType;
import java.util.List;

/** Tells outsiders why a round has no price. */
final class PricedRounds {
    private PricedRounds() {}

    /** @throws HttpProblem 422 that names the field and the figures */
    static PricedRound of(PricedRoundTerms terms) {
        return switch (RoundPricing.price(terms)) {
            case PricedRound round -> round;
            case PricingRefusal refusal -> throw problem(refusal);
        };
    }

    private static HttpProblem problem(PricingRefusal refusal) {
        HttpProblem problem = HttpProblem.of(
                ProblemType.INVALID_BODY,
                refusal.pointer() + ": " + refusal.detail(),
                List.of(new Wrong(refusal.pointer(), refusal.code())));
        refusal.figures().forEach(problem::withFigure);
        return problem;
    }
}
