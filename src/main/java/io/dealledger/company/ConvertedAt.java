package io.dealledger.company;

import io.dealledger.calculation.pricing.PricedRound;
import io.dealledger.calculation.pricing.PricedRoundTerms;
import io.dealledger.calculation.pricing.PricingRefusal;
import io.dealledger.calculation.pricing.RoundPricing;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Fraction;
import io.dealledger.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the outstanding convertibles would become on a day, all at once: those with a number of shares of their own
 * always, the others at a valuation that is named. Shares of common, exact.
 *
 * @param shares by security
 * @param without why a security has no number
 */
public record ConvertedAt(Map<SecurityId, Fraction> shares, Map<SecurityId, String> without) {

    /** @param preMoney valuation before any new money; absent when none is named */
    public static ConvertedAt of(Company company, LocalDate on, @Nullable Money preMoney) {
        Map<SecurityId, Fraction> shares = new LinkedHashMap<>();
        Map<SecurityId, String> without = new LinkedHashMap<>();
        List<io.dealledger.calculation.pricing.Convertible> priced = new ArrayList<>();
        for (Convertible convertible : PricedRoundBasis.convertibles(company)) {
            Optional<ConversionTrigger> trigger = trigger(convertible, on);
            if (trigger.isEmpty()) {
                without.put(convertible.id(), "no trigger that is open decides how it converts");
                continue;
            }
            switch (ConvertibleTerms.of(convertible, trigger.get(), null, on)) {
                case ConvertibleTerms.Fixed read ->
                    shares.put(convertible.id(), read.quantity().fraction());
                case ConvertibleTerms.Unreadable(Refusal why) -> without.put(convertible.id(), why.detail());
                case ConvertibleTerms.Priced read -> {
                    if (preMoney == null) {
                        without.put(convertible.id(), "it converts at a price, and no valuation is named");
                    } else if (!preMoney.currency().equals(convertible.amount().currency())) {
                        without.put(
                                convertible.id(),
                                "it is in " + convertible.amount().currency().code() + ", the valuation in "
                                        + preMoney.currency().code());
                    } else {
                        priced.add(read.terms());
                    }
                }
            }
        }
        if (preMoney != null && !priced.isEmpty()) {
            price(company, preMoney, priced, shares, without);
        }
        return new ConvertedAt(Map.copyOf(shares), Map.copyOf(without));
    }

    private static void price(
            Company company,
            Money preMoney,
            List<io.dealledger.calculation.pricing.Convertible> convertibles,
            Map<SecurityId, Fraction> shares,
            Map<SecurityId, String> without) {
        List<PricedRoundTerms.ExistingHolder> holders = new ArrayList<>(PricedRoundBasis.holders(company, null));
        shares.forEach((id, fixed) -> holders.add(new PricedRoundTerms.ExistingHolder(id.value(), fixed)));
        switch (RoundPricing.price(new PricedRoundTerms(
                preMoney.fraction(), null, null, List.of(), holders, null, null, null, convertibles, null, null))) {
            case PricedRound round ->
                round.conversions()
                        .forEach(conversion -> shares.put(new SecurityId(conversion.name()), conversion.shares()));
            case PricingRefusal refusal ->
                convertibles.forEach(one -> without.put(new SecurityId(one.name()), refusal.detail()));
        }
    }

    /** The one that a round fires; else the only one there is. */
    private static Optional<ConversionTrigger> trigger(Convertible convertible, LocalDate on) {
        List<ConversionTrigger> open = convertible.triggers().stream()
                .filter(trigger -> trigger.isOpen(on))
                .toList();
        List<ConversionTrigger> automatic = open.stream()
                .filter(trigger -> trigger.kind() == ConversionTrigger.Kind.AUTOMATIC_ON_CONDITION)
                .toList();
        List<ConversionTrigger> ofRound = automatic.stream()
                .filter(trigger -> Boolean.TRUE.equals(trigger.right().futureRound()))
                .toList();
        for (List<ConversionTrigger> some : List.of(ofRound, automatic, open)) {
            if (some.size() == 1) {
                return Optional.of(some.getFirst());
            }
        }
        return Optional.empty();
    }
}
