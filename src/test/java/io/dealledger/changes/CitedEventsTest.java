package io.dealledger.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dealledger.changes.RollForward.Part;
import io.dealledger.changes.RollForward.Row;
import io.dealledger.company.CompanyCommand;
import io.dealledger.company.CompanyCommand.CancelRound;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.CompanyCommand.OpenRound;
import io.dealledger.company.CompanyCommand.PriceRound;
import io.dealledger.company.CompanyCommand.RecordValuation;
import io.dealledger.company.CompanyCommand.SplitShares;
import io.dealledger.company.CorrectFacts;
import io.dealledger.company.CorrectFacts.Correction;
import io.dealledger.company.GrantEvent.Compensation;
import io.dealledger.company.GrantEvent.PeriodUnit;
import io.dealledger.company.GrantEvent.TerminationReason;
import io.dealledger.company.GrantEvent.TerminationWindow;
import io.dealledger.company.HoldingEvent.FairValueLevel;
import io.dealledger.company.HoldingEvent.FairValueMethod;
import io.dealledger.company.HoldingEvent.Framework;
import io.dealledger.company.HoldingEvent.ValuationKind;
import io.dealledger.company.InstrumentCommand.AdjustPool;
import io.dealledger.company.InstrumentCommand.AdoptStockPlan;
import io.dealledger.company.InstrumentCommand.ConvertShares;
import io.dealledger.company.InstrumentCommand.ExerciseGrant;
import io.dealledger.company.InstrumentCommand.GrantEquityCompensation;
import io.dealledger.company.InstrumentCommand.RecordServiceEnd;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.exposure.ExposureQuestion;
import io.dealledger.exposure.RecordedLedger;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.PointInTime.By;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Currency;
import io.dealledger.money.Money;
import io.dealledger.money.Op;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import io.dealledger.money.Stated;
import io.dealledger.valuation.Question;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is behind the cells of a company, and behind the rows of its shares, on histories made by hand. */
class CitedEventsTest {
    private static final CompanyId ACME = new CompanyId("co_acme");
    private static final PartyId AMY = new PartyId("pa_amy");
    private static final PartyId BEN = new PartyId("pa_ben");

    private final RecordedLedger ledger = new RecordedLedger();
    /** Last position of the command by its first, of commands of several events. */
    private final TreeMap<Long, Long> commands = new TreeMap<>();

    private final Recorders recorders = positions -> {
        Map<Long, Recorders.Recorder> found = new HashMap<>();
        positions.forEach(position -> {
            var command = commands.floorEntry(position);
            long end = command != null && command.getValue() >= position ? command.getValue() : position;
            found.put(position, new Recorders.Recorder("event", "somebody", end, null, null));
        });
        return found;
    };

    @BeforeEach
    void found() {
        ledger.registering(AMY, BEN).founding(ACME);
    }

    private static StatedDate on(String day) {
        return StatedDate.of(day);
    }

    private PointInTime at(String asOf, long knownAt) {
        return PointInTime.of(LocalDate.parse(asOf), knownAt);
    }

    private long send(Object command) {
        long first = ledger.head() + 1;
        ledger.send(ACME.value(), command);
        commands.put(first, ledger.head());
        return ledger.head();
    }

    private static IssueShares issue(PartyId to, long quantity, String day) {
        return issue(to, "Common", quantity, day);
    }

    private static IssueShares issue(PartyId to, String shareClass, long quantity, String day) {
        return new IssueShares(
                null,
                shareClass,
                to,
                Shares.of(quantity),
                Price.of("2", "USD"),
                null,
                day == null ? null : on(day),
                null);
    }

    private long issue(PartyId to, long quantity) {
        return send(issue(to, quantity, "2023-02-01"));
    }

    private long correct(long position, CompanyCommand instead) {
        return send(new CorrectFacts("it was wrong", List.of(new Correction(position, instead, null))));
    }

    private static List<Long> events(SortedMap<String, Part> parts, String movement) {
        return parts.get(movement).events();
    }

    private long makeVoid(long position) {
        return send(new CorrectFacts("it was wrong", List.of(new Correction(position, null, true))));
    }

    private static SplitShares split(String day) {
        return new SplitShares(Ratio.of("2:1"), List.of("Common"), Map.of(), null, on(day), null);
    }

    private Compared compared(PointInTime from, PointInTime to) {
        return new CompanyComparison(
                        ACME,
                        ledger.whole(ACME, to.knownAt()),
                        knownAt -> List.of(),
                        to,
                        Question.PLAIN,
                        recorders,
                        new Budget(Budget.FACTS))
                .from(from);
    }

    private static Cell cell(List<Cell> cells, String path) {
        return cells.stream()
                .filter(cell -> cell.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + path + " in " + cells));
    }

    private Row shares(PartyId party, PointInTime from, PointInTime to) {
        return CompanyRollForward.rows(
                        CompanyRollForward.of(
                                ACME, ledger.whole(ACME, to.knownAt()), from, to, recorders, new Budget(Budget.FACTS)),
                        new Totalling())
                .stream()
                .filter(row -> row.of().getFirst().equals(party.value()))
                .findFirst()
                .orElseThrow();
    }

    private Row groupShares(PartyId party, PointInTime from, PointInTime to) {
        return new PartyRollForward(party, ledger, to, ExposureQuestion.PLAIN, recorders, new Budget(Budget.FACTS))
                .from(from, new Totalling()).stream()
                        .filter(row -> row.measure().equals("shares"))
                        .findFirst()
                        .orElseThrow();
    }

    private static Map<String, String> amounts(SortedMap<String, Part> parts) {
        Map<String, String> amounts = new TreeMap<>();
        parts.forEach((movement, part) -> amounts.put(movement, part.amount()));
        return amounts;
    }

    @Nested
    class A_term {
        private static RecordValuation fairValue(FairValueLevel level, Framework framework, String day) {
            return new RecordValuation(
                    ValuationKind.FAIR_VALUE,
                    Stated.money(Op.EXACT, "500", "USD"),
                    AMY,
                    null,
                    FairValueMethod.MARKET_APPROACH,
                    level,
                    framework,
                    null,
                    null,
                    day == null ? null : on(day),
                    null,
                    null);
        }

        @Test
        void of_a_fair_value_is_compared_like_its_amount() {
            issue(AMY, 100);
            long valued = send(fairValue(FairValueLevel.LEVEL_2, Framework.ASC_820, "2023-06-01"));
            long corrected = correct(valued, fairValue(FairValueLevel.LEVEL_3, Framework.IFRS_9, null));

            List<Cell> restated =
                    compared(at("2023-12-31", valued), ledger.now("2023-12-31")).restatement();

            String value = "/valuations/FAIR_VALUE/pa_amy/MARKET_APPROACH/2023-06-01";
            assertThat(restated).extracting(Cell::path).containsExactly(value + "/framework", value + "/level");
            Cell level = cell(restated, value + "/level");
            assertThat(level.before()).isEqualTo("LEVEL_2");
            assertThat(level.after()).isEqualTo("LEVEL_3");
            assertThat(level.cause()).containsExactly(Cause.CORRECTION);
            assertThat(level.events()).containsExactly(corrected);
        }

        @Test
        void of_a_grant_is_compared_like_its_quantity() {
            ledger.authorising(ACME, "Series A", ShareClassType.PREFERRED);
            long granted = send(grant("Common", Compensation.OPTION, "2023-02-01"));
            long corrected = correct(granted, grant("Series A", Compensation.OPTION_ISO, null));

            List<Cell> restated = compared(at("2023-12-31", granted), ledger.now("2023-12-31"))
                    .restatement();

            assertThat(restated)
                    .extracting(Cell::path, Cell::before, Cell::after, Cell::events)
                    .contains(
                            tuple("/instruments/grants/se_g/class", "Common", "Series A", List.of(corrected)),
                            tuple("/instruments/grants/se_g/kind", "OPTION", "OPTION_ISO", List.of(corrected)));
        }

        private static GrantEquityCompensation grant(String shareClass, Compensation kind, String day) {
            return new GrantEquityCompensation(
                    new SecurityId("se_g"),
                    AMY,
                    kind,
                    null,
                    shareClass,
                    Shares.of(100),
                    Price.of("1", "USD"),
                    null,
                    null,
                    null,
                    false,
                    null,
                    null,
                    null,
                    day == null ? null : on(day),
                    null);
        }

        @Test
        void of_a_round_is_that_it_was_cancelled() {
            RoundId round = new RoundId("rd_a");
            ledger.authorising(ACME, "Series A", ShareClassType.PREFERRED);
            issue(AMY, 100);
            send(new OpenRound(round, "A", Currency.of("USD"), null, on("2023-03-01"), null));
            send(new PriceRound(
                    round,
                    null,
                    Money.of("1000", "USD"),
                    Price.of("2", "USD"),
                    "Series A",
                    null,
                    on("2023-03-01"),
                    null));
            long cancelled = send(new CancelRound(round, "not closed", on("2023-07-01"), null));

            List<Cell> moved =
                    compared(ledger.now("2023-06-30"), ledger.now("2023-12-31")).movement();

            assertThat(moved).isNotEmpty().allSatisfy(cell -> {
                assertThat(cell.path()).endsWith("/cancelled");
                assertThat(cell.after()).isEqualTo("true");
                assertThat(cell.events()).containsExactly(cancelled);
            });
        }

        @Test
        void that_follows_from_all_instruments_cites_those_that_changed_it() {
            issue(AMY, 100);
            long granted = send(grant("Common", Compensation.OPTION, "2023-07-01"));

            Cell dilution = cell(
                    compared(ledger.now("2023-06-30"), ledger.now("2023-12-31")).movement(), "/instruments/dilution");

            assertThat(dilution.before()).isNull();
            assertThat(dilution.after()).isEqualTo("100");
            assertThat(dilution.events()).containsExactly(granted);
        }
    }

    @Nested
    class What_was_undone_again {
        @Test
        void is_no_cause_and_what_was_recorded_in_between_is() {
            long issue = issue(AMY, 100);
            long known = ledger.head();
            long voided = makeVoid(issue);
            long split = send(split("2023-03-01"));
            makeVoid(voided);

            Cell cell = cell(
                    compared(at("2023-12-31", known), ledger.now("2023-12-31")).restatement(),
                    "/holdings/pa_amy/Common/quantity");

            assertThat(cell.before()).isEqualTo("100");
            assertThat(cell.after()).isEqualTo("200");
            assertThat(cell.events()).containsExactly(split);
            assertThat(cell.cause()).containsExactly(Cause.NEW_FACT);
            Row row = shares(AMY, at("2023-12-31", known), ledger.now("2023-12-31"));
            assertThat(amounts(row.restatement())).isEqualTo(Map.of("RECORDED_LATE", "100"));
            assertThat(amounts(groupShares(AMY, at("2023-12-31", known), ledger.now("2023-12-31"))
                            .restatement()))
                    .isEqualTo(Map.of("RECORDED_LATE", "100"));
        }

        @Test
        void is_no_correction_of_what_it_leaves_as_it_was() {
            issue(AMY, 100);
            long split = send(split("2023-06-01"));
            long known = ledger.head();
            makeVoid(makeVoid(split));
            send(issue(AMY, 50, "2023-03-01"));

            Row row = shares(AMY, at("2023-12-31", known), ledger.now("2023-12-31"));

            assertThat(amounts(row.restatement())).isEqualTo(Map.of("RECORDED_LATE", "50", "SPLIT", "50"));
        }

        @Test
        void is_not_cited_beside_what_stayed() {
            issue(AMY, 100);
            long known = ledger.head();
            makeVoid(send(issue(AMY, 50, "2023-03-01")));
            long right = send(issue(AMY, 20, "2023-04-01"));

            Cell cell = cell(
                    compared(at("2023-12-31", known), ledger.now("2023-12-31")).restatement(),
                    "/holdings/pa_amy/Common/quantity");

            assertThat(cell.events()).containsExactly(right);
            assertThat(cell.cause()).containsExactly(Cause.NEW_FACT);
        }

        @Test
        void is_still_the_cause_where_it_left_something_behind() {
            long issue = issue(AMY, 100);
            long voided = makeVoid(issue);
            long known = ledger.head();
            long restored = makeVoid(voided);

            Cell cell = cell(
                    compared(at("2023-12-31", known), ledger.now("2023-12-31")).restatement(),
                    "/holdings/pa_amy/Common/quantity");

            assertThat(cell.after()).isEqualTo("100");
            assertThat(cell.events()).containsExactly(restored);
            assertThat(cell.cause()).containsExactly(Cause.VOIDED);
        }
    }

    @Nested
    class What_the_books_take_no_account_of_yet {
        private PointInTime booked(String asOf, long knownAt) {
            return new PointInTime(LocalDate.parse(asOf), knownAt, null, By.ACCOUNTING);
        }

        @Test
        void is_no_correction_of_theirs() {
            long issue = issue(AMY, 100);
            long known = ledger.head();
            ledger.close(LocalDate.parse("2023-06-30"), LocalDate.parse("2023-08-01"));
            long first = correct(issue, issue(AMY, 110, null));
            ledger.close(LocalDate.parse("2023-06-30"), LocalDate.parse("2024-08-01"));
            correct(first, issue(AMY, 120, null));

            Row row = shares(AMY, booked("2023-12-31", known), booked("2023-12-31", ledger.head()));

            assertThat(row.closing()).isEqualTo("110");
            assertThat(events(row.restatement(), "CORRECTED")).containsExactly(first);
        }
    }

    @Nested
    class Of_what_happened {
        private void grant(String id, long quantity, String day) {
            send(new GrantEquityCompensation(
                    new SecurityId(id),
                    AMY,
                    Compensation.OPTION,
                    "Plan",
                    null,
                    Shares.of(quantity),
                    Price.of("1", "USD"),
                    null,
                    null,
                    null,
                    false,
                    null,
                    null,
                    null,
                    on(day),
                    null));
        }

        @Test
        void a_conversion_one_for_one_is_not_behind_the_total() {
            ledger.authorising(ACME, "Series A", ShareClassType.PREFERRED);
            send(new IssueShares(
                    new SecurityId("se_a"), "Series A", AMY, Shares.of(100), null, null, on("2023-02-01"), null));
            send(new ConvertShares(
                    new SecurityId("se_a"), null, "Common", null, Ratio.of("1:1"), null, on("2023-07-01"), null));
            long issued = send(issue(BEN, 7, "2023-08-01"));
            Cell cell = cell(
                    compared(ledger.now("2023-06-30"), ledger.now("2023-12-31")).movement(), "/totals/outstanding");
            assertThat(cell.events()).containsExactly(issued);
        }

        @Test
        void a_grant_is_not_behind_the_size_of_its_pool() {
            send(new AdoptStockPlan("Plan", List.of("Common"), Shares.of(1000), null, on("2023-01-01"), null));
            long adjusted = send(new AdjustPool("Plan", Shares.of(1500), on("2023-07-01"), null));
            grant("se_g", 100, "2023-08-01");
            Cell cell = cell(
                    compared(ledger.now("2023-06-30"), ledger.now("2023-12-31")).movement(),
                    "/instruments/plans/Plan/reserved");
            assertThat(cell.events()).containsExactly(adjusted);
        }

        @Test
        void an_exercise_is_not_behind_a_price_that_a_split_divides() {
            send(new AdoptStockPlan("Plan", List.of("Common"), Shares.of(1000), null, on("2023-01-01"), null));
            grant("se_g", 100, "2023-02-01");
            send(new ExerciseGrant(
                    new SecurityId("se_g"),
                    Shares.of(40),
                    new SecurityId("se_x"),
                    null,
                    null,
                    null,
                    on("2023-07-01"),
                    null));
            long split = send(split("2023-08-01"));
            Cell price = cell(
                    compared(ledger.now("2023-06-30"), ledger.now("2023-12-31")).movement(),
                    "/instruments/grants/se_g/price");
            assertThat(price.events()).containsExactly(split);
        }

        @Test
        void a_split_of_what_has_vested_is_no_vesting() {
            send(new AdoptStockPlan("Plan", List.of("Common"), Shares.of(1000), null, on("2023-01-01"), null));
            grant("se_g", 100, "2023-02-01");
            long split = send(split("2023-08-01"));
            Cell cell = cell(
                    compared(ledger.now("2023-06-30"), ledger.now("2023-12-31")).movement(),
                    "/instruments/grants/se_g/vested");
            assertThat(cell.cause()).containsExactly(Cause.NEW_FACT);
            assertThat(cell.events()).containsExactly(split);
        }

        @Test
        void the_end_of_a_service_is_behind_the_last_day_of_options_that_were_exercised_before() {
            send(new AdoptStockPlan("Plan", List.of("Common"), Shares.of(1000), null, on("2023-01-01"), null));
            send(new GrantEquityCompensation(
                    new SecurityId("se_g"),
                    AMY,
                    Compensation.OPTION,
                    "Plan",
                    null,
                    Shares.of(100),
                    Price.of("1", "USD"),
                    null,
                    null,
                    null,
                    false,
                    LocalDate.parse("2033-01-01"),
                    List.of(new TerminationWindow(TerminationReason.VOLUNTARY_OTHER, 3, PeriodUnit.MONTHS)),
                    null,
                    on("2023-02-01"),
                    null));
            send(new ExerciseGrant(
                    new SecurityId("se_g"),
                    Shares.of(40),
                    new SecurityId("se_x"),
                    null,
                    null,
                    null,
                    on("2023-07-01"),
                    null));
            long ended = send(new RecordServiceEnd(AMY, TerminationReason.VOLUNTARY_OTHER, on("2023-08-01"), null));
            Cell until = cell(
                    compared(ledger.now("2023-06-30"), ledger.now("2023-12-31")).movement(),
                    "/instruments/grants/se_g/until");
            assertThat(until.events()).containsExactly(ended);
        }

        @Test
        void a_grant_that_the_books_do_not_allow_is_behind_nothing() {
            send(new AdoptStockPlan("Plan", List.of("Common"), Shares.of(100), null, on("2023-01-01"), null));
            ledger.close(LocalDate.parse("2023-06-30"), LocalDate.parse("2024-08-01"));
            send(new AdjustPool("Plan", Shares.of(1500), on("2023-02-01"), null));
            grant("se_large", 500, "2023-09-01");
            grant("se_small", 50, "2023-10-01");
            long small = ledger.head();
            Cell cell = cell(
                    compared(
                                    new PointInTime(LocalDate.parse("2023-08-31"), ledger.head(), null, By.ACCOUNTING),
                                    new PointInTime(LocalDate.parse("2023-12-31"), ledger.head(), null, By.ACCOUNTING))
                            .movement(),
                    "/instruments/plans/Plan/granted");
            assertThat(cell.after()).isEqualTo("50");
            assertThat(cell.events()).containsExactly(small);
        }

        @Test
        void of_two_facts_of_one_month_each_is_behind_what_stands_under_itself() {
            long amy = send(issue(AMY, 100, "2023-09"));
            send(issue(BEN, 7, "2023-09"));
            List<Cell> cells =
                    compared(ledger.now("2023-08-15"), ledger.now("2023-09-15")).movement();
            Cell cell = cell(cells, "/perhaps/" + amy + "/pa_amy/Common");
            assertThat(cell.events()).containsExactly(amy);
        }
    }
}
