package io.dealledger.whatif;

import io.dealledger.calculation.antidilution.Exemption;
import io.dealledger.money.Fraction;
import org.jspecify.annotations.Nullable;

/**
 * An issue of shares that is supposed.
 *
 * @param price consideration per share, as converted
 * @param shares as converted; or {@code consideration}
 * @param countPools whether a broad-based average counts what is available in the pools
 * @param exempt why it adjusts nothing; absent for every other issue
 */
record Issue(
        Fraction price,
        @Nullable Fraction shares,
        @Nullable Fraction consideration,
        boolean countPools,
        @Nullable Exemption exempt) {}
