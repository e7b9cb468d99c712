package io.dealledger.fx;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.fx.FxCommand.RecordExchangeRate;
import io.dealledger.fx.FxEvent.FactVoided;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.fx.FxRefusal.OtherPair;
import io.dealledger.fx.FxRefusal.RateAlreadyRecorded;
import io.dealledger.fx.FxRefusal.RateNotPositive;
import io.dealledger.ledger.Dating;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.EventId;
import io.dealledger.ledger.NothingChanged;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.RefusedCorrection;
import io.dealledger.ledger.StatedDate;
import io.dealledger.ledger.Timeline;
import io.dealledger.money.Currency;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rates that were recorded wrongly, and what comes in their place. */
class CorrectRatesTest {
    private static final LocalDate TODAY = LocalDate.of(2024, 6, 1);
    private static final String STREAM = "fx_hkd-usd";

    private final Timeline<RateSeries, FxEvent> timeline = new Timeline<>(RateSeries.FOLD);
    private final List<Recorded<FxEvent>> history = new ArrayList<>();

    private static RecordExchangeRate rate(String pair, String rate, String day) {
        return new RecordExchangeRate(
                CurrencyPair.of(pair),
                new BigDecimal(rate),
                null,
                null,
                RateKind.CLOSING,
                StatedDate.of(day),
                null,
                null);
    }

    private FxEvent record(Decision<FxEvent> decision) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        Decision.Accepted<FxEvent> accepted = (Decision.Accepted<FxEvent>) decision;
        long version = timeline.version() + 1;
        Recorded<FxEvent> recorded = new Recorded<>(
                version + 1,
                STREAM,
                version,
                Instant.EPOCH,
                accepted.facts().getFirst(),
                accepted.marks().getFirst());
        timeline.insert(recorded);
        history.add(recorded);
        return recorded.fact();
    }

    private void send(RecordExchangeRate command) {
        record(RateSeries.decide(timeline, command, new Dating(TODAY, TODAY)));
    }

    private Decision<FxEvent> decide(long event, @Nullable RecordExchangeRate replacement) {
        CorrectFacts.Correction correction =
                new CorrectFacts.Correction(event, replacement, replacement == null ? true : null);
        return RateSeries.correct(
                timeline,
                new CorrectFacts("typing error", List.of(correction)),
                STREAM,
                new Dating(TODAY, TODAY),
                position -> Optional.of(new EventId(STREAM, position - 1)));
    }

    private Refusal refuses(long event, @Nullable RecordExchangeRate replacement) {
        return ((Decision.Refused<FxEvent>) decide(event, replacement)).refusal();
    }

    private String quoted(long knownAt) {
        return Rates.at(PointInTime.of(LocalDate.of(2024, 3, 30), knownAt), history)
                .find(Currency.of("USD"), Currency.of("HKD"), LocalDate.of(2024, 3, 30), null)
                .map(Rates.Rate::words)
                .orElse("none");
    }

    @Test
    void a_rate_is_corrected_in_the_place_of_the_wrong_one_from_its_known_at_on() {
        send(rate("USD/HKD", "8.72", "2024-03-29"));
        record(decide(1, rate("USD/HKD", "7.82", "2024-03-29")));
        assertThat(quoted(1)).contains("8.72");
        assertThat(quoted(2)).contains("7.82");
        record(decide(2, null));
        assertThat(quoted(3)).contains("8.72");
        assertThat(record(decide(1, null))).isEqualTo(new FactVoided(EffectiveOn.day(LocalDate.of(2024, 3, 29))));
        assertThat(quoted(4)).isEqualTo("none");
        record(decide(4, null));
        assertThat(quoted(5)).contains("8.72");
        assertThat(quoted(2)).contains("7.82");
    }

    @Test
    void the_day_and_the_direction_can_be_what_was_wrong() {
        send(rate("USD/HKD", "7.82", "2024-03-28"));
        record(decide(1, rate("HKD/USD", "0.1279", "2024-03-29")));
        assertThat(quoted(2)).contains("HKD/USD 0.1279");
        send(rate("USD/HKD", "7.83", "2024-03-28"));
        assertThat(timeline.facts()).hasSize(2);
    }

    @Test
    void a_correction_onto_a_rate_that_stands_is_refused() {
        send(rate("USD/HKD", "7.82", "2024-03-28"));
        send(rate("USD/HKD", "7.83", "2024-03-29"));
        assertThat(refuses(2, rate("USD/HKD", "7.84", "2024-03-28"))).isInstanceOf(RateAlreadyRecorded.class);
        assertThat(refuses(1, rate("USD/HKD", "7.84", "2024-03-29")).type()).isEqualTo("breaks-later-event");
    }

    @Test
    void a_replacement_meets_the_checks_that_the_command_meets() {
        send(rate("USD/HKD", "7.82", "2024-03-28"));
        assertThat(refuses(1, rate("USD/HKD", "0", "2024-03-28")))
                .isEqualTo(new RefusedCorrection(1, new RateNotPositive("USD/HKD", BigDecimal.ZERO)));
        assertThat(refuses(1, rate("USD/EUR", "0.9", "2024-03-28")))
                .isEqualTo(new RefusedCorrection(1, new OtherPair("USD/EUR", STREAM)));
        assertThat(refuses(1, rate("USD/HKD", "7.82", "2024-03-28"))).isEqualTo(new NothingChanged(1));
        assertThat(refuses(1, rate("USD/HKD", "7.82", "2025-03-28")).type()).isEqualTo("effective-in-future");
    }
}
