package io.dealledger.receipts;

import io.dealledger.http.HttpProblem;
import io.dealledger.http.ProblemType;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;

/** Keys whose first request is being answered by this process. Across processes the store's unique key does the same. */
final class UnderWay {
    private record Key(String client, String idempotencyKey) {}

    private final ConcurrentMap<Key, CountDownLatch> keys = new ConcurrentHashMap<>();
    private final Duration patience;

    UnderWay(Duration patience) {
        this.patience = patience;
    }

    /** Answers alone: who comes with the same key meanwhile waits, and then finds the receipt if there is one. */
    <T> T alone(String client, String idempotencyKey, Supplier<T> answer) {
        Key key = new Key(client, idempotencyKey);
        CountDownLatch mine = new CountDownLatch(1);
        long until = System.nanoTime() + patience.toNanos();
        for (CountDownLatch first = keys.putIfAbsent(key, mine); first != null; first = keys.putIfAbsent(key, mine)) {
            await(first, until - System.nanoTime());
        }
        try {
            return answer.get();
        } finally {
            keys.remove(key, mine);
            mine.countDown();
        }
    }

    private static void await(CountDownLatch first, long nanos) {
        try {
            if (first.await(nanos, TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        throw HttpProblem.of(
                        ProblemType.IDEMPOTENCY_KEY_IN_USE,
                        "The first request with this Idempotency-Key has no answer yet; send it again")
                .withHeader(HttpHeaders.RETRY_AFTER, "1");
    }
}
