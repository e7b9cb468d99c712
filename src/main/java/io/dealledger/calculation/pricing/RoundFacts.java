package io.dealledger.calculation.pricing;

import io.dealledger.calculation.FigureRounding;
import io.dealledger.calculation.ShareRounding;
import io.dealledger.calculation.antidilution.Method;
import io.dealledger.calculation.pricing.Convertible.CapBasis;
import io.dealledger.calculation.pricing.PricedRound.Controlling;
import io.dealledger.calculation.pricing.PricedRoundTerms.NewInvestor;
import io.dealledger.calculation.pricing.PricedRoundTerms.RoundRounding;
import io.dealledger.money.Fraction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Terms of a round that were found possible, in the form in which they are calculated with.
 *
 * @param before all shares before the round, as they were given
 * @param plain those of them that neither belong to the pool nor are protected
 * @param pooled those of them that belong to the pool
 * @param poolPart the pool's part of all shares after the round; zero where nobody asks for one
 * @param poolAdded shares added to the pool in any case
 * @param capitalisation in place of the count; absent where it is counted
 */
record RoundFacts(
        Fraction preMoney,
        Fraction postMoney,
        Fraction raised,
        List<NewInvestor> investors,
        Fraction before,
        Fraction plain,
        Fraction pooled,
        List<Protected> protectedHolders,
        Fraction poolPart,
        Fraction poolAdded,
        List<Converting> convertibles,
        @Nullable Fraction capitalisation,
        RoundRounding rounding) {

    boolean roundsShares() {
        return rounding.shares() == ShareRounding.FLOOR;
    }

    boolean roundsPrices() {
        return rounds(rounding.price()) || rounds(rounding.conversion());
    }

    static boolean rounds(@Nullable FigureRounding rounding) {
        return rounding != null && rounding.mode() != FigureRounding.Mode.NONE;
    }

    Fraction whole(Fraction shares) {
        return ShareRounding.round(shares, rounding.shares());
    }

    /** The price when the round counts so many shares, rounded as a price is. */
    Fraction priceAt(Fraction totalShares) {
        return FigureRounding.round(exactPriceAt(totalShares), rounding.price());
    }

    Fraction exactPriceAt(Fraction totalShares) {
        return capitalisation == null ? postMoney.over(totalShares) : preMoney.over(capitalisation);
    }

    /** The pool when the round counts so many shares. It never shrinks. */
    Fraction poolAt(Fraction totalShares) {
        return pooled.plus(poolAdded).max(whole(poolPart.times(totalShares)));
    }

    /** @param index its place among the holders */
    record Protected(int index, Fraction shares, Fraction conversionPrice, Fraction base, Method method) {
        /** As-converted shares for one that there was; never less than one. */
        Fraction ratio(Fraction raised, Fraction price, Fraction newShares) {
            Fraction ratio = switch (method) {
                case BROAD_BASED, NARROW_BASED -> base.plus(newShares).over(base.plus(raised.over(conversionPrice)));
                case FULL_RATCHET -> conversionPrice.over(price);
                case NONE -> Fraction.ONE;
            };
            return ratio.max(Fraction.ONE);
        }
    }

    /**
     * @param amount interest included
     * @param part of the company that it takes in any case; absent where it takes none. Alone it is all that it takes
     * @param offers its own, then those of others that it may take, and always the price of the round, last; without
     *     those that another of them is never worse than
     */
    record Converting(
            Convertible terms,
            Fraction amount,
            @Nullable Fraction interest,
            @Nullable Fraction part,
            List<Offer> offers) {
        /** Whether it becomes its part of the company at any price: it has no other terms. */
        boolean isFixed() {
            return part != null && offers.size() == 1;
        }
    }

    /** One way to a price. */
    sealed interface Offer {
        Controlling controlling();

        /** Whose terms these are, when they are another's. */
        @Nullable
        Convertible of();
    }

    record Cap(Fraction valuation, CapBasis basis, @Nullable Convertible of) implements Offer {
        @Override
        public Controlling controlling() {
            return Controlling.CAP;
        }

        boolean isNeverWorseThan(Cap other) {
            return basis == other.basis && valuation.compareTo(other.valuation) <= 0;
        }
    }

    /** @param kept what is left of the price of the round: 0.80 after a discount of 20 % */
    record Discount(Fraction kept, @Nullable Convertible of) implements Offer {
        @Override
        public Controlling controlling() {
            return Controlling.DISCOUNT;
        }
    }

    record AtRound() implements Offer {
        @Override
        public Controlling controlling() {
            return Controlling.ROUND;
        }

        @Override
        public @Nullable Convertible of() {
            return null;
        }
    }

    /**
     * What shares are counted while prices are worked out.
     *
     * @param total T, after the round
     * @param company C, holders and conversions
     * @param pool Q, after the round
     * @param issued holders without the pool, protected ones as they convert
     */
    record Counted(Fraction total, Fraction company, Fraction pool, Fraction issued) {}

    /** The shares that a cap is divided by. */
    Fraction under(CapBasis basis, Counted counted) {
        return capitalisation != null
                ? capitalisation
                : switch (basis) {
                    case COMPANY -> counted.company;
                    case EXISTING -> counted.issued.plus(counted.pool);
                    case PRE_MONEY -> counted.company.minus(pooled).plus(counted.pool);
                };
    }

    /** A price that a convertible can have, before and after rounding. */
    record Quote(Offer offer, Fraction exact, Fraction price) {
        boolean beats(Quote other) {
            int rounded = price.compareTo(other.price);
            return rounded < 0 || (rounded == 0 && exact.compareTo(other.exact) < 0);
        }
    }

    Quote quote(Offer offer, Fraction price, Counted counted) {
        Fraction exact = switch (offer) {
            case Cap cap -> cap.valuation.over(under(cap.basis, counted));
            case Discount discount -> price.times(discount.kept);
            case AtRound _ -> price;
        };
        // The price of the round is rounded already, by its own rule.
        return new Quote(
                offer, exact, offer instanceof AtRound ? price : FigureRounding.round(exact, rounding.conversion()));
    }

    /** The lowest of all prices; of equal ones the first. */
    Quote best(Converting convertible, Fraction price, Counted counted) {
        Quote best = quote(convertible.offers.getFirst(), price, counted);
        for (Offer offer : convertible.offers.subList(1, convertible.offers.size())) {
            Quote quote = quote(offer, price, counted);
            best = quote.beats(best) ? quote : best;
        }
        return best;
    }
}
