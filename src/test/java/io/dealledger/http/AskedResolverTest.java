package io.dealledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealledger.http.Problem.Wrong;
import io.dealledger.ledger.EventId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Positions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** The ledger of these tests has 20 events; 7 to 9 are one command's. Position n was recorded n minutes after midnight. */
class AskedResolverTest {
    private static final Instant NOW = Instant.parse("2024-03-31T23:30:00Z");

    private final AskedResolver resolver = resolverIn(ZoneOffset.UTC);

    private static AskedResolver resolverIn(ZoneId zone) {
        return new AskedResolver(
                providing(Positions.class, new TwentyEvents()),
                providing(Clock.class, Clock.fixed(NOW, ZoneOffset.UTC)),
                zone);
    }

    private static <T> ObjectProvider<T> providing(Class<T> type, T bean) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("bean", bean);
        return beans.getBeanProvider(type);
    }

    private Asked ask(
            @Nullable String asOf, @Nullable String knownAt, @Nullable String publishedBy, @Nullable String atLeast) {
        return resolver.resolve(AskedResolver.USUAL, asOf, knownAt, publishedBy, null, atLeast);
    }

    @Nested
    class Left_out {
        @Test
        void everything_is_today_as_known_now() {
            assertThat(ask(null, null, null, null))
                    .isEqualTo(new Asked(PointInTime.of(LocalDate.of(2024, 3, 31), 20), 0, true));
        }

        @Test
        void today_is_the_day_in_the_ledgers_zone() {
            assertThat(resolverIn(ZoneId.of("Asia/Shanghai"))
                            .resolve(null, null, null, null)
                            .at()
                            .asOf())
                    .isEqualTo(LocalDate.of(2024, 4, 1));
        }
    }

    @Nested
    class Known_at {
        @Test
        void a_position_is_taken_as_it_is_and_waited_for() {
            assertThat(ask("2023-10-31", "6", "2024-03-11", null))
                    .isEqualTo(new Asked(
                            new PointInTime(LocalDate.of(2023, 10, 31), 6, LocalDate.of(2024, 3, 11)), 6, false));
        }

        @Test
        void a_position_between_the_events_of_one_command_is_the_end_of_the_command_before() {
            assertThat(ask(null, "8", null, null).at().knownAt()).isEqualTo(6);
        }

        @Test
        void an_instant_becomes_a_position() {
            assertThat(ask(null, "2024-03-01T00:05:30Z", null, null).at().knownAt())
                    .isEqualTo(5);
            assertThat(ask(null, "2024-03-01T08:05:30+08:00", null, null).at().knownAt())
                    .isEqualTo(5);
            assertThat(ask(null, "2024-03-01T08:05:30 08:00", null, null).at().knownAt())
                    .as("an unescaped plus arrives as a blank")
                    .isEqualTo(5);
        }

        @Test
        void a_later_atLeast_is_waited_for() {
            assertThat(ask(null, "6", null, "12").waitFor()).isEqualTo(12);
            assertThat(ask(null, null, null, "12"))
                    .isEqualTo(new Asked(PointInTime.of(LocalDate.of(2024, 3, 31), 20), 12, true));
        }
    }

    @Nested
    class Refused {
        @Test
        void what_is_no_date() {
            refused(() -> ask("2023-02-30", null, null, null), "/asOf", "not-a-date");
            refused(() -> ask("yesterday", null, null, null), "/asOf", "not-a-date");
            refused(() -> ask("+12023-02-01", null, null, null), "/asOf", "not-a-date");
            refused(() -> ask(null, null, "2024-3-1", null), "/publishedBy", "not-a-date");
        }

        @Test
        void an_instant_of_the_future() {
            refused(() -> ask(null, "2024-04-01T00:00:00Z", null, null), "/knownAt", "in-the-future");
        }

        @Test
        void an_instant_without_its_zone() {
            refused(() -> ask(null, "2024-03-01T00:00:00", null, null), "/knownAt", "not-a-position-or-instant");
            refused(() -> ask(null, "2024-03-01", null, null), "/knownAt", "not-a-position-or-instant");
        }

        @Test
        void a_position_beyond_the_head() {
            refused(() -> ask(null, "21", null, null), "/knownAt", "beyond-the-head");
            refused(() -> ask(null, null, null, "21"), "/atLeast", "beyond-the-head");
            refused(() -> ask(null, "-1", null, null), "/knownAt", "not-a-position");
            refused(() -> ask(null, null, null, "2024-03-01T00:00:00Z"), "/atLeast", "not-a-position");
        }

        private void refused(ThrowingCallable question, String pointer, String code) {
            assertThatThrownBy(question).isInstanceOfSatisfying(HttpProblem.class, problem -> {
                assertThat(problem.status().value()).isEqualTo(400);
                assertThat(problem.problem("/").errors()).containsExactly(new Wrong(pointer, code));
            });
        }
    }

    private static final class TwentyEvents implements Positions {
        private static final Instant MIDNIGHT = Instant.parse("2024-03-01T00:00:00Z");

        @Override
        public Head head() {
            return new Head(20, MIDNIGHT.plusSeconds(20 * 60));
        }

        @Override
        public long at(Instant instant) {
            return Math.min(20, Math.max(0, (instant.getEpochSecond() - MIDNIGHT.getEpochSecond()) / 60));
        }

        @Override
        public long endOfCommand(long position) {
            return position == 7 || position == 8 ? 6 : position;
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
}
