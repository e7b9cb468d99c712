package io.dealledger.company;

import io.dealledger.calculation.vesting.Vesting.Tranche;
import io.dealledger.company.VestingEvent.VestingDate;
import io.dealledger.company.VestingEvent.VestingTermsDefined;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Fraction;
import io.dealledger.money.Ratio;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * What can become shares: plans with their pools, and grants, warrants and convertibles that are outstanding. Every
 * operation is total: what is not there cannot be taken, and taking it changes nothing.
 *
 * @param outstanding securities that are not stock; one of which nothing is left is not among them
 * @param terms vesting terms by name
 * @param vesting of securities that vest, stock among them; one without an entry is vested
 * @param fromPlan the plan of stock that goes back to its pool, or stays out of it, when it ends
 * @param accepted securities that their holders have accepted
 */
public record Instruments(
        PMap<String, Plan> plans,
        PMap<SecurityId, Instrument> outstanding,
        PMap<String, VestingTermsDefined> terms,
        PMap<SecurityId, Vesting> vesting,
        PMap<SecurityId, String> fromPlan,
        PSet<SecurityId> accepted) {
    static final Instruments NONE = new Instruments(
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePSet.empty());

    /** Whether there are shares that are not outstanding and can be counted. */
    boolean dilute() {
        return !plans.isEmpty() || !outstanding.isEmpty();
    }

    public Optional<Plan> plan(@Nullable String name) {
        return name == null ? Optional.empty() : Optional.ofNullable(plans.get(name));
    }

    public Optional<Instrument> instrument(SecurityId id) {
        return Optional.ofNullable(outstanding.get(id));
    }

    /** What is outstanding and of that kind, oldest first. Costs as much as the company has instruments. */
    public <I extends Instrument> List<I> all(Class<I> kind) {
        return outstanding.values().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .sorted(Comparator.comparing(Instrument::since))
                .toList();
    }

    List<Grant> grantsOf(PartyId party) {
        return all(Grant.class).stream()
                .filter(grant -> grant.holder().equals(party))
                .toList();
    }

    /**
     * How much of a security is vested on a day, of what is left of it.
     *
     * @param left shares that are left of it
     */
    public Shares vested(SecurityId security, Shares left, LocalDate day) {
        Vesting of = vesting.get(security);
        if (of == null) {
            return left;
        }
        VestingTermsDefined defined = of.terms() == null ? null : terms.get(of.terms());
        return within(VestingSchedule.vested(of, defined, day).times(of.part()).minus(of.taken()), left);
    }

    /**
     * When what is left of a security vests, in the order of the days: by each of them as much as {@link #vested} says, and
     * never more than is left. What has no entry in {@link #vesting} is vested, and has no such days.
     *
     * @param left shares that are left of it
     * @param met conditions that are known to be met later, besides those that are met already
     */
    public List<VestingDate> vestingDates(SecurityId security, Shares left, List<Vesting.Met> met) {
        Vesting of = vesting.get(security);
        if (of == null) {
            return List.of();
        }
        Vesting known = of;
        for (Vesting.Met one : met) {
            known = known.hasMet(one.condition()) ? known : known.meeting(one.condition(), one.on());
        }
        VestingTermsDefined defined = of.terms() == null ? null : terms.get(of.terms());
        Fraction sum = Fraction.ZERO;
        Shares before = Shares.ZERO;
        SortedMap<LocalDate, Shares> dates = new TreeMap<>();
        for (Tranche tranche : VestingSchedule.tranches(known, defined)) {
            sum = sum.plus(tranche.quantity());
            Shares until = within(sum.times(of.part()).minus(of.taken()), left);
            if (until.isMoreThan(before)) {
                dates.merge(tranche.on(), until.minus(before), Shares::plus);
                before = until;
            }
        }
        return dates.entrySet().stream()
                .map(date -> new VestingDate(date.getKey(), date.getValue()))
                .toList();
    }

    private static Shares within(Fraction own, Shares left) {
        Fraction within = own.max(Fraction.ZERO).min(left.fraction());
        return new Shares(within.toDecimal(Shares.PLACES, RoundingMode.DOWN));
    }

    // ---- changes

    Instruments with(Plan plan) {
        return new Instruments(plans.plus(plan.name(), plan), outstanding, terms, vesting, fromPlan, accepted);
    }

    /** Changes a plan where there is one. */
    Instruments inPlan(@Nullable String name, UnaryOperator<Plan> change) {
        return plan(name).map(change).map(this::with).orElse(this);
    }

    Instruments with(Instrument instrument) {
        return new Instruments(
                plans, outstanding.plus(instrument.id(), instrument), terms, vesting, fromPlan, accepted);
    }

    Instruments without(SecurityId id) {
        return new Instruments(plans, outstanding.minus(id), terms, vesting.minus(id), fromPlan, accepted);
    }

    Instruments defining(VestingTermsDefined defined) {
        return new Instruments(plans, outstanding, terms.plus(defined.terms(), defined), vesting, fromPlan, accepted);
    }

    Instruments vesting(SecurityId id, Vesting of) {
        return new Instruments(plans, outstanding, terms, vesting.plus(id, of), fromPlan, accepted);
    }

    /** Changes how a security vests, where it does. */
    Instruments vestingOf(SecurityId id, UnaryOperator<Vesting> change) {
        Vesting of = vesting.get(id);
        return of == null ? this : vesting(id, change.apply(of));
    }

    /** All that is left of it is vested. */
    Instruments vested(SecurityId id) {
        return new Instruments(plans, outstanding, terms, vesting.minus(id), fromPlan, accepted);
    }

    Instruments accepting(SecurityId id) {
        return new Instruments(plans, outstanding, terms, vesting, fromPlan, accepted.plus(id));
    }

    Instruments ofPlan(SecurityId stock, String plan) {
        return new Instruments(plans, outstanding, terms, vesting, fromPlan.plus(stock, plan), accepted);
    }

    /** Shares of a security that came from a plan end: by repurchase, cancellation or retraction. */
    Instruments stockEnding(SecurityId stock, Shares quantity, long version) {
        String plan = fromPlan.get(stock);
        return plan == null ? this : inPlan(plan, of -> of.ending(stock, quantity, true, of.ruleFor(null), version));
    }

    /** Part of a stock that vests passes to another security. */
    Instruments stockPassing(SecurityId stock, Shares quantity, Shares before, SecurityId newStock) {
        Vesting of = vesting.get(stock);
        if (before.isZero()) {
            return this;
        }
        Instruments after = this;
        if (of != null) {
            Fraction part = quantity.min(before).fraction().over(before.fraction());
            after = after.vesting(newStock, of.times(part)).vesting(stock, of.times(Fraction.ONE.minus(part)));
        }
        String plan = fromPlan.get(stock);
        return plan == null ? after : after.ofPlan(newStock, plan);
    }

    Instruments split(List<String> classes, Ratio ratio, Rounding rounding, long version, Set<SecurityId> stock) {
        if (equals(NONE)) {
            return this;
        }
        Set<String> split = Set.copyOf(classes);
        Instruments after = this;
        for (Instrument instrument : outstanding.values()) {
            after = switch (instrument) {
                case Grant grant
                when split.contains(grant.shareClass()) -> {
                    Shares quantity = ShareRegister.afterSplit(grant.quantity(), ratio, rounding);
                    yield quantity.isZero()
                            ? after.without(grant.id())
                            : after.with(grant.split(quantity, ratio, version))
                                    .vestingOf(grant.id(), vests -> vests.times(ratio.fraction()));
                }
                case Warrant warrant
                when warrant.terms().shareClass() != null
                        && split.contains(warrant.terms().shareClass()) -> {
                    Shares before = warrant.quantity();
                    Shares quantity = before == null ? null : ShareRegister.afterSplit(before, ratio, rounding);
                    yield quantity != null && quantity.isZero()
                            ? after.without(warrant.id())
                            : after.with(warrant.split(quantity, ratio, version))
                                    .vestingOf(warrant.id(), vests -> vests.times(ratio.fraction()));
                }
                case Grant _, Warrant _, Convertible _ -> after;
            };
        }
        for (SecurityId security : stock) {
            after = after.vestingOf(security, vests -> vests.times(ratio.fraction()));
        }
        for (Plan plan : plans.values()) {
            Shares granted = Shares.ZERO;
            for (Instrument instrument : after.outstanding.values()) {
                if (instrument instanceof Grant grant
                        && plan.name().equals(grant.terms().plan())) {
                    granted = granted.plus(grant.quantity());
                }
            }
            after = after.with(plan.split(split, granted, ratio, rounding, version));
        }
        return after;
    }

    /** Of a dissolved company nothing is outstanding. */
    Instruments voided(long version) {
        Instruments voided = new Instruments(
                plans, HashTreePMap.empty(), terms, HashTreePMap.empty(), HashTreePMap.empty(), accepted);
        for (Plan plan : plans.values()) {
            voided = voided.with(plan.emptied(version));
        }
        return voided;
    }
}
