package io.dealledger.schedule;

import io.dealledger.calculation.Claim;
import io.dealledger.exposure.Figures;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Interval;
import io.dealledger.money.Unit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Arithmetic over amounts of which a part may be unknown: then so is the result, unless it is a sum of what only adds. */
final class Amounts {
    static final String DIFFERENCE = "difference";
    static final String PART = "the part that it is of the whole";
    static final String OPPOSITE = "taken off";

    private Amounts() {}

    static Claim zero(@Nullable Currency currency, Collection<Long> events) {
        return Figures.recorded(Fraction.ZERO, currency, events);
    }

    static Claim zero() {
        return zero(null, List.of());
    }

    /** Signed: with one that is unknown, or in another currency, the sum is unknown. */
    static Claim plus(Claim one, Claim other) {
        if (Figures.isZero(one) && one.currency() == null) {
            return other.because(one.events());
        }
        if (Figures.isZero(other)
                && (other.currency() == null || other.currency().equals(one.currency()))) {
            return one.because(other.events());
        }
        return Figures.combined(one, other, Figures.SUM, Interval::plus);
    }

    static Claim minus(Claim one, Claim other) {
        return plus(one, negate(other), DIFFERENCE);
    }

    private static Claim plus(Claim one, Claim other, String rule) {
        return Figures.combined(one, other, rule, Interval::plus);
    }

    static Claim sum(Collection<Claim> parts) {
        return parts.stream().reduce(zero(), Amounts::plus);
    }

    static Claim negate(Claim claim) {
        return !claim.says() || Figures.isZero(claim)
                ? claim
                : Figures.from(claim.interval().negate(), Unit.MONEY, claim.currency(), OPPOSITE, List.of(claim));
    }

    /** @param part not negative */
    static Claim times(Claim claim, Fraction part) {
        return !claim.says() || part.equals(Fraction.ONE) || Figures.isZero(claim)
                ? claim
                : Figures.from(claim.interval().times(part), Unit.MONEY, claim.currency(), PART, List.of(claim));
    }

    /** The smaller of two amounts; unknown where one of them is not exact. */
    static Claim least(Claim one, Claim other) {
        Optional<Fraction> first = one.exact();
        Optional<Fraction> second = other.exact();
        if (first.isEmpty() || second.isEmpty() || !Figures.sameCurrency(one, other)) {
            return Figures.undisclosed(Figures.eventsOf(List.of(one, other)));
        }
        return first.get().compareTo(second.get()) <= 0 ? one : other;
    }

    /** Whether both are the same statement, or figures resting on the same events: their difference is nothing. */
    static boolean same(Claim one, Claim other) {
        return one.says()
                && other.says()
                && one.interval().equals(other.interval())
                && one.events().equals(other.events());
    }

    /** The change from one to the other; nothing where nothing changed, also of what is known by a bound only. */
    static Claim change(Claim from, Claim to) {
        return same(from, to) ? zero(to.currency(), to.events()) : minus(to, from);
    }

    /** A figure of either sign, by a translation that knows amounts only. */
    static Claim signed(Claim claim, Function<Claim, Claim> translation) {
        Interval.Bound lower = claim.interval().lower();
        Interval.Bound upper = claim.interval().upper();
        if (!claim.says() || (lower != null && lower.at().signum() >= 0)) {
            return translation.apply(claim);
        }
        if (upper != null && upper.at().signum() <= 0) {
            return negate(translation.apply(negate(claim)));
        }
        return Figures.undisclosed(claim.events());
    }

    static boolean isExact(Claim claim) {
        return claim.exact().isPresent();
    }
}
