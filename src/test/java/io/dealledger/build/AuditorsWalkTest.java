package io.dealledger.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dealledger.testing.Api;
import io.dealledger.testing.JavaProgram;
import io.dealledger.testing.LedgerProcess;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The walk that the README offers auditors, as it stands there: typed into a shell, beside the program as it starts. */
class AuditorsWalkTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\n(.*?)^```$");
    private static final Pattern OF_THE_TOUR = Pattern.compile("(?m)^(ask\\(\\)|B[13]=).*$");
    private static final String MARK = "@@ ";

    @TempDir
    private Path folder;

    /** @param printed to the screen by the line */
    private record Typed(String line, String printed) {
        JsonNode json() {
            return JSON.readTree(printed);
        }
    }

    private static boolean has(String command) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, command)));
    }

    private static List<String> lines() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int start = readme.indexOf("\n## For auditors\n");
        String walk = readme.substring(start, readme.indexOf("\n### ", start));
        List<String> lines = new ArrayList<>(OF_THE_TOUR
                .matcher(readme.substring(0, start))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList());
        BLOCK.matcher(walk).results().flatMap(block -> block.group(1).lines()).forEach(lines::add);
        return lines;
    }

    private List<Typed> type(LedgerProcess ledger, List<String> lines) throws IOException, InterruptedException {
        String java =
                JavaProgram.command().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        StringBuilder script = new StringBuilder("set -eu\n");
        for (int number = 0; number < lines.size(); number++) {
            script.append("printf '\\n")
                    .append(MARK)
                    .append(number)
                    .append("\\n'\n")
                    .append(lines.get(number)
                            .replace("127.0.0.1:8080", "127.0.0.1:" + ledger.port())
                            .replace(":tour", ":" + Api.PASSWORD)
                            .replace("java -jar target/deal-ledger.jar", java))
                    .append('\n');
        }
        Process shell = new ProcessBuilder(
                        "bash",
                        Files.writeString(folder.resolve("walk.sh"), script).toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String screen = new String(shell.getInputStream().readAllBytes(), UTF_8);
        assertThat(shell.waitFor()).as(screen).isZero();
        List<Typed> typed = new ArrayList<>();
        for (String part : screen.split("\n" + MARK, -1)) {
            int end = part.indexOf('\n');
            if (end > 0) {
                typed.add(new Typed(
                        lines.get(Integer.parseInt(part.substring(0, end))),
                        part.substring(end + 1).strip()));
            }
        }
        return typed;
    }

    private static BigDecimal ofTheAngel(JsonNode capTable) {
        return StreamSupport.stream(capTable.get("holdings").spliterator(), false)
                .filter(holding -> holding.get("party").asString().equals("pa_angel")
                        && holding.get("class").asString().equals("Common"))
                .map(holding -> new BigDecimal(holding.get("quantity").asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<JsonNode> answers(List<Typed> walk, String question) {
        List<JsonNode> answers = walk.stream()
                .filter(typed -> typed.line().contains(question))
                .map(Typed::json)
                .toList();
        assertThat(answers).as(question).isNotEmpty();
        return answers;
    }

    @Test
    void shows_what_it_says_line_by_line() throws Exception {
        assumeTrue(has("bash") && has("curl"), "skipped: the walk is typed into bash and needs curl; one is missing");
        List<Typed> walk;
        try (LedgerProcess ledger = LedgerProcess.start(folder.resolve("data"), Map.of("DEAL_LEDGER_SAMPLE", "true"))) {
            walk = type(ledger, lines());
        }

        for (Typed typed : walk) {
            boolean refused = typed.line().contains("walk-4");
            assertThat(typed.printed().contains("\"/problems/"))
                    .as("%s%n%s", typed.line(), typed.printed())
                    .isEqualTo(refused);
        }

        assertThat(answers(walk, "parties/pa_alibaba/changes").getFirst().toString())
                .contains("co_moonshot");

        JsonNode wrong = answers(walk, "asOf=2024-02-29&knownAt=$WRONG").getFirst();
        JsonNode right = answers(walk, "asOf=2024-02-29&knownAt=$RIGHT").getFirst();
        assertThat(ofTheAngel(wrong).subtract(ofTheAngel(right))).isEqualByComparingTo("9000");

        assertThat(answers(walk, "walk-4").getFirst().get("type").asString()).isEqualTo("/problems/period-closed");
        JsonNode closed = answers(walk, "asOf=2024-06-30&knownAt=$CLOSED").getFirst();
        List<JsonNode> since = answers(walk, "cap-table?asOf=2024-06-30'");
        JsonNode books = answers(walk, "asOf=2024-06-30&by=ACCOUNTING").getFirst();
        assertThat(ofTheAngel(since.getFirst()).subtract(ofTheAngel(closed))).isEqualByComparingTo("500");
        assertThat(books.get("holdings")).isEqualTo(closed.get("holdings"));

        assertThat(walk)
                .filteredOn(typed -> typed.line().contains("verify "))
                .hasSize(2)
                .allSatisfy(typed -> assertThat(typed.printed()).startsWith("Intact: "));
        assertThat(answers(walk, "/api/verifications").getFirst().get("intact").asBoolean())
                .isTrue();
        assertThat(answers(walk, "journal/gaps").getFirst().get("complete").asBoolean())
                .isTrue();
        assertThat(answers(walk, "tie-outs").getFirst().get("agrees").asBoolean())
                .isFalse();
    }
}
