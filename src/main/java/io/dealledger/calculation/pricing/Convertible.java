package io.dealledger.calculation.pricing;

import io.dealledger.money.Fraction;
import org.jspecify.annotations.Nullable;

/**
 * Something that becomes shares in the round. Of all that its terms offer the holder gets what makes most shares, and
 * never less than the amount buys at the price of the round; but a fixed part without other terms is that part at any
 * price.
 *
 * @param amount invested, or principal; interest comes on top
 * @param cap valuation over which it does not convert; 0 says that there is none, where something else says how it
 *     converts
 * @param discount the fraction taken off the price of the round, from 0 and below 1: 0.20 is four fifths of it; 0 says
 *     that it converts at the price of the round
 * @param percent of {@code FIXED_PERCENT}: its part of the company before new money and before the pool is filled up
 * @param mfn whether it may take the terms of any one that was issued later, which is: stands later in the list, and has
 *     a cap or a discount of its own; not so when absent
 * @param interest of a {@code NOTE}
 * @param capBasis shares that the cap is divided by; as its kind has it when absent
 */
public record Convertible(
        String name,
        Kind kind,
        Fraction amount,
        @Nullable Fraction cap,
        @Nullable Fraction discount,
        @Nullable Percent percent,
        @Nullable Boolean mfn,
        @Nullable Interest interest,
        @Nullable CapBasis capBasis) {

    public enum Kind {
        /** YC, since 2018: it owns amount / cap of everything before new money, itself and all others included. */
        SAFE_POST(CapBasis.COMPANY),
        /** YC, 2013 to 2018: its cap is divided by the shares before any conversion, the filled-up pool included. */
        SAFE_PRE(CapBasis.EXISTING),
        /** Its cap is set against the pre-money valuation, so it is divided by the same shares as that one. */
        NOTE(CapBasis.PRE_MONEY),
        /** A fixed part of the company before new money, as YC's 7 % for 125,000 dollars. */
        FIXED_PERCENT(CapBasis.COMPANY);

        private final CapBasis basis;

        Kind(CapBasis basis) {
            this.basis = basis;
        }
    }

    /** Shares that a cap is divided by. */
    public enum CapBasis {
        /** Holders and all conversions, but not what the round adds to the pool. */
        COMPANY,
        /** Holders and the pool as it is after the round, but no conversion. */
        EXISTING,
        /** Everything but the shares for new money. */
        PRE_MONEY
    }

    /** Without interest and MFN. */
    public static Convertible of(
            String name, Kind kind, Fraction amount, @Nullable Fraction cap, @Nullable Fraction discount) {
        return new Convertible(name, kind, amount, cap, discount, null, null, null, null);
    }

    /** The cap that there is. */
    @Nullable
    Fraction statedCap() {
        boolean none = cap != null && cap.isZero() && (isMfn() || discount != null || kind == Kind.FIXED_PERCENT);
        return none ? null : cap;
    }

    boolean isMfn() {
        return Boolean.TRUE.equals(mfn);
    }

    CapBasis basis() {
        return capBasis == null ? kind.basis : capBasis;
    }

    /** Whether another may take its terms. */
    boolean offersTerms() {
        return statedCap() != null || (discount != null && !discount.isZero());
    }
}
