package io.dealledger.store.embedded;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** The database of the embedded mode: whenever no {@code spring.datasource.url} is set. */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedStore.NoDataSourceUrl.class)
@Profile("!reading")
public class EmbeddedStore {
    /** Where the server and its database come from. */
    @FunctionalInterface
    public interface Origin {
        Database open(Path folder);
    }

    /** A database of a running server, with the two roles that use it. */
    public record Database(String url, Credentials owner, Credentials app, Runnable stop) {
        static Database of(EmbeddedDatabase server) {
            return new Database(server.url(), server.owner(), server.app(), server::close);
        }
    }

    static final class NoDataSourceUrl implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !StringUtils.hasText(context.getEnvironment().getProperty("spring.datasource.url"));
        }
    }

    @Bean(destroyMethod = "close")
    Opened embeddedDatabase(@Value("${ledger.data}") String folder, ObjectProvider<Origin> origin) {
        return new Opened(origin.getIfAvailable(() -> path -> Database.of(EmbeddedDatabase.start(path)))
                .open(Path.of(folder)));
    }

    /** Stopped beneath the pool: Spring destroys what depends on this bean first. */
    public record Opened(Database database) implements AutoCloseable {
        @Override
        public void close() {
            database.stop().run();
        }
    }

    @Bean
    JdbcConnectionDetails embeddedConnection(Opened opened) {
        Database database = opened.database();
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return database.app().user();
            }

            @Override
            public String getPassword() {
                return database.app().password();
            }

            @Override
            public String getJdbcUrl() {
                return database.url();
            }
        };
    }

    @Bean
    FlywayConnectionDetails embeddedOwner(Opened opened) {
        Database database = opened.database();
        return new FlywayConnectionDetails() {
            @Override
            public String getUsername() {
                return database.owner().user();
            }

            @Override
            public String getPassword() {
                return database.owner().password();
            }

            @Override
            public String getJdbcUrl() {
                return database.url();
            }
        };
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    FlywayConfigurationCustomizer embeddedPlaceholders(Opened opened) {
        Credentials app = opened.database().app();
        return flyway -> flyway.placeholders(Map.of("appRole", app.user(), "appPassword", app.password()));
    }
}
