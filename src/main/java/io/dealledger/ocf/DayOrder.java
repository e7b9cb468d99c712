package io.dealledger.ocf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order of what happens on one day, of which OCF knows only the day. What an object needs comes before it: a security
 * before it is used, what is left of it before that is used again, what does not end a security before what ends it, and the
 * end of a person's service before what that person is granted and the end says nothing of. Where nothing depends on the
 * order, limits of classes are adjusted first, then classes split, then pools adjusted, securities issued, accepted and
 * begun to vest, which all count in new shares that day, and then they are acted on; and otherwise the file's own order stays.
 * Where the objects need one another in a circle, that is broken in the same order, and the law has the word.
 */
final class DayOrder {
    private static final Map<String, Integer> RANKS = ranks();
    private static final int ACTS = 16;
    /** With the company everything ends. */
    private static final int LAST = ACTS + 3;

    private DayOrder() {}

    private static Map<String, Integer> ranks() {
        List<List<String>> groups = List.of(
                List.of("ISSUER"),
                List.of("STOCK_CLASS"),
                List.of("STOCK_PLAN"),
                List.of("VESTING_TERMS"),
                List.of("STOCK_LEGEND_TEMPLATE"),
                List.of("VALUATION"),
                List.of("DOCUMENT"),
                List.of(
                        "TX_ISSUER_AUTHORIZED_SHARES_ADJUSTMENT",
                        "TX_STOCK_CLASS_AUTHORIZED_SHARES_ADJUSTMENT",
                        "TX_STOCK_CLASS_CONVERSION_RATIO_ADJUSTMENT"),
                List.of("TX_STOCK_CLASS_SPLIT"),
                List.of("TX_STOCK_PLAN_POOL_ADJUSTMENT"),
                List.of(
                        "TX_STOCK_ISSUANCE",
                        "TX_EQUITY_COMPENSATION_ISSUANCE",
                        "TX_CONVERTIBLE_ISSUANCE",
                        "TX_WARRANT_ISSUANCE"),
                List.of("TX_VESTING_START"),
                List.of(
                        "TX_STOCK_ACCEPTANCE",
                        "TX_EQUITY_COMPENSATION_ACCEPTANCE",
                        "TX_CONVERTIBLE_ACCEPTANCE",
                        "TX_WARRANT_ACCEPTANCE"),
                List.of("TX_VESTING_EVENT"),
                List.of("TX_VESTING_ACCELERATION"),
                List.of("TX_EQUITY_COMPENSATION_EXERCISE", "TX_EQUITY_COMPENSATION_RELEASE", "TX_WARRANT_EXERCISE"));
        Map<String, Integer> ranks = new HashMap<>();
        for (int rank = 0; rank < groups.size(); rank++) {
            for (String type : groups.get(rank)) {
                ranks.put(type, rank);
            }
        }
        ranks.put("TX_STOCK_PLAN_RETURN_TO_POOL", ACTS + 1);
        ranks.put("FINANCING", ACTS + 2);
        return ranks;
    }

    private static int rank(OcfObject object) {
        return Together.isOfDissolution(object) ? LAST : RANKS.getOrDefault(object.type(), ACTS);
    }

    static List<OcfObject> of(List<OcfObject> day, Known known) {
        if (day.size() == 1) {
            return day;
        }
        Map<OcfObject, List<OcfObject>> followers = new HashMap<>();
        Map<OcfObject, Integer> waitsFor = new HashMap<>();
        Set<OcfObject> within = new HashSet<>(day);
        Map<String, List<OcfObject>> users = new HashMap<>();
        for (OcfObject object : day) {
            String security = security(object);
            if (!security.isEmpty() && !object.isIssuance()) {
                users.computeIfAbsent(security, _ -> new ArrayList<>()).add(object);
                OcfObject maker = maker(security, known);
                if (maker != null && within.contains(maker) && !maker.equals(object)) {
                    follow(maker, object, followers, waitsFor);
                }
            }
        }
        for (List<OcfObject> same : users.values()) {
            for (OcfObject one : same) {
                for (OcfObject other : same) {
                    if (same.size() <= 100 && rank(one) < rank(other) && rank(other) >= ACTS) {
                        follow(one, other, followers, waitsFor);
                    }
                }
            }
        }
        ServiceEnds ends = new ServiceEnds(day, known);
        for (OcfObject object : day) {
            ends.before(object).forEach(act -> follow(act, object, followers, waitsFor));
        }
        return sorted(day, followers, waitsFor);
    }

    private static String security(OcfObject object) {
        return object.json().path("security_id").asString("").strip();
    }

    /** The act of which the security comes, or else its issuance. */
    private static @Nullable OcfObject maker(String security, Known known) {
        OcfObject origin = known.originOf(security);
        return origin == null ? known.issuanceOf(security) : origin;
    }

    private static void follow(
            OcfObject first,
            OcfObject then,
            Map<OcfObject, List<OcfObject>> followers,
            Map<OcfObject, Integer> waitsFor) {
        followers.computeIfAbsent(first, _ -> new ArrayList<>()).add(then);
        waitsFor.merge(then, 1, Integer::sum);
    }

    private static List<OcfObject> sorted(
            List<OcfObject> day, Map<OcfObject, List<OcfObject>> followers, Map<OcfObject, Integer> waitsFor) {
        PriorityQueue<OcfObject> ready = new PriorityQueue<>(
                day.size(),
                (one, other) -> rank(one) == rank(other)
                        ? Integer.compare(one.order(), other.order())
                        : Integer.compare(rank(one), rank(other)));
        PriorityQueue<OcfObject> all = new PriorityQueue<>(ready);
        all.addAll(day);
        day.stream().filter(object -> !waitsFor.containsKey(object)).forEach(ready::add);
        Set<OcfObject> done = new HashSet<>();
        List<OcfObject> order = new ArrayList<>();
        while (order.size() < day.size()) {
            OcfObject next = ready.poll();
            if (next == null) {
                // A circle: somebody has to begin.
                do {
                    next = all.remove();
                } while (done.contains(next));
            }
            if (!done.add(next)) {
                continue;
            }
            order.add(next);
            for (OcfObject follower : followers.getOrDefault(next, List.of())) {
                if (waitsFor.merge(follower, -1, Integer::sum) == 0) {
                    ready.add(follower);
                }
            }
        }
        return order;
    }
}
