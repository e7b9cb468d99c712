package io.dealledger.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.Api;
import io.dealledger.testing.LedgerDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** What the README says is there: its questions are asked, its commands sent, its rooms and settings looked up. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        // Its name gives it a ledger of its own: the tour writes to the sample, which others compare to the last share.
        properties = {
            "ledger.sample=true",
            "ledger.password=" + Api.PASSWORD,
            "spring.application.name=deal-ledger-of-the-tour"
        })
@Import(LedgerDatabase.class)
class ReadmeTest {
    private static final Path ROOMS = Path.of("src", "main", "java", "io", "dealledger");
    private static final Pattern QUESTION = Pattern.compile("(?m)^ask ['\"]?([^'\"\\s]+)['\"]?$");
    private static final Pattern COMMAND = Pattern.compile(
            "-H 'Idempotency-Key: ([^']*)' \\\\\n +-d '([^']*)' \\\\\n +http://127\\.0\\.0\\.1:8080(\\S+)");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)\\)");
    /** What Spring Boot reads by itself. */
    private static final String SPRING = "SPRING_(DATASOURCE|FLYWAY)_(URL|USERNAME|USER|PASSWORD)";

    private final String readme;

    @LocalServerPort
    private int port;

    ReadmeTest() throws IOException {
        readme = Files.readString(Path.of("README.md"));
    }

    private List<MatchResult> all(Pattern pattern) {
        return pattern.matcher(readme).results().toList();
    }

    /** The walk for auditors is typed by {@link AuditorsWalkTest}. */
    private List<MatchResult> ofTheTour(Pattern pattern) {
        return pattern.matcher(section("Five minutes")).results().toList();
    }

    /** A section, from its heading to the next one. */
    private String section(String heading) {
        int start = readme.indexOf("\n## " + heading + "\n");
        assertThat(start).as(heading).isPositive();
        int end = readme.indexOf("\n## ", start + 1);
        return readme.substring(start, end < 0 ? readme.length() : end);
    }

    /** Words in backquotes in the first column of a section's table. */
    private Set<String> firstColumn(String heading) {
        return section(heading)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", -1)[1])
                .flatMap(cell ->
                        Pattern.compile("`([^`]+)`").matcher(cell).results().map(word -> word.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void every_question_of_the_tour_has_an_answer() {
        Api auditor = new Api(port, "auditor");
        JsonNode batches = auditor.ok("/api/sample").get("batches");
        List<MatchResult> questions = ofTheTour(QUESTION);
        assertThat(questions).hasSizeGreaterThan(8);
        for (MatchResult question : questions) {
            auditor.ok("/api/"
                    + question.group(1)
                            .replace("$B1", batches.get(0).get("position").asString())
                            .replace("$B3", batches.get(2).get("position").asString()));
        }
    }

    @Test
    void one_command_of_the_tour_is_refused_with_its_reason_and_the_other_has_one_effect() {
        Api backoffice = new Api(port, "backoffice");
        List<MatchResult> commands = ofTheTour(COMMAND);
        assertThat(commands).hasSize(2);
        MatchResult refused = commands.getFirst();
        Api.Answer problem = backoffice.post(refused.group(3), refused.group(2), refused.group(1));
        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.json().get("type").asString()).startsWith("/problems/");
        MatchResult retried = commands.get(1);
        Api.Answer first = backoffice.post(retried.group(3), retried.group(2), retried.group(1));
        Api.Answer second = backoffice.post(retried.group(3), retried.group(2), retried.group(1));
        assertThat(first.status()).as("%s", first.json()).isIn(200, 201);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.json()).isEqualTo(first.json());
    }

    @Test
    void the_map_shows_every_room_and_no_other() throws IOException {
        try (Stream<Path> rooms = Files.list(ROOMS)) {
            assertThat(firstColumn("Map"))
                    .containsExactlyInAnyOrderElementsOf(rooms.filter(Files::isDirectory)
                            .map(room -> room.getFileName().toString())
                            .toList());
        }
    }

    @Test
    void every_setting_is_one_that_the_application_reads() throws IOException {
        String settings = Files.readString(Path.of("src", "main", "resources", "application.yaml"));
        Set<String> named = firstColumn("Settings");
        assertThat(named).contains("DEAL_LEDGER_DATA", "OIDC_ISSUER", "SPRING_DATASOURCE_URL");
        assertThat(named).allMatch(name -> name.matches(SPRING) || settings.contains("${" + name + ":"));
        assertThat(Pattern.compile("\\$\\{([A-Z_]+):")
                        .matcher(settings)
                        .results()
                        .map(name -> name.group(1)))
                .allMatch(named::contains);
    }

    @Test
    void what_it_leads_to_is_there() {
        assertThat(all(LINK))
                .isNotEmpty()
                .allMatch(link -> link.group(1).startsWith("http") || Files.exists(Path.of(link.group(1))));
    }
}
