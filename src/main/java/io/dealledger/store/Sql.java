package io.dealledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements on a connection that is held for a reason of its own: a lock, a transaction, temporary tables. */
final class Sql {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String DEADLOCK = "40P01";

    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    @FunctionalInterface
    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private Sql() {}

    /** One transaction on a connection that does not commit by itself. */
    static <T> T transaction(Connection connection, Work<T> work) throws SQLException {
        try {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException failed) {
            connection.rollback();
            throw failed;
        }
    }

    static int update(Connection connection, String command, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(connection, command, parameters)) {
            statement.execute();
            return statement.getUpdateCount();
        }
    }

    /** The first row. */
    static <T> Optional<T> first(
            Connection connection, Reading<T> reading, String query, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = prepared(connection, query, parameters);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(reading.of(row)) : Optional.empty();
        }
    }

    static boolean holds(Connection connection, String query, @Nullable Object... parameters) throws SQLException {
        return first(connection, row -> row.getBoolean(1), query, parameters).orElse(false);
    }

    static long number(Connection connection, String query, @Nullable Object... parameters) throws SQLException {
        return first(connection, row -> row.getLong(1), query, parameters).orElseThrow();
    }

    private static PreparedStatement prepared(Connection connection, String text, @Nullable Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        for (int index = 0; index < parameters.length; index++) {
            statement.setObject(index + 1, parameters[index]);
        }
        return statement;
    }

    /** Whether somebody else held what it needed; it can be tried again. */
    static boolean wasLocked(SQLException failed) {
        return LOCK_NOT_AVAILABLE.equals(failed.getSQLState()) || DEADLOCK.equals(failed.getSQLState());
    }
}
