package io.dealledger.store.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * PostgreSQL 18 in a folder, started with the process and stopped with it. Durability is on, every role needs its
 * password from the first moment, and it listens on 127.0.0.1 alone.
 *
 * <p>The folder holds {@code cluster} (the database), {@code programs} (PostgreSQL itself), {@code ledger.lock},
 * {@code passwords.properties} and {@code postgresql.log}.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    public static final String DATABASE = "ledger";
    /** Owns the database and runs the migrations. */
    public static final String OWNER = "ledger_owner";
    /** What the service works as. */
    public static final String APP = "ledger_app";
    /** What a command reads as that asks the folder. */
    static final String READER = "ledger_reader";
    /** The group of those who only read; the migrations say what. */
    private static final String READERS = "ledger_read";

    static final String SUPERUSER = "postgres";

    private static final Duration START_WITHIN = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;
    private final FolderLock lock;
    private final Passwords passwords;

    private EmbeddedDatabase(EmbeddedPostgres postgres, FolderLock lock, Passwords passwords) {
        this.postgres = postgres;
        this.lock = lock;
        this.passwords = passwords;
    }

    /** @throws AlreadyRunning when another instance uses the folder */
    public static EmbeddedDatabase start(Path folder) {
        return start(folder, folder.resolve("programs"));
    }

    /** @param programs where PostgreSQL is unpacked to; several data folders may share one */
    public static EmbeddedDatabase start(Path folder, Path programs) {
        try {
            Files.createDirectories(folder);
            FolderLock lock = FolderLock.of(folder);
            try {
                return started(folder.toRealPath(), programs.toAbsolutePath(), lock);
            } catch (IOException | SQLException | InterruptedException | RuntimeException failed) {
                lock.close();
                throw failed;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the embedded database started", interrupted);
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "The embedded database in " + folder + " did not start; see postgresql.log there", failed);
        } catch (SQLException failed) {
            throw new IllegalStateException("The embedded database in " + folder + " could not be prepared", failed);
        }
    }

    private static EmbeddedDatabase started(Path folder, Path programs, FolderLock lock)
            throws IOException, SQLException, InterruptedException {
        Path cluster = folder.resolve("cluster");
        Orphan.clear(folder, cluster);
        Passwords passwords = Passwords.in(folder.resolve("passwords.properties"));
        Credentials superuser = passwords.of(SUPERUSER);
        Path passwordFile = Passwords.privateFile(folder.resolve("initial-password"));
        Files.createDirectories(programs);
        ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(
                folder.resolve("postgresql.log").toFile());
        try {
            Files.writeString(passwordFile, superuser.password());
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(cluster)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(programs.toFile())
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(START_WITHIN)
                    .setOutputRedirector(log)
                    .setErrorRedirector(log)
                    // The library starts every server with fsync off; what is set here comes later and wins.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "\"\"")
                    // The library asks initdb for trust; the same option given again wins.
                    .setLocaleConfig("auth", "scram-sha-256")
                    .setLocaleConfig("pwfile", passwordFile.toString())
                    .setConnectConfig("password", superuser.password())
                    .start();
            EmbeddedDatabase database = new EmbeddedDatabase(postgres, lock, passwords);
            try {
                database.prepare();
                return database;
            } catch (SQLException failed) {
                postgres.close();
                throw failed;
            }
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    private void prepare() throws SQLException {
        try (Connection connection = superuser("postgres");
                Statement statement = connection.createStatement()) {
            for (Credentials role : new Credentials[] {owner(), app(), reader()}) {
                if (!exists(connection, "select 1 from pg_roles where rolname = ?", role.user())) {
                    statement.execute("create role " + role.user() + " login");
                }
                // Generated, hexadecimal: it cannot hold a quote.
                statement.execute("alter role " + role.user() + " password '" + role.password() + "'");
            }
            if (!exists(connection, "select 1 from pg_roles where rolname = ?", READERS)) {
                statement.execute("create role " + READERS + " nologin");
            }
            statement.execute("grant " + READERS + " to " + READER);
            // The owner's migrations hand the projections over to the service, and only as the service can they.
            statement.execute("grant " + APP + " to " + OWNER + " with inherit false, set true");
        }
        createDatabase(DATABASE);
    }

    /** A database of that name, owned by the owner's role; nothing happens when it exists. */
    public void createDatabase(String name) throws SQLException {
        try (Connection connection = superuser("postgres");
                Statement statement = connection.createStatement()) {
            if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
                statement.execute("create database " + statement.enquoteIdentifier(name, false) + " owner " + OWNER);
            }
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        }
    }

    private Connection superuser(String database) throws SQLException {
        Credentials superuser = superuser();
        return DriverManager.getConnection(url(database), superuser.user(), superuser.password());
    }

    public String url() {
        return url(DATABASE);
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database;
    }

    public int port() {
        return postgres.getPort();
    }

    public Credentials owner() {
        return passwords.of(OWNER);
    }

    public Credentials app() {
        return passwords.of(APP);
    }

    public Credentials reader() {
        return passwords.of(READER);
    }

    Credentials superuser() {
        return passwords.of(SUPERUSER);
    }

    /** Stops the server after its sessions, and lets go of the folder. */
    @Override
    public void close() {
        try (lock) {
            postgres.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("The embedded database did not stop cleanly", failed);
        }
    }
}
