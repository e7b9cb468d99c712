package io.dealledger.ledger;

import io.dealledger.money.InvalidValue;
import io.dealledger.money.Source;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fixes the effective date of a fact when it is recorded.
 *
 * @param today the day of recording, in the ledger's zone
 * @param latest the last effective date that is accepted
 */
public record Dating(LocalDate today, LocalDate latest) {
    /** Facts for which no date is given take effect today. */
    public EffectiveOn fix(@Nullable StatedDate stated, @Nullable Precision precision, @Nullable Source source) {
        if (stated == null) {
            if (precision != null) {
                throw InvalidValue.in(
                        "precision", "not-allowed", precision.name(), "a precision needs its effectiveOn");
            }
            return EffectiveOn.day(today);
        }
        if (precision == Precision.NO_LATER_THAN) {
            return EffectiveOn.noLaterThan(
                    stated.precision() == Precision.DAY ? stated.last() : earlier(stated.last(), statedOn(source)));
        }
        if (precision != null && precision != stated.precision()) {
            throw InvalidValue.in(
                    "precision",
                    "contradicts",
                    precision.name(),
                    "'" + stated.text() + "' is stated to the " + stated.precision() + ", not to the " + precision);
        }
        if (stated.precision() == Precision.DAY) {
            return EffectiveOn.day(stated.first());
        }
        LocalDate end = earlier(stated.last(), statedOn(source));
        return new EffectiveOn(end, stated.first(), stated.precision());
    }

    /** Why a fact with that date cannot be recorded now. */
    public Optional<Refusal> refuse(EffectiveOn when, @Nullable StatedDate stated, @Nullable Source source) {
        if (when.effectiveOn() != null && when.effectiveOn().isAfter(latest)) {
            return Optional.of(new EffectiveInFuture(when.effectiveOn(), latest));
        }
        if (when.effectiveOn() != null
                && when.effectiveFrom() != null
                && when.effectiveFrom().isAfter(when.effectiveOn())) {
            return Optional.of(new StatedBeforeItHappened(
                    stated == null ? when.effectiveFrom().toString() : stated.text(), statedOn(source)));
        }
        return Optional.empty();
    }

    private LocalDate statedOn(@Nullable Source source) {
        return source == null || source.publishedOn() == null ? today : earlier(today, source.publishedOn());
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
