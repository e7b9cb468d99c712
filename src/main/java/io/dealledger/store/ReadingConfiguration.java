package io.dealledger.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.dealledger.ledger.NotSettled;
import io.dealledger.replay.Projection;
import io.dealledger.store.embedded.Credentials;
import io.dealledger.store.embedded.FolderReading;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The store for a command that only reads, on a database that it may only read: no migrations, no writer, no
 * processors. Every session is read-only, whatever its role could do; only rebuilding writes, and nothing but what is
 * derived.
 */
@Configuration(proxyBeanMethods = false)
@Profile("reading")
class ReadingConfiguration {
    private static final int CONNECTIONS = 4;
    private static final long PATIENCE_MILLIS = 10_000;

    /** Where to read, and as whom; closed beneath the pool, because Spring destroys what depends on it first. */
    record Place(String url, String user, String password, boolean readOnly, Runnable stop) implements AutoCloseable {
        /** Not the password: it must not leak into logs. */
        @Override
        public String toString() {
            return user + " at " + url;
        }

        @Override
        public void close() {
            stop.run();
        }
    }

    @Bean
    Place place(
            @Value("${spring.datasource.url:}") String url,
            @Value("${spring.datasource.username:}") String user,
            @Value("${spring.datasource.password:}") String password,
            @Value("${ledger.data}") String data,
            Environment environment) {
        boolean readOnly = !environment.matchesProfiles(RebuildingConfiguration.PROFILE);
        if (!url.isBlank()) {
            return new Place(url, user, password, readOnly, () -> {});
        }
        FolderReading folder = FolderReading.open(Path.of(data));
        Credentials role = readOnly ? folder.reader() : folder.service();
        return new Place(folder.url(), role.user(), role.password(), readOnly, folder::close);
    }

    @Bean
    HikariDataSource dataSource(Place place) {
        HikariConfig hikari = new HikariConfig();
        hikari.setJdbcUrl(place.url());
        if (!place.user().isBlank()) {
            hikari.setUsername(place.user());
        }
        if (!place.password().isEmpty()) {
            hikari.setPassword(place.password());
        }
        hikari.setMaximumPoolSize(CONNECTIONS);
        hikari.setMinimumIdle(0);
        hikari.setConnectionTimeout(PATIENCE_MILLIS);
        if (place.readOnly()) {
            hikari.setReadOnly(true);
            hikari.setConnectionInitSql("set session characteristics as transaction read only");
        }
        hikari.addDataSourceProperty("ApplicationName", "deal-ledger reading");
        return new HikariDataSource(hikari);
    }

    @Bean
    JdbcClient jdbc(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    @Bean
    Clock ledgerClock(@Value("${ledger.zone:UTC}") String zone) {
        return Clock.system(ZoneId.of(zone));
    }

    /** A reading role need not see the keys; what is sealed with them is then unreadable, and nobody says that it is erased. */
    @Bean
    EventCodec eventCodec(JdbcClient jdbc, Clock clock) {
        boolean may = jdbc.sql("select has_table_privilege(current_user, 'person_key', 'SELECT')")
                .query(Boolean.class)
                .single();
        PersonKeys stored = new StoredPersonKeys(jdbc, clock, new SecureRandom());
        PersonKeys keys = new PersonKeys() {
            @Override
            public boolean areVisible() {
                return may;
            }

            @Override
            public Optional<byte[]> find(String person) {
                return may ? stored.find(person) : Optional.empty();
            }

            @Override
            public byte[] findOrMake(String person) {
                throw new IllegalStateException("nothing is sealed where nothing is written");
            }
        };
        return new EventCodec(new PersonalData(keys, () -> {
            throw new IllegalStateException("nothing is sealed where nothing is written");
        }));
    }

    @Bean
    Journal journal(JdbcClient jdbc, EventCodec codec) {
        return new Journal(jdbc, codec, instant -> {
            throw new NotSettled(instant, Journal.head(jdbc));
        });
    }

    /** Nothing is sealed here; what is sealed can be read. */
    @Bean
    SealStore sealStore(DataSource dataSource) {
        return new SealStore(dataSource, null);
    }

    @Bean
    ReadProjections projections(ObjectProvider<Projection> projections, JdbcClient jdbc, Journal journal) {
        return new ReadProjections(projections, jdbc, journal);
    }
}
