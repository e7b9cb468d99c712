package io.dealledger.fx;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Conflict;
import io.dealledger.calculation.Printed;
import io.dealledger.fx.FxEvent.ExchangeRateRecorded;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Interval;
import io.dealledger.money.Op;
import io.dealledger.money.Source;
import io.dealledger.money.SourceClass;
import io.dealledger.money.Stated;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RatesTest {
    private static final Currency USD = Currency.of("USD");
    private static final Currency HKD = Currency.of("HKD");
    private static final Currency CNY = Currency.of("CNY");
    private static final LocalDate DAY = LocalDate.parse("2024-03-11");

    private final List<Recorded<FxEvent>> history = new ArrayList<>();

    private void quote(String pair, String lower, String upper, RateKind kind, LocalDate on) {
        CurrencyPair sides = CurrencyPair.of(pair);
        record(new ExchangeRateRecorded(
                sides.base(),
                sides.quote(),
                new BigDecimal(lower),
                new BigDecimal(upper),
                kind,
                EffectiveOn.day(on),
                null));
    }

    private void record(ExchangeRateRecorded rate) {
        history.add(new Recorded<>(
                history.size() + 1L,
                new CurrencyPair(rate.base(), rate.quote()).stream(),
                history.size(),
                Instant.EPOCH,
                rate));
    }

    private Rates rates() {
        return Rates.at(PointInTime.of(DAY, Long.MAX_VALUE), history);
    }

    private String factor(Currency from, Currency to) {
        return rates().find(from, to, DAY, null)
                .flatMap(rate -> rate.factor().exact())
                .map(Fraction::toString)
                .orElse("NO_RATE");
    }

    @Nested
    class WhichQuoteHolds {
        @Test
        void theKindsGoClosingSpotConveniencePegBand() {
            quote("USD/HKD", "7.75", "7.85", RateKind.PEG_BAND, LocalDate.parse("2005-05-18"));
            assertThat(kinds(null)).containsExactly(RateKind.PEG_BAND);
            quote("USD/HKD", "7.80", "7.80", RateKind.CONVENIENCE, DAY.minusDays(30));
            assertThat(kinds(null)).containsExactly(RateKind.CONVENIENCE);
            quote("USD/HKD", "7.81", "7.81", RateKind.SPOT, DAY.minusDays(3));
            assertThat(kinds(null)).containsExactly(RateKind.SPOT);
            quote("USD/HKD", "7.82", "7.82", RateKind.CLOSING, DAY.minusDays(5));
            assertThat(kinds(null)).containsExactly(RateKind.CLOSING);
        }

        @Test
        void theKindThatWasAskedForGoesFirst() {
            quote("USD/HKD", "7.75", "7.85", RateKind.PEG_BAND, LocalDate.parse("2005-05-18"));
            quote("USD/HKD", "7.82", "7.82", RateKind.CLOSING, DAY);
            assertThat(kinds(RateKind.PEG_BAND)).containsExactly(RateKind.PEG_BAND);
            assertThat(kinds(RateKind.SPOT)).containsExactly(RateKind.CLOSING);
        }

        private List<RateKind> kinds(RateKind asked) {
            return rates().find(USD, HKD, DAY, asked).orElseThrow().kinds();
        }

        @Test
        void aClosingOrSpotRateHoldsForSevenDays() {
            quote("USD/HKD", "7.8", "7.8", RateKind.SPOT, DAY.minusDays(7));
            quote("USD/CNY", "7.2", "7.2", RateKind.CLOSING, DAY.minusDays(8));
            assertThat(factor(USD, HKD)).isEqualTo("39/5");
            assertThat(factor(USD, CNY)).isEqualTo("NO_RATE");
        }

        @Test
        void aConvenienceRateHoldsForFourHundredDaysAndABandForEver() {
            quote("USD/CNY", "7.2", "7.2", RateKind.CONVENIENCE, DAY.minusDays(400));
            quote("EUR/USD", "1.1", "1.1", RateKind.CONVENIENCE, DAY.minusDays(401));
            quote("USD/HKD", "7.75", "7.85", RateKind.PEG_BAND, LocalDate.parse("1983-10-17"));
            assertThat(factor(USD, CNY)).isEqualTo("36/5");
            assertThat(factor(Currency.of("EUR"), USD)).isEqualTo("NO_RATE");
            assertThat(rates().find(USD, HKD, DAY, null)).isPresent();
        }

        @Test
        void theNewestOfAKindHoldsAndNoneOfALaterDay() {
            quote("USD/CNY", "7.1", "7.1", RateKind.CLOSING, DAY.minusDays(1));
            quote("USD/CNY", "7.0", "7.0", RateKind.CLOSING, DAY.minusDays(2));
            quote("USD/CNY", "7.3", "7.3", RateKind.CLOSING, DAY.plusDays(1));
            assertThat(factor(USD, CNY)).isEqualTo("71/10");
        }

        @Test
        void ofTwoQuotesOfOneDayTheLaterRecordedStands() {
            quote("USD/CNY", "7.1", "7.1", RateKind.CLOSING, DAY);
            quote("USD/CNY", "7.2", "7.2", RateKind.CLOSING, DAY);
            assertThat(factor(USD, CNY)).isEqualTo("36/5");
        }

        @Test
        void whatWasRecordedLaterOrPublishedLaterIsNotKnown() {
            quote("USD/CNY", "7.1", "7.1", RateKind.CLOSING, DAY.minusDays(1));
            record(new ExchangeRateRecorded(
                    USD,
                    CNY,
                    new BigDecimal("7.2"),
                    new BigDecimal("7.2"),
                    RateKind.CLOSING,
                    EffectiveOn.day(DAY),
                    new Source("central bank", DAY.plusDays(1), null, null, SourceClass.PRIMARY_FILING)));
            assertThat(Rates.at(new PointInTime(DAY, 1, null), history)
                            .find(USD, CNY, DAY, null)
                            .orElseThrow()
                            .events())
                    .containsExactly(1L);
            assertThat(Rates.at(new PointInTime(DAY, 2, DAY), history)
                            .find(USD, CNY, DAY, null)
                            .orElseThrow()
                            .events())
                    .containsExactly(1L);
            assertThat(factor(USD, CNY)).isEqualTo("36/5");
        }
    }

    @Nested
    class DerivedRates {
        @Test
        void aQuoteServesBothDirections() {
            quote("USD/CNY", "7.2", "7.2", RateKind.CLOSING, DAY);
            assertThat(factor(CNY, USD)).isEqualTo("5/36");
        }

        @Test
        void theInverseOfABandIsABandWithItsEndsExchanged() {
            quote("USD/HKD", "7.75", "7.85", RateKind.PEG_BAND, DAY);
            assertThat(rates().find(HKD, USD, DAY, null).orElseThrow().factor())
                    .isEqualTo(Interval.between(Fraction.of(20, 157), true, Fraction.of(4, 31), true));
        }

        @Test
        void aPairWithoutAQuoteIsCrossedThroughOneCurrency() {
            quote("USD/HKD", "7.75", "7.85", RateKind.PEG_BAND, DAY.minusDays(1000));
            quote("USD/CNY", "7.2960", "7.2960", RateKind.CONVENIENCE, DAY.minusDays(100));
            Rates.Rate rate = rates().find(HKD, CNY, DAY, null).orElseThrow();
            assertThat(rate.events()).containsExactly(1L, 2L);
            assertThat(rate.kinds()).containsExactly(RateKind.PEG_BAND, RateKind.CONVENIENCE);
            assertThat(rate.factor())
                    .isEqualTo(Interval.between(
                            Fraction.of("7.2960").over(Fraction.of("7.85")),
                            true,
                            Fraction.of("7.2960").over(Fraction.of("7.75")),
                            true));
        }

        @Test
        void aPairIsNotCrossedThroughTwoCurrencies() {
            quote("USD/HKD", "7.8", "7.8", RateKind.CLOSING, DAY);
            quote("USD/CNY", "7.2", "7.2", RateKind.CLOSING, DAY);
            quote("CNY/JPY", "20", "20", RateKind.CLOSING, DAY);
            assertThat(factor(HKD, Currency.of("JPY"))).isEqualTo("NO_RATE");
        }

        @Test
        void theCrossWhoseWorseQuoteIsBetterIsTakenAndAQuoteOfThePairGoesBeforeAnyCross() {
            quote("USD/HKD", "7.75", "7.85", RateKind.PEG_BAND, DAY);
            quote("USD/CNY", "7.2", "7.2", RateKind.CLOSING, DAY);
            quote("EUR/HKD", "8.5", "8.5", RateKind.SPOT, DAY);
            quote("EUR/CNY", "8", "8", RateKind.SPOT, DAY);
            assertThat(factor(HKD, CNY)).isEqualTo("16/17");
            quote("HKD/CNY", "0.9", "0.95", RateKind.PEG_BAND, DAY);
            assertThat(rates().find(HKD, CNY, DAY, null).orElseThrow().events()).containsExactly(5L);
        }
    }

    @Nested
    class TranslatedClaims {
        @Test
        void aFigureAtABandIsARangePrintedOutward() {
            quote("USD/HKD", "7.75", "7.85", RateKind.PEG_BAND, LocalDate.parse("2005-05-18"));
            Claim marketCap = Claim.stated(
                    Stated.money(Op.EXACT, "27800000000", "HKD"), SourceClass.PRESS_NAMED, null, List.of(9L));
            Printed printed =
                    Printed.of(rates().translate(marketCap, USD, DAY, null).orElseThrow());
            assertThat(printed.op()).isEqualTo(Op.RANGE);
            assertThat(printed.lower()).isEqualTo("3541401273.88");
            assertThat(printed.upper()).isEqualTo("3587096774.20");
            assertThat(printed.currency()).isEqualTo("USD");
            assertThat(printed.sourceClass()).isEqualTo(SourceClass.DERIVED);
            assertThat(printed.rule()).isEqualTo("rate HKD/USD by USD/HKD 7.75 to 7.85 (PEG_BAND of 2005-05-18)");
            assertThat(printed.events()).containsExactly(1L, 9L);
        }

        @Test
        void aBoundStaysABoundAndItsRoundingIsTranslatedToo() {
            quote("USD/CNY", "7.2", "7.2", RateKind.CLOSING, DAY);
            Claim bound =
                    Claim.stated(Stated.money(Op.MORE_THAN, "100", "USD"), SourceClass.PRESS_NAMED, null, List.of());
            assertThat(Printed.words(rates().translate(bound, CNY, DAY, null).orElseThrow()))
                    .isEqualTo("more than 720 CNY");
            Claim below =
                    Claim.stated(Stated.money(Op.LESS_THAN, "100", "USD"), SourceClass.PRESS_NAMED, null, List.of());
            assertThat(Printed.words(rates().translate(below, CNY, DAY, null).orElseThrow()))
                    .isEqualTo("less than 720 CNY");
            Claim press = Claim.stated(
                    Stated.money(Op.EXACT, "100", "USD").withSignificantDigits(1),
                    SourceClass.PRESS_NAMED,
                    null,
                    List.of());
            assertThat(rates().translate(press, CNY, DAY, null).orElseThrow().conflictInterval())
                    .isEqualTo(Interval.between(Fraction.of(360), true, Fraction.of(1080), false));
        }

        @Test
        void whatSaysNothingOrIsInThatCurrencyStaysAsItIs() {
            Claim undisclosed = Claim.stated(Stated.undisclosed(), SourceClass.PRESS_NAMED, null, List.of());
            Claim dollars = Claim.stated(Stated.money(Op.EXACT, "1", "USD"), SourceClass.PRESS_NAMED, null, List.of());
            assertThat(rates().translate(undisclosed, USD, DAY, null)).contains(undisclosed);
            assertThat(rates().translate(dollars, USD, DAY, null)).contains(dollars);
        }

        @Test
        void withoutARateThereIsNoTranslation() {
            Claim dollars = Claim.stated(Stated.money(Op.EXACT, "1", "USD"), SourceClass.PRESS_NAMED, null, List.of());
            assertThat(rates().translate(dollars, CNY, DAY, null)).isEmpty();
        }
    }

    @Nested
    class FiguresInTwoCurrencies {
        private final Claim dollars = filed(Stated.money(Op.APPROX, "800000000", "USD"), 7);

        private static Claim filed(Stated stated, long event) {
            return Claim.stated(stated, SourceClass.PRIMARY_FILING, null, List.of(event));
        }

        @Test
        void doNotDisagreeWhileTheirRoundingsOverlapAtTheRateOfTheDay() {
            quote("USD/CNY", "7.2960", "7.2960", RateKind.CONVENIENCE, DAY.minusDays(100));
            Claim yuan = filed(Stated.money(Op.APPROX, "5900000000", "CNY"), 7);
            assertThat(rates().disagreement(dollars, yuan, "invested", DAY)).isEmpty();
        }

        @Test
        void disagreeWhenTheRateExcludesIt() {
            quote("USD/CNY", "7.2960", "7.2960", RateKind.CONVENIENCE, DAY.minusDays(100));
            Claim yuan = filed(Stated.money(Op.APPROX, "4900000000", "CNY"), 8);
            Conflict conflict =
                    rates().disagreement(dollars, yuan, "invested", DAY).orElseThrow();
            assertThat(conflict.kind()).isEqualTo(Conflict.Kind.TRANSLATION_DISAGREES);
            assertThat(conflict.events()).containsExactly(1L, 7L, 8L);
            assertThat(conflict.reason()).contains("800000000 USD", "4900000000 CNY", "USD/CNY 7.296");
        }

        @Test
        void areNotComparedWithoutARate() {
            assertThat(rates().disagreement(dollars, filed(Stated.money(Op.EXACT, "1", "CNY"), 8), "invested", DAY))
                    .isEmpty();
        }
    }
}
