package io.dealledger.changes;

import io.dealledger.captable.CapTable;
import io.dealledger.captable.CapTables;
import io.dealledger.captable.Denominator;
import io.dealledger.changes.Days.Place;
import io.dealledger.changes.RollForward.Row;
import io.dealledger.changes.ShareWalk.Delta;
import io.dealledger.company.CompanyEvent;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Fraction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rolls a company's shares forward, holder by holder and class by class. Opening and closing are what the cap table says;
 * everything between comes from following each fact: that nothing is left unexplained is a finding.
 */
final class CompanyRollForward {
    private static final String SHARES = "shares";

    /** What one fact did to one holding. */
    private record Deed(Place place, ShareWalk.Key key) {}

    private final CompanyId id;
    private final List<Recorded<CompanyEvent>> history;
    private final PointInTime from;
    private final PointInTime to;
    private final Map<Long, Recorded<CompanyEvent>> byVersion = new HashMap<>();
    private final Map<Long, NavigableSet<Long>> corrections = new HashMap<>();
    private final SortedMap<ShareWalk.Key, Ledgered> holdings = new TreeMap<>();

    private CompanyRollForward(CompanyId id, List<Recorded<CompanyEvent>> history, PointInTime from, PointInTime to) {
        this.id = id;
        this.history = history;
        this.from = from;
        this.to = to;
        for (Recorded<CompanyEvent> fact : history) {
            byVersion.put(fact.version(), fact);
        }
        for (Recorded<CompanyEvent> fact : history) {
            if (fact.marks().corrects() != null && fact.position() > from.knownAt()) {
                corrections
                        .computeIfAbsent(first(fact), none -> new TreeSet<>())
                        .add(fact.position());
            }
        }
    }

    private long first(Recorded<CompanyEvent> fact) {
        Recorded<CompanyEvent> found = fact;
        Long corrected = found.marks().corrects();
        while (corrected != null) {
            Recorded<CompanyEvent> before = byVersion.get(corrected);
            if (before == null) {
                return corrected;
            }
            found = before;
            corrected = found.marks().corrects();
        }
        return found.version();
    }

    /** @param history the company's stream, as far as it is known at the second point */
    static SortedMap<ShareWalk.Key, Ledgered> of(
            CompanyId id, List<Recorded<CompanyEvent>> history, PointInTime from, PointInTime to) {
        CompanyRollForward roll = new CompanyRollForward(id, history, from, to);
        roll.roll();
        return roll.holdings;
    }

    private void roll() {
        PointInTime middle = from.knownAt(to.knownAt());
        Map<ShareWalk.Key, Fraction> opening = held(from);
        Map<ShareWalk.Key, Fraction> restated = held(middle);
        Map<ShareWalk.Key, Fraction> closing = held(to);
        NavigableSet<ShareWalk.Key> keys = new TreeSet<>(opening.keySet());
        keys.addAll(restated.keySet());
        keys.addAll(closing.keySet());
        Map<Deed, Delta> before = deeds(from);
        Map<Deed, Delta> after = deeds(middle);
        List<Delta> moved = walk(to, from).deltas();
        moved.forEach(delta -> keys.add(delta.key()));
        before.keySet().forEach(deed -> keys.add(deed.key()));
        after.keySet().forEach(deed -> keys.add(deed.key()));
        for (ShareWalk.Key key : keys) {
            holdings.put(
                    key,
                    new Ledgered(
                            opening.getOrDefault(key, Fraction.ZERO),
                            restated.getOrDefault(key, Fraction.ZERO),
                            closing.getOrDefault(key, Fraction.ZERO)));
        }
        before.forEach((deed, delta) -> restate(deed, delta, after.get(deed)));
        after.forEach((deed, delta) -> {
            if (!before.containsKey(deed)) {
                restate(deed, null, delta);
            }
        });
        for (Delta delta : moved) {
            ShareMovement movement =
                    ShareMovement.of(delta.fact().fact(), delta.change().signum() > 0);
            if (movement != ShareMovement.NONE) {
                of(delta.key())
                        .move(
                                movement.name(),
                                delta.change(),
                                List.of(delta.fact().position()));
            }
        }
        holdings.values()
                .removeIf(row -> row.opening().isZero()
                        && row.closing().isZero()
                        && row.restatement().isEmpty()
                        && row.movements().isEmpty());
    }

    private Ledgered of(ShareWalk.Key key) {
        Ledgered row = holdings.get(key);
        if (row == null) {
            throw new IllegalStateException("no row for " + key);
        }
        return row;
    }

    private void restate(Deed deed, @Nullable Delta before, @Nullable Delta after) {
        Fraction was = before == null ? Fraction.ZERO : before.change();
        Fraction is = after == null ? Fraction.ZERO : after.change();
        if (was.equals(is)) {
            return;
        }
        Recorded<CompanyEvent> first = byVersion.get(deed.place().version());
        NavigableSet<Long> events = corrections.get(deed.place().version());
        if (first != null && first.position() > from.knownAt()) {
            of(deed.key()).restate(ShareMovement.RECORDED_LATE.name(), is.minus(was), events(events, first.position()));
        } else {
            // A fact that is the same as before does something else where an earlier one was corrected.
            long itself = after != null
                    ? after.fact().position()
                    : before != null ? before.fact().position() : 0;
            of(deed.key()).restate(ShareMovement.CORRECTED.name(), is.minus(was), events(events, itself));
        }
    }

    private static NavigableSet<Long> events(@Nullable NavigableSet<Long> corrections, long itself) {
        return corrections == null ? new TreeSet<>(List.of(itself)) : corrections;
    }

    private Map<Deed, Delta> deeds(PointInTime point) {
        Map<Deed, Delta> deeds = new HashMap<>();
        for (Delta delta : walk(point, null).deltas()) {
            deeds.put(new Deed(Place.of(delta.fact()), delta.key()), delta);
        }
        return deeds;
    }

    private ShareWalk walk(PointInTime point, @Nullable PointInTime after) {
        return ShareWalk.over(point.cut(history).certain(), after == null ? null : after.asOf(), point.isComplete());
    }

    private Map<ShareWalk.Key, Fraction> held(PointInTime point) {
        Map<ShareWalk.Key, Fraction> held = new HashMap<>();
        CapTable table = CapTables.of(id, history, point, Denominator.OUTSTANDING, null);
        for (CapTable.Holding holding : table.holdings()) {
            held.put(
                    new ShareWalk.Key(holding.party(), holding.shareClass()),
                    holding.quantity().fraction());
        }
        return held;
    }

    /** As it is sent. */
    static List<Row> rows(SortedMap<ShareWalk.Key, Ledgered> holdings, Totalling totals) {
        List<Row> rows = new ArrayList<>();
        holdings.forEach((key, row) -> {
            rows.add(row.row(List.of(key.party().value(), key.shareClass()), SHARES, SHARES));
            totals.add(key.shareClass(), SHARES, SHARES, row);
        });
        return List.copyOf(rows);
    }
}
