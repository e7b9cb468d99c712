package io.dealledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealledger.ledger.CommandMetadata;
import io.dealledger.party.PartyEvent;
import io.dealledger.receipts.Outcome;
import io.dealledger.store.embedded.Credentials;
import io.dealledger.store.embedded.EmbeddedStore;
import io.dealledger.testing.LedgerDatabase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.Registration;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What Axon and Boot choose in silence when nobody declares it, asserted in the running application. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "ledger.sample=false")
@Import(LedgerDatabase.class)
class StoreWiringTest {
    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    CommandGateway gateway;

    @Autowired
    TokenStore tokens;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void every_engine_part_is_the_one_that_was_declared() {
        assertThat(context.getBean(TransactionManager.class)).isInstanceOf(SpringTransactionManager.class);
        assertThat(context.getBean(ConnectionProvider.class))
                .isInstanceOf(UnitOfWorkAwareConnectionProviderWrapper.class);
        assertThat(context.getBean(TokenStore.class)).isInstanceOf(JdbcTokenStore.class);
        assertThat(context.getBean(CommandBus.class)).isInstanceOf(SharedCommitCommandBus.class);
        assertThat(context.getBean(EventBus.class)).isInstanceOf(JournalEventStore.class);
        Configuration axon = context.getBean(Configuration.class);
        assertThat(axon.commandBus()).isInstanceOf(SharedCommitCommandBus.class);
        assertThat(axon.eventStore()).isInstanceOf(JournalEventStore.class);
    }

    @Test
    void both_correlation_providers_are_there() {
        assertThat(context.getBeansOfType(CorrelationDataProvider.class).values())
                .hasAtLeastOneElementOfType(MessageOriginProvider.class)
                .hasAtLeastOneElementOfType(SimpleCorrelationDataProvider.class);
    }

    @Test
    void a_command_goes_all_the_way_and_its_metadata_with_it() {
        Outcome outcome =
                gateway.sendAndWait(Node.message(Node.register("pa_wired", "Wired Ltd"), Node.to("pa_wired")));

        assertThat(outcome).isInstanceOf(Outcome.Decided.class);
        assertThat(context.getBean(Journal.class).of("pa_wired", PartyEvent.class, Long.MAX_VALUE))
                .hasSize(1);
        String metadata = jdbc.sql("select metadata from domain_event where stream = 'pa_wired'")
                .query(String.class)
                .single();
        assertThat(context.getBean(EventCodec.class).metadata(metadata))
                .containsKeys(
                        CommandMetadata.ACTOR,
                        CommandMetadata.CLIENT,
                        CommandMetadata.COMMAND_ID,
                        CommandMetadata.IDEMPOTENCY_KEY,
                        CommandMetadata.CORRELATION_ID,
                        CommandMetadata.CAUSATION_ID);
    }

    @Test
    void no_transaction_is_open_while_a_command_is_decided_and_its_events_are_there_when_it_is_answered() {
        List<Boolean> open = new CopyOnWriteArrayList<>();
        CommandBus bus = context.getBean(CommandBus.class);
        try (Registration _ = bus.registerHandlerInterceptor((unit, chain) -> {
            open.add(TransactionSynchronizationManager.isActualTransactionActive()
                    || TransactionSynchronizationManager.hasResource(context.getBean(DataSource.class)));
            Object decided = chain.proceed();
            open.add(TransactionSynchronizationManager.isActualTransactionActive());
            return decided;
        })) {
            gateway.sendAndWait(Node.message(Node.register("pa_alone", "Alone Ltd"), Node.to("pa_alone")));
        }

        assertThat(open).containsExactly(false, false);
        assertThat(jdbc.sql("select count(*) from domain_event where stream = 'pa_alone'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void tokens_come_back_as_they_were_stored_also_nested_ones() {
        TrackingToken replay =
                ReplayToken.createReplayToken(new GlobalSequenceTrackingToken(42), new GlobalSequenceTrackingToken(7));
        for (TrackingToken token : List.of(new GlobalSequenceTrackingToken(5), replay)) {
            transaction.executeWithoutResult(status -> {
                if (tokens.fetchSegments("round-trip").length == 0) {
                    tokens.initializeTokenSegments("round-trip", 1);
                }
                tokens.storeToken(token, "round-trip", 0);
            });
            TrackingToken read = transaction.execute(status -> tokens.fetchToken("round-trip", 0));
            assertThat(read).isEqualTo(token);
        }
    }

    @Test
    void nobody_but_a_command_records_a_fact() {
        EventMessage<?> event = GenericEventMessage.asEventMessage("not a fact");
        EventBus events = context.getBean(EventBus.class);

        assertThatThrownBy(() -> events.publish(event)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new DefaultUnitOfWork<>(null).execute(() -> events.publish(event)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_service_can_neither_change_history_nor_make_tables() {
        for (String forbidden : List.of(
                "update domain_event set name = name",
                "delete from domain_event",
                "truncate domain_event",
                "update receipt set reply = reply",
                "delete from receipt",
                "delete from ledger_head",
                "insert into ledger_head values (false, 0, now())",
                "update person_key set key = key",
                "drop table domain_event",
                "alter table domain_event disable trigger all",
                "create table mine (id int)",
                "create schema mine",
                "set role ledger_owner",
                "select * from flyway_schema_history")) {
            assertThatThrownBy(() -> jdbc.sql(forbidden).update(), forbidden).hasStackTraceContaining("ERROR");
        }
    }

    @Test
    void even_the_owner_cannot_change_history_by_accident() {
        EmbeddedStore.Database database =
                context.getBean(EmbeddedStore.Opened.class).database();
        JdbcClient owner = JdbcClient.create(new org.springframework.jdbc.datasource.DriverManagerDataSource(
                database.url(), database.owner().user(), database.owner().password()));

        for (String forbidden : List.of(
                "update domain_event set name = name",
                "delete from domain_event",
                "truncate domain_event",
                "update receipt set reply = reply",
                "delete from receipt",
                "truncate receipt")) {
            assertThatThrownBy(() -> owner.sql(forbidden).update(), forbidden).hasStackTraceContaining("never changed");
        }
    }

    @Test
    void the_service_refuses_to_work_as_the_owner() {
        EmbeddedStore.Database database =
                context.getBean(EmbeddedStore.Opened.class).database();
        JdbcClient owner = JdbcClient.create(new org.springframework.jdbc.datasource.DriverManagerDataSource(
                database.url(), database.owner().user(), database.owner().password()));

        assertThatThrownBy(() -> RuntimeRole.check(owner))
                .isInstanceOf(AlmightyRole.class)
                .hasMessageContaining("owns the journal");
    }

    @Test
    void the_service_refuses_to_work_as_a_superuser() {
        EmbeddedStore.Database database =
                context.getBean(EmbeddedStore.Opened.class).database();
        Credentials superuser = LedgerDatabase.superuser();
        JdbcClient almighty = JdbcClient.create(new org.springframework.jdbc.datasource.DriverManagerDataSource(
                database.url(), superuser.user(), superuser.password()));

        assertThatThrownBy(() -> RuntimeRole.check(almighty)).hasMessageContaining("is a superuser");
        RuntimeRole.check(jdbc);
    }

    @Test
    void what_axon_would_do_uninvited_is_switched_off() {
        assertThat(context.getEnvironment().getProperty("axon.timeout.enabled")).isEqualTo("false");
        assertThat(context.getEnvironment().getProperty("axon.update-check.disabled"))
                .isEqualTo("true");
        // The checker itself is never made in a test, which Axon recognises; this is what it would go by.
        assertThat(context.getBean(org.axonframework.springboot.updates.UpdateCheckConfiguration.class)
                        .getDisabled())
                .isTrue();
        assertThat(context.getBean(org.axonframework.config.EventProcessingConfiguration.class)
                        .eventProcessors())
                .as("processors whose tokens nobody inserted")
                .isEmpty();
    }

    @Test
    void no_framework_thread_keeps_the_program_alive() {
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !thread.isDaemon())
                .extracting(Thread::getName)
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("axon")
                        || name.toLowerCase(java.util.Locale.ROOT).contains("janitor"));
    }

    @Test
    void nothing_that_makes_objects_of_names_is_on_the_classpath() {
        assertThatThrownBy(() -> Class.forName("com.thoughtworks.xstream.XStream"))
                .isInstanceOf(ClassNotFoundException.class);
    }
}
