package io.dealledger.calculation.waterfall;

import io.dealledger.calculation.waterfall.Waterfall.Kind;
import io.dealledger.calculation.waterfall.Waterfall.Option;
import io.dealledger.calculation.waterfall.Waterfall.Stock;
import io.dealledger.calculation.waterfall.Waterfall.Terms;
import io.dealledger.money.Fraction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The same question, answered the slow way and by other means: for every set of elections the money is handed out step by
 * step, and a set is an equilibrium when nobody gains by changing its mind. Knows classes and options; nothing else.
 */
final class NaiveWaterfall {
    private final Terms terms;
    private final List<String> electing;

    NaiveWaterfall(Terms terms) {
        this.terms = terms;
        this.electing = terms.classes().stream()
                .filter(stock -> stock.kind() == Kind.PREFERRED
                        && stock.participation() != Participation.FULL
                        && stock.shares().signum() > 0)
                .map(Stock::name)
                .toList();
    }

    record Equilibrium(Set<String> converts, Map<String, Fraction> payouts) {}

    List<Equilibrium> equilibria(Fraction proceeds) {
        Map<Set<String>, Map<String, Fraction>> all = new LinkedHashMap<>();
        for (int bits = 0; bits < 1 << electing.size(); bits++) {
            Set<String> converts = new HashSet<>();
            for (int index = 0; index < electing.size(); index++) {
                if ((bits & 1 << index) != 0) {
                    converts.add(electing.get(index));
                }
            }
            all.put(converts, payouts(proceeds, converts));
        }
        List<Equilibrium> found = new ArrayList<>();
        all.forEach((converts, payouts) -> {
            boolean stable = electing.stream().allMatch(name -> {
                Set<String> otherwise = new HashSet<>(converts);
                if (!otherwise.remove(name)) {
                    otherwise.add(name);
                }
                return all.get(otherwise).get(name).compareTo(payouts.get(name)) <= 0;
            });
            if (stable) {
                found.add(new Equilibrium(converts, payouts));
            }
        });
        return found;
    }

    private static Fraction or(Fraction given, long otherwise) {
        return given == null ? Fraction.of(otherwise) : given;
    }

    private static Fraction base(Stock stock) {
        return stock.invested() != null ? stock.invested() : stock.shares().times(stock.issuePrice());
    }

    private static Fraction converted(Stock stock) {
        return stock.shares().times(or(stock.ratio(), 1));
    }

    Map<String, Fraction> payouts(Fraction proceeds, Set<String> converts) {
        Map<String, Fraction> paid = new LinkedHashMap<>();
        terms.classes().forEach(stock -> paid.put(stock.name(), Fraction.ZERO));
        terms.options().forEach(option -> paid.put(option.name(), Fraction.ZERO));
        Fraction left = proceeds;
        TreeMap<Fraction, List<Stock>> tiers = new TreeMap<>(Comparator.reverseOrder());
        for (Stock stock : terms.classes()) {
            if (stock.kind() == Kind.PREFERRED && !converts.contains(stock.name())) {
                tiers.computeIfAbsent(or(stock.seniority(), 0), none -> new ArrayList<>())
                        .add(stock);
            }
        }
        for (List<Stock> tier : tiers.values()) {
            Fraction due = Fraction.ZERO;
            for (Stock stock : tier) {
                due = due.plus(base(stock).times(or(stock.multiple(), 1)));
            }
            Fraction now = due.min(left);
            for (Stock stock : tier) {
                if (!due.isZero()) {
                    paid.put(
                            stock.name(),
                            now.times(base(stock))
                                    .times(or(stock.multiple(), 1))
                                    .over(due));
                }
            }
            left = left.minus(now);
        }
        share(left, converts, paid);
        return paid;
    }

    /** The residue, with so many of the cheapest options exercised as want to be. */
    private void share(Fraction residue, Set<String> converts, Map<String, Fraction> paid) {
        List<Option> options = terms.options().stream()
                .sorted(Comparator.comparing(Option::strike))
                .toList();
        for (int exercised = options.size(); exercised >= 0; exercised--) {
            Map<String, Fraction> shares = new LinkedHashMap<>();
            Map<String, Fraction> room = new LinkedHashMap<>();
            for (Stock stock : terms.classes()) {
                if (stock.kind() == Kind.COMMON
                        || converts.contains(stock.name())
                        || stock.participation() == Participation.FULL) {
                    shares.put(stock.name(), converted(stock));
                } else if (stock.participation() == Participation.CAPPED) {
                    shares.put(stock.name(), converted(stock));
                    room.put(stock.name(), base(stock).times(stock.cap().minus(or(stock.multiple(), 1))));
                }
            }
            Fraction pot = residue;
            for (Option option : options.subList(0, exercised)) {
                shares.put(option.name(), option.shares());
                pot = pot.plus(option.strike().times(option.shares()));
            }
            Map<String, Fraction> gets = new LinkedHashMap<>();
            Fraction value = fill(pot, shares, room, gets);
            boolean worth =
                    options.subList(0, exercised).stream().allMatch(option -> value.compareTo(option.strike()) > 0);
            if (exercised == 0 || worth) {
                gets.forEach((name, amount) -> paid.merge(name, amount, Fraction::plus));
                for (Option option : options.subList(0, exercised)) {
                    paid.merge(
                            option.name(),
                            option.strike().times(option.shares()).negate(),
                            Fraction::plus);
                }
                return;
            }
        }
    }

    /** Per share alike, until one is full; then the others share what it leaves. */
    private static Fraction fill(
            Fraction pot, Map<String, Fraction> shares, Map<String, Fraction> room, Map<String, Fraction> gets) {
        while (true) {
            Fraction all = shares.values().stream().reduce(Fraction.ZERO, Fraction::plus);
            if (all.isZero()) {
                return Fraction.ZERO;
            }
            Fraction value = pot.over(all);
            List<String> full = shares.keySet().stream()
                    .filter(name -> room.containsKey(name)
                            && value.times(shares.get(name)).compareTo(room.get(name)) > 0)
                    .toList();
            if (full.isEmpty()) {
                shares.forEach((name, number) -> gets.put(name, value.times(number)));
                return value;
            }
            for (String name : full) {
                gets.put(name, room.get(name));
                pot = pot.minus(room.get(name));
                shares.remove(name);
            }
        }
    }
}
