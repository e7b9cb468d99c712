package io.dealledger.whatif;

import io.dealledger.calculation.Given;
import io.dealledger.calculation.waterfall.Waterfall.CarveOut;
import io.dealledger.calculation.waterfall.Waterfall.Escrow;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which exits are asked about.
 *
 * @param exits proceeds, in money; at most {@value #MOST_EXITS}
 * @param currency of the proceeds; that of the terms when absent
 * @param options which options and other grants are paid
 * @param carveOut what management or others get before everybody else; absent for nothing
 * @param escrow what is held back of the payouts to stock; absent for nothing
 */
public record ExitQuestion(
        List<Fraction> exits,
        @Nullable Currency currency,
        Options options,
        @Nullable Part carveOut,
        @Nullable Part escrow) {
    static final int MOST_EXITS = 100;

    /** Which grants are paid at an exit. */
    public enum Options {
        /** All that are outstanding, as if what is not vested were accelerated or assumed. */
        OUTSTANDING,
        /** What is vested on the day; the rest lapses. */
        VESTED
    }

    /** Of the proceeds. @param fraction 0.08 is 8 percent @param amount in money; one of the two */
    public record Part(
            @Nullable Fraction fraction, @Nullable Fraction amount) {
        public Part {
            Given.notNegativeIfPresent("fraction", fraction);
            Given.notNegativeIfPresent("amount", amount);
            if ((fraction == null) == (amount == null)) {
                throw InvalidValue.in("amount", "not-one-of", "", "a fraction or an amount is given: one of them");
            }
        }

        CarveOut carveOut(String name) {
            return new CarveOut(name, fraction, amount);
        }

        Escrow escrow() {
            return new Escrow(fraction, amount);
        }
    }

    public ExitQuestion {
        exits = Given.atMost("exits", MOST_EXITS, exits);
        for (int index = 0; index < exits.size(); index++) {
            Given.notNegative("exits/" + index, exits.get(index));
        }
    }

    boolean vestedOnly() {
        return options == Options.VESTED;
    }
}
