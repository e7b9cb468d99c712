package io.dealledger.fx;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Conflict;
import io.dealledger.calculation.Printed;
import io.dealledger.fx.FxEvent.ExchangeRateRecorded;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Interval;
import io.dealledger.money.Op;
import io.dealledger.money.SourceClass;
import io.dealledger.money.Unit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The exchange rates that are known at one point in time, and which of them holds on a day: of the kind that
 * was asked for, else CLOSING, SPOT, CONVENIENCE, PEG_BAND in that order, the newest that is not too old. A
 * quote serves both directions; a pair without one is crossed through one other currency.
 *
 * <p>For one thread: quotes are sorted when the first rate is asked for.
 */
public final class Rates {
    private static final List<RateKind> ORDER =
            List.of(RateKind.CLOSING, RateKind.SPOT, RateKind.CONVENIENCE, RateKind.PEG_BAND);

    /**
     * A recorded quote: units of the pair's quote currency for one of its base.
     *
     * @param on the day it is of; absent when it holds since always
     * @param event position of the event that recorded it
     */
    public record Quote(
            CurrencyPair pair,
            BigDecimal lower,
            BigDecimal upper,
            RateKind kind,
            @Nullable LocalDate on,
            long event) {
        Interval factor(CurrencyPair direction) {
            Interval quoted = Interval.between(Fraction.of(lower), true, Fraction.of(upper), true);
            return direction.equals(pair)
                    ? quoted
                    : Interval.exactly(Fraction.ONE).over(quoted);
        }

        /** {@code USD/HKD 7.75 to 7.85 (PEG_BAND of 2005-05-18)}. */
        @Override
        public String toString() {
            String figure = lower.compareTo(upper) == 0
                    ? lower.toPlainString()
                    : lower.toPlainString() + " to " + upper.toPlainString();
            return pair + " " + figure + " (" + kind + (on == null ? "" : " of " + on) + ")";
        }
    }

    /**
     * What one unit of a currency is in another.
     *
     * @param factor units of the pair's quote currency for one of its base; an interval if a quote is a band
     * @param quotes the recorded quotes it follows from: one, or two for a cross
     */
    public record Rate(CurrencyPair pair, Interval factor, List<Quote> quotes) {
        public Rate {
            quotes = List.copyOf(quotes);
        }

        public List<RateKind> kinds() {
            return quotes.stream().map(Quote::kind).toList();
        }

        /** Positions of the events it comes from, ascending. */
        public List<Long> events() {
            return quotes.stream().map(Quote::event).distinct().sorted().toList();
        }

        /** {@code rate HKD/USD by USD/HKD 7.75 to 7.85 (PEG_BAND of 2005-05-18)}. */
        public String words() {
            return "rate " + pair + " by "
                    + quotes.stream().map(Quote::toString).collect(Collectors.joining(" and "));
        }

        /** The rate as a figure of its own, among those that a translated amount was calculated from. */
        Claim claim() {
            return Claim.derived(factor, Unit.TIMES, null, words(), null, events());
        }
    }

    private final Supplier<List<Recorded<FxEvent>>> facts;

    /** By pair in its canonical direction, kind and day; absent until it is needed. */
    private @Nullable Map<CurrencyPair, Map<RateKind, NavigableMap<LocalDate, Quote>>> quotes;

    private Rates(Supplier<List<Recorded<FxEvent>>> facts) {
        this.facts = facts;
    }

    /** Reads nothing until a rate is asked for: most questions are about one currency. */
    public static Rates at(PointInTime point, RateHistory history) {
        return new Rates(() -> point.cut(history.all(point.knownAt())).certain());
    }

    /** @param history may hold more than is known then; it is cut here */
    public static Rates at(PointInTime point, List<Recorded<FxEvent>> history) {
        return of(point.cut(history).certain());
    }

    /** @param facts in order of effect: of two quotes of a kind and a day the later stands */
    public static Rates of(List<Recorded<FxEvent>> facts) {
        return new Rates(() -> facts);
    }

    private Map<CurrencyPair, Map<RateKind, NavigableMap<LocalDate, Quote>>> quotes() {
        if (quotes == null) {
            quotes = sorted(facts.get());
        }
        return quotes;
    }

    private static Map<CurrencyPair, Map<RateKind, NavigableMap<LocalDate, Quote>>> sorted(
            List<Recorded<FxEvent>> facts) {
        Map<CurrencyPair, Map<RateKind, NavigableMap<LocalDate, Quote>>> quotes = new HashMap<>();
        for (Recorded<FxEvent> recorded : facts) {
            switch (recorded.fact()) {
                case ExchangeRateRecorded rate -> {
                    CurrencyPair pair = new CurrencyPair(rate.base(), rate.quote());
                    LocalDate on = rate.when().effectiveOn();
                    if (rate.lower().signum() > 0) {
                        quotes.computeIfAbsent(pair.canonical(), none -> new EnumMap<>(RateKind.class))
                                .computeIfAbsent(rate.kind(), none -> new TreeMap<>())
                                .put(
                                        on == null ? LocalDate.MIN : on,
                                        new Quote(
                                                pair,
                                                rate.lower(),
                                                rate.upper(),
                                                rate.kind(),
                                                on,
                                                recorded.position()));
                    }
                }
                case FxEvent.FactVoided _ -> {}
            }
        }
        return quotes;
    }

    /** Days after which a quote is too old to be used; a band holds until another one replaces it. */
    public static Optional<Integer> limitInDays(RateKind kind) {
        return switch (kind) {
            case CLOSING, SPOT -> Optional.of(7);
            case CONVENIENCE -> Optional.of(400);
            case PEG_BAND -> Optional.empty();
        };
    }

    /**
     * The rate of a day, empty when there is none. A quote of the pair, in either direction, goes before a
     * cross, of whatever kind it is; of several crosses the one whose worse quote is of the better kind is
     * taken, then the one whose older quote is newer, then the currency first in the alphabet.
     *
     * @param asked kind to prefer; absent for the usual order
     */
    public Optional<Rate> find(Currency from, Currency to, LocalDate on, @Nullable RateKind asked) {
        if (from.equals(to)) {
            throw new IllegalArgumentException("no rate is needed from " + from + " to itself");
        }
        CurrencyPair pair = new CurrencyPair(/* base= */ from, /* quote= */ to);
        List<RateKind> order = order(asked);
        Optional<Rate> direct = quote(pair, on, order).map(quote -> new Rate(pair, quote.factor(pair), List.of(quote)));
        return direct.isPresent() ? direct : cross(pair, on, order);
    }

    private static List<RateKind> order(@Nullable RateKind asked) {
        return asked == null
                ? ORDER
                : Stream.concat(Stream.of(asked), ORDER.stream()).distinct().toList();
    }

    private Optional<Quote> quote(CurrencyPair pair, LocalDate on, List<RateKind> order) {
        Map<RateKind, NavigableMap<LocalDate, Quote>> kinds = quotes().getOrDefault(pair.canonical(), Map.of());
        for (RateKind kind : order) {
            NavigableMap<LocalDate, Quote> days = kinds.get(kind);
            Map.Entry<LocalDate, Quote> newest = days == null ? null : days.floorEntry(on);
            if (newest != null
                    && limitInDays(kind)
                            .map(limit -> !newest.getKey().isBefore(on.minusDays(limit)))
                            .orElse(true)) {
                return Optional.of(newest.getValue());
            }
        }
        return Optional.empty();
    }

    private Optional<Rate> cross(CurrencyPair pair, LocalDate on, List<RateKind> order) {
        List<Rate> crosses = new ArrayList<>();
        for (Currency through : neighbours(pair.base())) {
            if (through.equals(pair.quote())) {
                continue;
            }
            CurrencyPair first = new CurrencyPair(pair.base(), through);
            CurrencyPair second = new CurrencyPair(through, pair.quote());
            Optional<Quote> in = quote(first, on, order);
            Optional<Quote> out = quote(second, on, order);
            if (in.isPresent() && out.isPresent()) {
                crosses.add(new Rate(
                        pair, in.get().factor(first).times(out.get().factor(second)), List.of(in.get(), out.get())));
            }
        }
        // The currencies come in alphabetical order, and the first of equals stays the least.
        return crosses.stream()
                .min(Comparator.<Rate, Integer>comparing(cross -> cross.kinds().stream()
                                .map(order::indexOf)
                                .max(Comparator.naturalOrder())
                                .orElseThrow())
                        .thenComparing(Rates::olderQuote, Comparator.reverseOrder()));
    }

    private static LocalDate olderQuote(Rate cross) {
        return cross.quotes().stream()
                .map(quote -> quote.on() == null ? LocalDate.MIN : quote.on())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private SortedSet<Currency> neighbours(Currency currency) {
        SortedSet<Currency> found = new TreeSet<>();
        for (CurrencyPair pair : quotes().keySet()) {
            if (pair.base().equals(currency)) {
                found.add(pair.quote());
            } else if (pair.quote().equals(currency)) {
                found.add(pair.base());
            }
        }
        return found;
    }

    /**
     * The claim in another currency: derived, resting on the claim's events and the rate's. A claim that is
     * not of money, is in that currency already, or says nothing about how much stays as it is. Empty when
     * there is no rate ({@code NO_RATE}).
     */
    public Optional<Claim> translate(Claim claim, Currency to, LocalDate on, @Nullable RateKind asked) {
        Currency from = claim.currency();
        if (claim.unit() != Unit.MONEY
                || from == null
                || from.equals(to)
                || claim.op() == Op.UNDISCLOSED
                || claim.op() == Op.NONE) {
            return Optional.of(claim);
        }
        return find(from, to, on, asked).map(rate -> {
            Interval translated = claim.interval().times(rate.factor());
            return new Claim(
                            claim.op() == Op.AT_MOST || claim.op() == Op.LESS_THAN
                                    ? claim.op()
                                    : Claim.opOf(translated),
                            Unit.MONEY,
                            to,
                            translated,
                            claim.conflictInterval().times(rate.factor()),
                            null,
                            SourceClass.DERIVED,
                            claim.source(),
                            claim.rule() == null ? rate.words() : claim.rule() + "; " + rate.words(),
                            claim.assumption(),
                            claim.events(),
                            List.of(claim, rate.claim()))
                    .because(rate.events());
        });
    }

    /**
     * Whether two figures for the same thing in different currencies exclude each other at the rate of a day.
     * Empty when they do not, when there is no rate, and when they are in one currency: that is a question for
     * {@link io.dealledger.calculation.Claims}.
     *
     * @param measure what both measure, in words
     */
    public Optional<Conflict> disagreement(Claim one, Claim other, String measure, LocalDate on) {
        Currency currency = one.currency();
        if (currency == null
                || other.currency() == null
                || currency.equals(other.currency())
                || !one.says()
                || !other.says()) {
            return Optional.empty();
        }
        return translate(other, currency, on, null)
                .filter(translated -> !translated.conflictInterval().overlaps(one.conflictInterval()))
                .map(translated -> new Conflict(
                        Conflict.Kind.TRANSLATION_DISAGREES,
                        one.because(translated.events()).events(),
                        measure + ": " + Printed.words(one) + " against " + Printed.words(other) + ", which is "
                                + Printed.words(translated) + " by " + translated.rule()));
    }
}
