package io.dealledger.calculation.vesting;

import io.dealledger.money.Fraction;

/** How much a condition vests each time that it is satisfied. */
public sealed interface Amount {
    /** A fixed number of shares. */
    record Quantity(Fraction shares) implements Amount {}

    /** A part of the whole grant; or, with {@code remainder}, of what has not vested yet. */
    record Portion(Fraction part, boolean remainder) implements Amount {}
}
