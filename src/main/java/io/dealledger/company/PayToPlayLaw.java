package io.dealledger.company;

import io.dealledger.calculation.Given;
import io.dealledger.calculation.ShareRounding;
import io.dealledger.calculation.paytoplay.PayToPlay;
import io.dealledger.company.ClosePricedRound.Obliged;
import io.dealledger.company.CompanyRefusal.NotThePricedClass;
import io.dealledger.company.ConvertibleEvent.Calculation;
import io.dealledger.company.ShareEvent.SharesConverted;
import io.dealledger.money.Fraction;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What becomes, in a round, of the preferred of those who do not pay the part that they are obliged to. */
final class PayToPlayLaw {
    private PayToPlayLaw() {}

    /** What a holder loses who does not take its part: the oldest securities first. */
    static List<SharesConverted> forced(PricedRoundCase pricing, Obliged obliged, PricedRoundInvestors investors) {
        Shares held = pricing.company().shares().held(obliged.party(), obliged.shareClass());
        ShareLaw.missing(
                        pricing.company(),
                        obliged.party(),
                        obliged.shareClass(),
                        Shares.ZERO,
                        pricing.asked().day())
                .ifPresent(refusal -> {
                    throw new Objection(refusal);
                });
        if (obliged.shareClass().equals(obliged.into())) {
            throw new Objection(new NotThePricedClass(pricing.round(), obliged.into(), obliged.shareClass()));
        }
        Fraction paid = investors.paidBy(obliged.party());
        pricing.inCurrency(obliged.obligation());
        Fraction obligation = obliged.obligation() != null
                ? obliged.obligation().fraction()
                : investors
                        .raised()
                        .times(PricedRoundBasis.held(pricing.company(), obliged.party()))
                        .over(PricedRoundBasis.held(pricing.company(), null));
        PayToPlay.Result result = PayToPlay.of(new PayToPlay.Terms(
                held.fraction(), obligation, paid, obliged.rate(), new PayToPlay.Rounding(ShareRounding.FLOOR)));
        Calculation calculation = new Calculation(
                result.formula().name(),
                result.formula().version(),
                null,
                null,
                GrantLaw.WHOLE_SHARES,
                Map.of(
                        "round", pricing.round().value(),
                        "preferred", held.toString(),
                        "obligation", Given.text(obligation),
                        "invested", Given.text(paid),
                        "rate", obliged.rate().toString()),
                Map.of(
                        "participation", Given.text(result.participation()),
                        "retained", Given.text(result.retained()),
                        "forced", Given.text(result.forced()),
                        "common", Given.text(result.common())));
        Ratio ratio = new Ratio(
                obliged.rate().common().toDecimal(Shares.PLACES, RoundingMode.UNNECESSARY),
                obliged.rate().preferred().toDecimal(Shares.PLACES, RoundingMode.UNNECESSARY));
        List<SharesConverted> converted = new ArrayList<>();
        Fraction left = result.forced();
        Fraction taken = Fraction.ZERO;
        BigDecimal given = BigDecimal.ZERO;
        for (Security security : pricing.company().shares().lots(obliged.party(), obliged.shareClass())) {
            if (left.isZero()) {
                break;
            }
            Fraction part = left.min(security.quantity().fraction());
            left = left.minus(part);
            taken = taken.plus(part);
            // Rounded together, so that several securities lose no more than one would.
            BigDecimal common = obliged.rate().common(taken).toDecimal(0, RoundingMode.FLOOR);
            Shares becomes = new Shares(common.subtract(given));
            given = common;
            if (becomes.isZero()) {
                throw new Objection(new CompanyRefusal.ZeroAmount("payToPlay." + security.id()));
            }
            converted.add(new SharesConverted(
                    security.id(),
                    obliged.party(),
                    new Shares(part.toDecimal(Shares.PLACES, RoundingMode.UNNECESSARY)),
                    obliged.into(),
                    pricing.asked().securityOr(null),
                    becomes,
                    ratio,
                    GrantLaw.WHOLE_SHARES,
                    calculation,
                    pricing.when()));
        }
        return converted;
    }
}
