package io.dealledger.valuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dealledger.calculation.Conflict;
import io.dealledger.calculation.Printed;
import io.dealledger.company.ReportEvent.StepUpBasis;
import io.dealledger.fx.Rates;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Precision;
import io.dealledger.money.Currency;
import io.dealledger.money.Op;
import io.dealledger.money.SourceClass;
import io.dealledger.money.Unit;
import io.dealledger.sample.DecidedSample;
import io.dealledger.testing.Seed;
import io.dealledger.valuation.Point.Translation;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The valuation histories of the sample deals. */
class SampleValuationsTest {
    private static final DecidedSample SAMPLE = DecidedSample.load();

    private static ValuationHistory of(String company, String asOf, long knownAt, Question question) {
        PointInTime point = PointInTime.of(LocalDate.parse(asOf), knownAt);
        return Valuations.of(
                new CompanyId(company), SAMPLE.company(company), point, Rates.at(point, SAMPLE.rates()), question);
    }

    private static List<Point> points(ValuationHistory history, PointKind kind) {
        return history.points().stream().filter(point -> point.kind() == kind).toList();
    }

    private static Point point(ValuationHistory history, PointKind kind) {
        assertThat(points(history, kind)).as("%s", kind).hasSize(1);
        return points(history, kind).getFirst();
    }

    @Nested
    class Moonshot {
        private static ValuationHistory at(String asOf, int batch) {
            return of("co_moonshot", asOf, SAMPLE.endOfBatch(batch), Question.PLAIN);
        }

        @Test
        void postMoneyIsTheReportsBound() {
            Point post = point(at("2024-03-11", 1), PointKind.POST_MONEY);
            assertThat(post.effectiveOn()).isEqualTo("2024-02-29");
            assertThat(post.effectiveFrom()).isEqualTo("2024-02-01");
            assertThat(post.precision()).isEqualTo(Precision.MONTH);
            assertThat(post.value().op()).isEqualTo(Op.MORE_THAN);
            assertThat(post.value().lower()).isEqualTo("2500000000");
            assertThat(post.value().lowerInclusive()).isFalse();
            assertThat(post.value().upper()).isNull();
            assertThat(post.value().phrase()).isEqualTo("超過了25億美元");
            assertThat(post.derived()).isFalse();
            assertThat(post.beside()).isEmpty();
        }

        @Test
        void preMoneyIsUnknownAndNeverADifferenceOfTwoLowerBounds() {
            for (int batch : List.of(1, 2, 3)) {
                Point pre = point(at("2024-03-31", batch), PointKind.PRE_MONEY);
                assertThat(pre.value().op()).isEqualTo(Op.UNDISCLOSED);
                assertThat(pre.value().stated()).isNull();
                assertThat(pre.value().lower()).isNull();
                assertThat(pre.value().upper()).isNull();
                assertThat(pre.derived()).isTrue();
                assertThat(at("2024-03-31", batch).toString()).doesNotContain("1500000000");
            }
        }

        @Test
        void theStepUpIsReportedWithItsOtherReading() {
            Point stepUp = point(at("2024-03-11", 1), PointKind.STEP_UP);
            assertThat(stepUp.basis()).isEqualTo(StepUpBasis.POST_TO_POST);
            assertThat(stepUp.value().op()).isEqualTo(Op.APPROX);
            assertThat(stepUp.value().stated()).isEqualTo("8");
            assertThat(stepUp.value().lower()).isEqualTo("7.5");
            assertThat(stepUp.value().upper()).isEqualTo("8.5");
            assertThat(Objects.requireNonNull(stepUp.alternative()).stated()).isEqualTo("9");
        }

        @Test
        void theValuationBeforeFollowsFromTheStepUpInBothReadings() {
            Point before = point(at("2024-03-11", 1), PointKind.PREVIOUS_POST_MONEY);
            assertThat(before.effectiveOn()).isEqualTo("2024-02-29");
            assertThat(before.effectiveFrom()).isNull();
            assertThat(before.precision()).isEqualTo(Precision.NO_LATER_THAN);
            assertThat(before.value().op()).isEqualTo(Op.MORE_THAN);
            assertThat(before.value().lower()).isEqualTo("294117647.05");
            assertThat(before.value().lowerInclusive()).isFalse();
            assertThat(before.value().upper()).isNull();
            assertThat(before.derived()).isTrue();
            Printed nine = Objects.requireNonNull(before.alternative());
            assertThat(nine.op()).isEqualTo(Op.MORE_THAN);
            assertThat(nine.lower()).isEqualTo("263157894.73");
            assertThat(nine.assumption()).contains("9 times");
        }

        @Test
        void theFinancialTimesStandsBesideWithoutAConflict() {
            ValuationHistory history = at("2024-05-13", 2);
            Point post = point(history, PointKind.POST_MONEY);
            assertThat(post.value().op()).isEqualTo(Op.MORE_THAN);
            assertThat(post.value().sourceClass()).isEqualTo(SourceClass.PRESS_NAMED);
            assertThat(post.beside()).singleElement().satisfies(times -> {
                assertThat(times.op()).isEqualTo(Op.EXACT);
                assertThat(times.stated()).isEqualTo("2500000000");
                assertThat(times.significantDigits()).isEqualTo(2);
                assertThat(times.sourceClass()).isEqualTo(SourceClass.PRESS_ANONYMOUS);
            });
            assertThat(history.conflicts()).isEmpty();
        }

        @Test
        void aPositionImpliesAPostMoneyThatClashesOnlyByItsAssumption() {
            ValuationHistory history = at("2024-03-31", 3);
            Point implied = point(history, PointKind.IMPLIED_POST_MONEY);
            assertThat(implied.effectiveOn()).isEqualTo("2024-03-31");
            assertThat(implied.value().op()).isEqualTo(Op.RANGE);
            assertThat(implied.value().lower()).isEqualTo("2054794520.54");
            assertThat(implied.value().lowerInclusive()).isFalse();
            assertThat(implied.value().upper()).isEqualTo("2394366197.19");
            assertThat(implied.value().upperInclusive()).isFalse();
            assertThat(implied.value().assumption()).contains("whole stake");
            assertThat(implied.derived()).isTrue();
            assertThat(history.conflicts()).singleElement().satisfies(conflict -> {
                assertThat(conflict.kind()).isEqualTo(Conflict.Kind.RESTS_ON_ASSUMPTION);
                assertThat(conflict.events()).hasSize(2);
            });
            assertThat(points(at("2024-03-30", 3), PointKind.IMPLIED_POST_MONEY))
                    .isEmpty();
            assertThat(points(at("2024-03-31", 2), PointKind.IMPLIED_POST_MONEY))
                    .isEmpty();
        }

        @Test
        void inFebruaryEverythingOfTheRoundIsOnlyPossible() {
            ValuationHistory history = at("2024-02-15", 1);
            assertThat(history.points()).isEmpty();
            assertThat(history.perhaps())
                    .extracting(Point::kind)
                    .contains(PointKind.POST_MONEY, PointKind.PRE_MONEY, PointKind.STEP_UP);
            assertThat(at("2024-01-31", 1).perhaps()).isEmpty();
        }

        @Test
        void whatWasPublishedLaterIsLeftOut() {
            PointInTime point =
                    new PointInTime(LocalDate.parse("2024-03-31"), SAMPLE.endOfBatch(3), LocalDate.parse("2024-05-13"));
            ValuationHistory history = Valuations.of(
                    new CompanyId("co_moonshot"),
                    SAMPLE.company("co_moonshot"),
                    point,
                    Rates.at(point, SAMPLE.rates()),
                    Question.PLAIN);
            assertThat(history.conflicts()).isEmpty();
            assertThat(points(history, PointKind.IMPLIED_POST_MONEY)).isEmpty();
            assertThat(point(history, PointKind.POST_MONEY).beside()).hasSize(1);
        }

        @Test
        void inAnotherCurrencyEachFigureIsTranslatedAtTheRateOfItsDay() {
            ValuationHistory history =
                    of("co_moonshot", "2024-03-31", SAMPLE.endOfBatch(3), new Question(Currency.of("CNY"), null));
            Point post = point(history, PointKind.POST_MONEY);
            assertThat(post.value().op()).isEqualTo(Op.MORE_THAN);
            assertThat(post.value().lower()).isEqualTo("18240000000");
            assertThat(post.value().currency()).isEqualTo("CNY");
            assertThat(post.value().rule()).contains("USD/CNY 7.296 (CONVENIENCE of 2023-09-29)");
            assertThat(post.derived()).isTrue();
            assertThat(post.translation()).isEqualTo(Translation.TRANSLATED);
            assertThat(Objects.requireNonNull(post.original()).currency()).isEqualTo("USD");
            // The annual report says it in yuan too, so nothing needs translating.
            Point implied = point(history, PointKind.IMPLIED_POST_MONEY);
            assertThat(implied.translation()).isNull();
            assertThat(implied.value().currency()).isEqualTo("CNY");
            assertThat(implied.value().lower()).isEqualTo("16027397260.27");
            assertThat(history.conflicts())
                    .extracting(Conflict::kind)
                    .containsExactly(Conflict.Kind.RESTS_ON_ASSUMPTION);
        }

        @Test
        void withoutARateAFigureStaysInItsOwnCurrencyAndSaysSo() {
            ValuationHistory history =
                    of("co_moonshot", "2024-03-31", SAMPLE.endOfBatch(3), new Question(Currency.of("JPY"), null));
            Point post = point(history, PointKind.POST_MONEY);
            assertThat(post.translation()).isEqualTo(Translation.NO_RATE);
            assertThat(post.value().currency()).isEqualTo("USD");
            assertThat(post.original()).isNull();
        }
    }

    @Nested
    class SenseTime {
        private static ValuationHistory in(Question question) {
            return of("co_sensetime", "2024-03-11", SAMPLE.endOfBatch(1), question);
        }

        @Test
        void itsMarketValueInDollarsIsTheWholePegBand() {
            Point market = point(in(new Question(Currency.of("USD"), null)), PointKind.MARKET_CAP);
            assertThat(market.value().op()).isEqualTo(Op.RANGE);
            assertThat(market.value().lower()).isEqualTo("3541401273.88");
            assertThat(market.value().upper()).isEqualTo("3587096774.20");
            assertThat(market.value().currency()).isEqualTo("USD");
            assertThat(market.value().rule()).contains("PEG_BAND of 2005-05-18");
            assertThat(market.value().events()).hasSize(2);
            assertThat(Objects.requireNonNull(market.original()).stated()).isEqualTo("27800000000");
            assertThat(market.beside()).singleElement().satisfies(translated -> {
                assertThat(translated.stated()).isEqualTo("3500000000");
                assertThat(translated.significantDigits()).isEqualTo(2);
            });
            assertThat(in(Question.PLAIN).conflicts()).isEmpty();
        }

        @Test
        void inItsOwnCurrencyItIsTheFigureOfTheSource() {
            Point market = point(in(Question.PLAIN), PointKind.MARKET_CAP);
            assertThat(market.value().stated()).isEqualTo("27800000000");
            assertThat(market.value().currency()).isEqualTo("HKD");
            assertThat(market.derived()).isFalse();
        }

        @Test
        void theDrawdownKeepsTheBoundOfThePeak() {
            Point drawdown = point(in(Question.PLAIN), PointKind.DRAWDOWN);
            assertThat(drawdown.value().op()).isEqualTo(Op.MORE_THAN);
            assertThat(drawdown.value().unit()).isEqualTo(Unit.PERCENT);
            assertThat(drawdown.value().lower()).isEqualTo("64.1290");
            assertThat(drawdown.value().upper()).isNull();
            assertThat(drawdown.value().rule()).contains("LAST_PRIVATE_ROUND", "MARKET_CAP", "USD/HKD 7.75 to 7.85");
            assertThat(drawdown.value().events()).hasSize(3);
            assertThat(drawdown.derived()).isTrue();
        }
    }

    @Nested
    class Exemplar {
        private final JsonNode expected = Seed.read("seed/exact.json").get("expected");

        @Test
        void everyFigureOfTheAcceptanceCase() {
            ValuationHistory history = of("co_exemplar", "2023-12-31", SAMPLE.endOfFact(23), Question.PLAIN);
            int compared = 0;
            for (JsonNode line : expected.get("valuations")) {
                compared++;
                assertThat(history.points()).as("%s", line).anySatisfy(point -> {
                    assertThat(point.kind()).hasToString(line.get("kind").asString());
                    assertThat(point.value().op()).isEqualTo(Op.EXACT);
                    assertThat(point.value().stated())
                            .isEqualTo(line.get("value").asString());
                    if (line.has("effectiveOn")) {
                        assertThat(point.effectiveOn())
                                .isEqualTo(line.get("effectiveOn").asString());
                    }
                    if (line.has("basis")) {
                        assertThat(point.basis()).hasToString(line.get("basis").asString());
                    }
                });
            }
            assertThat(compared).isEqualTo(6);
        }

        @Test
        void asOfBetweenTwoClosingsThereIsOnePostMoneyOfTheRound() {
            assertThat(points(
                            of("co_exemplar", "2021-10-31", SAMPLE.endOfFact(23), Question.PLAIN),
                            PointKind.POST_MONEY))
                    .extracting(point -> point.value().stated())
                    .containsExactly("5000000", "23000000");
        }

        @Test
        void stepUpsOfSeriesBAreAdjustedForTheSplit() {
            assertThat(points(of("co_exemplar", "2023-12-31", SAMPLE.endOfFact(23), Question.PLAIN), PointKind.STEP_UP))
                    .extracting(
                            point -> String.valueOf(point.against()),
                            point -> String.valueOf(point.round()),
                            Point::basis,
                            point -> point.value().stated())
                    .containsExactly(
                            tuple("rd_seed", "rd_a", StepUpBasis.PRE_TO_POST, "4"),
                            tuple("rd_seed", "rd_a", StepUpBasis.PRICE, "4"),
                            tuple("rd_seed", "rd_a", StepUpBasis.POST_TO_POST, "5"),
                            tuple("rd_a", "rd_b", StepUpBasis.PRE_TO_POST, "2.988"),
                            tuple("rd_a", "rd_b", StepUpBasis.PRICE, "3"),
                            tuple("rd_a", "rd_b", StepUpBasis.POST_TO_POST, "3.828"));
        }

        @Test
        void pricesPerShareAreAsAgreedToTheLastDigit() {
            assertThat(points(
                            of("co_exemplar", "2023-12-31", SAMPLE.endOfFact(23), Question.PLAIN),
                            PointKind.PRICE_PER_SHARE))
                    .extracting(point -> point.value().stated())
                    .containsExactly("0.5", "2", "3");
        }

        @Test
        void pointsAreInOrderOfEffectAndThenOfRecording() {
            List<Point> points = of("co_exemplar", "2023-12-31", SAMPLE.endOfFact(23), Question.PLAIN)
                    .points();
            assertThat(points)
                    .isSortedAccordingTo((one, other) -> Objects.requireNonNull(one.effectiveOn())
                            .compareTo(Objects.requireNonNull(other.effectiveOn())));
            assertThat(points).allSatisfy(point -> assertThat(point.events()).isNotEmpty());
        }

        @Test
        void theLatestValueIsItsPeak() {
            Point drawdown =
                    point(of("co_exemplar", "2023-12-31", SAMPLE.endOfFact(23), Question.PLAIN), PointKind.DRAWDOWN);
            assertThat(drawdown.value().stated()).isEqualTo("0");
        }
    }
}
