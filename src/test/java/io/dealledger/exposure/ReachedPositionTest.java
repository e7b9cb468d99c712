package io.dealledger.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dealledger.http.Asked;
import io.dealledger.http.AskedBetween;
import io.dealledger.http.HttpProblem;
import io.dealledger.ledger.EventId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Positions;
import io.dealledger.replay.Projections;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReachedPositionTest {
    private static final LocalDate DAY = LocalDate.of(2024, 3, 31);

    /** An index that stands still, in a ledger whose commands have two events each. */
    private record Stopped(long reached, long newest) implements Projections, Positions {
        @Override
        public List<Progress> progress() {
            return List.of(new Progress(ExposureIndex.NAME, reached, newest));
        }

        @Override
        public boolean await(String name, long position, Duration timeout) {
            return position <= reached;
        }

        @Override
        public Head head() {
            return new Head(newest, Instant.EPOCH);
        }

        @Override
        public long at(Instant instant) {
            throw new AssertionError("nobody asks for this here");
        }

        @Override
        public long endOfCommand(long position) {
            return position / 2 * 2;
        }

        @Override
        public Optional<EventId> event(long position) {
            return Optional.empty();
        }

        @Override
        public OptionalLong of(String stream, long version) {
            return OptionalLong.empty();
        }
    }

    private static PointInTime asked(long reached, long knownAt, long waitFor, boolean now) {
        Stopped stopped = new Stopped(reached, 10);
        return new ReachedPosition(stopped, stopped, Duration.ZERO)
                .of(new Asked(new PointInTime(DAY, knownAt, DAY), waitFor, now));
    }

    @Test
    void a_question_about_now_is_answered_at_the_newest_event_when_the_index_has_it() {
        assertThat(asked(10, 10, 0, true)).isEqualTo(new PointInTime(DAY, 10, DAY));
    }

    @Test
    void a_question_about_now_is_answered_at_the_last_whole_command_when_the_index_lags() {
        assertThat(asked(7, 10, 0, true)).isEqualTo(new PointInTime(DAY, 6, DAY));
    }

    @Test
    void what_was_asked_for_by_position_is_not_answered_before_it_is_there() {
        assertThat(asked(7, 6, 6, false).knownAt()).isEqualTo(6);
        for (Asked asked : List.of(
                new Asked(PointInTime.of(DAY, 8), 8, false),
                new Asked(PointInTime.of(DAY, 4), 8, false),
                new Asked(PointInTime.of(DAY, 10), 8, true))) {
            Stopped stopped = new Stopped(7, 10);
            assertThatExceptionOfType(HttpProblem.class)
                    .isThrownBy(() -> new ReachedPosition(stopped, stopped, Duration.ZERO).of(asked))
                    .satisfies(problem -> {
                        assertThat(problem.status().value()).isEqualTo(503);
                        assertThat(problem.headers().getFirst("Retry-After")).isNotNull();
                        assertThat(problem).hasMessageContaining("at 7");
                    });
        }
    }

    @Test
    void of_two_points_neither_is_moved_before_the_first_one_where_the_index_lags() {
        Stopped stopped = new Stopped(7, 10);
        ReachedPosition reached = new ReachedPosition(stopped, stopped, Duration.ZERO);
        Asked now = new Asked(PointInTime.of(DAY, 10), 0, true);
        AskedBetween later = new AskedBetween(PointInTime.of(DAY, 8), now, false);
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> reached.of(later.to()))
                .satisfies(problem -> assertThat(problem.status().value()).isEqualTo(503));
        AskedBetween earlier = new AskedBetween(PointInTime.of(DAY, 6), now, false);
        assertThat(earlier.from(reached.of(earlier.to())).knownAt()).isEqualTo(6);
        AskedBetween same = new AskedBetween(PointInTime.of(DAY, 10), now, true);
        assertThat(same.from(reached.of(same.to())).knownAt()).isEqualTo(6);
    }
}
