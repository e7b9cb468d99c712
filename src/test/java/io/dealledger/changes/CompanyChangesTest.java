package io.dealledger.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dealledger.changes.RollForward.Part;
import io.dealledger.changes.RollForward.Row;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.CompanyCommand.SplitShares;
import io.dealledger.company.ConversionTrigger;
import io.dealledger.company.ConversionTrigger.Mechanism;
import io.dealledger.company.ConversionTrigger.MechanismKind;
import io.dealledger.company.ConversionTrigger.Right;
import io.dealledger.company.ConvertibleEvent.ConvertibleKind;
import io.dealledger.company.CorrectFacts;
import io.dealledger.company.CorrectFacts.Correction;
import io.dealledger.company.GrantEvent.Compensation;
import io.dealledger.company.InstrumentCommand;
import io.dealledger.company.InstrumentCommand.ConvertConvertible;
import io.dealledger.company.InstrumentCommand.ExerciseGrant;
import io.dealledger.company.InstrumentCommand.ExerciseWarrant;
import io.dealledger.company.InstrumentCommand.GrantEquityCompensation;
import io.dealledger.company.InstrumentCommand.IssueConvertible;
import io.dealledger.company.InstrumentCommand.IssueWarrant;
import io.dealledger.company.InstrumentCommand.ReleaseGrant;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.exposure.ExposureQuestion;
import io.dealledger.exposure.RecordedLedger;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.PointInTime.By;
import io.dealledger.ledger.SecurityId;
import io.dealledger.ledger.StatedDate;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Ratio;
import io.dealledger.money.Shares;
import io.dealledger.valuation.Question;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What changed in a company, and how its shares roll forward, on histories made by hand. */
class CompanyChangesTest {
    private static final CompanyId ACME = new CompanyId("co_acme");
    private static final CompanyId OTHER = new CompanyId("co_other");
    private static final PartyId AMY = new PartyId("pa_amy");
    private static final PartyId BEN = new PartyId("pa_ben");

    private final RecordedLedger ledger = new RecordedLedger();

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

    private PointInTime booked(String asOf, long knownAt) {
        return new PointInTime(LocalDate.parse(asOf), knownAt, null, By.ACCOUNTING);
    }

    private long issue(CompanyId company, PartyId to, long quantity, String day) {
        ledger.send(
                company.value(),
                new IssueShares(null, "Common", to, Shares.of(quantity), Price.of("2", "USD"), null, on(day), null));
        return ledger.head();
    }

    private long split(String day) {
        ledger.send(ACME.value(), new SplitShares(Ratio.of("2:1"), List.of("Common"), Map.of(), null, on(day), null));
        return ledger.head();
    }

    private Row shares(PartyId party, PointInTime from, PointInTime to) {
        return CompanyRollForward.rows(
                        CompanyRollForward.of(
                                ACME,
                                ledger.whole(ACME, to.knownAt()),
                                from,
                                to,
                                RandomChangesTest.ALONE,
                                new Budget(Budget.FACTS)),
                        new Totalling())
                .stream()
                .filter(row -> row.of().getFirst().equals(party.value()))
                .findFirst()
                .orElseThrow();
    }

    private Compared compared(PointInTime from, PointInTime to) {
        return new CompanyComparison(
                        ACME,
                        ledger.whole(ACME, to.knownAt()),
                        knownAt -> List.of(),
                        to,
                        Question.PLAIN,
                        RandomChangesTest.ALONE,
                        new Budget(Budget.FACTS))
                .from(from);
    }

    private static Cell cell(List<Cell> cells, String path) {
        return cells.stream()
                .filter(cell -> cell.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + path + " in " + cells));
    }

    private static Map<String, String> amounts(SortedMap<String, Part> parts) {
        Map<String, String> amounts = new TreeMap<>();
        parts.forEach((movement, part) -> amounts.put(movement, part.amount()));
        return amounts;
    }

    private static List<Long> events(SortedMap<String, Part> parts, String movement) {
        return parts.get(movement).events();
    }

    @Nested
    class A_split_that_moved_more_shares_than_was_known {
        private long split;
        private long known;

        @BeforeEach
        void split() {
            issue(ACME, AMY, 100, "2023-02-01");
            split = CompanyChangesTest.this.split("2023-06-01");
            known = ledger.head();
        }

        @Test
        void is_a_split_by_the_issuance_that_was_recorded_late() {
            issue(ACME, BEN, 7, "2023-02-01");
            long late = issue(ACME, AMY, 50, "2023-03-01");

            Row row = shares(AMY, at("2023-12-31", known), ledger.now("2023-12-31"));

            assertThat(row.opening()).isEqualTo("200");
            assertThat(amounts(row.restatement())).isEqualTo(Map.of("RECORDED_LATE", "50", "SPLIT", "50"));
            assertThat(events(row.restatement(), "RECORDED_LATE")).containsExactly(late);
            assertThat(events(row.restatement(), "SPLIT")).containsExactly(split, late);
            assertThat(row.restated()).isEqualTo("300");
            assertThat(row.unexplained()).isEqualTo("0");
        }

        @Test
        void is_corrected_where_the_issuance_was() {
            long first = ledger.positionOf(
                    fact -> fact instanceof SharesIssued issued && issued.to().equals(AMY));
            ledger.send(
                    ACME.value(),
                    new CorrectFacts(
                            "typing error",
                            List.of(new Correction(
                                    first,
                                    new IssueShares(
                                            null,
                                            "Common",
                                            AMY,
                                            Shares.of(110),
                                            Price.of("2", "USD"),
                                            null,
                                            null,
                                            null),
                                    null))));

            Row row = shares(AMY, at("2023-12-31", known), ledger.now("2023-12-31"));

            assertThat(amounts(row.restatement())).isEqualTo(Map.of("CORRECTED", "20"));
            assertThat(events(row.restatement(), "CORRECTED")).containsExactly(ledger.head());
        }

        @Test
        void cites_what_was_late_and_then_corrected_with_its_correction() {
            long late = issue(ACME, AMY, 50, "2023-03-01");
            ledger.send(
                    ACME.value(),
                    new CorrectFacts(
                            "typing error",
                            List.of(new Correction(
                                    late,
                                    new IssueShares(
                                            null, "Common", AMY, Shares.of(60), Price.of("2", "USD"), null, null, null),
                                    null))));

            Row row = shares(AMY, at("2023-12-31", known), ledger.now("2023-12-31"));

            assertThat(events(row.restatement(), "RECORDED_LATE")).containsExactly(late, ledger.head());
            assertThat(row.unexplained()).isEqualTo("0");
        }
    }

    @Nested
    class Shares_that_come_of_instruments {
        private static final ConversionTrigger FINANCING = new ConversionTrigger(
                "financing",
                ConversionTrigger.Kind.AUTOMATIC_ON_CONDITION,
                null,
                null,
                "a priced round",
                null,
                null,
                null,
                new Right(
                        new Mechanism(
                                MechanismKind.CUSTOM_CONVERSION,
                                null,
                                null,
                                null,
                                null,
                                null,
                                List.of(),
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                "as agreed"),
                        true,
                        "Common"));

        private static SecurityId se(String id) {
            return new SecurityId(id);
        }

        private static GrantEquityCompensation grant(String id, Compensation kind) {
            return new GrantEquityCompensation(
                    se(id),
                    AMY,
                    kind,
                    null,
                    "Common",
                    Shares.of(100),
                    kind == Compensation.OPTION ? Price.of("1", "USD") : null,
                    null,
                    null,
                    null,
                    false,
                    null,
                    null,
                    null,
                    on("2023-02-01"),
                    null);
        }

        @Test
        void are_exercised_released_or_converted_and_not_issued() {
            issue(ACME, AMY, 10, "2023-02-01");
            for (InstrumentCommand command : List.of(
                    grant("se_option", Compensation.OPTION),
                    new ExerciseGrant(
                            se("se_option"), Shares.of(40), se("se_a"), null, null, null, on("2023-07-01"), null),
                    grant("se_unit", Compensation.RSU),
                    new ReleaseGrant(
                            se("se_unit"), Shares.of(30), se("se_b"), null, null, null, on("2023-07-02"), null),
                    new IssueWarrant(
                            se("se_warrant"),
                            AMY,
                            "Common",
                            Shares.of(100),
                            null,
                            Price.of("1", "USD"),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            on("2023-02-01"),
                            null),
                    new ExerciseWarrant(
                            se("se_warrant"),
                            null,
                            Shares.of(7),
                            null,
                            null,
                            null,
                            se("se_c"),
                            null,
                            on("2023-07-03"),
                            null),
                    new IssueConvertible(
                            se("se_note"),
                            AMY,
                            ConvertibleKind.SAFE,
                            Money.of("500", "USD"),
                            null,
                            List.of(FINANCING),
                            null,
                            1,
                            null,
                            on("2023-02-01"),
                            null),
                    new ConvertConvertible(
                            se("se_note"),
                            "financing",
                            null,
                            null,
                            "Common",
                            se("se_d"),
                            Shares.of(250),
                            null,
                            null,
                            on("2023-07-04"),
                            null))) {
                ledger.send(ACME.value(), command);
            }

            Row row = shares(AMY, ledger.now("2023-01-31"), ledger.now("2023-12-31"));

            assertThat(amounts(row.movements()))
                    .isEqualTo(Map.of("ISSUED", "10", "EXERCISED", "47", "RELEASED", "30", "CONVERTED", "250"));
            assertThat(row.unexplained()).isEqualTo("0");
            Row ofGroup = new PartyRollForward(
                            AMY,
                            ledger,
                            ledger.now("2023-12-31"),
                            ExposureQuestion.PLAIN,
                            RandomChangesTest.ALONE,
                            new Budget(Budget.FACTS))
                    .from(ledger.now("2023-01-31"), new Totalling()).stream()
                            .filter(found -> found.measure().equals("shares"))
                            .findFirst()
                            .orElseThrow();
            assertThat(amounts(ofGroup.movements()))
                    .containsAllEntriesOf(Map.of("ISSUED", "10", "EXERCISED", "47", "RELEASED", "30"));
        }
    }

    @Nested
    class By_accounting_date {
        private long known;
        private long late;

        @BeforeEach
        void close_the_year_and_record_a_late_issuance() {
            issue(ACME, AMY, 100, "2023-02-01");
            split("2023-06-01");
            known = ledger.head();
            ledger.close(LocalDate.parse("2023-12-31"), LocalDate.parse("2024-02-15"));
            late = issue(ACME, AMY, 50, "2023-03-01");
        }

        @Test
        void a_late_fact_restates_the_opening_of_the_period_in_which_it_is_booked() {
            Compared booked = compared(booked("2023-12-31", known), booked("2024-03-31", ledger.head()));
            assertThat(booked.movement()).isEmpty();
            Cell quantity = cell(booked.restatement(), "/holdings/pa_amy/Common/quantity");
            assertThat(quantity.before()).isEqualTo("200");
            assertThat(quantity.after()).isEqualTo("300");
            assertThat(quantity.cause()).containsExactly(Cause.LATE_FACT);
            assertThat(quantity.events()).containsExactly(late);

            Compared effective = compared(at("2023-12-31", known), ledger.now("2024-03-31"));
            assertThat(effective.movement()).isEmpty();
            assertThat(cell(effective.restatement(), "/holdings/pa_amy/Common/quantity")
                            .after())
                    .isEqualTo("300");
        }

        @Test
        void before_it_is_booked_nothing_changes() {
            Compared booked = compared(booked("2023-12-31", known), booked("2024-02-14", ledger.head()));
            assertThat(booked.restatement()).isEmpty();
            assertThat(booked.movement()).isEmpty();
        }

        @Test
        void shares_roll_forward_by_what_was_booked() {
            Row row = shares(AMY, booked("2023-12-31", known), booked("2024-03-31", ledger.head()));
            assertThat(row.movements()).isEmpty();
            assertThat(amounts(row.restatement())).isEqualTo(Map.of("RECORDED_LATE", "50", "SPLIT", "50"));
            assertThat(events(row.restatement(), "SPLIT")).contains(late);
            assertThat(row.unexplained()).isEqualTo("0");
        }

        @Test
        void a_group_rolls_forward_by_what_was_booked() {
            for (Row row : new PartyRollForward(
                            AMY,
                            ledger,
                            booked("2024-03-31", ledger.head()),
                            ExposureQuestion.PLAIN,
                            RandomChangesTest.ALONE,
                            new Budget(Budget.FACTS))
                    .from(booked("2023-12-31", known), new Totalling())) {
                if (row.measure().equals("value")) {
                    assertThat(row.closing()).as("nobody says what it is worth").isEqualTo("undisclosed");
                    continue;
                }
                assertThat(row.movements()).as("%s", row).isEmpty();
                assertThat(row.unexplained()).as("%s", row).isEqualTo("0");
                if (row.measure().equals("shares")) {
                    assertThat(amounts(row.restatement())).isEqualTo(Map.of("RECORDED_LATE", "100"));
                    assertThat(row.closing()).isEqualTo("300");
                }
            }
            Cell invested = cell(
                    new PartyComparison(
                                    AMY,
                                    ledger,
                                    booked("2024-03-31", ledger.head()),
                                    ExposureQuestion.PLAIN,
                                    RandomChangesTest.ALONE,
                                    new Budget(Budget.FACTS))
                            .from(booked("2023-12-31", known))
                            .restatement(),
                    "/totals/invested");
            assertThat(invested.after()).isEqualTo("300 USD");
            assertThat(invested.cause()).containsExactly(Cause.LATE_FACT);
            assertThat(invested.events()).containsExactly(late);
        }
    }

    @Test
    void shares_of_different_companies_are_not_added_up() {
        ledger.founding(OTHER);
        issue(ACME, AMY, 100, "2023-02-01");
        issue(OTHER, AMY, 7, "2023-02-01");
        Totalling totals = new Totalling();
        new PartyRollForward(
                        AMY,
                        ledger,
                        ledger.now("2023-12-31"),
                        ExposureQuestion.PLAIN,
                        RandomChangesTest.ALONE,
                        new Budget(Budget.FACTS))
                .from(ledger.now("2023-01-31"), totals);
        assertThat(totals.totals())
                .filteredOn(total -> total.measure().equals("shares"))
                .extracting(RollForward.Total::of, RollForward.Total::closing)
                .containsExactly(tuple("co_acme Common", "100"), tuple("co_other Common", "7"));
    }
}
