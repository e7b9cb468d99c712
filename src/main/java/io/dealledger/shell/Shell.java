package io.dealledger.shell;

import io.dealledger.ledger.ClosedPeriods;
import io.dealledger.ledger.CommandMetadata;
import io.dealledger.ledger.Dating;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.Fold;
import io.dealledger.ledger.Marks;
import io.dealledger.ledger.PeriodFact;
import io.dealledger.ledger.Periods;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.StaleVersion;
import io.dealledger.ledger.Timeline;
import java.time.LocalDate;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.SourceId;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate around a pure decision. A subclass has one line per command, because Axon finds a handler by the
 * command's class:
 *
 * <pre>{@code
 * @Aggregate(type = "party", commandTargetResolver = StreamTarget.NAME, cache = Shell.CACHE)
 * class PartyAggregate extends Shell<Party, PartyEvent> {
 *     @CommandHandler
 *     @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
 *     Decision<PartyEvent> on(RenameParty command, CommandMessage<?> message, PartyContext context) {
 *         return decide(message, timeline -> Party.decide(timeline, command, context));
 *     }
 * }
 * }</pre>
 *
 * <p>Every handler creates what is missing: an unknown stream is a refusal by the decision, a value with a
 * receipt, and one that applies no event leaves no trace.
 *
 * @param <S> state of the stream
 * @param <E> sealed type of its facts
 */
public abstract class Shell<S, E extends Fact> {
    /** Resource of the unit of work: the version that the decision was made on, a Long. */
    public static final String DECIDED_ON = Shell.class.getName() + ".decidedOn";

    /** Resource of the unit of work: what is closed for the whole ledger, a {@link Periods}; absent for nothing. */
    public static final String BOOKS = Shell.class.getName() + ".books";

    /** Name of the cache of aggregates, for {@code @Aggregate}. */
    public static final String CACHE = "aggregateCache";

    private final Class<E> kind;
    private final Timeline<S, E> timeline;
    private Periods periods = Periods.OPEN;

    /** Set with the first event: an aggregate without one has no identifier, and Axon keeps nothing of it. */
    @AggregateIdentifier
    private @Nullable String stream;

    protected Shell(Class<E> kind, Fold<S, E> fold) {
        this.kind = kind;
        this.timeline = new Timeline<>(fold);
    }

    /** What the stream itself has closed. */
    protected final Periods periods() {
        return periods;
    }

    /** Opaque id of who sends the command. */
    protected static String actor(CommandMessage<?> message) {
        if (message.getMetaData().get(CommandMetadata.ACTOR) instanceof String actor) {
            return actor;
        }
        throw new IllegalArgumentException(
                "the metadata of " + message.getCommandName() + " does not say who sends it");
    }

    /**
     * Decides, checks what was decided against the closed periods, and unless it is a dry run applies it.
     *
     * @param dating of the day of recording
     * @throws StaleVersion when the client expects another version than the stream has
     */
    protected final Decision<E> decide(
            CommandMessage<?> message, Dating dating, Function<Timeline<S, E>, Decision<E>> decision) {
        long version = timeline.version();
        if (message.getMetaData().get(CommandMetadata.EXPECTED_VERSION) instanceof Long expected
                && expected != version) {
            throw new StaleVersion(StreamTarget.of(message), expected, version);
        }
        CurrentUnitOfWork.get().resources().put(DECIDED_ON, version);
        Decision<E> decided = judged(decision.apply(timeline), message, dating);
        boolean dryRun = Boolean.TRUE.equals(message.getMetaData().get(CommandMetadata.DRY_RUN));
        if (decided instanceof Decision.Accepted<E> accepted && !dryRun) {
            if (stream == null) {
                stream = StreamTarget.of(message);
            }
            for (int index = 0; index < accepted.facts().size(); index++) {
                AggregateLifecycle.apply(
                        accepted.facts().get(index),
                        MetaData.from(accepted.marks().get(index).asMap()));
            }
        }
        return decided;
    }

    private Decision<E> judged(Decision<E> decided, CommandMessage<?> message, Dating dating) {
        return switch (decided) {
            case Decision.Refused<E> _ -> decided;
            case Decision.Accepted<E> accepted -> {
                Periods books = CurrentUnitOfWork.get().getOrDefaultResource(BOOKS, Periods.OPEN);
                LocalDate accountingOn =
                        message.getMetaData().get(CommandMetadata.ACCOUNTING_ON) instanceof LocalDate day ? day : null;
                yield new ClosedPeriods(periods, books).judge(timeline, accepted, accountingOn, dating.latest());
            }
        };
    }

    @EventSourcingHandler
    void on(Fact fact, @SequenceNumber long version, @SourceId String source, MetaData metadata) {
        if (stream == null) {
            stream = source;
        }
        if (fact instanceof PeriodFact period) {
            periods = periods.after(period.act());
        }
        timeline.insert(Recorded.pending(stream, version, kind.cast(fact), Marks.of(metadata)));
    }
}
