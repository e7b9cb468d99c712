package io.dealledger.ocf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many values of a package of somebody else agree with what was expected of it. The counts are committed, so that the docs
 * can be made where the packages are not at hand; where they are, a test holds the counts to what it has compared.
 */
final class Agreement {
    private static final Path COUNTS = Path.of("src", "docs", "packages.json");

    private final List<String> disagree = new ArrayList<>();
    private int values;

    void compare(String what, Object found, Object expected) {
        values++;
        if (!found.equals(expected)) {
            disagree.add(what + " is " + found + " and not " + expected);
        }
    }

    /** Every entry of both counts, so that what is too much is found as well as what is missing. */
    void compare(String what, Map<String, String> found, Map<String, String> expected) {
        Map<String, String> all = new TreeMap<>(found);
        all.putAll(expected);
        all.keySet()
                .forEach(key -> compare(
                        what + " " + key, found.getOrDefault(key, "absent"), expected.getOrDefault(key, "absent")));
    }

    /** All of them agree, and the docs say how many there are. */
    void isWritten(String name, String title, String source) {
        assertThat(disagree).isEmpty();
        ObjectNode row = JsonMapper.shared().createObjectNode();
        row.put("package", name);
        row.put("title", title);
        row.put("source", source);
        row.put("tolerance", "exact");
        row.put("values", values);
        row.put("agree", values - disagree.size());
        Map<String, JsonNode> rows = new TreeMap<>();
        JsonMapper.shared()
                .readTree(COUNTS.toFile())
                .forEach(one -> rows.put(one.get("package").stringValue(), one));
        if ("write".equals(System.getProperty("ledger.docs"))) {
            rows.put(name, row);
            write(rows);
        }
        assertThat(rows.get(name)).as("refresh it with -Dledger.docs=write").isEqualTo(row);
    }

    private static void write(Map<String, JsonNode> rows) {
        try {
            Files.writeString(
                    COUNTS,
                    JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(rows.values()) + "\n",
                    StandardCharsets.UTF_8);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
