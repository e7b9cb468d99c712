package io.dealledger.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The newest position that this process knows of, and who wants to hear of a newer one. */
final class Head {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition raised = lock.newCondition();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile long position;

    long position() {
        return position;
    }

    /** Whether that was news. */
    boolean reached(long newest) {
        lock.lock();
        try {
            if (newest <= position) {
                return false;
            }
            position = newest;
            raised.signalAll();
        } finally {
            lock.unlock();
        }
        listeners.forEach(Runnable::run);
        return true;
    }

    /** Waits until the head is behind {@code after}; false when the time is over before. */
    boolean awaitBeyond(long after, Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (position <= after) {
                if (left <= 0) {
                    return false;
                }
                left = raised.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    boolean awaitBeyond(long after, long timeout, TimeUnit unit) throws InterruptedException {
        return awaitBeyond(after, Duration.of(timeout, unit.toChronoUnit()));
    }

    /** Runs the listener after every rise, on the thread that reports it: it only passes the word on. */
    Runnable listen(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
