package io.dealledger.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.calculation.Claim;
import io.dealledger.company.HoldingEvent.DistributionKind;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Fraction;
import io.dealledger.party.PartyCommand.SetParent;
import io.dealledger.schedule.RollForward.Row;
import io.dealledger.testing.Seeds;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random books: opening and movements give the closing, and two periods give the one that they make up. */
class TiesOutTest {
    private static final LocalDate START = LocalDate.of(2021, 1, 1);
    private static final List<String> CLASSES = List.of("Common", "Preferred");
    private static final List<String> COMPANIES = List.of("one", "two");
    private static final List<String> PARTIES = List.of("p0", "p1", "p2", "p3");

    static LongStream seeds() {
        return Seeds.of(LongStream.rangeClosed(1, 8), 1);
    }

    /** Reckons by hand what each holder carries of each class, knowing no events, no claims and no entries. */
    private static final class Naive {
        private record Pile(Fraction shares, Fraction cost, Fraction carried, int level) {
            Pile part(Fraction part) {
                return new Pile(shares.times(part), cost.times(part), carried.times(part), level);
            }
        }

        private final Map<String, Deque<Pile>> piles = new HashMap<>();

        Deque<Pile> of(String company, String shareClass, String holder) {
            return piles.computeIfAbsent(company + "/" + shareClass + "/" + holder, none -> new ArrayDeque<>());
        }

        Fraction held(String company, String shareClass, String holder) {
            return of(company, shareClass, holder).stream().map(Pile::shares).reduce(Fraction.ZERO, Fraction::plus);
        }

        void buy(String company, String shareClass, String holder, Fraction shares, Fraction cost) {
            Deque<Pile> own = of(company, shareClass, holder);
            int level = own.stream().mapToInt(Pile::level).max().orElse(0);
            own.addLast(new Pile(shares, cost, cost, level));
        }

        List<Pile> take(String company, String shareClass, String holder, Fraction shares) {
            Deque<Pile> own = of(company, shareClass, holder);
            List<Pile> taken = new ArrayList<>();
            Fraction left = shares;
            while (left.signum() > 0) {
                Pile oldest = own.removeFirst();
                Fraction now = left.min(oldest.shares());
                Fraction part = now.over(oldest.shares());
                taken.add(oldest.part(part));
                if (now.compareTo(oldest.shares()) < 0) {
                    own.addFirst(oldest.part(Fraction.ONE.minus(part)));
                }
                left = left.minus(now);
            }
            return taken;
        }

        void mark(String company, String shareClass, String holder, int level, Fraction value) {
            Fraction all = held(company, shareClass, holder);
            replace(
                    of(company, shareClass, holder),
                    pile -> new Pile(
                            pile.shares(),
                            pile.cost(),
                            value.times(pile.shares()).over(all),
                            level));
        }

        void split(String company, String shareClass, Fraction ratio) {
            for (String holder : PARTIES) {
                replace(
                        of(company, shareClass, holder),
                        pile -> new Pile(pile.shares().times(ratio), pile.cost(), pile.carried(), pile.level()));
            }
        }

        private static void replace(Deque<Pile> own, Function<Pile, Pile> change) {
            List<Pile> changed = own.stream().map(change).toList();
            own.clear();
            changed.forEach(own::addLast);
        }

        Fraction level3(Set<String> holders) {
            return piles.entrySet().stream()
                    .filter(entry -> holders.contains(
                            entry.getKey().substring(entry.getKey().lastIndexOf('/') + 1)))
                    .flatMap(entry -> entry.getValue().stream())
                    .filter(pile -> pile.level() == 3)
                    .map(Pile::carried)
                    .reduce(Fraction.ZERO, Fraction::plus);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_exact_line_is_explained_and_adjacent_periods_add_up(long seed) {
        Random random = new Random(seed);
        Books books = books();
        // Party 1 belongs to 0 at first; 2 joins and leaves on the way.
        Map<LocalDate, Fraction> alone = new TreeMap<>();
        Naive naive = new Naive();
        LocalDate day = START;
        List<LocalDate> days = new ArrayList<>(List.of(START.minusDays(1)));
        boolean joined = false;
        for (int step = 0; step < 45; step++) {
            // No two acts on one day, so that the naive reckoning knows the order.
            day = day.plusDays(1 + random.nextInt(3));
            if (random.nextInt(15) == 0) {
                joined = !joined;
                books.ledger.send(
                        "pa_p2", new SetParent(joined ? new PartyId("pa_p0") : null, StatedDate.of(day), null));
            } else {
                act(random, books, naive, day.toString());
            }
            days.add(day);
            alone.put(day, naive.level3(Set.of("p3")));
        }
        for (int check = 0; check < 6; check++) {
            List<LocalDate> three = Stream.generate(() -> days.get(random.nextInt(days.size())))
                    .limit(3)
                    .sorted()
                    .toList();
            for (String party : List.of("p0", "p3")) {
                String where = "seed " + seed + ", " + party + " over " + three;
                RollForward whole = roll(books, party, three.get(0), three.get(2));
                RollForward first = roll(books, party, three.get(0), three.get(1));
                RollForward second = roll(books, party, three.get(1), three.get(2));
                for (RollForward roll : List.of(whole, first, second)) {
                    tiesOut(roll, where);
                    tiesToTheSchedules(books, roll, where);
                }
                addUp(whole, first, second, where);
            }
            LocalDate last = three.get(2);
            if (alone.containsKey(last)) {
                assertThat(sum(roll(books, "p3", three.get(0), last), Row::closing))
                        .as("seed %s: the naive reckoning on %s", seed, last)
                        .isEqualTo(alone.get(last));
            }
        }
    }

    private static Books books() {
        Books books = new Books()
                .party("p0", null)
                .party("p1", "p0")
                .party("p2", null)
                .party("p3", null);
        COMPANIES.forEach(company -> books.company(company, "Common", "Preferred"));
        return books;
    }

    /** Something that the law allows; nothing when the dice fall badly. */
    private static void act(Random random, Books books, Naive naive, String day) {
        String company = COMPANIES.get(random.nextInt(2));
        String shareClass = CLASSES.get(random.nextInt(2));
        String holder = PARTIES.get(random.nextInt(4));
        String other = PARTIES.get((PARTIES.indexOf(holder) + 1 + random.nextInt(3)) % 4);
        long held = naive.held(company, shareClass, holder).numerator().longValueExact();
        long money = 100L + random.nextInt(10_000);
        int deed = held == 0 ? 0 : random.nextInt(10);
        switch (deed) {
            case 0, 1 -> {
                long shares = 1L + random.nextInt(1_000);
                books.issue(company, day, shareClass, holder, shares, Long.toString(money));
                naive.buy(company, shareClass, holder, Fraction.of(shares), Fraction.of(money));
            }
            case 2, 3 -> {
                long shares = 1 + random.nextLong(held);
                long price = 1L + random.nextInt(30);
                books.transfer(company, day, shareClass, holder, other, shares, Long.toString(price));
                naive.take(company, shareClass, holder, Fraction.of(shares))
                        .forEach(taken -> naive.buy(
                                company,
                                shareClass,
                                other,
                                taken.shares(),
                                taken.shares().times(Fraction.of(price))));
            }
            case 4 -> {
                long shares = 1 + random.nextLong(held);
                books.repurchase(company, day, shareClass, holder, shares, "12");
                naive.take(company, shareClass, holder, Fraction.of(shares));
            }
            case 5 -> {
                books.split(company, day, "2:1", shareClass);
                naive.split(company, shareClass, Fraction.of(2));
            }
            case 6 -> {
                // To one who is measured otherwise, or not at all.
                books.transfer(company, day, shareClass, holder, other, held, null);
                naive.take(company, shareClass, holder, Fraction.of(held))
                        .forEach(taken -> naive.buy(company, shareClass, other, taken.shares(), Fraction.ZERO));
            }
            default -> {
                int level = random.nextInt(3) == 0 ? 2 : 3;
                books.mark(company, day, holder, shareClass, level, Long.toString(money));
                naive.mark(company, shareClass, holder, level, Fraction.of(money));
            }
        }
        if (random.nextInt(8) == 0 && !holder.equals("p3") && held > 0 && deed > 6) {
            books.pay(company, day, DistributionKind.RETURN_OF_CAPITAL, holder, "17");
        }
    }

    private static RollForward roll(Books books, String party, LocalDate from, LocalDate to) {
        return books.roll(party, from.toString(), to.toString());
    }

    private static void tiesOut(RollForward roll, String where) {
        for (Row row : roll.rows()) {
            assertThat(row.isExact()).as("%s: %s", where, row).isTrue();
            Fraction moved = exact(row.opening()).plus(exact(row.corrections())).plus(exact(row.groupChanges()));
            for (Column column : Column.values()) {
                moved = column.isPart() ? moved : moved.plus(exact(row.of(column)));
            }
            assertThat(moved).as("%s: %s", where, row).isEqualTo(exact(row.closing()));
            assertThat(exact(row.unexplained())).as("%s: %s", where, row).isEqualTo(Fraction.ZERO);
            assertThat(exact(row.of(Column.REALISED)).plus(exact(row.of(Column.UNREALISED))))
                    .as("%s: gains of %s", where, row)
                    .isEqualTo(exact(row.of(Column.GAINS)));
        }
        assertThat(sum(roll, row -> row.of(Column.RECLASSIFIED))).isEqualTo(Fraction.ZERO);
    }

    private static void tiesToTheSchedules(Books books, RollForward roll, String where) {
        assertThat(sum(roll, Row::opening))
                .as(where)
                .isEqualTo(level3(books.schedule(
                        roll.party().value().substring(3), roll.from().asOf().toString())));
        assertThat(sum(roll, Row::closing))
                .as(where)
                .isEqualTo(level3(books.schedule(
                        roll.party().value().substring(3), roll.to().asOf().toString())));
    }

    private static Fraction level3(Schedule schedule) {
        return schedule.lines().stream()
                .flatMap(line -> line.values().stream())
                .filter(valued -> valued.level() == Level.LEVEL_3)
                .map(Valued::value)
                .map(TiesOutTest::exact)
                .reduce(Fraction.ZERO, Fraction::plus);
    }

    private static void addUp(RollForward whole, RollForward first, RollForward second, String where) {
        assertThat(byCompany(first, Row::closing)).as(where).isEqualTo(byCompany(second, Row::opening));
        Map<String, Function<Row, Claim>> figures = new HashMap<>();
        for (Column column : Column.values()) {
            figures.put(column.name(), row -> row.of(column));
        }
        figures.put("group changes", Row::groupChanges);
        figures.forEach((name, figure) -> assertThat(sum(first, figure).plus(sum(second, figure)))
                .as("%s: %s", where, name)
                .isEqualTo(sum(whole, figure)));
    }

    private static Map<CompanyId, Fraction> byCompany(RollForward roll, Function<Row, Claim> figure) {
        Map<CompanyId, Fraction> sums = new HashMap<>();
        roll.rows().forEach(row -> sums.merge(row.key().company(), exact(figure.apply(row)), Fraction::plus));
        sums.values().removeIf(Fraction::isZero);
        return sums;
    }

    private static Fraction sum(RollForward roll, Function<Row, Claim> figure) {
        return roll.rows().stream().map(figure).map(TiesOutTest::exact).reduce(Fraction.ZERO, Fraction::plus);
    }

    private static Fraction exact(Claim claim) {
        return claim.exact().orElseThrow(() -> new AssertionError(claim.toString()));
    }
}
