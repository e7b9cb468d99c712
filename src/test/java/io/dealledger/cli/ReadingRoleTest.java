package io.dealledger.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealledger.DealLedger;
import io.dealledger.store.embedded.Credentials;
import io.dealledger.store.embedded.EmbeddedStore;
import io.dealledger.testing.Api;
import io.dealledger.testing.LedgerDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** An auditor reads a PostgreSQL on which the role may write nothing, beside the server that is at work on it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"ledger.sample=true", "ledger.password=" + Api.PASSWORD})
@Import(LedgerDatabase.class)
class ReadingRoleTest {
    private static final String ROLE = "jane";
    private static final String PASSWORD = "a password of jane's";

    @LocalServerPort
    private int port;

    @Autowired
    private EmbeddedStore.Opened opened;

    private EmbeddedStore.Database database;
    private long head;

    @SuppressWarnings("ArrayRecordComponent") // looked at once and compared by nobody
    private record Ran(int exit, byte[] out, String err) {
        String text() {
            return new String(out, UTF_8);
        }
    }

    @BeforeEach
    void let_jane_read() {
        database = opened.database();
        JdbcClient owner = as(LedgerDatabase.superuser());
        if (owner.sql("select 1 from pg_roles where rolname = ?")
                .param(ROLE)
                .query()
                .listOfRows()
                .isEmpty()) {
            owner.sql("create role " + ROLE + " login password 'a password of jane''s' in role ledger_read")
                    .update();
        }
        head = as(database.app())
                .sql("select position from ledger_head")
                .query(Long.class)
                .single();
    }

    private JdbcClient as(Credentials role) {
        return JdbcClient.create(new DriverManagerDataSource(database.url(), role.user(), role.password()));
    }

    private JdbcClient jane() {
        return as(new Credentials(ROLE, PASSWORD));
    }

    private Ran run(Credentials role, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", database.url(), "--user", role.user()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Start.run(
                DealLedger.class,
                new Surroundings(out, Map.of("PGPASSWORD", role.password())),
                err,
                all.toArray(String[]::new));
        return new Ran(exit, out.toByteArray(), err.toString(UTF_8));
    }

    private Ran run(String... arguments) {
        return run(new Credentials(ROLE, PASSWORD), arguments);
    }

    private byte[] ok(String... arguments) {
        Ran ran = run(arguments);
        assertThat(ran.exit())
                .as("%s: %s", Arrays.toString(arguments), ran.err())
                .isEqualTo(Exit.OK);
        return ran.out();
    }

    private byte[] http(String path) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = new Api(port, "auditor").request(path).GET().build();
            var answer = client.send(request, BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            return answer.body();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Nested
    class The_answer {
        @Test
        void is_byte_for_byte_that_of_the_server_in_every_form() {
            String at = "asOf=2024-03-31&knownAt=" + head;
            List<String> point = List.of("--as-of", "2024-03-31", "--known-at", Long.toString(head));
            record Question(List<String> command, String path, String parameters) {}
            for (Question question : List.of(
                    new Question(
                            List.of("cap-table", "co_exemplar", "--by", "class", "--denominator", "OUTSTANDING"),
                            "/api/companies/co_exemplar/cap-table",
                            at + "&by=class&denominator=OUTSTANDING"),
                    new Question(
                            List.of("exposure", "pa_alibaba", "--no-group", "--currency", "USD"),
                            "/api/parties/pa_alibaba/exposure",
                            at + "&group=false&currency=USD"),
                    new Question(
                            List.of("valuations", "co_exemplar", "--currency", "EUR"),
                            "/api/companies/co_exemplar/valuations",
                            at + "&currency=EUR"))) {
                for (String form : List.of("json", "csv", "xlsx")) {
                    List<String> command = new ArrayList<>(question.command);
                    command.addAll(point);
                    command.add("--" + form);
                    assertThat(ok(command.toArray(String[]::new)))
                            .as("%s", command)
                            .isEqualTo(http(question.path + (form.equals("json") ? "" : "." + form) + "?"
                                    + question.parameters));
                }
            }
        }

        @Test
        void of_the_journal_is_the_servers_too() {
            assertThat(ok("journal", "--limit", "7", "--after", "3", "--json"))
                    .isEqualTo(http("/api/journal?limit=7&after=3"));
            assertThat(ok("journal", "--stream", "co_exemplar", "--csv"))
                    .isEqualTo(http("/api/journal.csv?stream=co_exemplar"));
        }

        @Test
        void of_the_journal_is_narrowed_down_by_every_filter_of_the_server() throws IOException {
            JsonNode some = new Api(port, "auditor")
                    .ok("/api/journal?stream=co_exemplar&name=shares-issued")
                    .at("/events/0");
            JsonNode metadata = some.get("metadata");
            record Filter(String option, String parameter, String value) {}
            List<Filter> filters = List.of(
                    new Filter("--stream", "stream", "co_exemplar"),
                    new Filter("--stream-type", "streamType", "fx"),
                    new Filter("--name", "name", "shares-issued,round-closed"),
                    new Filter("--actor", "actor", some.get("actor").asString()),
                    new Filter("--client", "client", metadata.get("client").asString()),
                    new Filter("--effective-on-from", "effectiveOnFrom", "2022-01-01"),
                    new Filter("--effective-on-to", "effectiveOnTo", "2022-01-01"),
                    new Filter("--recorded-at-from", "recordedAtFrom", "2020-01-01T00:00:00Z"),
                    new Filter("--recorded-at-to", "recordedAtTo", "2020-01-01T00:00:00Z"),
                    new Filter("--accounting-on-from", "accountingOnFrom", "2022-01-01"),
                    new Filter("--accounting-on-to", "accountingOnTo", "2022-01-01"),
                    new Filter("--correlation", "correlation", "nothing-of-the-kind"),
                    new Filter("--command", "command", metadata.get("commandId").asString()));
            for (Filter filter : filters) {
                assertThat(ok("journal", filter.option, filter.value, "--json"))
                        .as("%s", filter)
                        .isEqualTo(http("/api/journal?" + filter.parameter + "=" + filter.value));
            }
            assertThat(ok("journal", "--corrected", "--json")).isEqualTo(http("/api/journal?corrected=true"));
            assertThat(ok("journal", "--correcting", "--json")).isEqualTo(http("/api/journal?correcting=true"));
            byte[] narrow = ok("journal", "--stream", "co_exemplar", "--name", "shares-issued", "--csv");
            assertThat(narrow).isEqualTo(http("/api/journal.csv?stream=co_exemplar&name=shares-issued"));
            // None of these is the whole journal by accident, and the report says by what it was narrowed down.
            try (CSVParser parser = CSVParser.parse(new String(narrow, UTF_8), CSVFormat.RFC4180)) {
                List<CSVRecord> records = parser.getRecords();
                assertThat(records)
                        .anySatisfy(
                                record -> assertThat(record.toList()).startsWith("header", "name", "shares-issued"));
                assertThat(records.stream()
                                .filter(record -> record.get(0).equals("events"))
                                .toList())
                        .isNotEmpty()
                        .allMatch(record -> record.toList().contains("shares-issued")
                                || record.toList().contains("position"));
            }
        }

        @Test
        void names_the_option_that_cannot_be_meant() {
            for (Map.Entry<String, String> wrong : Map.of(
                            "--name", "No Name",
                            "--effective-on-from", "yesterday",
                            "--recorded-at-to", "2024-01-01",
                            "--stream-type", "companies",
                            "--limit", "1001",
                            "--after", "-1")
                    .entrySet()) {
                Ran ran = run("journal", wrong.getKey(), wrong.getValue());
                assertThat(ran.exit()).as("%s", wrong).isEqualTo(Exit.USAGE);
                assertThat(ran.err()).as("%s", wrong).contains(wrong.getKey() + ": ");
                assertThat(ran.out()).as("%s", wrong).isEmpty();
            }
        }

        @Test
        void is_a_table_for_a_person_who_asks_for_nothing_else() {
            String table = new String(ok("cap-table", "co_exemplar", "--as-of", "2023-12-31"), UTF_8);
            assertThat(table.lines().toList())
                    .contains("holdings", "controls")
                    .anyMatch(line -> line.matches("asOf +2023-12-31"))
                    .anyMatch(line -> line.matches("knownAt +" + head))
                    .anyMatch(line -> line.matches("program +deal-ledger .*"))
                    .anyMatch(line -> line.matches(" +pa_founder-a +Common +[0-9]+ .*"));
        }

        @Test
        void goes_into_a_file_that_is_there_when_it_is_whole(@TempDir Path folder) throws IOException {
            Path file = folder.resolve("cap-table.xlsx");
            assertThat(ok("cap-table", "co_exemplar", "--as-of", "2023-12-31", "--xlsx", "-o", file.toString()))
                    .isEmpty();
            assertThat(Files.readAllBytes(file))
                    .isEqualTo(ok("cap-table", "co_exemplar", "--as-of", "2023-12-31", "--xlsx"));
            try (var files = Files.list(folder)) {
                assertThat(files).containsExactly(file);
            }
        }
    }

    @Nested
    class The_header {
        private Map<String, String> header(byte[] csv) throws IOException {
            Map<String, String> header = new TreeMap<>();
            try (CSVParser parser = CSVParser.parse(new String(csv, UTF_8), CSVFormat.RFC4180)) {
                for (CSVRecord record : parser) {
                    if (record.get(0).equals("header")) {
                        header.put(record.get(1), record.get(2));
                    }
                }
            }
            return header;
        }

        @Test
        void says_of_when_it_is_on_both_clocks_what_proves_it_and_how_it_was_asked() throws IOException {
            Map<String, String> header = header(ok(
                    "exposure",
                    "pa_alibaba",
                    "--as-of",
                    "2024-03-11",
                    "--known-at",
                    Long.toString(head),
                    "--published-by",
                    "2024-03-31",
                    "--csv"));
            JsonNode event = new Api(port, "auditor").ok("/api/journal?limit=1&after=" + (head - 1));
            assertThat(header)
                    .containsEntry("report", "exposure")
                    .containsEntry("party", "pa_alibaba")
                    .containsEntry("asOf", "2024-03-11")
                    .containsEntry("knownAt", Long.toString(head))
                    .containsEntry(
                            "knownAtRecordedAt",
                            event.at("/events/0/recordedAt").asString())
                    .containsEntry("publishedBy", "2024-03-31")
                    .containsEntry("headPosition", Long.toString(head))
                    .containsEntry("checkpointSize", Long.toString(head))
                    .containsEntry("basis", "LATEST_ROUND")
                    .containsEntry("group", "true");
            String checkpoint = new String(http("/api/checkpoints/" + head), UTF_8);
            assertThat(checkpoint.lines().skip(2).findFirst()).contains(header.get("checkpointRoot"));
        }

        @Test
        void of_an_earlier_moment_says_nothing_of_what_came_since() throws IOException {
            String[] question = {
                "cap-table", "co_exemplar", "--as-of", "2021-12-31", "--known-at", Long.toString(head - 1), "--csv"
            };
            byte[] before = ok(question);
            new Api(port, "backoffice")
                    .post(
                            "/api/parties",
                            "{\"id\": \"pa_late-" + System.nanoTime() + "\", \"name\": \"Late\","
                                    + " \"kind\": \"FUND\"}");
            assertThat(ok(question)).isEqualTo(before);
            assertThat(header(before))
                    .containsEntry("headPosition", header(before).get("knownAt"));
        }
    }

    @Nested
    class A_workbook {
        @Test
        void holds_the_figures_of_the_answer_to_the_last_digit() throws IOException {
            JsonNode answer =
                    new Api(port, "auditor").ok("/api/companies/co_exemplar/cap-table?asOf=2023-12-31&knownAt=" + head);
            byte[] workbook = ok(
                    "cap-table", "co_exemplar", "--as-of", "2023-12-31", "--known-at", Long.toString(head), "--xlsx");
            try (ReadableWorkbook read = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
                List<Row> rows = read.findSheet("holdings").orElseThrow().read();
                assertThat(rows).hasSize(answer.get("holdings").size() + 1);
                BigDecimal sum = BigDecimal.ZERO;
                for (int row = 1; row < rows.size(); row++) {
                    JsonNode holding = answer.get("holdings").get(row - 1);
                    Row cells = rows.get(row);
                    assertThat(cells.getCellText(0))
                            .isEqualTo(holding.get("party").asString());
                    assertThat(cells.getCellText(1))
                            .isEqualTo(holding.get("class").asString());
                    assertThat(cells.getCellAsNumber(2))
                            .contains(new BigDecimal(holding.get("quantity").asString()));
                    assertThat(cells.getCellText(4))
                            .isEqualTo(holding.at("/ownership/fraction").asString());
                    assertThat(cells.getCellAsNumber(5))
                            .contains(new BigDecimal(
                                    holding.at("/ownership/percent").asString()));
                    sum = sum.add(cells.getCellAsNumber(6).orElseThrow());
                }
                assertThat(sum).isEqualByComparingTo("100");
                List<Row> front = read.findSheet("report").orElseThrow().read();
                assertThat(front.stream()
                                .filter(row -> row.getCellCount() > 3
                                        && row.getCellText(0).equals("holdings")
                                        && row.getCellText(1).equals("displayed"))
                                .map(row -> row.getCellAsNumber(3).orElseThrow())
                                .findFirst()
                                .orElseThrow())
                        .isEqualByComparingTo("100");
            }
        }
    }

    @Nested
    class The_role {
        @Test
        void may_write_nothing_and_sees_no_key_and_no_receipt() {
            for (String statement : List.of(
                    "insert into domain_event default values",
                    "update ledger_head set position = 0",
                    "delete from projection.progress",
                    "create table public.mine (a int)",
                    "create table projection.mine (a int)",
                    "select ledger_settle(now())",
                    "select * from person_key",
                    "select * from receipt",
                    "select * from token_entry")) {
                assertThatThrownBy(() -> jane().sql(statement).query().listOfRows())
                        .as(statement)
                        .isInstanceOf(DataAccessException.class);
            }
        }

        @Test
        void reads_what_a_rebuild_has_made_anew() {
            as(database.app())
                    .sql("create table projection.made_anew (a int); drop table projection.made_anew;"
                            + " create table projection.made_again (a int)")
                    .update();
            assertThat(jane().sql("select * from projection.made_again").query().listOfRows())
                    .isEmpty();
            as(database.app()).sql("drop table projection.made_again").update();
        }
    }

    @Nested
    class Nothing {
        /** The server seals and projects behind the head; what it has still to do is nobody else's writing. */
        @BeforeEach
        void the_server_has_come_to_rest() throws InterruptedException {
            long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!as(database.app())
                    .sql("select (select max(size) from seal_batch) = h.position and not exists (select from"
                            + " projection.progress p where p.position < h.position) from ledger_head h")
                    .query(Boolean.class)
                    .single()) {
                assertThat(System.nanoTime()).isLessThan(until);
                Thread.sleep(20);
            }
        }

        private String state() {
            return as(database.app())
                    .sql("select row(h, (select count(*) from domain_event), (select count(*) from receipt),"
                            + " (select count(*) from seal_batch), (select array_agg(p order by p.name) from"
                            + " projection.progress p))::text from ledger_head h")
                    .query(String.class)
                    .single();
        }

        @Test
        void is_written_even_as_a_role_that_could() {
            String before = state();
            // The service's own role is let in, and its sessions are read-only all the same.
            for (String form : List.of("--json", "--csv")) {
                Ran ran = run(database.app(), "exposure", "pa_alibaba", "--as-of", "2024-03-11", form);
                assertThat(ran.exit()).as(ran.err()).isEqualTo(Exit.OK);
            }
            assertThat(state()).isEqualTo(before);
        }

        @Test
        void is_settled_so_that_an_instant_behind_the_newest_event_is_refused() {
            String before = state();
            String later = Instant.now().minus(1, ChronoUnit.MILLIS).toString();
            for (Credentials role : List.of(new Credentials(ROLE, PASSWORD), database.app())) {
                Ran ran = run(role, "cap-table", "co_exemplar", "--known-at", later);
                assertThat(ran.exit()).as(ran.err()).isEqualTo(Exit.USAGE);
                assertThat(ran.out()).isEmpty();
                assertThat(ran.err()).contains("--known-at: ", "position " + head);
            }
            assertThat(state()).isEqualTo(before);
        }

        @Test
        void is_in_the_way_of_an_instant_that_is_settled() {
            String settled = as(database.app())
                    .sql("select to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from"
                            + " ledger_head")
                    .query(String.class)
                    .single();
            assertThat(new String(ok("cap-table", "co_exemplar", "--known-at", settled), UTF_8))
                    .containsPattern("knownAt +" + head);
        }
    }

    @Nested
    class What_is_not_known {
        @Test
        void ends_with_1_and_names_it() {
            Ran ran = run("cap-table", "co_nobody", "--json");
            assertThat(ran.exit()).isEqualTo(Exit.FAILED);
            assertThat(ran.text()).isEmpty();
            assertThat(ran.err()).contains("co_nobody");
        }

        @Test
        void as_a_position_behind_the_newest_ends_with_64() {
            assertThat(run("cap-table", "co_exemplar", "--known-at", "99999999").exit())
                    .isEqualTo(Exit.USAGE);
        }

        @Test
        void as_a_password_ends_with_1() {
            Ran ran = run(new Credentials(ROLE, "wrong"), "cap-table", "co_exemplar");
            assertThat(ran.exit()).isEqualTo(Exit.FAILED);
            assertThat(ran.err()).contains("password authentication failed").doesNotContain("wrong");
        }
    }
}
