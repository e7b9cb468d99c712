package io.dealledger.valuation;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Printed;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Interval;
import io.dealledger.money.Interval.Bound;
import io.dealledger.money.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * How far the latest value of the company lies below the highest earlier one: 1 - latest / peak, in percent,
 * with the bounds of both. A latest value in another currency is translated into the peak's.
 */
final class Drawdown {
    /** A last private round comes before the market value that a source gives with it on one day. */
    private static final Comparator<Valued> IN_TIME = Comparator.comparing(Valued::when)
            .thenComparingInt(value -> value.kind() == PointKind.LAST_PRIVATE_ROUND ? 0 : 1)
            .thenComparingLong(Valued::position);

    private record Fall(Valued peak, Claim latest, Interval drop) {}

    private Drawdown() {}

    /**
     * @param translated the value of a point in a currency; empty when there is no rate
     * @return empty when there is nothing to compare, or nothing can be said
     */
    static Optional<Valued> of(List<Valued> points, BiFunction<Valued, Currency, Optional<Claim>> translated) {
        List<Valued> values = points.stream()
                .filter(point -> point.kind().isCompanyValue()
                        && !point.subject().cancelled()
                        && point.value().says()
                        && point.value().currency() != null)
                .sorted(IN_TIME)
                .toList();
        if (values.size() < 2) {
            return Optional.empty();
        }
        Valued latest = values.getLast();
        List<Fall> falls = new ArrayList<>();
        for (Valued earlier : values.subList(0, values.size() - 1)) {
            Currency currency = earlier.value().currency();
            if (currency != null) {
                translated
                        .apply(latest, currency)
                        .map(value -> new Fall(
                                earlier,
                                value,
                                Interval.exactly(Fraction.ONE)
                                        .minus(value.interval()
                                                .over(earlier.value().interval()))))
                        .ifPresent(falls::add);
            }
        }
        return falls.stream()
                .reduce((one, other) -> atLeastAsFar(one, other) ? one : other)
                .flatMap(deepest -> said(latest, deepest, falls));
    }

    private static boolean atLeastAsFar(Fall one, Fall other) {
        Bound low = one.drop().lower();
        Bound otherLow = other.drop().lower();
        return otherLow == null || (low != null && low.at().compareTo(otherLow.at()) >= 0);
    }

    private static Optional<Valued> said(Valued latest, Fall deepest, List<Fall> falls) {
        Bound lower = new Bound(Fraction.ZERO, true);
        Bound upper = new Bound(Fraction.ZERO, true);
        for (Fall fall : falls) {
            lower = greatest(lower, fall.drop().lower(), false);
            upper = greatest(upper, fall.drop().upper(), true);
        }
        // That it cannot fall below nothing needs no saying.
        Interval drop = new Interval(lower, upper.at().compareTo(Fraction.ONE) >= 0 ? null : upper);
        Claim claim = Claim.derived(
                        drop.times(Fraction.HUNDRED),
                        Unit.PERCENT,
                        null,
                        "drawdown = 1 - latest / highest earlier value: latest " + latest.kind() + " "
                                + Printed.words(deepest.latest()) + ", highest "
                                + deepest.peak().kind() + " "
                                + Printed.words(deepest.peak().value())
                                + (deepest.latest().equals(latest.value())
                                        ? ""
                                        : "; " + deepest.latest().rule()),
                        null,
                        deepest.peak()
                                .value()
                                .because(deepest.latest().events())
                                .events())
                .calculatedFrom(List.of(deepest.latest(), deepest.peak().value()));
        return claim.says()
                ? Optional.of(new Valued(
                        latest.when(),
                        latest.position(),
                        PointKind.DRAWDOWN,
                        claim,
                        Valued.Subject.COMPANY,
                        List.of(),
                        null))
                : Optional.empty();
    }

    /** Bound of the greatest of several figures; one that is not known bounds nothing from below. */
    private static Bound greatest(Bound one, @Nullable Bound other, boolean upper) {
        if (other == null) {
            return upper ? new Bound(Fraction.ONE, true) : one;
        }
        int order = one.at().compareTo(other.at());
        if (order == 0) {
            return new Bound(
                    one.at(), upper ? one.inclusive() || other.inclusive() : one.inclusive() && other.inclusive());
        }
        return order > 0 ? one : other;
    }
}
