package io.dealledger.captable;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.captable.CapTable.Holding;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.LifeEvent.CompanyListed;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.ShareEvent.SharesCancelled;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.company.ShareEvent.SharesRepurchased;
import io.dealledger.company.ShareEvent.SharesSplit;
import io.dealledger.company.ShareEvent.SharesTransferred;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Fraction;
import io.dealledger.testing.Seeds;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Cap tables of random histories against a plainer calculation, at random points in time. */
class RandomCapTablesTest {
    private static final int HISTORIES = 12;
    private static final int COMMANDS = 150;
    private static final int POINTS = 25;

    private static long seed(int number) {
        return Seeds.one() + number;
    }

    private static Map<String, String> by(CapTable table, Function<Holding, String> figure) {
        Map<String, String> found = new TreeMap<>();
        table.holdings().forEach(holding -> {
            String before = found.put(holding.party() + "/" + holding.shareClass(), figure.apply(holding));
            assertThat(before).as("one holding per party and class").isNull();
        });
        return found;
    }

    @Test
    void everyTableIsWhatThePlainestCalculationGives() {
        for (int number = 0; number < HISTORIES; number++) {
            long seed = seed(number);
            List<Recorded<CompanyEvent>> history = RandomCompany.history(seed, COMMANDS);
            Random random = new Random(seed);
            for (int point = 0; point < POINTS; point++) {
                LocalDate asOf = RandomCompany.FIRST.plusDays(random.nextInt(RandomCompany.DAYS + 1));
                long knownAt = 1L + random.nextInt(history.size());
                Denominator denominator = List.of(Denominator.values()).get(random.nextInt(3));
                CapTable table = CapTables.of(
                        RandomCompany.ID, history, PointInTime.of(asOf, knownAt), denominator, View.HOLDER);
                NaiveCapTable naive = NaiveCapTable.of(history, asOf, knownAt);
                String where = "seed " + seed + ", asOf " + asOf + ", knownAt " + knownAt + ", " + denominator;

                Map<String, String> quantities = new TreeMap<>();
                naive.holdings().forEach((key, quantity) -> quantities.put(key, quantity.toPlainString()));
                assertThat(by(table, holding -> holding.quantity().toString()))
                        .as(where)
                        .isEqualTo(quantities);
                assertThat(by(table, holding -> holding.ownership().fraction().toString()))
                        .as(where)
                        .isEqualTo(naive.fractions(denominator));
                assertColumns(table, where);
                assertThat(table.version()).as(where).isEqualTo(knownAt - 1);
            }
        }
    }

    private static void assertColumns(CapTable table, String where) {
        if (table.holdings().isEmpty()) {
            return;
        }
        BigDecimal shown = BigDecimal.ZERO;
        BigDecimal shownByHolder = table.byHolder().stream()
                .map(row -> new BigDecimal(row.ownership().displayed()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        Fraction whole = Fraction.ZERO;
        for (Holding holding : table.holdings()) {
            BigDecimal displayed = new BigDecimal(holding.ownership().displayed());
            Fraction exact = holding.ownership().fraction().times(Fraction.HUNDRED);
            assertThat(displayed.scale()).as(where).isEqualTo(4);
            assertThat(Fraction.of(displayed).minus(exact))
                    .as(where)
                    .isStrictlyBetween(Fraction.of("-0.0001"), Fraction.of("0.0001"));
            assertThat(holding.ownership().percent())
                    .as(where)
                    .isEqualTo(exact.toDecimal(4, RoundingMode.HALF_EVEN).toPlainString());
            assertThat(holding.quantity().quantity()).as(where).isPositive();
            assertThat(holding.securities().stream()
                            .map(lot -> lot.quantity().quantity())
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as(where)
                    .isEqualByComparingTo(holding.quantity().quantity());
            assertThat(holding.events()).as(where).isNotEmpty().isSorted();
            shown = shown.add(displayed);
            whole = whole.plus(holding.ownership().fraction());
        }
        assertThat(shown).as(where).isEqualByComparingTo("100.0000");
        assertThat(shownByHolder).as(where).isEqualByComparingTo("100.0000");
        assertThat(whole).as(where).isEqualTo(Fraction.ONE);
    }

    @Test
    void theHistoriesHoldEveryKindOfActOnShares() {
        long seed = seed(0);
        List<Class<?>> kinds = new ArrayList<>();
        for (int number = 0; number < HISTORIES; number++) {
            RandomCompany.history(seed + number, COMMANDS)
                    .forEach(fact -> kinds.add(fact.fact().getClass()));
        }
        assertThat(kinds)
                .as("seed %d", seed)
                .contains(
                        SharesIssued.class,
                        SharesTransferred.class,
                        SharesRepurchased.class,
                        SharesCancelled.class,
                        SharesSplit.class,
                        RoundClosed.class,
                        CompanyListed.class);
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
            assertThat(CapTables.of(RandomCompany.ID, history, point, Denominator.FULLY_DILUTED, View.SECURITY))
                    .as("seed %d", seed)
                    .isEqualTo(CapTables.of(RandomCompany.ID, then, point, Denominator.FULLY_DILUTED, View.SECURITY));
        }
    }
}
