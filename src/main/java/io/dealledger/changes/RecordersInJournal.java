package io.dealledger.changes;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads who recorded what from the journal. */
@Component
final class RecordersInJournal implements Recorders {
    private static final String EVENTS = """
            select event.position, event.name, event.metadata::json ->> 'actor' as actor,
                   event.metadata::json ->> 'reason' as reason,
                   event.position + event.parts - event.part as command_end, corrected.position as corrects
              from domain_event event
              left join domain_event corrected
                on corrected.stream = event.stream and corrected.version = event.corrects
             where event.position = any (?)
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    RecordersInJournal(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public ZoneId zone() {
        return clock.getZone();
    }

    /** A row of the answer. */
    record Row(
            long position,
            String name,
            @Nullable String actor,
            long commandEnd,
            @Nullable Long corrects,
            @Nullable String reason) {}

    @Override
    public Map<Long, Recorder> of(Collection<Long> positions) {
        Map<Long, Recorder> found = new HashMap<>();
        if (!positions.isEmpty()) {
            Object wanted = positions.toArray(Long[]::new);
            jdbc.sql(EVENTS)
                    .params(wanted)
                    .query(Row.class)
                    .list()
                    .forEach(row -> found.put(
                            row.position(),
                            new Recorder(row.name(), row.actor(), row.commandEnd(), row.corrects(), row.reason())));
        }
        return found;
    }
}
