package io.dealledger.calculation.pricing;

import io.dealledger.calculation.Formula;
import io.dealledger.calculation.pricing.PricedRoundTerms.RoundRounding;
import io.dealledger.money.Fraction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A round with its price. Percentages are 0 to 100, and add up.
 *
 * @param formula by which it was calculated
 * @param rounding that was applied
 * @param price of a new share
 * @param totalShares after the round, fully diluted
 * @param newShares for new money
 * @param pool after the round, on the basis that was asked for
 * @param poolPercent of {@code totalShares}
 * @param poolIncrease what the round adds to the pool
 * @param raised new money
 * @param preMoney valuation before it
 * @param postMoney valuation with it
 * @param effectivePreMoney what the holders' shares of before the round are worth at its price: the pre-money valuation
 *     without what the pool and the conversions take of it
 * @param preMoneyShares everything but the shares for new money
 * @param companyCapitalisation the same without {@code poolIncrease}: what a post-money SAFE owns its part of
 * @param conversions in the order of the terms
 * @param holders everybody after the round: holders of before (the pool with its increase), conversions, new money
 * @param postMoneyDifference post-money valuation less price times total shares, where rounding or a stated
 *     capitalisation leaves one
 * @param residue where no whole numbers of shares agree with the rounded prices: total shares, less the total that the
 *     price was worked out from; absent where they agree
 */
public record PricedRound(
        Formula formula,
        RoundRounding rounding,
        Fraction price,
        Fraction totalShares,
        Fraction newShares,
        Fraction pool,
        Fraction poolPercent,
        Fraction poolIncrease,
        Fraction raised,
        Fraction preMoney,
        Fraction postMoney,
        Fraction effectivePreMoney,
        Fraction preMoneyShares,
        Fraction companyCapitalisation,
        List<Conversion> conversions,
        List<Row> holders,
        @Nullable Fraction postMoneyDifference,
        @Nullable Fraction residue)
        implements Pricing {

    /** What made most shares. Of equal terms the first of these counts, and the holder's own before another's. */
    public enum Controlling {
        CAP,
        DISCOUNT,
        ROUND,
        PERCENT
    }

    /**
     * What became of one convertible.
     *
     * @param amount that converts, interest included
     * @param interest part of {@code amount}
     * @param interestDays for which it ran, by its day count
     * @param price amount for one share; for {@code PERCENT} it follows from the shares, and is not rounded
     * @param elected the later one whose terms it took
     * @param percentOf the part of the company that {@code FIXED_PERCENT} was read as
     * @param capPrice what its own cap, or the elected one, comes to
     * @param discountPrice what its own discount, or the elected one, comes to
     * @param valueAtRound what the shares are worth at the price of the round
     * @param percentBefore of {@code companyCapitalisation}
     * @param percent of {@code totalShares}
     * @param remainder of the amount, for which there was no whole share
     */
    public record Conversion(
            String name,
            Convertible.Kind kind,
            Fraction amount,
            @Nullable Fraction interest,
            @Nullable Long interestDays,
            @Nullable Fraction price,
            Fraction shares,
            Controlling controlling,
            @Nullable String elected,
            @Nullable Fraction percentOf,
            @Nullable Fraction capPrice,
            @Nullable Fraction discountPrice,
            Fraction valueAtRound,
            Fraction percentBefore,
            Fraction percent,
            @Nullable Fraction remainder) {}

    /** Why somebody holds something after the round. */
    public enum Standing {
        HOLDER,
        POOL,
        CONVERSION,
        NEW_MONEY
    }

    /**
     * @param name as in the terms; the pool is called as its last holder was, or {@code Option pool}
     * @param conversionPrice after the round, of a protected holder
     */
    public record Row(
            String name,
            Standing standing,
            Fraction shares,
            Fraction percent,
            @Nullable Fraction conversionPrice) {}
}
