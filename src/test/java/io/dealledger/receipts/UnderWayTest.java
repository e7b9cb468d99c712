package io.dealledger.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealledger.http.HttpProblem;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UnderWayTest {
    @Test
    void whoever_comes_second_waits_and_is_told_when_the_first_takes_too_long() throws Exception {
        UnderWay underWay = new UnderWay(Duration.ofMillis(50));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> underWay.alone("client", "key", () -> {
            begun.countDown();
            await(release);
            return "first";
        }));
        begun.await();

        assertThatThrownBy(() -> underWay.alone("client", "key", () -> "second"))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> {
                    assertThat(problem.status().value()).isEqualTo(409);
                    assertThat(problem.headers().getFirst("Retry-After")).isEqualTo("1");
                });
        assertThat(underWay.alone("client", "other", () -> "another key")).isEqualTo("another key");
        assertThat(underWay.alone("other", "key", () -> "another client")).isEqualTo("another client");
        release.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("first");
        assertThat(underWay.alone("client", "key", () -> "third")).isEqualTo("third");
    }

    @Test
    void a_failure_leaves_the_key_free() {
        UnderWay underWay = new UnderWay(Duration.ofMillis(50));
        assertThatThrownBy(() -> underWay.alone("client", "key", () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(underWay.alone("client", "key", () -> "free")).isEqualTo("free");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
