package io.dealledger.company;

import static io.dealledger.company.Awards.grant;
import static io.dealledger.company.Awards.planned;
import static io.dealledger.company.Deals.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.calculation.vesting.AllocationType;
import io.dealledger.calculation.vesting.Amount;
import io.dealledger.calculation.vesting.DayOfMonth;
import io.dealledger.calculation.vesting.Vesting.Acceleration;
import io.dealledger.calculation.vesting.Vesting.Result;
import io.dealledger.calculation.vesting.Vesting.Terms;
import io.dealledger.calculation.vesting.Vesting.Tranche;
import io.dealledger.company.GrantEvent.Compensation;
import io.dealledger.company.InstrumentCommand.DefineVestingTerms;
import io.dealledger.company.InstrumentCommand.RecordVestingEvent;
import io.dealledger.company.VestingEvent.Allocation;
import io.dealledger.company.VestingEvent.PeriodKind;
import io.dealledger.company.VestingEvent.Portion;
import io.dealledger.company.VestingEvent.TriggerKind;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Shares;
import io.dealledger.testing.Seeds;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whoever calculates vesting from outside is told what the record says. */
class VestingAgreesTest {
    private static final long SEED = Seeds.one();
    private static final int TERMS = 400;
    private static final LocalDate START = LocalDate.of(2020, 2, 1);

    @Test
    void of_any_terms_as_much_is_vested_on_any_day_as_the_calculator_has_in_tranches_up_to_it() {
        int followed = 0;
        int vesting = 0;
        for (long seed = SEED; seed < SEED + TERMS; seed++) {
            Agreed agreed = new Agreed(new Random(seed));
            try {
                Result result = agreed.calculated();
                agreed.agrees(result);
                if (result != null) {
                    followed++;
                    vesting += result.tranches().size() > 1 ? 1 : 0;
                }
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("-Dledger.seed=" + seed + ": " + agreed.asked + " " + agreed.events, failure);
            }
        }
        assertThat(followed).as("-Dledger.seed=" + SEED).isGreaterThan(TERMS / 4);
        assertThat(vesting).as("-Dledger.seed=" + SEED).isGreaterThan(TERMS / 8);
    }

    /** Terms in the words of the record and of the calculator, and what happened under them. */
    private static final class Agreed {
        private final Random random;
        private final Shares quantity;
        private final Allocation allocation;
        private final LocalDate start;
        private final List<VestingEvent.Condition> asked = new ArrayList<>();
        private final List<io.dealledger.calculation.vesting.Condition> calculated = new ArrayList<>();
        private final Map<String, LocalDate> events = new HashMap<>();
        private final @Nullable Acceleration ahead;

        Agreed(Random random) {
            this.random = random;
            quantity = new Shares(BigDecimal.valueOf(1 + random.nextInt(900))
                    .subtract(random.nextInt(5) == 0 ? new BigDecimal("0.5") : BigDecimal.ZERO));
            allocation = List.of(Allocation.values()).get(random.nextInt(Allocation.values().length));
            start = START.plusDays(random.nextInt(60));
            int conditions = 2 + random.nextInt(4);
            for (int index = 0; index < conditions; index++) {
                condition(index, conditions);
            }
            ahead = random.nextInt(3) == 0
                    ? new Acceleration(START.plusDays(1500), Fraction.of(1 + random.nextInt(20)), null)
                    : null;
        }

        private void condition(int index, int conditions) {
            String id = "c" + index;
            List<String> next = new ArrayList<>();
            for (int later = index + 1; later < conditions; later++) {
                if (later == index + 1 || random.nextInt(3) == 0) {
                    next.add("c" + later);
                }
            }
            boolean whole = random.nextInt(4) == 0;
            int shares = random.nextInt(20);
            int over = 12 + random.nextInt(40);
            boolean remainder = random.nextInt(3) == 0;
            Amount amount = whole
                    ? new Amount.Quantity(Fraction.of(shares))
                    : new Amount.Portion(Fraction.of(1, over), remainder);
            int kind = index == 0 ? 0 : 1 + random.nextInt(5);
            VestingEvent.Trigger trigger;
            io.dealledger.calculation.vesting.Trigger same;
            VestingEvent.Period cliff = null;
            io.dealledger.calculation.vesting.Period sameCliff = null;
            switch (kind) {
                case 0 -> {
                    trigger = new VestingEvent.Trigger(TriggerKind.VESTING_START_DATE, null, null, null);
                    same = new io.dealledger.calculation.vesting.Trigger.Start();
                }
                case 1 -> {
                    trigger = new VestingEvent.Trigger(TriggerKind.VESTING_EVENT, null, null, null);
                    same = new io.dealledger.calculation.vesting.Trigger.Event();
                    if (random.nextInt(3) > 0) {
                        events.put(id, start.plusDays(random.nextInt(1200)));
                    }
                }
                case 2 -> {
                    LocalDate date = START.plusDays(random.nextInt(1200));
                    trigger = new VestingEvent.Trigger(TriggerKind.VESTING_SCHEDULE_ABSOLUTE, date, null, null);
                    same = new io.dealledger.calculation.vesting.Trigger.Absolute(date);
                }
                default -> {
                    String anchor = "c" + (random.nextInt(4) == 0 ? random.nextInt(index) : index - 1);
                    int length = random.nextInt(7);
                    int times = 1 + random.nextInt(12);
                    String day = random.nextBoolean() ? null : random.nextBoolean() ? "15" : "31_OR_LAST_DAY_OF_MONTH";
                    trigger = new VestingEvent.Trigger(
                            TriggerKind.VESTING_SCHEDULE_RELATIVE, null, period(kind, length, times, day), anchor);
                    same = new io.dealledger.calculation.vesting.Trigger.Relative(
                            samePeriod(kind, length, times, day), anchor);
                    if (random.nextInt(4) == 0) {
                        cliff = period(4, 12, 1, null);
                        sameCliff = samePeriod(4, 12, 1, null);
                    }
                }
            }
            asked.add(new VestingEvent.Condition(
                    id,
                    null,
                    whole ? null : new Portion(BigDecimal.ONE, BigDecimal.valueOf(over), remainder),
                    whole ? Shares.of(shares) : null,
                    trigger,
                    cliff,
                    next));
            calculated.add(new io.dealledger.calculation.vesting.Condition(id, amount, same, sameCliff, next));
        }

        private static VestingEvent.Period period(int kind, int length, int times, @Nullable String day) {
            return kind == 3
                    ? new VestingEvent.Period(length * 10, PeriodKind.DAYS, times, null)
                    : new VestingEvent.Period(length, PeriodKind.MONTHS, times, day);
        }

        private static io.dealledger.calculation.vesting.Period samePeriod(
                int kind, int length, int times, @Nullable String day) {
            return kind == 3
                    ? new io.dealledger.calculation.vesting.Period.Days(length * 10, times)
                    : new io.dealledger.calculation.vesting.Period.Months(
                            length, times, day == null ? new DayOfMonth(DayOfMonth.START) : DayOfMonth.of(day));
        }

        /** What the calculator answers to whoever asks it; absent where it refuses such terms. */
        @Nullable
        Result calculated() {
            try {
                return io.dealledger.calculation.vesting.Vesting.of(new Terms(
                        quantity.fraction(),
                        start,
                        calculated,
                        AllocationType.valueOf(allocation.name()),
                        events,
                        ahead == null ? List.of() : List.of(ahead),
                        null));
            } catch (InvalidValue _) {
                return null;
            }
        }

        private Scenario recorded(boolean accelerated) {
            Scenario scenario = planned(
                    new DefineVestingTerms("T", null, allocation, asked, Deals.on("2020-01-02"), null),
                    grant(
                            "se_o",
                            BEN,
                            Compensation.OPTION,
                            quantity.toString(),
                            "T",
                            List.of(),
                            false,
                            null,
                            "2020-02-01"),
                    Awards.started("se_o", start.toString()));
            events.entrySet().stream()
                    .sorted(Comparator.comparing(Map.Entry<String, LocalDate>::getValue)
                            .thenComparing(Map.Entry::getKey))
                    .forEach(event -> scenario.and(new RecordVestingEvent(
                            Deals.se("se_o"),
                            event.getKey(),
                            Deals.on(event.getValue().toString()),
                            null)));
            if (accelerated && ahead != null) {
                scenario.and(Awards.accelerated(
                        "se_o",
                        ahead.quantity().toDecimal(0, RoundingMode.UNNECESSARY).toPlainString(),
                        ahead.on().toString()));
            }
            return scenario;
        }

        /** Where the calculator refuses the terms, the record still has an answer, and never more than was granted. */
        void agrees(@Nullable Result result) {
            Scenario scenario = recorded(result != null);
            for (int asked = 0; asked < 12; asked++) {
                LocalDate day = START.plusDays(random.nextInt(2500));
                Shares vested = scenario.head().instruments().vested(Deals.se("se_o"), quantity, day);
                assertThat(vested).as("on %s", day).isBetween(Shares.ZERO, quantity);
                if (result != null) {
                    Fraction until = result.tranches().stream()
                            .filter(tranche -> !tranche.on().isAfter(day))
                            .map(Tranche::quantity)
                            .reduce(Fraction.ZERO, Fraction::plus);
                    assertThat(vested.fraction())
                            .as("on %s", day)
                            .isEqualTo(Fraction.of(until.toDecimal(Shares.PLACES, RoundingMode.DOWN)));
                }
            }
        }
    }
}
