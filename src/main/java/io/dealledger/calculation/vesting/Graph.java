package io.dealledger.calculation.vesting;

import io.dealledger.money.InvalidValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Conditions by their ids, and what they have to be to lead anywhere. */
final class Graph {
    private final String field;
    private final List<Condition> listed;
    private final Map<String, Condition> conditions = new LinkedHashMap<>();

    /** @param field that has the conditions, for what is wrong with them */
    Graph(String field, List<Condition> listed) {
        this.field = field;
        this.listed = listed;
        listed.forEach(condition -> conditions.put(condition.id(), condition));
    }

    Condition condition(String id) {
        return Objects.requireNonNull(conditions.get(id));
    }

    /** Conditions that nobody names as next. */
    List<String> roots() {
        Set<String> named = new HashSet<>();
        conditions.values().forEach(condition -> named.addAll(condition.next()));
        return conditions.keySet().stream().filter(id -> !named.contains(id)).toList();
    }

    private InvalidValue wrong(String code, String figure, String message) {
        return InvalidValue.in(field, code, figure, message);
    }

    /** @throws InvalidValue when two have one id, one names another that is not there, or they go round */
    void check() {
        Set<String> seen = new HashSet<>();
        for (Condition condition : listed) {
            if (!seen.add(condition.id())) {
                throw wrong("duplicate", condition.id(), "there are two conditions " + condition.id());
            }
        }
        for (Condition condition : listed) {
            for (String next : condition.next()) {
                if (!conditions.containsKey(next)) {
                    throw wrong(
                            "unknown-condition",
                            next,
                            "after " + condition.id() + " comes " + next + ", and there is no such condition");
                }
            }
            if (condition.trigger() instanceof Trigger.Relative relative
                    && !conditions.containsKey(relative.condition())) {
                throw wrong(
                        "unknown-condition",
                        relative.condition(),
                        condition.id() + " counts from " + relative.condition() + ", and there is no such condition");
            }
        }
        int occurrences = listed.stream()
                .mapToInt(condition -> condition.trigger() instanceof Trigger.Relative(Period period, String _)
                        ? period.occurrences()
                        : 1)
                .sum();
        if (occurrences > Walk.MOST_STEPS) {
            throw wrong(
                    "too-many",
                    Integer.toString(occurrences),
                    "there are more than " + Walk.MOST_STEPS + " occurrences");
        }
        Set<String> left = new HashSet<>();
        for (String id : conditions.keySet()) {
            acyclic(id, new ArrayList<>(), left);
        }
    }

    private void acyclic(String id, List<String> way, Set<String> left) {
        if (way.contains(id)) {
            List<String> cycle = new ArrayList<>(way.subList(way.indexOf(id), way.size()));
            cycle.add(id);
            String drawn = String.join(" -> ", cycle);
            throw wrong("cycle", drawn, "the conditions go round: " + drawn);
        }
        if (left.contains(id)) {
            return;
        }
        way.add(id);
        condition(id).next().forEach(next -> acyclic(next, way, left));
        way.removeLast();
        left.add(id);
    }

    /** @throws InvalidValue when an event satisfies no condition, or one that has its date from elsewhere */
    static void events(Vesting.Terms terms) {
        Graph graph = new Graph("terms", terms.conditions());
        for (String event : terms.events().keySet()) {
            Condition condition = graph.conditions.get(event);
            if (condition == null) {
                throw InvalidValue.in("events", "unknown-condition", event, "there is no condition " + event);
            }
            boolean known = switch (condition.trigger()) {
                case Trigger.Event() -> true;
                case Trigger.Start() -> terms.start() == null;
                case Trigger.Absolute _, Trigger.Relative _ -> false;
            };
            if (!known) {
                throw InvalidValue.in("events", "not-an-event", event, event + " is satisfied by no event");
            }
        }
    }
}
