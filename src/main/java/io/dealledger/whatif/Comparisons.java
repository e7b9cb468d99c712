package io.dealledger.whatif;

import io.dealledger.captable.CapTable;
import io.dealledger.captable.CapTable.GrantRow;
import io.dealledger.captable.CapTable.Holding;
import io.dealledger.captable.CapTable.Ownership;
import io.dealledger.captable.CapTable.PlanRow;
import io.dealledger.captable.CapTable.WarrantRow;
import io.dealledger.ledger.PartyId;
import io.dealledger.money.Fraction;
import io.dealledger.money.Shares;
import io.dealledger.whatif.Exits.Exit;
import io.dealledger.whatif.Exits.HolderPayout;
import io.dealledger.whatif.WhatIf.Diluted;
import io.dealledger.whatif.WhatIf.ExitChange;
import io.dealledger.whatif.WhatIf.HoldingChange;
import io.dealledger.whatif.WhatIf.PayoutChange;
import io.dealledger.whatif.WhatIf.Stake;
import io.dealledger.whatif.WhatIf.TotalChange;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Two answers of one kind, and how they differ. */
final class Comparisons {
    private Comparisons() {}

    /** @param party absent for a pool @param plan absent for a holder */
    private record Key(@Nullable PartyId party, @Nullable String plan) implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(
                        (Key key) -> key.party, Comparator.nullsLast(Comparator.<PartyId>naturalOrder()))
                .thenComparing(key -> key.plan, Comparator.nullsFirst(Comparator.<String>naturalOrder()));

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private record Counted(Shares quantity, Fraction fraction) {
        static final Counted NOTHING = new Counted(Shares.ZERO, Fraction.ZERO);

        Counted plus(Counted other) {
            return new Counted(quantity.plus(other.quantity), fraction.plus(other.fraction));
        }

        Stake stake() {
            return new Stake(quantity, fraction.toString(), Figures.percent(fraction));
        }
    }

    /** Holders first, then pools; one that neither table counts is not listed. */
    static List<Diluted> dilution(CapTable before, CapTable after) {
        Map<Key, Counted> was = counted(before);
        Map<Key, Counted> is = counted(after);
        TreeSet<Key> keys = new TreeSet<>(was.keySet());
        keys.addAll(is.keySet());
        List<Diluted> rows = new ArrayList<>();
        for (Key key : keys) {
            Counted one = was.getOrDefault(key, Counted.NOTHING);
            Counted other = is.getOrDefault(key, Counted.NOTHING);
            Fraction change = other.fraction.minus(one.fraction);
            rows.add(new Diluted(
                    key.party, key.plan, one.stake(), other.stake(), Figures.percent(change), change.toString()));
        }
        return List.copyOf(rows);
    }

    private static Map<Key, Counted> counted(CapTable table) {
        Map<Key, Counted> counted = new TreeMap<>();
        for (Holding holding : table.holdings()) {
            add(counted, new Key(holding.party(), null), holding.quantity(), holding.ownership());
        }
        if (table.instruments() != null) {
            for (GrantRow grant : table.instruments().grants()) {
                add(counted, new Key(grant.party(), null), grant.quantity(), grant.ownership());
            }
            for (WarrantRow warrant : table.instruments().warrants()) {
                add(counted, new Key(warrant.party(), null), warrant.quantity(), warrant.ownership());
            }
            for (PlanRow plan : table.instruments().plans()) {
                add(counted, new Key(null, plan.name()), plan.available(), plan.ownership());
            }
        }
        return counted;
    }

    private static void add(
            Map<Key, Counted> counted, Key key, @Nullable Shares quantity, @Nullable Ownership ownership) {
        if (quantity != null && ownership != null) {
            counted.merge(key, new Counted(quantity, ownership.fraction()), Counted::plus);
        }
    }

    static List<HoldingChange> holdings(CapTable before, CapTable after) {
        record Held(PartyId party, String shareClass) {}
        Map<PartyId, Map<String, Shares>> was = held(before);
        Map<PartyId, Map<String, Shares>> is = held(after);
        TreeSet<Held> keys = new TreeSet<>(Comparator.comparing(Held::party).thenComparing(Held::shareClass));
        List.of(was, is)
                .forEach(held -> held.forEach((party, classes) ->
                        classes.keySet().forEach(shareClass -> keys.add(new Held(party, shareClass)))));
        List<HoldingChange> changes = new ArrayList<>();
        for (Held key : keys) {
            Shares one = was.getOrDefault(key.party, Map.of()).getOrDefault(key.shareClass, Shares.ZERO);
            Shares other = is.getOrDefault(key.party, Map.of()).getOrDefault(key.shareClass, Shares.ZERO);
            if (!one.equals(other)) {
                changes.add(new HoldingChange(
                        key.party,
                        key.shareClass,
                        one,
                        other,
                        Figures.plain(other.fraction().minus(one.fraction()))));
            }
        }
        return List.copyOf(changes);
    }

    private static Map<PartyId, Map<String, Shares>> held(CapTable table) {
        Map<PartyId, Map<String, Shares>> held = new TreeMap<>();
        for (Holding holding : table.holdings()) {
            held.computeIfAbsent(holding.party(), none -> new TreeMap<>())
                    .put(holding.shareClass(), holding.quantity());
        }
        return held;
    }

    static List<TotalChange> totals(CapTable before, CapTable after) {
        List<TotalChange> changes = new ArrayList<>();
        add(
                changes,
                "outstanding",
                text(before.totals().outstanding()),
                text(after.totals().outstanding()));
        add(
                changes,
                "outstandingAsConverted",
                before.totals().outstandingAsConverted(),
                after.totals().outstandingAsConverted());
        add(
                changes,
                "fullyDiluted",
                before.totals().fullyDiluted(),
                after.totals().fullyDiluted());
        return List.copyOf(changes);
    }

    private static @Nullable String text(@Nullable Shares shares) {
        return shares == null ? null : shares.toString();
    }

    /** What was not known before counts as nothing: no class of shares was there. */
    private static void add(List<TotalChange> changes, String total, @Nullable String before, @Nullable String after) {
        if (after != null) {
            String was = before == null ? "0" : before;
            changes.add(new TotalChange(
                    total,
                    was,
                    after,
                    new BigDecimal(after).subtract(new BigDecimal(was)).toPlainString()));
        }
    }

    static List<ExitChange> exits(Exits before, Exits after) {
        List<ExitChange> changes = new ArrayList<>();
        if (before.exits().size() == after.exits().size()) {
            for (int index = 0; index < before.exits().size(); index++) {
                changes.add(change(before.exits().get(index), after.exits().get(index)));
            }
        }
        return List.copyOf(changes);
    }

    private static ExitChange change(Exit before, Exit after) {
        Map<PartyId, String> was = displayed(before);
        Map<PartyId, String> is = displayed(after);
        TreeSet<PartyId> parties = new TreeSet<>(was.keySet());
        parties.addAll(is.keySet());
        List<PayoutChange> holders = new ArrayList<>();
        for (PartyId party : parties) {
            String one = was.getOrDefault(party, "0");
            String other = is.getOrDefault(party, "0");
            holders.add(new PayoutChange(
                    party,
                    one,
                    other,
                    new BigDecimal(other).subtract(new BigDecimal(one)).toPlainString()));
        }
        return new ExitChange(after.proceeds(), List.copyOf(holders));
    }

    private static Map<PartyId, String> displayed(Exit exit) {
        Map<PartyId, String> displayed = new TreeMap<>();
        for (HolderPayout holder : exit.holders()) {
            displayed.put(holder.party(), holder.displayed());
        }
        return displayed;
    }
}
