package io.dealledger.calculation.antidilution;

import io.dealledger.calculation.FigureRounding;
import io.dealledger.calculation.Formula;
import io.dealledger.calculation.Given;
import io.dealledger.calculation.ShareRounding;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The adjustment of conversion prices by one issue, for several classes at once: each from its own conversion price as it
 * stands before the issue, and all from the same capitalisation before the issue. Later issues start from the prices that
 * the one before has left.
 */
public final class AntiDilution {
    private static final int MOST_CLASSES = 1000;

    private AntiDilution() {}

    /**
     * @param newPrice consideration per share of the issue, in money
     * @param newShares shares issued or deemed to be issued, as converted to common; or {@code consideration}
     * @param consideration amount received for them, which makes consideration over price of shares
     * @param common outstanding before the issue
     * @param options outstanding before the issue, and warrants, as exercised; none when absent
     * @param reserved for grants not made yet, where the charter counts them; none when absent
     * @param outstanding what A is, where the charter counts otherwise; counted by the method of each class when absent
     * @param exempt why the issue adjusts nothing; absent for every other issue
     * @param classes all preferred classes, also those that are not protected
     */
    public record Terms(
            Fraction newPrice,
            @Nullable Fraction newShares,
            @Nullable Fraction consideration,
            Fraction common,
            @Nullable Fraction options,
            @Nullable Fraction reserved,
            @Nullable Fraction outstanding,
            @Nullable Exemption exempt,
            List<Preferred> classes,
            @Nullable Rounding rounding) {
        public Terms {
            Given.notNegative("newPrice", newPrice);
            Given.positiveIfPresent("newShares", newShares);
            Given.notNegativeIfPresent("consideration", consideration);
            Given.notNegative("common", common);
            Given.notNegativeIfPresent("options", options);
            Given.notNegativeIfPresent("reserved", reserved);
            Given.notNegativeIfPresent("outstanding", outstanding);
            classes = Given.atMost("classes", MOST_CLASSES, classes);
            Given.unique("classes", classes, Preferred::name);
            if (newShares == null && consideration == null) {
                throw InvalidValue.in("newShares", "missing", "", "the issue is told by newShares or by consideration");
            }
            if (newShares != null && consideration != null) {
                throw InvalidValue.in(
                        "consideration",
                        "given-twice",
                        Given.text(consideration),
                        "the issue is told by newShares (" + Given.text(newShares) + ") and by consideration ("
                                + Given.text(consideration) + "); one of them is enough");
            }
            if (consideration != null) {
                Given.positive("consideration", consideration);
                Given.positive("newPrice", newPrice);
            }
        }

        /** C: shares of the issue. */
        Fraction issued() {
            return newShares != null ? newShares : received().over(newPrice);
        }

        /** Amount that the issue brings. */
        Fraction received() {
            return consideration != null ? consideration : newPrice.times(issued());
        }
    }

    /**
     * @param shares outstanding before the issue
     * @param issuePrice original issue price: what the conversion ratio is measured by
     * @param conversionPrice as it stands before the issue; the issue price when absent
     */
    public record Preferred(
            String name,
            Fraction shares,
            Fraction issuePrice,
            @Nullable Fraction conversionPrice,
            Method method) {
        public Preferred {
            Given.notNegative("shares", shares);
            Given.positive("issuePrice", issuePrice);
            Given.positiveIfPresent("conversionPrice", conversionPrice);
        }

        Fraction price() {
            return conversionPrice == null ? issuePrice : conversionPrice;
        }

        Fraction asConverted() {
            return shares.times(issuePrice).over(price());
        }
    }

    /**
     * @param price of conversion prices; the ratio is measured by the rounded one; exact when absent
     * @param shares of shares as converted, per class; exact when absent
     */
    public record Rounding(
            @Nullable FigureRounding price, @Nullable ShareRounding shares) {}

    /**
     * @param newShares C
     * @param consideration amount received for them
     * @param broadBased A of the broad-based classes
     * @param narrowBased A of the narrow-based classes
     * @param exempt why nothing was adjusted; absent when the price decided
     * @param classes in the order in which they were given
     */
    public record Result(
            Fraction newShares,
            Fraction consideration,
            Fraction broadBased,
            Fraction narrowBased,
            @Nullable Exemption exempt,
            List<Adjusted> classes) {}

    /**
     * @param formula by which it was calculated
     * @param adjusted whether the issue was below the conversion price, and moved it
     * @param previousConversionPrice as it stood before the issue
     * @param conversionPrice as it stands from the issue on
     * @param ratio common shares that one share becomes: issue price over conversion price
     * @param asConverted common shares that the class becomes
     */
    public record Adjusted(
            String name,
            Formula formula,
            boolean adjusted,
            Fraction previousConversionPrice,
            Fraction conversionPrice,
            Fraction ratio,
            Fraction asConverted) {}

    public static Result of(Terms terms) {
        Fraction preferred = terms.classes.stream().map(Preferred::asConverted).reduce(Fraction.ZERO, Fraction::plus);
        Fraction broad = terms.outstanding != null
                ? terms.outstanding
                : terms.common.plus(preferred).plus(orNone(terms.options)).plus(orNone(terms.reserved));
        Fraction narrow = terms.outstanding != null ? terms.outstanding : preferred;
        return new Result(
                terms.issued(),
                terms.received(),
                broad,
                narrow,
                terms.exempt,
                terms.classes.stream()
                        .map(one -> adjusted(terms, one, broad, narrow))
                        .toList());
    }

    private static Fraction orNone(@Nullable Fraction shares) {
        return shares == null ? Fraction.ZERO : shares;
    }

    private static Adjusted adjusted(Terms terms, Preferred one, Fraction broad, Fraction narrow) {
        Fraction before = one.price();
        Fraction after = before;
        if (terms.exempt == null && terms.newPrice.compareTo(before) < 0) {
            after = switch (one.method) {
                case BROAD_BASED -> weighted(terms, before, broad);
                case NARROW_BASED -> weighted(terms, before, narrow);
                case FULL_RATCHET -> terms.newPrice;
                case NONE -> before;
            };
        }
        if (!after.equals(before) && terms.rounding != null) {
            // Rounded up it may lie above what it was, and no issue raises a conversion price.
            after = FigureRounding.round(after, terms.rounding.price).min(before);
        }
        if (after.isZero()) {
            throw InvalidValue.in(
                    "newPrice",
                    "ratio-without-bound",
                    Given.text(terms.newPrice),
                    "an issue at " + Given.text(terms.newPrice) + " makes the conversion price of " + one.name
                            + " zero, and a share of it would become common without bound");
        }
        Fraction ratio = one.issuePrice.over(after);
        return new Adjusted(
                one.name,
                one.method.formula(),
                !after.equals(before),
                before,
                after,
                ratio,
                ShareRounding.round(one.shares.times(ratio), terms.rounding == null ? null : terms.rounding.shares));
    }

    private static Fraction weighted(Terms terms, Fraction price, Fraction outstanding) {
        Fraction bought = terms.received().over(price);
        return price.times(outstanding.plus(bought)).over(outstanding.plus(terms.issued()));
    }
}
