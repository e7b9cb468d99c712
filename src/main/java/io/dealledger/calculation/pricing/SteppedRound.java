package io.dealledger.calculation.pricing;

import io.dealledger.calculation.FigureRounding;
import io.dealledger.calculation.pricing.PricingRefusal.PriceRoundsToZero;
import io.dealledger.calculation.pricing.RoundFacts.Converting;
import io.dealledger.calculation.pricing.RoundFacts.Counted;
import io.dealledger.calculation.pricing.RoundFacts.Protected;
import io.dealledger.calculation.pricing.RoundFacts.Quote;
import io.dealledger.money.Fraction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The count of shares of a round whose prices or shares are rounded: a count from which prices follow from which the
 * same count follows.
 *
 * <p>A step takes a count (T, C), works out the prices, rounds them, works out the shares, rounds those and adds them
 * up. Every rounding keeps order (of two figures the greater one is never rounded to less), so a step from a greater
 * count never leads to a smaller one; steps that begin with the shares of before the round therefore only go up. When
 * prices are rounded up and shares down, they stay below the exact count, and since whole shares and rounded prices are
 * steps of some width they come to rest: at a count that agrees with itself, the least there is. When prices are rounded
 * down they can fall further and further until one of them is zero; only then there is no solution, and the residue says
 * by how much the best count that was come by misses.
 *
 * <p>There can be several solutions, some shares apart. The one that is taken is what a plain iteration reaches from the
 * count that the round would have without conversions; that is the method of the public calculator of 1984 Ventures,
 * and gives its numbers. Where that goes round in circles, the least solution is taken; where a walk is too long, because
 * nearly everything converts, the one that is reached from the exact count.
 */
final class SteppedRound {
    /** No round needs nearly as many. */
    private static final int MOST_STEPS = 20_000;

    /**
     * What a count leads to.
     *
     * @param from the count that prices were worked out from
     * @param counted what the shares add up to
     * @param bought new shares
     * @param newShares of each investor
     * @param protectedShares of each protected holder
     * @param conversions of each convertible
     */
    record Step(
            Counted from,
            Counted counted,
            Fraction price,
            Fraction bought,
            List<Fraction> newShares,
            List<Fraction> protectedShares,
            List<Converted> conversions) {
        boolean agrees() {
            return counted.total().equals(from.total()) && counted.company().equals(from.company());
        }

        Fraction residue() {
            return counted.total().minus(from.total());
        }
    }

    /** @param byPart whether its fixed part made more shares than any price, or is all that it has */
    record Converted(Fraction shares, Quote quote, boolean byPart) {}

    private final RoundFacts facts;
    private @Nullable Step best;
    private @Nullable PricingRefusal refusal;

    private SteppedRound(RoundFacts facts) {
        this.facts = facts;
    }

    /** What the search ends with. */
    sealed interface Outcome {}

    /** The step that agrees with itself; else the one that misses by least of those that were come by. */
    record Found(Step step) implements Outcome {}

    /** Not even the first step could be taken. */
    record Refused(PricingRefusal why) implements Outcome {}

    /** @param exact the count without rounding */
    static Outcome solve(RoundFacts facts, Counted exact) {
        return new SteppedRound(facts).solve(exact);
    }

    /** The shares and prices of a count that was worked out exactly. */
    static Step at(RoundFacts facts, Counted counted) {
        Step step = new SteppedRound(facts).counting(counted, facts.exactPriceAt(counted.total()));
        if (step == null) {
            throw new IllegalStateException("no exact price is zero");
        }
        return step;
    }

    private Outcome solve(Counted exact) {
        Step found = walk(facts.capitalisation() == null ? withoutConversions() : atStatedPrices());
        if (found == null || !found.agrees()) {
            found = walk(today());
        }
        if (best != null && (found == null || !found.agrees())) {
            found = walk(whole(exact));
        }
        if (found != null && found.agrees()) {
            return new Found(found);
        }
        return best != null ? new Found(best) : new Refused(Objects.requireNonNull(refusal));
    }

    private Counted today() {
        return new Counted(
                facts.before(), facts.before(), facts.pooled(), facts.before().minus(facts.pooled()));
    }

    private Counted whole(Counted exact) {
        Fraction total = facts.whole(exact.total());
        return new Counted(total, facts.whole(exact.company()), facts.poolAt(total), exact.issued());
    }

    /** Where prices do not depend on the count a step finds everything but the pool, which then is a part of the sum. */
    private Counted atStatedPrices() {
        Step step = step(today());
        if (step == null) {
            return today();
        }
        Fraction others = step.counted().total().minus(step.counted().pool());
        Fraction least = others.plus(facts.pooled()).plus(facts.poolAdded());
        Fraction total = least.max(facts.whole(others.over(Fraction.ONE.minus(facts.poolPart()))));
        return new Counted(
                total,
                step.counted().company(),
                facts.poolAt(total),
                step.counted().issued());
    }

    private Counted withoutConversions() {
        Fraction room =
                Fraction.ONE.minus(facts.poolPart()).minus(facts.raised().over(facts.postMoney()));
        Fraction total = room.signum() <= 0
                ? facts.before()
                : facts.before().max(facts.whole(facts.before().over(room)));
        Fraction price = facts.priceAt(total);
        if (price.isZero()) {
            return today();
        }
        Fraction pool = facts.poolAt(total);
        Fraction bought = newShares(price).stream().reduce(Fraction.ZERO, Fraction::plus);
        // A price that is rounded down by much can seem to sell more than there is.
        Fraction company = facts.before().max(total.minus(bought).minus(pool.minus(facts.pooled())));
        return new Counted(total, company, pool, facts.before().minus(facts.pooled()));
    }

    private @Nullable Step walk(Counted start) {
        Set<List<Fraction>> seen = new HashSet<>();
        Counted from = start;
        Step step = null;
        while (seen.size() < MOST_STEPS && seen.add(List.of(from.total(), from.company()))) {
            step = step(from);
            if (step == null) {
                return null;
            }
            if (best == null || magnitude(step.residue()).compareTo(magnitude(best.residue())) < 0) {
                best = step;
            }
            if (step.agrees()) {
                return step;
            }
            from = facts.roundsShares() ? step.counted() : step.from();
        }
        return step;
    }

    private static Fraction magnitude(Fraction figure) {
        return figure.signum() < 0 ? figure.negate() : figure;
    }

    /** Absent when a price is rounded to zero. */
    private @Nullable Step step(Counted from) {
        Fraction price = facts.priceAt(from.total());
        if (price.isZero()) {
            return zero(
                    "/rounding/price",
                    facts.exactPriceAt(from.total()),
                    facts.rounding().price());
        }
        return facts.roundsShares() ? counting(from, price) : fractional(from, price);
    }

    private @Nullable Step zero(String pointer, Fraction exact, @Nullable FigureRounding rounding) {
        refusal = new PriceRoundsToZero(pointer, exact, Objects.requireNonNull(rounding));
        return null;
    }

    private List<Fraction> newShares(Fraction price) {
        return facts.investors().stream()
                .map(investor -> facts.whole(investor.amount().over(price)))
                .toList();
    }

    /** Counts the shares at these prices, each rounded by itself where that is asked for. */
    private @Nullable Step counting(Counted from, Fraction price) {
        List<Fraction> newShares = newShares(price);
        Fraction bought = facts.roundsShares() ? sum(newShares) : facts.raised().over(price);
        List<Fraction> protectedShares = new ArrayList<>();
        for (Protected holder : facts.protectedHolders()) {
            Fraction ratio = holder.ratio(facts.raised(), price, bought);
            protectedShares.add(
                    ratio.equals(Fraction.ONE)
                            ? holder.shares()
                            : facts.whole(holder.shares().times(ratio)));
        }
        Fraction issued = facts.plain().plus(sum(protectedShares));
        Fraction pool = facts.poolAt(from.total());
        Counted measured = new Counted(from.total(), from.company(), pool, issued);
        List<Converted> conversions = conversions(measured, price);
        if (conversions == null) {
            return null;
        }
        Fraction company = issued.plus(facts.pooled())
                .plus(conversions.stream().map(Converted::shares).reduce(Fraction.ZERO, Fraction::plus));
        Fraction total = company.minus(facts.pooled()).plus(pool).plus(bought);
        return new Step(
                measured,
                new Counted(total, company, pool, issued),
                price,
                bought,
                newShares,
                protectedShares,
                conversions);
    }

    /** Fixed parts are of the company with all parts in it, before these are rounded to whole shares. */
    private @Nullable List<Converted> conversions(Counted measured, Fraction price) {
        List<Converted> conversions = new ArrayList<>();
        for (Converting convertible : facts.convertibles()) {
            Quote quote = facts.best(convertible, price, measured);
            if (quote.price().isZero()) {
                zero(
                        "/rounding/conversionPrice",
                        quote.exact(),
                        facts.rounding().conversion());
                return null;
            }
            conversions.add(
                    convertible.isFixed()
                            ? new Converted(Fraction.ZERO, quote, true)
                            : new Converted(facts.whole(convertible.amount().over(quote.price())), quote, false));
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            Fraction company = companyWithParts(measured.issued(), conversions);
            for (int index = 0; index < conversions.size(); index++) {
                Fraction part = facts.convertibles().get(index).part();
                Converted converted = conversions.get(index);
                if (part != null
                        && !converted.byPart()
                        && part.times(company).compareTo(converted.shares()) > 0
                        && parts(conversions).plus(part).compareTo(Fraction.ONE) < 0) {
                    conversions.set(index, new Converted(Fraction.ZERO, converted.quote(), true));
                    company = companyWithParts(measured.issued(), conversions);
                    changed = true;
                }
            }
        }
        Fraction company = companyWithParts(measured.issued(), conversions);
        for (int index = 0; index < conversions.size(); index++) {
            Converted converted = conversions.get(index);
            Fraction part = facts.convertibles().get(index).part();
            if (converted.byPart() && part != null) {
                conversions.set(index, new Converted(facts.whole(part.times(company)), converted.quote(), true));
            }
        }
        return conversions;
    }

    private Fraction parts(List<Converted> conversions) {
        Fraction parts = Fraction.ZERO;
        for (int index = 0; index < conversions.size(); index++) {
            Fraction part = facts.convertibles().get(index).part();
            if (conversions.get(index).byPart() && part != null) {
                parts = parts.plus(part);
            }
        }
        return parts;
    }

    private Fraction companyWithParts(Fraction issued, List<Converted> conversions) {
        Fraction others = issued.plus(facts.pooled());
        for (Converted converted : conversions) {
            others = converted.byPart() ? others : others.plus(converted.shares());
        }
        return others.over(Fraction.ONE.minus(parts(conversions)));
    }

    /** Shares stay fractions: at given prices their count is a linear equation, which is solved and not iterated. */
    private @Nullable Step fractional(Counted from, Fraction price) {
        boolean fixedPrice = facts.capitalisation() != null
                || RoundFacts.rounds(facts.rounding().price());
        List<Fraction> conversionPrices = null;
        if (RoundFacts.rounds(facts.rounding().conversion())) {
            conversionPrices = new ArrayList<>();
            for (Converting convertible : facts.convertibles()) {
                Quote quote = facts.best(convertible, price, from);
                if (quote.price().isZero()) {
                    return zero(
                            "/rounding/conversionPrice",
                            quote.exact(),
                            facts.rounding().conversion());
                }
                conversionPrices.add(quote.price());
            }
        }
        return switch (ExactRound.solveAt(facts, fixedPrice ? price : null, conversionPrices)) {
            case ExactRound.Impossible impossible -> {
                refusal = impossible.why();
                yield null;
            }
            case ExactRound.Solved(Counted counted) -> {
                Fraction next = facts.priceAt(counted.total());
                yield next.isZero()
                        ? zero(
                                "/rounding/price",
                                facts.exactPriceAt(counted.total()),
                                facts.rounding().price())
                        : counting(counted, next);
            }
        };
    }

    private static Fraction sum(List<Fraction> figures) {
        return figures.stream().reduce(Fraction.ZERO, Fraction::plus);
    }
}
