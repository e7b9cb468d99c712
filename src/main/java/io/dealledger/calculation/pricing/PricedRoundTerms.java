package io.dealledger.calculation.pricing;

import io.dealledger.calculation.FigureRounding;
import io.dealledger.calculation.Given;
import io.dealledger.calculation.ShareRounding;
import io.dealledger.calculation.antidilution.Method;
import io.dealledger.money.Fraction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Terms of a priced round. Amounts are in one currency, whichever it is; shares are counted as converted into common.
 * What cannot be is refused by {@link RoundPricing#price}, not here.
 *
 * @param preMoney what the company is worth before the new money, everything that converts and the pool included; this
 *     or {@code postMoney}
 * @param postMoney the same with the new money
 * @param raise new money, of which it does not matter whose it is; this or {@code newInvestors}; neither is a round
 *     without new money, in which convertibles only convert
 * @param newInvestors new money by investor; each one's shares are rounded on their own
 * @param holders everything issued, granted or reserved before the round
 * @param poolPostMoney the pool after the round as a fraction of all shares after it; the pool never shrinks
 * @param poolBasis what {@code poolPostMoney} counts; {@link PoolBasis#UNISSUED} when absent
 * @param poolIncrease instead of {@code poolPostMoney}: how many shares are added to the pool, before the new money
 * @param convertibles everything that converts in this round, in the order in which it was issued
 * @param capitalisation takes the place of the counted shares under the price of the round and under every cap, where
 *     documents define it otherwise than everything before the new money
 * @param rounding nothing is rounded when absent
 */
public record PricedRoundTerms(
        @Nullable Fraction preMoney,
        @Nullable Fraction postMoney,
        @Nullable Fraction raise,
        List<NewInvestor> newInvestors,
        List<ExistingHolder> holders,
        @Nullable Fraction poolPostMoney,
        @Nullable PoolBasis poolBasis,
        @Nullable Fraction poolIncrease,
        List<Convertible> convertibles,
        @Nullable Fraction capitalisation,
        @Nullable RoundRounding rounding) {
    /** Limits on everything: with each of them the exact figures have more digits. */
    private static final int MOST = 100;

    private static final int MOST_PROTECTED = 25;

    public PricedRoundTerms {
        newInvestors = Given.atMost("newInvestors", MOST, newInvestors);
        holders = Given.atMost("holders", 10 * MOST, holders);
        convertibles = Given.atMost("convertibles", MOST, convertibles);
        Given.atMost(
                "holders",
                MOST_PROTECTED,
                holders.stream().filter(holder -> holder.antiDilution() != null).toList());
    }

    /** @param amount what is invested, more than zero */
    public record NewInvestor(String name, Fraction amount) {}

    /** What the target of a pool counts. */
    public enum PoolBasis {
        /** What is reserved and not granted: holders marked {@code unissuedPool}. */
        UNISSUED,
        /** Granted options as well: also holders marked {@code options}. */
        TOTAL
    }

    /**
     * @param shares as converted, not negative
     * @param unissuedPool whether this is the pool, or part of it, which the round fills up; not so when absent
     * @param options whether these are granted options of the plan, which a pool of basis {@code TOTAL} counts; not so
     *     when absent
     * @param antiDilution that it converts into more shares when the round is cheaper than its own was; a fixed count
     *     when absent
     */
    public record ExistingHolder(
            String name,
            Fraction shares,
            @Nullable Boolean unissuedPool,
            @Nullable Boolean options,
            @Nullable AntiDilution antiDilution) {
        public ExistingHolder(String name, Fraction shares) {
            this(name, shares, null, null, null);
        }

        boolean isUnissued() {
            return Boolean.TRUE.equals(unissuedPool);
        }

        boolean isIn(PoolBasis basis) {
            return isUnissued() || (basis == PoolBasis.TOTAL && Boolean.TRUE.equals(options));
        }
    }

    /**
     * Protection of a preferred class against a cheaper round, worked out together with the round's price because each
     * needs the other. New shares are those for new money; what converts in the round is left out.
     *
     * @param method {@code NONE} for a class that is not protected and only counts in the base of a narrow-based one
     * @param conversionPrice the one before the round
     * @param base A of a weighted average; when absent all holders of these terms for a broad-based one, and those that
     *     say something here for a narrow-based one
     */
    public record AntiDilution(
            Method method,
            Fraction conversionPrice,
            @Nullable Fraction base) {}

    /**
     * @param price of the round
     * @param conversionPrice of caps and discounts; as {@code price} when absent
     * @param shares of each new investor, conversion and protected holder, and of the pool
     */
    public record RoundRounding(
            @Nullable FigureRounding price,
            @Nullable FigureRounding conversionPrice,
            @Nullable ShareRounding shares) {
        static final RoundRounding NONE = new RoundRounding(null, null, null);

        @Nullable
        FigureRounding conversion() {
            return conversionPrice == null ? price : conversionPrice;
        }
    }
}
