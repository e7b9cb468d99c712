package io.dealledger.store;

import io.dealledger.ledger.LedgerBusy;
import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of what other nodes commit, by asking for the head: often while they are at work, seldom while they are
 * idle. One per process; what this process commits it knows already.
 */
final class Tailer implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Tailer.class);
    private static final Duration SHORTEST = Duration.ofMillis(5);
    private static final Duration LONGEST = Duration.ofMillis(250);

    private final Head head;
    private final LongSupplier newest;
    private final Runnable news;
    private final Thread thread;
    private volatile boolean closed;

    /** @param news runs when another node has committed something, before anybody else hears of it */
    Tailer(Head head, LongSupplier newest, Runnable news) {
        this.head = head;
        this.newest = newest;
        this.news = news;
        this.thread = Thread.ofVirtual().name("ledger-tailer").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        Duration pause = SHORTEST;
        while (!closed) {
            Duration longer = pause.multipliedBy(2);
            pause = ask() ? SHORTEST : longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private boolean ask() {
        try {
            long position = newest.getAsLong();
            if (position <= head.position()) {
                return false;
            }
            news.run();
            return head.reached(position);
        } catch (LedgerBusy away) {
            LOG.debug("The head could not be read", away);
        } catch (RuntimeException failed) {
            if (!closed) {
                LOG.warn("The head could not be read: {}", failed.getMessage());
            }
        }
        return false;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(LONGEST.multipliedBy(8));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
