package io.dealledger.calculation.waterfall;

import io.dealledger.calculation.waterfall.Payee.Rank;
import io.dealledger.money.Fraction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How any amount is distributed among the same payees. First the preferences, rank by rank, pro rata within one. When all
 * are paid, everybody is worth what {@link Payee#worth} says at the one value of a share for which these add up to the
 * amount; that value says who converts.
 *
 * <p>Why that is an equilibrium: at this value nobody who took its preference would get more as common, since converting
 * only raises the value up to, and not beyond, where conversion ties; and the sum of all worths rises with the value, so
 * that there is no other. While the preferences are not paid in full, nothing is left for who converts, and conversion
 * can tie but not win.
 */
final class Distribution {
    private final List<Payee> payees;
    /** Preferences by rank, the first paid first. */
    private final SortedMap<Rank, List<Integer>> ranks = new TreeMap<>();

    private final Fraction preferences;
    /** Values at which somebody begins or ceases to share, from zero; what all are worth there; what shares from there on. */
    private final List<Fraction> kinks;

    private final List<Fraction> levels;
    private final List<Fraction> sharing;

    /**
     * @param amounts in the order of the payees
     * @param value of a share in the residue; zero while there is none
     * @param left what nobody takes, because nobody has a share in the residue
     */
    record Outcome(List<Fraction> amounts, Fraction value, Fraction left) {}

    Distribution(List<Payee> payees) {
        this.payees = List.copyOf(payees);
        Fraction sum = Fraction.ZERO;
        SortedMap<Fraction, Fraction> turns = new TreeMap<>(Map.of(Fraction.ZERO, Fraction.ZERO));
        for (int index = 0; index < payees.size(); index++) {
            Payee payee = payees.get(index);
            if (payee.preference().signum() > 0) {
                ranks.computeIfAbsent(payee.rank(), none -> new ArrayList<>()).add(index);
                sum = sum.plus(payee.preference());
            }
            payee.turns().forEach(turn -> turns.merge(turn.value(), turn.shares(), Fraction::plus));
        }
        this.preferences = sum;
        this.kinks = List.copyOf(turns.keySet());
        List<Fraction> levels = new ArrayList<>();
        List<Fraction> sharing = new ArrayList<>();
        Fraction level = sum;
        Fraction shares = Fraction.ZERO;
        Fraction from = Fraction.ZERO;
        for (Map.Entry<Fraction, Fraction> turn : turns.entrySet()) {
            level = level.plus(shares.times(turn.getKey().minus(from)));
            shares = shares.plus(turn.getValue());
            from = turn.getKey();
            levels.add(level);
            sharing.add(shares);
        }
        this.levels = List.copyOf(levels);
        this.sharing = List.copyOf(sharing);
    }

    Outcome of(Fraction amount) {
        if (amount.compareTo(preferences) < 0) {
            return new Outcome(shortOf(amount), Fraction.ZERO, Fraction.ZERO);
        }
        int at = 0;
        while (at + 1 < kinks.size() && levels.get(at + 1).compareTo(amount) <= 0) {
            at++;
        }
        Fraction shares = sharing.get(at);
        Fraction above = amount.minus(levels.get(at));
        Fraction value = shares.isZero() ? kinks.get(at) : kinks.get(at).plus(above.over(shares));
        return new Outcome(
                payees.stream().map(payee -> payee.worth(value)).toList(),
                value,
                shares.isZero() ? above : Fraction.ZERO);
    }

    /** Preferences that the amount does not reach to. */
    private List<Fraction> shortOf(Fraction amount) {
        List<Fraction> paid =
                new ArrayList<>(payees.stream().map(_ -> Fraction.ZERO).toList());
        Fraction left = amount;
        for (List<Integer> rank : ranks.values()) {
            Fraction due = due(rank);
            Fraction part = left.min(due);
            rank.forEach(index ->
                    paid.set(index, payees.get(index).preference().times(part).over(due)));
            left = left.minus(part);
        }
        return paid;
    }

    private Fraction due(List<Integer> rank) {
        return rank.stream().map(index -> payees.get(index).preference()).reduce(Fraction.ZERO, Fraction::plus);
    }

    /** Who converts, by index; of several equilibria, which pay the same, one in which no further class ties. */
    BitSet elections(Fraction amount, Outcome outcome) {
        BitSet converts = new BitSet();
        List<Integer> others = new ArrayList<>();
        for (int index = 0; index < payees.size(); index++) {
            if (payees.get(index).elects()) {
                if (convertsAt(index, outcome)) {
                    converts.set(index);
                } else if (mayTie(index, outcome)) {
                    others.add(index);
                }
            }
        }
        others.sort(Comparator.comparing(
                index -> payees.get(index).preference().over(payees.get(index).shares())));
        for (int index : others) {
            BitSet more = (BitSet) converts.clone();
            more.set(index);
            boolean ties = bound(more)
                    .of(amount)
                    .amounts()
                    .get(index)
                    .equals(outcome.amounts().get(index));
            if (ties && isEquilibrium(more, amount)) {
                converts = more;
            }
        }
        return converts;
    }

    /**
     * What a share gets in the residue when all have elected so. It is more than what the worths say where who ties is
     * alone; and the least of what it may be where nobody shares in what would come on top.
     */
    Fraction value(BitSet converts, Fraction amount) {
        Distribution bound = bound(converts);
        int at = bound.levels.indexOf(amount);
        return at < 0 ? bound.of(amount).value() : bound.kinks.get(at);
    }

    /** Who gets nothing either way, converts; nobody else's choice is moved by that. */
    private boolean convertsAt(int index, Outcome outcome) {
        return outcome.value().isZero()
                ? outcome.amounts().get(index).isZero()
                : payees.get(index).converts(outcome.value());
    }

    /** One that gives up its preference loses of it to whoever else has a share in the residue. */
    private boolean mayTie(int index, Outcome outcome) {
        return IntStream.range(0, payees.size())
                .filter(other -> other != index && payees.get(other).shares(outcome.value()))
                .allMatch(other -> payees.get(other).shares().isZero());
    }

    /** The same payees, bound to what they have elected. */
    private Distribution bound(BitSet converts) {
        return new Distribution(IntStream.range(0, payees.size())
                .mapToObj(index -> payees.get(index).electing(converts.get(index)))
                .toList());
    }

    /** Whether nobody would get more by electing otherwise, the others' elections being what they are. */
    private boolean isEquilibrium(BitSet converts, Fraction amount) {
        List<Fraction> amounts = bound(converts).of(amount).amounts();
        return IntStream.range(0, payees.size())
                .filter(index -> payees.get(index).elects())
                .allMatch(index -> {
                    BitSet otherwise = (BitSet) converts.clone();
                    otherwise.flip(index);
                    return bound(otherwise).of(amount).amounts().get(index).compareTo(amounts.get(index)) <= 0;
                });
    }

    /** Amounts above zero from which on the next unit is distributed otherwise than the one before. */
    List<Fraction> breakpoints() {
        List<Fraction> found = new ArrayList<>();
        List<Fraction> before = List.of();
        Fraction from = Fraction.ZERO;
        for (List<Integer> rank : ranks.values()) {
            Fraction due = due(rank);
            List<Fraction> next = IntStream.range(0, payees.size())
                    .mapToObj(index -> rank.contains(index)
                            ? payees.get(index).preference().over(due)
                            : Fraction.ZERO)
                    .toList();
            before = note(found, from, before, next);
            from = from.plus(due);
        }
        for (int at = 0; at < kinks.size(); at++) {
            Fraction value = kinks.get(at);
            Fraction all = sharing.get(at);
            if (all.signum() > 0) {
                List<Fraction> next = payees.stream()
                        .map(payee -> payee.shares(value) ? payee.shares().over(all) : Fraction.ZERO)
                        .toList();
                before = note(found, levels.get(at), before, next);
            }
        }
        return found;
    }

    private static List<Fraction> note(
            List<Fraction> found, Fraction from, List<Fraction> before, List<Fraction> next) {
        if (from.signum() > 0 && !next.equals(before)) {
            found.add(from);
        }
        return next;
    }

    Fraction preferences() {
        return preferences;
    }
}
