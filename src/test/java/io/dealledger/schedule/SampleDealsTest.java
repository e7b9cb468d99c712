package io.dealledger.schedule;

import static io.dealledger.schedule.Books.at;
import static io.dealledger.schedule.Books.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.calculation.Claim;
import io.dealledger.exposure.Figures;
import io.dealledger.exposure.PortfolioPosition;
import io.dealledger.exposure.Portfolios;
import io.dealledger.exposure.Translation;
import io.dealledger.fx.Rates;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.money.Op;
import io.dealledger.money.Stated;
import io.dealledger.party.PartyEvent.PartyRegistered;
import io.dealledger.sample.SampleScript;
import io.dealledger.sample.SampleScript.Sent;
import io.dealledger.schedule.RollForward.Row;
import io.dealledger.schedule.Schedules.View;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The deals of the sample: real ones from the press, and a company that is known to the last share. */
class SampleDealsTest {
    private static final List<String> DAYS = List.of("2021-12-31", "2023-10-31", "2024-03-31", "2025-06-30");

    private static Books books(List<List<Sent>> batches) {
        Books books = new Books();
        batches.forEach(books.ledger::send);
        return books;
    }

    private static List<PartyId> parties(Books books) {
        return books.ledger.streamsOf(PartyRegistered.class).stream()
                .map(PartyId::new)
                .toList();
    }

    private static Line line(Schedule schedule, String company) {
        return schedule.lines().stream()
                .filter(line -> line.company().value().equals("co_" + company))
                .findFirst()
                .orElseThrow();
    }

    @Nested
    class From_the_press {
        private final Books press = books(SampleScript.press());

        @Test
        void shows_what_is_known_of_each_investment_with_its_bounds() {
            Schedule schedule = press.schedule("alibaba", "2024-06-30");
            assertThat(schedule.lines())
                    .extracting(line -> line.company().value())
                    .containsExactly("co_01ai", "co_baichuan", "co_minimax", "co_moonshot", "co_zhipu");
            Line moonshot = line(schedule, "moonshot");
            assertThat(words(moonshot.invested())).isEqualTo("about 800000000 USD");
            assertThat(words(moonshot.unfunded().orElseThrow())).isEqualTo("between 0 and 300000000 USD");
            assertThat(words(moonshot.ownership())).isEqualTo("about 36 percent");
            assertThat(moonshot.value().op()).isEqualTo(Op.UNDISCLOSED);
            assertThat(moonshot.proceeds().op()).isEqualTo(Op.UNDISCLOSED);
            assertThat(moonshot.multiple().op()).isEqualTo(Op.UNDISCLOSED);
            assertThat(moonshot.invested().source()).isNotNull();
            assertThat(moonshot.events()).isNotEmpty();
            assertThat(line(schedule, "zhipu").invested().op()).isEqualTo(Op.UNDISCLOSED);
        }

        @Test
        void totals_are_lower_bounds_of_what_is_known() {
            SubtotalAnswer total = ScheduleAnswer.of(press.schedule("alibaba", "2024-06-30"))
                    .totals()
                    .getFirst();
            assertThat(total.currency()).isEqualTo("USD");
            assertThat(total.totalInvested().op()).isEqualTo(Op.AT_LEAST);
            assertThat(total.totalInvested().lower()).isEqualTo("750000000");
            assertThat(total.fairValue()).isNull();
            assertThat(total.undisclosed()).isEqualTo(5);
        }

        @Test
        void lets_the_latest_round_stand_in_by_name_and_keeps_a_gain_from_disagreeing_sources_out_of_totals() {
            Schedule schedule =
                    press.schedule("alibaba", "2024-06-30", new View(StandIn.LATEST_ROUND, true, null, null));
            Line moonshot = line(schedule, "moonshot");
            assertThat(words(moonshot.value())).isEqualTo("more than 887500000 USD");
            assertThat(moonshot.basis()).isEqualTo(ValueBasis.LATEST_ROUND);
            assertThat(moonshot.level()).contains(Level.NOT_MEASURED);
            SubtotalAnswer total = ScheduleAnswer.of(schedule).totals().getFirst();
            assertThat(total.fairValue().op()).isEqualTo(Op.MORE_THAN);
            assertThat(total.unrealised()).isNull();
            assertThat(total.unrealisedLeavesOut()).containsExactly(moonshot.company());
        }

        @Test
        void nothing_undisclosed_becomes_a_number_for_any_investor_on_any_day() {
            int undisclosed = 0;
            for (PartyId party : parties(press)) {
                for (String day : DAYS) {
                    Schedule schedule = new Schedules(press.ledger)
                            .of(party, press.at(day), View.USUAL)
                            .orElseThrow();
                    for (Line line : schedule.lines()) {
                        if (line.basis() == ValueBasis.UNDISCLOSED) {
                            undisclosed++;
                            assertThat(line.value().says()).as("%s", line).isFalse();
                            assertThat(line.unrealised().says()).as("%s", line).isFalse();
                        }
                        if (!line.invested().says()) {
                            assertThat(line.multiple().says()).as("%s", line).isFalse();
                        }
                    }
                    for (SubtotalAnswer total : ScheduleAnswer.of(schedule).totals()) {
                        if (total.undisclosed() > 0 && total.fairValue() != null) {
                            assertThat(total.fairValue().upper()).isNull();
                        }
                    }
                }
            }
            assertThat(undisclosed).isGreaterThan(20);
        }

        @Test
        void rolls_nothing_forward_that_nobody_measured() {
            RollForward roll = press.roll("alibaba", "2023-12-31", "2024-06-30");
            assertThat(roll.rows()).isEmpty();
            assertThat(roll.notMeasured()).hasSize(5);
        }

        @Test
        void says_nothing_of_gains_on_what_may_have_been_sold_in_part_unheard() {
            press.mark("moonshot", "2024-06-30", "alibaba", null, 3, Stated.money(Op.EXACT, "900000000", "USD"));
            Row row = press.roll("alibaba", "2023-12-31", "2024-06-30").rows().getFirst();
            assertThat(row.reported()).isTrue();
            assertThat(words(row.closing())).isEqualTo("900000000 USD");
            assertThat(words(row.of(Column.PURCHASES))).isEqualTo("about 800000000 USD");
            for (Column silent : List.of(Column.SALES, Column.SETTLEMENTS, Column.GAINS, Column.REALISED)) {
                assertThat(row.of(silent).op()).as("%s", silent).isEqualTo(Op.UNDISCLOSED);
            }
            assertThat(row.unexplained().op()).isEqualTo(Op.UNDISCLOSED);
        }

        @Test
        void shows_what_was_known_before_and_after_a_batch() {
            Books before = books(SampleScript.press().subList(0, 1));
            PointInTime then = at("2024-03-31", before.ledger.head());
            Line earlier = line(
                    new Schedules(press.ledger)
                            .of(Books.party("alibaba"), then, View.USUAL)
                            .orElseThrow(),
                    "moonshot");
            Line later = line(press.schedule("alibaba", "2024-03-31"), "moonshot");
            assertThat(words(earlier.invested())).isNotEqualTo(words(later.invested()));
            assertThat(earlier).isEqualTo(line(before.schedule("alibaba", "2024-03-31"), "moonshot"));
        }
    }

    @Nested
    class Known_to_the_last_share {
        private final Books exact = books(SampleScript.exemplar());

        @Test
        void lines_of_a_company_add_up_to_what_exposure_says_of_it() {
            int several = 0;
            for (PartyId party : parties(exact)) {
                for (String day : DAYS) {
                    Schedule schedule = new Schedules(exact.ledger)
                            .of(party, exact.at(day), View.USUAL)
                            .orElseThrow();
                    for (PortfolioPosition position : positions(party, exact.at(day))) {
                        List<Line> lines = schedule.lines().stream()
                                .filter(line -> line.company().equals(position.company()))
                                .toList();
                        several += lines.size() > 1 ? 1 : 0;
                        is(lines, Line::committed, position.committed());
                        is(lines, Line::proceeds, position.proceeds());
                        is(lines, Line::cost, position.cost());
                        List<Claim> open = new ArrayList<>();
                        lines.forEach(line -> line.unfunded().ifPresent(open::add));
                        assertThat(Figures.sum(open, null).exact())
                                .isEqualTo(position.unfunded().exact());
                    }
                }
            }
            assertThat(several).isPositive();
        }

        private List<PortfolioPosition> positions(PartyId party, PointInTime point) {
            Portfolios portfolios = new Portfolios(exact.ledger);
            NavigableSet<PartyId> group = portfolios.group(party, point, true);
            return portfolios
                    .of(
                            party,
                            group,
                            point,
                            StandIn.NONE.basis(),
                            () -> new Translation(null, null, Rates.of(List.of()), point.asOf()))
                    .positions();
        }

        private static void is(List<Line> lines, Function<Line, Claim> figure, Claim expected) {
            assertThat(Figures.sum(lines.stream().map(figure).toList(), null).exact())
                    .as("%s", lines)
                    .isEqualTo(expected.exact())
                    .isNotEqualTo(Optional.empty());
        }

        @Test
        void has_what_was_bought_from_another_holder_in_what_was_invested_and_not_in_what_was_committed() {
            Line common = exact.schedule("fund-one", "2025-06-30").lines().getFirst();
            assertThat(common.shareClass()).isEqualTo("Common");
            assertThat(words(common.committed())).isEqualTo("0 USD");
            assertThat(words(common.invested())).isEqualTo("400000 USD");
        }

        @Test
        void multiplies_no_more_than_what_was_received_where_the_rest_has_no_value() {
            Line founder = exact.schedule("founder-c", "2025-06-30").lines().getFirst();
            assertThat(words(founder.proceeds())).isEqualTo("450000 USD");
            assertThat(words(founder.multiple())).isEqualTo("at least 4500 times");
        }
    }
}
