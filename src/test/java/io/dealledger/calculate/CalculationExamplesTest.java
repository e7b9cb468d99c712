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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The examples of the docs, one file a question, each with figures that somebody else has worked out. They are asked as
 * outsiders ask, JSON in and JSON out. {@code at} points to a figure; {@code *} in it is every entry of a list, {@code #}
 * their number, and several pointers are added up. {@code is} is compared to the places it has, at most the 10 that are
 * answered, or {@code within} what its source tolerates; a list of names has no order.
 */
class CalculationExamplesTest {
    private static final Path FOLDER = Path.of("src", "docs", "calculations");
    private static final Path TABLE = Path.of("src", "docs", "calculations.md");
    /** Counted where packages are imported. */
    private static final Path PACKAGES = Path.of("src", "docs", "packages.json");
    /** Words of others for ours. */
    private static final Map<String, String> WORDS = Map.of(
            "fixed-percentage", "PERCENT", "post-money-cap", "CAP", "convert", "CONVERT", "preference", "PREFERENCE");

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
                    assertThat(example.expectations().flatMap(expected -> disagreement(expected, answer).stream()))
                            .as("%s", answer)
                            .isEmpty();
                }));
    }

    /** What the answer has instead; empty when they agree. */
    private static Optional<String> disagreement(JsonNode expected, JsonNode answer) {
        List<String> is = expected.has("is")
                ? texts(expected.get("is"))
                : texts(answer.at(expected.get("sameAs").stringValue()));
        List<String> found = found(expected.get("at"), answer);
        boolean agrees;
        if (expected.has("is")
                && expected.get("is").isArray()
                && is.stream().noneMatch(one -> one.matches("-?[0-9.]+"))) {
            agrees =
                    found.stream().sorted().toList().equals(is.stream().sorted().toList());
        } else {
            agrees = found.size() == is.size()
                    && IntStream.range(0, is.size())
                            .allMatch(index -> expected.has("within")
                                    ? isWithin(expected.get("within").stringValue(), found.get(index), is.get(index))
                                    : asPrinted(found.get(index), is.get(index))
                                            .equals(asPrinted(is.get(index), is.get(index))));
        }
        return agrees ? Optional.empty() : Optional.of(expected.get("at") + " is " + found + " and not " + is);
    }

    private static boolean isWithin(String tolerance, String found, String is) {
        return new BigDecimal(found).subtract(new BigDecimal(is)).abs().compareTo(new BigDecimal(tolerance)) <= 0;
    }

    private static List<String> texts(JsonNode node) {
        return node.isArray() ? node.valueStream().map(JsonNode::asString).toList() : List.of(node.asString(""));
    }

    private static List<String> found(JsonNode at, JsonNode answer) {
        if (at.isArray()) {
            return List.of(at.valueStream()
                    .map(one -> new BigDecimal(answer.at(one.stringValue()).stringValue()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .toPlainString());
        }
        String pointer = at.stringValue();
        if (pointer.endsWith("/#")) {
            return List.of(Integer.toString(
                    answer.at(pointer.substring(0, pointer.length() - 2)).size()));
        }
        int every = pointer.indexOf("/*");
        return every < 0
                ? texts(answer.at(pointer))
                : answer.at(pointer.substring(0, every))
                        .valueStream()
                        .map(entry -> entry.at(pointer.substring(every + 2)).asString(""))
                        .toList();
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

                Made from the files in `calculations/` by `CalculationExamplesTest`; refreshed with `mvn test -Dtest=CalculationExamplesTest -Dledger.docs=write`. Each file has terms, as `calculate <kind>` and `POST /api/calculate/{kind}` take them, and figures that its source worked out. A figure agrees when it is the same to every place that the source prints, at most 10, or within what the source tolerates.

                | kind | example | what it shows | source | values |
                |---|---|---|---|---|
                """);
        Map<String, Integer> sums = new TreeMap<>();
        Map<String, int[]> bySource = new TreeMap<>();
        for (Example example : examples()) {
            int values = (int) example.expectations().count();
            sums.merge(example.kind(), values, Integer::sum);
            JsonNode answer = example.answer();
            example.expectations().forEach(expected -> {
                int[] counts = bySource.computeIfAbsent(
                        "| %s | %s |"
                                .formatted(
                                        example.text("source"),
                                        expected.has("within")
                                                ? "within "
                                                        + expected.get("within").stringValue()
                                                : "as printed"),
                        none -> new int[2]);
                counts[0]++;
                counts[1] += disagreement(expected, answer).isEmpty() ? 1 : 0;
            });
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
        JsonNode packages = JsonMapper.shared().readTree(PACKAGES.toFile());
        packages.forEach(row -> {
            int[] counts = bySource.computeIfAbsent(
                    "| %s | %s |"
                            .formatted(
                                    row.get("source").stringValue(),
                                    row.get("tolerance").stringValue()),
                    none -> new int[2]);
            counts[0] += row.get("values").intValue();
            counts[1] += row.get("agree").intValue();
        });
        text.append("\nAll of them: ");
        text.append(String.join(
                ", ",
                sums.entrySet().stream()
                        .map(sum -> sum.getValue() + " " + sum.getKey())
                        .toList()));
        text.append(
                ".\n\n## Packages of the Open Cap Table Format\n\nImported over HTTP by `GoldenPackagesTest`, which counts"
                        + " what agrees and keeps the counts in `packages.json`; what is compared comes from the cap table of the"
                        + " import.\n\n| package | what is compared | source | values | agree |\n|---|---|---|---|---|\n");
        packages.forEach(row -> text.append("| %s | %s | %s | %d | %d |%n"
                .formatted(
                        row.get("package").stringValue(),
                        row.get("title").stringValue(),
                        row.get("source").stringValue(),
                        row.get("values").intValue(),
                        row.get("agree").intValue())));
        text.append("\n## By source and tolerance\n\n| source | tolerance | values | agree |\n|---|---|---|---|\n");
        bySource.forEach((source, counts) -> text.append("%s %d | %d |%n".formatted(source, counts[0], counts[1])));
        if ("write".equals(System.getProperty("ledger.docs"))) {
            Files.writeString(TABLE, text, UTF_8);
        }
        assertThat(TABLE).as("refresh it with -Dledger.docs=write").exists().hasContent(text.toString());
    }

    @Nested
    class Of_the_outside_cases {
        /** Answered otherwise: the first is the minicap package, the second the company with seven classes. */
        private static final Set<String> ELSEWHERE = Set.of("SAFE-08", "WF-10");

        private static final Set<String> KINDS = Set.of(
                "priced-round",
                "option-pool-shuffle",
                "pro-rata",
                "safe",
                "note",
                "broad-based-wa",
                "full-ratchet",
                "no-trigger",
                "waterfall",
                "vesting",
                "allocation-types");

        @Test
        void every_example_expects_what_the_case_expects() throws IOException {
            for (Example example : examples()) {
                if (example.content().has("golden")) {
                    JsonNode outside = outside(example);
                    example.expectations()
                            .filter(expected -> expected.has("golden"))
                            .forEach(expected -> {
                                String at = expected.get("golden").stringValue();
                                List<String> theirs = texts(outside.at(at));
                                List<String> ours = texts(expected.get("is"));
                                assertThat(theirs)
                                        .as("%s %s", example.name(), at)
                                        .hasSameSizeAs(ours);
                                for (int index = 0; index < ours.size(); index++) {
                                    String one = ours.get(index);
                                    String other = theirs.get(index);
                                    assertThat(WORDS.getOrDefault(other, asPrinted(other, one)))
                                            .as("%s %s", example.name(), at)
                                            .isEqualTo(asPrinted(one, one));
                                }
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
            JsonNode file =
                    Seed.read("golden/" + example.content().at("/golden/file").stringValue());
            if (!example.content().at("/golden").has("case")) {
                return file;
            }
            String id = example.content().at("/golden/case").stringValue();
            return file.get("cases")
                    .valueStream()
                    .filter(outside -> outside.get("id").stringValue().equals(id))
                    .findFirst()
                    .orElseThrow()
                    .get("expected");
        }

        @Test
        void every_conversion_price_and_payout_of_the_company_with_seven_classes_is_among_them() throws IOException {
            Set<String> answered = examples().stream()
                    .flatMap(Example::expectations)
                    .filter(expected -> expected.has("golden"))
                    .map(expected -> expected.get("golden").stringValue())
                    .collect(Collectors.toSet());
            assertThat(Seed.read("golden/kelvin_v4_truth.json").propertyNames().stream()
                            .filter(key -> key.startsWith("antidilution.") || key.startsWith("waterfall."))
                            .filter(key -> !answered.contains("/" + key)))
                    .isEmpty();
        }

        private static Stream<String> leaves(String at, JsonNode node) {
            if (node.isObject()) {
                return node.properties().stream().flatMap(entry -> leaves(at + "/" + entry.getKey(), entry.getValue()));
            }
            if (node.isArray() && node.valueStream().anyMatch(JsonNode::isContainer)) {
                return Stream.iterate(0, index -> index < node.size(), index -> index + 1)
                        .flatMap(index -> leaves(at + "/" + index, node.get(index)));
            }
            return Stream.of(at);
        }
    }
}
