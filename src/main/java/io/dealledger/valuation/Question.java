package io.dealledger.valuation;

import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.http.Choice;
import io.dealledger.money.Currency;
import org.jspecify.annotations.Nullable;

/**
 * How a valuation history is to be shown.
 *
 * @param currency money is translated into it; absent: each figure in its own
 * @param rate kind of exchange rate to prefer; absent for the usual order
 */
public record Question(
        @Nullable Currency currency, @Nullable RateKind rate) {
    public static final Question PLAIN = new Question(null, null);

    /** From the texts of the parameters {@code currency} and {@code rate}. */
    public static Question of(@Nullable String currency, @Nullable String rate) {
        return new Question(
                currency == null ? null : Choice.currency("currency", currency),
                rate == null ? null : Choice.of("rate", rate, RateKind.values()));
    }
}
