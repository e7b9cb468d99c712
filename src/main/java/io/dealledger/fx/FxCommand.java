package io.dealledger.fx;

import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.ledger.Precision;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Decimals;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Source;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a client asks to be recorded of a currency pair. */
public sealed interface FxCommand {
    /** Decimal places that a rate may have. */
    int PLACES = 12;

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
            implements FxCommand {
        public RecordExchangeRate {
            rate = checked("rate", rate);
            lower = checked("lower", lower);
            upper = checked("upper", upper);
        }

        private static @Nullable BigDecimal checked(String field, @Nullable BigDecimal figure) {
            if (figure == null) {
                return null;
            }
            BigDecimal plain = Decimals.canonical(figure);
            if (plain.scale() > PLACES) {
                throw InvalidValue.in(
                        field,
                        "over-precise",
                        figure.toPlainString(),
                        field + " has " + plain.scale() + " decimal places; " + PLACES + " are allowed");
            }
            return plain;
        }
    }
}
