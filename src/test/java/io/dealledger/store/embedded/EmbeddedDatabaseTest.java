package io.dealledger.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealledger.testing.LedgerDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    @TempDir
    private Path folder;

    private EmbeddedDatabase start() {
        return EmbeddedDatabase.start(folder, LedgerDatabase.PROGRAMS);
    }

    private static Connection as(Credentials role, EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), role.user(), role.password());
    }

    private static String ask(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(folder.resolve("cluster/postmaster.pid"))
                .getFirst()
                .strip());
    }

    @Test
    void it_really_writes_to_disk_before_it_says_committed() throws SQLException {
        try (EmbeddedDatabase database = start();
                Connection connection = as(database.app(), database)) {
            assertThat(List.of(
                            ask(connection, "show fsync"),
                            ask(connection, "show synchronous_commit"),
                            ask(connection, "show full_page_writes"),
                            ask(connection, "show data_checksums")))
                    .containsOnly("on");
            assertThat(ask(connection, "show server_version")).startsWith("18.");
        }
    }

    @Test
    void nobody_gets_in_without_a_password_and_nobody_from_elsewhere() throws SQLException {
        try (EmbeddedDatabase database = start()) {
            for (String role : List.of(EmbeddedDatabase.OWNER, EmbeddedDatabase.APP, EmbeddedDatabase.SUPERUSER)) {
                assertThatThrownBy(() -> DriverManager.getConnection(database.url(), role, "guessed"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("password authentication failed");
            }
            try (Connection connection = as(database.superuser(), database)) {
                assertThat(ask(connection, "show listen_addresses")).isEqualTo("127.0.0.1");
                assertThat(ask(connection, "show unix_socket_directories")).isEmpty();
                assertThat(ask(
                                connection,
                                "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'"))
                        .isEqualTo("0");
            }
        }
    }

    @Test
    void neither_role_is_a_superuser_and_only_the_owner_owns() throws SQLException {
        try (EmbeddedDatabase database = start();
                Connection owner = as(database.owner(), database);
                Connection app = as(database.app(), database)) {
            assertThat(ask(owner, "show is_superuser")).isEqualTo("off");
            assertThat(ask(app, "show is_superuser")).isEqualTo("off");
            assertThat(ask(owner, "select pg_get_userbyid(datdba) from pg_database where datname = 'ledger'"))
                    .isEqualTo("ledger_owner");
            assertThatThrownBy(() -> app.createStatement().execute("create table stray (n int)"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void what_was_committed_is_there_after_a_restart_with_the_same_passwords() throws SQLException {
        Credentials first;
        try (EmbeddedDatabase database = start();
                Connection owner = as(database.owner(), database)) {
            first = database.owner();
            owner.createStatement().execute("create table kept as select 7 as n");
        }
        try (EmbeddedDatabase database = start();
                Connection owner = as(database.owner(), database)) {
            assertThat(database.owner()).isEqualTo(first);
            assertThat(ask(owner, "select n from kept")).isEqualTo("7");
        }
    }

    @Test
    void a_second_instance_on_the_folder_is_told_so_and_the_first_goes_on() throws SQLException {
        try (EmbeddedDatabase database = start();
                Connection connection = as(database.app(), database)) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(AlreadyRunning.class)
                    .hasMessageContaining(folder.getFileName().toString());
            assertThat(ask(connection, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void an_orphan_of_a_killed_process_is_stopped_and_its_data_kept() throws Exception {
        Process ledger = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        DatabaseInAProcessOfItsOwn.class.getName(),
                        folder.toString(),
                        LedgerDatabase.PROGRAMS.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader reader = ledger.inputReader()) {
            assertThat(reader.lines().anyMatch(DatabaseInAProcessOfItsOwn.COMMITTED::equals))
                    .isTrue();
        } finally {
            ledger.destroyForcibly().waitFor();
        }
        long orphan = postmaster();
        assertThat(ProcessHandle.of(orphan)).get().matches(ProcessHandle::isAlive);
        try (EmbeddedDatabase database = start();
                Connection owner = as(database.owner(), database)) {
            assertThat(postmaster()).isNotEqualTo(orphan);
            assertThat(ask(owner, "select n from kept")).isEqualTo("7");
        }
    }

    @Test
    void a_stale_pid_file_that_names_a_stranger_does_the_stranger_no_harm() throws Exception {
        start().close();
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            Files.write(
                    folder.resolve("cluster/postmaster.pid"),
                    List.of(
                            Long.toString(stranger.pid()),
                            folder.resolve("cluster").toRealPath().toString(),
                            "1",
                            "1",
                            "",
                            "127.0.0.1"));
            try (EmbeddedDatabase database = start();
                    Connection connection = as(database.app(), database)) {
                assertThat(ask(connection, "select 1")).isEqualTo("1");
            }
            assertThat(stranger.waitFor(100, TimeUnit.MILLISECONDS)).isFalse();
        } finally {
            stranger.destroyForcibly();
        }
    }
}
