package io.dealledger.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.dealledger.DealLedger;
import io.dealledger.http.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a command line says before any ledger is opened, and what it ends with. */
class CommandLineTest {
    record Ran(int exit, String out, String err) {}

    static Ran run(String... arguments) {
        return with(Map.of(), arguments);
    }

    static Ran with(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Start.run(DealLedger.class, new Surroundings(out, environment), err, arguments);
        return new Ran(exit, out.toString(UTF_8), err.toString(UTF_8));
    }

    private static Set<String> commands() {
        return Start.commandLine(DealLedger.class, new Surroundings(new ByteArrayOutputStream(), Map.of()))
                .getSubcommands()
                .keySet();
    }

    @Nested
    class The_server {
        @Test
        void starts_without_arguments_and_with_settings_alone() {
            assertThat(Start.isServer()).isTrue();
            assertThat(Start.isServer("--server.port=0", "--ledger.sample=false"))
                    .isTrue();
            assertThat(Start.isServer("--debug")).isTrue();
        }

        @Test
        void does_not_start_by_a_command_nor_by_the_mistyped_options_of_one() {
            assertThat(Start.isServer("cap-table", "co_exemplar")).isFalse();
            assertThat(Start.isServer("--json", "cap-table", "co_exemplar")).isFalse();
            assertThat(Start.isServer("--url", "jdbc:postgresql://127.0.0.1/ledger"))
                    .isFalse();
            assertThat(Start.isServer("-h")).isFalse();
            assertThat(Start.isServer("--version")).isFalse();
        }
    }

    @Nested
    class Help {
        @Test
        void lists_the_commands_that_there_are_and_what_they_end_with() {
            Ran help = run("--help");
            assertThat(help.exit()).isEqualTo(Exit.OK);
            assertThat(help.err()).isEmpty();
            assertThat(commands()).contains("serve", "cap-table", "exposure", "valuations", "journal");
            assertThat(commands()).allSatisfy(command -> assertThat(help.out()).contains("  " + command + " "));
            assertThat(help.out()).contains("Exit codes", "  64  ");
        }

        @Test
        void is_there_for_every_command_and_shows_where_each_finds_its_ledger() {
            for (String command : commands()) {
                Ran help = run(command, "--help");
                assertThat(help.exit()).as(command).isEqualTo(Exit.OK);
                assertThat(help.out()).as(command).contains("deal-ledger " + command);
            }
        }

        @Test
        void says_of_every_command_what_it_ends_with() {
            for (String command : commands()) {
                String help = run(command, "--help").out();
                assertThat(help).as(command).containsPattern("Exit codes:\\n +0 +\\S");
                assertThat(help.lines())
                        .as(command)
                        .anyMatch(line -> line.matches(" +1 +[a-z].*"))
                        .anyMatch(line -> line.matches(" +64 +[a-z].*"));
            }
            for (String checking : List.of("verify", "rebuild", "replay")) {
                assertThat(run(checking, "--help").out().lines())
                        .as(checking)
                        .anyMatch(line -> line.matches(" +2 +[a-z].*"));
            }
        }

        @Test
        void never_offers_a_password_among_the_options() {
            for (Map.Entry<String, CommandLine> command : Start.commandLine(
                            DealLedger.class, new Surroundings(new ByteArrayOutputStream(), Map.of()))
                    .getSubcommands()
                    .entrySet()) {
                assertThat(command.getValue().getCommandSpec().options())
                        .as(command.getKey())
                        .noneMatch(option -> option.longestName().contains("password"));
            }
        }

        @Test
        void of_the_readme_is_a_line_for_every_command_that_is_understood() throws IOException {
            List<String[]> lines = Files.readAllLines(Path.of("README.md")).stream()
                    .filter(line -> line.startsWith("java -jar target/deal-ledger.jar "))
                    .map(line -> line.replace("java -jar target/deal-ledger.jar ", "")
                            .replace("'", "")
                            .split(" "))
                    .toList();
            assertThat(lines).extracting(line -> line[0]).containsAll(commands());
            for (String[] line : lines) {
                assertThatCode(() -> Start.commandLine(
                                        DealLedger.class, new Surroundings(new ByteArrayOutputStream(), Map.of()))
                                .parseArgs(line))
                        .as(String.join(" ", line))
                        .doesNotThrowAnyException();
            }
        }

        @Test
        void tells_the_version_of_the_program() {
            Ran version = run("--version");
            assertThat(version.exit()).isEqualTo(Exit.OK);
            assertThat(version.out().strip()).isEqualTo("deal-ledger " + Program.version());
            assertThat(Program.version()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
            assertThat(run("cap-table", "--version").out()).isEqualTo(version.out());
        }
    }

    @Nested
    class What_is_not_understood {
        @Test
        void is_an_option_that_the_command_has_not_whatever_the_command() {
            for (String command : commands()) {
                // What the server does not know it takes for a setting.
                if (!command.equals("serve")) {
                    Ran ran = run(command, "--nonsense");
                    assertThat(ran.exit()).as("%s: %s", command, ran).isEqualTo(Exit.USAGE);
                    assertThat(ran.out()).as(command).isEmpty();
                    assertThat(ran.err().lines().toList())
                            .as(command)
                            .hasSizeBetween(2, 3)
                            .last()
                            .isEqualTo("See deal-ledger " + command + " --help");
                }
            }
        }

        @Test
        void ends_with_64_and_says_what_is_wrong_on_the_standard_error() {
            for (List<String> arguments : List.of(
                    List.of("capt-able"),
                    List.of("cap-table"),
                    List.of("cap-table", "co_exemplar", "--asof", "2024-01-01"),
                    List.of("cap-table", "co_exemplar", "--json", "--csv"),
                    List.of("cap-table", "exemplar"),
                    List.of("cap-table", "co_exemplar", "--denominator", "ALL"),
                    List.of("exposure", "pa_alibaba", "--currency", "XXQ"),
                    List.of("journal", "--limit", "0"),
                    List.of("journal", "--name", "No Name"),
                    List.of("journal", "--url", "jdbc:postgresql://127.0.0.1/ledger?user=jane&password=secret"))) {
                Ran ran = run(arguments.toArray(String[]::new));
                assertThat(ran.exit()).as("%s: %s", arguments, ran).isEqualTo(Exit.USAGE);
                assertThat(ran.out()).as("%s", arguments).isEmpty();
                assertThat(ran.err()).as("%s", arguments).isNotBlank();
            }
        }
    }

    @Nested
    class A_ledger_that_cannot_be_read {
        @TempDir
        private Path folder;

        @Test
        void ends_with_1_and_one_line() {
            Ran ran = with(
                    Map.of("PGPASSWORD", "none"),
                    "cap-table",
                    "co_exemplar",
                    "--url",
                    "jdbc:postgresql://127.0.0.1:1/ledger?connectTimeout=1",
                    "--user",
                    "nobody");
            assertThat(ran.exit()).as("%s", ran).isEqualTo(Exit.FAILED);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err().lines()).hasSize(1);
        }

        @Test
        void is_not_made_by_reading_it() {
            Ran ran = run("cap-table", "co_exemplar", "--data", folder.toString());
            assertThat(ran.exit()).as("%s", ran).isEqualTo(Exit.FAILED);
            assertThat(ran.err()).contains("There is no ledger in " + folder);
            assertThat(folder).isEmptyDirectory();
        }

        @Test
        void leaves_no_file_behind() {
            Path file = folder.resolve("cap-table.csv");
            Ran ran = run("cap-table", "co_exemplar", "--data", folder.toString(), "--csv", "-o", file.toString());
            assertThat(ran.exit()).isEqualTo(Exit.FAILED);
            assertThat(Files.exists(file)).isFalse();
        }
    }
}
