package io.dealledger.calculation.waterfall;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.calculation.waterfall.NaiveWaterfall.Equilibrium;
import io.dealledger.calculation.waterfall.Waterfall.Kind;
import io.dealledger.calculation.waterfall.Waterfall.Option;
import io.dealledger.calculation.waterfall.Waterfall.Result;
import io.dealledger.calculation.waterfall.Waterfall.Row;
import io.dealledger.calculation.waterfall.Waterfall.Stock;
import io.dealledger.calculation.waterfall.Waterfall.Terms;
import io.dealledger.money.Fraction;
import io.dealledger.testing.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Random small companies, at random exits and at every breakpoint, against an evaluation of all sets of elections. */
class WaterfallsAreEquilibriaTest {
    private static final int COMPANIES = 200;

    private static final List<Participation> HOWS = List.of(Participation.values());

    private final long seed = Seeds.one();

    private static Fraction of(long figure) {
        return Fraction.of(figure);
    }

    private static Terms company(Random random) {
        List<Stock> classes = new ArrayList<>();
        // Small figures, so that ties and classes of nothing are frequent.
        int common = random.nextInt(5);
        if (common > 0) {
            classes.add(new Stock("common", Kind.COMMON, of(common * 5L), null, null, null, null, null, null, null));
        }
        int preferred = 1 + random.nextInt(4);
        for (int index = 0; index < preferred; index++) {
            Participation how = HOWS.get(random.nextInt(HOWS.size()));
            int multiple = random.nextInt(3);
            classes.add(new Stock(
                    "P" + index,
                    Kind.PREFERRED,
                    of(1 + random.nextInt(6)),
                    of(random.nextInt(12)),
                    null,
                    of(multiple),
                    how,
                    how == Participation.CAPPED ? of(multiple + random.nextInt(3)) : null,
                    of(random.nextInt(3)),
                    random.nextBoolean() ? null : Fraction.of(1 + random.nextInt(4), 2)));
        }
        List<Option> options = new ArrayList<>();
        for (int index = 0; index < random.nextInt(3); index++) {
            options.add(new Option("O" + index, of(random.nextInt(5)), of(random.nextInt(4))));
        }
        return new Terms(
                of(random.nextInt(90)), classes, options, List.of(), List.of(), List.of(), null, List.of(), null);
    }

    private static Terms at(Terms terms, List<Fraction> exits) {
        return new Terms(
                terms.proceeds(), terms.classes(), terms.options(), List.of(), List.of(), List.of(), null, exits, null);
    }

    @Test
    void what_is_paid_is_what_every_equilibrium_pays_and_no_further_class_would_tie() {
        Random random = new Random(seed);
        for (int company = 0; company < COMPANIES; company++) {
            Terms terms = company(random);
            NaiveWaterfall naive = new NaiveWaterfall(terms);
            Result result = Waterfall.of(terms);
            TreeSet<Fraction> exits = new TreeSet<>(result.breakpoints());
            exits.add(terms.proceeds());
            exits.add(Fraction.ZERO);
            for (Row row : Waterfall.of(at(terms, List.copyOf(exits))).table()) {
                String about = "seed " + seed + ", company " + company + " at " + row.proceeds() + ": " + terms;
                List<Equilibrium> equilibria = naive.equilibria(row.proceeds());
                assertThat(equilibria).as(about).isNotEmpty();
                assertThat(equilibria)
                        .as(about)
                        .allSatisfy(one -> assertThat(one.payouts()).isEqualTo(row.payouts()));
                Set<String> converts = Set.copyOf(row.converts());
                assertThat(equilibria.stream().map(Equilibrium::converts))
                        .as(about)
                        .contains(converts);
                assertThat(equilibria.stream().map(Equilibrium::converts))
                        .as(about)
                        .noneMatch(more -> more.size() == converts.size() + 1 && more.containsAll(converts));
            }
        }
    }

    @Test
    void payouts_add_up_to_the_proceeds_and_nobody_loses_by_more_of_them() {
        Random random = new Random(seed);
        for (int company = 0; company < COMPANIES; company++) {
            Terms terms = company(random);
            List<Fraction> exits = new ArrayList<>();
            for (int exit = 0; exit < 60; exit++) {
                exits.add(Fraction.of(exit * 3L, 2));
            }
            List<Row> table = Waterfall.of(at(terms, exits)).table();
            for (int exit = 0; exit < table.size(); exit++) {
                Row row = table.get(exit);
                String about = "seed " + seed + ", company " + company + " at " + row.proceeds() + ": " + terms;
                assertThat(row.payouts().values().stream().reduce(Fraction.ZERO, Fraction::plus))
                        .as(about)
                        .isEqualTo(row.proceeds());
                assertThat(row.payouts().values()).as(about).allMatch(amount -> amount.signum() >= 0);
                if (exit > 0) {
                    Map<String, Fraction> less = table.get(exit - 1).payouts();
                    assertThat(row.payouts())
                            .as(about)
                            .allSatisfy((name, amount) -> assertThat(amount).isGreaterThanOrEqualTo(less.get(name)));
                }
            }
        }
    }

    @Test
    void between_two_breakpoints_every_further_unit_is_distributed_alike_and_at_each_that_changes() {
        Random random = new Random(seed);
        for (int company = 0; company < COMPANIES; company++) {
            Terms terms = company(random);
            List<Fraction> points = new ArrayList<>(List.of(Fraction.ZERO));
            points.addAll(Waterfall.of(terms).breakpoints());
            points.add(points.getLast().plus(of(10)));
            String about = "seed " + seed + ", company " + company + ": " + points + " of " + terms;
            List<Map<String, Fraction>> slopes = new ArrayList<>();
            for (int at = 1; at < points.size(); at++) {
                Fraction from = points.get(at - 1);
                Fraction to = points.get(at);
                assertThat(from).as(about).isLessThan(to);
                Fraction third = to.minus(from).over(of(3));
                List<Row> rows = Waterfall.of(at(terms, List.of(from, from.plus(third), to.minus(third), to)))
                        .table();
                Map<String, Fraction> first = slope(rows.get(0), rows.get(1));
                assertThat(slope(rows.get(1), rows.get(2))).as(about).isEqualTo(first);
                assertThat(slope(rows.get(2), rows.get(3))).as(about).isEqualTo(first);
                slopes.add(first);
            }
            for (int at = 1; at < slopes.size(); at++) {
                assertThat(slopes.get(at)).as(about).isNotEqualTo(slopes.get(at - 1));
            }
        }
    }

    private static Map<String, Fraction> slope(Row less, Row more) {
        Map<String, Fraction> slope = new HashMap<>();
        more.payouts()
                .forEach((name, amount) -> slope.put(
                        name,
                        amount.minus(less.payouts().get(name))
                                .over(more.proceeds().minus(less.proceeds()))));
        return slope;
    }
}
