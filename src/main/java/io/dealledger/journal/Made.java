package io.dealledger.journal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What an event made that later events of its stream can name: securities, rounds, closings, reports, share classes.
 * Stored names are for ever, and so are the fields of a revision: this reads the stored text and no type of the law.
 *
 * @param ids ids with a prefix
 * @param classes names of share classes, which could be the name of something else as well
 */
record Made(Set<String> ids, Set<String> classes) {
    private static final String CLASS_MADE = "share-class-authorised";
    private static final String CLASS_FIELD = "class";
    private static final String CLASSES_FIELD = "classes";

    /** Fields of each event that hold the ids that it makes; a star stands for every entry of an array. */
    private static final Map<String, List<String>> FIELDS = Map.ofEntries(
            Map.entry("shares-issued", List.of("security")),
            Map.entry("shares-transferred", List.of("lots/*/newSecurity")),
            Map.entry("round-opened", List.of("round")),
            Map.entry("round-closed", List.of("closing", "subscriptions/*/security")),
            Map.entry("round-reported", List.of("round")),
            Map.entry("investment-reported", List.of("report")),
            Map.entry("total-raised-reported", List.of("report")),
            Map.entry("position-reported", List.of("report")));

    static Made by(String event, JsonNode payload) {
        Set<String> ids = new LinkedHashSet<>();
        for (String field : FIELDS.getOrDefault(event, List.of())) {
            collect(payload, List.of(field.split("/")), ids);
        }
        JsonNode shareClass = payload.get(CLASS_FIELD);
        return new Made(
                ids,
                event.equals(CLASS_MADE) && shareClass != null && shareClass.isString()
                        ? Set.of(shareClass.stringValue())
                        : Set.of());
    }

    private static void collect(JsonNode node, List<String> way, Set<String> ids) {
        if (way.isEmpty()) {
            if (node.isString()) {
                ids.add(node.stringValue());
            }
            return;
        }
        List<String> rest = way.subList(1, way.size());
        if (way.getFirst().equals("*")) {
            node.forEach(entry -> collect(entry, rest, ids));
        } else {
            JsonNode child = node.get(way.getFirst());
            if (child != null) {
                collect(child, rest, ids);
            }
        }
    }

    boolean isNothing() {
        return ids.isEmpty() && classes.isEmpty();
    }

    /** What of it a later event names. */
    Set<String> namedIn(JsonNode payload) {
        Set<String> named = new LinkedHashSet<>();
        find("", payload, named);
        return named;
    }

    private void find(String field, JsonNode node, Set<String> named) {
        if (node.isString()) {
            String text = Objects.requireNonNull(node.stringValue());
            if (ids.contains(text) || (isClass(field) && classes.contains(text))) {
                named.add(text);
            }
        } else if (node.isArray()) {
            node.forEach(entry -> find(field, entry, named));
        } else {
            node.properties().forEach(entry -> find(entry.getKey(), entry.getValue(), named));
        }
    }

    private static boolean isClass(String field) {
        return field.equals(CLASS_FIELD) || field.equals(CLASSES_FIELD);
    }
}
