package io.dealledger.calculation.pricing;

import io.dealledger.calculation.pricing.PricingRefusal.NothingLeft;
import io.dealledger.calculation.pricing.RoundFacts.AtRound;
import io.dealledger.calculation.pricing.RoundFacts.Cap;
import io.dealledger.calculation.pricing.RoundFacts.Converting;
import io.dealledger.calculation.pricing.RoundFacts.Counted;
import io.dealledger.calculation.pricing.RoundFacts.Discount;
import io.dealledger.calculation.pricing.RoundFacts.Offer;
import io.dealledger.calculation.pricing.RoundFacts.Protected;
import io.dealledger.money.Fraction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The count of shares of a round, in exact fractions.
 *
 * <p>Everything that depends on the price depends on three counts: T, all shares after the round; C, holders and
 * conversions; Q, the pool. Whatever a holder may choose, for a given choice the shares that follow are linear in them
 * and grow with them:
 *
 * <pre>
 * new money       T · raised / post-money                at the price      a · T / post-money
 * pool            o · T, or what there is                at a discount     a · T / (post-money · (1 - d))
 * weighted avg.   n · (A + new) / (A + raised / CP)      at a cap          a · (C, issued + Q, or C - pooled + Q) / cap
 * full ratchet    n · CP · T / post-money                fixed part        p · C
 *
 * C = issued + pooled + conversions                      T = C - pooled + Q + new money
 * </pre>
 *
 * <p>So a choice gives one linear equation in T. Everybody takes what makes most shares: the counts are the least
 * solution of "the greatest of several increasing linear functions". It is found by improving choices (Howard 1960):
 * begin with the choices that never make more shares than others, solve, let everybody who can do strictly better at
 * these counts do so, and solve again. Each solution is greater than the one before, because all functions increase; so
 * no set of choices comes twice, and there are finitely many. When a set of choices has no solution, because together
 * they would take everything, then there is none at all: any count that satisfied everybody would bound theirs from
 * above. Where there is a solution it is the only one.
 */
final class ExactRound {
    /** What the search ends with. */
    sealed interface Outcome {}

    record Solved(Counted counted) implements Outcome {}

    record Impossible(NothingLeft why) implements Outcome {}

    /** {@code k + t T + c C + q Q} */
    private record Linear(Fraction k, Fraction t, Fraction c, Fraction q) {
        static Linear constant(Fraction k) {
            return new Linear(k, Fraction.ZERO, Fraction.ZERO, Fraction.ZERO);
        }

        static Linear ofTotal(Fraction t) {
            return new Linear(Fraction.ZERO, t, Fraction.ZERO, Fraction.ZERO);
        }

        static Linear ofCompany(Fraction c) {
            return new Linear(Fraction.ZERO, Fraction.ZERO, c, Fraction.ZERO);
        }

        static Linear ofPool(Fraction q) {
            return new Linear(Fraction.ZERO, Fraction.ZERO, Fraction.ZERO, q);
        }

        Linear plus(Linear other) {
            return new Linear(k.plus(other.k), t.plus(other.t), c.plus(other.c), q.plus(other.q));
        }

        Linear times(Fraction factor) {
            return new Linear(k.times(factor), t.times(factor), c.times(factor), q.times(factor));
        }

        Fraction at(Fraction total, Fraction company, Fraction pool) {
            return k.plus(t.times(total)).plus(c.times(company)).plus(q.times(pool));
        }
    }

    private final RoundFacts facts;
    /** Of the round, when it does not depend on the count. */
    private final @Nullable Fraction price;
    /** Of each convertible, when it does not depend on the count: the one that was rounded. */
    private final @Nullable List<Fraction> conversionPrices;

    private final int[] offers;
    private final boolean[] triggered;
    private boolean poolGrows;

    private ExactRound(RoundFacts facts, @Nullable Fraction price, @Nullable List<Fraction> conversionPrices) {
        this.facts = facts;
        this.price = price;
        this.conversionPrices = conversionPrices;
        this.triggered = new boolean[facts.protectedHolders().size()];
        this.offers = new int[facts.convertibles().size()];
        for (int index = 0; index < offers.length; index++) {
            Converting convertible = facts.convertibles().get(index);
            // At the price of the round, which stands last; or at the one price there is.
            offers[index] = convertible.isFixed() ? 0 : ways(index) - 1 - (convertible.part() == null ? 0 : 1);
        }
    }

    static Outcome solve(RoundFacts facts) {
        return new ExactRound(facts, facts.capitalisation() == null ? null : facts.exactPriceAt(Fraction.ONE), null)
                .solve();
    }

    /**
     * The count when prices are what they were rounded to.
     *
     * @param price of the round
     * @param conversionPrices of every convertible; absent when they are not rounded
     */
    static Outcome solveAt(RoundFacts facts, @Nullable Fraction price, @Nullable List<Fraction> conversionPrices) {
        return new ExactRound(facts, price, conversionPrices).solve();
    }

    private Outcome solve() {
        while (true) {
            Outcome outcome = solveForChoices();
            if (!(outcome instanceof Solved solved) || !improve(solved.counted)) {
                return outcome;
            }
        }
    }

    private Outcome solveForChoices() {
        Fraction kept = facts.pooled().plus(facts.poolAdded());
        Fraction pool = poolGrows ? Fraction.ZERO : kept;
        Fraction poolPart = poolGrows ? facts.poolPart() : Fraction.ZERO;
        Fraction bought = price == null ? Fraction.ZERO : facts.raised().over(price);
        Fraction boughtPart = price == null ? facts.raised().over(facts.postMoney()) : Fraction.ZERO;
        Linear issued = issued();
        Linear company = issued.plus(Linear.constant(facts.pooled()));
        for (int index = 0; index < offers.length; index++) {
            company = company.plus(shares(index, offers[index], issued));
        }
        // Q is pool + poolPart T, so that C (1 - c) = k + t T and T (1 - new - pool) = C - pooled + pool + bought.
        Fraction k = company.k.plus(company.q.times(pool));
        Fraction t = company.t.plus(company.q.times(poolPart));
        Fraction ofCompany = Fraction.ONE.minus(company.c);
        Fraction ofTotal = Fraction.ONE.minus(boughtPart).minus(poolPart);
        Fraction left = ofCompany.times(ofTotal).minus(t);
        if (ofCompany.signum() <= 0 || ofTotal.signum() <= 0 || left.signum() <= 0) {
            Fraction ofPreMoney = Fraction.ONE.minus(boughtPart);
            return new Impossible(new NothingLeft(
                    ofTotal.signum() <= 0 ? "/poolPostMoney" : "/convertibles",
                    boughtPart,
                    poolPart,
                    company.c,
                    t.over(ofPreMoney)));
        }
        Fraction beside = pool.plus(bought).minus(facts.pooled());
        Fraction total = k.plus(ofCompany.times(beside)).over(left);
        Fraction counted = total.times(ofTotal).minus(beside);
        Fraction poolCount = pool.plus(poolPart.times(total));
        return new Solved(new Counted(total, counted, poolCount, issued.at(total, counted, poolCount)));
    }

    /** Lets everybody who can do better at these counts do so. */
    private boolean improve(Counted counted) {
        boolean improved = false;
        Linear issued = issued();
        for (int index = 0; index < triggered.length; index++) {
            Protected holder = facts.protectedHolders().get(index);
            if (!triggered[index] && at(protectedShares(holder), counted).compareTo(holder.shares()) > 0) {
                triggered[index] = true;
                improved = true;
            }
        }
        if (!poolGrows
                && facts.poolPart()
                                .times(counted.total())
                                .compareTo(facts.pooled().plus(facts.poolAdded()))
                        > 0) {
            poolGrows = true;
            improved = true;
        }
        for (int index = 0; index < offers.length; index++) {
            Fraction most = at(shares(index, offers[index], issued), counted);
            for (int way = 0; way < ways(index); way++) {
                Fraction shares = at(shares(index, way, issued), counted);
                if (shares.compareTo(most) > 0) {
                    most = shares;
                    offers[index] = way;
                    improved = true;
                }
            }
        }
        return improved;
    }

    private static Fraction at(Linear shares, Counted counted) {
        return shares.at(counted.total(), counted.company(), counted.pool());
    }

    private Linear issued() {
        Linear issued = Linear.constant(facts.plain());
        for (int index = 0; index < triggered.length; index++) {
            Protected holder = facts.protectedHolders().get(index);
            issued = issued.plus(triggered[index] ? protectedShares(holder) : Linear.constant(holder.shares()));
        }
        return issued;
    }

    /** When the protection works; beyond the price that it protects from, fewer than there are. */
    private Linear protectedShares(Protected holder) {
        return switch (holder.method()) {
            case BROAD_BASED, NARROW_BASED ->
                Linear.constant(holder.base())
                        .plus(perPrice(facts.raised()))
                        .times(holder.shares()
                                .over(holder.base().plus(facts.raised().over(holder.conversionPrice()))));
            case FULL_RATCHET -> perPrice(holder.shares().times(holder.conversionPrice()));
            case NONE -> Linear.constant(holder.shares());
        };
    }

    /** {@code amount / price} */
    private Linear perPrice(Fraction amount) {
        return price == null ? Linear.ofTotal(amount.over(facts.postMoney())) : Linear.constant(amount.over(price));
    }

    /** The ways that a convertible has: its prices, and then its fixed part; or that alone. */
    private int ways(int index) {
        Converting convertible = facts.convertibles().get(index);
        if (convertible.isFixed()) {
            return 1;
        }
        return (conversionPrices == null ? convertible.offers().size() : 1) + (convertible.part() == null ? 0 : 1);
    }

    private Linear shares(int index, int way, Linear issued) {
        Converting convertible = facts.convertibles().get(index);
        Fraction part = convertible.part();
        if (part != null && way == ways(index) - 1) {
            return Linear.ofCompany(part);
        }
        Fraction amount = convertible.amount();
        if (conversionPrices != null) {
            return Linear.constant(amount.over(conversionPrices.get(index)));
        }
        Offer offer = convertible.offers().get(way);
        return switch (offer) {
            case AtRound _ -> perPrice(amount);
            case Discount discount -> perPrice(amount.over(discount.kept()));
            case Cap cap -> under(cap, issued).times(amount.over(cap.valuation()));
        };
    }

    private Linear under(Cap cap, Linear issued) {
        Fraction stated = facts.capitalisation();
        return stated != null
                ? Linear.constant(stated)
                : switch (cap.basis()) {
                    case COMPANY -> Linear.ofCompany(Fraction.ONE);
                    case EXISTING -> issued.plus(Linear.ofPool(Fraction.ONE));
                    case PRE_MONEY ->
                        Linear.ofCompany(Fraction.ONE)
                                .plus(Linear.ofPool(Fraction.ONE))
                                .plus(Linear.constant(facts.pooled().negate()));
                };
    }
}
