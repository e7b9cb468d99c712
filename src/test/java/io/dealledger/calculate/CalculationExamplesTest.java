package io.dealledger.calculate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.Seed;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The examples of the docs, one file a question, each with figures that somebody else has worked out. They are asked as
 * outsiders ask, JSON in and JSON out. {@code is} is compared to the places it has, at most the 10 that are answered.
 */
class CalculationExamplesTest {
    private static final Path FOLDER = Path.of("src", "docs", "calculations");
    private static final Path TABLE = Path.of("src", "docs", "calculations.md");
    /** Words of others for ours. */
    private static final Map<String, String> WORDS = Map.of("fixed-percentage", "PERCENT", "post-money-cap", "CAP");

    private record Example(String kind, String name, JsonNode content) {
        String text(String field) {
            return content.path(field).asString("");
        }

        JsonNode answer() {
            return JsonMapper.shared()
                    .readTree(
                            Kind.of(kind).answer(content.get("terms").toString().getBytes(UTF_8)));
        }

        Stream<JsonNode> expectations() {
            return content.get("expected").valueStream();
        }
    }

    private static List<Example> examples() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> new Example(
                            file.getParent().getFileName().toString(),
                            file.getFileName().toString().replace(".json", ""),
                            JsonMapper.shared().readTree(file.toFile())))
                    .toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> every_example_comes_out_as_its_source_says() throws IOException {
        return examples().stream()
                .map(example -> DynamicTest.dynamicTest(example.kind() + " " + example.name(), () -> {
                    JsonNode answer = example.answer();
                    example.expectations().forEach(expected -> {
                        String at = expected.get("at").stringValue();
                        String is = expected.has("is")
                                ? expected.get("is").stringValue()
                                : answer.at(expected.get("sameAs").stringValue())
                                        .asString();
                        assertThat(asPrinted(answer.at(at).asString(""), is))
                                .as("%s of %s", at, answer)
                                .isEqualTo(asPrinted(is, is));
                    });
                }));
    }

    /** The figure with as many places as the other one has. */
    private static String asPrinted(String figure, String other) {
        try {
            int places = Math.clamp(new BigDecimal(other).scale(), 0, PlainFigures.PLACES);
            return new BigDecimal(figure)
                    .setScale(places, RoundingMode.HALF_EVEN)
                    .toPlainString();
        } catch (NumberFormatException word) {
            return figure;
        }
    }

    @Test
    void the_table_in_the_docs_counts_what_agrees() throws IOException {
        StringBuilder text = new StringBuilder("""
                # Calculations that agree with others

                Made from the files in `calculations/` by `CalculationExamplesTest`; refreshed with `mvn test -Dtest=CalculationExamplesTest -Dledger.docs=write`. Each file has terms, as `calculate <kind>` and `POST /api/calculate/{kind}` take them, and figures that its source worked out. A figure agrees when it is the same to every place that the source prints, at most 10.

                | kind | example | what it shows | source | values |
                |---|---|---|---|---|
                """);
        Map<String, Integer> sums = new TreeMap<>();
        for (Example example : examples()) {
            int values = (int) example.expectations().count();
            sums.merge(example.kind(), values, Integer::sum);
            text.append("| %s | [%s](calculations/%s/%s.json) | %s | %s | %d |%n"
                    .formatted(
                            example.kind(),
                            example.name(),
                            example.kind(),
                            example.name(),
                            example.text("title"),
                            example.text("source"),
                            values));
        }
        text.append("\nAll of them: ");
        text.append(String.join(
                ", ",
                sums.entrySet().stream()
                        .map(sum -> sum.getValue() + " " + sum.getKey())
                        .toList()));
        text.append(".\n");
        if ("write".equals(System.getProperty("ledger.docs"))) {
            Files.writeString(TABLE, text, UTF_8);
        }
        assertThat(TABLE).as("refresh it with -Dledger.docs=write").exists().hasContent(text.toString());
    }

    @Nested
    class Of_the_outside_cases {
        /** Answered by a test of their own: the first is the minicap package, the others are rows of one table. */
        private static final Set<String> ELSEWHERE = Set.of("SAFE-08");

        private static final Set<String> KINDS =
                Set.of("priced-round", "option-pool-shuffle", "pro-rata", "safe", "note");

        @Test
        void every_example_expects_what_the_case_expects() throws IOException {
            for (Example example : examples()) {
                if (example.content().has("golden")) {
                    JsonNode outside = outside(example);
                    example.expectations()
                            .filter(expected -> expected.has("golden"))
                            .forEach(expected -> {
                                String at = expected.get("golden").stringValue();
                                String theirs = outside.at("/expected" + at).asString("");
                                String ours = expected.get("is").stringValue();
                                assertThat(WORDS.getOrDefault(theirs, asPrinted(theirs, ours)))
                                        .as("%s %s", example.name(), at)
                                        .isEqualTo(asPrinted(ours, ours));
                            });
                }
            }
        }

        @Test
        void none_is_left_out_and_no_value_of_any() throws IOException {
            Set<String> missing = new TreeSet<>();
            Set<String> answered = new TreeSet<>();
            for (Example example : examples()) {
                example.expectations()
                        .filter(expected -> expected.has("golden"))
                        .forEach(expected -> answered.add(
                                example.content().at("/golden/case").asString() + " "
                                        + expected.get("golden").stringValue()));
            }
            List<JsonNode> cases = new ArrayList<>();
            Seed.read("golden/cases.json").get("cases").forEach(outside -> {
                if (KINDS.stream().anyMatch(kind -> ofKind(outside, kind))) {
                    cases.add(outside);
                }
            });
            Seed.read("golden/priced_rounds_with_safes.json").get("cases").forEach(cases::add);
            for (JsonNode outside : cases) {
                String id = outside.get("id").stringValue();
                if (!ELSEWHERE.contains(id)) {
                    leaves("", outside.get("expected"))
                            .map(leaf -> id + " " + leaf)
                            // The name of a row says which one it is.
                            .filter(leaf -> !leaf.endsWith("/name") || !leaf.contains("/ownership/"))
                            .filter(leaf -> !answered.contains(leaf))
                            .forEach(missing::add);
                }
            }
            assertThat(cases).hasSizeGreaterThanOrEqualTo(15);
            assertThat(missing).isEmpty();
        }

        private static boolean ofKind(JsonNode outside, String kind) {
            String theirs = outside.get("kind").stringValue();
            return theirs.equals(kind) || theirs.startsWith(kind + "-");
        }

        private static JsonNode outside(Example example) {
            String id = example.content().at("/golden/case").stringValue();
            return Seed.read("golden/" + example.content().at("/golden/file").stringValue())
                    .get("cases")
                    .valueStream()
                    .filter(outside -> outside.get("id").stringValue().equals(id))
                    .findFirst()
                    .orElseThrow();
        }

        private static Stream<String> leaves(String at, JsonNode node) {
            if (node.isObject()) {
                return node.properties().stream().flatMap(entry -> leaves(at + "/" + entry.getKey(), entry.getValue()));
            }
            if (node.isArray()) {
                return Stream.iterate(0, index -> index < node.size(), index -> index + 1)
                        .flatMap(index -> leaves(at + "/" + index, node.get(index)));
            }
            return Stream.of(at);
        }
    }
}
