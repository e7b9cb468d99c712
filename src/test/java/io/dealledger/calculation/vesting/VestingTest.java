package io.dealledger.calculation.vesting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dealledger.calculation.vesting.Vesting.Acceleration;
import io.dealledger.calculation.vesting.Vesting.Terms;
import io.dealledger.calculation.vesting.Vesting.Tranche;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the record needs of the calculation; what outsiders ask is among the examples. */
class VestingTest {
    private static final LocalDate START = LocalDate.of(2024, 1, 31);

    private static Condition condition(String id, String shares, Trigger trigger, String... next) {
        return new Condition(id, new Amount.Quantity(Fraction.of(shares)), trigger, null, List.of(next));
    }

    private static Trigger months(int times, String anchor) {
        return new Trigger.Relative(new Period.Months(1, times, new DayOfMonth(DayOfMonth.START)), anchor);
    }

    private static Terms terms(
            String quantity, @Nullable LocalDate start, Map<String, LocalDate> events, Condition... conditions) {
        return new Terms(
                Fraction.of(quantity),
                start,
                List.of(conditions),
                AllocationType.CUMULATIVE_ROUND_DOWN,
                events,
                List.of(),
                null);
    }

    private static Tranche tranche(String on, String shares, String condition) {
        return new Tranche(LocalDate.parse(on), Fraction.of(shares), condition);
    }

    @Nested
    class Without_a_start {
        private final Condition start = condition("start", "0", new Trigger.Start(), "monthly");
        private final Condition monthly = condition("monthly", "5", months(2, "start"));

        @Test
        void nothing_vests_and_the_start_is_waited_for() {
            Vesting.Result result = Vesting.of(terms("10", null, Map.of(), start, monthly));
            assertThat(result.tranches()).isEmpty();
            assertThat(result.waiting()).containsExactly("start");
        }

        @Test
        void a_condition_may_have_its_own_on_whose_day_months_vest() {
            assertThat(Vesting.of(terms("10", null, Map.of("start", START), start, monthly))
                            .tranches())
                    .containsExactly(tranche("2024-02-29", "5", "monthly"), tranche("2024-03-31", "5", "monthly"))
                    .isEqualTo(Vesting.of(terms("10", START, Map.of(), start, monthly))
                            .tranches());
            assertThatExceptionOfType(InvalidValue.class)
                    .isThrownBy(() -> Vesting.of(terms("10", START, Map.of("start", START), start, monthly)))
                    .satisfies(invalid -> assertThat(invalid.code()).isEqualTo("not-an-event"));
        }
    }

    @Nested
    class Of_terms_that_do_not_fit {
        @Test
        void the_record_follows_what_was_agreed_up_to_the_grant() {
            Terms twice = terms(
                    "8",
                    START,
                    Map.of(),
                    condition("a", "0", new Trigger.Start(), "b"),
                    condition("b", "5", months(2, "a")));
            assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> Vesting.of(twice));
            assertThat(Vesting.recorded(twice).tranches())
                    .containsExactly(tranche("2024-02-29", "5", "b"), tranche("2024-03-31", "3", "b"));
        }

        @Test
        void the_record_waits_for_what_another_path_counts_from() {
            Terms crossed = terms(
                    "10",
                    START,
                    Map.of(),
                    condition("b", "5", months(1, "a")),
                    condition("a", "5", new Trigger.Start()),
                    condition("never", "1", months(1, "never")));
            assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> Vesting.of(crossed));
            assertThat(Vesting.recorded(crossed).tranches())
                    .containsExactly(tranche("2024-01-31", "5", "a"), tranche("2024-02-29", "5", "b"));
        }

        @Test
        void the_record_never_accelerates_more_than_is_unvested() {
            Terms more = new Terms(
                    Fraction.of(10),
                    START,
                    List.of(condition("a", "6", new Trigger.Start())),
                    AllocationType.FRACTIONAL,
                    Map.of(),
                    List.of(new Acceleration(START.plusDays(1), Fraction.of(5), null)),
                    null);
            assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> Vesting.of(more));
            assertThat(Vesting.recorded(more).total()).isEqualTo(Fraction.of(10));
        }
    }

    @Test
    void of_a_grant_that_is_no_whole_number_all_vests_in_the_end_whatever_the_allocation() {
        for (AllocationType allocation : AllocationType.values()) {
            List<Fraction> halves = List.of(Fraction.of(21, 4), Fraction.of(21, 4));
            List<Fraction> shares = allocation.allocate(halves, Fraction.of(21, 2));
            assertThat(shares.stream().reduce(Fraction.ZERO, Fraction::plus))
                    .as("%s: %s", allocation, shares)
                    .isEqualTo(Fraction.of(21, 2));
        }
    }
}
