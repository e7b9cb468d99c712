package io.dealledger.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dealledger.DealLedger;
import io.dealledger.http.Asked;
import io.dealledger.http.AskedBetween;
import io.dealledger.http.AskedPeriod;
import io.dealledger.store.embedded.Credentials;
import io.dealledger.store.embedded.EmbeddedStore;
import io.dealledger.testing.Api;
import io.dealledger.testing.LedgerDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
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
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.core.MethodParameter;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

        /** All but the names of natural persons, for which a role that may only read has no key. */
        @Test
        void in_the_form_of_OCF_is_that_of_the_server() throws IOException {
            List<String> command =
                    List.of("export-ocf", "co_exemplar", "--as-of", "2023-12-31", "--known-at", Long.toString(head));
            String path = "/api/companies/co_exemplar/ocf";
            String question = "?asOf=2023-12-31&knownAt=" + head;
            Map<String, String> files = unzipped(ok(with(command, "-o", "-")));
            Map<String, String> servers = unzipped(http(path + question));
            assertThat(files.keySet()).isEqualTo(servers.keySet()).hasSizeGreaterThan(7);
            files.forEach((name, text) -> {
                if (!Set.of("Stakeholders.ocf.json", "Manifest.ocf.json").contains(name)) {
                    assertThat(text).as(name).isEqualTo(servers.get(name));
                }
            });
            assertThat(files.get("Stakeholders.ocf.json"))
                    .contains(
                            "\"legal_name\":\"unreadable\"",
                            "The name is recorded and cannot be read with the rights of whoever made this package")
                    .doesNotContain("erased");
            assertThat(JsonMapper.shared().readTree(ok(with(command, "--report"))))
                    .isEqualTo(JsonMapper.shared().readTree(http(path + "/report" + question)));
        }

        private static String[] with(List<String> command, String... more) {
            return Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new);
        }

        private static Map<String, String> unzipped(byte[] zip) throws IOException {
            Map<String, String> files = new TreeMap<>();
            try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    files.put(entry.getName(), new String(in.readAllBytes(), UTF_8));
                }
            }
            return files;
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
    class An_explanation {
        private static final String CAP_TABLE = "/api/companies/co_exemplar/cap-table?asOf=2022-05-01&by=holder";

        @Test
        void is_byte_for_byte_that_of_the_server_for_every_report() {
            Map<String, String> figures = Map.of(
                    CAP_TABLE,
                    "/holdings/0/ownership/percent",
                    "/api/companies/co_moonshot/valuations?asOf=2024-06-30&currency=EUR",
                    "/points/0/value",
                    "/api/companies/co_exemplar/rounds",
                    "/rounds/0/preMoney",
                    "/api/parties/pa_alibaba/exposure?asOf=2024-03-31&currency=USD&group=false",
                    "/investments/0/invested",
                    "/api/parties/pa_alibaba/overlap/pa_tencent?asOf=2024-03-31",
                    "/shared/0/company",
                    "/api/companies/co_moonshot/changes?fromAsOf=2023-01-01&toAsOf=2024-06-30",
                    "/movement/0/path",
                    "/api/journal/conflicts?asOf=2024-06-30",
                    "/companies/0/conflicts/0/kind",
                    "/api/parties/pa_alibaba/schedule-of-investments?asOf=2024-06-30",
                    "/lines/0/ownership");
            figures.forEach((of, at) -> assertThat(new String(ok("explain", "--of", of, "--at", at, "--json"), UTF_8))
                    .isEqualTo(
                            new String(http("/api/explain?of=" + URLEncoder.encode(of, UTF_8) + "&at=" + at), UTF_8)));
        }

        /** What the server can explain a figure of, with figures in it: not what a stream is now, and no file. */
        @Test
        void is_there_for_every_address_that_has_a_point_in_time(
                @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping server) {
            Set<String> asked = addresses(server);
            Map<String, String> environment = Map.of(
                    "SPRING_DATASOURCE_URL", database.url(),
                    "SPRING_DATASOURCE_USERNAME", ROLE,
                    "PGPASSWORD", PASSWORD);
            try (OpenLedger ledger = new Source(environment).open(Readers.class, ExplainableRooms.class)) {
                assertThat(addresses(ledger.get(RequestMappingHandlerMapping.class)))
                        .containsExactlyInAnyOrderElementsOf(asked)
                        .hasSizeGreaterThan(8);
            }
        }

        private static Set<String> addresses(RequestMappingHandlerMapping mapping) {
            Set<String> rooms = Set.of("company", "party", "report", "audit", "ocf.export");
            Set<String> addresses = new TreeSet<>();
            mapping.getHandlerMethods().forEach((address, method) -> {
                String room = method.getBeanType().getPackageName().replace("io.dealledger.", "");
                boolean asks = Arrays.stream(method.getMethodParameters())
                        .map(MethodParameter::getParameterType)
                        .anyMatch(type -> Set.of(Asked.class, AskedBetween.class, AskedPeriod.class)
                                .contains(type));
                if (asks
                        && !rooms.contains(room)
                        && address.getMethodsCondition().getMethods().contains(RequestMethod.GET)) {
                    addresses.addAll(address.getPatternValues());
                }
            });
            return addresses;
        }

        @Test
        void is_a_tree_down_to_the_events_for_a_person_who_asks_for_nothing_else() {
            List<String> tree = new String(
                            ok("explain", "--of", CAP_TABLE, "--at", "/holdings/0/ownership/percent"), UTF_8)
                    .lines()
                    .toList();
            JsonNode holding = new Api(port, "auditor").ok(CAP_TABLE).at("/holdings/0");
            assertThat(tree)
                    .contains(
                            "asOf     2022-05-01",
                            "knownAt  " + head,
                            holding.at("/ownership/percent").asString() + "  at /holdings/0/ownership/percent",
                            "  by percent = 100 x fraction; rounded: HALF_EVEN to 4 places",
                            "  " + holding.at("/ownership/fraction").asString() + "  at /holdings/0/ownership/fraction")
                    .anyMatch(line -> line.matches(" {6,}event [0-9]+ {2}shares-issued {2}co_exemplar version [0-9]+ .*"
                            + " effectiveOn [0-9-]{10} .* 0 -> [0-9]+"));
        }

        @Test
        void of_a_claim_shows_the_assumption_the_words_and_the_source() {
            String of = "/api/companies/co_moonshot/valuations?asOf=2024-06-30";
            JsonNode points = new Api(port, "auditor").ok(of).get("points");
            int implied = 0;
            while (!points.get(implied).get("kind").asString().equals("IMPLIED_POST_MONEY")) {
                implied++;
            }
            List<String> tree = new String(ok("explain", "--of", of, "--at", "/points/" + implied + "/value"), UTF_8)
                    .lines()
                    .toList();
            assertThat(tree)
                    .contains("  by implied post-money = invested to date / stake; rounded: bounds outward to 2 places")
                    .anyMatch(line -> line.startsWith("  assuming ") && line.contains("the latest round"))
                    .contains("    by stated; rounded: bounds outward to 2 places")
                    .anyMatch(line -> line.startsWith("    from ") && line.contains("Alibaba"));

            String rounds = "/api/companies/co_moonshot/rounds?asOf=2024-06-30";
            JsonNode report = new Api(port, "auditor").ok(rounds);
            String quoted = quoted(report, "").orElseThrow();
            assertThat(new String(ok("explain", "--of", rounds, "--at", quoted), UTF_8))
                    .contains(
                            "  in the words: " + report.at(quoted).get("phrase").asString());
        }

        /** Where the first claim stands that has the words of its source. */
        private static Optional<String> quoted(JsonNode node, String at) {
            if (node.isObject() && node.has("op") && node.has("phrase")) {
                return Optional.of(at);
            }
            Stream<Optional<String>> further = node.isArray()
                    ? IntStream.range(0, node.size()).mapToObj(index -> quoted(node.get(index), at + "/" + index))
                    : node.propertyStream().map(field -> quoted(field.getValue(), at + "/" + field.getKey()));
            return further.flatMap(Optional::stream).findFirst();
        }

        @Test
        void takes_its_point_in_time_from_options_too() {
            byte[] inside = ok(
                    "explain",
                    "--of",
                    "/api/companies/co_exemplar/cap-table?knownAt=" + head + "&asOf=2022-05-01",
                    "--at",
                    "/holdings/0/quantity",
                    "--json");
            assertThat(ok(
                            "explain",
                            "--of",
                            "/api/companies/co_exemplar/cap-table",
                            "--at",
                            "/holdings/0/quantity",
                            "--as-of",
                            "2022-05-01",
                            "--known-at",
                            Long.toString(head),
                            "--json"))
                    .isEqualTo(inside);
        }

        @Test
        void is_refused_by_the_name_of_the_option_that_is_wrong() {
            record Wrong(int exit, String says, List<String> options) {}
            String capTable = "/api/companies/co_exemplar/cap-table";
            for (Wrong wrong : List.of(
                    new Wrong(Exit.USAGE, "--at: ", List.of("--of", capTable, "--at", "holdings")),
                    new Wrong(Exit.USAGE, "--at: ", List.of("--of", capTable, "--at", "/holdings/999/quantity")),
                    new Wrong(Exit.USAGE, "--at: ", List.of("--of", capTable, "--at", "/holdings")),
                    new Wrong(Exit.USAGE, "--of: ", List.of("--of", "cap-table", "--at", "/holdings/0/quantity")),
                    new Wrong(Exit.USAGE, "--of: ", List.of("--of", "/api/journal?limit=1", "--at", "/events/0")),
                    new Wrong(Exit.USAGE, "--of: ", List.of("--of", "/api/explain?of=x&at=y", "--at", "/figure")),
                    new Wrong(Exit.USAGE, "--of: ", List.of("--of", capTable + "?asof=2022-01-01", "--at", "/x")),
                    new Wrong(
                            Exit.USAGE,
                            "--of: asOf: 'never'",
                            List.of("--of", capTable + "?asOf=never", "--at", "/holdings/0/quantity")),
                    new Wrong(
                            Exit.USAGE,
                            "--as-of: 'never'",
                            List.of("--of", capTable, "--at", "/holdings/0/quantity", "--as-of", "never")),
                    new Wrong(
                            Exit.USAGE,
                            "--as-of: ",
                            List.of("--of", capTable + "?asOf=2022-01-01", "--at", "/x", "--as-of", "2022-01-01")),
                    new Wrong(
                            Exit.USAGE,
                            "--known-at: ",
                            List.of("--of", capTable, "--at", "/holdings/0/quantity", "--known-at", "99999999")),
                    new Wrong(Exit.USAGE, "--of", List.of("--at", "/holdings/0/quantity")),
                    new Wrong(
                            Exit.FAILED,
                            "co_nobody",
                            List.of("--of", "/api/companies/co_nobody/cap-table", "--at", "/holdings/0/quantity")),
                    new Wrong(
                            Exit.FAILED,
                            "nobody",
                            List.of("--of", "/api/companies/nobody/cap-table", "--at", "/holdings/0/quantity")))) {
                List<String> command = new ArrayList<>(List.of("explain"));
                command.addAll(wrong.options);
                Ran ran = run(command.toArray(String[]::new));
                assertThat(ran.err()).as("%s", wrong).contains(wrong.says);
                assertThat(ran.exit()).as("%s: %s", wrong, ran.err()).isEqualTo(wrong.exit);
                assertThat(ran.text()).as("%s", wrong).isEmpty();
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
        void the_server_has_come_to_rest() {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> as(database.app())
                            .sql("select (select max(size) from seal_batch) = h.position and not exists (select from"
                                    + " projection.progress p where p.position < h.position) from ledger_head h")
                            .query(Boolean.class)
                            .single());
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
