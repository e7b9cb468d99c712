package io.dealledger.calculation.pricing;

import io.dealledger.calculation.Formula;
import io.dealledger.calculation.Given;
import io.dealledger.calculation.ShareRounding;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import org.jspecify.annotations.Nullable;

/**
 * A pro rata right: of the shares of a round a holder may buy as many as keep its part of the company what it is (NVCA
 * model investors' rights agreement, right of first offer).
 */
public final class ProRata {
    public static final Formula FORMULA = new Formula("pro-rata", 1);

    private ProRata() {}

    /**
     * @param holder shares of the holder before the round, as converted
     * @param fullyDiluted all shares before the round, more than zero and not fewer than {@code holder}
     * @param newShares shares of the round
     * @param price of one of them; says what the right costs
     * @param shares whether the entitlement is a whole number; exact when absent
     */
    public record ProRataTerms(
            Fraction holder,
            Fraction fullyDiluted,
            Fraction newShares,
            @Nullable Fraction price,
            @Nullable ShareRounding shares) {
        public ProRataTerms {
            Given.notNegative("holder", holder);
            Given.positive("fullyDiluted", fullyDiluted);
            Given.notNegative("newShares", newShares);
            Given.positiveIfPresent("price", price);
            if (holder.compareTo(fullyDiluted) > 0) {
                throw InvalidValue.in(
                        "holder",
                        "out-of-range",
                        Given.text(holder),
                        "the holder has " + Given.text(holder) + " of " + Given.text(fullyDiluted) + " shares");
            }
        }
    }

    /**
     * Percentages are 0 to 100.
     *
     * @param entitlement {@code newShares x holder / fullyDiluted}
     * @param amount that it costs; absent when the price is not known
     * @param percentAfterIfExercised of all shares after the round, which are the same whoever buys them
     */
    public record ProRataResult(
            Formula formula,
            Fraction entitlement,
            @Nullable Fraction amount,
            Fraction percentBefore,
            Fraction percentAfterIfExercised,
            Fraction percentAfterIfNot) {}

    public static ProRataResult of(ProRataTerms terms) {
        Fraction entitlement =
                ShareRounding.round(terms.newShares.times(terms.holder).over(terms.fullyDiluted), terms.shares);
        Fraction after = terms.fullyDiluted.plus(terms.newShares);
        return new ProRataResult(
                FORMULA,
                entitlement,
                terms.price == null ? null : entitlement.times(terms.price),
                terms.holder.over(terms.fullyDiluted).times(Fraction.HUNDRED),
                terms.holder.plus(entitlement).over(after).times(Fraction.HUNDRED),
                terms.holder.over(after).times(Fraction.HUNDRED));
    }
}
