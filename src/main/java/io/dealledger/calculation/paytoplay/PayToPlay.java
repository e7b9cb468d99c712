package io.dealledger.calculation.paytoplay;

import io.dealledger.calculation.Formula;
import io.dealledger.calculation.Given;
import io.dealledger.calculation.ShareRounding;
import io.dealledger.money.Fraction;
import org.jspecify.annotations.Nullable;

/**
 * A holder keeps that part of its preferred shares which it has paid for of its obligation, and no more than all; the
 * rest is forced into common at a rate that is worse than the usual one (NVCA model charter, special mandatory
 * conversion).
 */
public final class PayToPlay {
    public static final Formula FORMULA = new Formula("pay-to-play", 1);

    private PayToPlay() {}

    /**
     * @param preferred shares of the holder before the round
     * @param obligation amount that it had to invest; when that is nothing, it keeps all
     * @param invested amount that it did invest
     * @param rate preferred to common
     */
    public record Terms(
            Fraction preferred,
            Fraction obligation,
            Fraction invested,
            ConversionRate rate,
            @Nullable Rounding rounding) {
        public Terms {
            Given.notNegative("preferred", preferred);
            Given.notNegative("obligation", obligation);
            Given.notNegative("invested", invested);
        }
    }

    /** @param shares {@code FLOOR}: what is kept and what it becomes are whole shares; exact when absent */
    public record Rounding(@Nullable ShareRounding shares) {}

    /**
     * @param formula by which it was calculated
     * @param participation part of the obligation that was met, 0 to 1
     * @param retained preferred shares that stay
     * @param forced preferred shares that are converted; with {@code retained} all there were
     * @param common shares that they become
     */
    public record Result(
            Formula formula, Fraction participation, Fraction retained, Fraction forced, Fraction common) {}

    public static Result of(Terms terms) {
        ShareRounding shares = terms.rounding == null ? null : terms.rounding.shares;
        Fraction participation = terms.obligation.isZero()
                ? Fraction.ONE
                : terms.invested.over(terms.obligation).min(Fraction.ONE);
        Fraction retained = participation.equals(Fraction.ONE)
                ? terms.preferred
                : ShareRounding.round(terms.preferred.times(participation), shares);
        Fraction forced = terms.preferred.minus(retained);
        return new Result(
                FORMULA, participation, retained, forced, ShareRounding.round(terms.rate.common(forced), shares));
    }
}
