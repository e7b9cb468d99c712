package io.dealledger.ocf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Damages a package in ways that exports in use are damaged, and some worse; the same seed does the same damage. */
final class Mutilation {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> FIGURES = List.of(
            "\"-5\"",
            "\"0\"",
            "\"1\"",
            "\"-0.0000000001\"",
            "\"many\"",
            "\"1e9\"",
            "\"NaN\"",
            "\"99999999999999999999999999999999999999\"",
            "\"0.00000000001\"",
            "\"\"",
            "\" 7 \"",
            "7",
            "-7.5",
            "1e999999999",
            "1e-999999999",
            "null",
            "true",
            "[]",
            "{}",
            "[\"3\"]");
    private static final List<String> DATES = List.of(
            "0001-01-01",
            "1600-01-01",
            "9999-12-31",
            "+999999999-12-31",
            "2021-02-30",
            "31/12/2021",
            "2022-05-01T10:00:00Z",
            "2022-13-01",
            "soon",
            "");
    private static final List<String> TEXTS = List.of(
            "x".repeat(20_000),
            "\u0000\u0007",
            "  ",
            "Zoë \u202e 𝕏",
            "<script>alert(1)</script>",
            "a\nb\r\nc",
            "\ufeff");
    private static final List<String> TYPES = List.of(
            "TX_STOCK_ISSUANCE",
            "TX_STOCK_TRANSFER",
            "TX_STOCK_CANCELLATION",
            "TX_STOCK_RETRACTION",
            "TX_STOCK_REISSUANCE",
            "TX_STOCK_CONVERSION",
            "TX_STOCK_ACCEPTANCE",
            "TX_STOCK_CONSOLIDATION",
            "TX_EQUITY_COMPENSATION_EXERCISE",
            "TX_EQUITY_COMPENSATION_RELEASE",
            "TX_CONVERTIBLE_CONVERSION",
            "TX_WARRANT_EXERCISE",
            "TX_VESTING_EVENT",
            "STOCK_CLASS",
            "STAKEHOLDER",
            "ISSUER",
            "SOMETHING",
            "");

    private final Random random;
    private final Map<String, ObjectNode> files = new TreeMap<>();

    Mutilation(Map<String, byte[]> files, long seed) {
        this.random = new Random(seed);
        files.forEach((name, bytes) -> this.files.put(name, (ObjectNode) JSON.readTree(bytes)));
    }

    /** One to four wounds. */
    Map<String, ObjectNode> done() {
        int wounds = 1 + random.nextInt(4);
        for (int wound = 0; wound < wounds; wound++) {
            one();
        }
        return files;
    }

    static Map<String, byte[]> bytes(Map<String, ObjectNode> files) {
        Map<String, byte[]> bytes = new TreeMap<>();
        files.forEach((name, file) -> bytes.put(name, file.toString().getBytes(StandardCharsets.UTF_8)));
        return bytes;
    }

    private void one() {
        switch (random.nextInt(16)) {
            case 0 -> drop();
            case 1 -> repeat(false);
            case 2 -> repeat(true);
            case 3 -> swap("date");
            case 4 -> leaf(Mutilation::isFigure, figure());
            case 5 -> leaf(Mutilation::isWord, JSON.valueToTree("NO_SUCH_WORD"));
            case 6 -> reference();
            case 7 -> forget();
            case 8 -> circle();
            case 9 -> leaf(one -> one.isString() && !isFigure(one), JSON.valueToTree(one(TEXTS)));
            case 10 -> leaf(Mutilation::isDate, JSON.valueToTree(one(DATES)));
            case 11 -> stranger();
            case 12 -> object().put("object_type", one(TYPES));
            case 13 -> head();
            case 14 -> swap("security_id");
            default -> swap("quantity");
        }
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private JsonNode figure() {
        return JSON.readTree(one(FIGURES));
    }

    private static boolean isFigure(JsonNode node) {
        return node.isNumber() || (node.isString() && node.asString().matches("-?[0-9.]+"));
    }

    private static boolean isDate(JsonNode node) {
        return node.isString() && node.asString().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    }

    private static boolean isWord(JsonNode node) {
        return node.isString() && node.asString().matches("[A-Z][A-Z_]{2,}");
    }

    private ArrayNode items() {
        List<ArrayNode> all = new ArrayList<>();
        for (ObjectNode file : files.values()) {
            if (file.get("items") instanceof ArrayNode items && items.size() > 0) {
                all.add(items);
            }
        }
        return all.isEmpty() ? JSON.createArrayNode().add(JSON.createObjectNode()) : one(all);
    }

    private ObjectNode object() {
        ArrayNode items = items();
        return items.get(random.nextInt(items.size())) instanceof ObjectNode object ? object : JSON.createObjectNode();
    }

    private void drop() {
        ArrayNode items = items();
        items.remove(random.nextInt(items.size()));
    }

    private void repeat(boolean underAnotherId) {
        ArrayNode items = items();
        JsonNode copy = items.get(random.nextInt(items.size())).deepCopy();
        if (underAnotherId && copy instanceof ObjectNode object) {
            object.put("id", "copy-" + random.nextInt(1_000));
        }
        items.insert(random.nextInt(items.size() + 1), copy);
    }

    private void swap(String field) {
        ObjectNode one = object();
        ObjectNode other = object();
        JsonNode value = one.get(field);
        if (value != null && other.has(field)) {
            one.set(field, other.get(field));
            other.set(field, value);
        }
    }

    private record Place(ObjectNode in, String field) {}

    private static void places(JsonNode node, Predicate<JsonNode> wanted, List<Place> found) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                if (wanted.test(entry.getValue())) {
                    found.add(new Place(object, entry.getKey()));
                }
                places(entry.getValue(), wanted, found);
            });
        } else {
            node.forEach(child -> places(child, wanted, found));
        }
    }

    private void leaf(Predicate<JsonNode> wanted, JsonNode value) {
        List<Place> places = new ArrayList<>();
        places(object(), wanted, places);
        if (!places.isEmpty()) {
            Place place = one(places);
            place.in().set(place.field(), value);
        }
    }

    /** An id that nobody has, or somebody else's of whatever kind. */
    private void reference() {
        List<Place> places = new ArrayList<>();
        ObjectNode object = object();
        places(object, _ -> true, places);
        places.removeIf(
                place -> !place.field().endsWith("_id") && !place.field().endsWith("_ids"));
        if (places.isEmpty()) {
            return;
        }
        Place place = one(places);
        String id = random.nextBoolean()
                ? "no-such-id"
                : object().path(random.nextBoolean() ? "id" : "security_id").asString("other");
        if (place.field().endsWith("_ids")) {
            place.in().putArray(place.field()).add(id);
        } else {
            place.in().put(place.field(), id);
        }
    }

    private void forget() {
        ObjectNode object = object();
        List<String> names = List.copyOf(object.propertyNames());
        if (!names.isEmpty()) {
            object.remove(one(names));
        }
    }

    private void circle() {
        ObjectNode act = object();
        String own = act.path("security_id").asString("none");
        if (random.nextBoolean()) {
            act.put("balance_security_id", own);
        } else {
            act.putArray("resulting_security_ids").add(own).add(own);
        }
    }

    /** Something among the objects that is none. */
    private void stranger() {
        items().insert(0, JSON.readTree(one(List.of("null", "5", "\"x\"", "[]", "{}", "{\"id\": {}}"))));
    }

    private void head() {
        String manifest = files.keySet().stream()
                .filter(name -> files.get(name).path("file_type").asString("").equals("OCF_MANIFEST_FILE"))
                .findFirst()
                .orElse("");
        ObjectNode head = files.getOrDefault(manifest, JSON.createObjectNode());
        ObjectNode issuer = head.get("issuer") instanceof ObjectNode stated ? stated : JSON.createObjectNode();
        switch (random.nextInt(6)) {
            case 0 -> files.remove(manifest);
            case 1 -> head.remove("issuer");
            case 2 -> head.put("issuer", "somebody");
            case 3 -> issuer.put("id", "");
            case 4 -> issuer.remove("legal_name");
            default -> head.putArray("transactions_files").add("nothing");
        }
    }
}
