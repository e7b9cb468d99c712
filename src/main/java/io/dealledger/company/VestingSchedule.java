package io.dealledger.company;

import io.dealledger.company.Vesting.Early;
import io.dealledger.company.Vesting.Met;
import io.dealledger.company.VestingEvent.Allocation;
import io.dealledger.company.VestingEvent.Condition;
import io.dealledger.company.VestingEvent.Period;
import io.dealledger.company.VestingEvent.PeriodKind;
import io.dealledger.company.VestingEvent.Portion;
import io.dealledger.company.VestingEvent.Trigger;
import io.dealledger.company.VestingEvent.TriggerKind;
import io.dealledger.company.VestingEvent.VestingDate;
import io.dealledger.company.VestingEvent.VestingTermsDefined;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When how much of an issuance vests, by the conditions of its terms: from a condition that is met the way leads to the
 * one among its next that is met first, the higher in priority of two that are met on one day.
 */
final class VestingSchedule {
    private static final int MOST_OCCURRENCES = 1200;
    private static final int MOST_LENGTH = 36_600;
    private static final String START_DAY = "VESTING_START_DAY_OR_LAST_DAY_OF_MONTH";
    private static final String OR_LAST = "_OR_LAST_DAY_OF_MONTH";

    private final VestingTermsDefined terms;
    private final Vesting of;
    private final Fraction basis;
    private final Map<String, Condition> conditions = new HashMap<>();
    private final Map<String, LocalDate> reached = new HashMap<>();
    private final List<Tranche> tranches = new ArrayList<>();
    private Fraction exact = Fraction.ZERO;
    private Fraction allocated = Fraction.ZERO;

    private record Tranche(LocalDate on, Fraction quantity) {}

    private VestingSchedule(VestingTermsDefined terms, Vesting of) {
        this.terms = terms;
        this.of = of;
        this.basis = of.basis().fraction();
        terms.conditions().forEach(condition -> conditions.put(condition.id(), condition));
    }

    /**
     * What of the issuance is vested on a day, in shares of its own day, whoever holds it now.
     *
     * @param terms absent when dates are stated one by one
     */
    static Fraction vested(Vesting of, @Nullable VestingTermsDefined terms, LocalDate day) {
        Stream<Tranche> due = terms == null
                ? of.dates().stream()
                        .map((VestingDate date) ->
                                new Tranche(date.on(), date.quantity().fraction()))
                : new VestingSchedule(terms, of).walk().stream();
        Stream<Tranche> early = of.early().stream().map((Early one) -> new Tranche(one.on(), one.quantity()));
        return Stream.concat(due, early)
                .filter(tranche -> !tranche.on().isAfter(day))
                .map(Tranche::quantity)
                .reduce(Fraction.ZERO, Fraction::plus)
                .min(of.basis().fraction());
    }

    private List<Tranche> walk() {
        Set<String> followers = new HashSet<>();
        terms.conditions().forEach(condition -> followers.addAll(condition.next()));
        for (Condition root : terms.conditions()) {
            if (!followers.contains(root.id())) {
                Condition at = root;
                Optional<LocalDate> when = met(root);
                while (when.isPresent() && !reached.containsKey(at.id())) {
                    reach(at, when.get());
                    Condition next = null;
                    when = Optional.empty();
                    for (String id : at.next()) {
                        Condition candidate = conditions.get(id);
                        Optional<LocalDate> then =
                                candidate == null || reached.containsKey(id) ? Optional.empty() : met(candidate);
                        if (candidate != null
                                && then.isPresent()
                                && (when.isEmpty() || then.get().isBefore(when.get()))) {
                            next = candidate;
                            when = then;
                        }
                    }
                    at = next == null ? at : next;
                }
            }
        }
        return tranches;
    }

    /** When the condition is met for the first time; empty when it is not, as far as is known. */
    private Optional<LocalDate> met(Condition condition) {
        Trigger trigger = condition.trigger();
        return switch (trigger.kind()) {
            case VESTING_START_DATE, VESTING_EVENT ->
                of.met().stream()
                        .filter(met -> met.condition().equals(condition.id()))
                        .map(Met::on)
                        .findFirst();
            case VESTING_SCHEDULE_ABSOLUTE -> Optional.ofNullable(trigger.date());
            case VESTING_SCHEDULE_RELATIVE -> after(trigger, trigger.period(), 1);
        };
    }

    /** What would vest before a cliff vests on it. */
    private LocalDate notBefore(LocalDate day, Condition condition) {
        return after(condition.trigger(), condition.cliff(), 1)
                .filter(day::isBefore)
                .orElse(day);
    }

    private Optional<LocalDate> after(Trigger trigger, @Nullable Period period, int times) {
        LocalDate base = trigger.relativeTo() == null ? null : reached.get(trigger.relativeTo());
        if (base == null || period == null) {
            return Optional.empty();
        }
        long length = (long) period.length() * times;
        if (period.kind() == PeriodKind.DAYS) {
            return Optional.of(base.plusDays(length));
        }
        YearMonth month = YearMonth.from(base).plusMonths(length);
        return Optional.of(month.atDay(Math.min(dayOfMonth(period.dayOfMonth(), base), month.lengthOfMonth())));
    }

    private int dayOfMonth(@Nullable String rule, LocalDate base) {
        if (rule == null || rule.equals(START_DAY)) {
            return of.met().stream()
                    .filter(met -> conditions.containsKey(met.condition())
                            && conditions.get(met.condition()).trigger().kind() == TriggerKind.VESTING_START_DATE)
                    .map(met -> met.on().getDayOfMonth())
                    .findFirst()
                    .orElse(base.getDayOfMonth());
        }
        return Integer.parseInt(rule.substring(0, 2));
    }

    private void reach(Condition condition, LocalDate first) {
        Trigger trigger = condition.trigger();
        Period period = trigger.kind() == TriggerKind.VESTING_SCHEDULE_RELATIVE ? trigger.period() : null;
        int times = period == null ? 1 : period.occurrences();
        List<LocalDate> days = new ArrayList<>();
        List<Fraction> exactly = new ArrayList<>();
        Fraction before = exact;
        for (int time = 1; time <= times; time++) {
            LocalDate day =
                    period == null ? first : after(trigger, period, time).orElse(first);
            days.add(notBefore(day, condition));
            Fraction more = portion(condition).min(basis.minus(exact));
            exactly.add(more);
            exact = exact.plus(more);
        }
        allocate(days, exactly, before);
        reached.put(condition.id(), days.getLast());
    }

    private Fraction portion(Condition condition) {
        if (condition.quantity() != null) {
            return condition.quantity().fraction();
        }
        Portion portion = condition.portion();
        if (portion == null) {
            return Fraction.ZERO;
        }
        Fraction of = portion.remainder() ? basis.minus(exact) : basis;
        return of.times(Fraction.of(portion.numerator()).over(Fraction.of(portion.denominator())));
    }

    private void allocate(List<LocalDate> days, List<Fraction> exactly, Fraction before) {
        Fraction reachedExactly = before;
        List<Fraction> shares = new ArrayList<>();
        Fraction cumulative = allocated;
        Allocation by = terms.allocation();
        for (Fraction more : exactly) {
            reachedExactly = reachedExactly.plus(more);
            Fraction until = switch (by) {
                case FRACTIONAL -> reachedExactly;
                case CUMULATIVE_ROUNDING -> whole(reachedExactly, RoundingMode.HALF_UP);
                case CUMULATIVE_ROUND_DOWN -> whole(reachedExactly, RoundingMode.DOWN);
                case FRONT_LOADED, BACK_LOADED, FRONT_LOADED_TO_SINGLE_TRANCHE, BACK_LOADED_TO_SINGLE_TRANCHE ->
                    cumulative.plus(whole(more, RoundingMode.DOWN));
            };
            shares.add(until.minus(cumulative));
            cumulative = until;
        }
        Fraction rest = by == Allocation.FRACTIONAL
                ? Fraction.ZERO
                : whole(exact, RoundingMode.DOWN).max(cumulative).minus(cumulative);
        switch (by) {
            case FRONT_LOADED_TO_SINGLE_TRANCHE -> add(shares, 0, rest);
            case BACK_LOADED_TO_SINGLE_TRANCHE -> add(shares, shares.size() - 1, rest);
            case FRONT_LOADED -> oneByOne(shares, rest, 0);
            case BACK_LOADED -> oneByOne(shares, rest, shares.size() - whole(rest));
            case FRACTIONAL, CUMULATIVE_ROUNDING, CUMULATIVE_ROUND_DOWN -> {}
        }
        for (int index = 0; index < days.size(); index++) {
            tranches.add(new Tranche(days.get(index), shares.get(index)));
            allocated = allocated.plus(shares.get(index));
        }
    }

    /** The whole number; all of it where there is a fraction of a share to begin with. */
    private Fraction whole(Fraction number, RoundingMode mode) {
        return number.equals(basis) ? number : Fraction.of(number.toDecimal(0, mode));
    }

    private static int whole(Fraction number) {
        return number.toDecimal(0, RoundingMode.DOWN).intValueExact();
    }

    private static void add(List<Fraction> shares, int index, Fraction more) {
        shares.set(index, shares.get(index).plus(more));
    }

    /** One share more each, from that one on; what is less than a share goes to the last. */
    private static void oneByOne(List<Fraction> shares, Fraction rest, int from) {
        Fraction left = rest;
        for (int index = Math.max(0, from); index < shares.size() && left.compareTo(Fraction.ONE) >= 0; index++) {
            add(shares, index, Fraction.ONE);
            left = left.minus(Fraction.ONE);
        }
        add(shares, shares.size() - 1, left);
    }

    /** @throws InvalidValue when no ledger could follow the terms */
    static void check(VestingTermsDefined terms) {
        if (terms.conditions().isEmpty()) {
            throw InvalidValue.in("conditions", "missing", "", "vesting terms have conditions");
        }
        VestingLaw.namesOnlyItself(terms.conditions());
        for (Condition condition : terms.conditions()) {
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

    private static void check(String condition, Trigger trigger) {
        switch (trigger.kind()) {
            case VESTING_START_DATE, VESTING_EVENT -> {}
            case VESTING_SCHEDULE_ABSOLUTE -> needs("date", trigger.date(), condition);
            case VESTING_SCHEDULE_RELATIVE -> {
                needs("relativeTo", trigger.relativeTo(), condition);
                check(condition, needs("period", trigger.period(), condition));
            }
        }
    }

    private static void check(String condition, Period period) {
        if (period.length() < 0 || period.length() > MOST_LENGTH) {
            throw InvalidValue.in(
                    "length",
                    "out-of-range",
                    Integer.toString(period.length()),
                    "a period of " + condition + " is 0 to " + MOST_LENGTH + " long");
        }
        if (period.occurrences() < 1 || period.occurrences() > MOST_OCCURRENCES) {
            throw InvalidValue.in(
                    "occurrences",
                    "out-of-range",
                    Integer.toString(period.occurrences()),
                    "a period of " + condition + " occurs 1 to " + MOST_OCCURRENCES + " times");
        }
        String rule = period.dayOfMonth();
        if (rule != null && !rule.equals(START_DAY) && !rule.matches("0[1-9]|1[0-9]|2[0-8]|(29|30|31)" + OR_LAST)) {
            throw InvalidValue.in("dayOfMonth", "not-one-of", rule, "'" + rule + "' is no day of the month of OCF");
        }
    }

    private static <T> T needs(String field, @Nullable T given, String condition) {
        if (given == null) {
            throw InvalidValue.in(field, "missing", "", "the trigger of " + condition + " needs its " + field);
        }
        return given;
    }
}
