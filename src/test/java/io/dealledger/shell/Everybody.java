package io.dealledger.shell;

import io.dealledger.ledger.EventId;
import io.dealledger.ledger.Positions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

/** Answers the questions that a handler asks, for fixtures: everybody is registered but one, and it is always the same day. */
public final class Everybody {
    private Everybody() {}

    public static Registered but(String nobody) {
        return new Registered(new Positions() {
            @Override
            public Head head() {
                return new Head(0, Instant.EPOCH);
            }

            @Override
            public long at(Instant instant) {
                return 0;
            }

            @Override
            public long endOfCommand(long position) {
                return position;
            }

            @Override
            public Optional<EventId> event(long position) {
                return Optional.empty();
            }

            @Override
            public OptionalLong of(String stream, long version) {
                return stream.equals(nobody) ? OptionalLong.empty() : OptionalLong.of(1);
            }
        });
    }

    public static Today on(LocalDate today) {
        return new Today(
                Clock.fixed(today.atStartOfDay(ZoneOffset.UTC).plusHours(12).toInstant(), ZoneOffset.UTC), 366);
    }
}
