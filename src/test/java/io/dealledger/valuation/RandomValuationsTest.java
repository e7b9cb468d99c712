package io.dealledger.valuation;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.captable.NaiveCapTable;
import io.dealledger.captable.RandomCompany;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.RoundPriced;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.company.ShareEvent.SharesSplit;
import io.dealledger.fx.Rates;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.RoundId;
import io.dealledger.money.Ratio;
import io.dealledger.testing.Seeds;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Post-money after each closing of random histories, against price times shares by plain integers. */
class RandomValuationsTest {
    private static final int HISTORIES = 12;
    private static final int COMMANDS = 150;
    private static final int POINTS = 10;

    /** A figure as a fraction of two integers. */
    private record Figure(BigInteger numerator, BigInteger denominator) {
        /** Whether a decimal is this figure, rounded to its places or exactly. */
        boolean isShownAs(String decimal) {
            BigDecimal shown = new BigDecimal(decimal);
            BigDecimal off = new BigDecimal(numerator)
                    .subtract(shown.multiply(new BigDecimal(denominator)))
                    .abs();
            // Half a cent, as far as a figure that needs rounding is shown.
            return off.compareTo(new BigDecimal(denominator).multiply(new BigDecimal("0.005"))) <= 0;
        }
    }

    private static long seed(int number) {
        return Seeds.one() + number;
    }

    private static List<Figure> expected(List<Recorded<CompanyEvent>> history, LocalDate asOf, long knownAt) {
        List<Recorded<CompanyEvent>> facts = new ArrayList<>(history.stream()
                .filter(fact -> fact.position() <= knownAt)
                .filter(fact -> !fact.when().effectiveOn().isAfter(asOf))
                .sorted(Comparator.<Recorded<CompanyEvent>, LocalDate>comparing(
                                fact -> fact.when().effectiveOn())
                        .thenComparingLong(Recorded::position))
                .toList());
        Map<RoundId, RoundPriced> priced = new HashMap<>();
        Map<RoundId, BigInteger> splitTo = new HashMap<>();
        Map<RoundId, BigInteger> splitFrom = new HashMap<>();
        Map<String, Ratio> ratios = new HashMap<>();
        List<Figure> figures = new ArrayList<>();
        for (int index = 0; index < facts.size(); index++) {
            switch (facts.get(index).fact()) {
                case ShareClassAuthorised made -> ratios.put(made.shareClass(), made.conversionRatio());
                case RoundPriced pricing -> {
                    priced.put(pricing.round(), pricing);
                    splitTo.put(pricing.round(), BigInteger.ONE);
                    splitFrom.put(pricing.round(), BigInteger.ONE);
                }
                case SharesSplit split ->
                    priced.values().stream()
                            .filter(pricing -> split.classes().contains(pricing.shareClass()))
                            .map(RoundPriced::round)
                            .forEach(round -> {
                                splitTo.merge(round, split.ratio().to().toBigIntegerExact(), BigInteger::multiply);
                                splitFrom.merge(round, split.ratio().from().toBigIntegerExact(), BigInteger::multiply);
                            });
                case RoundClosed closed
                when priced.containsKey(closed.round()) -> {
                    RoundPriced pricing = priced.get(closed.round());
                    Ratio ratio = ratios.get(pricing.shareClass());
                    NaiveCapTable table = NaiveCapTable.of(facts.subList(0, index + 1), LocalDate.MAX, Long.MAX_VALUE);
                    figures.add(new Figure(
                            table.convertedUnits()
                                    .multiply(pricing.price().amount().toBigIntegerExact())
                                    .multiply(splitFrom.get(closed.round()))
                                    .multiply(ratio.from().toBigIntegerExact()),
                            table.commonUnit()
                                    .multiply(splitTo.get(closed.round()))
                                    .multiply(ratio.to().toBigIntegerExact())));
                }
                default -> {}
            }
        }
        return figures;
    }

    private static ValuationHistory valuations(List<Recorded<CompanyEvent>> history, PointInTime point) {
        return Valuations.of(RandomCompany.ID, history, point, Rates.of(List.of()), Question.PLAIN);
    }

    @Test
    void everyDerivedPostMoneyIsWhatThePlainestCalculationGives() {
        int compared = 0;
        for (int number = 0; number < HISTORIES; number++) {
            long seed = seed(number);
            List<Recorded<CompanyEvent>> history = RandomCompany.history(seed, COMMANDS);
            Random random = new Random(seed);
            for (int point = 0; point < POINTS; point++) {
                LocalDate asOf = RandomCompany.FIRST.plusDays(random.nextInt(RandomCompany.DAYS + 1));
                long knownAt = 1L + random.nextInt(history.size());
                String where = "seed " + seed + ", asOf " + asOf + ", knownAt " + knownAt;
                List<Figure> expected = expected(history, asOf, knownAt);
                List<Point> actual = valuations(history, PointInTime.of(asOf, knownAt)).points().stream()
                        .filter(one -> one.kind() == PointKind.POST_MONEY && one.derived())
                        .toList();
                assertThat(actual).as(where).hasSameSizeAs(expected);
                for (int index = 0; index < expected.size(); index++) {
                    assertThat(expected.get(index)
                                    .isShownAs(actual.get(index).value().stated()))
                            .as("%s: %s shown as %s", where, expected.get(index), actual.get(index))
                            .isTrue();
                    compared++;
                }
            }
        }
        assertThat(compared).as("the histories hold closings").isPositive();
    }

    @Test
    void whatAPastKnownAtAnsweredNeverChanges() {
        for (int number = 0; number < HISTORIES; number++) {
            long seed = seed(number);
            List<Recorded<CompanyEvent>> history = RandomCompany.history(seed, COMMANDS);
            Random random = new Random(seed);
            long knownAt = 1L + random.nextInt(history.size());
            PointInTime point =
                    PointInTime.of(RandomCompany.FIRST.plusDays(random.nextInt(RandomCompany.DAYS)), knownAt);
            List<Recorded<CompanyEvent>> then = history.stream()
                    .filter(recorded -> recorded.position() <= knownAt)
                    .toList();
            assertThat(valuations(history, point)).as("seed %d", seed).isEqualTo(valuations(then, point));
        }
    }
}
