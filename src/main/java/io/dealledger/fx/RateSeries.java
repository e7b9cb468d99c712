package io.dealledger.fx;

import io.dealledger.fx.FxCommand.RecordExchangeRate;
import io.dealledger.fx.FxEvent.ExchangeRateRecorded;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.ledger.Dating;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.Fold;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.Timeline;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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
            return new RateSeries(series.quoted.plus(quoted(fact.fact())));
        }

        @Override
        public Optional<Refusal> rules(RateSeries series, Recorded<FxEvent> fact) {
            Quoted quoted = quoted(fact.fact());
            return series.quoted.contains(quoted)
                    ? Optional.of(
                            new FxRefusal.RateAlreadyRecorded(quoted.pair().toString(), quoted.kind(), quoted.on()))
                    : Optional.empty();
        }
    };

    public static Decision<FxEvent> decide(Timeline<RateSeries, FxEvent> timeline, FxCommand command, Dating dating) {
        return switch (command) {
            case RecordExchangeRate rate -> record(timeline, rate, dating);
        };
    }

    private static Decision<FxEvent> record(
            Timeline<RateSeries, FxEvent> timeline, RecordExchangeRate command, Dating dating) {
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
        EffectiveOn when = dating.fix(command.effectiveOn(), command.precision(), command.source());
        Optional<Refusal> undated = dating.refuse(when, command.effectiveOn(), command.source());
        if (undated.isPresent()) {
            return Decision.refused(undated.get());
        }
        List<FxEvent> events = List.of(new ExchangeRateRecorded(
                command.pair().base(), command.pair().quote(), lower, upper, command.kind(), when, command.source()));
        return timeline.refuses(events)
                .<Decision<FxEvent>>map(Decision::refused)
                .orElseGet(() -> Decision.accepted(command.pair().stream(), events));
    }

    private static Quoted quoted(FxEvent event) {
        return switch (event) {
            case ExchangeRateRecorded rate ->
                new Quoted(
                        new CurrencyPair(rate.base(), rate.quote()),
                        rate.kind(),
                        rate.when().effectiveOn());
        };
    }
}
