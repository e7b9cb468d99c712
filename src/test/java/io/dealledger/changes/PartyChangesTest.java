package io.dealledger.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.dealledger.captable.RandomCompany;
import io.dealledger.changes.RollForward.Row;
import io.dealledger.company.CompanyCommand.AcquireCompany;
import io.dealledger.company.CompanyCommand.CloseRound;
import io.dealledger.company.CompanyCommand.DissolveCompany;
import io.dealledger.company.CompanyCommand.FirmUpRound;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.CompanyCommand.OpenRound;
import io.dealledger.company.CompanyCommand.PriceRound;
import io.dealledger.company.CompanyCommand.RecordValuation;
import io.dealledger.company.CompanyCommand.RegisterCompany;
import io.dealledger.company.CompanyCommand.ReportRound;
import io.dealledger.company.CompanyCommand.RepurchaseShares;
import io.dealledger.company.CompanyCommand.SplitShares;
import io.dealledger.company.CompanyCommand.Subscribe;
import io.dealledger.company.CompanyCommand.TransferShares;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.HoldingEvent.FairValueLevel;
import io.dealledger.company.HoldingEvent.FairValueMethod;
import io.dealledger.company.HoldingEvent.Framework;
import io.dealledger.company.HoldingEvent.ValuationKind;
import io.dealledger.company.Leg;
import io.dealledger.company.ReportEvent.Participant;
import io.dealledger.company.RoundEvent.Role;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.exposure.Basis;
import io.dealledger.exposure.ExposureQuestion;
import io.dealledger.exposure.RecordedLedger;
import io.dealledger.fx.FxEvent.ExchangeRateRecorded;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Precision;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.ledger.StatedDate;
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
import io.dealledger.party.CorrectFacts;
import io.dealledger.party.PartyCommand.RegisterParty;
import io.dealledger.party.PartyCommand.SetParent;
import io.dealledger.party.PartyEvent.ParentSet;
import io.dealledger.party.PartyEvent.PartyKind;
import io.dealledger.sample.SampleScript;
import io.dealledger.testing.Seeds;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What changed for a group, on histories made by hand, and rolled forward on random ones. */
class PartyChangesTest {
    private static final CompanyId ACME = new CompanyId("co_acme");
    private static final PartyId TOP = new PartyId("pa_top");
    private static final PartyId SUB = new PartyId("pa_sub");
    private static final PartyId STRANGER = new PartyId("pa_stranger");
    /** Position of the parent's purchase. */
    private static final long ISSUANCE = 6;

    private static final SecurityId FIRST = new SecurityId("se_first");

    private final RecordedLedger ledger = new RecordedLedger();

    private static StatedDate on(String day) {
        return StatedDate.of(day);
    }

    private static PointInTime point(String asOf, long knownAt) {
        return PointInTime.of(LocalDate.parse(asOf), knownAt);
    }

    private IssueShares issue(String id, PartyId to, long quantity, String price, String day) {
        return new IssueShares(
                new SecurityId(id), "Common", to, Shares.of(quantity), Price.of(price, "USD"), null, on(day), null);
    }

    private static SharesIssued issued(long quantity, String price, String day) {
        return new SharesIssued(
                FIRST,
                "Common",
                TOP,
                Shares.of(quantity),
                Price.of(price, "USD"),
                List.of(),
                EffectiveOn.day(LocalDate.parse(day)));
    }

    @BeforeEach
    void found_a_company_of_which_the_parent_buys_100_shares_at_2() {
        ledger.registering(TOP, SUB, STRANGER)
                .founding(ACME)
                .send(ACME.value(), issue(FIRST.value(), TOP, 100, "2", "2024-01-10"));
    }

    private static ExposureQuestion view(Basis basis, String currency) {
        return new ExposureQuestion(basis, true, currency == null ? null : Currency.of(currency), null);
    }

    private Compared compared(PointInTime from, PointInTime to, ExposureQuestion view) {
        return new PartyComparison(TOP, ledger, to, view, RandomChangesTest.ALONE, new Budget(Budget.FACTS)).from(from);
    }

    private Compared compared(PointInTime from, PointInTime to) {
        return compared(from, to, ExposureQuestion.PLAIN);
    }

    private static Cell cell(List<Cell> cells, String path) {
        return cells.stream()
                .filter(cell -> cell.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + path + " in " + cells));
    }

    private static void is(Cell cell, String before, String after, Set<Cause> cause, Long... events) {
        assertThat(cell.before()).isEqualTo(before);
        assertThat(cell.after()).isEqualTo(after);
        assertThat(cell.cause()).isEqualTo(cause);
        assertThat(cell.events()).containsExactly(events);
    }

    private static final String COST = "/investments/co_acme/cost";

    @Nested
    class A_restatement {
        @Test
        void names_the_correction_that_changed_a_figure() {
            long before = ledger.head();
            ledger.correct(ACME.value(), ISSUANCE, issued(1000, "2", "2024-01-10"));
            Compared compared = compared(point("2024-06-30", before), point("2024-06-30", ledger.head()));
            is(cell(compared.restatement(), COST), "200 USD", "2000 USD", EnumSet.of(Cause.CORRECTION), ledger.head());
            assertThat(compared.movement()).isEmpty();
        }

        @Test
        void names_the_event_that_made_another_one_void() {
            long before = ledger.head();
            ledger.correct(
                    ACME.value(),
                    ISSUANCE,
                    new CompanyEvent.FactVoided(EffectiveOn.day(LocalDate.parse("2024-01-10"))));
            Compared compared = compared(point("2024-06-30", before), point("2024-06-30", ledger.head()));
            is(cell(compared.restatement(), COST), "200 USD", null, EnumSet.of(Cause.VOIDED), ledger.head());
        }

        @Test
        void names_a_parent_that_was_recorded_for_a_closed_period_a_late_fact_besides() {
            ledger.send(ACME.value(), issue("se_sub", SUB, 100, "2", "2023-02-01"));
            long known = ledger.head();
            ledger.close(LocalDate.parse("2023-06-30"), LocalDate.parse("2023-08-01"));
            ledger.send(SUB.value(), new SetParent(TOP, on("2023-03-01"), null));
            Cell cost = compared(point("2023-12-31", known), point("2023-12-31", ledger.head())).restatement().stream()
                    .filter(cell -> cell.path().equals("/totals/cost"))
                    .findFirst()
                    .orElseThrow();
            assertThat(cost.cause()).containsExactlyInAnyOrder(Cause.PARENT, Cause.LATE_FACT);
        }

        @Test
        void of_several_events_names_those_that_changed_the_figure_and_no_other() {
            long before = ledger.head();
            ledger.send(ACME.value(), issue("se_second", STRANGER, 100, "2", "2024-02-01"))
                    .correct(ACME.value(), ISSUANCE, issued(1000, "2", "2024-01-10"))
                    .correct(ACME.value(), before + 2, issued(1000, "3", "2024-01-10"));
            Compared compared = compared(point("2024-06-30", before), point("2024-06-30", ledger.head()));
            is(
                    cell(compared.restatement(), COST),
                    "200 USD",
                    "3000 USD",
                    EnumSet.of(Cause.CORRECTION),
                    before + 2,
                    before + 3);
            assertThat(cell(compared.restatement(), "/investments/co_acme/stakeFraction")
                            .events())
                    .containsExactly(before + 1, before + 2);
        }

        @Test
        void names_also_what_was_learned_and_taken_back_before_the_figure_changed_for_good() {
            long before = ledger.head();
            ledger.send(ACME.value(), issue("se_second", STRANGER, 100, "4", "2024-03-01"))
                    .send(ACME.value(), bought_back(STRANGER, 100, "2024-03-01"))
                    .send(ACME.value(), issue("se_third", STRANGER, 300, "4", "2024-04-01"))
                    .send(ACME.value(), issue("se_fourth", TOP, 400, "4", "2024-04-01"));
            Compared compared = compared(point("2024-06-30", before), point("2024-06-30", ledger.head()));
            assertThat(cell(compared.restatement(), "/investments/co_acme/stakeFraction")
                            .events())
                    .containsExactly(before + 1, before + 2, before + 3, before + 4);
            assertThat(cell(compared.restatement(), COST).events()).containsExactly(before + 4);
        }
    }

    private static RepurchaseShares bought_back(PartyId from, long quantity, String day) {
        return new RepurchaseShares("Common", from, Shares.of(quantity), null, null, null, on(day), null);
    }

    @Nested
    class A_party_that_was_registered_in_between {
        private static final PartyId NEWCOMER = new PartyId("pa_newcomer");
        private long before;
        private long registered;

        @BeforeEach
        void register_it_and_let_it_buy() {
            before = ledger.head();
            ledger.send(
                    NEWCOMER.value(),
                    new RegisterParty(null, "newcomer", PartyKind.FUND, null, null, null, null, null));
            registered = ledger.head();
            ledger.send(ACME.value(), issue("se_new", NEWCOMER, 10, "4", "2024-02-01"));
        }

        private Compared compared(long knownAt) {
            return new PartyComparison(
                            NEWCOMER,
                            ledger,
                            point("2024-06-30", knownAt),
                            ExposureQuestion.PLAIN,
                            RandomChangesTest.ALONE,
                            new Budget(Budget.FACTS))
                    .from(point("2024-06-30", before));
        }

        @Test
        void begins_with_its_registration() {
            Compared compared = compared(registered);
            assertThat(compared.opening()).isEmpty();
            assertThat(compared.restatement())
                    .isNotEmpty()
                    .allSatisfy(cell -> assertThat(cell.events()).containsExactly(registered));
        }

        @Test
        void has_its_purchase_from_the_purchase() {
            Compared compared = compared(ledger.head());
            assertThat(cell(compared.restatement(), "/group/pa_newcomer").events())
                    .containsExactly(registered);
            assertThat(cell(compared.restatement(), COST).events()).containsExactly(ledger.head());
            assertThat(PartyChangesTest.rows(
                            ledger,
                            NEWCOMER,
                            point("2024-06-30", before),
                            point("2024-06-30", ledger.head()),
                            ExposureQuestion.PLAIN))
                    .filteredOn(row -> row.measure().equals("cost"))
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.restatement()).containsOnlyKeys("RECORDED_LATE");
                        assertThat(row.unexplained()).isEqualTo("0");
                    });
        }
    }

    @Nested
    class A_movement {
        @Test
        void names_what_happened_between_the_dates() {
            ledger.send(ACME.value(), issue("se_second", TOP, 50, "4", "2024-03-01"));
            Compared compared = compared(point("2024-01-31", ledger.head()), point("2024-06-30", ledger.head()));
            is(cell(compared.movement(), COST), "200 USD", "400 USD", EnumSet.of(Cause.NEW_FACT), ledger.head());
            assertThat(compared.restatement()).isEmpty();
        }

        @Test
        void names_who_joined_the_group() {
            ledger.send(ACME.value(), issue("se_second", SUB, 50, "4", "2024-01-05"))
                    .add(SUB.value(), new ParentSet(TOP, EffectiveOn.day(LocalDate.parse("2024-03-01"))));
            Compared compared = compared(point("2024-01-31", ledger.head()), point("2024-06-30", ledger.head()));
            is(cell(compared.movement(), COST), "200 USD", "400 USD", EnumSet.of(Cause.PARENT), ledger.head());
            is(cell(compared.movement(), "/group/pa_sub"), null, "member", EnumSet.of(Cause.PARENT), ledger.head());
        }

        @Test
        void tells_facts_of_one_day_apart() {
            ledger.send(ACME.value(), issue("se_second", STRANGER, 100, "4", "2024-03-01"))
                    .send(ACME.value(), issue("se_third", TOP, 50, "4", "2024-03-01"));
            Compared compared = compared(point("2024-01-31", ledger.head()), point("2024-06-30", ledger.head()));
            assertThat(cell(compared.movement(), COST).events()).containsExactly(ledger.head());
            assertThat(cell(compared.movement(), "/investments/co_acme/stakeFraction")
                            .events())
                    .containsExactly(ledger.head() - 1, ledger.head());
        }

        @Test
        void names_also_what_was_taken_back_on_the_way_in_a_figure_that_differs() {
            ledger.send(ACME.value(), issue("se_second", STRANGER, 100, "4", "2024-03-01"))
                    .send(ACME.value(), bought_back(STRANGER, 100, "2024-03-01"))
                    .send(ACME.value(), issue("se_third", STRANGER, 300, "4", "2024-04-01"));
            Compared compared = compared(point("2024-01-31", ledger.head()), point("2024-06-30", ledger.head()));
            is(
                    cell(compared.movement(), "/investments/co_acme/stakeFraction"),
                    "1/1",
                    "1/4",
                    EnumSet.of(Cause.NEW_FACT),
                    ledger.head() - 2,
                    ledger.head() - 1,
                    ledger.head());
        }

        @Test
        void does_not_tell_of_a_figure_that_is_what_it_was() {
            ledger.send(ACME.value(), issue("se_second", STRANGER, 100, "4", "2024-03-01"))
                    .send(ACME.value(), bought_back(STRANGER, 100, "2024-04-01"));
            assertThat(compared(point("2024-01-31", ledger.head()), point("2024-06-30", ledger.head()))
                            .movement())
                    .isEmpty();
        }

        @Test
        void names_the_fact_whose_vague_date_has_passed() {
            ledger.add(
                    ACME.value(),
                    new SharesIssued(
                            new SecurityId("se_vague"),
                            "Common",
                            TOP,
                            Shares.of(10),
                            Price.of("2", "USD"),
                            List.of(),
                            new EffectiveOn(
                                    LocalDate.parse("2024-03-31"), LocalDate.parse("2024-03-01"), Precision.MONTH)));
            PointInTime before = point("2024-02-15", ledger.head());
            Compared maybe = compared(before, point("2024-03-15", ledger.head()));
            String path = "/perhaps/co_acme/2024-03-01/2024-03-31";
            assertThat(maybe.movement()).allMatch(cell -> cell.path().startsWith(path));
            is(cell(maybe.movement(), path), null, "pa_top", EnumSet.of(Cause.VAGUE_DATE_PASSED), ledger.head());
            is(
                    cell(compared(before, point("2024-04-15", ledger.head())).movement(), COST),
                    "200 USD",
                    "220 USD",
                    EnumSet.of(Cause.VAGUE_DATE_PASSED),
                    ledger.head());
        }

        @Test
        void names_the_rate_and_says_when_one_has_merely_grown_too_old() {
            ledger.add("fx_usd-eur", rate("0.5", "2024-01-10"))
                    .add("fx_usd-eur", rate("0.6", "2024-02-01"))
                    .send(ACME.value(), fairValue("500", "2024-01-11"));
            ExposureQuestion euros = view(Basis.FAIR_VALUE, "EUR");
            String value = "/investments/co_acme/value";
            PointInTime start = point("2024-01-12", ledger.head());
            is(
                    cell(
                            compared(start, point("2024-02-02", ledger.head()), euros)
                                    .movement(),
                            value),
                    "250 EUR",
                    "300 EUR",
                    EnumSet.of(Cause.RATE, Cause.TIME_PASSED),
                    ledger.head() - 1);
            Cell aged = cell(
                    compared(start, point("2024-01-31", ledger.head()), euros).movement(), value);
            assertThat(aged.after()).isEqualTo("500 USD");
            assertThat(aged.cause()).isEqualTo(EnumSet.of(Cause.TIME_PASSED));
            assertThat(aged.events()).isEmpty();
        }
    }

    @Test
    void both_go_from_opening_by_the_restated_opening_to_closing() {
        long before = ledger.head();
        ledger.send(ACME.value(), issue("se_second", TOP, 50, "4", "2024-03-01"))
                .correct(ACME.value(), ISSUANCE, issued(1000, "2", "2024-01-10"));
        Compared compared = compared(point("2024-01-31", before), point("2024-06-30", ledger.head()));
        is(cell(compared.restatement(), COST), "200 USD", "2000 USD", EnumSet.of(Cause.CORRECTION), ledger.head());
        is(cell(compared.movement(), COST), "2000 USD", "2200 USD", EnumSet.of(Cause.NEW_FACT), before + 1);
    }

    @Test
    void a_question_that_costs_too_much_is_refused_with_what_is_allowed() {
        ledger.send(ACME.value(), issue("se_second", TOP, 50, "4", "2024-03-01"));
        PointInTime to = point("2024-06-30", ledger.head());
        assertThatThrownBy(() -> new PartyComparison(
                                TOP, ledger, to, ExposureQuestion.PLAIN, RandomChangesTest.ALONE, new Budget(3))
                        .from(point("2024-01-31", ledger.head())))
                .isInstanceOf(HttpProblem.class)
                .hasMessageContaining("more than 3 facts");
    }

    private static ExchangeRateRecorded rate(String rate, String day) {
        return new ExchangeRateRecorded(
                Currency.of("USD"),
                Currency.of("EUR"),
                new BigDecimal(rate),
                new BigDecimal(rate),
                RateKind.CLOSING,
                EffectiveOn.day(LocalDate.parse(day)),
                null);
    }

    private static RecordValuation fairValue(String amount, String day) {
        return fairValue(Stated.money(Op.EXACT, amount, "USD"), day);
    }

    private static RecordValuation fairValue(Stated amount, String day) {
        return new RecordValuation(
                ValuationKind.FAIR_VALUE,
                amount,
                TOP,
                null,
                FairValueMethod.MARKET_APPROACH,
                FairValueLevel.LEVEL_3,
                Framework.ASC_820,
                null,
                null,
                on(day),
                null,
                null);
    }

    @Nested
    class A_roll_forward {
        private List<Row> rows(PointInTime from, PointInTime to, ExposureQuestion view) {
            return PartyChangesTest.rows(ledger, TOP, from, to, view);
        }

        private static Map<String, String> amounts(SortedMap<String, RollForward.Part> parts) {
            Map<String, String> amounts = new TreeMap<>();
            parts.forEach((movement, part) -> amounts.put(movement, part.amount()));
            return amounts;
        }

        private Row row(List<Row> rows, String measure) {
            return rows.stream()
                    .filter(row -> row.measure().equals(measure))
                    .findFirst()
                    .orElseThrow();
        }

        @Test
        void classifies_what_moved_shares_and_cost() {
            ledger.send(ACME.value(), issue("se_second", TOP, 50, "4", "2024-03-01"))
                    .send(
                            ACME.value(),
                            new TransferShares(
                                    "Common",
                                    TOP,
                                    STRANGER,
                                    Shares.of(25),
                                    null,
                                    null,
                                    null,
                                    null,
                                    on("2024-04-01"),
                                    null))
                    .send(
                            ACME.value(),
                            new SplitShares(
                                    Ratio.of("2:1"),
                                    List.of("Common"),
                                    Map.of(),
                                    new Rounding(0, RoundingMode.DOWN),
                                    on("2024-05-01"),
                                    null));
            List<Row> rows = rows(
                    point("2024-01-31", ledger.head()), point("2024-06-30", ledger.head()), ExposureQuestion.PLAIN);
            Row shares = row(rows, "shares");
            assertThat(shares.opening()).isEqualTo("100");
            assertThat(amounts(shares.movements()))
                    .isEqualTo(Map.of("ISSUED", "50", "TRANSFERRED_OUT", "-25", "SPLIT", "125"));
            assertThat(shares.closing()).isEqualTo("250");
            assertThat(shares.unexplained()).isEqualTo("0");
            Row cost = row(rows, "cost");
            assertThat(cost.opening()).isEqualTo("200");
            assertThat(amounts(cost.movements())).isEqualTo(Map.of("ISSUED", "200", "TRANSFERRED_OUT", "-50"));
            assertThat(cost.closing()).isEqualTo("350");
        }

        @Test
        void classifies_what_moved_a_fair_value() {
            ledger.send(ACME.value(), fairValue("500", "2024-01-15"))
                    .send(ACME.value(), fairValue("800", "2024-03-15"));
            Row value = row(
                    rows(
                            point("2024-01-31", ledger.head()),
                            point("2024-06-30", ledger.head()),
                            view(Basis.FAIR_VALUE, null)),
                    "value");
            assertThat(amounts(value.movements())).isEqualTo(Map.of("NEW_MARK", "300"));
            assertThat(value.unexplained()).isEqualTo("0");
        }

        private TransferShares soldAtFive(long quantity, String day) {
            return new TransferShares(
                    "Common",
                    TOP,
                    STRANGER,
                    Shares.of(quantity),
                    null,
                    null,
                    Price.of("5", "USD"),
                    true,
                    on(day),
                    null);
        }

        private Row atFairValue() {
            return row(
                    rows(
                            point("2024-01-31", ledger.head()),
                            point("2024-12-31", ledger.head()),
                            view(Basis.FAIR_VALUE, null)),
                    "value");
        }

        @Test
        void does_not_call_a_gain_over_the_market_the_price_of_a_round() {
            ledger.send(ACME.value(), issue("se_second", STRANGER, 100, "2", "2024-01-15"))
                    .send(
                            ACME.value(),
                            new RecordValuation(
                                    ValuationKind.MARKET_CAP,
                                    Stated.money(Op.EXACT, "2000", "USD"),
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    on("2024-01-20"),
                                    null,
                                    null))
                    .send(
                            ACME.value(),
                            new TransferShares(
                                    "Common",
                                    STRANGER,
                                    TOP,
                                    Shares.of(10),
                                    null,
                                    null,
                                    Price.of("8", "USD"),
                                    true,
                                    on("2024-03-01"),
                                    null));
            Row value = row(
                    rows(
                            point("2024-01-31", ledger.head()),
                            point("2024-12-31", ledger.head()),
                            view(Basis.MARKET, null)),
                    "value");
            assertThat(amounts(value.movements())).isEqualTo(Map.of("TRANSFERRED_IN", "80", "OTHER", "20"));
        }

        @Test
        void has_no_fair_value_left_of_what_was_sold_to_the_last_share() {
            ledger.send(ACME.value(), fairValue("500", "2024-01-15"))
                    .send(ACME.value(), soldAtFive(60, "2024-03-01"))
                    .send(ACME.value(), soldAtFive(40, "2024-04-01"));
            Row value = atFairValue();
            assertThat(value.closing()).isEqualTo("0");
            assertThat(amounts(value.movements())).isEqualTo(Map.of("TRANSFERRED_OUT", "-500"));
            assertThat(value.unexplained()).isEqualTo("0");
        }

        @Test
        void tells_what_was_bought_before_the_next_measurement_apart_from_its_gain() {
            ledger.send(ACME.value(), fairValue("500", "2024-01-15"))
                    .send(ACME.value(), issue("se_second", TOP, 50, "4", "2024-03-01"))
                    .send(ACME.value(), fairValue("900", "2024-04-01"));
            Row value = atFairValue();
            assertThat(amounts(value.movements())).isEqualTo(Map.of("ISSUED", "200", "NEW_MARK", "200"));
            assertThat(value.movements().get("ISSUED").events()).containsExactly(ledger.head() - 1, ledger.head());
            assertThat(value.movements().get("NEW_MARK").events()).containsExactly(ledger.head());
            assertThat(value.unexplained()).isEqualTo("0");
        }

        @Test
        void tells_what_was_sold_before_the_next_measurement_apart_from_its_loss() {
            ledger.send(ACME.value(), fairValue("500", "2024-01-15"))
                    .send(ACME.value(), soldAtFive(50, "2024-03-01"))
                    .send(ACME.value(), fairValue("240", "2024-04-01"));
            assertThat(amounts(atFairValue().movements()))
                    .isEqualTo(Map.of("TRANSFERRED_OUT", "-250", "NEW_MARK", "-10"));
        }

        @Test
        void tells_what_was_bought_before_the_first_measurement_apart_from_its_gain() {
            ledger.send(ACME.value(), fairValue("500", "2024-01-15"))
                    .send(ACME.value(), soldAtFive(100, "2024-03-01"))
                    .send(ACME.value(), issue("se_second", TOP, 50, "4", "2024-04-01"))
                    .send(ACME.value(), fairValue("260", "2024-05-01"));
            Row value = atFairValue();
            assertThat(amounts(value.movements()))
                    .isEqualTo(Map.of("TRANSFERRED_OUT", "-500", "ISSUED", "200", "NEW_MARK", "60"));
            assertThat(value.unexplained()).isEqualTo("0");
        }

        @Test
        void says_several_where_nobody_knows_what_something_bought_before_a_measurement_cost() {
            ledger.send(ACME.value(), fairValue("500", "2024-01-15"))
                    .send(
                            ACME.value(),
                            new IssueShares(null, "Common", TOP, Shares.of(50), null, null, on("2024-03-01"), null))
                    .send(ACME.value(), fairValue("900", "2024-04-01"));
            Row value = atFairValue();
            assertThat(amounts(value.movements())).isEqualTo(Map.of("SEVERAL", "400"));
            assertThat(value.movements().get("SEVERAL").events()).containsExactly(ledger.head() - 1, ledger.head());
        }

        @Test
        void has_no_fair_value_left_of_a_company_that_is_dissolved() {
            ledger.send(ACME.value(), fairValue("500", "2024-01-15"))
                    .send(ACME.value(), new DissolveCompany(on("2024-03-01"), null, null));
            Row value = atFairValue();
            assertThat(value.closing()).isEqualTo("0");
            assertThat(amounts(value.movements())).isEqualTo(Map.of("DISSOLVED", "-500"));
        }

        @Test
        void shows_what_was_corrected_before_what_moved() {
            long before = ledger.head();
            ledger.correct(ACME.value(), ISSUANCE, issued(1000, "2", "2024-01-10"));
            Row cost = row(
                    rows(point("2024-01-31", before), point("2024-06-30", ledger.head()), ExposureQuestion.PLAIN),
                    "cost");
            assertThat(amounts(cost.restatement())).isEqualTo(Map.of("CORRECTED", "1800"));
            assertThat(cost.restated()).isEqualTo("2000");
            assertThat(cost.movements()).isEmpty();
            assertThat(cost.unexplained()).isEqualTo("0");
        }

        private TransferShares sold(PartyId from, long quantity, String day) {
            return new TransferShares(
                    "Common", from, STRANGER, Shares.of(quantity), null, null, null, null, on(day), null);
        }

        @Test
        void shows_what_was_bought_and_sold_again_within_the_window() {
            CompanyId other = new CompanyId("co_other");
            ledger.founding(other)
                    .send(other.value(), issue("se_o1", STRANGER, 100, "3", "2023-02-01"))
                    .send(other.value(), issue("se_o2", TOP, 40, "3", "2024-03-01"))
                    .send(other.value(), sold(TOP, 40, "2024-04-01"));
            List<Row> rows = rows(
                            point("2024-01-31", ledger.head()),
                            point("2024-06-30", ledger.head()),
                            view(Basis.COST, null))
                    .stream()
                    .filter(row -> row.of().getFirst().equals("co_other"))
                    .toList();
            Row shares = row(rows, "shares");
            assertThat(shares.opening()).isEqualTo("0");
            assertThat(amounts(shares.movements())).isEqualTo(Map.of("ISSUED", "40", "TRANSFERRED_OUT", "-40"));
            assertThat(shares.closing()).isEqualTo("0");
            Row cost = row(rows, "cost");
            assertThat(amounts(cost.movements())).isEqualTo(Map.of("ISSUED", "120", "TRANSFERRED_OUT", "-120"));
            assertThat(cost.unit()).isEqualTo("USD");
            assertThat(cost.unexplained()).isEqualTo("0");
        }

        @Test
        void shows_what_somebody_had_who_was_in_the_group_only_for_a_while() {
            PartyId grandchild = new PartyId("pa_grandchild");
            CompanyId other = new CompanyId("co_other");
            ledger.send(
                            grandchild.value(),
                            new RegisterParty(null, "grandchild", PartyKind.FUND, null, null, null, null, null))
                    .founding(other)
                    .send(other.value(), issue("se_o1", grandchild, 30, "3", "2023-02-01"))
                    .send(ACME.value(), issue("se_second", SUB, 50, "4", "2024-01-05"))
                    .add(SUB.value(), new ParentSet(TOP, EffectiveOn.day(LocalDate.parse("2024-02-01"))))
                    .add(grandchild.value(), new ParentSet(SUB, EffectiveOn.day(LocalDate.parse("2024-03-01"))))
                    .add(grandchild.value(), new ParentSet(null, EffectiveOn.day(LocalDate.parse("2024-04-01"))))
                    .add(SUB.value(), new ParentSet(null, EffectiveOn.day(LocalDate.parse("2024-05-01"))));
            List<Row> rows = rows(
                    point("2024-01-31", ledger.head()), point("2024-06-30", ledger.head()), view(Basis.COST, null));
            for (String measure : List.of("cost", "value")) {
                assertThat(amounts(row(of(rows, "co_other"), measure).movements()))
                        .as(measure)
                        .isEqualTo(Map.of("JOINED_GROUP", "90", "LEFT_GROUP", "-90"));
                assertThat(amounts(row(of(rows, "co_acme"), measure).movements()))
                        .as(measure)
                        .isEqualTo(Map.of("JOINED_GROUP", "200", "LEFT_GROUP", "-200"));
            }
            assertThat(amounts(row(of(rows, "co_acme"), "shares").movements()))
                    .isEqualTo(Map.of("JOINED_GROUP", "50", "LEFT_GROUP", "-50"));
            assertThat(compared(point("2024-01-31", ledger.head()), point("2024-06-30", ledger.head()))
                            .movement())
                    .isEmpty();
        }

        @Test
        void translates_what_is_bought_at_the_rate_of_its_date_wherever_that_was_recorded() {
            ledger.send(ACME.value(), issue("se_second", TOP, 50, "4", "2024-03-01"))
                    .add("fx_usd-eur", rate("0.4", "2024-01-10"))
                    .add("fx_usd-eur", rate("0.45", "2024-01-31"))
                    .add("fx_usd-eur", rate("0.6", "2024-02-28"))
                    .add("fx_usd-eur", rate("0.5", "2024-03-01"))
                    .add("fx_usd-eur", rate("0.7", "2024-06-30"));
            Row cost = row(
                    rows(
                            point("2024-01-31", ledger.head()),
                            point("2024-06-30", ledger.head()),
                            view(Basis.COST, "EUR")),
                    "cost");
            assertThat(cost.opening()).isEqualTo("80");
            assertThat(amounts(cost.movements())).isEqualTo(Map.of("ISSUED", "100"));
            assertThat(cost.closing()).isEqualTo("180");
            assertThat(cost.unexplained()).isEqualTo("0");
        }

        @Test
        void knows_the_rate_of_a_purchase_that_was_recorded_before_it() {
            ledger.add("fx_usd-eur", rate("0.4", "2024-01-10"));
            long before = ledger.head();
            ledger.send(ACME.value(), issue("se_second", TOP, 50, "4", "2024-03-01"))
                    .add("fx_usd-eur", rate("0.5", "2024-03-01"));
            Row cost = row(
                    rows(point("2024-03-05", before), point("2024-03-05", ledger.head()), view(Basis.COST, "EUR")),
                    "cost");
            assertThat(amounts(cost.restatement())).isEqualTo(Map.of("RECORDED_LATE", "100"));
            assertThat(cost.unit()).isEqualTo("EUR");
            assertThat(cost.closing()).isEqualTo("180");
        }

        @Test
        void names_no_rate_where_nothing_is_translated() {
            ledger.add("fx_usd-eur", rate("0.4", "2024-01-10"))
                    .add("fx_usd-eur", rate("0.5", "2024-03-01"))
                    .send(ACME.value(), issue("se_second", TOP, 50, "4", "2024-03-01"));
            List<Row> rows =
                    rows(point("2024-01-31", 1), point("2024-06-30", ledger.head()), view(Basis.LATEST_ROUND, null));
            assertThat(rows).isNotEmpty().allSatisfy(row -> {
                if (row.movements() != null && row.restatement() != null) {
                    assertThat(row.movements()).doesNotContainKey("RATE");
                    assertThat(row.restatement()).doesNotContainKey("RATE");
                }
            });
        }

        @Test
        void never_takes_an_amount_of_one_currency_from_one_of_another() {
            CompanyId other = new CompanyId("co_other");
            ledger.founding(other)
                    .send(other.value(), issue("se_o1", TOP, 40, "3", "2024-01-10"))
                    .send(other.value(), sold(TOP, 40, "2024-02-10"))
                    .send(
                            other.value(),
                            new IssueShares(
                                    new SecurityId("se_o2"),
                                    "Common",
                                    TOP,
                                    Shares.of(10),
                                    Price.of("5", "EUR"),
                                    null,
                                    on("2024-03-10"),
                                    null));
            List<Row> costs = of(
                            rows(
                                    point("2024-01-31", ledger.head()),
                                    point("2024-06-30", ledger.head()),
                                    view(Basis.COST, null)),
                            "co_other")
                    .stream()
                    .filter(row -> row.measure().equals("cost"))
                    .toList();
            assertThat(costs).extracting(Row::unit).containsExactlyInAnyOrder("USD", "EUR");
            for (Row cost : costs) {
                boolean dollars = "USD".equals(cost.unit());
                assertThat(cost.opening()).isEqualTo(dollars ? "120" : "0");
                assertThat(amounts(cost.movements()))
                        .isEqualTo(dollars ? Map.of("TRANSFERRED_OUT", "-120") : Map.of("ISSUED", "50"));
                assertThat(cost.closing()).isEqualTo(dollars ? "0" : "50");
                assertThat(cost.unexplained()).isEqualTo("0");
            }
        }

        @Test
        void takes_what_was_reported_of_a_round_back_once_it_is_recorded_share_by_share() {
            RoundId reported = new RoundId("rd_press");
            RoundId round = new RoundId("rd_a");
            Source paper = new Source("A paper", LocalDate.parse("2024-01-12"), null, null, SourceClass.PRESS_NAMED);
            CompanyId other = new CompanyId("co_other");
            ledger.founding(other)
                    .send(
                            other.value(),
                            new ReportRound(
                                    reported,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    List.of(new Participant(
                                            TOP, Role.LEAD, Stated.money(Op.EXACT, "100", "USD"), null, List.of())),
                                    on("2024-01-10"),
                                    null,
                                    paper))
                    .send(other.value(), new OpenRound(round, "A", Currency.of("USD"), TOP, on("2024-01-05"), null))
                    .send(
                            other.value(),
                            new PriceRound(
                                    round,
                                    null,
                                    Money.of("500", "USD"),
                                    Price.of("2", "USD"),
                                    "Common",
                                    null,
                                    on("2024-01-06"),
                                    null))
                    .send(
                            other.value(),
                            new CloseRound(
                                    round,
                                    null,
                                    List.of(new Subscribe(
                                            TOP,
                                            null,
                                            "Common",
                                            Shares.of(55),
                                            List.of(Leg.cash(Money.of("110", "USD"))))),
                                    true,
                                    on("2024-03-01"),
                                    null))
                    .send(other.value(), new FirmUpRound(round, reported, on("2024-04-01"), null));
            long firmedUp = ledger.head();
            List<Row> rows = of(
                    rows(point("2024-01-31", firmedUp), point("2024-06-30", firmedUp), view(Basis.COST, null)),
                    "co_other");
            for (String measure : List.of("cost", "value")) {
                Row row = row(rows, measure);
                assertThat(row.opening()).as(measure).isEqualTo("100");
                assertThat(amounts(row.movements()))
                        .as(measure)
                        .isEqualTo(Map.of("ISSUED", "110", "FIRMED_UP", "-100"));
                assertThat(row.movements().get("FIRMED_UP").events())
                        .as(measure)
                        .containsExactly(firmedUp);
                assertThat(row.closing()).as(measure).isEqualTo("110");
                assertThat(row.unexplained()).as(measure).isEqualTo("0");
            }
            assertThat(amounts(row(rows, "shares").movements())).isEqualTo(Map.of("ISSUED", "55"));
        }

        @Test
        void shows_movements_where_a_figure_has_bounds_only_in_between() {
            ledger.send(ACME.value(), fairValue("500", "2024-01-15"))
                    .send(ACME.value(), fairValue(Stated.money(Op.APPROX, "700", "USD"), "2024-02-15"))
                    .send(ACME.value(), fairValue("800", "2024-03-15"))
                    .send(ACME.value(), fairValue("750", "2024-04-15"));
            Row value = row(
                    rows(
                            point("2024-01-31", ledger.head()),
                            point("2024-06-30", ledger.head()),
                            view(Basis.FAIR_VALUE, null)),
                    "value");
            assertThat(value.opening()).isEqualTo("500");
            assertThat(amounts(value.movements())).isEqualTo(Map.of("NEW_MARK", "250"));
            assertThat(value.unexplained()).isEqualTo("0");
            assertThat(value.replaced())
                    .extracting(RollForward.Replaced::before, RollForward.Replaced::after)
                    .containsExactly(tuple("500 USD", "about 700 USD"), tuple("about 700 USD", "800 USD"));
        }

        @Test
        void goes_over_a_restated_opening_with_bounds_in_one_movement() {
            ledger.send(ACME.value(), fairValue("500", "2024-01-15"));
            long before = ledger.head();
            ledger.send(ACME.value(), fairValue(Stated.money(Op.APPROX, "700", "USD"), "2024-01-20"))
                    .send(ACME.value(), fairValue("800", "2024-03-15"))
                    .send(ACME.value(), fairValue("750", "2024-04-15"));
            Row value = row(
                    rows(point("2024-01-31", before), point("2024-06-30", ledger.head()), view(Basis.FAIR_VALUE, null)),
                    "value");
            assertThat(value.unit()).isEqualTo("USD");
            assertThat(value.opening()).isEqualTo("500");
            assertThat(value.restatement()).isEmpty();
            assertThat(value.restated()).isEqualTo("about 700 USD");
            assertThat(amounts(value.movements())).isEqualTo(Map.of("SEVERAL", "300", "NEW_MARK", "-50"));
            assertThat(value.movements().get("SEVERAL").events()).containsExactly(before + 1, before + 2);
            assertThat(value.closing()).isEqualTo("750");
            assertThat(value.unexplained()).isEqualTo("0");
            assertThat(value.replaced())
                    .extracting(
                            RollForward.Replaced::before, RollForward.Replaced::after, RollForward.Replaced::movement)
                    .containsExactly(
                            tuple("500 USD", "about 700 USD", "RECORDED_LATE"),
                            tuple("about 700 USD", "800 USD", "NEW_MARK"));
        }

        @Test
        void tells_a_restatement_before_and_a_movement_over_bounds_apart() {
            ledger.send(ACME.value(), fairValue("500", "2024-01-15"));
            long before = ledger.head();
            ledger.send(ACME.value(), fairValue("600", "2024-01-18"))
                    .send(ACME.value(), fairValue(Stated.money(Op.APPROX, "700", "USD"), "2024-01-20"))
                    .send(ACME.value(), fairValue("800", "2024-03-15"));
            Totalling totals = new Totalling();
            PointInTime to = point("2024-06-30", ledger.head());
            Row value = row(
                    new PartyRollForward(
                                    TOP,
                                    ledger,
                                    to,
                                    view(Basis.FAIR_VALUE, null),
                                    RandomChangesTest.ALONE,
                                    new Budget(Budget.FACTS))
                            .from(point("2024-01-31", before), totals),
                    "value");
            assertThat(amounts(value.restatement())).isEqualTo(Map.of("RECORDED_LATE", "100"));
            assertThat(amounts(value.movements())).isEqualTo(Map.of("SEVERAL", "200"));
            assertThat(value.unexplained()).isEqualTo("0");
            assertThat(totals.totals())
                    .filteredOn(total -> total.measure().equals("value"))
                    .singleElement()
                    .satisfies(total -> {
                        assertThat(total.bounded()).isZero();
                        assertThat(total.closing()).isEqualTo("800");
                        assertThat(total.unexplained()).isEqualTo("0");
                    });
        }

        @Test
        void counts_the_rows_with_bounds_also_where_no_other_row_is_exact() {
            ledger.send(ACME.value(), fairValue(Stated.money(Op.APPROX, "700", "USD"), "2024-01-15"));
            Totalling totals = new Totalling();
            PointInTime to = point("2024-06-30", ledger.head());
            new PartyRollForward(
                            TOP,
                            ledger,
                            to,
                            view(Basis.FAIR_VALUE, null),
                            RandomChangesTest.ALONE,
                            new Budget(Budget.FACTS))
                    .from(point("2024-01-31", ledger.head()), totals);
            assertThat(totals.totals())
                    .filteredOn(total -> total.measure().equals("value"))
                    .singleElement()
                    .satisfies(total -> {
                        assertThat(total.unit()).isEqualTo("USD");
                        assertThat(total.bounded()).isEqualTo(1);
                        assertThat(total.closing()).isEqualTo("0");
                    });
        }

        private static List<Row> of(List<Row> rows, String company) {
            return rows.stream()
                    .filter(row -> row.of().getFirst().equals(company))
                    .toList();
        }

        private static List<String> replaced(Row row) {
            return row.replaced().stream().map(RollForward.Replaced::movement).toList();
        }

        @Test
        void takes_in_shares_of_unknown_value_that_it_bought_of_somebody_else() {
            CompanyId other = new CompanyId("co_other");
            ledger.founding(other)
                    .send(other.value(), issue("se_o1", STRANGER, 100, "3", "2023-02-01"))
                    .send(
                            other.value(),
                            new TransferShares(
                                    "Common",
                                    STRANGER,
                                    TOP,
                                    Shares.of(40),
                                    null,
                                    null,
                                    Price.of("5", "USD"),
                                    true,
                                    on("2024-03-01"),
                                    null));
            List<Row> rows = rows(
                    point("2024-01-31", ledger.head()), point("2024-06-30", ledger.head()), ExposureQuestion.PLAIN);
            assertThat(replaced(row(of(rows, "co_other"), "value"))).containsExactly("TRANSFERRED_IN");
        }

        @Test
        void tells_who_joins_with_a_holding_of_unknown_value_from_who_leaves_with_it() {
            ledger.add(SUB.value(), new ParentSet(TOP, EffectiveOn.day(LocalDate.parse("2024-03-01"))))
                    .add(SUB.value(), new ParentSet(null, EffectiveOn.day(LocalDate.parse("2024-08-01"))));
            // There was no round, so nobody knows the value.
            CompanyId other = new CompanyId("co_other");
            ledger.founding(other).send(other.value(), issue("se_o1", SUB, 100, "3", "2023-02-01"));
            List<Row> joined = rows(
                    point("2024-01-31", ledger.head()), point("2024-06-30", ledger.head()), ExposureQuestion.PLAIN);
            assertThat(replaced(row(of(joined, "co_other"), "value"))).containsExactly("JOINED_GROUP");
            List<Row> left = rows(
                    point("2024-06-30", ledger.head()), point("2024-12-31", ledger.head()), ExposureQuestion.PLAIN);
            assertThat(replaced(row(of(left, "co_other"), "value"))).containsExactly("LEFT_GROUP");
        }

        @Test
        void takes_in_what_it_acquires_for_an_unknown_amount() {
            CompanyId other = new CompanyId("co_other");
            ledger.send(
                            other.value(),
                            new RegisterCompany(other, "Other", null, null, null, null, on("2023-01-01"), null))
                    .send(
                            other.value(),
                            new AcquireCompany(
                                    TOP,
                                    null,
                                    null,
                                    on("2024-03-01"),
                                    null,
                                    new Source("Paper", null, null, null, SourceClass.PRESS_NAMED)));
            List<Row> rows = rows(
                    point("2024-01-31", ledger.head()), point("2024-06-30", ledger.head()), ExposureQuestion.PLAIN);
            assertThat(replaced(row(of(rows, "co_other"), "cost"))).containsExactly("TRANSFERRED_IN");
        }

        @Test
        void shows_a_member_whom_the_books_had_only_for_a_while() {
            CompanyId other = new CompanyId("co_other");
            ledger.founding(other).send(other.value(), issue("se_o1", SUB, 100, "3", "2023-02-01"));
            ledger.close(LocalDate.parse("2024-03-31"), LocalDate.parse("2024-05-01"));
            ledger.send(SUB.value(), new SetParent(TOP, on("2023-03-01"), null));
            long set = ledger.head();
            ledger.close(LocalDate.parse("2024-03-31"), LocalDate.parse("2024-07-01"));
            ledger.send(SUB.value(), new CorrectFacts("never", List.of(new CorrectFacts.Correction(set, null, true))));
            List<Row> rows = rows(
                    new PointInTime(LocalDate.parse("2024-03-31"), ledger.head(), null, PointInTime.By.ACCOUNTING),
                    new PointInTime(LocalDate.parse("2024-09-30"), ledger.head(), null, PointInTime.By.ACCOUNTING),
                    ExposureQuestion.PLAIN);
            Row shares = row(of(rows, "co_other"), "shares");
            assertThat(amounts(shares.restatement())).isEqualTo(Map.of("JOINED_GROUP", "100", "CORRECTED", "-100"));
            assertThat(shares.unexplained()).isEqualTo("0");
        }

        @Test
        void does_not_subtract_bounds_and_lists_the_claims_that_were_replaced() {
            RecordedLedger press = new RecordedLedger();
            List<Long> ends = new ArrayList<>();
            SampleScript.press().forEach(batch -> {
                press.send(batch);
                ends.add(press.head());
            });
            Row cost = PartyChangesTest.rows(
                            press,
                            new PartyId("pa_alibaba"),
                            point("2024-03-31", ends.get(0)),
                            point("2024-03-31", ends.get(2)),
                            ExposureQuestion.PLAIN)
                    .stream()
                    .filter(row -> row.of().equals(List.of("co_moonshot"))
                            && row.measure().equals("cost"))
                    .findFirst()
                    .orElseThrow();
            assertThat(cost.opening()).isEqualTo("at least 300000000 USD");
            assertThat(cost.closing()).isEqualTo("about 800000000 USD");
            assertThat(cost.unexplained()).isNull();
            assertThat(cost.movements()).isNull();
            assertThat(cost.replaced())
                    .hasSize(2)
                    .allMatch(replaced -> replaced.movement().equals("CLAIMED"));
            assertThat(cost.replaced().getFirst().before()).isEqualTo("at least 300000000 USD");
            assertThat(cost.replaced().getLast().after()).isEqualTo("about 800000000 USD");
        }
    }

    private static List<Row> rows(
            RecordedLedger ledger, PartyId party, PointInTime from, PointInTime to, ExposureQuestion view) {
        return new PartyRollForward(party, ledger, to, view, RandomChangesTest.ALONE, new Budget(Budget.FACTS))
                .from(from, new Totalling());
    }

    static LongStream seeds() {
        return Seeds.of(LongStream.rangeClosed(1, 5), 3);
    }

    /** Two ways to the same figures: the lots of a party, and the register of the company. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_partys_shares_roll_forward_as_they_do_in_its_company(long seed) {
        Random random = new Random(seed);
        RecordedLedger recorded = new RecordedLedger();
        PartyId party = new PartyId("pa_0");
        recorded.send(party.value(), new RegisterParty(null, "P", PartyKind.FUND, null, null, null, null, null));
        List<Recorded<CompanyEvent>> history = new ArrayList<>(RandomCompany.history(seed, 60));
        history.sort(Comparator.comparingLong(Recorded::position));
        history.forEach(fact -> recorded.add(RandomCompany.ID.value(), fact.fact()));
        for (int check = 0; check < 4; check++) {
            LocalDate from = RandomCompany.FIRST.plusDays(random.nextInt(RandomCompany.DAYS));
            LocalDate to = from.plusDays(random.nextInt(400));
            // The register comes first in the ledger of one company; here a party was registered before it.
            long known = 1L + random.nextInt(history.size());
            SortedMap<ShareWalk.Key, Ledgered> company = CompanyRollForward.of(
                    RandomCompany.ID,
                    history.stream()
                            .filter(fact -> fact.position() <= history.size())
                            .toList(),
                    PointInTime.of(from, known),
                    PointInTime.of(to, history.size()),
                    RandomChangesTest.ALONE,
                    new Budget(Budget.FACTS));
            List<Row> rows = rows(
                    recorded,
                    party,
                    PointInTime.of(from, known + 1),
                    PointInTime.of(to, recorded.head()),
                    new ExposureQuestion(Basis.COST, false, null, null));
            for (Row row : rows) {
                String where = "seed " + seed + ", " + from + " to " + to + ", known at " + known + ": " + row;
                if (row.unexplained() != null) {
                    assertThat(row.unexplained()).as(where).isEqualTo("0");
                }
                if (row.measure().equals("shares")) {
                    Ledgered register =
                            company.get(new ShareWalk.Key(party, row.of().getLast()));
                    assertThat(row.opening()).as(where).isEqualTo(Ledgered.printed(register.opening()));
                    assertThat(row.closing()).as(where).isEqualTo(Ledgered.printed(register.closing()));
                    Map<String, String> expected = new TreeMap<>();
                    register.movements().forEach((movement, amount) -> {
                        if (!amount.isZero()) {
                            expected.put(movement, Ledgered.printed(amount));
                        }
                    });
                    Map<String, String> found = new TreeMap<>(amountsOf(row));
                    found.values().removeIf("0"::equals);
                    assertThat(found).as(where).isEqualTo(expected);
                }
            }
        }
    }

    private static Map<String, String> amountsOf(Row row) {
        Map<String, String> amounts = new TreeMap<>();
        SortedMap<String, RollForward.Part> movements = row.movements();
        if (movements != null) {
            movements.forEach((movement, part) -> amounts.put(movement, part.amount()));
        }
        return amounts;
    }
}
