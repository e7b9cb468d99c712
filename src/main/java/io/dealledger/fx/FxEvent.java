package io.dealledger.fx;

import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.Fact;
import io.dealledger.money.Currency;
import io.dealledger.money.Source;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What has been recorded of a currency pair. */
public sealed interface FxEvent extends Fact {
    enum RateKind {
        SPOT,
        CLOSING,
        CONVENIENCE,
        /** A band that an authority holds the rate in. */
        PEG_BAND
    }

    /**
     * A rate as it was quoted: units of {@code quote} for one {@code base}, in the direction of the source.
     *
     * @param lower lower end of the band, inclusive; for a single rate the same as {@code upper}
     * @param upper upper end of the band, inclusive
     */
    record ExchangeRateRecorded(
            Currency base,
            Currency quote,
            BigDecimal lower,
            BigDecimal upper,
            RateKind kind,
            EffectiveOn when,
            @Nullable Source source)
            implements FxEvent {}

    /**
     * The event that this one corrects is void.
     *
     * @param when dates of that event
     */
    record FactVoided(EffectiveOn when) implements FxEvent {
        @Override
        public boolean voids() {
            return true;
        }
    }
}
