package io.dealledger.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class ProjectionsHealthIndicatorTest {
    private long position;
    private long head;
    private Instant now = Instant.parse("2024-06-01T00:00:00Z");

    private final Projections projections = new Projections() {
        @Override
        public List<Progress> progress() {
            return List.of(new Progress("one", position, head));
        }

        @Override
        public boolean await(String name, long awaited, Duration timeout) {
            return position >= awaited;
        }
    };

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private final ProjectionsHealthIndicator health = new ProjectionsHealthIndicator(projections, clock);

    private Status at(long reached, long newest) {
        position = reached;
        head = newest;
        return health.health().getStatus();
    }

    @Test
    void is_not_ready_until_it_has_caught_up_once() {
        assertThat(at(3, 10)).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(at(9, 10)).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(at(10, 10)).isEqualTo(Status.UP);
    }

    @Test
    void stays_up_while_it_is_behind_and_moves() {
        at(10, 10);
        now = now.plusSeconds(60);
        assertThat(at(11, 500)).isEqualTo(Status.UP);
        now = now.plusSeconds(20);
        assertThat(at(300, 900)).isEqualTo(Status.UP);
    }

    @Test
    void is_down_when_it_is_behind_and_no_longer_moves() {
        at(10, 10);
        assertThat(at(10, 11)).isEqualTo(Status.UP);
        now = now.plusSeconds(31);
        assertThat(at(10, 11)).isEqualTo(Status.DOWN);
        assertThat(at(11, 11)).isEqualTo(Status.UP);
    }
}
