package io.dealledger.calculation.vesting;

import io.dealledger.calculation.Formula;
import io.dealledger.calculation.Given;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** When how much of a grant vests: the path through the graph of conditions, in whole shares. */
public final class Vesting {
    public static final Formula FORMULA = new Formula("ocf-vesting", 2);

    public static final int MOST_CONDITIONS = 1000;

    private Vesting() {}

    /**
     * @param quantity shares of the grant; the fraction of a share that there is to begin with vests with what completes
     *     the grant
     * @param start vesting commencement date; absent where it is not known, or each condition that a start satisfies has
     *     a date of its own among the events, or none yet
     * @param events when events happened, by the id of the condition that they satisfy
     * @param accelerations what vested ahead of the schedule
     * @param asOf date to tell vested from unvested on; absent when nobody asks
     */
    public record Terms(
            Fraction quantity,
            @Nullable LocalDate start,
            List<Condition> conditions,
            AllocationType allocation,
            Map<String, LocalDate> events,
            List<Acceleration> accelerations,
            @Nullable LocalDate asOf) {
        public Terms {
            Given.notNegative("quantity", quantity);
            conditions = List.copyOf(conditions);
            accelerations = List.copyOf(accelerations);
            events = Map.copyOf(events);
        }
    }

    /**
     * Shares that vest ahead of the schedule (OCF TX_VESTING_ACCELERATION).
     *
     * @param from where the schedule loses them; {@code LAST} when absent
     */
    public record Acceleration(
            LocalDate on, Fraction quantity, @Nullable From from) {
        public Acceleration {
            Given.positive("quantity", quantity);
        }
    }

    /** Which of the tranches that are still to come an acceleration is taken from. */
    public enum From {
        /** The schedule goes on as it was, and ends earlier. */
        LAST,
        /** The schedule pauses, and ends as it would have. */
        NEXT
    }

    /**
     * @param formula by which it was calculated
     * @param tranches by date; of one day and condition one
     * @param total of the tranches
     * @param unscheduled what of the grant has no date: it waits for an event, or will not vest
     * @param waiting conditions that an event could still satisfy
     * @param ignored events that satisfied nothing, because their condition was never next
     * @param standing absent when nobody asked for a date
     */
    public record Result(
            Formula formula,
            List<Tranche> tranches,
            Fraction total,
            Fraction unscheduled,
            List<String> waiting,
            List<String> ignored,
            @Nullable Standing standing) {}

    /** @param condition that was satisfied; absent for what was accelerated */
    public record Tranche(
            LocalDate on, Fraction quantity, @Nullable String condition) {}

    /** @param asOf the date, which counts as passed */
    public record Standing(LocalDate asOf, Fraction vested, Fraction unvested) {}

    /** @throws InvalidValue when the terms cannot be followed to their end, naming why */
    public static Result of(Terms terms) {
        check("terms", terms.conditions);
        Given.atMost("accelerations", MOST_CONDITIONS, terms.accelerations);
        Graph.events(terms);
        return result(terms, true);
    }

    /**
     * The same, for terms that were agreed long ago and that nobody can refuse any more: they are followed as far as they
     * go. A condition that counts from nothing waits, a date beyond the year 9999 never comes, and more than the grant
     * does not vest, nor is more accelerated than is unvested. Where nothing of that is the case, both answer the same.
     */
    public static Result recorded(Terms terms) {
        return result(terms, false);
    }

    /**
     * @param field that has the conditions
     * @throws InvalidValue when the conditions are none or too many, name what is not there, or go round
     */
    public static void check(String field, List<Condition> conditions) {
        Given.atMost(field, MOST_CONDITIONS, conditions);
        if (conditions.isEmpty()) {
            throw InvalidValue.in(field, "empty", "0", "there is no vesting condition");
        }
        new Graph(field, conditions).check();
    }

    private static Result result(Terms terms, boolean strict) {
        Walk walk = new Walk(terms, strict);
        List<Tranche> exact = walk.tranches();
        List<Fraction> whole = terms.allocation.allocate(
                exact.stream().map(Tranche::quantity).toList(),
                terms.quantity,
                terms.allocation.looksAhead() ? settled(terms, exact) : List.of());
        List<Tranche> tranches = new ArrayList<>(IntStream.range(0, exact.size())
                .mapToObj(index -> new Tranche(exact.get(index).on, whole.get(index), exact.get(index).condition))
                .toList());
        List<Integer> order = IntStream.range(0, terms.accelerations.size())
                .boxed()
                .sorted(Comparator.comparing(index -> terms.accelerations.get(index).on))
                .toList();
        for (int index : order) {
            accelerate(terms, index, tranches, strict);
        }
        Fraction total = sum(tranches);
        LocalDate asOf = terms.asOf;
        Fraction vested = asOf == null ? Fraction.ZERO : until(asOf, tranches);
        return new Result(
                FORMULA,
                List.copyOf(tranches),
                total,
                terms.quantity.minus(total),
                walk.waiting(),
                walk.ignored(),
                asOf == null ? null : new Standing(asOf, vested, terms.quantity.minus(vested)));
    }

    /**
     * What the tranches were that an event found behind it. A tranche that looks ahead is allocated among those that are
     * known on its day: what happens later neither gives it a share nor takes one.
     */
    private static List<Fraction> settled(Terms terms, List<Tranche> exact) {
        TreeSet<LocalDate> days = new TreeSet<>(terms.events.values());
        if (terms.start != null) {
            days.add(terms.start);
        }
        List<Tranche> known = List.of();
        List<Fraction> allocated = List.of();
        LocalDate last = LocalDate.MIN;
        for (LocalDate day : days) {
            // As it was planned on the eve.
            List<Tranche> planned = new Walk(before(terms, day), false).tranches();
            allocated = terms.allocation.allocate(
                    planned.stream().map(Tranche::quantity).toList(),
                    terms.quantity,
                    allocated.subList(0, common(known, planned, last)));
            known = planned;
            last = day;
        }
        return allocated.subList(0, common(known, exact, last));
    }

    /** The terms with what had happened before the day. */
    private static Terms before(Terms terms, LocalDate day) {
        Map<String, LocalDate> events = new HashMap<>(terms.events);
        events.values().removeIf(date -> !date.isBefore(day));
        return new Terms(
                terms.quantity,
                terms.start != null && terms.start.isBefore(day) ? terms.start : null,
                terms.conditions,
                terms.allocation,
                events,
                List.of(),
                null);
    }

    /** How many of the first tranches are the same and come no later than the day. */
    private static int common(List<Tranche> known, List<Tranche> planned, LocalDate day) {
        int same = 0;
        while (same < known.size()
                && same < planned.size()
                && known.get(same).equals(planned.get(same))
                && !known.get(same).on.isAfter(day)) {
            same++;
        }
        return same;
    }

    private static Fraction sum(List<Tranche> tranches) {
        return tranches.stream().map(Tranche::quantity).reduce(Fraction.ZERO, Fraction::plus);
    }

    private static Fraction until(LocalDate date, List<Tranche> tranches) {
        return sum(tranches.stream().filter(one -> !one.on.isAfter(date)).toList());
    }

    private static void accelerate(Terms terms, int index, List<Tranche> tranches, boolean strict) {
        Acceleration ahead = terms.accelerations.get(index);
        Fraction unvested = terms.quantity.minus(until(ahead.on, tranches));
        if (strict && ahead.quantity.compareTo(unvested) > 0) {
            throw InvalidValue.in(
                    "accelerations/" + index + "/quantity",
                    "more-than-unvested",
                    Given.text(ahead.quantity),
                    Given.text(ahead.quantity) + " cannot vest ahead on " + ahead.on + ", when " + Given.text(unvested)
                            + " are unvested");
        }
        int first = 0;
        while (first < tranches.size() && !tranches.get(first).on.isAfter(ahead.on)) {
            first++;
        }
        // What has no date is unvested too, and what is left over comes out of that.
        Fraction quantity = ahead.quantity.min(unvested);
        Fraction left = quantity;
        boolean next = ahead.from == From.NEXT;
        int at = next ? first : tranches.size() - 1;
        while (left.signum() > 0 && at >= first && at < tranches.size()) {
            Tranche tranche = tranches.get(at);
            Fraction taken = left.min(tranche.quantity);
            left = left.minus(taken);
            if (taken.equals(tranche.quantity)) {
                tranches.remove(at);
                at = next ? at : at - 1;
            } else {
                tranches.set(at, new Tranche(tranche.on, tranche.quantity.minus(taken), tranche.condition));
            }
        }
        tranches.add(first, new Tranche(ahead.on, quantity, null));
    }
}
