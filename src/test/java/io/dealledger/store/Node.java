package io.dealledger.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.dealledger.books.BooksShells;
import io.dealledger.fx.FxShells;
import io.dealledger.ledger.CommandMetadata;
import io.dealledger.ledger.PartyId;
import io.dealledger.party.PartyCommand;
import io.dealledger.party.PartyEvent.PartyKind;
import io.dealledger.party.PartyShells;
import io.dealledger.receipts.Outcome;
import io.dealledger.shell.ShellParts;
import io.dealledger.store.embedded.EmbeddedStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One instance of the store, put together by hand: several of them can work on one database. */
final class Node implements AutoCloseable {
    static final WriterSettings QUICK = new WriterSettings(
            Duration.ofMillis(300),
            Duration.ofMillis(600),
            Duration.ofMillis(900),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            256,
            4,
            64,
            1024,
            1000);

    final HikariDataSource pool;
    final JdbcClient jdbc;
    final Head head = new Head();
    final StoredPersonKeys keys;
    final EventCodec codec;
    final OrderedWriter writer;
    final Journal journal;
    final JournalEventStore events;
    final AggregateCache aggregates;
    final KnownBooks books;
    final SharedCommitCommandBus bus;
    final Tailer tailer;
    final Configuration axon;
    final CommandGateway gateway;

    static void migrate(EmbeddedStore.Database database) {
        Flyway.configure()
                .dataSource(
                        database.url(),
                        database.owner().user(),
                        database.owner().password())
                .placeholders(Map.of(
                        "appRole", database.app().user(),
                        "appPassword", database.app().password()))
                .load()
                .migrate();
    }

    Node(EmbeddedStore.Database database) {
        this(database, Clock.systemUTC(), QUICK);
    }

    Node(EmbeddedStore.Database database, Clock clock, WriterSettings settings) {
        HikariConfig hikari = new HikariConfig();
        hikari.setJdbcUrl(database.url());
        hikari.setUsername(database.app().user());
        hikari.setPassword(database.app().password());
        hikari.setMaximumPoolSize(8);
        hikari.setMinimumIdle(0);
        hikari.setConnectionTimeout(1000);
        pool = new HikariDataSource(hikari);
        jdbc = JdbcClient.create(pool);
        SecureRandom random = new SecureRandom();
        keys = new StoredPersonKeys(jdbc, clock, random);
        codec = new EventCodec(new PersonalData(keys, () -> {
            byte[] nonce = new byte[12];
            random.nextBytes(nonce);
            return nonce;
        }));
        writer = new OrderedWriter(pool, clock, head, settings);
        journal = new Journal(jdbc, codec, writer);
        books = new KnownBooks(journal);
        books.refresh();
        events = new JournalEventStore(journal, head);
        aggregates = new AggregateCache(settings.aggregates());
        bus = new SharedCommitCommandBus(writer, codec, aggregates, books, settings);
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(
                new MessageOriginProvider(CommandMetadata.CAUSATION_ID, CommandMetadata.CORRELATION_ID),
                new SimpleCorrelationDataProvider(
                        CommandMetadata.ACTOR,
                        CommandMetadata.CLIENT,
                        CommandMetadata.COMMAND_ID,
                        CommandMetadata.IDEMPOTENCY_KEY,
                        CommandMetadata.EVIDENCE)));
        tailer = new Tailer(head, () -> journal.head().position(), books::refresh);
        tailer.start();
        var configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(c -> Jackson3Serializer.builder().build())
                .configureEventBus(c -> events)
                .configureCommandBus(c -> bus);
        ShellParts.register(configurer, clock, journal);
        PartyShells.configure(configurer, aggregates);
        FxShells.configure(configurer, aggregates);
        BooksShells.configure(configurer, aggregates);
        axon = configurer.buildConfiguration();
        axon.start();
        gateway = axon.commandGateway();
    }

    CompletableFuture<Outcome> send(Object command, CommandMetadata metadata) {
        return gateway.send(message(command, metadata));
    }

    Outcome decide(Object command, CommandMetadata metadata) {
        return gateway.sendAndWait(message(command, metadata));
    }

    static CommandMessage<?> message(Object command, CommandMetadata metadata) {
        return GenericCommandMessage.asCommandMessage(command).withMetaData(metadata.asMap());
    }

    static CommandMetadata to(String stream, String key) {
        return CommandMetadata.of(
                stream, "ac_tester", "cl_tests", "cm_" + UUID.randomUUID(), key, "fingerprint of " + key);
    }

    static CommandMetadata to(String stream) {
        return to(stream, UUID.randomUUID().toString());
    }

    static CommandMetadata expecting(String stream, @Nullable Long version, boolean dryRun) {
        CommandMetadata usual = to(stream);
        return new CommandMetadata(
                stream,
                version,
                dryRun,
                usual.actor(),
                usual.client(),
                usual.commandId(),
                usual.idempotencyKey(),
                usual.fingerprint(),
                List.of(),
                null,
                null);
    }

    static PartyCommand.RegisterParty register(String id, String name) {
        return new PartyCommand.RegisterParty(new PartyId(id), name, PartyKind.CORPORATE, null, null, null, null, null);
    }

    static PartyCommand.RenameParty rename(String name) {
        return new PartyCommand.RenameParty(name, null, null);
    }

    @Override
    public void close() {
        axon.shutdown();
        bus.close();
        tailer.close();
        writer.close();
        pool.close();
    }
}
