package io.dealledger.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.dealledger.store.embedded.Credentials;
import io.dealledger.store.embedded.EmbeddedStore;
import io.dealledger.testing.LedgerDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A journal whose rows a test writes itself, and can damage as the database's superuser: on a database of its own. */
final class HandmadeJournal implements AutoCloseable {
    final JdbcClient app;
    private final HikariDataSource pool;
    private final HikariDataSource almighty;
    private final JdbcClient superuser;
    private final Map<String, Long> versions = new HashMap<>();
    private long position;
    private Instant clock = Instant.parse("2024-01-01T00:00:00Z");

    HandmadeJournal() {
        EmbeddedStore.Database database = LedgerDatabase.fresh();
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
        pool = pool(database.url(), database.app());
        almighty = pool(database.url(), LedgerDatabase.superuser());
        app = JdbcClient.create(pool);
        superuser = JdbcClient.create(almighty);
    }

    private static HikariDataSource pool(String url, Credentials user) {
        HikariConfig hikari = new HikariConfig();
        hikari.setJdbcUrl(url);
        hikari.setUsername(user.user());
        hikari.setPassword(user.password());
        hikari.setMaximumPoolSize(2);
        hikari.setMinimumIdle(0);
        return new HikariDataSource(hikari);
    }

    /** One event as a row, for those columns that a test cares about. */
    record Row(
            String stream,
            String name,
            @Nullable LocalDate effectiveOn,
            @Nullable LocalDate accountingOn,
            @Nullable Long corrects,
            String payload,
            String metadata) {
        static Row of(String stream, String name, String payload) {
            return new Row(stream, name, LocalDate.of(2023, 6, 30), null, null, payload, "{\"actor\":\"a\"}");
        }

        Row correcting(long version) {
            return new Row(stream, name, effectiveOn, accountingOn, version, payload, metadata);
        }
    }

    /** Records the events as one command. @return position of the first */
    long record(Row... rows) {
        clock = clock.plusSeconds(1);
        long first = position + 1;
        for (int part = 1; part <= rows.length; part++) {
            Row row = rows[part - 1];
            long version = versions.merge(row.stream(), 0L, (before, zero) -> before + 1);
            app.sql("""
                            insert into domain_event (position, stream, stream_type, version, name, revision, payload,
                                metadata, effective_on, recorded_at, accounting_on, corrects, part, parts)
                            values (?, ?, ?, ?, ?, 1, ?, ?, coalesce(?::date, '-infinity'), ?, ?, ?, ?, ?)""")
                    .params(
                            ++position,
                            row.stream(),
                            row.stream().startsWith("co_") ? "company" : "party",
                            version,
                            row.name(),
                            row.payload(),
                            row.metadata(),
                            row.effectiveOn(),
                            at(clock),
                            row.accountingOn(),
                            row.corrects(),
                            part,
                            rows.length)
                    .update();
        }
        app.sql("update ledger_head set position = ?, recorded_at = ?")
                .params(position, at(clock))
                .update();
        return first;
    }

    Instant recordedLast() {
        return clock;
    }

    static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    long head() {
        return position;
    }

    /** Does to the tables what nobody is allowed to do. */
    void tamper(String statement) {
        superuser
                .sql("do $$ begin set local session_replication_role = replica; " + statement + "; end $$")
                .update();
    }

    @Override
    public void close() {
        pool.close();
        almighty.close();
    }
}
