package io.dealledger.calculation.waterfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dealledger.calculation.FigureRounding;
import io.dealledger.calculation.Given;
import io.dealledger.calculation.waterfall.Waterfall.CarveOut;
import io.dealledger.calculation.waterfall.Waterfall.Escrow;
import io.dealledger.calculation.waterfall.Waterfall.Kind;
import io.dealledger.calculation.waterfall.Waterfall.Note;
import io.dealledger.calculation.waterfall.Waterfall.Option;
import io.dealledger.calculation.waterfall.Waterfall.Result;
import io.dealledger.calculation.waterfall.Waterfall.Rounding;
import io.dealledger.calculation.waterfall.Waterfall.Row;
import io.dealledger.calculation.waterfall.Waterfall.Stock;
import io.dealledger.calculation.waterfall.Waterfall.Terms;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each rule by itself, in figures that can be checked in the head. */
class WaterfallTest {
    private static final Stock COMMON = stock("Common", 100);

    private static Fraction of(long figure) {
        return Fraction.of(figure);
    }

    private static Stock stock(String name, long shares) {
        return new Stock(name, Kind.COMMON, of(shares), null, null, null, null, null, null, null);
    }

    private static Stock preferred(String name, long shares, long invested, long seniority, Participation how) {
        return new Stock(name, Kind.PREFERRED, of(shares), of(invested), null, null, how, null, of(seniority), null);
    }

    private static Stock plain(String name, long shares, long invested) {
        return preferred(name, shares, invested, 1, Participation.NONE);
    }

    /** An exit under construction. */
    private static final class Exit {
        private final List<Stock> classes;
        private final List<Option> options = new ArrayList<>();
        private final List<Option> warrants = new ArrayList<>();
        private final List<Note> notes = new ArrayList<>();
        private final List<CarveOut> carveOuts = new ArrayList<>();
        private @Nullable Escrow escrow;
        private List<Fraction> exits = List.of();
        private @Nullable Rounding rounding;

        private Exit(Stock... classes) {
            this.classes = List.of(classes);
        }

        private Result of(long proceeds) {
            return Waterfall.of(new Terms(
                    Fraction.of(proceeds), classes, options, warrants, notes, carveOuts, escrow, exits, rounding));
        }

        private String paid(long proceeds) {
            return shown(of(proceeds));
        }
    }

    private static String shown(Result result) {
        Map<String, String> shown = new LinkedHashMap<>();
        result.payouts().forEach((name, amount) -> shown.put(name, Given.text(amount)));
        return shown.toString();
    }

    private static Exit exit(Stock... classes) {
        return new Exit(classes);
    }

    @Nested
    class Preferences {
        @Test
        void of_the_higher_seniority_are_paid_first() {
            Exit exit = exit(
                    COMMON,
                    preferred("A", 100, 1000, 1, Participation.NONE),
                    preferred("B", 100, 2000, 2, Participation.NONE));
            assertThat(exit.paid(1500)).isEqualTo("{Common=0, A=0, B=1500}");
            assertThat(exit.paid(2400)).isEqualTo("{Common=0, A=400, B=2000}");
        }

        @Test
        void of_one_seniority_share_what_there_is_pro_rata() {
            Exit exit = exit(
                    COMMON,
                    preferred("A", 100, 1000, 1, Participation.NONE),
                    preferred("B", 100, 2000, 1, Participation.NONE));
            assertThat(exit.paid(1500)).isEqualTo("{Common=0, A=500, B=1000}");
        }

        @Test
        void are_a_multiple_of_what_was_invested() {
            Stock twice = new Stock("A", Kind.PREFERRED, of(100), of(1000), null, of(2), null, null, null, null);
            assertThat(exit(COMMON, twice).paid(2500)).isEqualTo("{Common=500, A=2000}");
        }

        @Test
        void may_be_told_by_the_issue_price() {
            Stock byPrice = new Stock("A", Kind.PREFERRED, of(100), null, of(10), null, null, null, null, null);
            assertThat(exit(COMMON, byPrice).paid(1500)).isEqualTo("{Common=500, A=1000}");
        }

        @Test
        void that_are_not_participating_are_given_up_where_the_share_of_all_is_as_much() {
            Exit exit = exit(COMMON, plain("A", 100, 1000));
            assertThat(exit.of(1999).converts()).isEmpty();
            assertThat(exit.of(2000).converts()).containsExactly("A");
            assertThat(exit.paid(3000)).isEqualTo("{Common=1500, A=1500}");
        }

        @Test
        void of_two_to_one_shares_convert_by_their_ratio() {
            Stock two = new Stock("A", Kind.PREFERRED, of(100), of(1000), null, null, null, null, null, of(2));
            assertThat(exit(COMMON, two).paid(3000)).isEqualTo("{Common=1000, A=2000}");
        }

        @Test
        void of_a_class_that_is_alone_tie_with_its_shares_of_everything() {
            Result alone = exit(plain("A", 100, 1000)).of(500);
            assertThat(shown(alone)).isEqualTo("{A=500}");
            assertThat(alone.converts()).containsExactly("A");
            assertThat(alone.perShare()).isEqualTo(of(5));

            Stock capped = new Stock(
                    "A", Kind.PREFERRED, of(100), of(1000), null, null, Participation.CAPPED, of(2), null, null);
            Result between = exit(capped).of(1500);
            assertThat(between.converts()).containsExactly("A");
            assertThat(between.perShare()).isEqualTo(of(15));
        }

        @Test
        void that_tie_are_kept_where_giving_them_up_would_move_a_senior_class() {
            Exit exit = exit(
                    preferred("Junior", 5, 50, 1, Participation.NONE),
                    preferred("Senior", 100, 100, 2, Participation.NONE));
            Result between = exit.of(110);
            assertThat(shown(between)).isEqualTo("{Junior=10, Senior=100}");
            assertThat(between.converts()).isEmpty();
            assertThat(between.perShare()).isEqualTo(Fraction.ZERO);
        }

        @Test
        void that_take_all_leave_nothing_to_a_share() {
            Exit exit = exit(plain("A", 100, 1000));
            exit.options.add(new Option("Options", of(100), of(5)));
            Result all = exit.of(1000);
            assertThat(shown(all)).isEqualTo("{A=1000, Options=0}");
            assertThat(all.perShare()).isEqualTo(Fraction.ZERO);
        }

        @Test
        void that_participate_are_paid_beside_the_share_of_the_rest_and_never_converted() {
            Exit exit = exit(COMMON, preferred("A", 100, 1000, 1, Participation.FULL));
            assertThat(exit.paid(3000)).isEqualTo("{Common=1000, A=2000}");
            assertThat(exit.of(1_000_000).converts()).isEmpty();
        }

        @Test
        void that_participate_up_to_a_cap_stop_there_until_conversion_is_more() {
            Stock capped = new Stock(
                    "A", Kind.PREFERRED, of(100), of(1000), null, null, Participation.CAPPED, of(2), null, null);
            Exit exit = exit(COMMON, capped);
            assertThat(exit.paid(2000)).isEqualTo("{Common=500, A=1500}");
            assertThat(exit.paid(3500)).isEqualTo("{Common=1500, A=2000}");
            assertThat(exit.of(3500).converts()).isEmpty();
            assertThat(exit.paid(5000)).isEqualTo("{Common=2500, A=2500}");
            assertThat(exit.of(5000).converts()).containsExactly("A");
            assertThat(exit.of(5000).breakpoints()).containsExactly(of(1000), of(3000), of(4000));
        }
    }

    @Nested
    class Options {
        @Test
        void join_above_their_price_and_bring_it() {
            Exit exit = exit(COMMON);
            exit.options.add(new Option("Options", of(100), of(10)));
            assertThat(exit.paid(1000)).isEqualTo("{Common=1000, Options=0}");
            Result above = exit.of(2000);
            assertThat(shown(above)).isEqualTo("{Common=1500, Options=500}");
            assertThat(above.perShare()).isEqualTo(of(15));
            assertThat(above.exercised()).containsExactly("Options");
            assertThat(above.parts().getLast().strike()).isEqualTo(of(1000));
        }

        @Test
        void do_not_care_whether_they_are_called_warrants() {
            Exit exit = exit(COMMON);
            exit.warrants.add(new Option("Warrants", of(100), of(10)));
            assertThat(exit.paid(2000)).isEqualTo("{Common=1500, Warrants=500}");
        }
    }

    @Nested
    class Before_all_stock {
        @Test
        void notes_are_paid_the_senior_ones_first() {
            Exit exit = exit(COMMON, plain("A", 100, 1000));
            exit.notes.add(new Note("Junior", of(300), null, null, null));
            exit.notes.add(new Note("Senior", of(300), of(2), null, of(1)));
            assertThat(exit.paid(700)).isEqualTo("{Common=0, A=0, Junior=100, Senior=600}");
        }

        @Test
        void a_note_converts_where_that_is_more() {
            Exit exit = exit(COMMON);
            exit.notes.add(new Note("Note", of(500), null, of(100), null));
            assertThat(exit.paid(800)).isEqualTo("{Common=300, Note=500}");
            assertThat(exit.paid(2000)).isEqualTo("{Common=1000, Note=1000}");
        }

        @Test
        void carve_outs_take_fractions_of_everything_and_then_amounts_as_far_as_they_reach() {
            Exit exit = exit(COMMON);
            exit.carveOuts.add(new CarveOut("Management", Fraction.of(1, 10), null));
            exit.carveOuts.add(new CarveOut("Bonus", null, of(60)));
            exit.carveOuts.add(new CarveOut("Advisers", null, of(30)));
            assertThat(exit.paid(1000)).isEqualTo("{Common=810, Management=100, Bonus=60, Advisers=30}");
            assertThat(exit.paid(50)).isEqualTo("{Common=0, Management=5, Bonus=30, Advisers=15}");
        }
    }

    @Nested
    class An_escrow {
        @Test
        void is_held_back_pro_rata_of_what_stock_is_paid_and_of_nothing_else() {
            Exit exit = exit(COMMON, preferred("A", 100, 1000, 1, Participation.FULL));
            exit.notes.add(new Note("Note", of(500), null, null, null));
            exit.escrow = new Escrow(Fraction.of(1, 10), null);
            Result result = exit.of(3500);
            assertThat(shown(result)).isEqualTo("{Common=1000, A=2000, Note=500}");
            assertThat(result.escrow()).isNotNull().satisfies(held -> {
                assertThat(held.held()).isEqualTo(of(350));
                assertThat(held.atClosing().get("Note")).isEqualTo(of(500));
                assertThat(held.atClosing().get("Common")).isEqualTo(Fraction.of(2650, 3));
                assertThat(held.atClosing().get("A")).isEqualTo(Fraction.of(5300, 3));
            });
        }

        @Test
        void is_refused_where_it_is_more_than_stock_is_paid() {
            Exit exit = exit(COMMON);
            exit.escrow = new Escrow(null, of(200));
            refused("escrow", "more-than-paid", () -> exit.of(100));
        }
    }

    @Nested
    class Everything {
        @Test
        void is_paid_out_at_every_exit_of_a_table() {
            Exit exit = exit(
                    COMMON, plain("A", 50, 500), preferred("B", 50, 800, 2, Participation.FULL), stock("Founders", 7));
            exit.options.add(new Option("Options", of(31), of(3)));
            exit.exits = List.of(of(0), of(1), of(799), of(801), of(1301), of(5000), of(123_456));
            for (Row row : exit.of(10).table()) {
                assertThat(row.payouts().values().stream().reduce(Fraction.ZERO, Fraction::plus))
                        .isEqualTo(row.proceeds());
            }
        }

        @Test
        void that_rounding_leaves_over_is_the_residue() {
            Exit exit = exit(stock("One", 1), stock("Two", 1), stock("Three", 1));
            exit.rounding = new Rounding(new FigureRounding(2, FigureRounding.Mode.DOWN));
            Result result = exit.of(100);
            assertThat(result.payouts().values()).containsOnly(Fraction.of("33.33"));
            assertThat(result.residue()).isEqualTo(Fraction.of("0.01"));
        }

        @Test
        void beyond_the_preferences_needs_somebody_who_takes_part_in_it() {
            Stock none = new Stock("A", Kind.PREFERRED, of(0), of(100), null, null, null, null, null, null);
            assertThat(exit(none).paid(100)).isEqualTo("{A=100}");
            refused("proceeds", "nobody-takes-the-rest", () -> exit(none).of(101));
        }
    }

    @Nested
    class Refused_is {
        @Test
        void a_company_without_any_class() {
            refused("classes", "empty", () -> exit().of(1));
        }

        @Test
        void a_name_that_two_of_them_have() {
            Exit exit = exit(COMMON);
            exit.options.add(new Option("Common", of(1), of(1)));
            assertThatExceptionOfType(InvalidValue.class)
                    .isThrownBy(() -> exit.of(1))
                    .withMessageContaining("Common");
        }

        @Test
        void a_common_class_that_participates() {
            refused(
                    "participation",
                    "common",
                    () -> new Stock(
                            "Common", Kind.COMMON, of(1), null, null, null, Participation.FULL, null, null, null));
        }

        @Test
        void a_preferred_class_of_which_nobody_says_by_how_much() {
            refused(
                    "invested",
                    "missing",
                    () -> new Stock("A", Kind.PREFERRED, of(1), null, null, null, null, null, null, null));
        }

        @Test
        void a_carve_out_that_leaves_nothing_to_anybody() {
            Exit exit = exit(COMMON);
            exit.carveOuts.addAll(Arrays.asList(
                    new CarveOut("Half", Fraction.of(1, 2), null),
                    new CarveOut("Other half", Fraction.of(1, 2), null)));
            refused("carveOuts", "nothing-left", () -> exit.of(1));
        }
    }

    private static void refused(String field, String code, Runnable asked) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(asked::run)
                .satisfies(invalid -> assertThat(invalid.field()).isEqualTo(field))
                .satisfies(invalid -> assertThat(invalid.code()).isEqualTo(code));
    }
}
