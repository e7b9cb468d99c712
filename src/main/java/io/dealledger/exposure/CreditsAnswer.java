package io.dealledger.exposure;

import io.dealledger.calculation.Printed;
import org.jspecify.annotations.Nullable;

/**
 * Compute credits at their nominal amount.
 *
 * @param unused delivered, and neither consumed nor expired
 * @param undelivered neither delivered nor expired
 * @param fairValue as last revalued; absent when they never were
 */
public record CreditsAnswer(
        Printed committed,
        Printed delivered,
        Printed consumed,
        Printed unused,
        Printed undelivered,
        Printed expiredDelivered,
        Printed expiredUndelivered,
        @Nullable Printed fairValue) {
    static CreditsAnswer of(Credits credits) {
        return new CreditsAnswer(
                Printed.of(credits.committed()),
                Printed.of(credits.delivered()),
                Printed.of(credits.consumed()),
                Printed.of(credits.unused()),
                Printed.of(credits.undelivered()),
                Printed.of(credits.expiredDelivered()),
                Printed.of(credits.expiredUndelivered()),
                credits.fairValue().map(Printed::of).orElse(null));
    }
}
