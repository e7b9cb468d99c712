package io.dealledger.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealledger.fx.FxCommand.RecordExchangeRate;
import io.dealledger.fx.FxEvent.ExchangeRateRecorded;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.fx.FxRefusal.BandUpsideDown;
import io.dealledger.fx.FxRefusal.RateAlreadyRecorded;
import io.dealledger.fx.FxRefusal.RateNotPositive;
import io.dealledger.fx.FxRefusal.RateOrBand;
import io.dealledger.ledger.Dating;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.EffectiveInFuture;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.StatedDate;
import io.dealledger.ledger.Timeline;
import io.dealledger.money.Currency;
import io.dealledger.money.InvalidValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateSeriesTest {
    private static final LocalDate TODAY = LocalDate.of(2024, 6, 1);
    private static final LocalDate DAY = LocalDate.of(2024, 3, 29);

    private static Decision<FxEvent> decide(RecordExchangeRate command, FxEvent... before) {
        Timeline<RateSeries, FxEvent> timeline = new Timeline<>(RateSeries.FOLD);
        for (FxEvent event : before) {
            timeline.insert(Recorded.pending("fx_hkd-usd", timeline.version() + 1, event));
        }
        return RateSeries.decide(timeline, command, new Dating(TODAY, TODAY));
    }

    private static RecordExchangeRate rate(String rate, String lower, String upper) {
        return new RecordExchangeRate(
                CurrencyPair.of("USD/HKD"),
                decimal(rate),
                decimal(lower),
                decimal(upper),
                RateKind.CLOSING,
                StatedDate.of(DAY),
                null,
                null);
    }

    private static BigDecimal decimal(String text) {
        return text == null ? null : new BigDecimal(text);
    }

    private static ExchangeRateRecorded recorded(String lower, String upper) {
        return new ExchangeRateRecorded(
                Currency.of("USD"),
                Currency.of("HKD"),
                new BigDecimal(lower),
                new BigDecimal(upper),
                RateKind.CLOSING,
                EffectiveOn.day(DAY),
                null);
    }

    private static void refused(Decision<FxEvent> decision, Refusal refusal) {
        assertThat(decision).isEqualTo(new Decision.Refused<FxEvent>(refusal));
    }

    @Test
    void a_rate_is_recorded_in_the_direction_in_which_it_was_quoted() {
        assertThat(decide(rate("7.8230", null, null)))
                .isEqualTo(new Decision.Accepted<>("fx_hkd-usd", List.of(recorded("7.823", "7.823"))));
    }

    @Test
    void a_band_keeps_both_ends() {
        assertThat(decide(rate(null, "7.75", "7.85")))
                .isEqualTo(new Decision.Accepted<>("fx_hkd-usd", List.of(recorded("7.75", "7.85"))));
    }

    @Test
    void both_directions_of_a_pair_share_one_stream() {
        assertThat(CurrencyPair.of("HKD/USD").stream()).isEqualTo(CurrencyPair.of("USD/HKD").stream());
    }

    @Test
    void a_rate_and_a_band_or_neither_is_refused() {
        refused(decide(rate("7.8", "7.75", "7.85")), new RateOrBand("USD/HKD"));
        refused(decide(rate(null, "7.75", null)), new RateOrBand("USD/HKD"));
        refused(decide(rate(null, null, null)), new RateOrBand("USD/HKD"));
    }

    @Test
    void a_rate_of_zero_is_refused() {
        refused(decide(rate("0", null, null)), new RateNotPositive("USD/HKD", BigDecimal.ZERO));
    }

    @Test
    void a_band_upside_down_is_refused() {
        refused(
                decide(rate(null, "7.85", "7.75")),
                new BandUpsideDown("USD/HKD", new BigDecimal("7.85"), new BigDecimal("7.75")));
    }

    @Test
    void a_second_rate_of_the_same_kind_and_day_is_refused() {
        refused(
                decide(rate("7.83", null, null), recorded("7.823", "7.823")),
                new RateAlreadyRecorded("USD/HKD", RateKind.CLOSING, DAY));
    }

    @Test
    void a_future_rate_is_refused() {
        RecordExchangeRate tomorrow = new RecordExchangeRate(
                CurrencyPair.of("USD/HKD"),
                BigDecimal.TEN,
                null,
                null,
                RateKind.SPOT,
                StatedDate.of("2024-06-02"),
                null,
                null);
        refused(decide(tomorrow), new EffectiveInFuture(LocalDate.of(2024, 6, 2), TODAY));
    }

    @Test
    void a_rate_with_too_many_places_and_a_pair_of_one_currency_are_never_valid() {
        assertThatThrownBy(() -> rate("7.1234567890123", null, null)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> CurrencyPair.of("USD/USD")).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> CurrencyPair.of("USDHKD")).isInstanceOf(InvalidValue.class);
    }
}
