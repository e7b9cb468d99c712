package io.dealledger.seal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down when sealing has stopped: it is behind the head and no longer moves. Being behind for a while is no illness. */
@Component
final class SealHealthIndicator implements HealthIndicator {
    private static final Duration STUCK_AFTER = Duration.ofSeconds(30);

    private final SealedLedger ledger;
    private final Clock clock;
    private long position = -1;
    private Instant since = Instant.EPOCH;

    SealHealthIndicator(SealedLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public synchronized Health health() {
        SealedLedger.Progress progress = ledger.progress();
        Instant now = clock.instant();
        if (progress.lag() <= 0 || progress.sealed() > position || since.equals(Instant.EPOCH)) {
            position = progress.sealed();
            since = now;
        }
        Health.Builder health = Duration.between(since, now).compareTo(STUCK_AFTER) > 0 ? Health.down() : Health.up();
        progress.trouble().ifPresent(trouble -> health.withDetail("trouble", trouble));
        return health.withDetail("sealed", progress.sealed())
                .withDetail("lag", progress.lag())
                .build();
    }
}
