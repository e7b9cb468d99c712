package io.dealledger.calculation;

import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Interval;
import io.dealledger.money.Op;
import io.dealledger.money.Source;
import io.dealledger.money.SourceClass;
import io.dealledger.money.Stated;
import io.dealledger.money.Unit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One figure of an answer: what is known of it, from which source or by which rule, and from which events.
 *
 * @param op for a derived figure the op that its bounds amount to
 * @param interval what arithmetic goes on with; {@link Interval#NOT_NEGATIVE} or {@link Interval#UNKNOWN} when nothing was said
 * @param conflictInterval what a conflict is tested with: the rounding interval of a press figure
 * @param statement the statement itself; absent for a derived figure
 * @param sourceClass of the winning statement, or of the worst one that a derived figure rests on
 * @param rule how a derived figure follows, by name
 * @param assumption what a derived figure takes for granted beyond its inputs
 * @param events positions of the events it comes from, ascending
 * @param inputs the figures that a derived one was calculated from; none for a statement and for what was recorded
 */
public record Claim(
        Op op,
        Unit unit,
        @Nullable Currency currency,
        Interval interval,
        Interval conflictInterval,
        @Nullable Stated statement,
        SourceClass sourceClass,
        @Nullable Source source,
        @Nullable String rule,
        @Nullable String assumption,
        List<Long> events,
        List<Claim> inputs) {

    public Claim {
        events = List.copyOf(new TreeSet<>(events));
        inputs = List.copyOf(inputs);
    }

    /** A figure that rests on events alone. */
    public Claim(
            Op op,
            Unit unit,
            @Nullable Currency currency,
            Interval interval,
            Interval conflictInterval,
            @Nullable Stated statement,
            SourceClass sourceClass,
            @Nullable Source source,
            @Nullable String rule,
            @Nullable String assumption,
            List<Long> events) {
        this(
                op,
                unit,
                currency,
                interval,
                conflictInterval,
                statement,
                sourceClass,
                source,
                rule,
                assumption,
                events,
                List.of());
    }

    /** A statement of a source. */
    public static Claim stated(Stated stated, SourceClass sourceClass, @Nullable Source source, List<Long> events) {
        return new Claim(
                stated.op(),
                stated.unit(),
                stated.currency(),
                stated.interval(),
                stated.conflictInterval(),
                stated,
                sourceClass,
                source,
                null,
                null,
                events);
    }

    /** What the ledger itself recorded, to the last digit: it counts as a signed document. */
    public static Claim recorded(Fraction value, Unit unit, @Nullable Currency currency, List<Long> events) {
        Interval exactly = Interval.exactly(value);
        return new Claim(
                Op.EXACT,
                unit,
                currency,
                exactly,
                exactly,
                null,
                SourceClass.SIGNED_DOCUMENT,
                null,
                null,
                null,
                events);
    }

    /** A figure that follows from others by a named rule. */
    public static Claim derived(
            Interval interval,
            Unit unit,
            @Nullable Currency currency,
            String rule,
            @Nullable String assumption,
            List<Long> events) {
        return new Claim(
                opOf(interval),
                unit,
                currency,
                interval,
                interval,
                null,
                SourceClass.DERIVED,
                null,
                rule,
                assumption,
                events);
    }

    /** Nobody said how much. */
    public static Claim undisclosed(Unit unit, List<Long> events) {
        return new Claim(
                Op.UNDISCLOSED,
                unit,
                null,
                Interval.NOT_NEGATIVE,
                Interval.NOT_NEGATIVE,
                null,
                SourceClass.DERIVED,
                null,
                null,
                null,
                events);
    }

    /** Whether it says anything about how much. */
    public boolean says() {
        return op != Op.UNDISCLOSED;
    }

    public Optional<Fraction> exact() {
        return says() ? interval.exact() : Optional.empty();
    }

    /** The same claim resting on more events. */
    public Claim because(List<Long> more) {
        return new Claim(
                op,
                unit,
                currency,
                interval,
                conflictInterval,
                statement,
                sourceClass,
                source,
                rule,
                assumption,
                Stream.concat(events.stream(), more.stream()).toList(),
                inputs);
    }

    /** The same claim, saying from which figures it was calculated. */
    public Claim calculatedFrom(Collection<Claim> figures) {
        return new Claim(
                op,
                unit,
                currency,
                interval,
                conflictInterval,
                statement,
                sourceClass,
                source,
                rule,
                assumption,
                events,
                List.copyOf(figures));
    }

    /** The op that bounds amount to. Zero as the only bound of a figure that cannot be negative says nothing. */
    public static Op opOf(Interval interval) {
        Interval.Bound lower = interval.lower();
        Interval.Bound upper = interval.upper();
        boolean below =
                lower != null && !(lower.at().signum() < 0) && !(lower.at().isZero() && lower.inclusive());
        if (upper == null) {
            return !below || lower == null ? Op.UNDISCLOSED : lower.inclusive() ? Op.AT_LEAST : Op.MORE_THAN;
        }
        if (lower == null) {
            return upper.inclusive() ? Op.AT_MOST : Op.LESS_THAN;
        }
        return interval.exact().isPresent() ? Op.EXACT : Op.RANGE;
    }
}
