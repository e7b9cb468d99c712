package io.dealledger.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.captable.CapTableCells;
import io.dealledger.captable.CapTables;
import io.dealledger.captable.Denominator;
import io.dealledger.captable.RandomCompany;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.LifeEvent;
import io.dealledger.company.RandomHistories;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.PointInTime.By;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Fraction;
import io.dealledger.testing.Seeds;
import io.dealledger.valuation.Question;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random companies with corrections, between any two points. */
class RandomChangesTest {
    /** A few seeds that stay, and others. */
    static LongStream seeds() {
        return Seeds.of(LongStream.rangeClosed(1, 8), 1);
    }

    /** Every event is a command of its own. */
    static final Recorders ALONE = positions -> {
        Map<Long, Recorders.Recorder> found = new HashMap<>();
        positions.forEach(
                position -> found.put(position, new Recorders.Recorder("event", "somebody", position, null, null)));
        return found;
    };

    private static LocalDate day(Random random) {
        return RandomCompany.FIRST.plusDays(random.nextInt(RandomCompany.DAYS + 50) - 20L);
    }

    private record Two(PointInTime from, PointInTime to) {}

    private static Two points(Random random, Collection<?> history) {
        LocalDate one = day(random);
        LocalDate other = day(random);
        long known = 1L + random.nextInt(history.size());
        long later = 1L + random.nextInt(history.size());
        return new Two(
                PointInTime.of(one.isBefore(other) ? one : other, Math.min(known, later)),
                PointInTime.of(one.isBefore(other) ? other : one, Math.max(known, later)));
    }

    private static SortedMap<String, String> cells(List<Recorded<CompanyEvent>> history, PointInTime point) {
        return CapTableCells.of(
                CapTables.of(RandomCompany.ID, history, point, Denominator.OUTSTANDING_AS_CONVERTED, null));
    }

    /** Every third fact, or so, is booked up to two months after it took effect; corrections among them. */
    private static List<Recorded<CompanyEvent>> booked(List<Recorded<CompanyEvent>> history, Random random) {
        return history.stream()
                .map(fact -> {
                    LocalDate on = fact.when().effectiveOn();
                    boolean ground = fact.fact() instanceof LifeEvent || fact.fact() instanceof ShareClassAuthorised;
                    return ground || on == null || random.nextInt(3) > 0
                            ? fact
                            : new Recorded<>(
                                    fact.position(),
                                    fact.stream(),
                                    fact.version(),
                                    fact.recordedAt(),
                                    fact.fact(),
                                    fact.marks().late(on.plusDays(1 + random.nextInt(60))));
                })
                .toList();
    }

    private static PointInTime by(By by, PointInTime point) {
        return new PointInTime(point.asOf(), point.knownAt(), null, by);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothing_stays_unexplained_when_shares_are_rolled_forward_between_any_two_points(long seed) {
        Random random = new Random(seed);
        List<Recorded<CompanyEvent>> corrected = CorrectedCompany.history(seed, 120, 40);
        List<Recorded<CompanyEvent>> deals = booked(RandomHistories.history(seed, 80), random);
        List<Recorded<CompanyEvent>> late = booked(corrected, random);
        for (int check = 0; check < 10; check++) {
            for (By by : By.values()) {
                for (List<Recorded<CompanyEvent>> history : List.of(late, deals)) {
                    Two points = points(random, history);
                    isExplained("seed " + seed, history, by(by, points.from()), by(by, points.to()));
                }
            }
        }
    }

    private static void isExplained(
            String seed, List<Recorded<CompanyEvent>> history, PointInTime from, PointInTime to) {
        String where = seed + ", " + from + " to " + to;
        SortedMap<ShareWalk.Key, Ledgered> rolled =
                CompanyRollForward.of(RandomCompany.ID, history, from, to, ALONE, new Budget(Budget.FACTS));
        rolled.forEach((key, row) ->
                assertThat(row.unexplained()).as(where + ": " + key).isEqualTo(Fraction.ZERO));
        cells(history, from).forEach((path, quantity) -> isTold(where, rolled, path, quantity, Ledgered::opening));
        cells(history, to).forEach((path, quantity) -> isTold(where, rolled, path, quantity, Ledgered::closing));
    }

    private static void isTold(
            String where,
            SortedMap<ShareWalk.Key, Ledgered> rolled,
            String path,
            String quantity,
            Function<Ledgered, Fraction> end) {
        if (path.startsWith("/holdings/") && path.endsWith("/" + CapTableCells.QUANTITY)) {
            assertThat(rolled.entrySet().stream()
                            .filter(row ->
                                    row.getKey().path(CapTableCells.QUANTITY).equals(path))
                            .map(row -> Ledgered.printed(end.apply(row.getValue()))))
                    .as(where + ": " + path)
                    .containsExactly(quantity);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_cell_that_differs_is_told_with_the_events_that_changed_it_and_no_other_cell_is(long seed) {
        Random random = new Random(seed);
        List<Recorded<CompanyEvent>> history = CorrectedCompany.history(seed, 60, 20);
        for (int check = 0; check < 5; check++) {
            Two points = points(random, history);
            String where = "seed " + seed + ", " + points;
            List<Recorded<CompanyEvent>> known = history.stream()
                    .filter(fact -> fact.position() <= points.to().knownAt())
                    .toList();
            Compared compared = new CompanyComparison(
                            RandomCompany.ID,
                            known,
                            knownAt -> List.of(),
                            points.to(),
                            Question.PLAIN,
                            ALONE,
                            new Budget(Budget.FACTS))
                    .from(points.from());
            SortedMap<String, String> opening = shares(cells(history, points.from()));
            SortedMap<String, String> closing = shares(cells(history, points.to()));
            assertThat(shares(compared.opening())).as(where).isEqualTo(opening);
            assertThat(shares(compared.closing())).as(where).isEqualTo(closing);
            SortedMap<String, String> followed = new TreeMap<>(opening);
            for (List<Cell> cells : List.of(compared.restatement(), compared.movement())) {
                for (Cell cell : cells) {
                    assertThat(cell.before()).as(where + ": " + cell).isNotEqualTo(cell.after());
                    assertThat(cell.events()).as(where + ": " + cell).isNotEmpty();
                    assertThat(cell.cause()).as(where + ": " + cell).isNotEmpty();
                    if (cell.path().startsWith("/holdings/")
                            || cell.path().startsWith("/classes/")
                            || cell.path().startsWith("/totals/")) {
                        assertThat(followed.get(cell.path())).isEqualTo(cell.before());
                        followed.put(cell.path(), cell.after());
                    }
                }
            }
            followed.values().removeIf(Objects::isNull);
            assertThat(followed).as(where).isEqualTo(closing);
            for (Cell cell : compared.restatement()) {
                assertThat(cell.events())
                        .allMatch(event -> event > points.from().knownAt());
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void instruments_are_compared_cell_by_cell_between_any_two_points(long seed) {
        Random random = new Random(seed);
        List<Recorded<CompanyEvent>> history = RandomHistories.history(seed, 80);
        for (int check = 0; check < 5; check++) {
            // Once from before the beginning, so that something is seen for sure.
            Two points = check > 0
                    ? points(random, history)
                    : new Two(
                            PointInTime.of(RandomCompany.FIRST.minusDays(1), history.size()),
                            PointInTime.of(RandomCompany.FIRST.plusDays(RandomCompany.DAYS), history.size()));
            String where = "seed " + seed + ", " + points;
            List<Recorded<CompanyEvent>> known = history.stream()
                    .filter(fact -> fact.position() <= points.to().knownAt())
                    .toList();
            Compared compared = new CompanyComparison(
                            RandomCompany.ID,
                            known,
                            knownAt -> List.of(),
                            points.to(),
                            Question.PLAIN,
                            ALONE,
                            new Budget(Budget.FACTS))
                    .from(points.from());
            if (check == 0) {
                assertThat(instruments(cells(history, points.to()))).as(where).isNotEmpty();
            }
            SortedMap<String, String> followed = new TreeMap<>(instruments(cells(history, points.from())));
            for (List<Cell> cells : List.of(compared.restatement(), compared.movement())) {
                for (Cell cell : cells) {
                    if (cell.path().startsWith("/instruments/")) {
                        assertThat(cell.events()).as(where + ": " + cell).isNotEmpty();
                        assertThat(cell.cause()).as(where + ": " + cell).doesNotContain(Cause.TIME_PASSED);
                        assertThat(followed.get(cell.path())).isEqualTo(cell.before());
                        followed.put(cell.path(), cell.after());
                    }
                }
            }
            followed.values().removeIf(Objects::isNull);
            assertThat(followed).as(where).isEqualTo(instruments(cells(history, points.to())));
        }
    }

    private static SortedMap<String, String> instruments(SortedMap<String, String> cells) {
        SortedMap<String, String> instruments = new TreeMap<>(cells);
        instruments.keySet().removeIf(path -> !path.startsWith("/instruments/"));
        return instruments;
    }

    /** What stands between two neighbouring facts of a movement is told apart by asking about each of them alone. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_shares_are_followed_to_the_same_events_as_by_comparing_whole_tables_day_by_day(long seed) {
        Random random = new Random(seed);
        List<Recorded<CompanyEvent>> history = CorrectedCompany.history(seed, 40, 10);
        PointInTime to = PointInTime.of(day(random), history.size());
        PointInTime from = PointInTime.of(to.asOf().minusDays(200), history.size());
        Compared compared = new CompanyComparison(
                        RandomCompany.ID,
                        history,
                        knownAt -> List.of(),
                        to,
                        Question.PLAIN,
                        ALONE,
                        new Budget(Budget.FACTS))
                .from(from);
        Map<String, TreeSet<LocalDate>> days = new TreeMap<>();
        for (LocalDate day = from.asOf(); day.isBefore(to.asOf()); day = day.plusDays(1)) {
            LocalDate next = day.plusDays(1);
            Walk.differences(
                            cells(history, PointInTime.of(day, history.size())),
                            cells(history, PointInTime.of(next, history.size())))
                    .keySet()
                    .forEach(path ->
                            days.computeIfAbsent(path, none -> new TreeSet<>()).add(next));
        }
        for (Cell cell : compared.movement()) {
            if (cell.path().startsWith("/holdings/") && !cell.path().endsWith("percent")) {
                TreeSet<LocalDate> on = new TreeSet<>();
                cell.events()
                        .forEach(event ->
                                on.add(history.get((int) (event - 1)).when().effectiveOn()));
                // On one day several facts may take turns and leave a figure as it was.
                assertThat(on).as("seed %s: %s", seed, cell).containsAll(days.get(cell.path()));
            }
        }
    }

    private static SortedMap<String, String> shares(SortedMap<String, String> cells) {
        SortedMap<String, String> shares = new TreeMap<>(cells);
        shares.keySet()
                .removeIf(path -> !path.startsWith("/holdings/")
                        && !path.startsWith("/classes/")
                        && !path.startsWith("/totals/"));
        return shares;
    }
}
