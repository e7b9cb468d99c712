package io.dealledger.testing;

import io.dealledger.seal.SealingKey;
import io.dealledger.store.embedded.Credentials;
import io.dealledger.store.embedded.EmbeddedDatabase;
import io.dealledger.store.embedded.EmbeddedStore;
import io.dealledger.store.embedded.Superuser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * One embedded PostgreSQL for all tests of a run, and a fresh database for each test class that asks. Spring tests
 * import it as a configuration: the application then runs in its embedded mode, on a database of its own.
 */
@TestConfiguration(proxyBeanMethods = false)
public class LedgerDatabase {
    /** Shared by all runs: unpacking PostgreSQL takes longer than starting it. */
    public static final Path PROGRAMS = Path.of("target", "postgresql");

    /** Signs what tests seal. */
    public static final SealingKey SEALING_KEY = SealingKey.of("deal-ledger/tests", new byte[32]);

    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final class Server {
        private static final EmbeddedDatabase RUNNING = start();

        private static EmbeddedDatabase start() {
            try {
                Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "test-database-");
                EmbeddedDatabase server = EmbeddedDatabase.start(folder, PROGRAMS);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    server.close();
                    delete(folder);
                }));
                return server;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /** A new, empty database on the shared server. */
    public static EmbeddedStore.Database fresh() {
        EmbeddedDatabase server = Server.RUNNING;
        String name = "test_" + COUNT.incrementAndGet();
        try {
            server.createDatabase(name);
        } catch (SQLException failed) {
            throw new IllegalStateException("no database " + name + " for a test", failed);
        }
        return new EmbeddedStore.Database(server.url(name), server.owner(), server.app(), () -> {});
    }

    /** The one role of the shared server that nothing is refused. */
    public static Credentials superuser() {
        return Superuser.of(Server.RUNNING);
    }

    @Bean
    EmbeddedStore.Origin sharedServer() {
        return _ -> fresh();
    }

    /** A key that every test knows; without it each would leave one in the working directory. */
    @Bean
    DynamicPropertyRegistrar sealingKeyOfTests() {
        return properties -> properties.add("ledger.seal.key", SEALING_KEY::secret);
    }

    /** Removes a folder with all that is in it. */
    public static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
