package io.dealledger.exposure;

import io.dealledger.exposure.Exposures.View;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.http.Choice;
import io.dealledger.money.Currency;
import org.jspecify.annotations.Nullable;

/**
 * How a position is looked at.
 *
 * @param group with subsidiaries, as of the date
 * @param currency to translate into; absent for each figure in its own
 * @param rate kind of exchange rate to prefer; absent for the usual order
 */
public record ExposureQuestion(
        Basis basis,
        boolean group,
        @Nullable Currency currency,
        @Nullable RateKind rate) {
    public static final ExposureQuestion PLAIN = new ExposureQuestion(Basis.LATEST_ROUND, true, null, null);

    /** From the texts of the parameters {@code currency}, {@code rate} and {@code basis}. */
    public static ExposureQuestion of(
            @Nullable String currency, @Nullable String rate, @Nullable String basis, boolean group) {
        return new ExposureQuestion(
                basis == null ? PLAIN.basis : Choice.of("basis", basis, Basis.values()),
                group,
                currency == null ? null : Choice.currency("currency", currency),
                rate == null ? null : Choice.of("rate", rate, RateKind.values()));
    }

    View view() {
        return new View(basis, group, currency, rate);
    }
}
