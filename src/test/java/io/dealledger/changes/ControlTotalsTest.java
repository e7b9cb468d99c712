package io.dealledger.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.changes.Changes.ControlTotal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ControlTotalsTest {
    private static final SortedMap<String, String> DOLLARS =
            new TreeMap<>(Map.of("/totals/invested", "100 USD", "/totals/USD/invested", "100 USD"));
    private static final SortedMap<String, String> EUROS =
            new TreeMap<>(Map.of("/totals/invested", "70 EUR", "/totals/EUR/invested", "70 EUR"));
    private static final SortedMap<String, String> BOTH =
            new TreeMap<>(Map.of("/totals/USD/invested", "100 USD", "/totals/EUR/invested", "50 EUR"));

    private static List<ControlTotal> invested(
            SortedMap<String, String> opening, SortedMap<String, String> restated, SortedMap<String, String> closing) {
        return new ControlTotals(opening, restated, closing).money("invested");
    }

    @Test
    void an_amount_in_another_currency_does_not_take_away_what_was_paid_in_the_first() {
        assertThat(invested(DOLLARS, DOLLARS, BOTH))
                .containsExactly(
                        new ControlTotal("/totals/EUR/invested", "EUR", "0", "0", "50", "50"),
                        new ControlTotal("/totals/USD/invested", "USD", "100", "0", "0", "100"));
        assertThat(invested(BOTH, DOLLARS, DOLLARS))
                .containsExactly(
                        new ControlTotal("/totals/EUR/invested", "EUR", "50", "-50", "0", "0"),
                        new ControlTotal("/totals/USD/invested", "USD", "100", "0", "0", "100"));
    }

    @Test
    void one_currency_after_another_is_told_apart() {
        assertThat(invested(DOLLARS, EUROS, EUROS))
                .containsExactly(
                        new ControlTotal("/totals/EUR/invested", "EUR", "0", "70", "0", "70"),
                        new ControlTotal("/totals/USD/invested", "USD", "100", "-100", "0", "0"));
    }

    @Test
    void one_currency_throughout_is_one_total() {
        SortedMap<String, String> more =
                new TreeMap<>(Map.of("/totals/invested", "130 USD", "/totals/USD/invested", "130 USD"));
        assertThat(invested(DOLLARS, DOLLARS, more))
                .containsExactly(new ControlTotal("/totals/invested", "USD", "100", "0", "30", "130"));
        assertThat(invested(new TreeMap<>(), DOLLARS, more))
                .containsExactly(new ControlTotal("/totals/invested", "USD", "0", "100", "30", "130"));
    }

    @Test
    void what_was_undisclosed_is_not_taken_for_zero_in_any_currency() {
        SortedMap<String, String> silent = new TreeMap<>(Map.of("/totals/invested", "undisclosed"));
        assertThat(invested(silent, silent, BOTH))
                .containsExactly(
                        new ControlTotal("/totals/EUR/invested", "bounded", "undisclosed", null, null, "50 EUR"),
                        new ControlTotal("/totals/USD/invested", "bounded", "undisclosed", null, null, "100 USD"));
    }

    @Test
    void nothing_at_all_has_no_currency() {
        SortedMap<String, String> nothing = new TreeMap<>(Map.of("/totals/invested", "0"));
        assertThat(invested(nothing, nothing, nothing))
                .containsExactly(new ControlTotal("/totals/invested", "none", "0", "0", "0", "0"));
        assertThat(invested(new TreeMap<>(), new TreeMap<>(), new TreeMap<>())).isEmpty();
    }
}
