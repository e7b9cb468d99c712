package io.dealledger.store;

import io.dealledger.ledger.CommandMetadata;
import io.dealledger.replay.Projection;
import io.dealledger.seal.SealingKey;
import io.dealledger.shell.Shell;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3SerializerCustomizer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Declares what Axon and Boot would otherwise choose in silence: with this Axon on this Boot the automatic choices
 * are a transaction manager that does nothing, and no store at all.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WriterSettings.class)
@Profile("!reading")
class StoreConfiguration {
    private static final int NONCE_BYTES = 12;

    @Bean
    Clock ledgerClock(@Value("${ledger.zone:UTC}") String zone) {
        return Clock.system(ZoneId.of(zone));
    }

    @Bean
    Head head() {
        return new Head();
    }

    @Bean
    StoredPersonKeys personKeys(JdbcClient jdbc, Clock clock) {
        return new StoredPersonKeys(jdbc, clock, new SecureRandom());
    }

    @Bean
    EventCodec eventCodec(PersonKeys keys) {
        SecureRandom random = new SecureRandom();
        return new EventCodec(new PersonalData(keys, () -> {
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            return nonce;
        }));
    }

    @Bean
    @DependsOnDatabaseInitialization
    OrderedWriter orderedWriter(
            DataSource dataSource, JdbcClient jdbc, Clock clock, Head head, WriterSettings settings) {
        RuntimeRole.check(jdbc);
        return new OrderedWriter(dataSource, clock, head, settings);
    }

    @Bean
    Journal journal(JdbcClient jdbc, EventCodec codec, OrderedWriter writer) {
        return new Journal(jdbc, codec, writer);
    }

    @Bean
    KnownBooks knownBooks(Journal journal) {
        KnownBooks books = new KnownBooks(journal);
        books.refresh();
        return books;
    }

    @Bean(destroyMethod = "close")
    Tailer tailer(Head head, Journal journal, KnownBooks books) {
        Tailer tailer = new Tailer(head, () -> journal.head().position(), books::refresh);
        head.reached(journal.head().position());
        tailer.start();
        return tailer;
    }

    /** Behind the tailer, so that it begins with a head that is known. */
    @Bean(destroyMethod = "close")
    Sealer sealer(DataSource dataSource, Head head, Tailer tailer, SealingKey key) {
        Sealer sealer = new Sealer(dataSource, head, key, Sealer.PAUSE);
        sealer.start();
        return sealer;
    }

    @Bean
    SealStore sealStore(DataSource dataSource, Sealer sealer) {
        return new SealStore(dataSource, sealer);
    }

    @Bean
    JournalEventStore eventStore(Journal journal, Head head) {
        return new JournalEventStore(journal, head);
    }

    /** Named in every aggregate's annotation. */
    @Bean(Shell.CACHE)
    AggregateCache aggregateCache(WriterSettings settings) {
        return new AggregateCache(settings.aggregates());
    }

    @Bean
    @Qualifier("localSegment")
    CommandBus commandBus(
            OrderedWriter writer,
            EventCodec codec,
            AggregateCache aggregates,
            KnownBooks books,
            WriterSettings settings,
            Configuration axon) {
        SharedCommitCommandBus bus = new SharedCommitCommandBus(writer, codec, aggregates, books, settings);
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        return bus;
    }

    /** Declaring any provider does away with Axon's own; so both are declared. */
    @Bean
    CorrelationDataProvider messageOrigin() {
        return new MessageOriginProvider(CommandMetadata.CAUSATION_ID, CommandMetadata.CORRELATION_ID);
    }

    @Bean
    CorrelationDataProvider commandOrigin() {
        return new SimpleCorrelationDataProvider(
                CommandMetadata.ACTOR,
                CommandMetadata.CLIENT,
                CommandMetadata.COMMAND_ID,
                CommandMetadata.IDEMPOTENCY_KEY,
                CommandMetadata.EVIDENCE);
    }

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    ConnectionProvider connectionProvider(DataSource dataSource) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    @Bean
    TokenStore tokenStore(ConnectionProvider connections, Serializer serializer) {
        return JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .schema(TokenSchema.builder().setTokenTable("token_entry").build())
                .contentType(byte[].class)
                .claimTimeout(Duration.ofSeconds(2))
                .build();
    }

    @Bean
    StoredProjections projections(
            ObjectProvider<Projection> projections,
            DataSource dataSource,
            JdbcClient jdbc,
            Journal journal,
            JournalEventStore events,
            TokenStore tokens,
            TransactionManager transactions) {
        return new StoredProjections(
                projections.orderedStream().toList(),
                dataSource,
                jdbc,
                journal,
                events,
                tokens,
                transactions,
                ProjectionRuns.CHUNK);
    }

    /** Ends with the projections, which end before the web server is gone. */
    @Bean(destroyMethod = "")
    ProjectionRuns runs(StoredProjections projections) {
        return projections.runs();
    }

    /** Tokens within tokens are written with their class; only Axon's own classes are read back. */
    @Bean
    Jackson3SerializerCustomizer tokensOfAxonOnly() {
        return builder -> builder.polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                .allowIfSubType("org.axonframework.")
                .build());
    }
}
