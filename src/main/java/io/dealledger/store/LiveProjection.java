package io.dealledger.store;

import io.dealledger.ledger.Fact;
import io.dealledger.ledger.Marks;
import io.dealledger.ledger.Recorded;
import io.dealledger.replay.Projection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Keeps one projection up to date: a pooled streaming processor with one segment, because there is one order.
 * Rows, progress and token of a batch are one transaction. The progress row decides what is still to be added: a
 * rebuild may have passed the processor, or fallen behind it.
 *
 * <p>A batch that fails is tried again and blocks what comes after it: a total without a parked company would be
 * wrong, so the projection stops and shows its lag.
 */
final class LiveProjection implements EventHandlerInvoker, AutoCloseable {
    private static final String BATCH = LiveProjection.class.getName() + ".batch";
    private static final int BATCH_SIZE = 500;
    private static final Duration POLL = Duration.ofMillis(10);

    private final Projection projection;
    private final ProjectionRows rows;
    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final Journal journal;
    private final Head reached = new Head();
    private final JournalEventStore events;
    private final TokenStore tokens;
    private final TransactionManager transactions;
    private @Nullable Processing processing;

    /** A processor with its threads: made when it starts, because threads that were stopped never start again. */
    private record Processing(
            PooledStreamingEventProcessor processor,
            ScheduledExecutorService coordinator,
            ScheduledExecutorService worker) {
        void stop() {
            processor.shutDown();
            coordinator.shutdownNow();
            worker.shutdownNow();
        }
    }

    LiveProjection(
            Projection projection,
            ProjectionRows rows,
            DataSource dataSource,
            JdbcClient jdbc,
            Journal journal,
            JournalEventStore events,
            TokenStore tokens,
            TransactionManager transactions) {
        this.projection = projection;
        this.rows = rows;
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.journal = journal;
        this.events = events;
        this.tokens = tokens;
        this.transactions = transactions;
    }

    private static ScheduledExecutorService daemon(String name) {
        return Executors.newScheduledThreadPool(
                1, Thread.ofPlatform().name("ledger-" + name).daemon().factory());
    }

    synchronized void start() {
        ScheduledExecutorService coordinator = daemon(projection.name() + "-coordinator");
        ScheduledExecutorService worker = daemon(projection.name() + "-worker");
        PooledStreamingEventProcessor processor = PooledStreamingEventProcessor.builder()
                .name(projection.name())
                .eventHandlerInvoker(this)
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(events)
                .tokenStore(tokens)
                .transactionManager(transactions)
                .coordinatorExecutor(coordinator)
                .workerExecutor(worker)
                .initialSegmentCount(1)
                .initialToken(source -> source.createTailToken())
                .batchSize(BATCH_SIZE)
                .tokenClaimInterval(500)
                .claimExtensionThreshold(1000)
                .enableCoordinatorClaimExtension()
                .build();
        processor.start();
        processing = new Processing(processor, coordinator, worker);
    }

    @Override
    public synchronized void close() {
        if (processing != null) {
            processing.stop();
            processing = null;
        }
    }

    @Override
    public boolean canHandle(EventMessage<?> eventMessage, Segment segment) {
        return true;
    }

    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return true;
    }

    /** A projection is made anew by a rebuild, not by a reset. */
    @Override
    public boolean supportsReset() {
        return false;
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
        if (!(message instanceof TrackedEventMessage<?> tracked)
                || !(message instanceof DomainEventMessage<?> domain)
                || !(message.getPayload() instanceof Fact fact)) {
            throw new IllegalStateException("a projection follows the journal and nothing else");
        }
        UnitOfWork<?> unit = CurrentUnitOfWork.get();
        List<Recorded<Fact>> batch = unit.getOrComputeResource(BATCH, key -> {
            List<Recorded<Fact>> started = new ArrayList<>();
            unit.onPrepareCommit(prepare -> add(started, unit));
            return started;
        });
        batch.add(new Recorded<>(
                JournalEventStore.position(tracked.trackingToken()),
                domain.getAggregateIdentifier(),
                domain.getSequenceNumber(),
                message.getTimestamp(),
                fact,
                Marks.of(message.getMetaData())));
    }

    private void add(List<Recorded<Fact>> batch, UnitOfWork<?> unit) {
        // What a crash takes back is made again from the journal: nobody has to wait for the disk.
        jdbc.sql("set local synchronous_commit = off").update();
        long done = jdbc.sql("select position from projection.progress where name = ? for update")
                .param(projection.name())
                .query(Long.class)
                .single();
        long last = batch.getLast().position();
        if (last <= done) {
            unit.afterCommit(committed -> reached.reached(done));
            return;
        }
        List<Recorded<Fact>> added = new ArrayList<>();
        long next = done + 1;
        for (Recorded<Fact> recorded : batch) {
            while (next < recorded.position()) {
                // The tables are behind the token, because they were filled anew.
                for (StoredEvent missed : journal.after(next - 1, (int) Math.min(1000, recorded.position() - next))) {
                    added.add(journal.recorded(missed));
                    next = missed.position() + 1;
                }
            }
            if (recorded.position() == next) {
                added.add(recorded);
                next++;
            }
        }
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            rows.copy(connection, rows.rowsOf(added), ProjectionRows.Place.LIVE);
        } catch (SQLException failed) {
            throw new IllegalStateException(projection.name() + " does not take its rows", failed);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
        jdbc.sql("update projection.progress set position = ?, changed_at = now() where name = ?")
                .params(last, projection.name())
                .update();
        unit.afterCommit(committed -> reached.reached(last));
    }

    /** Where its tables stand, by whichever node. */
    long position() {
        return jdbc.sql("select position from projection.progress where name = ?")
                .param(projection.name())
                .query(Long.class)
                .single();
    }

    boolean await(long position, Duration timeout) throws InterruptedException {
        long until = System.nanoTime() + timeout.toNanos();
        while (true) {
            if (reached.position() >= position) {
                return true;
            }
            long left = until - System.nanoTime();
            if (left <= 0) {
                return position() >= position;
            }
            // Woken at once by this node's processor; what another node's does has to be looked up.
            if (!reached.awaitBeyond(position - 1, Math.min(left, POLL.toNanos()), TimeUnit.NANOSECONDS)) {
                reached.reached(position());
            }
        }
    }
}
