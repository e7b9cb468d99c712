package io.dealledger.store;

import io.dealledger.ledger.Fact;
import io.dealledger.ledger.Recorded;
import io.dealledger.replay.Projection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What has a name, and since when; a tab and an absent date try the copying. */
record Names(int revision, AtomicReference<Runnable> meanwhile) implements Projection {
    Names(int revision) {
        this(revision, new AtomicReference<>(() -> {}));
    }

    @Override
    public String name() {
        return "names";
    }

    @Override
    public List<Table> tables() {
        return List.of(new Table(
                "name_of",
                List.of(
                        new Column("stream", Type.TEXT, false),
                        new Column("known_from", Type.BIGINT, false),
                        new Column("effective_on", Type.DATE, true),
                        new Column("words", Type.TEXT, false)),
                List.of(List.of("stream", "known_from"))));
    }

    @Override
    public List<Row> rowsOf(Recorded<? extends Fact> recorded) {
        meanwhile.get().run();
        return List.of(new Row(
                "name_of",
                Arrays.asList(
                        recorded.stream(),
                        recorded.position(),
                        recorded.when().effectiveOn(),
                        "a\ttab, a \\ and revision " + revision)));
    }

    /** Eight events at a time, so that small journals take several steps. */
    static StoredProjections kept(Node node, Projection projection) {
        return new StoredProjections(
                List.of(projection),
                node.pool,
                node.jdbc,
                node.journal,
                node.events,
                JdbcTokenStore.builder()
                        .connectionProvider(new UnitOfWorkAwareConnectionProviderWrapper(
                                new SpringDataSourceConnectionProvider(node.pool)))
                        .serializer(Jackson3Serializer.builder().build())
                        .schema(TokenSchema.builder()
                                .setTokenTable("token_entry")
                                .build())
                        .contentType(byte[].class)
                        .claimTimeout(Duration.ofSeconds(2))
                        .build(),
                new SpringTransactionManager(new JdbcTransactionManager(node.pool)),
                8);
    }
}
