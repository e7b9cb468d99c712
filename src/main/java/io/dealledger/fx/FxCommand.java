package io.dealledger.fx;

import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.ledger.Precision;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Source;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a client asks to be recorded of a currency pair. */
public sealed interface FxCommand {
    /** Either {@code rate}, or {@code lower} and {@code upper} of a band. */
    record RecordExchangeRate(
            CurrencyPair pair,
            @Nullable BigDecimal rate,
            @Nullable BigDecimal lower,
            @Nullable BigDecimal upper,
            RateKind kind,
            StatedDate effectiveOn,
            @Nullable Precision precision,
            @Nullable Source source)
            implements FxCommand {}
}
