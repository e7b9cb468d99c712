package io.dealledger.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.calculate.Kind;
import io.dealledger.cli.CommandLineTest.Ran;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calculations at the command line: no ledger is anywhere near. */
class CalculateCommandTest {
    private static final String TERMS =
            "{\"preferred\":\"1000000\",\"obligation\":\"400000\",\"invested\":\"100000\",\"rate\":\"10:1\"}";

    @TempDir
    private Path folder;

    private Path file(String terms) throws IOException {
        return Files.writeString(folder.resolve("terms.json"), terms);
    }

    @Test
    void answers_with_what_http_answers_and_ends_with_0() throws IOException {
        Ran ran = CommandLineTest.run("calculate", "pay-to-play", file(TERMS).toString());
        assertThat(ran.exit()).as("%s", ran).isEqualTo(Exit.OK);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isEqualTo(new String(Kind.of("pay-to-play").answer(TERMS.getBytes(UTF_8)), UTF_8) + "\n");
    }

    @Test
    void reads_the_input_where_the_file_is_called_minus() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit = new CommandLine(new CalculateCommand(
                        new Surroundings(out, Map.of()), new ByteArrayInputStream(TERMS.getBytes(UTF_8))))
                .setErr(new PrintWriter(new StringWriter()))
                .execute("pay-to-play", "-");
        assertThat(exit).isEqualTo(Exit.OK);
        assertThat(out.toString(UTF_8)).contains("\"retained\":\"250000\"");
    }

    @Test
    void shows_the_problem_as_json_on_the_errors_and_ends_with_1_when_the_terms_cannot_be() throws IOException {
        Ran ran = CommandLineTest.run(
                "calculate", "pay-to-play", file(TERMS.replace("10:1", "0:1")).toString());
        assertThat(ran.exit()).isEqualTo(Exit.FAILED);
        assertThat(ran.out()).isEmpty();
        JsonNode problem = JsonMapper.shared().readTree(ran.err());
        assertThat(problem.get("status").intValue()).isEqualTo(422);
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/rate");
        assertThat(problem.at("/figures/rate").stringValue()).isEqualTo("0:1");
        assertThat(problem.get("instance").stringValue()).isEqualTo("/api/calculate/pay-to-play");
    }

    @Test
    void ends_with_64_for_a_kind_that_there_is_not_and_for_what_is_no_json() throws IOException {
        Ran unknown = CommandLineTest.run("calculate", "pay-to-win", file(TERMS).toString());
        assertThat(unknown.exit()).isEqualTo(Exit.USAGE);
        assertThat(unknown.err()).contains("pay-to-play");
        Ran broken = CommandLineTest.run("calculate", "pay-to-play", file("{").toString());
        assertThat(broken.exit()).isEqualTo(Exit.USAGE);
        assertThat(broken.err()).contains("unreadable-body");
    }

    @Test
    void ends_with_1_and_one_line_when_there_is_no_such_file() {
        Ran ran = CommandLineTest.run(
                "calculate", "pay-to-play", folder.resolve("nowhere.json").toString());
        assertThat(ran.exit()).isEqualTo(Exit.FAILED);
        assertThat(ran.err().lines()).hasSize(1);
        assertThat(ran.err()).startsWith("There is no file or folder ").contains("nowhere.json");
    }
}
