package io.dealledger.store;

import io.dealledger.replay.Projection;
import io.dealledger.replay.Projection.Column;
import io.dealledger.replay.Projection.Row;
import io.dealledger.replay.Projection.Table;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** The tables of one projection: live, or under other names while they are filled anew. All rows go in by COPY. */
final class ProjectionRows {
    private static final String SCHEMA = "projection.";
    private static final String BESIDE = "__new";

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
        if (!name.matches("[a-z][a-z_]{0,40}") || name.endsWith(BESIDE)) {
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

    private static String live(Table table) {
        return SCHEMA + table.name();
    }

    private static String beside(Table table) {
        return SCHEMA + table.name() + BESIDE;
    }

    void createLive(Connection connection) throws SQLException {
        for (Table table : projection.tables()) {
            execute(connection, "create table if not exists " + live(table) + " " + columns(table));
            index(connection, table, live(table));
        }
    }

    /** Without indexes: filling goes faster that way. */
    void createBeside(Connection connection) throws SQLException {
        for (Table table : projection.tables()) {
            execute(connection, "drop table if exists " + beside(table));
            execute(connection, "create table " + beside(table) + " " + columns(table));
        }
    }

    void indexBeside(Connection connection) throws SQLException {
        for (Table table : projection.tables()) {
            index(connection, table, beside(table));
            execute(connection, "analyze " + beside(table));
        }
    }

    private static void index(Connection connection, Table table, String name) throws SQLException {
        for (List<String> columns : table.indexes()) {
            execute(connection, "create index on " + name + " (" + String.join(", ", columns) + ")");
        }
    }

    void swap(Connection connection) throws SQLException {
        for (Table table : projection.tables()) {
            execute(connection, "drop table if exists " + live(table));
            execute(connection, "alter table " + beside(table) + " rename to " + table.name());
        }
    }

    /** Copies for one transaction only, to compare the live rows with. */
    void createTemporary(Connection connection) throws SQLException {
        for (Table table : projection.tables()) {
            execute(connection, "create temporary table " + table.name() + " " + columns(table) + " on commit drop");
        }
    }

    void copyLive(Connection connection, List<Row> rows) throws SQLException {
        copy(connection, rows, ProjectionRows::live);
    }

    void copyBeside(Connection connection, List<Row> rows) throws SQLException {
        copy(connection, rows, ProjectionRows::beside);
    }

    void copyTemporary(Connection connection, List<Row> rows) throws SQLException {
        copy(connection, rows, table -> "pg_temp." + table.name());
    }

    private interface Naming {
        String of(Table table);
    }

    private void copy(Connection connection, List<Row> rows, Naming naming) throws SQLException {
        Map<String, StringBuilder> texts = new LinkedHashMap<>();
        for (Row row : rows) {
            append(texts.computeIfAbsent(row.table(), table -> new StringBuilder()), row.values());
        }
        for (Map.Entry<String, StringBuilder> text : texts.entrySet()) {
            Table table = table(text.getKey());
            String columns = table.columns().stream().map(Column::name).collect(Collectors.joining(", "));
            try {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "copy " + naming.of(table) + " (" + columns + ") from stdin",
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

    /** Rows that one has and the other has not. */
    long missingLive(Connection connection) throws SQLException {
        long count = 0;
        for (Table table : projection.tables()) {
            count += difference(connection, "pg_temp." + table.name(), live(table));
        }
        return count;
    }

    long surplusLive(Connection connection) throws SQLException {
        long count = 0;
        for (Table table : projection.tables()) {
            count += difference(connection, live(table), "pg_temp." + table.name());
        }
        return count;
    }

    private static long difference(Connection connection, String one, String other) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select count(*) from (select * from " + one + " except all select * from " + other + ") d")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (Statement open = connection.createStatement()) {
            open.execute(statement);
        }
    }
}
