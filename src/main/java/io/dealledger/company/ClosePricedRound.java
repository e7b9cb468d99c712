package io.dealledger.company;

import io.dealledger.calculation.paytoplay.ConversionRate;
import io.dealledger.calculation.pricing.Convertible.CapBasis;
import io.dealledger.calculation.pricing.PricedRoundTerms.PoolBasis;
import io.dealledger.calculation.pricing.PricedRoundTerms.RoundRounding;
import io.dealledger.ledger.ClosingId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Precision;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Fraction;
import io.dealledger.money.Money;
import io.dealledger.money.Shares;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prices a round from what the company is on that day, and closes it: the price, the pool, every conversion, the shares
 * for new money and the adjusted conversion ratios are decided together, by the function that prices a round for
 * outsiders. What the record knows is taken from it; here stands what it cannot know.
 *
 * @param shareClass of the new money; one of its shares converts into one share of common
 * @param preMoney this or {@code postMoney}
 * @param raise new money in all; needed where an investor's amount is not stated
 * @param newInvestors who pays; when absent those who are committed to the round, with what they have not paid yet
 * @param plan whose pool the round fills up; may be left out while there is only one plan
 * @param poolPostMoney the unissued pool (or the whole one, by {@code poolBasis}) as a fraction of all shares after the
 *     round @param poolIncrease instead of it: how many shares are added
 * @param convertibles those that convert, instead of all that convert by themselves in a round; empty for none
 * @param capitalisation takes the place of the counted shares under the price and under every cap
 * @param rounding of the price, which has to be rounded, and of caps and discounts; shares are always whole
 * @param acceptResidue whether a round is recorded whose rounded price agrees with no whole number of shares
 * @param payToPlay holders who are held to take their part in the round
 * @param last whether the round is closed for good; it is when absent
 */
public record ClosePricedRound(
        RoundId round,
        @Nullable ClosingId id,
        String shareClass,
        @Nullable Money preMoney,
        @Nullable Money postMoney,
        @Nullable Money raise,
        @Nullable List<NewInvestor> newInvestors,
        @Nullable String plan,
        @Nullable Fraction poolPostMoney,
        @Nullable PoolBasis poolBasis,
        @Nullable Shares poolIncrease,
        @Nullable List<Converting> convertibles,
        @Nullable Shares capitalisation,
        RoundRounding rounding,
        @Nullable Boolean acceptResidue,
        @Nullable List<Obliged> payToPlay,
        @Nullable Boolean last,
        @Nullable StatedDate effectiveOn,
        @Nullable Precision precision)
        implements CompanyCommand {

    /**
     * @param amount the most that it pays: the shares are whole, and it pays for those that it receives; when absent,
     *     and without {@code proRata}, it takes what the others leave of {@code raise}
     * @param proRata whether it takes up its pro rata right, and no more
     * @param legs how it pays the amount, in cash when absent; what the whole shares leave of it comes off the last leg
     *     in cash
     */
    public record NewInvestor(
            PartyId to,
            @Nullable Money amount,
            @Nullable Boolean proRata,
            @Nullable List<Leg> legs,
            @Nullable SecurityId security) {}

    /**
     * @param trigger by which it converts; may be left out where only one can be meant
     * @param shareClass that it becomes; as its trigger says when absent, and otherwise that of the new money
     * @param capBasis shares that its cap is divided by; as its terms have it when absent
     */
    public record Converting(
            SecurityId security,
            @Nullable String trigger,
            @Nullable String shareClass,
            @Nullable CapBasis capBasis,
            @Nullable SecurityId newSecurity) {}

    /**
     * A holder of preferred shares who has to invest, or loses them.
     *
     * @param obligation amount that it had to invest; its pro rata part of the new money when absent
     * @param rate preferred to common: 10:1 makes one common share of ten preferred
     * @param into class of common that they become
     */
    public record Obliged(
            PartyId party, String shareClass, @Nullable Money obligation, ConversionRate rate, String into) {}
}
