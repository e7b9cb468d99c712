package io.dealledger.fx;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.fx.FxCommand.RecordExchangeRate;
import io.dealledger.fx.FxEvent.ExchangeRateRecorded;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.fx.FxRefusal.RateAlreadyRecorded;
import io.dealledger.ledger.CommandMetadata;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.StatedDate;
import io.dealledger.ledger.Timeline;
import io.dealledger.money.Currency;
import io.dealledger.shell.Everybody;
import io.dealledger.shell.StreamTarget;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

/** The command through Axon: accepted it applies what was decided, refused it applies nothing and says why. */
class FxAggregateTest {
    private static final LocalDate DAY = LocalDate.of(2024, 3, 29);
    private static final String STREAM = "fx_hkd-usd";
    private static final RecordExchangeRate RATE = new RecordExchangeRate(
            CurrencyPair.of("USD/HKD"),
            new BigDecimal("7.823"),
            null,
            null,
            RateKind.CLOSING,
            StatedDate.of(DAY),
            null,
            null);
    private static final ExchangeRateRecorded RECORDED = new ExchangeRateRecorded(
            Currency.of("USD"),
            Currency.of("HKD"),
            new BigDecimal("7.823"),
            new BigDecimal("7.823"),
            RateKind.CLOSING,
            EffectiveOn.day(DAY),
            null);

    private static FixtureConfiguration<FxAggregate> pair() {
        return new AggregateTestFixture<>(FxAggregate.class)
                .registerCommandTargetResolver(new StreamTarget())
                // Only facts are state; how far a timeline has folded them is not.
                .registerFieldFilter(field -> !field.getDeclaringClass().equals(Timeline.class)
                        || field.getName().equals("facts"))
                .registerInjectableResource(Everybody.on(LocalDate.of(2024, 6, 1)))
                .registerInjectableResource(Everybody.but("pa_nobody"));
    }

    @Test
    void there_is_one_command() {
        assertThat(FxCommand.class.getPermittedSubclasses()).containsExactly(RecordExchangeRate.class);
    }

    @Test
    void an_accepted_rate_is_applied() {
        pair().givenNoPriorActivity()
                .when(RATE, Map.of(CommandMetadata.STREAM, STREAM))
                .expectEvents(RECORDED)
                .expectResultMessagePayload(new Decision.Accepted<FxEvent>(STREAM, List.of(RECORDED)));
    }

    @Test
    void a_second_one_of_its_kind_and_day_applies_nothing_and_says_why() {
        pair().given(RECORDED)
                .when(RATE, Map.of(CommandMetadata.STREAM, STREAM))
                .expectNoEvents()
                .expectResultMessagePayload(
                        new Decision.Refused<FxEvent>(new RateAlreadyRecorded("USD/HKD", RateKind.CLOSING, DAY)));
    }
}
