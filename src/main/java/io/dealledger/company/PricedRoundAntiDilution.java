package io.dealledger.company;

import io.dealledger.calculation.Given;
import io.dealledger.calculation.pricing.PricedRound;
import io.dealledger.calculation.pricing.PricedRound.Row;
import io.dealledger.calculation.pricing.PricedRound.Standing;
import io.dealledger.calculation.pricing.PricedRoundTerms.ExistingHolder;
import io.dealledger.company.ConvertibleEvent.Calculation;
import io.dealledger.company.PricedRoundRefusal.RoundHasNoPrice;
import io.dealledger.company.ShareEvent.ShareClassAmended;
import io.dealledger.money.Fraction;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Rounding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a round below the price of earlier ones does to the classes that are protected from it. */
final class PricedRoundAntiDilution {
    private PricedRoundAntiDilution() {}

    static List<ShareClassAmended> facts(PricedRoundCase pricing, PricedRound result, Price price) {
        List<ShareClassAmended> facts = new ArrayList<>();
        for (Row row : result.holders()) {
            if (row.conversionPrice() == null || row.standing() != Standing.HOLDER) {
                continue;
            }
            ShareClass shares =
                    Objects.requireNonNull(pricing.company().classes().get(row.name()));
            Price issuePrice = Objects.requireNonNull(shares.terms().issuePrice());
            pricing.inCurrency(new Money(BigDecimal.ZERO, issuePrice.currency()));
            Fraction before = shares.conversionPrice().orElseThrow();
            BigDecimal after = row.conversionPrice().toDecimal(Price.PLACES, RoundingMode.HALF_EVEN);
            if (Fraction.of(after).compareTo(before) >= 0) {
                continue;
            }
            if (after.signum() == 0) {
                throw new Objection(new RoundHasNoPrice(
                        pricing.round(),
                        "ratio-without-bound",
                        "/holders",
                        row.name(),
                        "its conversion price would be zero",
                        Map.of("conversionPrice", Given.text(row.conversionPrice()))));
            }
            Map<String, String> inputs = new LinkedHashMap<>();
            inputs.put("round", pricing.round().value());
            inputs.put("newPrice", price.amount().toPlainString());
            inputs.put("newShares", Given.text(result.newShares()));
            inputs.put("consideration", Given.text(result.raised()));
            inputs.put("conversionPrice", Given.text(before));
            base(pricing.company(), row.name()).ifPresent(base -> inputs.put("outstanding", Given.text(base)));
            var formula = Objects.requireNonNull(shares.terms().antiDilution()).formula();
            facts.add(ShareClassAmended.ratio(
                    row.name(),
                    ratio(issuePrice, shares.factor(), after),
                    new Calculation(
                            formula.name(),
                            formula.version(),
                            new Price(after, pricing.currency()),
                            null,
                            new Rounding(Price.PLACES, RoundingMode.HALF_EVEN),
                            inputs,
                            Map.of("conversionPrice", Given.text(row.conversionPrice()))),
                    pricing.when()));
        }
        return facts;
    }

    /** Issue price after splits over the new conversion price, both sides made whole by what the splits divide by. */
    private static Ratio ratio(Price issuePrice, Fraction factor, BigDecimal conversionPrice) {
        return new Ratio(
                issuePrice.amount().multiply(new BigDecimal(factor.denominator())),
                conversionPrice.multiply(new BigDecimal(factor.numerator())));
    }

    /** A of a weighted average. */
    private static Optional<Fraction> base(Company company, String shareClass) {
        List<ExistingHolder> rows = PricedRoundBasis.holders(company, null);
        return rows.stream()
                .filter(row -> row.name().equals(shareClass))
                .findFirst()
                .map(ExistingHolder::antiDilution)
                .flatMap(protection -> switch (protection.method()) {
                    case BROAD_BASED ->
                        Optional.of(rows.stream().map(ExistingHolder::shares).reduce(Fraction.ZERO, Fraction::plus));
                    case NARROW_BASED -> Optional.ofNullable(protection.base());
                    case FULL_RATCHET, NONE -> Optional.empty();
                });
    }
}
