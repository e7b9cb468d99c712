package io.dealledger.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.dealledger.DealLedger;
import io.dealledger.testing.Api;
import io.dealledger.testing.LedgerDatabase;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** What changed, at the command line, beside a running server. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"ledger.sample=true", "ledger.password=" + Api.PASSWORD})
@Import(LedgerDatabase.class)
class DiffCommandTest {
    @LocalServerPort
    private int port;

    @Autowired
    private DataSource database;

    private Api auditor;
    private String afterBatch1 = "";
    private String afterBatch3 = "";

    private record Ended(int exit, String out, String messages) {}

    @BeforeEach
    void ask_where_the_sample_stands() {
        auditor = new Api(port, "auditor");
        JsonNode sample = auditor.ok("/api/sample");
        afterBatch1 = sample.at("/batches/0/position").asString();
        afterBatch3 = sample.at("/batches/2/position").asString();
    }

    private Ended run(String... arguments) throws SQLException {
        HikariDataSource pool = database.unwrap(HikariDataSource.class);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int exit = Start.run(
                DealLedger.class,
                new Surroundings(
                        out,
                        Map.of(
                                "SPRING_DATASOURCE_URL", pool.getJdbcUrl(),
                                "SPRING_DATASOURCE_USERNAME", pool.getUsername(),
                                "SPRING_DATASOURCE_PASSWORD", pool.getPassword())),
                messages,
                arguments);
        return new Ended(exit, out.toString(UTF_8), messages.toString(UTF_8));
    }

    @Test
    void tells_what_was_restated_for_a_party_in_lines_and_as_the_server_does() throws Exception {
        Ended lines = run(
                "diff",
                "pa_alibaba",
                "--from-as-of",
                "2024-03-31",
                "--to-as-of",
                "2024-03-31",
                "--from-known-at",
                afterBatch1,
                "--to-known-at",
                afterBatch3);
        assertThat(lines.exit()).as(lines.messages()).isEqualTo(Exit.OK);
        assertThat(lines.out())
                .contains("/investments/co_moonshot/invested")
                .contains("at least 300000000 USD")
                .contains("about 800000000 USD")
                .contains("CLAIM_REPLACED")
                .contains("Financial Times");
        Ended json = run(
                "diff",
                "pa_alibaba",
                "--from-as-of",
                "2024-03-31",
                "--to-as-of",
                "2024-03-31",
                "--from-known-at",
                afterBatch1,
                "--to-known-at",
                afterBatch3,
                "--json");
        assertThat(json.out().strip())
                .isEqualTo(
                        auditor.get("/api/parties/pa_alibaba/changes?fromAsOf=2024-03-31&toAsOf=2024-03-31&fromKnownAt="
                                        + afterBatch1 + "&toKnownAt=" + afterBatch3)
                                .response()
                                .body()
                                .strip());
    }

    @Test
    void tells_what_moved_in_a_company() throws Exception {
        Ended moved = run("diff", "co_exemplar", "--from-as-of", "2020-01-01", "--to-as-of", "2026-01-01", "--csv");
        assertThat(moved.exit()).as(moved.messages()).isEqualTo(Exit.OK);
        assertThat(moved.out()).contains("/classes/Common/outstanding,8000000,15900000,NEW_FACT");
    }

    @Test
    void rolls_forward_as_the_server_does_in_every_form() throws Exception {
        String window = "fromAsOf=2020-01-01&toAsOf=2026-01-01&by=ACCOUNTING";
        for (String subject : List.of("co_exemplar", "pa_alibaba")) {
            String path = (subject.startsWith("co_") ? "/api/companies/" : "/api/parties/") + subject;
            String[] asked = {
                "diff", subject, "--from-as-of", "2020-01-01", "--to-as-of", "2026-01-01", "--by", "ACCOUNTING"
            };
            for (String question : List.of("/changes", "/roll-forward")) {
                List<String> arguments = new ArrayList<>(List.of(asked));
                if (question.equals("/roll-forward")) {
                    arguments.add("--roll-forward");
                }
                arguments.add("--csv");
                Ended csv = run(arguments.toArray(String[]::new));
                assertThat(csv.exit()).as(csv.messages()).isEqualTo(Exit.OK);
                assertThat(csv.out())
                        .isEqualTo(auditor.get(path + question + ".csv?" + window)
                                .response()
                                .body())
                        .contains("header,fromAsOf,2020-01-01")
                        .contains("header,fromKnownAtRecordedAt,2")
                        .contains("header,asOf,2026-01-01")
                        .contains("header,by,ACCOUNTING")
                        .contains("header,checkpointRoot,")
                        .contains("header,program,")
                        .contains("controls,")
                        .contains("totals,");
                assertThat(auditor.get(path + question + ".xlsx?" + window).header("Content-Disposition"))
                        .contains(subject + question.replace('/', '-') + ".xlsx");
            }
        }
        assertThat(auditor.get("/api/companies/co_exemplar/roll-forward.csv?" + window)
                        .response()
                        .body())
                .containsPattern("parts,[^,]+,shares,shares,movement,SPLIT,[0-9]+,[0-9]");
    }

    @Test
    void tells_by_its_exit_code_whether_anything_differs_where_that_is_asked() throws Exception {
        for (String form : List.of("--json", "--roll-forward")) {
            assertThat(run(
                                    "diff",
                                    "co_exemplar",
                                    "--from-as-of",
                                    "2020-01-01",
                                    "--to-as-of",
                                    "2026-01-01",
                                    "--exit-code",
                                    form)
                            .exit())
                    .as(form)
                    .isEqualTo(Exit.FOUND_WRONG);
            assertThat(run(
                                    "diff",
                                    "co_exemplar",
                                    "--from-as-of",
                                    "2026-01-01",
                                    "--to-as-of",
                                    "2026-01-01",
                                    "--exit-code",
                                    form)
                            .exit())
                    .as(form)
                    .isEqualTo(Exit.OK);
        }
        assertThat(run("diff", "co_exemplar", "--from-as-of", "2020-01-01", "--roll-forward", "--currency", "USD")
                        .exit())
                .isEqualTo(Exit.USAGE);
    }

    @Test
    void says_which_question_it_cannot_answer() throws Exception {
        assertThat(run("diff", "co_exemplar").exit()).isEqualTo(Exit.USAGE);
        assertThat(run("diff", "co_exemplar", "--from-as-of", "2020-01-01", "--basis", "COST")
                        .exit())
                .isEqualTo(Exit.USAGE);
        assertThat(run("diff", "co_nobody", "--from-as-of", "2020-01-01").exit())
                .isEqualTo(Exit.FAILED);
    }
}
