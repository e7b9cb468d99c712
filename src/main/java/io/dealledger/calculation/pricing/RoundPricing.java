package io.dealledger.calculation.pricing;

import io.dealledger.calculation.FigureRounding;
import io.dealledger.calculation.Formula;
import io.dealledger.calculation.ShareRounding;
import io.dealledger.calculation.pricing.PricedRound.Controlling;
import io.dealledger.calculation.pricing.PricedRound.Conversion;
import io.dealledger.calculation.pricing.PricedRound.Row;
import io.dealledger.calculation.pricing.PricedRound.Standing;
import io.dealledger.calculation.pricing.PricedRoundTerms.ExistingHolder;
import io.dealledger.calculation.pricing.PricedRoundTerms.PoolBasis;
import io.dealledger.calculation.pricing.RoundFacts.Cap;
import io.dealledger.calculation.pricing.RoundFacts.Converting;
import io.dealledger.calculation.pricing.RoundFacts.Counted;
import io.dealledger.calculation.pricing.RoundFacts.Discount;
import io.dealledger.calculation.pricing.RoundFacts.Offer;
import io.dealledger.calculation.pricing.RoundFacts.Quote;
import io.dealledger.calculation.pricing.SteppedRound.Converted;
import io.dealledger.calculation.pricing.SteppedRound.Step;
import io.dealledger.money.Fraction;
import java.util.ArrayList;
import java.util.List;

/**
 * Prices a round: {@code price = post-money / T}, where T counts everything after it, also what only follows from the
 * price. Pool and conversions are in the pre-money valuation. Sources: the post-money SAFE and its user guide (Y
 * Combinator 2018), the SAFE of 2013, the model charter of the NVCA; each formula stands with the field it belongs to.
 *
 * <p>Without rounding the answer is exact ({@link ExactRound}); with it, prices and shares agree with each other to the
 * share, or the answer says that they do not ({@link SteppedRound}).
 */
public final class RoundPricing {
    public static final Formula FORMULA = new Formula("priced-round", 2);

    private RoundPricing() {}

    public static Pricing price(PricedRoundTerms terms) {
        return switch (RoundChecks.check(terms)) {
            case RoundChecks.Refused(PricingRefusal why) -> why;
            case RoundChecks.Possible(RoundFacts facts) -> price(terms, facts);
        };
    }

    private static Pricing price(PricedRoundTerms terms, RoundFacts facts) {
        return switch (ExactRound.solve(facts)) {
            case ExactRound.Impossible impossible -> impossible.why();
            case ExactRound.Solved(Counted counted) ->
                facts.roundsShares() || facts.roundsPrices()
                        ? switch (SteppedRound.solve(facts, counted)) {
                            case SteppedRound.Refused(PricingRefusal why) -> why;
                            case SteppedRound.Found(Step step) -> priced(terms, facts, step);
                        }
                        : priced(terms, facts, SteppedRound.at(facts, counted));
        };
    }

    private static PricedRound priced(PricedRoundTerms terms, RoundFacts facts, Step step) {
        Fraction total = step.counted().total();
        Fraction company = step.counted().company();
        Fraction pool = step.counted().pool();
        Fraction newShares = step.bought();
        Fraction difference = facts.postMoney().minus(step.price().times(total));
        List<Conversion> conversions = new ArrayList<>();
        for (int index = 0; index < step.conversions().size(); index++) {
            conversions.add(conversion(facts, step, index));
        }
        return new PricedRound(
                FORMULA,
                applied(facts),
                step.price(),
                total,
                newShares,
                pool,
                percent(pool, total),
                pool.minus(facts.pooled()),
                facts.raised(),
                facts.preMoney(),
                facts.postMoney(),
                step.price().times(facts.before()),
                total.minus(newShares),
                company,
                conversions,
                rows(terms, facts, step),
                difference.isZero() ? null : difference,
                step.agrees() ? null : step.residue());
    }

    private static PricedRoundTerms.RoundRounding applied(RoundFacts facts) {
        FigureRounding price = facts.rounding().price();
        FigureRounding conversion = facts.rounding().conversion();
        return new PricedRoundTerms.RoundRounding(
                price == null ? FigureRounding.NONE : price,
                conversion == null ? FigureRounding.NONE : conversion,
                facts.roundsShares() ? ShareRounding.FLOOR : ShareRounding.EXACT);
    }

    private static Conversion conversion(RoundFacts facts, Step step, int index) {
        Converting convertible = facts.convertibles().get(index);
        Converted converted = step.conversions().get(index);
        Quote quote = converted.quote();
        Fraction shares = converted.shares();
        Fraction price = !converted.byPart()
                ? quote.price()
                : shares.isZero() ? null : convertible.amount().over(shares);
        Fraction remainder =
                price == null ? convertible.amount() : convertible.amount().minus(shares.times(price));
        Interest interest = convertible.terms().interest();
        Convertible elected = converted.byPart() ? null : quote.offer().of();
        Convertible by = elected == null ? convertible.terms() : elected;
        Fraction cap = by.statedCap();
        Fraction discount = by.discount();
        return new Conversion(
                convertible.terms().name(),
                convertible.terms().kind(),
                convertible.amount(),
                convertible.interest(),
                interest == null ? null : interest.days(),
                price,
                shares,
                converted.byPart() ? Controlling.PERCENT : quote.offer().controlling(),
                elected == null ? null : elected.name(),
                convertible.part() == null ? null : convertible.part().times(Fraction.HUNDRED),
                cap == null ? null : comesTo(facts, step, new Cap(cap, by.basis(), elected)),
                discount == null || discount.isZero()
                        ? null
                        : comesTo(facts, step, new Discount(Fraction.ONE.minus(discount), elected)),
                shares.times(step.price()),
                percent(shares, step.counted().company()),
                percent(shares, step.counted().total()),
                remainder.isZero() ? null : remainder);
    }

    private static Fraction comesTo(RoundFacts facts, Step step, Offer offer) {
        return facts.quote(offer, step.price(), step.from()).price();
    }

    private static List<Row> rows(PricedRoundTerms terms, RoundFacts facts, Step step) {
        Fraction total = step.counted().total();
        PoolBasis basis = basis(terms);
        List<Row> rows = new ArrayList<>();
        int poolRow = poolRow(terms.holders());
        Fraction poolIncrease = step.counted().pool().minus(facts.pooled());
        int protectedIndex = 0;
        for (int index = 0; index < terms.holders().size(); index++) {
            ExistingHolder holder = terms.holders().get(index);
            Fraction shares = index == poolRow ? holder.shares().plus(poolIncrease) : holder.shares();
            Fraction conversionPrice = null;
            if (protectedIndex < facts.protectedHolders().size()
                    && facts.protectedHolders().get(protectedIndex).index() == index) {
                RoundFacts.Protected protectedHolder = facts.protectedHolders().get(protectedIndex);
                shares = step.protectedShares().get(protectedIndex);
                conversionPrice = protectedHolder
                        .conversionPrice()
                        .over(protectedHolder.ratio(facts.raised(), step.price(), step.bought()));
                protectedIndex++;
            }
            Standing standing = holder.isIn(basis) ? Standing.POOL : Standing.HOLDER;
            rows.add(new Row(holder.name(), standing, shares, percent(shares, total), conversionPrice));
        }
        if (terms.holders().isEmpty()) {
            rows.add(row("Holders", Standing.HOLDER, facts.before(), total));
        }
        if (poolRow < 0 && !poolIncrease.isZero()) {
            rows.add(row("Option pool", Standing.POOL, poolIncrease, total));
        }
        for (int index = 0; index < step.conversions().size(); index++) {
            String name = facts.convertibles().get(index).terms().name();
            rows.add(
                    row(name, Standing.CONVERSION, step.conversions().get(index).shares(), total));
        }
        for (int index = 0; index < step.newShares().size(); index++) {
            String name = facts.investors().get(index).name();
            rows.add(row(name, Standing.NEW_MONEY, step.newShares().get(index), total));
        }
        return rows;
    }

    private static Row row(String name, Standing standing, Fraction shares, Fraction total) {
        return new Row(name, standing, shares, percent(shares, total), null);
    }

    /** The last unissued part of the pool is filled up; when there is none the increase has a row of its own. */
    private static int poolRow(List<ExistingHolder> holders) {
        for (int index = holders.size() - 1; index >= 0; index--) {
            if (holders.get(index).isUnissued()) {
                return index;
            }
        }
        return -1;
    }

    static PoolBasis basis(PricedRoundTerms terms) {
        PoolBasis basis = terms.poolBasis();
        return basis == null ? PoolBasis.UNISSUED : basis;
    }

    private static Fraction percent(Fraction shares, Fraction of) {
        return shares.times(Fraction.HUNDRED).over(of);
    }
}
