package io.dealledger.store;

import io.dealledger.books.Books;
import io.dealledger.ledger.CommandMetadata;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.LedgerBusy;
import io.dealledger.ledger.StaleVersion;
import io.dealledger.receipts.Outcome;
import io.dealledger.receipts.Receipt;
import io.dealledger.receipts.Reply;
import io.dealledger.shell.Shell;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A command bus whose commit is the ordered writer's. Commands queue by stream on a few lanes; a lane takes what
 * waits, runs each command in a unit of work nested in one root, and writes the events and receipts of all of
 * them at once. No database transaction is open while commands are decided.
 *
 * <p>A command that fails, and what the writer drops, is run again by itself, so that it harms nobody else.
 */
final class SharedCommitCommandBus extends SimpleCommandBus implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(SharedCommitCommandBus.class);
    /** How often a command is decided anew because another node wrote to its stream meanwhile. */
    private static final int ATTEMPTS = 5;
    /** What commands that come without a key, which are the ledger's own, have for client. */
    private static final String OWN_CLIENT = "ledger";

    private final OrderedWriter writer;
    private final EventCodec codec;
    private final Cache aggregates;
    private final KnownBooks books;
    private final WriterSettings settings;
    private final List<MessageHandlerInterceptor<? super CommandMessage<?>>> interceptors =
            new CopyOnWriteArrayList<>();
    private final List<Lane> lanes = new ArrayList<>();
    private volatile boolean closed;

    /** @param aggregates the cache that the aggregates' repositories use */
    SharedCommitCommandBus(
            OrderedWriter writer, EventCodec codec, Cache aggregates, KnownBooks books, WriterSettings settings) {
        super(SimpleCommandBus.builder());
        this.writer = writer;
        this.codec = codec;
        this.aggregates = aggregates;
        this.books = books;
        this.settings = settings;
        for (int number = 1; number <= settings.lanes(); number++) {
            Lane lane = new Lane(number, settings.laneQueue());
            lanes.add(lane);
            lane.thread.start();
        }
    }

    @Override
    public Registration registerHandlerInterceptor(
            MessageHandlerInterceptor<? super CommandMessage<?>> handlerInterceptor) {
        interceptors.add(handlerInterceptor);
        return () -> interceptors.remove(handlerInterceptor);
    }

    /** A command with its handler and whoever waits for the answer. */
    private final class Task {
        final CommandMessage<?> command;
        final String stream;
        private final MessageHandler<? super CommandMessage<?>> handler;
        private final Answer answer;

        Task(
                CommandMessage<?> command,
                String stream,
                MessageHandler<? super CommandMessage<?>> handler,
                Answer answer) {
            this.command = command;
            this.stream = stream;
            this.handler = handler;
            this.answer = answer;
        }

        InterceptorChain chain(CommandUnit unit) {
            return new DefaultInterceptorChain<>(unit, interceptors, handler);
        }

        void answer(@Nullable Object value) {
            give(new GenericCommandResultMessage<>(value));
        }

        void fail(Throwable cause) {
            give(GenericCommandResultMessage.asCommandResultMessage(cause));
        }

        private void give(CommandResultMessage<?> result) {
            try {
                answer.give(result);
            } catch (RuntimeException broken) {
                LOG.error("A command's callback failed", broken);
            }
        }

        String text(String key, String otherwise) {
            return command.getMetaData().get(key) instanceof String text ? text : otherwise;
        }

        boolean isDryRun() {
            return Boolean.TRUE.equals(command.getMetaData().get(CommandMetadata.DRY_RUN));
        }
    }

    @FunctionalInterface
    private interface Answer {
        void give(CommandResultMessage<?> result);
    }

    @Override
    protected <C, R> void handle(
            CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        // The callback takes whatever type of result the handler has; so do all of Axon's buses.
        @SuppressWarnings("unchecked")
        Answer answer = result -> callback.onResult(command, (CommandResultMessage<? extends R>) result);
        if (!(command.getMetaData().get(CommandMetadata.STREAM) instanceof String stream)) {
            throw new IllegalArgumentException(
                    "the metadata of " + command.getCommandName() + " does not say to which stream it is sent");
        }
        Lane lane = lanes.get(Math.floorMod(stream.hashCode(), lanes.size()));
        if (lanes.stream().anyMatch(one -> one.thread == Thread.currentThread())) {
            throw new IllegalStateException("a command handler sends no commands: it would wait for itself");
        }
        Task task = new Task(command, stream, handler, answer);
        if (closed || !lane.waiting.offer(task)) {
            task.fail(new LedgerBusy(closed ? "the ledger is closing" : "too many commands wait", null));
        }
    }

    private final class Lane implements Runnable {
        final BlockingQueue<Task> waiting;
        final Thread thread;

        Lane(int number, int most) {
            waiting = new ArrayBlockingQueue<>(most);
            thread = Thread.ofPlatform().name("ledger-lane-" + number).daemon().unstarted(this);
        }

        @Override
        public void run() {
            List<Task> batch = new ArrayList<>();
            while (true) {
                try {
                    batch.add(waiting.take());
                    waiting.drainTo(batch, settings.laneBatch() - 1);
                    work(batch);
                } catch (InterruptedException closing) {
                    return;
                } catch (RuntimeException | Error unexpected) {
                    LOG.error("A lane's batch broke", unexpected);
                    batch.forEach(task -> task.fail(unexpected));
                }
                batch.clear();
            }
        }
    }

    /** Answers every task. */
    private void work(List<Task> tasks) {
        List<Task> left = List.copyOf(tasks);
        while (!left.isEmpty()) {
            Ran ran = run(left);
            ran.again.forEach(this::alone);
            left = left.subList(ran.taken, left.size());
        }
    }

    /** What one root unit of work got done. @param taken how many tasks it has dealt with, those to run again included */
    private record Ran(int taken, List<Task> again) {}

    private void alone(Task task) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (run(List.of(task)).again.isEmpty()) {
                return;
            }
        }
        task.fail(new LedgerBusy("others keep writing to " + task.stream, null));
    }

    /** A task with its unit of work, what its handler returned, and which version of the books it knew. */
    private record Done(
            Task task, CommandUnit unit, ResultMessage<Object> result, Optional<Reply> reply, long booksVersion) {}

    private Ran run(List<Task> tasks) {
        DefaultUnitOfWork<CommandMessage<?>> root = new DefaultUnitOfWork<>(null);
        root.start();
        List<Done> done = new ArrayList<>();
        List<Task> again = new ArrayList<>();
        List<Runnable> answers = new ArrayList<>();
        int taken = 0;
        for (Task task : tasks) {
            CommandUnit unit = new CommandUnit(task.command);
            unit.start();
            KnownBooks.State known = books.now();
            unit.resources().put(Shell.BOOKS, known.periods());
            ResultMessage<Object> result = unit.executeWithResult(
                    () -> task.chain(unit).proceed(), thrown -> !(thrown instanceof StaleVersion));
            taken++;
            if (result.isExceptional() && !(result.exceptionResult() instanceof StaleVersion)) {
                // It may have left the batch's aggregates without its neighbours' events: the batch ends here.
                if (tasks.size() == 1) {
                    Throwable failure = result.exceptionResult();
                    answers.add(() -> task.fail(failure));
                } else {
                    again.add(task);
                }
                break;
            }
            done.add(new Done(task, unit, result, reply(unit, result), known.version()));
        }
        root.onCommit(commit -> write(root, done, answers, again));
        try {
            root.commit();
        } catch (RuntimeException failed) {
            done.forEach(one -> aggregates.remove(one.task.stream));
            answers.clear();
            again.clear();
            if (failed instanceof LedgerBusy || tasks.size() == 1) {
                done.forEach(one -> answers.add(() -> one.task.fail(failed)));
                if (done.size() < taken) {
                    answers.add(() -> tasks.get(done.size()).fail(failed));
                }
            } else {
                again.addAll(tasks.subList(0, taken));
            }
        }
        answers.forEach(Runnable::run);
        return new Ran(taken, again);
    }

    /** The commit: everything is on disk when this returns, or nothing of it. */
    private void write(DefaultUnitOfWork<?> root, List<Done> done, List<Runnable> answers, List<Task> again) {
        Iterator<EventMessage<?>> events = JournalEventStore.pending(root).iterator();
        List<Done> deciding = new ArrayList<>();
        List<Append> appends = new ArrayList<>();
        for (Done one : done) {
            List<NewEvent> own = new ArrayList<>();
            for (int event = 0; event < one.unit.published(); event++) {
                EventMessage<?> message = events.next();
                own.add(codec.encode((Fact) message.getPayload(), message.getMetaData()));
            }
            if (one.result.isExceptional() && one.result.exceptionResult() instanceof StaleVersion stale) {
                answers.add(() -> one.task.answer(new Outcome.Stale(stale.version())));
            } else if (one.reply.isEmpty()) {
                if (!own.isEmpty()) {
                    throw new IllegalStateException(
                            one.task.command.getCommandName() + " decided nothing by a Decision");
                }
                Object value = one.result.getPayload();
                answers.add(() -> one.task.answer(value));
            } else if (one.task.isDryRun()) {
                answers.add(() -> one.task.answer(new Outcome.Tried(one.reply.get())));
            } else {
                deciding.add(one);
                appends.add(append(one, one.reply.get(), own));
            }
        }
        List<Appended> appended = writer.append(appends);
        if (IntStream.range(0, appended.size())
                .anyMatch(index -> movesTheBooks(appends.get(index), appended.get(index)))) {
            books.refresh();
        }
        for (int index = 0; index < appended.size(); index++) {
            Done one = deciding.get(index);
            Append append = appends.get(index);
            switch (appended.get(index)) {
                case Appended.Written written ->
                    answers.add(() -> one.task.answer(new Outcome.Decided(
                            new Receipt(
                                    append.client(),
                                    append.idempotencyKey(),
                                    append.fingerprint(),
                                    append.commandId(),
                                    one.reply.orElseThrow(),
                                    written.firstPosition(),
                                    written.recordedAt()),
                            false)));
                case Appended.Repeated repeated -> {
                    drop(one);
                    answers.add(() -> one.task.answer(new Outcome.Decided(
                            new Receipt(
                                    append.client(),
                                    append.idempotencyKey(),
                                    repeated.fingerprint(),
                                    repeated.commandId(),
                                    codec.reply(repeated.reply()),
                                    repeated.firstPosition(),
                                    repeated.recordedAt()),
                            true)));
                }
                case Appended.Conflict conflict -> {
                    drop(one);
                    again.add(one.task);
                }
            }
        }
    }

    /** Whether the books may have another version than this node knows: they were written to, or are why it was dropped. */
    private static boolean movesTheBooks(Append append, Appended appended) {
        return switch (appended) {
            case Appended.Written _ -> append.stream().equals(Books.STREAM);
            case Appended.Repeated _ -> false;
            case Appended.Conflict _ -> true;
        };
    }

    /** The aggregate has events that never came to be: the next command loads it afresh. */
    private void drop(Done one) {
        one.unit.drop(new LedgerBusy(one.task.stream + " has moved on", null));
        aggregates.remove(one.task.stream);
    }

    private static Optional<Reply> reply(CommandUnit unit, ResultMessage<Object> result) {
        if (result.isExceptional()) {
            return Optional.empty();
        }
        Object decision = result.getPayload();
        if (decision instanceof Decision.Accepted<?> accepted) {
            return Optional.of(new Reply.Accepted(
                    accepted.id(),
                    decidedOn(unit) + accepted.facts().size(),
                    accepted.facts().stream()
                            .map(fact -> EventNames.of(fact.getClass()).name())
                            .toList()));
        }
        if (decision instanceof Decision.Refused<?> refused) {
            return Optional.of(Reply.refused(refused.refusal()));
        }
        return Optional.empty();
    }

    private static long decidedOn(CommandUnit unit) {
        if (unit.resources().get(Shell.DECIDED_ON) instanceof Long version) {
            return version;
        }
        throw new IllegalStateException("a command is decided in a Shell, which says on which version");
    }

    private Append append(Done one, Reply reply, List<NewEvent> events) {
        Task task = one.task;
        String commandId = task.text(CommandMetadata.COMMAND_ID, task.command.getIdentifier());
        String key = task.text(CommandMetadata.IDEMPOTENCY_KEY, "");
        return new Append(
                task.stream,
                decidedOn(one.unit),
                // What is decided about the books themselves rests on their own stream, which has its version.
                task.stream.equals(Books.STREAM) ? null : one.booksVersion,
                key.isEmpty() ? OWN_CLIENT : task.text(CommandMetadata.CLIENT, OWN_CLIENT),
                key.isEmpty() ? commandId : key,
                task.text(CommandMetadata.FINGERPRINT, ""),
                commandId,
                codec.reply(reply),
                events);
    }

    @Override
    public void close() {
        closed = true;
        lanes.forEach(lane -> lane.thread.interrupt());
        for (Lane lane : lanes) {
            try {
                lane.thread.join(settings.transactionTimeout());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
            for (Task late = lane.waiting.poll(); late != null; late = lane.waiting.poll()) {
                late.fail(new LedgerBusy("the ledger is closing", null));
            }
        }
    }
}
