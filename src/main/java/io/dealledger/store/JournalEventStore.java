package io.dealledger.store;

import io.dealledger.ledger.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.AbstractEventBus;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Axon's view of the journal. What commands publish is collected in the root unit of work, for the command bus
 * to hand to the ordered writer. Readers follow positions: they have no gaps, so a token is a position.
 */
final class JournalEventStore extends AbstractEventBus implements EventStore {
    /** Resource of the root unit of work: the events of its commands, in order. */
    static final String PENDING = JournalEventStore.class.getName() + ".pending";

    private static final int PAGE = 1000;

    private final Journal journal;
    private final Head head;

    JournalEventStore(Journal journal, Head head) {
        super(new AbstractEventBus.Builder() {});
        this.journal = journal;
        this.head = head;
    }

    @Override
    public void publish(List<? extends EventMessage<?>> events) {
        if (!(CurrentUnitOfWork.isStarted() && CurrentUnitOfWork.get() instanceof CommandUnit unit)) {
            throw new IllegalStateException("facts are recorded by commands and by nothing else");
        }
        unit.published(events.size());
        super.publish(events);
    }

    @Override
    protected void prepareCommit(List<? extends EventMessage<?>> events) {
        super.prepareCommit(events);
        pending(CurrentUnitOfWork.get()).addAll(events);
    }

    static List<EventMessage<?>> pending(UnitOfWork<?> unit) {
        return unit.root().getOrComputeResource(PENDING, key -> new ArrayList<EventMessage<?>>());
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier) {
        return readEvents(aggregateIdentifier, 0);
    }

    /** One query, unless the stream is longer than a page. */
    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        Pages pages = new Pages(aggregateIdentifier, firstSequenceNumber);
        return DomainEventStream.of(
                StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, Spliterator.ORDERED), false),
                pages::last);
    }

    private final class Pages implements Iterator<DomainEventMessage<?>> {
        private final String stream;
        private final Deque<StoredEvent> page = new ArrayDeque<>();
        private long next;
        private boolean atEnd;

        Pages(String stream, long from) {
            this.stream = stream;
            this.next = from;
        }

        @Nullable
        Long last() {
            return next == 0 ? null : next - 1;
        }

        @Override
        public boolean hasNext() {
            if (page.isEmpty() && !atEnd) {
                page.addAll(journal.ofStream(stream, next, PAGE));
                atEnd = page.size() < PAGE;
            }
            return !page.isEmpty();
        }

        @Override
        public DomainEventMessage<?> next() {
            if (!hasNext()) {
                throw new NoSuchElementException(stream);
            }
            StoredEvent stored = page.remove();
            next = stored.version() + 1;
            return message(stored);
        }
    }

    private DomainEventMessage<Fact> message(StoredEvent stored) {
        var recorded = journal.recorded(stored);
        return new GenericDomainEventMessage<>(
                stored.streamType(),
                stored.stream(),
                stored.version(),
                recorded.fact(),
                MetaData.from(journal.metadata(stored)),
                stored.stream() + "/" + stored.version(),
                stored.recordedAt());
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new IllegalStateException("the ledger keeps no snapshots: the journal is all there is");
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        var version = journal.versionOf(aggregateIdentifier);
        return version.isPresent() ? Optional.of(version.getAsLong()) : Optional.empty();
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(journal.head().position());
    }

    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        // Axon's token stands before the first event at or after the instant.
        return new GlobalSequenceTrackingToken(journal.at(dateTime.minusNanos(1000)));
    }

    @Override
    public TrackingToken createTokenSince(Duration duration) {
        return createTokenAt(journal.head().recordedAt().minus(duration));
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken token) {
        return new Follower(position(token));
    }

    static long position(@Nullable TrackingToken token) {
        if (token == null) {
            return 0;
        }
        return WrappedToken.unwrapLowerBound(token) instanceof GlobalSequenceTrackingToken at ? at.getGlobalIndex() : 0;
    }

    /** Reads behind the head by pages, and hears of news from the head instead of asking for them. */
    private final class Follower implements TrackingEventStream {
        private final Deque<TrackedEventMessage<?>> page = new ArrayDeque<>();
        private long read;
        private @Nullable Runnable stopListening;

        Follower(long after) {
            this.read = after;
        }

        private void fill() {
            if (page.isEmpty() && head.position() > read) {
                for (StoredEvent stored : journal.after(read, PAGE)) {
                    page.add(new GenericTrackedDomainEventMessage<>(
                            new GlobalSequenceTrackingToken(stored.position()), message(stored)));
                    read = stored.position();
                }
            }
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            fill();
            return Optional.ofNullable(page.peek());
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            fill();
            if (page.isEmpty() && timeout > 0 && head.awaitBeyond(read, timeout, unit)) {
                fill();
            }
            return !page.isEmpty();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            while (!hasNextAvailable(1, TimeUnit.SECONDS)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            return page.remove();
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            stopListening = head.listen(callback);
            return true;
        }

        @Override
        public void close() {
            if (stopListening != null) {
                stopListening.run();
                stopListening = null;
            }
            page.clear();
        }
    }
}
