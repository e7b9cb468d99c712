package io.dealledger.store;

import io.dealledger.json.LedgerJson;
import io.dealledger.replay.Difference;
import io.dealledger.replay.Run;
import io.dealledger.replay.Run.Finding;
import io.dealledger.replay.Run.Kind;
import io.dealledger.replay.Run.Phase;
import io.dealledger.replay.Run.State;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is written down of rebuilds and replays, so that every node can tell and a later start can go on. Whether
 * one runs is told by its lock, which ends with its connection.
 */
final class RunRecords {
    /** Ended runs that are remembered, of each kind and projection. */
    private static final int REMEMBERED = 100;

    private static final String LOCKED = """
            exists (select from pg_locks l
                     where l.locktype = 'advisory' and l.objsubid = 2 and l.granted
                       and l.database = (select d.oid from pg_database d where d.datname = current_database())
                       and l.classid = (hashtext(r.kind)::bigint & 4294967295)::oid
                       and l.objid = (hashtext(r.projection)::bigint & 4294967295)::oid)""";

    private static final String RUN = "select r.id, r.kind, r.projection, r.known_at,"
            + " case when r.state = 'RUNNING' and not " + LOCKED + " then 'INTERRUPTED' else r.state end, r.phase,"
            + " r.position, r.goal, r.resumed_from, r.started_at, r.resumed_at, r.changed_at, r.ended_at,"
            + " r.compared_at, r.missing, r.surplus, r.scratch, r.failure from projection.run r ";

    private final JdbcClient jdbc;
    private final BiFunction<String, Long, List<String>> scratch;
    private final JsonMapper json = LedgerJson.builder().build();

    /** @param scratch names of the tables that a run of a projection made */
    RunRecords(JdbcClient jdbc, BiFunction<String, Long, List<String>> scratch) {
        this.jdbc = jdbc;
        this.scratch = scratch;
    }

    /** Held by the session: it ends with the connection, and so does the run. */
    static boolean lock(Connection connection, Kind kind, String projection) throws SQLException {
        return Sql.holds(connection, "select pg_try_advisory_lock(hashtext(?), hashtext(?))", kind.name(), projection);
    }

    static void unlock(Connection connection, Kind kind, String projection) throws SQLException {
        Sql.holds(connection, "select pg_advisory_unlock(hashtext(?), hashtext(?))", kind.name(), projection);
    }

    /** A run that did not end and can go on: the lock is held by whoever asks. */
    record Resumable(long id, Phase phase, long position, boolean sameDefinition) {}

    Optional<Resumable> resumable(
            Connection connection, Kind kind, String projection, @Nullable Long knownAt, String definition)
            throws SQLException {
        return Sql.first(
                connection,
                row -> new Resumable(
                        row.getLong(1), Phase.valueOf(row.getString(2)), row.getLong(3), row.getBoolean(4)),
                "select id, phase, position, definition = ? from projection.run where kind = ? and projection = ?"
                        + " and known_at is not distinct from ?::bigint and state in ('RUNNING', 'STOPPED', 'FAILED')"
                        + " and (kind = 'REBUILD' or scratch) order by id desc limit 1",
                definition,
                kind.name(),
                projection,
                knownAt);
    }

    long begin(
            Connection connection, Kind kind, String projection, @Nullable Long knownAt, String definition, long goal)
            throws SQLException {
        Sql.update(
                connection,
                "delete from projection.run where kind = ? and projection = ? and not scratch and id not in (select id"
                        + " from projection.run where kind = ? and projection = ? order by id desc limit ?)",
                kind.name(),
                projection,
                kind.name(),
                projection,
                REMEMBERED - 1);
        return Sql.number(
                connection,
                "insert into projection.run (kind, projection, definition, known_at, state, phase, position, goal,"
                        + " resumed_from, resumed_at, started_at, changed_at, scratch)"
                        + " values (?, ?, ?, ?, 'RUNNING', 'FILLING', 0, ?, 0, clock_timestamp(), clock_timestamp(),"
                        + " clock_timestamp(), ?) returning id",
                kind.name(),
                projection,
                definition,
                knownAt,
                goal,
                kind == Kind.REPLAY);
    }

    void resume(Connection connection, long id, Phase phase, long goal) throws SQLException {
        Sql.update(
                connection,
                "update projection.run set state = 'RUNNING', phase = ?, goal = ?, resumed_from = position,"
                        + " resumed_at = clock_timestamp(), changed_at = clock_timestamp(), ended_at = null,"
                        + " stop_asked = false, failure = null where id = ?",
                phase.name(),
                goal,
                id);
    }

    /** Whether nobody asked it to stop. */
    boolean advance(Connection connection, long id, long position, long goal) throws SQLException {
        return !Sql.holds(
                connection,
                "update projection.run set position = ?, goal = greatest(?, ?), changed_at = clock_timestamp()"
                        + " where id = ? returning stop_asked",
                position,
                position,
                goal,
                id);
    }

    void enter(Connection connection, long id, Phase phase) throws SQLException {
        Sql.update(
                connection,
                "update projection.run set phase = ?, changed_at = clock_timestamp() where id = ?",
                phase.name(),
                id);
    }

    boolean stopAsked(Connection connection, long id) throws SQLException {
        return Sql.holds(connection, "select stop_asked from projection.run where id = ?", id);
    }

    void comparable(Connection connection, long id, @Nullable Long position) throws SQLException {
        Sql.update(connection, "update projection.run set compared_at = ? where id = ?", position, id);
    }

    /** Position up to which the rows before are compared; empty when they are not. */
    Optional<Long> comparable(Connection connection, long id) throws SQLException {
        return Sql.first(
                connection,
                row -> row.getLong(1),
                "select compared_at from projection.run where id = ? and compared_at is not null",
                id);
    }

    void found(Connection connection, long id, ProjectionRows.Comparison found) throws SQLException {
        Sql.update(
                connection,
                "update projection.run set compared_at = ?, missing = ?, surplus = ?, sample = ? where id = ?",
                found.finding().position(),
                found.finding().missing(),
                found.finding().surplus(),
                json.writeValueAsString(found.sample()),
                id);
    }

    void end(Connection connection, long id, State state, @Nullable String failure) throws SQLException {
        Sql.update(
                connection,
                "update projection.run set state = ?, failure = ?, changed_at = clock_timestamp(),"
                        + " ended_at = clock_timestamp() where id = ?",
                state.name(),
                failure,
                id);
    }

    void dropped(Connection connection, long id) throws SQLException {
        Sql.update(connection, "update projection.run set scratch = false where id = ?", id);
    }

    void askToStop(Kind kind, long id) {
        jdbc.sql("update projection.run set stop_asked = true where kind = ? and id = ? and state = 'RUNNING'")
                .params(kind.name(), id)
                .update();
    }

    List<Run> newest(Kind kind, @Nullable String projection, int limit) {
        return jdbc.sql(RUN
                        + "where r.kind = ? and r.projection = coalesce(?, r.projection) order by r.id desc limit ?")
                .params(Arrays.asList(kind.name(), projection, limit))
                .query((row, number) -> run(row))
                .list();
    }

    Optional<Run> find(Kind kind, long id) {
        return jdbc.sql(RUN + "where r.kind = ? and r.id = ?")
                .params(kind.name(), id)
                .query((row, number) -> run(row))
                .optional();
    }

    int scratches(Connection connection) throws SQLException {
        return Math.toIntExact(Sql.number(connection, "select count(*) from projection.run where scratch"));
    }

    List<Difference> differences(Kind kind, long id) {
        return jdbc.sql("select sample from projection.run where kind = ? and id = ? and sample is not null")
                .params(kind.name(), id)
                .query(String.class)
                .optional()
                .map(sample -> List.of(json.readValue(sample, Difference[].class)))
                .orElse(List.of());
    }

    private Run run(ResultSet row) throws SQLException {
        long id = row.getLong(1);
        String projection = row.getString(3);
        Long comparedAt = number(row, 14);
        Long missing = number(row, 15);
        Long surplus = number(row, 16);
        return new Run(
                id,
                Kind.valueOf(row.getString(2)),
                projection,
                number(row, 4),
                State.valueOf(row.getString(5)),
                Phase.valueOf(row.getString(6)),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                instant(row, 10),
                instant(row, 11),
                instant(row, 12),
                row.getObject(13) == null ? null : instant(row, 13),
                comparedAt == null || missing == null || surplus == null
                        ? null
                        : new Finding(comparedAt, missing, surplus),
                row.getBoolean(17) ? scratch.apply(projection, id) : List.of(),
                row.getString(18));
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : (Long) number;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
