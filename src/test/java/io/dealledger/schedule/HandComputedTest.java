package io.dealledger.schedule;

import static io.dealledger.schedule.Books.at;
import static io.dealledger.schedule.Books.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.calculation.Claim;
import io.dealledger.company.HoldingEvent.DistributionKind;
import io.dealledger.company.HoldingEvent.FairValueLevel;
import io.dealledger.company.HoldingEvent.FairValueMethod;
import io.dealledger.company.HoldingEvent.Framework;
import io.dealledger.company.HoldingEvent.ValuationKind;
import io.dealledger.company.HoldingEvent.ValuationRecorded;
import io.dealledger.fx.FxEvent.ExchangeRateRecorded;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.money.Currency;
import io.dealledger.money.Money;
import io.dealledger.money.Op;
import io.dealledger.money.Stated;
import io.dealledger.party.PartyCommand.SetParent;
import io.dealledger.schedule.RollForward.Row;
import io.dealledger.schedule.Schedules.View;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Books that were reckoned by hand: every figure is worked out in a comment where it is not on the line above. */
class HandComputedTest {
    /** A parent and its subsidiary hold preferred shares of one company; everybody else is "other". */
    private static Books acme() {
        return new Books()
                .party("parent", null)
                .party("sub", "parent")
                .party("other", null)
                .company("acme", "Preferred")
                .issue("acme", "2023-01-10", "Preferred", "parent", 1_000, "10000")
                .issue("acme", "2023-02-01", "Preferred", "sub", 500, "6000")
                .issue("acme", "2023-02-01", "Preferred", "other", 500, "6000")
                .mark("acme", "2023-06-30", "parent", "Preferred", 2, "12000")
                .mark("acme", "2023-12-31", "parent", "Preferred", 3, "15000")
                .mark("acme", "2023-12-31", "sub", "Preferred", 3, "7500")
                .split("acme", "2024-02-01", "2:1", "Preferred")
                .transfer("acme", "2024-03-01", "Preferred", "other", "parent", 100, "8")
                // A quarter of the oldest lot: cost 2500, carried at 3750.
                .transfer("acme", "2024-04-01", "Preferred", "parent", "other", 500, "9")
                .transfer("acme", "2024-05-01", "Preferred", "parent", "sub", 400, null)
                .pay("acme", "2024-06-01", DistributionKind.RETURN_OF_CAPITAL, "sub", "750")
                .mark("acme", "2024-12-31", "parent", "Preferred", 3, "6000")
                .mark("acme", "2024-12-31", "sub", "Preferred", 3, "9000");
    }

    private static void is(Claim claim, String usd) {
        assertThat(claim.op()).as(words(claim)).isEqualTo(Op.EXACT);
        assertThat(words(claim)).isEqualTo(usd + " USD");
    }

    private static Row only(RollForward roll) {
        assertThat(roll.rows()).hasSize(1);
        return roll.rows().getFirst();
    }

    @Nested
    class The_schedule {
        @Test
        void shows_what_the_group_holds_on_one_line() {
            Schedule schedule = acme().schedule("parent", "2024-12-31");
            assertThat(schedule.lines()).hasSize(1);
            Line line = schedule.lines().getFirst();
            assertThat(line.company().value()).isEqualTo("co_acme");
            assertThat(line.issuer().country()).isEqualTo("US");
            assertThat(line.issuer().sector()).isEqualTo("Software");
            assertThat(line.shareClass()).isEqualTo("Preferred");
            assertThat(line.type()).isEqualTo(SecurityType.PREFERRED);
            assertThat(line.holders()).containsExactly(new PartyId("pa_parent"), new PartyId("pa_sub"));
            assertThat(line.since()).contains(LocalDate.parse("2023-01-10"));
            // 1100 of the first lot and 100 bought; 1000 and the 400 that came from the parent.
            assertThat(line.quantities().get("Preferred")).hasToString("2600/1");
            // Of 4000 that there are after the split.
            assertThat(line.ownershipFraction().orElseThrow()).hasToString("65/1");
            is(line.committed(), "16000");
            is(line.invested(), "16800");
            is(line.proceeds(), "5250");
            // 5500 + 800 + 6000 - 562.50 + 2000 - 187.50
            is(line.cost(), "13550");
            is(line.value(), "15000");
            is(line.unrealised(), "1450");
            // (5250 + 15000) / 16800
            assertThat(line.multiple().exact().orElseThrow()).hasToString("135/112");
            assertThat(line.basis()).isEqualTo(ValueBasis.FAIR_VALUE);
            assertThat(line.level()).contains(Level.LEVEL_3);
            assertThat(line.values()).hasSize(2).noneMatch(Valued::rolled);
            assertThat(ScheduleAnswer.of(schedule)
                            .lines()
                            .getFirst()
                            .percentOfFairValue()
                            .stated())
                    .isEqualTo("100");
        }

        @Test
        void carries_what_moved_since_it_was_measured_and_says_so() {
            Line line = acme().schedule("parent", "2024-06-30").lines().getFirst();
            // 15000 x 1100/2000 + 800, and 7500 - 562.50 + 15000 x 400/2000 - 187.50
            is(line.value(), "18800");
            assertThat(line.values()).extracting(Valued::rolled).containsOnly(true);
            assertThat(line.values().getFirst().value().rule()).isEqualTo(Valued.ROLLED);
            assertThat(line.values().getFirst().value().assumption()).isEqualTo(Valued.UNCHANGED);
        }

        @Test
        void has_the_measurement_as_it_was_recorded_where_nothing_moved() {
            ScheduleAnswer answer = ScheduleAnswer.of(acme().schedule("parent", "2023-12-31"));
            assertThat(answer.level3()).hasSize(2).allSatisfy(measurement -> {
                assertThat(measurement.measuredOn()).isEqualTo(LocalDate.parse("2023-12-31"));
                assertThat(measurement.technique()).isEqualTo(FairValueMethod.OPTION_PRICING_MODEL);
                assertThat(measurement.framework()).isEqualTo(Framework.ASC_820);
                assertThat(measurement.rolledForward()).isFalse();
                assertThat(measurement.fairValue()).isEqualTo(measurement.measured());
            });
            assertThat(answer.byLevel()).singleElement().satisfies(level -> {
                assertThat(level.level()).isEqualTo(Level.LEVEL_3);
                assertThat(level.measurements()).isEqualTo(2);
                assertThat(level.fairValue().stated()).isEqualTo("22500");
            });
            assertThat(answer.totals().getFirst().fairValue().stated()).isEqualTo("22500");
            assertThat(answer.byCompany().getFirst().of()).isEqualTo("co_acme");
        }

        @Test
        void makes_no_number_of_what_nobody_measured_and_a_bound_of_the_sum() {
            Schedule schedule = acme().schedule("parent", "2023-06-30");
            Line line = schedule.lines().getFirst();
            assertThat(words(line.value())).isEqualTo("at least 12000 USD");
            assertThat(line.level()).isEmpty();
            ScheduleAnswer answer = ScheduleAnswer.of(schedule);
            assertThat(answer.byLevel())
                    .extracting(LevelAnswer::level)
                    .containsExactly(Level.LEVEL_2, Level.NOT_MEASURED);
            assertThat(answer.byLevel().getLast().fairValue().op()).isEqualTo(Op.UNDISCLOSED);
            Line before = acme().schedule("parent", "2023-05-31").lines().getFirst();
            assertThat(before.value().op()).isEqualTo(Op.UNDISCLOSED);
            assertThat(before.basis()).isEqualTo(ValueBasis.UNDISCLOSED);
            assertThat(before.unrealised().op()).isEqualTo(Op.UNDISCLOSED);
            is(before.cost(), "16000");
        }

        @Test
        void lets_stand_in_what_is_asked_for_and_names_it() {
            View view = new View(StandIn.COST, true, null, null);
            Line line = acme().schedule("parent", "2023-05-31", view).lines().getFirst();
            is(line.value(), "16000");
            assertThat(line.basis()).isEqualTo(ValueBasis.COST);
            assertThat(line.level()).contains(Level.NOT_MEASURED);
            is(acme().schedule("parent", "2024-12-31", view).lines().getFirst().value(), "15000");
        }

        @Test
        void keeps_a_line_for_what_was_sold_with_nothing_on_it_but_what_it_brought() {
            Line line = new Books()
                    .party("fund", null)
                    .party("other", null)
                    .company("sold", "Common")
                    .issue("sold", "2023-01-01", "Common", "fund", 100, "1000")
                    .mark("sold", "2023-06-30", "fund", "Common", 3, "1500")
                    .transfer("sold", "2023-09-01", "Common", "fund", "other", 100, "20")
                    .schedule("fund", "2023-12-31")
                    .lines()
                    .getFirst();
            assertThat(line.held()).isFalse();
            assertThat(line.basis()).isEqualTo(ValueBasis.NOTHING_HELD);
            is(line.value(), "0");
            is(line.cost(), "0");
            is(line.proceeds(), "2000");
            assertThat(line.multiple().exact().orElseThrow()).hasToString("2/1");
        }

        @Test
        void has_a_line_for_each_class_and_one_for_what_is_of_no_class() {
            Schedule schedule = twoClasses().schedule("fund", "2023-12-31");
            assertThat(schedule.lines()).extracting(Line::shareClass).containsExactly("Common", "Preferred", null);
            is(schedule.lines().get(0).value(), "700");
            assertThat(schedule.lines().get(1).value().op()).isEqualTo(Op.UNDISCLOSED);
            is(schedule.lines().get(1).invested(), "2000");
            is(schedule.lines().get(2).proceeds(), "30");
            is(schedule.lines().get(2).invested(), "0");
            SubtotalAnswer company = ScheduleAnswer.of(schedule).byCompany().getFirst();
            assertThat(company.totalInvested().stated()).isEqualTo("2500");
            assertThat(company.realisedProceeds().stated()).isEqualTo("30");
            assertThat(company.fairValue().op()).isEqualTo(Op.AT_LEAST);
            assertThat(company.fairValue().lower()).isEqualTo("700");
            assertThat(company.undisclosed()).isEqualTo(1);
        }

        @Test
        void makes_one_line_of_classes_that_were_measured_together() {
            Schedule schedule = twoClasses()
                    .mark("two", "2024-03-31", "fund", null, 3, "4000")
                    .schedule("fund", "2024-03-31");
            Line line = schedule.lines().getFirst();
            assertThat(schedule.lines()).hasSize(1);
            assertThat(line.shareClass()).isNull();
            assertThat(line.type()).isEqualTo(SecurityType.SEVERAL);
            assertThat(line.quantities()).hasSize(2);
            is(line.value(), "4000");
            is(line.invested(), "2500");
            is(line.proceeds(), "30");
        }
    }

    private static Books twoClasses() {
        return new Books()
                .party("fund", null)
                .company("two", "Common", "Preferred")
                .issue("two", "2023-01-01", "Common", "fund", 100, "500")
                .issue("two", "2023-01-01", "Preferred", "fund", 100, "2000")
                .pay("two", "2023-06-30", DistributionKind.DIVIDEND, "fund", "30")
                .mark("two", "2023-12-31", "fund", "Common", 3, "700");
    }

    @Nested
    class The_roll_forward {
        @Test
        void begins_with_what_was_first_measured_and_what_was_transferred_in() {
            Row row = only(acme().roll("parent", "2022-12-31", "2023-12-31"));
            is(row.opening(), "0");
            is(row.of(Column.PURCHASES), "6000");
            is(row.of(Column.TRANSFERS_IN), "12000");
            // 15000 - 12000 and 7500 - 6000
            is(row.of(Column.GAINS), "4500");
            is(row.closing(), "22500");
            is(row.unexplained(), "0");
            assertThat(row.isExact()).isTrue();
        }

        @Test
        void tells_purchases_sales_settlements_and_gains_apart() {
            Row row = only(acme().roll("parent", "2023-12-31", "2024-12-31"));
            is(row.opening(), "22500");
            is(row.of(Column.PURCHASES), "800");
            is(row.of(Column.SALES), "-4500");
            is(row.of(Column.SETTLEMENTS), "-750");
            is(row.of(Column.TRANSFERS_IN), "0");
            // 4500 - 2500
            is(row.of(Column.REALISED), "2000");
            // 2500 - 3750, 6000 - 9050 and 9000 - 9750
            is(row.of(Column.UNREALISED), "-5050");
            is(row.of(Column.GAINS), "-3050");
            is(row.of(Column.RECLASSIFIED), "0");
            is(row.closing(), "15000");
            is(row.unexplained(), "0");
        }

        @Test
        void shows_on_the_subsidiarys_own_what_came_from_its_parent() {
            Row row = only(acme().roll("sub", "2023-12-31", "2024-12-31"));
            is(row.opening(), "7500");
            // To itself the gift cost nothing: 9000 - (7500 - 750)
            is(row.of(Column.GAINS), "2250");
            is(row.of(Column.SETTLEMENTS), "-750");
            is(row.closing(), "9000");
            is(row.unexplained(), "0");
        }

        @Test
        void transfers_out_what_is_measured_at_another_level() {
            Row row = only(acme().mark("acme", "2025-03-31", "parent", "Preferred", 2, "6600")
                    .roll("parent", "2024-12-31", "2025-03-31"));
            is(row.of(Column.TRANSFERS_OUT), "-6000");
            is(row.of(Column.GAINS), "0");
            is(row.closing(), "9000");
            is(row.unexplained(), "0");
        }

        @Test
        void takes_a_repurchase_for_a_settlement_and_a_dividend_for_none() {
            Row row = only(acme().pay("acme", "2025-01-31", DistributionKind.DIVIDEND, "parent", "90")
                    // 5 of 1200 shares at 7; the oldest lot of 1100 is carried at 5500.
                    .repurchase("acme", "2025-02-01", "Preferred", "parent", 5, "7")
                    .roll("parent", "2024-12-31", "2025-03-31"));
            is(row.of(Column.SETTLEMENTS), "-35");
            is(row.of(Column.SALES), "0");
            is(row.of(Column.GAINS), "10");
            is(row.of(Column.REALISED), "10");
            is(row.closing(), "14975");
        }

        @Test
        void restates_the_opening_by_what_was_corrected_since() {
            Books books = acme();
            long known = books.ledger.head();
            books.ledger.correct(
                    "co_acme",
                    position(books, "2023-12-31", "15000"),
                    new ValuationRecorded(
                            ValuationKind.FAIR_VALUE,
                            Stated.exactly(Money.of("14000", "USD")),
                            new PartyId("pa_parent"),
                            "Preferred",
                            null,
                            FairValueLevel.LEVEL_3,
                            null,
                            null,
                            null,
                            EffectiveOn.day(LocalDate.parse("2023-12-31")),
                            null));
            Row row = only(
                    books.roll("parent", at("2023-12-31", known), at("2024-12-31", books.ledger.head()), View.USUAL));
            is(row.opening(), "22500");
            is(row.corrections(), "-1000");
            is(row.closing(), "15000");
            is(row.unexplained(), "0");
            Row before = only(books.roll("parent", at("2023-12-31", known), at("2024-12-31", known), View.USUAL));
            is(before.corrections(), "0");
        }

        private static long position(Books books, String day, String usd) {
            return books.ledger.positionOf(fact -> fact instanceof ValuationRecorded valuation
                    && valuation.when().equals(EffectiveOn.day(LocalDate.parse(day)))
                    && valuation.value().equals(Stated.exactly(Money.of(usd, "USD"))));
        }

        @Test
        void shows_what_came_with_a_party_that_joined_the_group() {
            Books books = new Books()
                    .party("parent", null)
                    .party("target", null)
                    .company("acme", "Common")
                    .issue("acme", "2023-01-01", "Common", "target", 100, "1000")
                    .mark("acme", "2023-12-31", "target", "Common", 3, "1200")
                    .mark("acme", "2024-12-31", "target", "Common", 3, "1500");
            books.ledger.send("pa_target", new SetParent(new PartyId("pa_parent"), Books.on("2024-06-01"), null));
            Row row = only(books.roll("parent", "2023-12-31", "2024-12-31"));
            is(row.opening(), "0");
            is(row.groupChanges(), "1200");
            is(row.of(Column.GAINS), "300");
            is(row.closing(), "1500");
            is(row.unexplained(), "0");
            assertThat(row.moves().getFirst().on()).isEqualTo(LocalDate.parse("2024-06-01"));
        }

        @Test
        void translates_each_movement_at_its_day_and_shows_the_rest_as_fx() {
            Books books = acme();
            rate(books, "2023-12-31", "0.90");
            rate(books, "2024-03-01", "0.92");
            rate(books, "2024-04-01", "0.93");
            rate(books, "2024-06-01", "0.91");
            rate(books, "2024-12-31", "0.95");
            Row row = only(books.roll(
                    "parent",
                    books.at("2023-12-31"),
                    books.at("2024-12-31"),
                    new View(StandIn.NONE, true, Currency.of("EUR"), null)));
            assertThat(row.noRate()).isEmpty();
            assertThat(words(row.opening())).isEqualTo("20250 EUR");
            assertThat(words(row.of(Column.PURCHASES))).isEqualTo("736 EUR");
            assertThat(words(row.of(Column.SALES))).isEqualTo("-4185 EUR");
            assertThat(words(row.of(Column.SETTLEMENTS))).isEqualTo("-682.5 EUR");
            // 750 x 0.93 - 3800 x 0.95
            assertThat(words(row.of(Column.GAINS))).isEqualTo("-2912.5 EUR");
            assertThat(words(row.closing())).isEqualTo("14250 EUR");
            // 22500 x 0.05 + 800 x 0.03 - 4500 x 0.02 - 750 x 0.04 + 750 x 0.02
            assertThat(words(row.fx().orElseThrow())).isEqualTo("1044 EUR");
            assertThat(words(row.unexplained())).isEqualTo("0 EUR");
        }

        @Test
        void leaves_a_line_in_its_own_currency_when_a_rate_is_missing() {
            Books books = acme();
            rate(books, "2023-12-31", "0.90");
            Row row = only(books.roll(
                    "parent",
                    books.at("2023-12-31"),
                    books.at("2024-12-31"),
                    new View(StandIn.NONE, true, Currency.of("EUR"), null)));
            is(row.closing(), "15000");
            is(row.unexplained(), "0");
            assertThat(row.noRate()).isNotEmpty();
        }

        private static void rate(Books books, String day, String rate) {
            books.ledger.add(
                    "fx_USD-EUR",
                    new ExchangeRateRecorded(
                            Currency.of("USD"),
                            Currency.of("EUR"),
                            new BigDecimal(rate),
                            new BigDecimal(rate),
                            RateKind.CLOSING,
                            EffectiveOn.day(LocalDate.parse(day)),
                            null));
        }

        @Test
        void knows_no_difference_of_two_bounds_and_no_number_beside_an_unknown_cost() {
            Books books = new Books()
                    .party("fund", null)
                    .company("press", "Common")
                    .issue("press", "2023-01-01", "Common", "fund", 100, "1000")
                    .mark("press", "2023-12-31", "fund", "Common", 3, Stated.money(Op.AT_LEAST, "300", "USD"))
                    .mark("press", "2024-12-31", "fund", "Common", 3, Stated.money(Op.AT_LEAST, "400", "USD"));
            Row row = only(books.roll("fund", "2023-12-31", "2024-12-31"));
            assertThat(words(row.opening())).isEqualTo("at least 300 USD");
            assertThat(words(row.closing())).isEqualTo("at least 400 USD");
            assertThat(row.of(Column.GAINS).op()).isEqualTo(Op.UNDISCLOSED);
            assertThat(row.unexplained().op()).isEqualTo(Op.UNDISCLOSED);
            assertThat(row.isExact()).isFalse();
            RollForwardAnswer answer = RollForwardAnswer.of(books.roll("fund", "2023-12-31", "2024-12-31"));
            assertThat(answer.totals().getFirst().unexplained().op()).isEqualTo(Op.UNDISCLOSED);
            assertThat(answer.totals().getFirst().closing().op()).isEqualTo(Op.AT_LEAST);
        }

        @Test
        void does_not_know_what_is_left_of_a_whole_of_which_a_part_was_measured_again() {
            Books books = twoClasses()
                    .mark("two", "2024-03-31", "fund", null, 3, "4000")
                    .mark("two", "2024-06-30", "fund", "Common", 3, "900");
            Row row = only(books.roll("fund", "2024-03-31", "2024-06-30"));
            assertThat(row.key().shareClass()).isEqualTo(Optional.empty());
            assertThat(words(row.closing())).isEqualTo("at least 900 USD");
            assertThat(row.of(Column.GAINS).op()).isEqualTo(Op.UNDISCLOSED);
        }

        @Test
        void takes_the_measurements_of_one_day_for_one_so_that_what_lost_moves_nothing() {
            for (List<Integer> levels : List.of(List.of(3, 2), List.of(2, 3))) {
                Books books = new Books()
                        .party("fund", null)
                        .company("acme", "Common")
                        .issue("acme", "2023-02-01", "Common", "fund", 100, "100")
                        .mark("acme", "2023-03-01", "fund", null, levels.getFirst(), "500")
                        .mark("acme", "2023-03-01", "fund", null, levels.getLast(), "600");
                for (Row row : books.roll("fund", "2022-12-31", "2023-12-31").rows()) {
                    assertThat(words(row.of(Column.TRANSFERS_OUT)))
                            .as("%s", levels)
                            .startsWith("0");
                    assertThat(words(row.unexplained())).as("%s", levels).startsWith("0");
                }
            }
        }

        @Test
        void names_what_was_never_measured() {
            RollForward roll = twoClasses().roll("fund", "2022-12-31", "2023-12-31");
            assertThat(roll.notMeasured())
                    .extracting(key -> key.shareClass().orElse(""))
                    .containsExactly("Preferred");
            assertThat(List.copyOf(new TreeSet<>(roll.group()))).containsExactly(new PartyId("pa_fund"));
        }
    }
}
