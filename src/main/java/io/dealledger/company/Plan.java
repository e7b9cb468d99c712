package io.dealledger.company;

import io.dealledger.company.PlanEvent.CancellationRule;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Ratio;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;
import org.pcollections.PVector;

/**
 * A stock plan on a date, and what its pool is used for.
 *
 * @param ordinal place in the order of adoption, from 0
 * @param reserved shares of the pool, with those that are used
 * @param rule absent when the plan states none
 * @param granted shares of grants that are outstanding
 * @param issued shares that were issued from the pool, at once or by exercise and release
 * @param withheld what ended and stays out of the pool, by the security that ended
 * @param versions versions of the events that shaped it, in order of effect
 */
public record Plan(
        String name,
        int ordinal,
        List<String> classes,
        Shares reserved,
        @Nullable CancellationRule rule,
        Shares granted,
        Shares issued,
        PMap<SecurityId, Shares> withheld,
        PVector<Long> versions) {

    /** Grants outstanding, shares issued from the pool, and what stays out of it. */
    public Shares used() {
        return granted.plus(issued).plus(withheldInAll());
    }

    public Shares withheldInAll() {
        return withheld.values().stream().reduce(Shares.ZERO, Shares::plus);
    }

    /** What can still be granted. */
    public Shares available() {
        return less(reserved, used());
    }

    Plan granting(Shares quantity, long version) {
        return with(reserved, granted.plus(quantity), issued, withheld, version);
    }

    Plan issuing(Shares quantity, long version) {
        return with(reserved, granted, issued.plus(quantity), withheld, version);
    }

    Plan reserving(Shares number, long version) {
        return with(number, granted, issued, withheld, version);
    }

    /** Granted shares are used up, and some of them issued; what is not ends. */
    Plan settling(SecurityId security, Shares quantity, Shares becoming, CancellationRule asked, long version) {
        Shares kept = less(quantity, becoming);
        return with(
                reserved,
                less(granted, quantity),
                issued.plus(becoming),
                isReturned(asked) ? withheld : withholding(security, kept),
                version);
    }

    /** Granted shares, or issued ones, end. */
    Plan ending(SecurityId security, Shares quantity, boolean issuedOnes, CancellationRule asked, long version) {
        return with(
                reserved,
                issuedOnes ? granted : less(granted, quantity),
                issuedOnes ? less(issued, quantity) : issued,
                isReturned(asked) ? withheld : withholding(security, quantity),
                version);
    }

    private static boolean isReturned(CancellationRule asked) {
        return asked == CancellationRule.RETURN_TO_POOL;
    }

    private PMap<SecurityId, Shares> withholding(SecurityId security, Shares quantity) {
        return quantity.isZero()
                ? withheld
                : withheld.plus(security, withheldOf(security).plus(quantity));
    }

    Shares withheldOf(SecurityId security) {
        return withheld.getOrDefault(security, Shares.ZERO);
    }

    Plan returning(SecurityId security, Shares quantity, long version) {
        Shares left = less(withheldOf(security), quantity);
        return with(
                reserved,
                granted,
                issued,
                left.isZero() ? withheld.minus(security) : withheld.plus(security, left),
                version);
    }

    /** Which rule holds for a security that ends. Without any, what ends stays out of the pool until it is returned. */
    CancellationRule ruleFor(@Nullable CancellationRule ofSecurity) {
        CancellationRule asked = rule == null || rule == CancellationRule.DEFINED_PER_PLAN_SECURITY ? ofSecurity : rule;
        return asked == null ? CancellationRule.DEFINED_PER_PLAN_SECURITY : asked;
    }

    /**
     * After a split of those classes.
     *
     * @param grantedAfter what the grants that are outstanding come to, each rounded on its own
     */
    Plan split(Set<String> classesSplit, Shares grantedAfter, Ratio ratio, Rounding rounding, long version) {
        if (!classesSplit.containsAll(classes)) {
            return grantedAfter.equals(granted) ? this : with(reserved, grantedAfter, issued, withheld, version);
        }
        PMap<SecurityId, Shares> kept = withheld;
        for (SecurityId security : withheld.keySet()) {
            kept = kept.plus(security, ShareRegister.afterSplit(withheldOf(security), ratio, rounding));
        }
        Plan after = with(
                ShareRegister.afterSplit(reserved, ratio, rounding),
                grantedAfter,
                ShareRegister.afterSplit(issued, ratio, rounding),
                kept,
                version);
        // Each figure is rounded on its own: a pool that was used up must not seem overdrawn by the last fraction.
        Shares used = after.used();
        return used.isMoreThan(after.reserved) ? after.reserving(used, version) : after;
    }

    Plan emptied(long version) {
        return with(reserved, Shares.ZERO, issued, withheld, version);
    }

    private Plan with(Shares number, Shares grants, Shares stock, PMap<SecurityId, Shares> kept, long version) {
        return new Plan(
                name, ordinal, classes, number, rule, grants, stock, kept, ShareClass.shapedBy(versions, version));
    }

    /** Never below zero: what is not there cannot be taken. */
    static Shares less(Shares number, Shares taken) {
        return number.minus(taken.min(number));
    }
}
