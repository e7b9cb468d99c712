package io.dealledger.calculation;

import io.dealledger.money.Fraction;
import io.dealledger.money.Op;
import io.dealledger.money.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a position says about the value of the whole company: invested to date over stake. It holds only if the
 * whole stake was bought in one round, so its clash with that round's post-money is a conflict of its own kind.
 */
public final class ImpliedPostMoney {
    public static final String RULE = "implied post-money = invested to date / stake";
    public static final String ASSUMPTION = "the whole stake was bought in the latest round on or before that date";

    private ImpliedPostMoney() {}

    /**
     * @param invested in money, to date
     * @param stake in percent of the company
     * @return empty when either says nothing, or the stake may be zero
     */
    public static Optional<Claim> of(Claim invested, Claim stake) {
        boolean speak = invested.says()
                && stake.says()
                && invested.op() != Op.NONE
                && stake.op() != Op.NONE
                && invested.unit() == Unit.MONEY
                && stake.unit() == Unit.PERCENT;
        if (!speak) {
            return Optional.empty();
        }
        List<Long> events = new ArrayList<>(invested.events());
        events.addAll(stake.events());
        return Optional.of(Claim.derived(
                                invested.interval().over(stake.interval()).times(Fraction.HUNDRED),
                                Unit.MONEY,
                                invested.currency(),
                                RULE,
                                ASSUMPTION,
                                events)
                        .calculatedFrom(List.of(invested, stake)))
                .filter(Claim::says);
    }

    /**
     * The clash of the implied figure with what the round's post-money is; empty when they can both be true, or
     * are in different currencies.
     */
    public static Optional<Conflict> clash(Claim implied, Claim postMoney) {
        boolean comparable = postMoney.says()
                && implied.currency() != null
                && implied.currency().equals(postMoney.currency());
        if (!comparable || implied.conflictInterval().overlaps(postMoney.conflictInterval())) {
            return Optional.empty();
        }
        List<Long> events = new ArrayList<>(implied.events());
        events.addAll(postMoney.events());
        return Optional.of(new Conflict(
                Conflict.Kind.RESTS_ON_ASSUMPTION,
                events,
                "implied post-money: " + Printed.words(implied) + ", if " + ASSUMPTION + ", against "
                        + Printed.words(postMoney) + " (" + postMoney.sourceClass() + ")"));
    }
}
