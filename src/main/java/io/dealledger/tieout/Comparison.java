package io.dealledger.tieout;

import io.dealledger.money.Decimals;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Two lists of positions, compared to the letter. Rows of one holder, class and (where both lists go by security)
 * security are added up first; a position of zero is none. What remains on both sides is paired in a fixed order: the
 * same class and quantity with another holder, then the same holder and quantity with another class; the rest is
 * missing on one side. Pure, and independent of the order in which either list comes.
 */
final class Comparison {
    /** Which class of break it is, in the order in which they are looked for. */
    enum Kind {
        /** The same holder and class, another quantity. */
        QUANTITY,
        /** The same class and quantity, another holder. */
        HOLDER,
        /** The same holder and quantity, another class. */
        CLASS,
        /** On the external list, and not in the ledger. */
        MISSING_HERE,
        /** In the ledger, and not on the external list. */
        MISSING_THERE
    }

    /**
     * What one position of a list is about.
     *
     * @param security empty when the lists are not compared by security
     */
    record Key(String holder, String shareClass, String security) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::holder).thenComparing(Key::shareClass).thenComparing(Key::security);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * A position of one of the lists.
     *
     * @param security absent when the lists are not compared by security
     * @param from lines or ids of securities that it adds up
     * @param events positions of the events that made it; absent for the external list
     */
    record Position(
            String holder,
            String shareClass,
            @Nullable String security,
            Shares quantity,
            List<String> from,
            @Nullable List<Long> events) {
        Key key() {
            return new Key(holder, shareClass, security == null ? "" : security);
        }
    }

    /**
     * @param here the ledger's position; absent when it has none
     * @param there the external list's; absent when it has none
     * @param difference there less here, in shares
     * @param alternatives how many other pairs of positions would have made the same break: 0 when it is the only one
     */
    record Break(
            Kind kind, @Nullable Position here, @Nullable Position there, String difference, long alternatives) {}

    /** @param matches positions that both lists have, with the quantity @param breaks by kind, then by holder and class */
    record Compared(List<Position> matches, Map<Kind, List<Break>> breaks) {}

    private final SortedMap<Key, Position> here;
    private final SortedMap<Key, Position> there;
    private final Map<Kind, List<Break>> breaks = new EnumMap<>(Kind.class);

    private Comparison(Collection<Position> here, Collection<Position> there) {
        this.here = addedUp(here);
        this.there = addedUp(there);
        for (Kind kind : Kind.values()) {
            breaks.put(kind, new ArrayList<>());
        }
    }

    static Compared of(Collection<Position> here, Collection<Position> there) {
        return new Comparison(here, there).compared();
    }

    /** One position per key, without those of zero. */
    static SortedMap<Key, Position> addedUp(Collection<Position> positions) {
        Map<Key, List<Position>> rows = new HashMap<>();
        positions.forEach(position ->
                rows.computeIfAbsent(position.key(), none -> new ArrayList<>()).add(position));
        SortedMap<Key, Position> sums = new TreeMap<>();
        rows.forEach((key, same) -> sums.put(key, same.size() == 1 ? same.getFirst() : sum(same)));
        sums.values().removeIf(position -> position.quantity().isZero());
        return sums;
    }

    private static Position sum(List<Position> same) {
        Position first = same.getFirst();
        return new Position(
                first.holder(),
                first.shareClass(),
                first.security(),
                same.stream().map(Position::quantity).reduce(Shares.ZERO, Shares::plus),
                same.stream().flatMap(position -> position.from().stream()).toList(),
                first.events());
    }

    private Compared compared() {
        List<Position> matches = new ArrayList<>();
        for (Key key : new TreeSet<>(here.keySet())) {
            Position own = here.get(key);
            Position other = there.get(key);
            if (own == null || other == null) {
                continue;
            }
            here.remove(key);
            there.remove(key);
            if (own.quantity().equals(other.quantity())) {
                matches.add(own);
            } else {
                add(Kind.QUANTITY, own, other, 0);
            }
        }
        pair(Kind.HOLDER, position -> List.of(position.shareClass(), key(position)));
        pair(Kind.CLASS, position -> List.of(position.holder(), key(position)));
        there.values().forEach(position -> add(Kind.MISSING_HERE, null, position, 0));
        here.values().forEach(position -> add(Kind.MISSING_THERE, position, null, 0));
        return new Compared(List.copyOf(matches), breaks);
    }

    private static String key(Position position) {
        return position.quantity() + " " + position.key().security();
    }

    /** Pairs what is left by what both have in common, the first of one side with the first of the other. */
    private void pair(Kind kind, Function<Position, List<String>> common) {
        Map<List<String>, List<Position>> ours = grouped(here, common);
        Map<List<String>, List<Position>> theirs = grouped(there, common);
        for (Map.Entry<List<String>, List<Position>> group : ours.entrySet()) {
            List<Position> own = group.getValue();
            List<Position> others = theirs.getOrDefault(group.getKey(), List.of());
            int pairs = Math.min(own.size(), others.size());
            for (int number = 0; number < pairs; number++) {
                Position one = own.get(number);
                Position other = others.get(number);
                here.remove(one.key());
                there.remove(other.key());
                add(kind, one, other, (long) own.size() * others.size() - 1);
            }
        }
        breaks.getOrDefault(kind, List.of()).sort(Comparator.comparing(Comparison::keyOf));
    }

    private static Key keyOf(Break found) {
        Position position = found.here() == null ? found.there() : found.here();
        return position == null ? new Key("", "", "") : position.key();
    }

    private static Map<List<String>, List<Position>> grouped(
            Map<Key, Position> positions, Function<Position, List<String>> common) {
        Map<List<String>, List<Position>> groups = new HashMap<>();
        positions
                .values()
                .forEach(position -> groups.computeIfAbsent(common.apply(position), none -> new ArrayList<>())
                        .add(position));
        return groups;
    }

    private void add(Kind kind, @Nullable Position own, @Nullable Position other, long alternatives) {
        BigDecimal difference = quantity(other).subtract(quantity(own));
        breaks.computeIfAbsent(kind, none -> new ArrayList<>())
                .add(new Break(kind, own, other, Decimals.canonical(difference).toPlainString(), alternatives));
    }

    private static BigDecimal quantity(@Nullable Position position) {
        return position == null ? BigDecimal.ZERO : position.quantity().quantity();
    }
}
