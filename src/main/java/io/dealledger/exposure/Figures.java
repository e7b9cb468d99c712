package io.dealledger.exposure;

import io.dealledger.calculation.Claim;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Interval;
import io.dealledger.money.Op;
import io.dealledger.money.SourceClass;
import io.dealledger.money.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Arithmetic over claims: bounds go through every step, and the result is as good as the worst it rests on. */
public final class Figures {
    public static final String SUM = "sum";
    static final String SUM_OF_WHAT_IS_KNOWN = "sum of what is known; the rest comes on top";
    static final String OTHER_CURRENCIES_ON_TOP = "sum in this currency; amounts in others come on top";

    private Figures() {}

    public static Claim recorded(Fraction value, @Nullable Currency currency, Collection<Long> events) {
        return Claim.recorded(value, Unit.MONEY, currency, List.copyOf(events));
    }

    public static Claim undisclosed(Collection<Long> events) {
        return Claim.undisclosed(Unit.MONEY, List.copyOf(events));
    }

    /** A figure that follows from others, in their worst class. */
    public static Claim from(
            Interval interval, Unit unit, @Nullable Currency currency, String rule, Collection<Claim> inputs) {
        return from(interval, unit, currency, rule, null, inputs);
    }

    public static Claim from(
            Interval interval,
            Unit unit,
            @Nullable Currency currency,
            String rule,
            @Nullable String assumption,
            Collection<Claim> inputs) {
        String assumptions = Stream.concat(
                        Stream.ofNullable(assumption),
                        inputs.stream().map(Claim::assumption).filter(Objects::nonNull))
                .distinct()
                .collect(Collectors.joining("; "));
        Op op = signedOp(interval);
        return new Claim(
                op,
                unit,
                op == Op.UNDISCLOSED ? null : currency,
                interval,
                interval,
                null,
                worst(inputs),
                null,
                rule,
                assumptions.isEmpty() ? null : assumptions,
                eventsOf(inputs),
                List.copyOf(inputs));
    }

    /** As {@link Claim#opOf}, but a bound below zero says something where a figure can be negative. */
    private static Op signedOp(Interval interval) {
        Interval.Bound lower = interval.lower();
        if (interval.upper() == null && lower != null && lower.at().signum() < 0) {
            return lower.inclusive() ? Op.AT_LEAST : Op.MORE_THAN;
        }
        return Claim.opOf(interval);
    }

    private static SourceClass worst(Collection<Claim> inputs) {
        return inputs.stream()
                .filter(Claim::says)
                .map(Claim::sourceClass)
                .max(Comparator.naturalOrder())
                .orElse(SourceClass.DERIVED);
    }

    public static List<Long> eventsOf(Collection<Claim> claims) {
        return List.copyOf(claims.stream()
                .flatMap(claim -> claim.events().stream())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    public static boolean isZero(Claim claim) {
        return claim.says() && claim.interval().exact().filter(Fraction::isZero).isPresent();
    }

    /** The sum of amounts none of which is negative; what says nothing can only add. */
    public static Claim sum(List<Claim> parts, @Nullable Currency preferred) {
        return sum(parts, preferred, Interval.NOT_NEGATIVE);
    }

    /** The sum of figures that may be negative; with one that says nothing the sum says nothing. */
    public static Claim signedSum(List<Claim> parts, @Nullable Currency preferred) {
        return sum(parts, preferred, Interval.UNKNOWN);
    }

    private static Claim sum(List<Claim> parts, @Nullable Currency preferred, Interval silent) {
        List<Claim> saying =
                parts.stream().filter(Claim::says).filter(part -> !isZero(part)).toList();
        List<Claim> silentParts = parts.stream().filter(part -> !part.says()).toList();
        List<Long> events = eventsOf(parts);
        Unit unit = parts.isEmpty() ? Unit.MONEY : parts.getFirst().unit();
        if (saying.isEmpty()) {
            Optional<Claim> zero = parts.stream().filter(Figures::isZero).findFirst();
            return silentParts.isEmpty()
                    ? zero.map(claim -> claim.because(events))
                            .orElseGet(() -> Claim.recorded(Fraction.ZERO, unit, preferred, events))
                    : Claim.undisclosed(unit, events);
        }
        @Nullable Currency currency = currencyOf(saying, preferred).orElse(null);
        List<Claim> added = saying.stream()
                .filter(part -> part.currency() == null || part.currency().equals(currency))
                .toList();
        boolean others = added.size() < saying.size();
        if (added.size() == 1 && !others && silentParts.isEmpty()) {
            return added.getFirst().because(events);
        }
        Interval total = total(added, Claim::interval);
        Interval tested = total(added, Claim::conflictInterval);
        if (others || !silentParts.isEmpty()) {
            total = total.plus(silent);
            tested = tested.plus(silent);
        }
        String rule = others ? OTHER_CURRENCIES_ON_TOP : silentParts.isEmpty() ? SUM : SUM_OF_WHAT_IS_KNOWN;
        Claim sum = from(total, unit, currency, rule, added);
        return new Claim(
                        sum.op(),
                        unit,
                        sum.currency(),
                        total,
                        tested,
                        null,
                        sum.sourceClass(),
                        null,
                        rule,
                        sum.assumption(),
                        sum.events(),
                        parts)
                .because(events);
    }

    private static Interval total(List<Claim> parts, Function<Claim, Interval> values) {
        return parts.stream().map(values).reduce(Interval.ZERO, Interval::plus);
    }

    /** The currency that a sum is in: the one asked for if any part has it, else the first stated. */
    public static Optional<Currency> currencyOf(List<Claim> parts, @Nullable Currency preferred) {
        List<Currency> stated =
                parts.stream().map(Claim::currency).filter(Objects::nonNull).toList();
        return preferred != null && stated.contains(preferred)
                ? Optional.of(preferred)
                : stated.stream().findFirst();
    }

    /** Whether it is a sum in one currency to which amounts in others come on top. */
    public static boolean isOfSeveralCurrencies(Claim claim) {
        return OTHER_CURRENCIES_ON_TOP.equals(claim.rule());
    }

    /** What each currency adds up to, among the parts that say something. */
    public static NavigableMap<Currency, Claim> byCurrency(List<Claim> parts, boolean signed) {
        NavigableMap<Currency, List<Claim>> found = new TreeMap<>();
        for (Claim part : parts) {
            if (part.says() && part.currency() != null) {
                found.computeIfAbsent(part.currency(), none -> new ArrayList<>())
                        .add(part);
            }
        }
        List<Claim> silent = parts.stream().filter(part -> !part.says()).toList();
        List<Claim> mixed =
                parts.stream().filter(Figures::isOfSeveralCurrencies).toList();
        NavigableMap<Currency, Claim> sums = new TreeMap<>();
        found.forEach((currency, own) -> {
            // What a figure has in other currencies may be in this one.
            Stream<Claim> hidden = mixed.stream()
                    .filter(part -> !currency.equals(part.currency()))
                    .map(part -> undisclosed(part.events()));
            List<Claim> all = Stream.of(own.stream(), silent.stream(), hidden)
                    .flatMap(Function.identity())
                    .toList();
            sums.put(currency, signed ? signedSum(all, currency) : sum(all, currency));
        });
        return sums;
    }

    /** Whether two claims can be calculated with each other: amounts of one currency. */
    public static boolean sameCurrency(Claim one, Claim other) {
        return one.currency() == null
                || other.currency() == null
                || one.currency().equals(other.currency());
    }

    public static @Nullable Currency commonCurrency(Claim one, Claim other) {
        return one.currency() == null ? other.currency() : one.currency();
    }

    /** A figure of two others; undisclosed when one says nothing or the currencies differ. */
    public static Claim combined(Claim one, Claim other, String rule, BinaryOperator<Interval> operation) {
        List<Claim> inputs = List.of(one, other);
        return !one.says() || !other.says() || !sameCurrency(one, other)
                ? Claim.undisclosed(one.unit(), eventsOf(inputs))
                : from(
                        operation.apply(one.interval(), other.interval()),
                        one.unit(),
                        commonCurrency(one, other),
                        rule,
                        inputs);
    }
}
