package io.dealledger.fx;

import io.dealledger.fx.FxCommand.RecordExchangeRate;
import io.dealledger.fx.FxEvent.ExchangeRateRecorded;
import io.dealledger.fx.FxEvent.FactVoided;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.ledger.Correcting;
import io.dealledger.ledger.Dating;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.Decision.Accepted;
import io.dealledger.ledger.Decision.Refused;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.EventId;
import io.dealledger.ledger.Fold;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.Timeline;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;

/** The rates of one currency pair: which kinds are recorded for which days. */
public record RateSeries(PSet<Quoted> quoted) {
    /** One rate of a kind a day, in one direction. */
    public record Quoted(
            CurrencyPair pair, RateKind kind, @Nullable LocalDate on) {}

    public static final Fold<RateSeries, FxEvent> FOLD = new Fold<>() {
        @Override
        public RateSeries initial() {
            return new RateSeries(HashTreePSet.empty());
        }

        @Override
        public RateSeries evolve(RateSeries series, Recorded<FxEvent> fact) {
            return switch (fact.fact()) {
                case ExchangeRateRecorded rate -> new RateSeries(series.quoted.plus(quoted(rate)));
                case FactVoided _ -> series;
            };
        }

        @Override
        public Optional<Refusal> rules(RateSeries series, Recorded<FxEvent> fact) {
            return switch (fact.fact()) {
                case ExchangeRateRecorded rate -> once(series, quoted(rate));
                case FactVoided _ -> Optional.empty();
            };
        }
    };

    private static Optional<Refusal> once(RateSeries series, Quoted quoted) {
        return series.quoted.contains(quoted)
                ? Optional.of(new FxRefusal.RateAlreadyRecorded(quoted.pair().toString(), quoted.kind(), quoted.on()))
                : Optional.empty();
    }

    public static Decision<FxEvent> decide(Timeline<RateSeries, FxEvent> timeline, FxCommand command, Dating dating) {
        return switch (command) {
            case RecordExchangeRate rate -> record(timeline, rate, dating);
        };
    }

    /** Decides corrections that were sent to a pair; see {@link Correcting}. */
    public static Decision<FxEvent> correct(
            Timeline<RateSeries, FxEvent> timeline,
            CorrectFacts command,
            String stream,
            Dating dating,
            LongFunction<Optional<EventId>> events) {
        return Correcting.decide(
                timeline, stream, command.reason(), command.corrections(), events, new CorrectionLaw(stream, dating));
    }

    private record CorrectionLaw(String stream, Dating dating)
            implements Correcting.Law<RateSeries, FxEvent, FxCommand> {
        @Override
        public boolean isRegistration(FxEvent fact) {
            return false;
        }

        @Override
        public FxEvent voided(EffectiveOn when) {
            return new FactVoided(when);
        }

        @Override
        public EffectiveOn when(FxCommand command, FxEvent corrected) {
            return switch (command) {
                case RecordExchangeRate rate -> dating.fix(rate.effectiveOn(), rate.precision(), rate.source());
            };
        }

        @Override
        public Optional<Refusal> refuses(FxCommand command, EffectiveOn when) {
            return switch (command) {
                case RecordExchangeRate rate -> dating.refuse(when, rate.effectiveOn(), rate.source());
            };
        }

        @Override
        public Decision<FxEvent> draft(
                Timeline<RateSeries, FxEvent> before,
                Timeline<RateSeries, FxEvent> whole,
                FxCommand command,
                EffectiveOn when,
                FxEvent corrected) {
            return switch (command) {
                case RecordExchangeRate rate ->
                    rate.pair().stream().equals(stream)
                            ? drafted(rate, when)
                            : Decision.refused(
                                    new FxRefusal.OtherPair(rate.pair().toString(), stream));
            };
        }
    }

    private static Decision<FxEvent> record(
            Timeline<RateSeries, FxEvent> timeline, RecordExchangeRate command, Dating dating) {
        EffectiveOn when = dating.fix(command.effectiveOn(), command.precision(), command.source());
        Optional<Refusal> undated = dating.refuse(when, command.effectiveOn(), command.source());
        Decision<FxEvent> drafted = drafted(command, when);
        return switch (drafted) {
            case Refused<FxEvent> _ -> drafted;
            case Accepted<FxEvent> accepted ->
                undated.or(() -> timeline.refuses(accepted.facts()))
                        .<Decision<FxEvent>>map(Decision::refused)
                        .orElse(drafted);
        };
    }

    private static Decision<FxEvent> drafted(RecordExchangeRate command, EffectiveOn when) {
        String pair = command.pair().toString();
        BigDecimal rate = command.rate();
        BigDecimal lower = command.lower();
        BigDecimal upper = command.upper();
        boolean single = rate != null && lower == null && upper == null;
        if (rate != null && single) {
            lower = rate;
            upper = rate;
        }
        if (lower == null || upper == null || (rate != null && !single)) {
            return Decision.refused(new FxRefusal.RateOrBand(pair));
        }
        if (lower.signum() <= 0) {
            return Decision.refused(new FxRefusal.RateNotPositive(pair, lower));
        }
        if (lower.compareTo(upper) > 0) {
            return Decision.refused(new FxRefusal.BandUpsideDown(pair, lower, upper));
        }
        return Decision.accepted(
                command.pair().stream(),
                List.of(new ExchangeRateRecorded(
                        command.pair().base(),
                        command.pair().quote(),
                        lower,
                        upper,
                        command.kind(),
                        when,
                        command.source())));
    }

    private static Quoted quoted(ExchangeRateRecorded rate) {
        return new Quoted(
                new CurrencyPair(rate.base(), rate.quote()),
                rate.kind(),
                rate.when().effectiveOn());
    }
}
