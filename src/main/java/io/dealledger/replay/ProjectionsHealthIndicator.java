package io.dealledger.replay;

import io.dealledger.replay.Projections.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Not ready until every projection has caught up with the journal once; down when one is behind and no longer
 * moves. A projection that is merely busy is healthy: answers cite the position that they were made at.
 */
@Component
final class ProjectionsHealthIndicator implements HealthIndicator {
    private static final Duration STUCK_AFTER = Duration.ofSeconds(30);

    private record Seen(long position, Instant since, boolean caughtUp) {}

    private final Projections projections;
    private final Clock clock;
    private final Map<String, Seen> seen = new HashMap<>();

    ProjectionsHealthIndicator(Projections projections, Clock clock) {
        this.projections = projections;
        this.clock = clock;
    }

    @Override
    public synchronized Health health() {
        Instant now = clock.instant();
        Health.Builder health = Health.up();
        for (Progress progress : projections.progress()) {
            boolean level = progress.lag() == 0;
            Seen before = seen.getOrDefault(progress.name(), new Seen(-1, now, false));
            boolean moved = progress.position() > before.position();
            Seen after =
                    new Seen(progress.position(), moved || level ? now : before.since(), level || before.caughtUp());
            seen.put(progress.name(), after);
            health.withDetail(progress.name(), Map.of("position", progress.position(), "lag", progress.lag()));
            if (!after.caughtUp()) {
                health.outOfService();
            } else if (Duration.between(after.since(), now).compareTo(STUCK_AFTER) > 0) {
                return health.down().build();
            }
        }
        return health.build();
    }
}
