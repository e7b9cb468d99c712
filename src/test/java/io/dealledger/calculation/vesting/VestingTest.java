package io.dealledger.calculation.vesting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dealledger.calculation.vesting.Vesting.Acceleration;
import io.dealledger.calculation.vesting.Vesting.Terms;
import io.dealledger.calculation.vesting.Vesting.Tranche;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import io.dealledger.testing.Seeds;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

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

    @Nested
    class What_is_vested {
        private Terms quarters(AllocationType allocation, int events) {
            List<Condition> conditions = new ArrayList<>();
            Map<String, LocalDate> happened = new HashMap<>();
            for (int index = 1; index <= 4; index++) {
                conditions.add(new Condition(
                        "e" + index,
                        new Amount.Portion(Fraction.of(1, 4), false),
                        new Trigger.Event(),
                        null,
                        index < 4 ? List.of("e" + (index + 1)) : List.of()));
                if (index <= events) {
                    happened.put("e" + index, START.plusMonths(index));
                }
            }
            return new Terms(Fraction.of(18), null, conditions, allocation, happened, List.of(), null);
        }

        /** 4.5 each: the second event finds a share that the first one left, and the third must not take it away. */
        @ParameterizedTest
        @EnumSource(AllocationType.class)
        void is_neither_more_nor_less_for_what_happens_later(AllocationType allocation) {
            List<Fraction> all = Vesting.of(quarters(allocation, 4)).tranches().stream()
                    .map(Tranche::quantity)
                    .toList();
            for (int events = 1; events <= 4; events++) {
                assertThat(Vesting.of(quarters(allocation, events)).tranches().stream()
                                .map(Tranche::quantity)
                                .toList())
                        .as("%s after %d events", allocation, events)
                        .isEqualTo(all.subList(0, events));
            }
            assertThat(all.stream().reduce(Fraction.ZERO, Fraction::plus)).isEqualTo(Fraction.of(18));
        }

        @ParameterizedTest(name = "seed {0}")
        @MethodSource("io.dealledger.calculation.vesting.VestingTest#seeds")
        void stays_on_every_day_whatever_the_terms(long seed) {
            Random random = new Random(seed);
            for (int count = 0; count < 60; count++) {
                Terms whole = random(random);
                Vesting.Result result = Vesting.recorded(whole);
                for (Tranche tranche : result.tranches()) {
                    assertThat(tranche.quantity().signum())
                            .as("seed %d: %s", seed, whole)
                            .isNotNegative();
                }
                assertThat(result.total()).as("seed %d: %s", seed, whole).isLessThanOrEqualTo(whole.quantity());
                for (LocalDate day : new TreeSet<>(whole.events().values())) {
                    Map<String, LocalDate> then = new HashMap<>(whole.events());
                    then.values().removeIf(date -> date.isAfter(day));
                    Terms known = new Terms(
                            whole.quantity(),
                            whole.start(),
                            whole.conditions(),
                            whole.allocation(),
                            then,
                            List.of(),
                            null);
                    assertThat(until(Vesting.recorded(known), day))
                            .as("seed %d: %s on %s", seed, whole, day)
                            .isEqualTo(until(result, day));
                }
            }
        }

        private static Fraction until(Vesting.Result result, LocalDate day) {
            return result.tranches().stream()
                    .filter(tranche -> !tranche.on().isAfter(day))
                    .map(Tranche::quantity)
                    .reduce(Fraction.ZERO, Fraction::plus);
        }

        /** Two paths: months from the start, and events, after some of which months follow. */
        private static Terms random(Random random) {
            List<Condition> conditions = new ArrayList<>();
            Map<String, LocalDate> events = new HashMap<>();
            int months = 1 + random.nextInt(8);
            conditions.add(condition("start", "0", new Trigger.Start(), "monthly"));
            conditions.add(new Condition(
                    "monthly",
                    new Amount.Portion(Fraction.of(1, 2L * months), false),
                    months(months, "start"),
                    null,
                    random.nextBoolean() ? List.of() : List.of("ends")));
            if (conditions.getLast().next().contains("ends")) {
                conditions.add(condition("ends", "1", new Trigger.Event()));
                if (random.nextBoolean()) {
                    events.put("ends", START.plusDays(random.nextInt(300)));
                }
            }
            int chain = 1 + random.nextInt(4);
            for (int index = 1; index <= chain; index++) {
                conditions.add(new Condition(
                        "e" + index,
                        new Amount.Portion(Fraction.of(1, 2L * chain), false),
                        new Trigger.Event(),
                        null,
                        index < chain ? List.of("e" + (index + 1)) : List.of()));
                if (random.nextInt(4) > 0) {
                    events.put("e" + index, START.plusDays(random.nextInt(300)));
                }
            }
            return new Terms(
                    Fraction.of(1 + random.nextInt(40)),
                    START,
                    conditions,
                    List.of(AllocationType.values()).get(random.nextInt(AllocationType.values().length)),
                    events,
                    List.of(),
                    null);
        }
    }

    static LongStream seeds() {
        return Seeds.of(LongStream.range(0, 10), 1);
    }
}
