package io.dealledger.exposure;

import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Lots by security, the oldest first, and what those of a group come to, kept up with every change. */
final class Lots {
    private static final class Sum {
        Fraction amount = Fraction.ZERO;
        int lots;
    }

    private final Set<PartyId> group;
    private final Map<SecurityId, Lot> bySecurity = new LinkedHashMap<>();
    private final SortedMap<String, Sum> shares = new TreeMap<>();
    private final SortedMap<Currency, Sum> costs = new TreeMap<>();
    private int unpriced;

    Lots(Set<PartyId> group) {
        this.group = group;
    }

    @Nullable
    Lot get(SecurityId security) {
        return bySecurity.get(security);
    }

    Collection<Lot> all() {
        return bySecurity.values();
    }

    void put(SecurityId security, Lot lot) {
        count(bySecurity.put(security, lot), -1);
        count(lot, 1);
    }

    void remove(SecurityId security) {
        count(bySecurity.remove(security), -1);
    }

    void replaceAll(UnaryOperator<Lot> change) {
        for (Map.Entry<SecurityId, Lot> entry : bySecurity.entrySet()) {
            Lot before = entry.getValue();
            Lot after = change.apply(before);
            if (!after.equals(before)) {
                entry.setValue(after);
                count(before, -1);
                count(after, 1);
            }
        }
    }

    void clear() {
        List<SecurityId> securities = new ArrayList<>(bySecurity.keySet());
        securities.forEach(this::remove);
    }

    /** Shares of the group in each class in which it has a lot. */
    SortedMap<String, Fraction> shares() {
        SortedMap<String, Fraction> amounts = new TreeMap<>();
        shares.forEach((shareClass, sum) -> amounts.put(shareClass, sum.amount));
        return amounts;
    }

    /** What the group's lots cost, by currency, before impairments; nothing of those of which nobody says. */
    SortedMap<Currency, Fraction> costs() {
        SortedMap<Currency, Fraction> amounts = new TreeMap<>();
        costs.forEach((currency, sum) -> amounts.put(currency, sum.amount));
        return amounts;
    }

    /** Whether somebody says of each lot of the group what it cost. */
    boolean areAllPriced() {
        return unpriced == 0;
    }

    private void count(@Nullable Lot lot, int times) {
        if (lot == null || !group.contains(lot.party())) {
            return;
        }
        if (lot.shareClass() != null) {
            count(shares, lot.shareClass(), lot.quantity(), times);
        }
        SortedMap<Currency, Fraction> cost = lot.cost();
        if (cost == null) {
            unpriced += times;
        } else {
            cost.forEach((currency, amount) -> count(costs, currency, amount, times));
        }
    }

    private static <K> void count(SortedMap<K, Sum> sums, K key, Fraction amount, int times) {
        Sum sum = sums.computeIfAbsent(key, none -> new Sum());
        sum.amount = times > 0 ? sum.amount.plus(amount) : sum.amount.minus(amount);
        sum.lots += times;
        if (sum.lots == 0) {
            sums.remove(key);
        }
    }
}
