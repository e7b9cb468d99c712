package io.dealledger.ocf;

import io.dealledger.ocf.Importing.Worked;
import io.dealledger.ocf.OcfImport.NotTaken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An invented company as a package, which tests change in one place. */
final class Orchard {
    private static final List<String> FILES =
            List.of("Manifest", "Stakeholders", "StockClasses", "StockPlans", "VestingTerms", "Transactions");

    private final Map<String, ObjectNode> files = new TreeMap<>();

    Orchard() {
        for (String name : FILES) {
            try (InputStream in = Objects.requireNonNull(
                    Orchard.class.getResourceAsStream("/ocf/orchard/" + name + ".ocf.json"), name)) {
                files.put(name, (ObjectNode) JsonMapper.shared().readTree(in.readAllBytes()));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    private ArrayNode items(String file) {
        return (ArrayNode) Objects.requireNonNull(files.get(file)).get("items");
    }

    ObjectNode object(String id) {
        for (String name : FILES) {
            for (JsonNode item : Objects.requireNonNull(files.get(name)).path("items")) {
                if (item.path("id").asString("").equals(id)) {
                    return (ObjectNode) item;
                }
            }
        }
        throw new IllegalArgumentException("no object " + id);
    }

    Orchard with(String id, String field, String value) {
        object(id).put(field, value);
        return this;
    }

    Orchard without(String id) {
        for (String name : FILES) {
            if (!name.equals("Manifest")) {
                ArrayNode items = items(name);
                for (int index = items.size() - 1; index >= 0; index--) {
                    if (items.get(index).path("id").asString("").equals(id)) {
                        items.remove(index);
                    }
                }
            }
        }
        return this;
    }

    Orchard leaving(String id, String field) {
        object(id).remove(field);
        return this;
    }

    /** Another transaction. */
    Orchard and(String json) {
        items("Transactions").add(JsonMapper.shared().readTree(json));
        return this;
    }

    Map<String, byte[]> files() {
        Map<String, byte[]> bytes = new TreeMap<>();
        files.forEach((name, file) ->
                bytes.put("package/" + name + ".ocf.json", file.toString().getBytes(StandardCharsets.UTF_8)));
        return bytes;
    }

    Map<String, ObjectNode> json() {
        return files;
    }

    Worked worked() {
        return RoundTripTest.worked(Packages.zip(files()));
    }

    /** The exceptions by the object's id. */
    Map<String, NotTaken> exceptions() {
        Map<String, NotTaken> exceptions = new TreeMap<>();
        worked().report().exceptions().forEach(one -> exceptions.put(one.object(), one));
        return exceptions;
    }
}
