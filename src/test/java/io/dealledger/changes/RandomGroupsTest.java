package io.dealledger.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dealledger.calculation.Claim;
import io.dealledger.changes.RollForward.Part;
import io.dealledger.changes.RollForward.Row;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.HoldingEvent.ValuationRecorded;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.exposure.Basis;
import io.dealledger.exposure.ExposureCells;
import io.dealledger.exposure.ExposureFacts;
import io.dealledger.exposure.ExposureQuestion;
import io.dealledger.exposure.Exposures;
import io.dealledger.exposure.Portfolio;
import io.dealledger.exposure.PortfolioPosition;
import io.dealledger.exposure.Portfolios;
import io.dealledger.exposure.RecordedLedger;
import io.dealledger.exposure.Translation;
import io.dealledger.fx.Rates;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.testing.Seeds;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random groups whose members come and go, in several currencies, between any two points. */
class RandomGroupsTest {
    private static final PartyId TOP = RandomGroup.PARTIES.getFirst();
    /** A figure without bounds, in whatever unit. */
    private static final String EXACT = "-?[0-9.]+( [A-Z]{3})?";
    /** An amount is printed to ten places. */
    private static final BigDecimal ROUNDING = new BigDecimal("0.000001");

    static LongStream seeds() {
        return Seeds.of(LongStream.rangeClosed(1, 6), 1);
    }

    private record Two(PointInTime from, PointInTime to) {}

    private static Two points(Random random, RecordedLedger ledger) {
        int one = random.nextInt(RandomGroup.DAYS);
        int other = random.nextInt(RandomGroup.DAYS);
        long known = 1L + random.nextInt((int) ledger.head());
        long later = random.nextBoolean() ? ledger.head() : 1L + random.nextInt((int) ledger.head());
        return new Two(
                PointInTime.of(RandomGroup.FIRST.plusDays(Math.min(one, other)), Math.min(known, later)),
                PointInTime.of(RandomGroup.FIRST.plusDays(Math.max(one, other)), Math.max(known, later)));
    }

    private static List<Row> rows(RecordedLedger ledger, Two points, ExposureQuestion question) {
        return new PartyRollForward(
                        TOP, ledger, points.to(), question, RandomChangesTest.ALONE, new Budget(Budget.FACTS))
                .from(points.from(), new Totalling());
    }

    private static ExposureQuestion question(Basis basis, @Nullable String currency) {
        return new ExposureQuestion(basis, true, currency == null ? null : Currency.of(currency), null);
    }

    private static BigDecimal sum(Collection<Part> parts) {
        return parts.stream().map(part -> new BigDecimal(part.amount())).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void opening_restatement_and_movements_come_to_closing_between_any_two_points(long seed) {
        Random random = new Random(seed);
        RecordedLedger ledger = RandomGroup.ledger(random, 110);
        for (Basis basis : List.of(Basis.COST, Basis.FAIR_VALUE, Basis.LATEST_ROUND)) {
            for (String currency : new String[] {null, "EUR"}) {
                Two points = points(random, ledger);
                ExposureQuestion question = question(basis, currency);
                String where = "seed " + seed + ", " + points + ", " + question;
                List<Row> rows = rows(ledger, points, question);
                for (Row row : rows) {
                    check(row, where + ": " + row);
                    if (currency == null && row.movements() != null && row.restatement() != null) {
                        assertThat(row.movements()).as(where).doesNotContainKey("RATE");
                        assertThat(row.restatement()).as(where).doesNotContainKey("RATE");
                    }
                    if (row.movements() != null && row.movements().containsKey("NEW_MARK")) {
                        assertThat(row.movements().get("NEW_MARK").events())
                                .as("only a measurement is a change of value: " + where + ": " + row)
                                .allMatch(event -> ledger.at(event).fact() instanceof ValuationRecorded);
                    }
                    if (row.measure().equals("cost") && row.movements() != null) {
                        assertThat(row.movements())
                                .as("a cost stays at the rate of its date: " + where + ": " + row)
                                .doesNotContainKey("RATE");
                    }
                }
                assertThat(exact(rows, true)).as(where).isEqualTo(answered(ledger, points.from(), question, rows));
                assertThat(exact(rows, false)).as(where).isEqualTo(answered(ledger, points.to(), question, rows));
            }
        }
    }

    private static void check(Row row, String where) {
        SortedMap<String, Part> restatement = row.restatement();
        SortedMap<String, Part> movements = row.movements();
        if (restatement == null || movements == null) {
            assertThat(row.unexplained()).as(where).isNull();
            assertThat(row.opening().matches(EXACT) && row.closing().matches(EXACT))
                    .as("is exact at both ends: " + where)
                    .isFalse();
            return;
        }
        assertThat(row.unexplained()).as(where).isEqualTo("0");
        BigDecimal restated = new BigDecimal(row.opening()).add(sum(restatement.values()));
        if (row.restated().matches(EXACT)) {
            assertThat(restated).as(where).isCloseTo(new BigDecimal(row.restated()), within(ROUNDING));
        } else {
            assertThat(row.replaced()).as(where).isNotEmpty();
        }
        assertThat(restated.add(sum(movements.values())))
                .as(where)
                .isCloseTo(new BigDecimal(row.closing()), within(ROUNDING));
        restatement.values().forEach(part -> assertThat(part.events()).as(where).isNotEmpty());
    }

    /** What an exact row opens or closes with that is not nothing. */
    private static SortedMap<String, String> exact(List<Row> rows, boolean opening) {
        SortedMap<String, String> exact = new TreeMap<>();
        for (Row row : rows) {
            String figure = opening ? row.opening() : row.closing();
            if (row.movements() != null && !figure.equals("0")) {
                exact.put(String.join("/", row.of()) + " " + row.measure() + " " + row.unit(), figure);
            }
        }
        return exact;
    }

    /** The same as the answer at that point has it, which knows of no way. */
    private static SortedMap<String, String> answered(
            RecordedLedger ledger, PointInTime point, ExposureQuestion question, List<Row> rows) {
        SortedMap<String, String> answered = new TreeMap<>();
        for (PortfolioPosition position : portfolio(ledger, point, question).positions()) {
            String company = position.company().value();
            position.lots().stream()
                    .map(lot -> lot.quantity())
                    .reduce(Fraction::plus)
                    .filter(shares -> !shares.isZero())
                    .ifPresent(shares -> answered.put(company + "/Common shares shares", Ledgered.printed(shares)));
            SortedMap<String, Claim> claims = new TreeMap<>();
            claims.put("cost", position.cost());
            claims.put("value", position.value());
            claims.forEach((measure, claim) -> claim.exact()
                    .filter(amount -> !amount.isZero())
                    .ifPresent(amount -> answered.put(
                            company + " " + measure + " " + claim.currency().code(), Ledgered.printed(amount))));
        }
        for (Row row : rows) {
            if (row.movements() == null) {
                answered.keySet().removeIf(name -> name.startsWith(row.of().getFirst() + " " + row.measure()));
            }
        }
        return answered;
    }

    private static Portfolio portfolio(RecordedLedger ledger, PointInTime point, ExposureQuestion question) {
        Portfolios portfolios = new Portfolios(ledger);
        NavigableSet<PartyId> group = portfolios.group(TOP, point, true);
        return portfolios.of(
                TOP,
                group,
                point,
                question.basis(),
                () -> new Translation(question.currency(), null, portfolios.rates(point), point.asOf()));
    }

    /** Asked for by somebody who asks anew after each event that was not undone again, and remembers nothing. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_figure_that_differs_cites_every_event_that_changed_it_on_the_way(long seed) {
        Random random = new Random(seed);
        RecordedLedger ledger = RandomGroup.ledger(random, 110);
        for (int check = 0; check < 3; check++) {
            Two points = points(random, ledger);
            ExposureQuestion question =
                    question(random.nextBoolean() ? Basis.COST : Basis.FAIR_VALUE, check == 0 ? "EUR" : null);
            String where = "seed " + seed + ", " + points + ", " + question;
            Compared compared = new PartyComparison(
                            TOP, ledger, points.to(), question, RandomChangesTest.ALONE, new Budget(Budget.FACTS))
                    .from(points.from());
            assertThat(compared.closing()).as(where).isEqualTo(cells(ledger, points.to(), question));
            SortedMap<String, NavigableSet<Long>> changing = new TreeMap<>();
            SortedMap<String, String> before = cells(ledger, points.from(), question);
            assertThat(compared.opening()).as(where).isEqualTo(before);
            Set<Long> undone = Undone.of(
                    LongStream.rangeClosed(1, points.to().knownAt())
                            .<Recorded<? extends Fact>>mapToObj(ledger::at)
                            .toList(),
                    fact -> fact.position() > points.from().knownAt());
            for (long known = points.from().knownAt() + 1; known <= points.to().knownAt(); known++) {
                SortedMap<String, String> after = cells(
                        new HeldFacts(ledger, points.to()).known(new Learning.Known(known, known, undone)),
                        Learning.passingOver(undone, points.from().knownAt(known)),
                        question);
                for (String path : Walk.differences(before, after).keySet()) {
                    changing.computeIfAbsent(path, none -> new TreeSet<>()).add(known);
                }
                before = after;
            }
            assertThat(compared.restated()).as(where).isEqualTo(before);
            for (Cell cell : compared.restatement()) {
                if (question.currency() == null) {
                    assertThat(cell.events())
                            .as(where + ": " + cell)
                            .containsExactlyElementsOf(changing.get(cell.path()));
                }
            }
        }
    }

    private static SortedMap<String, String> cells(ExposureFacts ledger, PointInTime point, ExposureQuestion question) {
        return new Exposures(ledger)
                .answer(TOP, point, question)
                .map(answer -> ExposureCells.of(answer))
                .orElseGet(() -> new TreeMap<>());
    }

    /** Counted day by day, by somebody who looks at who belongs to the group and at who has how many shares. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shares_that_were_bought_or_came_and_went_with_a_member_are_all_told(long seed) {
        Random random = new Random(seed);
        RecordedLedger ledger = RandomGroup.ledger(random, 110);
        for (int check = 0; check < 3; check++) {
            Two points = points(random, ledger);
            SortedMap<String, BigDecimal> expected = new TreeMap<>();
            LocalDate day = points.from().asOf();
            while (day.isBefore(points.to().asOf())) {
                PointInTime before = PointInTime.of(day, points.to().knownAt());
                day = day.plusDays(1);
                count(ledger, before, PointInTime.of(day, points.to().knownAt()), expected);
            }
            SortedMap<String, BigDecimal> told = new TreeMap<>();
            for (Row row : rows(ledger, points, question(Basis.COST, null))) {
                SortedMap<String, Part> movements = row.movements();
                if (row.measure().equals("shares") && movements != null) {
                    for (String movement : List.of("ISSUED", "JOINED_GROUP", "LEFT_GROUP")) {
                        Part part = movements.get(movement);
                        if (part != null) {
                            told.put(row.of().getFirst() + " " + movement, new BigDecimal(part.amount()));
                        }
                    }
                }
            }
            assertThat(told).as("seed " + seed + ", " + points).isEqualTo(expected);
        }
    }

    private static void count(
            RecordedLedger ledger, PointInTime before, PointInTime after, SortedMap<String, BigDecimal> expected) {
        Portfolios portfolios = new Portfolios(ledger);
        NavigableSet<PartyId> group = portfolios.group(TOP, after, true);
        for (String stream : ledger.streamsOf(CompanyEvent.class)) {
            CompanyId company = new CompanyId(stream);
            for (Recorded<CompanyEvent> fact :
                    after.cut(ledger.whole(company, after.knownAt())).certain()) {
                if (fact.fact() instanceof SharesIssued issued
                        && after.asOf().equals(fact.when().effectiveOn())
                        && group.contains(issued.to())) {
                    add(expected, stream + " ISSUED", issued.quantity().fraction());
                }
            }
            NavigableSet<PartyId> were = portfolios.group(TOP, before, true);
            if (!were.equals(group)) {
                Fraction change = held(ledger, company, after, group).minus(held(ledger, company, before, were));
                if (!change.isZero()) {
                    add(expected, stream + (change.signum() > 0 ? " JOINED_GROUP" : " LEFT_GROUP"), change);
                }
            }
        }
    }

    private static void add(SortedMap<String, BigDecimal> sums, String name, Fraction amount) {
        sums.merge(name, new BigDecimal(Ledgered.printed(amount)), BigDecimal::add);
    }

    private static Fraction held(
            RecordedLedger ledger, CompanyId company, PointInTime point, NavigableSet<PartyId> group) {
        return group.stream()
                .flatMap(party -> new Portfolios(ledger)
                                .of(
                                        party,
                                        new TreeSet<>(List.of(party)),
                                        point,
                                        Basis.COST,
                                        () -> new Translation(null, null, Rates.of(List.of()), point.asOf()))
                                .positions()
                                .stream())
                .filter(position -> position.company().equals(company))
                .flatMap(position -> position.lots().stream())
                .map(lot -> lot.quantity())
                .reduce(Fraction.ZERO, Fraction::plus);
    }
}
