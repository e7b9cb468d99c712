package io.dealledger.exposure;

import io.dealledger.calculation.Claim;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.fx.Rates;
import io.dealledger.money.Currency;
import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Brings figures into the currency that was asked for, and remembers for which there was no rate; those stay
 * in their own. One per company, because the answer says for each which rates were missing.
 */
public final class Translation {
    private final @Nullable Currency currency;
    private final @Nullable RateKind kind;
    private final Rates rates;
    private final LocalDate asOf;
    private final NavigableSet<String> missing = new TreeSet<>();

    public Translation(@Nullable Currency currency, @Nullable RateKind kind, Rates rates, LocalDate asOf) {
        this.currency = currency;
        this.kind = kind;
        this.rates = rates;
        this.asOf = asOf;
    }

    public @Nullable Currency currency() {
        return currency;
    }

    /** At the rate of that day; a figure that holds since always is translated like one of today. */
    public Claim at(Claim claim, @Nullable LocalDate on) {
        if (currency == null) {
            return claim;
        }
        LocalDate day = on == null ? asOf : on;
        Optional<Claim> translated = rates.translate(claim, currency, day, kind);
        if (translated.isEmpty()) {
            missing.add("NO_RATE " + claim.currency() + "/" + currency + " on " + day);
        }
        return translated.orElse(claim);
    }

    public Claim atClosing(Claim claim) {
        return at(claim, asOf);
    }

    /** The translation if there is a rate, for tests of whether figures agree. */
    public Optional<Claim> tried(Claim claim, @Nullable LocalDate on) {
        return currency == null ? Optional.empty() : rates.translate(claim, currency, on == null ? asOf : on, kind);
    }

    /** {@code NO_RATE EUR/USD on 2024-03-11}, each pair and day once. */
    public NavigableSet<String> missing() {
        return missing;
    }
}
