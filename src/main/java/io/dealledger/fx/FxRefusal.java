package io.dealledger.fx;

import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.ledger.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Why a rate is not recorded. */
public sealed interface FxRefusal extends Refusal {
    /** A rate is one figure or a band: neither both nor none. */
    record RateOrBand(String pair) implements FxRefusal {
        @Override
        public String detail() {
            return pair + " needs either rate, or lower and upper";
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }

    record RateNotPositive(String pair, BigDecimal rate) implements FxRefusal {
        @Override
        public String detail() {
            return pair + " at " + rate.toPlainString() + ": a rate is more than zero";
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }

    record BandUpsideDown(String pair, BigDecimal lower, BigDecimal upper) implements FxRefusal {
        @Override
        public String detail() {
            return pair + ": the band's lower end " + lower.toPlainString() + " is more than its upper end "
                    + upper.toPlainString();
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }

    /** A rate of that kind and day stands already; a wrong one is corrected, not recorded again. */
    record RateAlreadyRecorded(
            String pair, RateKind rateKind, @Nullable LocalDate on) implements FxRefusal {
        @Override
        public String detail() {
            return "A " + rateKind + " rate of " + pair + " for " + on + " is already recorded";
        }
    }

    /** @param stream of the pair to which the correction was sent */
    record OtherPair(String pair, String stream) implements FxRefusal {
        @Override
        public String detail() {
            return "A rate of " + pair + " is not recorded in " + stream;
        }

        @Override
        public Kind kind() {
            return Kind.NEVER_VALID;
        }
    }
}
