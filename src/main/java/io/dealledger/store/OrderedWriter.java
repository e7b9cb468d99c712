package io.dealledger.store;

import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.LedgerBusy;
import io.dealledger.ledger.Precision;
import java.io.Closeable;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The append is the commit. Whoever comes while another flush is under way waits, and the next flush takes all
 * that wait: one autocommit statement, one round trip, one sync to disk for all of them.
 *
 * <p>A flush whose connection breaks may have been committed: it is sent again on a new connection, and a
 * receipt with the command's own id says that it had been.
 */
final class OrderedWriter implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(OrderedWriter.class);
    private static final String CALL = "select ordinal, outcome, version, first_position, recorded_at, fingerprint,"
            + " command_id, reply from ledger_append(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            + " cast(? as date[]), cast(? as date[]), ?, ?, cast(? as date[]))";
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** How much longer than the server's own limit the client waits for a server that is gone without a word. */
    private static final int NETWORK_MARGIN_MILLIS = 2000;

    private static final int MANY_EVENTS = 1000;

    private final DataSource dataSource;
    private final Clock clock;
    private final Head head;
    private final WriterSettings settings;
    private final ReentrantLock writing = new ReentrantLock();
    private final ConcurrentLinkedQueue<Submission> waiting = new ConcurrentLinkedQueue<>();

    /** Kept over flushes, with time-outs of its own; guarded by {@code writing}. */
    private @Nullable Connection connection;

    /** By how much the connection's time-outs are longer than those of an ordinary flush; guarded by {@code writing}. */
    private Duration granted = Duration.ZERO;

    private volatile boolean closed;

    OrderedWriter(DataSource dataSource, Clock clock, Head head, WriterSettings settings) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.head = head;
        this.settings = settings;
    }

    /** Appends that belong together: decided one after the other, in this order. */
    private static final class Submission {
        final List<Append> appends;

        @Nullable
        List<Appended> answers;

        @Nullable
        RuntimeException failure;

        Submission(List<Append> appends) {
            this.appends = appends;
        }

        boolean isDone() {
            return answers != null || failure != null;
        }
    }

    /**
     * Writes what can be written of the appends and says of each what became of it.
     *
     * @throws LedgerBusy when nothing could be recorded in time
     */
    List<Appended> append(List<Append> appends) {
        if (appends.isEmpty()) {
            return List.of();
        }
        Submission own = new Submission(List.copyOf(appends));
        waiting.add(own);
        writing.lock();
        try {
            while (!own.isDone()) {
                flush();
            }
        } finally {
            writing.unlock();
        }
        if (own.failure != null) {
            throw own.failure;
        }
        return own.answers == null ? List.of() : own.answers;
    }

    /** From now on nothing is stamped at or before the instant. */
    void settle(Instant instant) {
        writing.lock();
        try {
            retrying("settle", open -> {
                try (PreparedStatement statement = open.prepareStatement("select ledger_settle(?)")) {
                    statement.setObject(1, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
                    statement.execute();
                    return true;
                }
            });
        } finally {
            writing.unlock();
        }
    }

    private void flush() {
        List<Submission> flight = new ArrayList<>();
        int commands = 0;
        for (Submission next = waiting.peek(); next != null; next = waiting.peek()) {
            commands += next.appends.size();
            if (!flight.isEmpty() && commands > settings.maxCommands()) {
                break;
            }
            flight.add(next);
            waiting.remove();
        }
        try {
            answer(
                    flight,
                    write(flight.stream().flatMap(one -> one.appends.stream()).toList()));
        } catch (LedgerBusy busy) {
            flight.forEach(one -> one.failure = busy);
        } catch (RuntimeException broken) {
            if (flight.size() == 1) {
                flight.getFirst().failure = broken;
                return;
            }
            // What the database cannot take came with one of them: it must not be the others' failure.
            for (Submission one : flight) {
                try {
                    answer(List.of(one), write(one.appends));
                } catch (RuntimeException its) {
                    one.failure = its;
                }
            }
        }
    }

    private static void answer(List<Submission> flight, List<Appended> answers) {
        int from = 0;
        for (Submission one : flight) {
            one.answers = List.copyOf(answers.subList(from, from + one.appends.size()));
            from += one.appends.size();
        }
    }

    private List<Appended> write(List<Append> appends) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Flush flush = Flush.of(appends);
        int events = appends.stream().mapToInt(append -> append.events().size()).sum();
        Duration more = settings.perThousandEvents().multipliedBy(events / MANY_EVENTS);
        List<Appended> answers = retrying("append", open -> {
            if (!more.equals(granted)) {
                limit(open, more);
            }
            return call(open, now, appends, flush);
        });
        long newest = 0;
        for (int index = 0; index < answers.size(); index++) {
            if (answers.get(index) instanceof Appended.Written written && written.firstPosition() > 0) {
                newest = written.firstPosition() + appends.get(index).events().size() - 1;
            }
        }
        head.reached(newest);
        return answers;
    }

    private static List<Appended> call(Connection open, Instant now, List<Append> appends, Flush flush)
            throws SQLException {
        try (PreparedStatement statement = open.prepareStatement(CALL)) {
            int parameter = 1;
            statement.setObject(parameter++, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            for (Flush.Column column : flush.columns()) {
                Array array = open.createArrayOf(column.type(), column.values().toArray());
                statement.setArray(parameter++, array);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<Appended> answers = new ArrayList<>(appends.size());
                while (rows.next()) {
                    answers.add(answer(rows, appends.get(answers.size())));
                }
                if (answers.size() != appends.size()) {
                    throw new IllegalStateException(
                            answers.size() + " answers to " + appends.size() + " commands of one flush");
                }
                return answers;
            }
        }
    }

    private static Appended answer(ResultSet row, Append append) throws SQLException {
        return switch (row.getString("outcome")) {
            case "WRITTEN" -> new Appended.Written(row.getLong("first_position"), instant(row));
            case "REPEATED" -> {
                String commandId = row.getString("command_id");
                yield commandId.equals(append.commandId())
                        // Our own, from before the connection broke.
                        ? new Appended.Written(row.getLong("first_position"), instant(row))
                        : new Appended.Repeated(
                                row.getString("fingerprint"),
                                commandId,
                                row.getString("reply"),
                                row.getLong("first_position"),
                                instant(row));
            }
            case "CONFLICT" -> new Appended.Conflict(row.getLong("version"));
            default -> throw new IllegalStateException("unknown outcome " + row.getString("outcome"));
        };
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("recorded_at", OffsetDateTime.class).toInstant();
    }

    @FunctionalInterface
    private interface Task<T> {
        T on(Connection open) throws SQLException;
    }

    private <T> T retrying(String what, Task<T> task) {
        long until = System.nanoTime() + settings.reconnectFor().toNanos();
        while (true) {
            try {
                return task.on(connection());
            } catch (SQLException failed) {
                if (isTimeout(failed)) {
                    throw new LedgerBusy("the ledger is busy: " + failed.getMessage(), failed);
                }
                if (!isBroken(failed)) {
                    throw new IllegalStateException("the database did not take the " + what, failed);
                }
                drop();
                if (closed || System.nanoTime() > until) {
                    throw new LedgerBusy("no connection to the database; the outcome will be under the key", failed);
                }
                LOG.warn("The connection to the database broke; trying again: {}", failed.getMessage());
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** The statement was given up by the server, and its transaction with it; the session lives. */
    private static boolean isTimeout(SQLException failed) {
        return "55P03".equals(failed.getSQLState()) || "57014".equals(failed.getSQLState());
    }

    private boolean isBroken(SQLException failed) {
        String state = failed.getSQLState();
        if (state == null || state.startsWith("08") || state.startsWith("57P") || state.startsWith("25P0")) {
            return true;
        }
        try {
            return connection == null || connection.isClosed();
        } catch (SQLException alsoBroken) {
            return true;
        }
    }

    private Connection connection() throws SQLException {
        if (closed) {
            throw new SQLException("the ledger is closing", "08003");
        }
        if (connection == null) {
            Connection fresh = dataSource.getConnection();
            try {
                fresh.setAutoCommit(true);
                limit(fresh, Duration.ZERO);
            } catch (SQLException failed) {
                fresh.close();
                throw failed;
            }
            connection = fresh;
        }
        return connection;
    }

    /** @param more beyond what an ordinary flush takes; waiting for the head row is never longer */
    private void limit(Connection open, Duration more) throws SQLException {
        Duration transaction = settings.transactionTimeout().plus(more);
        try (Statement statement = open.createStatement()) {
            statement.execute("set lock_timeout = " + settings.lockTimeout().toMillis()
                    + "; set statement_timeout = "
                    + settings.statementTimeout().plus(more).toMillis() + "; set transaction_timeout = "
                    + transaction.toMillis() + "; set idle_in_transaction_session_timeout = "
                    + settings.transactionTimeout().toMillis());
        }
        open.setNetworkTimeout(Runnable::run, Math.toIntExact(transaction.toMillis()) + NETWORK_MARGIN_MILLIS);
        granted = more;
    }

    /** A broken connection does not go back into the pool. */
    private void drop() {
        Connection broken = connection;
        connection = null;
        if (broken != null) {
            try (broken) {
                if (!broken.isClosed()) {
                    broken.abort(Runnable::run);
                }
            } catch (SQLException ignored) {
                LOG.debug("A broken connection could not be closed either", ignored);
            }
        }
    }

    private void giveBack() {
        Connection kept = connection;
        connection = null;
        if (kept != null) {
            try (kept;
                    Statement statement = kept.createStatement()) {
                statement.execute("reset all");
            } catch (SQLException ignored) {
                LOG.debug("The writer's connection could not be given back", ignored);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        writing.lock();
        try {
            giveBack();
        } finally {
            writing.unlock();
        }
    }

    /** The parameters of one call, as columns. */
    private record Flush(List<Column> columns) {
        record Column(String type, List<@Nullable Object> values) {}

        static Flush of(List<Append> appends) {
            Map<String, Integer> slots = new HashMap<>();
            List<String> streams = new ArrayList<>();
            Map<List<String>, Integer> keys = new HashMap<>();
            List<@Nullable Object> slot = new ArrayList<>();
            List<@Nullable Object> previous = new ArrayList<>();
            for (Append append : appends) {
                slot.add(slots.computeIfAbsent(append.stream(), stream -> {
                    streams.add(stream);
                    return streams.size();
                }));
                Integer before = keys.put(List.of(append.client(), append.idempotencyKey()), slot.size());
                previous.add(before == null ? 0 : before);
            }
            List<Column> columns = new ArrayList<>();
            columns.add(new Column("text", new ArrayList<>(streams)));
            columns.add(new Column("int4", slot));
            columns.add(column("int8", appends, Append::expectedVersion));
            columns.add(column("int8", appends, Append::booksVersion));
            columns.add(column("text", appends, Append::client));
            columns.add(column("text", appends, Append::idempotencyKey));
            columns.add(new Column("int4", previous));
            columns.add(column("text", appends, Append::fingerprint));
            columns.add(column("text", appends, Append::commandId));
            columns.add(column("text", appends, Append::reply));
            columns.add(column("int4", appends, append -> append.events().size()));
            columns.addAll(events(appends));
            return new Flush(columns);
        }

        private static List<Column> events(List<Append> appends) {
            List<Column> columns = Stream.of(
                            "int4", "int4", "text", "text", "text", "int4", "text", "text", "text", "text", "text",
                            "int8", "text")
                    .map(type -> new Column(type, new ArrayList<>()))
                    .toList();
            for (int command = 0; command < appends.size(); command++) {
                Append append = appends.get(command);
                for (int part = 0; part < append.events().size(); part++) {
                    NewEvent event = append.events().get(part);
                    EffectiveOn when = event.when();
                    LocalDate on = when.effectiveOn();
                    LocalDate from = when.effectiveFrom();
                    Precision precision = when.precision();
                    LocalDate accountingOn = event.marks().accountingOn();
                    int column = 0;
                    columns.get(column++).values().add(command + 1);
                    columns.get(column++).values().add(part + 1);
                    columns.get(column++).values().add(append.stream());
                    columns.get(column++).values().add(event.streamType());
                    columns.get(column++).values().add(event.name());
                    columns.get(column++).values().add(event.revision());
                    columns.get(column++).values().add(event.payload());
                    columns.get(column++).values().add(event.metadata());
                    columns.get(column++).values().add(on == null ? "-infinity" : on.toString());
                    columns.get(column++).values().add(from == null ? null : from.toString());
                    columns.get(column++).values().add(precision == null ? null : precision.name());
                    columns.get(column++).values().add(event.marks().corrects());
                    columns.get(column).values().add(accountingOn == null ? null : accountingOn.toString());
                }
            }
            return columns;
        }

        private static Column column(String type, List<Append> appends, Function<Append, @Nullable Object> value) {
            List<@Nullable Object> values = new ArrayList<>();
            appends.forEach(append -> values.add(value.apply(append)));
            return new Column(type, values);
        }
    }
}
