package io.dealledger.store;

import io.dealledger.ledger.Fact;
import io.dealledger.ledger.Recorded;
import io.dealledger.replay.Difference;
import io.dealledger.replay.Difference.Side;
import io.dealledger.replay.Projection;
import io.dealledger.replay.Projection.Column;
import io.dealledger.replay.Projection.Row;
import io.dealledger.replay.Projection.Table;
import io.dealledger.replay.Run.Finding;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The tables of one projection: the live ones, and others of the same shape in other places. All rows go in by COPY,
 * and no comparison takes them out again.
 */
final class ProjectionRows {
    private static final String MARK = "__";

    /** Where a table of the projection stands. */
    @FunctionalInterface
    interface Place {
        /** What readers read. */
        Place LIVE = table -> "projection." + table;
        /** Filled by a rebuild, until it is swapped. */
        Place BESIDE = table -> "projection." + table + MARK + "new";
        /** Live until the swap, and kept until it is compared. */
        Place BEFORE = table -> "projection." + table + MARK + "old";
        /** For one transaction. */
        Place TEMPORARY = table -> "pg_temp." + table;

        /** Of one replay; in a schema that no reader names. */
        static Place scratch(long run) {
            return table -> "scratch." + table + MARK + run;
        }

        String of(String table);

        default String unqualified(String table) {
            String name = of(table);
            return name.substring(name.indexOf('.') + 1);
        }
    }

    /** Rows as COPY takes them, by table. */
    record Copies(Map<String, StringBuilder> texts) {
        Copies() {
            this(new LinkedHashMap<>());
        }
    }

    /** How the rows of one place differ from those of another. */
    record Comparison(Finding finding, List<Difference> sample) {}

    private final Projection projection;

    ProjectionRows(Projection projection) {
        this.projection = projection;
        check(projection.name());
        projection.tables().forEach(table -> {
            check(table.name());
            table.columns().forEach(column -> check(column.name()));
        });
    }

    /** Names become part of statements. */
    private static void check(String name) {
        if (!name.matches("[a-z][a-z_]{0,40}") || name.contains(MARK)) {
            throw new IllegalArgumentException("'" + name + "' is no name for a projection, its tables and columns");
        }
    }

    /** Another text means that the tables have to be filled anew. */
    String definition() {
        return projection.revision() + " "
                + projection.tables().stream()
                        .map(table -> table.name() + columns(table) + table.indexes())
                        .collect(Collectors.joining(" "));
    }

    private static String columns(Table table) {
        return table.columns().stream()
                .map(column -> column.name() + " " + column.type().name().toLowerCase(Locale.ROOT)
                        + (column.optional() ? "" : " not null"))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String names(Table table) {
        return table.columns().stream().map(Column::name).collect(Collectors.joining(", "));
    }

    List<String> tables(Place place) {
        return projection.tables().stream().map(table -> place.of(table.name())).toList();
    }

    void createLive(Connection connection) throws SQLException {
        for (Table table : projection.tables()) {
            execute(connection, "create table if not exists " + Place.LIVE.of(table.name()) + " " + columns(table));
        }
        index(connection, Place.LIVE);
    }

    /** Empty, and without indexes: filling goes faster that way. */
    void create(Connection connection, Place place) throws SQLException {
        drop(connection, place);
        for (Table table : projection.tables()) {
            execute(connection, "create table " + place.of(table.name()) + " " + columns(table));
        }
    }

    void createTemporary(Connection connection) throws SQLException {
        for (Table table : projection.tables()) {
            execute(connection, "create temporary table " + table.name() + " " + columns(table) + " on commit drop");
        }
    }

    boolean exist(Connection connection, Place place) throws SQLException {
        for (String table : tables(place)) {
            try (PreparedStatement statement = connection.prepareStatement("select to_regclass(?) is not null")) {
                statement.setString(1, table);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    if (!row.getBoolean(1)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    void index(Connection connection, Place place) throws SQLException {
        for (Table table : projection.tables()) {
            for (List<String> columns : table.indexes()) {
                execute(
                        connection,
                        "create index on " + place.of(table.name()) + " (" + String.join(", ", columns) + ")");
            }
        }
    }

    void analyze(Connection connection, Place place) throws SQLException {
        for (String table : tables(place)) {
            execute(connection, "analyze " + table);
        }
    }

    void drop(Connection connection, Place place) throws SQLException {
        for (String table : tables(place)) {
            execute(connection, "drop table if exists " + table);
        }
    }

    /** What was filled beside becomes live; what was live is kept to compare it. */
    void swap(Connection connection) throws SQLException {
        drop(connection, Place.BEFORE);
        for (Table table : projection.tables()) {
            execute(
                    connection,
                    "alter table if exists " + Place.LIVE.of(table.name()) + " rename to "
                            + Place.BEFORE.unqualified(table.name()));
            execute(connection, "alter table " + Place.BESIDE.of(table.name()) + " rename to " + table.name());
        }
    }

    /** The rows of events, ready to be copied. */
    Copies rowsOf(List<Recorded<Fact>> events) {
        Copies copies = new Copies();
        for (Recorded<Fact> recorded : events) {
            for (Row row : projection.rowsOf(recorded)) {
                append(copies.texts().computeIfAbsent(row.table(), table -> new StringBuilder()), row.values());
            }
        }
        return copies;
    }

    void copy(Connection connection, Copies copies, Place place) throws SQLException {
        for (Map.Entry<String, StringBuilder> text : copies.texts().entrySet()) {
            Table table = table(text.getKey());
            try {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "copy " + place.of(table.name()) + " (" + names(table) + ") from stdin",
                                new StringReader(text.getValue().toString()));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private Table table(String name) {
        return projection.tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(projection.name() + " has no table " + name));
    }

    private static void append(StringBuilder text, List<@Nullable Object> values) {
        for (int index = 0; index < values.size(); index++) {
            if (index > 0) {
                text.append('\t');
            }
            Object value = values.get(index);
            if (value == null) {
                text.append("\\N");
                continue;
            }
            String plain = value.toString();
            for (int at = 0; at < plain.length(); at++) {
                char character = plain.charAt(at);
                switch (character) {
                    case '\\' -> text.append("\\\\");
                    case '\t' -> text.append("\\t");
                    case '\n' -> text.append("\\n");
                    case '\r' -> text.append("\\r");
                    default -> text.append(character);
                }
            }
        }
        text.append('\n');
    }

    /**
     * Compares bags of rows: every row must be there as often on one side as on the other. The database adds up
     * both sides and spills to disk what it cannot hold; here arrives no more than the sample.
     *
     * @param live all its rows count, or those up to the position only
     * @param right rows as they should be, up to the position
     * @param size most rows of the sample
     */
    Comparison compare(Connection connection, Place live, boolean wholly, Place right, long position, int size)
            throws SQLException {
        long missing = 0;
        long surplus = 0;
        List<Difference> sample = new ArrayList<>();
        for (Table table : projection.tables()) {
            String known = " where " + Table.KNOWN_FROM + " <= " + position;
            String columns = names(table);
            String query = "with differing as materialized (select " + columns + ", sum(side) as side from (select "
                    + columns + ", 1 as side from " + live.of(table.name()) + (wholly ? "" : known)
                    + " union all select " + columns + ", -1 from " + right.of(table.name()) + known
                    + ") both_sides group by " + columns + " having sum(side) <> 0),"
                    + " counted as (select coalesce(sum(-side) filter (where side < 0), 0) as missing,"
                    + " coalesce(sum(side) filter (where side > 0), 0) as surplus from differing)"
                    + " select missing, surplus, side, " + columns + " from counted left join (select * from differing"
                    + " order by " + Table.KNOWN_FROM + ", side, " + columns + " limit " + size + ") first on true";
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                long missingHere = 0;
                long surplusHere = 0;
                while (rows.next()) {
                    missingHere = rows.getLong(1);
                    surplusHere = rows.getLong(2);
                    long side = rows.getLong(3);
                    if (!rows.wasNull() && sample.size() < size) {
                        sample.add(difference(table, side, rows));
                    }
                }
                missing += missingHere;
                surplus += surplusHere;
            }
        }
        return new Comparison(new Finding(position, missing, surplus), List.copyOf(sample));
    }

    private static Difference difference(Table table, long side, ResultSet rows) throws SQLException {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        int index = 4;
        for (Column column : table.columns()) {
            values.put(column.name(), rows.getString(index++));
        }
        return new Difference(side < 0 ? Side.MISSING : Side.SURPLUS, table.name(), Math.abs(side), values);
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (Statement open = connection.createStatement()) {
            open.execute(statement);
        }
    }
}
