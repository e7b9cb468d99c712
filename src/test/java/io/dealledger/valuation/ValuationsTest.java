package io.dealledger.valuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dealledger.calculation.Conflict;
import io.dealledger.calculation.Printed;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.HoldingEvent.FairValueLevel;
import io.dealledger.company.HoldingEvent.FairValueMethod;
import io.dealledger.company.HoldingEvent.Framework;
import io.dealledger.company.HoldingEvent.ValuationKind;
import io.dealledger.company.HoldingEvent.ValuationRecorded;
import io.dealledger.company.Leg;
import io.dealledger.company.LifeEvent.CompanyRegistered;
import io.dealledger.company.ReportEvent.ClaimsAdded;
import io.dealledger.company.ReportEvent.InvestmentReported;
import io.dealledger.company.ReportEvent.Participant;
import io.dealledger.company.ReportEvent.PositionReported;
import io.dealledger.company.ReportEvent.ReportedStatus;
import io.dealledger.company.ReportEvent.RoundReported;
import io.dealledger.company.ReportEvent.StepUp;
import io.dealledger.company.ReportEvent.StepUpBasis;
import io.dealledger.company.RoundEvent.Role;
import io.dealledger.company.RoundEvent.RoundCancelled;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.RoundFirmedUp;
import io.dealledger.company.RoundEvent.RoundOpened;
import io.dealledger.company.RoundEvent.RoundPriced;
import io.dealledger.company.RoundEvent.Subscription;
import io.dealledger.company.ShareEvent.ShareClassAmended;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.company.ShareEvent.SharesSplit;
import io.dealledger.fx.FxEvent;
import io.dealledger.fx.FxEvent.ExchangeRateRecorded;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.fx.Rates;
import io.dealledger.ledger.ClosingId;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Precision;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.ReportId;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Currency;
import io.dealledger.money.Money;
import io.dealledger.money.Op;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import io.dealledger.money.Source;
import io.dealledger.money.SourceClass;
import io.dealledger.money.Stated;
import io.dealledger.valuation.Point.Translation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Valuation histories of facts written by hand. */
class ValuationsTest {
    private static final CompanyId ID = new CompanyId("co_acme");
    private static final Currency USD = Currency.of("USD");
    private static final RoundId A = new RoundId("rd_a");
    private static final RoundId B = new RoundId("rd_b");
    private static final RoundId REPORTED = new RoundId("rd_reported");
    private static final PartyId FUND = new PartyId("pa_fund");
    private static final Source PRESS = source(SourceClass.PRESS_NAMED, "2021-07-01");
    private static final Source FILING = source(SourceClass.PRIMARY_FILING, "2021-08-01");

    private final List<Recorded<CompanyEvent>> history = new ArrayList<>();
    private final List<Recorded<FxEvent>> rates = new ArrayList<>();
    private long position = 100;

    private static Source source(SourceClass sourceClass, String publishedOn) {
        return new Source("a source", LocalDate.parse(publishedOn), null, null, sourceClass);
    }

    private static EffectiveOn on(String day) {
        return EffectiveOn.day(LocalDate.parse(day));
    }

    private static EffectiveOn inMonth(String first, String last) {
        return new EffectiveOn(LocalDate.parse(last), LocalDate.parse(first), Precision.MONTH);
    }

    private static Stated usd(Op op, String amount) {
        return Stated.money(op, amount, "USD");
    }

    /** Records the fact and says at which position. */
    private long given(CompanyEvent fact) {
        history.add(new Recorded<>(++position, ID.value(), history.size(), Instant.EPOCH, fact));
        return position;
    }

    private void rate(String base, String quote, String rate, String day) {
        rates.add(new Recorded<>(
                ++position,
                "fx",
                rates.size(),
                Instant.EPOCH,
                new ExchangeRateRecorded(
                        Currency.of(base),
                        Currency.of(quote),
                        new BigDecimal(rate),
                        new BigDecimal(rate),
                        RateKind.CLOSING,
                        on(day),
                        null)));
    }

    private ValuationHistory on(String asOf, Question question) {
        PointInTime point = PointInTime.of(LocalDate.parse(asOf), position);
        return Valuations.of(ID, history, point, Rates.at(point, rates), question);
    }

    private ValuationHistory history() {
        return on("2025-01-01", Question.PLAIN);
    }

    private List<Point> points(PointKind kind) {
        return points(history(), kind);
    }

    private static List<Point> points(ValuationHistory history, PointKind kind) {
        return history.points().stream().filter(point -> point.kind() == kind).toList();
    }

    private Point point(PointKind kind) {
        assertThat(points(kind)).as("%s", kind).hasSize(1);
        return points(kind).getFirst();
    }

    private static String words(Printed printed) {
        String bounds = printed.stated() != null
                ? printed.stated()
                : (printed.lower() == null ? "" : printed.lower()) + ".."
                        + (printed.upper() == null ? "" : printed.upper());
        return printed.op() + " " + bounds;
    }

    private void founded(String ratioOfPreferred) {
        given(new CompanyRegistered("Acme", null, null, null, null, on("2019-01-01")));
        classOf("Common", ShareClassType.COMMON, Ratio.ONE);
        classOf("Preferred", ShareClassType.PREFERRED, Ratio.of(ratioOfPreferred));
    }

    private void classOf(String name, ShareClassType type, Ratio ratio) {
        given(new ShareClassAuthorised(name, type, null, null, null, null, null, null, null, ratio, on("2019-01-01")));
    }

    private long issued(String quantity) {
        return given(new SharesIssued(
                new SecurityId("se_" + quantity),
                "Common",
                FUND,
                Shares.of(quantity),
                null,
                List.of(),
                on("2019-01-01")));
    }

    private void opened(RoundId round, String day) {
        given(new RoundOpened(round, "Round", USD, null, on(day)));
    }

    private long priced(RoundId round, String preMoney, String postMoney, String price, String day) {
        return given(new RoundPriced(
                round,
                preMoney == null ? null : Money.of(preMoney, "USD"),
                postMoney == null ? null : Money.of(postMoney, "USD"),
                Price.of(price, "USD"),
                "Preferred",
                new Rounding(4, RoundingMode.HALF_EVEN),
                on(day)));
    }

    private long closed(RoundId round, String id, String quantity, String cash, String day) {
        return closed(round, id, quantity, cash, false, day);
    }

    private long closed(RoundId round, String id, String quantity, String cash, boolean last, String day) {
        return given(new RoundClosed(
                round,
                new ClosingId("cl_" + id),
                List.of(new Subscription(
                        FUND,
                        quantity == null ? null : new SecurityId("se_" + id),
                        quantity == null ? null : "Preferred",
                        quantity == null ? null : Shares.of(quantity),
                        List.of(Leg.cash(Money.of(cash, "USD"))))),
                last,
                on(day)));
    }

    private long reported(
            RoundId round, Stated raised, Stated pre, Stated post, StepUp stepUp, EffectiveOn when, Source source) {
        return given(new RoundReported(
                round, null, ReportedStatus.CLOSED, raised, pre, post, stepUp, List.of(), when, source));
    }

    private long added(RoundId round, Stated raised, Stated pre, Stated post, EffectiveOn when, Source source) {
        return given(new ClaimsAdded(
                round.value(), raised, pre, post, null, List.of(), null, List.of(), null, when, source));
    }

    private long valued(ValuationKind kind, Stated value, String day, Source source) {
        return given(new ValuationRecorded(kind, value, null, null, null, null, null, null, null, on(day), source));
    }

    @Nested
    class RecordedRoundsOfTheLedger {
        @Test
        void postMoneyAfterAClosingIsPriceTimesSharesAsConverted() {
            founded("3:2");
            issued("1000");
            opened(A, "2020-01-01");
            long pricing = priced(A, "2000", null, "3", "2020-01-01");
            long closing = closed(A, "one", "100", "300", "2020-01-02");
            Point post = point(PointKind.POST_MONEY);
            assertThat(words(post.value()))
                    .as("2.00 a share of common, 1000 + 150")
                    .isEqualTo("EXACT 2300");
            assertThat(post.effectiveOn()).isEqualTo("2020-01-02");
            assertThat(post.derived()).isTrue();
            assertThat(post.round()).isEqualTo(A);
            assertThat(post.value().rule()).contains("as converted");
            assertThat(post.events()).contains(pricing, closing);
        }

        @Test
        void agreedFiguresAreRecordedAndNotDerived() {
            founded("1");
            issued("1000");
            opened(A, "2020-01-01");
            priced(A, "2000", null, "2", "2020-01-01");
            Point pre = point(PointKind.PRE_MONEY);
            assertThat(words(pre.value())).isEqualTo("EXACT 2000");
            assertThat(pre.derived()).isFalse();
            assertThat(pre.value().sourceClass()).isEqualTo(SourceClass.SIGNED_DOCUMENT);
        }

        @Test
        void ofARoundPricedByItsPostMoneyThePreMoneyIsDerived() {
            founded("1");
            issued("1000");
            opened(A, "2020-01-01");
            priced(A, null, "2500", "2", "2020-01-01");
            closed(A, "one", "250", "500", "2020-02-01");
            assertThat(words(point(PointKind.PRE_MONEY).value())).isEqualTo("EXACT 2000");
            assertThat(point(PointKind.PRE_MONEY).derived()).isTrue();
            assertThat(points(PointKind.POST_MONEY))
                    .extracting(one -> String.valueOf(one.effectiveOn()), one -> words(one.value()), Point::derived)
                    .containsExactly(tuple("2020-01-01", "EXACT 2500", false), tuple("2020-02-01", "EXACT 2500", true));
        }

        @Test
        void aPriceIsCarriedThroughASplitBetweenPricingAndClosing() {
            founded("1");
            issued("1000");
            opened(A, "2020-01-01");
            priced(A, "2000", null, "2", "2020-01-01");
            given(new SharesSplit(
                    Ratio.of("2:1"),
                    List.of("Common", "Preferred"),
                    Map.of(),
                    new Rounding(0, RoundingMode.DOWN),
                    on("2020-01-15")));
            closed(A, "one", "500", "500", "2020-02-01");
            assertThat(words(point(PointKind.POST_MONEY).value())).isEqualTo("EXACT 2500");
        }

        @Test
        void withoutSharesPostMoneyIsPreMoneyPlusWhatTheClosingsBrought() {
            founded("1");
            opened(A, "2020-01-01");
            priced(A, "2000", null, "2", "2020-01-01");
            closed(A, "one", null, "300", "2020-01-02");
            closed(A, "two", null, "200", "2020-01-03");
            assertThat(points(PointKind.POST_MONEY))
                    .extracting(one -> words(one.value()))
                    .containsExactly("EXACT 2300", "EXACT 2500");
        }

        @Test
        void whileAnInvestmentIsOnlyReportedNothingFollowsFromWhatIsOutstanding() {
            founded("1");
            issued("1000");
            given(new InvestmentReported(
                    new ReportId("rp_i"),
                    List.of(new Participant(
                            new PartyId("pa_other"), Role.INVESTOR, Stated.undisclosed(), null, List.of())),
                    on("2019-06-01"),
                    PRESS));
            opened(A, "2020-01-01");
            priced(A, "9000", null, "2", "2020-01-01");
            closed(A, "one", "100", "200", "2020-01-02");
            assertThat(words(point(PointKind.POST_MONEY).value())).isEqualTo("EXACT 9200");
            assertThat(point(PointKind.POST_MONEY).value().rule()).contains("consideration of the closings");
        }

        @Test
        void aRoundThatWasCancelledBeforeAnyClosingIsMarkedAndComparedWithNothing() {
            founded("1");
            issued("1000");
            opened(A, "2020-01-01");
            priced(A, "2000", null, "2", "2020-01-01");
            closed(A, "one", "100", "200", "2020-01-02");
            opened(B, "2020-02-01");
            priced(B, "99000", null, "90", "2020-02-01");
            given(new RoundCancelled(B, "no longer wanted", on("2020-03-01")));
            assertThat(points(PointKind.PRE_MONEY))
                    .extracting(Point::round, Point::cancelled)
                    .containsExactly(tuple(A, null), tuple(B, true));
            assertThat(points(PointKind.STEP_UP)).isEmpty();
            assertThat(points(on("2020-02-15", Question.PLAIN), PointKind.STEP_UP))
                    .isNotEmpty();
        }

        @Test
        void aStepUpInPriceIsOfSharesAsConvertedAndAdjustedForSplits() {
            founded("2");
            issued("1000");
            opened(A, "2020-01-01");
            priced(A, "2000", null, "4", "2020-01-01");
            closed(A, "one", "100", "400", "2020-01-02");
            given(new SharesSplit(
                    Ratio.of("4:1"),
                    List.of("Common", "Preferred"),
                    Map.of(),
                    new Rounding(0, RoundingMode.DOWN),
                    on("2020-06-01")));
            opened(B, "2021-01-01");
            priced(B, "4800", null, "2", "2021-01-01");
            assertThat(points(PointKind.STEP_UP))
                    .extracting(Point::basis, one -> words(one.value()), Point::against)
                    .containsExactlyInAnyOrder(
                            tuple(StepUpBasis.PRE_TO_POST, "EXACT 2", A), tuple(StepUpBasis.PRICE, "EXACT 2", A));
        }

        @Test
        void aSplitAfterTheLastClosingAdjustsThePriceOfARoundAsWell() {
            founded("1");
            issued("1000");
            opened(A, "2020-01-01");
            priced(A, "2000", null, "2", "2020-01-01");
            closed(A, "one", "100", "200", true, "2020-01-02");
            given(new SharesSplit(
                    Ratio.of("4:1"),
                    List.of("Common", "Preferred"),
                    Map.of(),
                    new Rounding(0, RoundingMode.DOWN),
                    on("2020-06-01")));
            opened(B, "2021-01-01");
            priced(B, "4400", null, "1", "2021-01-01");
            assertThat(points(PointKind.STEP_UP))
                    .filteredOn(point -> point.basis() == StepUpBasis.PRICE)
                    .extracting(one -> words(one.value()))
                    .containsExactly("EXACT 2");
        }

        @Test
        void anAmendedRatioLeavesAShareItsPriceAndNamesItsEvent() {
            founded("1");
            issued("1000");
            opened(A, "2020-01-01");
            priced(A, "2000", null, "2", "2020-01-01");
            closed(A, "one", "100", "200", "2020-01-02");
            long amended = given(new ShareClassAmended(
                    "Preferred", null, null, null, null, null, Ratio.of("2:1"), on("2020-06-01")));
            closed(A, "two", "400", "800", "2020-07-01");
            // 500 preferred convert into 1000 beside the 1000 there were, and one of common costs 1 now.
            assertThat(points(PointKind.POST_MONEY))
                    .extracting(one -> words(one.value()), one -> one.events().contains(amended))
                    .containsExactly(tuple("EXACT 2200", false), tuple("EXACT 2000", true));
            opened(B, "2021-01-01");
            priced(B, "6000", null, "6", "2021-01-01");
            assertThat(points(PointKind.STEP_UP))
                    .filteredOn(point -> point.basis() == StepUpBasis.PRICE)
                    .extracting(one -> words(one.value()), one -> one.events().contains(amended))
                    .containsExactly(tuple("EXACT 3", true));
        }
    }

    @Nested
    class FirmedUpRounds {
        @Test
        void theRecordHoldsAndTheReportsStandBesideItWithTheirConflicts() {
            founded("1");
            issued("1000");
            long report = reported(
                    REPORTED, null, usd(Op.EXACT, "2000"), usd(Op.MORE_THAN, "9000"), null, on("2020-01-01"), PRESS);
            opened(A, "2020-01-01");
            priced(A, "2000", null, "2", "2020-01-01");
            long closing = closed(A, "one", "100", "200", "2020-01-02");
            given(new RoundFirmedUp(A, REPORTED, on("2020-01-02")));
            Point pre = point(PointKind.PRE_MONEY);
            assertThat(pre.round()).isEqualTo(A);
            assertThat(pre.beside())
                    .singleElement()
                    .satisfies(said -> assertThat(said.events()).containsExactly(report));
            Point post = point(PointKind.POST_MONEY);
            assertThat(words(post.value())).isEqualTo("EXACT 2200");
            assertThat(post.beside()).extracting(ValuationsTest::words).containsExactly("MORE_THAN 9000");
            assertThat(history().conflicts()).singleElement().satisfies(conflict -> {
                assertThat(conflict.kind()).isEqualTo(Conflict.Kind.SOURCES_DISAGREE);
                assertThat(conflict.events()).contains(report, closing);
            });
        }

        @Test
        void beforeTheyArePricedTheReportGoesOnStandingForThem() {
            founded("1");
            reported(REPORTED, null, null, usd(Op.MORE_THAN, "9000"), null, on("2020-01-01"), PRESS);
            opened(A, "2020-01-01");
            given(new RoundFirmedUp(A, REPORTED, on("2020-01-02")));
            assertThat(point(PointKind.POST_MONEY).round()).isEqualTo(REPORTED);
        }
    }

    @Nested
    class ReportedRoundsOfThePress {
        @Test
        void theBetterClassHoldsAndAWorseOneThatExcludesItIsAConflict() {
            long press = reported(REPORTED, null, null, usd(Op.EXACT, "100"), null, on("2021-06-01"), PRESS);
            long filing = added(REPORTED, null, null, usd(Op.EXACT, "120"), on("2021-06-01"), FILING);
            Point post = point(PointKind.POST_MONEY);
            assertThat(words(post.value())).isEqualTo("EXACT 120");
            assertThat(post.beside()).extracting(ValuationsTest::words).containsExactly("EXACT 100");
            assertThat(history().conflicts())
                    .singleElement()
                    .satisfies(conflict -> assertThat(conflict.events()).containsExactly(press, filing));
        }

        @Test
        void preMoneyIsPostMoneyLessRaisedWhereBothHaveBothBounds() {
            reported(REPORTED, usd(Op.APPROX, "100"), null, usd(Op.APPROX, "1000"), null, on("2021-06-01"), PRESS);
            assertThat(words(point(PointKind.PRE_MONEY).value()))
                    .as("[500, 1500) - [50, 150)")
                    .isEqualTo("RANGE 350..1450");
        }

        @Test
        void preMoneyIsAtMostThePostMoneyWhenNobodySaysWhatWasRaised() {
            reported(REPORTED, null, null, usd(Op.EXACT, "1000"), null, on("2021-06-01"), PRESS);
            Point pre = point(PointKind.PRE_MONEY);
            assertThat(words(pre.value())).isEqualTo("AT_MOST ..1000");
            assertThat(pre.derived()).isTrue();
        }

        @Test
        void aBoundLessABoundOfTheSameSideIsUnknown() {
            reported(REPORTED, usd(Op.AT_LEAST, "100"), null, usd(Op.MORE_THAN, "1000"), null, on("2021-06-01"), PRESS);
            assertThat(words(point(PointKind.PRE_MONEY).value())).isEqualTo("UNDISCLOSED ..");
        }

        @Test
        void postMoneyIsPreMoneyPlusRaisedWhenOnlyThoseAreSaid() {
            reported(REPORTED, usd(Op.AT_LEAST, "100"), usd(Op.EXACT, "900"), null, null, on("2021-06-01"), PRESS);
            Point post = point(PointKind.POST_MONEY);
            assertThat(words(post.value())).isEqualTo("AT_LEAST 1000..");
            assertThat(post.derived()).isTrue();
        }

        @Test
        void whatIsStatedIsNotDerived() {
            reported(
                    REPORTED,
                    usd(Op.EXACT, "100"),
                    usd(Op.EXACT, "900"),
                    usd(Op.EXACT, "1000"),
                    null,
                    on("2021-06-01"),
                    PRESS);
            assertThat(history().points())
                    .allSatisfy(point -> assertThat(point.derived()).isFalse());
        }

        @Test
        void aStepUpThatExcludesTheRoundBeforeIsAConflictIfThereWasNoneBetween() {
            reported(A, null, null, usd(Op.EXACT, "100"), null, on("2020-01-01"), PRESS);
            reported(
                    B,
                    null,
                    null,
                    usd(Op.EXACT, "1000"),
                    new StepUp(Stated.times(Op.EXACT, "5"), StepUpBasis.POST_TO_POST, null),
                    on("2021-01-01"),
                    PRESS);
            assertThat(words(point(PointKind.PREVIOUS_POST_MONEY).value())).isEqualTo("EXACT 200");
            assertThat(history().conflicts()).singleElement().satisfies(conflict -> {
                assertThat(conflict.kind()).isEqualTo(Conflict.Kind.RESTS_ON_ASSUMPTION);
                assertThat(conflict.reason()).contains("rd_a", "100 USD", "200 USD");
            });
        }

        @Test
        void aStepUpFromPreMoneyIsDividedFromThePreMoney() {
            reported(
                    B,
                    null,
                    usd(Op.EXACT, "900"),
                    usd(Op.EXACT, "1000"),
                    new StepUp(Stated.times(Op.EXACT, "3"), StepUpBasis.PRE_TO_POST, null),
                    on("2021-01-01"),
                    PRESS);
            assertThat(words(point(PointKind.PREVIOUS_POST_MONEY).value())).isEqualTo("EXACT 300");
        }

        @Test
        void aStepUpInPriceImpliesNoValueOfTheCompany() {
            reported(
                    B,
                    null,
                    null,
                    usd(Op.EXACT, "1000"),
                    new StepUp(Stated.times(Op.EXACT, "3"), StepUpBasis.PRICE, null),
                    on("2021-01-01"),
                    PRESS);
            assertThat(points(PointKind.PREVIOUS_POST_MONEY)).isEmpty();
        }

        @Test
        void ofClaimsInTwoCurrenciesTheFirstStandsUnlessTheOtherWasAskedFor() {
            reported(REPORTED, null, null, usd(Op.EXACT, "1000"), null, on("2021-06-01"), PRESS);
            added(REPORTED, null, null, Stated.money(Op.EXACT, "900", "EUR"), on("2021-06-01"), PRESS);
            assertThat(point(PointKind.POST_MONEY).value().currency()).isEqualTo("USD");
            Point inEuro = points(on("2025-01-01", new Question(Currency.of("EUR"), null)), PointKind.POST_MONEY)
                    .getFirst();
            assertThat(words(inEuro.value())).isEqualTo("EXACT 900");
            assertThat(inEuro.translation()).isNull();
        }

        @Test
        void claimsInTwoCurrenciesAreComparedAtTheRateOfTheDay() {
            reported(REPORTED, null, null, usd(Op.EXACT, "1000"), null, on("2021-06-01"), PRESS);
            added(REPORTED, null, null, Stated.money(Op.EXACT, "500", "EUR"), on("2021-06-01"), PRESS);
            assertThat(history().conflicts()).as("without a rate nobody knows").isEmpty();
            rate("EUR", "USD", "1.2", "2021-06-01");
            assertThat(history().conflicts())
                    .extracting(Conflict::kind)
                    .containsExactly(Conflict.Kind.TRANSLATION_DISAGREES);
        }
    }

    @Nested
    class PositionsOfParties {
        private void position(String invested, String stake, String day) {
            given(new PositionReported(
                    new ReportId("rp_p"),
                    FUND,
                    List.of(usd(Op.EXACT, invested)),
                    stake == null ? null : Stated.percent(Op.EXACT, stake),
                    on(day),
                    FILING));
        }

        @Test
        void implyAPostMoneyAndAreComparedWithTheLatestRoundOnly() {
            reported(A, null, null, usd(Op.EXACT, "500"), null, on("2020-01-01"), PRESS);
            reported(B, null, null, usd(Op.EXACT, "1000"), null, on("2021-01-01"), PRESS);
            position("200", "20", "2021-06-30");
            Point implied = point(PointKind.IMPLIED_POST_MONEY);
            assertThat(words(implied.value())).isEqualTo("EXACT 1000");
            assertThat(implied.holder()).isEqualTo(FUND);
            assertThat(history().conflicts()).isEmpty();
        }

        @Test
        void areNotComparedWithALaterRound() {
            reported(B, null, null, usd(Op.EXACT, "5000"), null, on("2022-01-01"), PRESS);
            position("200", "20", "2021-06-30");
            assertThat(history().conflicts()).isEmpty();
        }

        @Test
        void areNotComparedWithAnEarlierRoundWhenTheLatestHasNoPostMoney() {
            reported(A, null, null, usd(Op.EXACT, "500"), null, on("2020-01-01"), PRESS);
            reported(B, usd(Op.EXACT, "1"), null, null, null, on("2021-01-01"), PRESS);
            position("200", "20", "2021-06-30");
            assertThat(history().conflicts()).isEmpty();
        }

        @Test
        void implyNothingWithoutAStakeUntilSomebodyAddsIt() {
            position("200", null, "2021-06-30");
            assertThat(points(PointKind.IMPLIED_POST_MONEY)).isEmpty();
            given(new ClaimsAdded(
                    "rp_p",
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    null,
                    List.of(),
                    Stated.percent(Op.EXACT, "10"),
                    on("2021-06-30"),
                    PRESS));
            assertThat(words(point(PointKind.IMPLIED_POST_MONEY).value())).isEqualTo("EXACT 2000");
        }
    }

    @Nested
    class ValuesOfADay {
        @Test
        void claimsOnOneValueOfOneDayAreOnePoint() {
            valued(ValuationKind.REPORTED, usd(Op.MORE_THAN, "900"), "2021-06-01", PRESS);
            valued(ValuationKind.REPORTED, usd(Op.LESS_THAN, "1000"), "2021-06-01", PRESS);
            valued(ValuationKind.REPORTED, usd(Op.EXACT, "2000"), "2021-06-02", PRESS);
            assertThat(points(PointKind.REPORTED))
                    .extracting(one -> words(one.value()))
                    .containsExactly("RANGE 900..1000", "EXACT 2000");
            assertThat(points(PointKind.REPORTED).getFirst().beside()).hasSize(2);
            assertThat(points(PointKind.REPORTED).getFirst().events()).hasSize(2);
        }

        @Test
        void fairValuesAreApartByHolderAndInstrumentAndSayHowTheyWereMeasured() {
            for (String party : List.of("pa_one", "pa_two")) {
                given(new ValuationRecorded(
                        ValuationKind.FAIR_VALUE,
                        usd(Op.EXACT, "10"),
                        new PartyId(party),
                        "Common",
                        FairValueMethod.MARKET_APPROACH,
                        FairValueLevel.LEVEL_3,
                        Framework.IFRS_9,
                        null,
                        null,
                        on("2021-12-31"),
                        null));
            }
            assertThat(points(PointKind.FAIR_VALUE))
                    .extracting(Point::holder, Point::shareClass, Point::method, Point::level, Point::framework)
                    .containsExactly(
                            tuple(
                                    new PartyId("pa_one"),
                                    "Common",
                                    FairValueMethod.MARKET_APPROACH,
                                    FairValueLevel.LEVEL_3,
                                    Framework.IFRS_9),
                            tuple(
                                    new PartyId("pa_two"),
                                    "Common",
                                    FairValueMethod.MARKET_APPROACH,
                                    FairValueLevel.LEVEL_3,
                                    Framework.IFRS_9));
        }

        @Test
        void aPostMoneyOfTheDayOfARoundIsSaidOfThatRound() {
            reported(REPORTED, null, null, usd(Op.MORE_THAN, "100"), null, on("2021-06-01"), PRESS);
            valued(ValuationKind.POST_MONEY, usd(Op.EXACT, "150"), "2021-06-01", FILING);
            Point post = point(PointKind.POST_MONEY);
            assertThat(words(post.value())).isEqualTo("EXACT 150");
            assertThat(post.round()).isEqualTo(REPORTED);
            assertThat(post.beside()).hasSize(1);
        }

        @Test
        void aPostMoneyOfAnotherDayIsAPointOfItsOwn() {
            valued(ValuationKind.POST_MONEY, usd(Op.EXACT, "150"), "2021-06-01", FILING);
            valued(ValuationKind.VALUATION_409A, usd(Op.EXACT, "40"), "2021-06-02", null);
            assertThat(point(PointKind.POST_MONEY).round()).isNull();
            assertThat(point(PointKind.VALUATION_409A).value().sourceClass()).isEqualTo(SourceClass.SIGNED_DOCUMENT);
        }

        @Test
        void aSourceWhoseOwnTranslationTheRateExcludesIsInConflictWithItself() {
            rate("USD", "HKD", "7.8", "2021-06-01");
            given(new ValuationRecorded(
                    ValuationKind.MARKET_CAP,
                    Stated.money(Op.EXACT, "780", "HKD"),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    usd(Op.EXACT, "150"),
                    on("2021-06-01"),
                    PRESS));
            assertThat(history().conflicts()).singleElement().satisfies(conflict -> {
                assertThat(conflict.kind()).isEqualTo(Conflict.Kind.TRANSLATION_DISAGREES);
                assertThat(conflict.reason()).contains("150 USD", "780 HKD", "100 USD");
            });
        }

        @Test
        void aStandingValueIsTranslatedAtTheRateOfAsOfAndATermOfARoundAtThatOfItsDay() {
            rate("USD", "HKD", "7", "2021-06-01");
            rate("USD", "HKD", "8", "2022-06-01");
            valued(ValuationKind.MARKET_CAP, usd(Op.EXACT, "100"), "2021-06-01", PRESS);
            valued(ValuationKind.LAST_PRIVATE_ROUND, usd(Op.EXACT, "100"), "2021-06-01", PRESS);
            ValuationHistory inDollars = on("2022-06-01", new Question(Currency.of("HKD"), null));
            assertThat(words(points(inDollars, PointKind.MARKET_CAP).getFirst().value()))
                    .isEqualTo("EXACT 800");
            Point round = points(inDollars, PointKind.LAST_PRIVATE_ROUND).getFirst();
            assertThat(words(round.value())).isEqualTo("EXACT 700");
            assertThat(round.translation()).isEqualTo(Translation.TRANSLATED);
            assertThat(words(Objects.requireNonNull(round.original()))).isEqualTo("EXACT 100");
        }
    }

    @Nested
    class Drawdowns {
        private void value(String amount, String currency, String day) {
            valued(ValuationKind.REPORTED, Stated.money(Op.EXACT, amount, currency), day, PRESS);
        }

        @Test
        void areMeasuredFromTheHighestEarlierValueAndNotTheLastOne() {
            value("400", "USD", "2020-01-01");
            value("1000", "USD", "2021-01-01");
            value("500", "USD", "2022-01-01");
            value("250", "USD", "2023-01-01");
            Point drawdown = point(PointKind.DRAWDOWN);
            assertThat(words(drawdown.value())).isEqualTo("EXACT 75");
            assertThat(drawdown.effectiveOn()).isEqualTo("2023-01-01");
            assertThat(drawdown.events()).hasSize(2);
        }

        @Test
        void areTranslatedIntoTheCurrencyOfThePeak() {
            rate("USD", "HKD", "8", "2024-12-31");
            value("1000", "USD", "2021-01-01");
            value("2000", "HKD", "2023-01-01");
            assertThat(words(point(PointKind.DRAWDOWN).value())).isEqualTo("EXACT 75");
        }

        @Test
        void areLeftOutWithoutARateOrAnythingToCompare() {
            value("1000", "USD", "2021-01-01");
            assertThat(points(PointKind.DRAWDOWN)).isEmpty();
            value("2000", "HKD", "2023-01-01");
            assertThat(points(PointKind.DRAWDOWN)).isEmpty();
        }

        @Test
        void areLeftOutWhenTheLatestValueIsOnlyALowerBound() {
            value("1000", "USD", "2021-01-01");
            valued(ValuationKind.REPORTED, usd(Op.MORE_THAN, "100"), "2022-01-01", PRESS);
            Point drawdown = point(PointKind.DRAWDOWN);
            assertThat(words(drawdown.value()))
                    .as("less than 90, and perhaps none")
                    .isEqualTo("RANGE 0..90");
            valued(ValuationKind.REPORTED, Stated.undisclosed(), "2022-02-01", PRESS);
            assertThat(point(PointKind.DRAWDOWN)).isEqualTo(drawdown);
        }

        @Test
        void neverFallBelowZero() {
            value("1000", "USD", "2021-01-01");
            value("3000", "USD", "2022-01-01");
            assertThat(words(point(PointKind.DRAWDOWN).value())).isEqualTo("EXACT 0");
        }
    }

    @Nested
    class VagueDates {
        @Test
        void whatMayHaveHappenedIsUnderPerhapsOnly() {
            valued(ValuationKind.REPORTED, usd(Op.EXACT, "100"), "2021-01-01", PRESS);
            reported(REPORTED, null, null, usd(Op.EXACT, "50"), null, inMonth("2021-06-01", "2021-06-30"), PRESS);
            ValuationHistory during = on("2021-06-15", Question.PLAIN);
            assertThat(during.points()).extracting(Point::kind).containsExactly(PointKind.REPORTED);
            assertThat(during.perhaps())
                    .extracting(Point::kind)
                    .containsExactly(PointKind.PRE_MONEY, PointKind.POST_MONEY, PointKind.DRAWDOWN);
            assertThat(on("2021-05-31", Question.PLAIN).perhaps()).isEmpty();
            assertThat(on("2021-06-30", Question.PLAIN).perhaps()).isEmpty();
        }

        @Test
        void aFactSinceAlwaysSortsFirst() {
            valued(ValuationKind.REPORTED, usd(Op.EXACT, "100"), "2021-01-01", PRESS);
            given(new ValuationRecorded(
                    ValuationKind.REPORTED,
                    usd(Op.EXACT, "1"),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    EffectiveOn.SINCE_ALWAYS,
                    PRESS));
            assertThat(points(PointKind.REPORTED).getFirst().effectiveOn()).isNull();
            assertThat(points(PointKind.REPORTED).getFirst().value().stated()).isEqualTo("1");
        }
    }
}
