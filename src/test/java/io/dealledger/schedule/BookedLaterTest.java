package io.dealledger.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Printed;
import io.dealledger.captable.CapTable;
import io.dealledger.captable.CapTable.Holding;
import io.dealledger.captable.CapTables;
import io.dealledger.captable.Denominator;
import io.dealledger.company.CompanyCommand;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.CompanyCommand.RecordValuation;
import io.dealledger.company.CompanyCommand.RepurchaseShares;
import io.dealledger.company.CompanyCommand.SplitShares;
import io.dealledger.company.CompanyCommand.TransferShares;
import io.dealledger.company.CorrectFacts;
import io.dealledger.company.CorrectFacts.Correction;
import io.dealledger.company.HoldingEvent.FairValueLevel;
import io.dealledger.company.HoldingEvent.FairValueMethod;
import io.dealledger.company.HoldingEvent.Framework;
import io.dealledger.company.HoldingEvent.ValuationKind;
import io.dealledger.company.LifeEvent;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.exposure.RecordedLedger;
import io.dealledger.fx.Rates;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.PointInTime.By;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Fraction;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import io.dealledger.money.Stated;
import io.dealledger.party.PartyEvent;
import io.dealledger.schedule.RollForward.Row;
import io.dealledger.schedule.Schedules.View;
import io.dealledger.testing.Seeds;
import io.dealledger.valuation.Point;
import io.dealledger.valuation.PointKind;
import io.dealledger.valuation.Question;
import io.dealledger.valuation.Valuations;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random books in which facts and corrections came late: by accounting date cap table, exposure, valuations and schedule
 * say one thing, and what was booked in a period for a day before it stands in the roll-forward as a correction.
 */
class BookedLaterTest {
    private static final LocalDate START = LocalDate.of(2021, 1, 1);
    private static final int DAYS = 150;
    private static final List<String> CLASSES = List.of("Common", "Preferred");
    private static final List<String> COMPANIES = List.of("one", "two");
    private static final List<String> PARTIES = List.of("p0", "p1", "p2", "p3");
    private static final View ALONE = new View(StandIn.NONE, false, null, null);

    private static final int KEPT = 4;

    /** A few seeds that stay, and others. */
    static LongStream seeds() {
        return Seeds.of(LongStream.rangeClosed(1, KEPT), 1);
    }

    /** That a history holds what it is made for is asked of the seeds that stay: chance may well leave it out. */
    private static void holds(long seed, boolean something, String what) {
        if (seed >= 1 && seed <= KEPT) {
            assertThat(something).as("seed %s: %s", seed, what).isTrue();
        }
    }

    private static RecordedLedger history(Random random) {
        Books books = new Books();
        PARTIES.forEach(party -> books.party(party, null));
        COMPANIES.forEach(company -> books.company(company, "Common", "Preferred"));
        Map<Long, CompanyCommand> sent = new TreeMap<>();
        for (int step = 0; step < 90; step++) {
            String company = "co_" + one(COMPANIES, random);
            CompanyCommand command =
                    command(random, StatedDate.of(START.plusDays((long) step * DAYS / 90)), one(PARTIES, random));
            if (books.ledger.tries(company, command)) {
                sent.put(books.ledger.head(), command);
            }
            if (random.nextInt(6) == 0 && !sent.isEmpty()) {
                correct(random, books.ledger, sent);
            }
        }
        return books.ledger;
    }

    /** Another quantity or value, also on another day, or nothing at all. */
    private static void correct(Random random, RecordedLedger ledger, Map<Long, CompanyCommand> sent) {
        long event = one(List.copyOf(sent.keySet()), random);
        String company = ledger.at(event).stream();
        CompanyCommand other = random.nextInt(3) == 0 ? null : other(random, sent.get(event));
        if (ledger.tries(
                company,
                new CorrectFacts("typing error", List.of(new Correction(event, other, other == null ? true : null))))) {
            sent.remove(event);
            if (other != null) {
                sent.put(ledger.head(), other);
            }
        }
    }

    private static @Nullable CompanyCommand other(Random random, CompanyCommand command) {
        return switch (command) {
            case IssueShares issue ->
                new IssueShares(
                        null,
                        issue.shareClass(),
                        issue.to(),
                        Shares.of(1 + random.nextInt(60)),
                        Price.of("3", "USD"),
                        null,
                        otherDay(random),
                        null);
            case RecordValuation mark ->
                mark(random, Books.party(one(PARTIES, random)), mark.shareClass(), otherDay(random));
            default -> null;
        };
    }

    /** Absent for the day of what is corrected. */
    private static @Nullable StatedDate otherDay(Random random) {
        return random.nextBoolean() ? null : StatedDate.of(START.plusDays(random.nextInt(DAYS)));
    }

    private static CompanyCommand command(Random random, StatedDate on, String holder) {
        PartyId from = Books.party(holder);
        PartyId to = Books.party(one(PARTIES, random));
        String shareClass = one(CLASSES, random);
        Shares quantity = Shares.of(1 + random.nextInt(40));
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> new IssueShares(null, shareClass, to, quantity, Price.of("2", "USD"), null, on, null);
            case 3, 4 ->
                new TransferShares(shareClass, from, to, quantity, null, null, Price.of("5", "USD"), true, on, null);
            case 5 -> new RepurchaseShares(shareClass, from, quantity, null, null, Price.of("4", "USD"), on, null);
            case 6 -> new SplitShares(Ratio.of("2:1"), List.of(shareClass), null, null, on, null);
            default -> mark(random, from, shareClass, on);
        };
    }

    private static CompanyCommand mark(
            Random random, PartyId holder, @Nullable String shareClass, @Nullable StatedDate on) {
        boolean third = random.nextInt(4) > 0;
        return new RecordValuation(
                ValuationKind.FAIR_VALUE,
                Stated.exactly(Money.of(Integer.toString(50 + random.nextInt(5000)), "USD")),
                holder,
                shareClass,
                third ? FairValueMethod.OPTION_PRICING_MODEL : FairValueMethod.MARKET_APPROACH,
                third ? FairValueLevel.LEVEL_3 : FairValueLevel.LEVEL_2,
                Framework.ASC_820,
                null,
                null,
                on,
                null,
                null);
    }

    private static <T> T one(List<T> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    /** Every third fact, or so, is booked up to two months after it took effect. */
    private static RecordedLedger late(RecordedLedger ledger, Random random) {
        return ledger.late(recorded -> {
            LocalDate on = recorded.when().effectiveOn();
            boolean ground = recorded.fact() instanceof PartyEvent
                    || recorded.fact() instanceof LifeEvent
                    || recorded.fact() instanceof ShareClassAuthorised;
            return ground || on == null || random.nextInt(3) > 0 ? null : on.plusDays(1 + random.nextInt(60));
        });
    }

    private static PointInTime at(RecordedLedger ledger, LocalDate asOf, By by) {
        return new PointInTime(asOf, ledger.head(), null, by);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void cap_table_exposure_valuations_and_schedule_say_one_thing(long seed) {
        Random random = new Random(seed);
        RecordedLedger ledger = late(history(random), random);
        int held = 0;
        int measured = 0;
        int waiting = 0;
        for (int check = 0; check < 8; check++) {
            // Early on most of what somebody has may still wait.
            int days = check % 2 == 0 ? 40 : DAYS + 70;
            PointInTime point = at(ledger, START.plusDays(random.nextInt(days)), By.ACCOUNTING);
            for (String company : COMPANIES) {
                CompanyId id = new CompanyId("co_" + company);
                CapTable table = table(ledger, id, point);
                waiting += table.holdings()
                                .equals(table(ledger, id, at(ledger, point.asOf(), By.EFFECTIVE))
                                        .holdings())
                        ? 0
                        : 1;
                List<Point> points = valuations(ledger, id, point);
                for (String name : PARTIES) {
                    String where = "seed " + seed + ", " + name + " in " + company + " on " + point.asOf();
                    PartyId party = Books.party(name);
                    List<Line> lines = lines(ledger, party, id, point);
                    assertThat(quantities(lines)).as(where).isEqualTo(quantities(table, party));
                    assertThat(ledger.stake(party, id, point)).as(where).isEqualTo(stake(table, party));
                    held += quantities(table, party).size();
                    measured += marksAreValuations(lines, points, party, where);
                    assertThat(points)
                            .as("%s: nobody measures what nobody has", where)
                            .noneMatch(value -> party.equals(value.holder()) && lines.isEmpty());
                }
            }
        }
        holds(seed, held > 0, "something is held");
        holds(seed, measured > 0, "something is measured");
        holds(seed, waiting > 0, "something waits for its accounting date");
    }

    private static CapTable table(RecordedLedger ledger, CompanyId company, PointInTime point) {
        return CapTables.of(company, ledger.whole(company, ledger.head()), point, Denominator.OUTSTANDING, null);
    }

    private static List<Point> valuations(RecordedLedger ledger, CompanyId company, PointInTime point) {
        return Valuations.of(company, ledger.whole(company, ledger.head()), point, Rates.of(List.of()), Question.PLAIN)
                .points();
    }

    private static List<Line> lines(RecordedLedger ledger, PartyId party, CompanyId company, PointInTime point) {
        return new Schedules(ledger)
                .of(party, point, ALONE).orElseThrow().lines().stream()
                        .filter(line -> line.company().equals(company))
                        .toList();
    }

    private static Map<String, Fraction> quantities(List<Line> lines) {
        Map<String, Fraction> quantities = new TreeMap<>();
        lines.forEach(line -> line.quantities()
                .forEach((shareClass, quantity) -> quantities.merge(shareClass, quantity, Fraction::plus)));
        return quantities;
    }

    private static Map<String, Fraction> quantities(CapTable table, PartyId party) {
        Map<String, Fraction> quantities = new TreeMap<>();
        table.holdings().stream()
                .filter(holding -> holding.party().equals(party))
                .forEach(holding ->
                        quantities.put(holding.shareClass(), holding.quantity().fraction()));
        return quantities;
    }

    private static Fraction stake(CapTable table, PartyId party) {
        return table.holdings().stream()
                .filter(holding -> holding.party().equals(party))
                .map(Holding::ownership)
                .map(ownership -> ownership.fraction())
                .reduce(Fraction.ZERO, Fraction::plus);
    }

    /** Each measurement on the schedule is the newest of its class that the valuation history has, with its figure. */
    private static int marksAreValuations(List<Line> lines, List<Point> points, PartyId party, String where) {
        int measured = 0;
        for (Line line : lines) {
            for (Valued valued : line.values()) {
                Mark mark = valued.mark();
                if (mark == null) {
                    continue;
                }
                Point newest = points.stream()
                        .filter(point -> point.kind() == PointKind.FAIR_VALUE
                                && party.equals(point.holder())
                                && mark.fact().shareClass() != null
                                && mark.fact().shareClass().equals(point.shareClass()))
                        .reduce((_, last) -> last)
                        .orElseThrow(() -> new AssertionError(where + ": no valuation is event " + mark.event()));
                assertThat(newest.effectiveOn()).as(where).isEqualTo(mark.on());
                assertThat(newest.value()).as(where).isEqualTo(Printed.of(mark.claim()));
                measured++;
            }
        }
        return measured;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_roll_forward_of_the_books_is_explained_to_the_last_cent(long seed) {
        Random random = new Random(seed);
        RecordedLedger ledger = late(history(random), random);
        boolean corrected = false;
        int explained = 0;
        for (int check = 0; check < 6; check++) {
            LocalDate first = START.plusDays(random.nextInt(DAYS));
            LocalDate last = first.plusDays(random.nextInt(90));
            PointInTime from = at(ledger, first, By.ACCOUNTING);
            PointInTime to = at(ledger, last, By.ACCOUNTING);
            for (String party : PARTIES) {
                String where = "seed " + seed + ", " + party + " from " + first + " to " + last;
                RollForward roll = new Books(ledger).roll(party, from, to, ALONE);
                // What is measured while the purchase is not booked yet has no known cost.
                for (Row row : roll.rows().stream().filter(Row::isExact).toList()) {
                    assertThat(exact(row.unexplained()))
                            .as("%s: %s", where, row)
                            .isEqualTo(Fraction.ZERO);
                    corrected |= !exact(row.corrections()).isZero();
                    explained++;
                }
                if (!isMeasuredUnheld(ledger, party, from)) {
                    assertThat(sum(roll, Row::opening)).as(where).isEqualTo(level3(ledger, party, from));
                }
                if (!isMeasuredUnheld(ledger, party, to)) {
                    assertThat(sum(roll, Row::closing)).as(where).isEqualTo(level3(ledger, party, to));
                }
            }
        }
        holds(seed, explained > 0, "lines are exact");
        holds(seed, corrected, "something is booked for a day before the period");
    }

    /** Of a class that was measured and never bought, nothing is left to see once the rest of the position is gone. */
    private static boolean isMeasuredUnheld(RecordedLedger ledger, String party, PointInTime point) {
        return new Schedules(ledger)
                .of(Books.party(party), point, ALONE).orElseThrow().lines().stream()
                        .anyMatch(line -> !line.held());
    }

    /** Whatever is recorded after the close, of whatever date, in whatever place: by the books nothing has changed. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void closed_figures_stay_what_they_were_by_accounting_date(long seed) {
        Random random = new Random(seed);
        Books books = new Books();
        PARTIES.forEach(party -> books.party(party, null));
        COMPANIES.forEach(company -> books.company(company, "Common", "Preferred"));
        Map<Long, CompanyCommand> sent = new TreeMap<>();
        record(random, books.ledger, sent, 70);
        LocalDate through = START.plusDays(DAYS / 2);
        List<LocalDate> days =
                List.of(START.plusDays(random.nextInt(DAYS / 2)), START.plusDays(random.nextInt(DAYS / 2)), through);
        List<String> closed = days.stream()
                .map(day -> figures(books.ledger, day, By.ACCOUNTING))
                .toList();
        String open = figures(books.ledger, through, By.EFFECTIVE);
        long close = books.ledger.head();

        books.ledger.close(through, through.plusDays(1 + random.nextInt(30)));
        record(random, books.ledger, sent, 70);

        assertThat(days)
                .as("seed %s", seed)
                .map(day -> figures(books.ledger, day, By.ACCOUNTING))
                .isEqualTo(closed);
        holds(seed, !figures(books.ledger, through, By.EFFECTIVE).equals(open), "something came late");
        holds(
                seed,
                LongStream.rangeClosed(close + 1, books.ledger.head())
                        .mapToObj(books.ledger::at)
                        .anyMatch(recorded -> recorded.marks().accountingOn() != null
                                && recorded.marks().corrects() != null),
                "a correction came late");
    }

    /** In any order of dates. */
    private static void record(Random random, RecordedLedger ledger, Map<Long, CompanyCommand> sent, int steps) {
        for (int step = 0; step < steps; step++) {
            CompanyCommand command =
                    command(random, StatedDate.of(START.plusDays(random.nextInt(DAYS))), one(PARTIES, random));
            if (ledger.tries("co_" + one(COMPANIES, random), command)) {
                sent.put(ledger.head(), command);
            }
            if (random.nextInt(3) == 0 && !sent.isEmpty()) {
                correct(random, ledger, sent);
            }
        }
    }

    private static String figures(RecordedLedger ledger, LocalDate asOf, By by) {
        PointInTime point = at(ledger, asOf, by);
        StringBuilder figures = new StringBuilder();
        for (String company : COMPANIES) {
            CompanyId id = new CompanyId("co_" + company);
            CapTable table = table(ledger, id, point);
            figures.append(table.holdings()).append(table.classes()).append(table.totals());
            figures.append(valuations(ledger, id, point));
            PARTIES.forEach(party ->
                    figures.append(lines(ledger, Books.party(party), id, point)).append('\n'));
        }
        return figures.toString();
    }

    private static Fraction level3(RecordedLedger ledger, String party, PointInTime point) {
        List<Fraction> values = new ArrayList<>();
        for (Line line : new Schedules(ledger)
                .of(Books.party(party), point, ALONE)
                .orElseThrow()
                .lines()) {
            line.values().stream()
                    .filter(valued -> valued.level() == Level.LEVEL_3)
                    .forEach(valued -> values.add(exact(valued.value())));
        }
        return values.stream().reduce(Fraction.ZERO, Fraction::plus);
    }

    private static Fraction sum(RollForward roll, Function<Row, Claim> figure) {
        return roll.rows().stream().map(figure).map(BookedLaterTest::exact).reduce(Fraction.ZERO, Fraction::plus);
    }

    private static Fraction exact(Claim claim) {
        return claim.exact().orElseThrow(() -> new AssertionError(claim.toString()));
    }
}
