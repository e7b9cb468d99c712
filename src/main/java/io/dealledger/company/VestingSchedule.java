package io.dealledger.company;

import io.dealledger.calculation.vesting.AllocationType;
import io.dealledger.calculation.vesting.Amount;
import io.dealledger.calculation.vesting.Condition;
import io.dealledger.calculation.vesting.DayOfMonth;
import io.dealledger.calculation.vesting.Period;
import io.dealledger.calculation.vesting.Trigger;
import io.dealledger.calculation.vesting.Vesting.Acceleration;
import io.dealledger.calculation.vesting.Vesting.From;
import io.dealledger.calculation.vesting.Vesting.Terms;
import io.dealledger.calculation.vesting.Vesting.Tranche;
import io.dealledger.company.Vesting.Met;
import io.dealledger.company.VestingEvent.Allocation;
import io.dealledger.company.VestingEvent.Portion;
import io.dealledger.company.VestingEvent.VestingDate;
import io.dealledger.company.VestingEvent.VestingTermsDefined;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was agreed and what has happened, in the terms of the calculation of vesting, which alone says when how much of an
 * issuance vests.
 */
final class VestingSchedule {
    private VestingSchedule() {}

    /**
     * What of the issuance is vested on a day, in shares of its own day, whoever holds it now.
     *
     * @param defined absent when dates are stated one by one
     */
    static Fraction vested(Vesting of, @Nullable VestingTermsDefined defined, LocalDate day) {
        return tranches(of, defined).stream()
                .filter(tranche -> !tranche.on().isAfter(day))
                .map(Tranche::quantity)
                .reduce(Fraction.ZERO, Fraction::plus);
    }

    /** What of the issuance vests, in the order of the days. */
    static List<Tranche> tranches(Vesting of, @Nullable VestingTermsDefined defined) {
        return io.dealledger.calculation.vesting.Vesting.recorded(terms(of, defined)).tranches().stream()
                .sorted(Comparator.comparing(Tranche::on))
                .toList();
    }

    /** No start for all of them: each condition that a start satisfies is met by a fact of its own, as an event is. */
    static Terms terms(Vesting of, @Nullable VestingTermsDefined defined) {
        List<Condition> conditions = defined == null ? dates(of.dates()) : conditions(defined.conditions());
        return new Terms(
                of.basis().fraction(),
                null,
                conditions,
                defined == null ? AllocationType.FRACTIONAL : allocation(defined.allocation()),
                events(of.met(), conditions),
                of.early().stream()
                        .filter(early -> !early.quantity().isZero())
                        .map(early -> new Acceleration(early.on(), early.quantity(), From.LAST))
                        .toList(),
                null);
    }

    /** The first time that counts; what satisfies nothing in these terms is left out. */
    private static Map<String, LocalDate> events(List<Met> met, List<Condition> conditions) {
        Map<String, LocalDate> events = new HashMap<>();
        for (Condition condition : conditions) {
            switch (condition.trigger()) {
                case Trigger.Start(), Trigger.Event() ->
                    met.stream()
                            .filter(one -> one.condition().equals(condition.id()))
                            .findFirst()
                            .ifPresent(one -> events.put(condition.id(), one.on()));
                case Trigger.Absolute _, Trigger.Relative _ -> {}
            }
        }
        return events;
    }

    /** Dates stated one by one are conditions that follow on each other. */
    private static List<Condition> dates(List<VestingDate> stated) {
        List<VestingDate> inOrder =
                stated.stream().sorted(Comparator.comparing(VestingDate::on)).toList();
        List<Condition> conditions = new ArrayList<>();
        for (int index = 0; index < inOrder.size(); index++) {
            VestingDate date = inOrder.get(index);
            conditions.add(new Condition(
                    Integer.toString(index),
                    new Amount.Quantity(date.quantity().fraction()),
                    new Trigger.Absolute(date.on()),
                    null,
                    index + 1 < inOrder.size() ? List.of(Integer.toString(index + 1)) : List.of()));
        }
        return conditions;
    }

    private static List<Condition> conditions(List<VestingEvent.Condition> agreed) {
        return agreed.stream()
                .map(condition -> new Condition(
                        condition.id(),
                        amount(condition),
                        trigger(condition.trigger()),
                        condition.cliff() == null ? null : period(condition.cliff()),
                        condition.next()))
                .toList();
    }

    private static Amount amount(VestingEvent.Condition condition) {
        if (condition.quantity() != null) {
            return new Amount.Quantity(condition.quantity().fraction());
        }
        Portion portion = Objects.requireNonNull(condition.portion());
        return new Amount.Portion(
                Fraction.of(portion.numerator()).over(Fraction.of(portion.denominator())), portion.remainder());
    }

    private static Trigger trigger(VestingEvent.Trigger trigger) {
        return switch (trigger.kind()) {
            case VESTING_START_DATE -> new Trigger.Start();
            case VESTING_EVENT -> new Trigger.Event();
            case VESTING_SCHEDULE_ABSOLUTE -> new Trigger.Absolute(Objects.requireNonNull(trigger.date()));
            case VESTING_SCHEDULE_RELATIVE ->
                new Trigger.Relative(
                        period(Objects.requireNonNull(trigger.period())), Objects.requireNonNull(trigger.relativeTo()));
        };
    }

    private static Period period(VestingEvent.Period period) {
        String day = period.dayOfMonth();
        return switch (period.kind()) {
            case DAYS -> new Period.Days(period.length(), period.occurrences());
            case MONTHS ->
                new Period.Months(
                        period.length(),
                        period.occurrences(),
                        day == null ? new DayOfMonth(DayOfMonth.START) : DayOfMonth.of(day));
        };
    }

    private static AllocationType allocation(Allocation allocation) {
        return switch (allocation) {
            case CUMULATIVE_ROUNDING -> AllocationType.CUMULATIVE_ROUNDING;
            case CUMULATIVE_ROUND_DOWN -> AllocationType.CUMULATIVE_ROUND_DOWN;
            case FRONT_LOADED -> AllocationType.FRONT_LOADED;
            case BACK_LOADED -> AllocationType.BACK_LOADED;
            case FRONT_LOADED_TO_SINGLE_TRANCHE -> AllocationType.FRONT_LOADED_TO_SINGLE_TRANCHE;
            case BACK_LOADED_TO_SINGLE_TRANCHE -> AllocationType.BACK_LOADED_TO_SINGLE_TRANCHE;
            case FRACTIONAL -> AllocationType.FRACTIONAL;
        };
    }

    /** @throws InvalidValue when no ledger could follow the terms */
    static void check(VestingTermsDefined terms) {
        for (VestingEvent.Condition condition : terms.conditions()) {
            if ((condition.portion() == null) == (condition.quantity() == null)) {
                throw InvalidValue.in(
                        "conditions",
                        "contradicts",
                        condition.id(),
                        condition.id() + " has either a portion or a quantity");
            }
            check(condition.id(), condition.portion());
            check(condition.id(), condition.trigger());
            if (condition.cliff() != null) {
                check(condition.id(), condition.cliff());
            }
        }
        io.dealledger.calculation.vesting.Vesting.check("conditions", conditions(terms.conditions()));
    }

    private static void check(String condition, @Nullable Portion portion) {
        if (portion != null
                && (portion.denominator().signum() <= 0
                        || portion.numerator().signum() < 0
                        || portion.numerator().compareTo(portion.denominator()) > 0)) {
            throw InvalidValue.in(
                    "portion",
                    "out-of-range",
                    portion.numerator().toPlainString() + "/"
                            + portion.denominator().toPlainString(),
                    "the portion of " + condition + " is from nothing to the whole");
        }
    }

    private static void check(String condition, VestingEvent.Trigger trigger) {
        switch (trigger.kind()) {
            case VESTING_START_DATE, VESTING_EVENT -> {}
            case VESTING_SCHEDULE_ABSOLUTE -> needs("date", trigger.date(), condition);
            case VESTING_SCHEDULE_RELATIVE -> {
                needs("relativeTo", trigger.relativeTo(), condition);
                check(condition, needs("period", trigger.period(), condition));
            }
        }
    }

    private static void check(String condition, VestingEvent.Period period) {
        if (period.length() < 0 || period.length() > Period.LONGEST) {
            throw InvalidValue.in(
                    "length",
                    "out-of-range",
                    Integer.toString(period.length()),
                    "a period of " + condition + " is 0 to " + Period.LONGEST + " long");
        }
        if (period.occurrences() < 1 || period.occurrences() > Period.MOST_OCCURRENCES) {
            throw InvalidValue.in(
                    "occurrences",
                    "out-of-range",
                    Integer.toString(period.occurrences()),
                    "a period of " + condition + " occurs 1 to " + Period.MOST_OCCURRENCES + " times");
        }
        String rule = period.dayOfMonth();
        if (rule != null) {
            try {
                DayOfMonth.of(rule);
            } catch (InvalidValue wrong) {
                throw InvalidValue.in("dayOfMonth", wrong.code(), rule, String.valueOf(wrong.getMessage()));
            }
        }
    }

    private static <T> T needs(String field, @Nullable T given, String condition) {
        if (given == null) {
            throw InvalidValue.in(field, "missing", "", "the trigger of " + condition + " needs its " + field);
        }
        return given;
    }
}
