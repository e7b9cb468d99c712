package io.dealledger.journal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts the whole journal: whether a position or a version is missing, or out of order. There never is one. */
@Component
class Gaps {
    private static final int MOST = 100;

    /** @param from first position that is missing @param to last one */
    record Positions(long from, long to) {}

    /** @param position of the event @param what is wrong with its place: VERSION, ORDER, INSTANT or COMMAND */
    record Misplaced(long position, String stream, long version, String what) {}

    /**
     * @param head position up to which everything was counted
     * @param events how many there are: as many as positions when nothing is missing
     * @param streams how many streams they belong to
     * @param complete whether nothing is missing and nothing is out of order
     * @param positions that are missing, at most 100 gaps
     * @param misplaced events before which a version is missing, or whose version, instant or place in its command does
     *     not follow from the one before; at most 100
     */
    record Found(
            long head,
            long events,
            long streams,
            boolean complete,
            List<Positions> positions,
            List<Misplaced> misplaced) {}

    private final JdbcClient jdbc;

    Gaps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One walk in order of position and one in order of streams; nothing but the journal and its head is believed. */
    Found find() {
        Map<String, @Nullable Object> counted = jdbc.sql("""
                        select h.position as head, count(e.position) as events,
                               count(*) filter (where e.version = 0) as streams
                          from ledger_head h left join domain_event e on true group by h.position""").query().singleRow();
        long head = number(counted, "head");
        List<Positions> positions = jdbc.sql("""
                        select before + 1 as first, position - 1 as last
                          from (select position, lag(position, 1, 0) over (order by position) as before
                                  from (select position from domain_event where position <= :head
                                        union all
                                        select :head + 1) as places) as steps
                         where position <> before + 1
                         order by position limit :most""").param("head", head).param("most", MOST).query().listOfRows().stream()
                .map(row -> new Positions(number(row, "first"), number(row, "last")))
                .toList();
        List<Misplaced> misplaced = jdbc.sql("""
                        select position, stream, version,
                               case when version <> version_before + 1 then 'VERSION'
                                    when position <= position_before then 'ORDER'
                                    when not instants then 'INSTANT'
                                    else 'COMMAND' end as wrong
                          from (select position, stream, version,
                                       lag(version, 1, -1::bigint) over in_stream as version_before,
                                       lag(position, 1, 0::bigint) over in_stream as position_before,
                                       -- Events of one command share an instant; no later one is earlier.
                                       case when part > 1 then recorded_at = lag(recorded_at) over in_order
                                            else recorded_at >= lag(recorded_at, 1, '-infinity') over in_order
                                       end as instants,
                                       -- Events of one command are neighbours, in one stream, and all of them.
                                       case when part > 1 then lag(part) over in_order = part - 1
                                                           and lag(parts) over in_order = parts
                                                           and lag(stream) over in_order = stream
                                            else lag(part, 1, 1) over in_order = lag(parts, 1, 1) over in_order
                                       end as commands
                                  from domain_event where position <= :head
                                window in_stream as (partition by stream order by version),
                                       in_order as (order by position)) as steps
                         where version <> version_before + 1 or position <= position_before
                            or instants is not true or commands is not true
                         order by position limit :most""").param("head", head).param("most", MOST).query().listOfRows().stream()
                .map(row -> new Misplaced(
                        number(row, "position"),
                        String.valueOf(row.get("stream")),
                        number(row, "version"),
                        String.valueOf(row.get("wrong"))))
                .toList();
        long events = number(counted, "events");
        return new Found(
                head,
                events,
                number(counted, "streams"),
                events == head && positions.isEmpty() && misplaced.isEmpty(),
                positions,
                misplaced);
    }

    private static long number(Map<String, @Nullable Object> row, String column) {
        return row.get(column) instanceof Number number ? number.longValue() : 0;
    }
}
