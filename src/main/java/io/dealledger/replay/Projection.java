package io.dealledger.replay;

import io.dealledger.ledger.Fact;
import io.dealledger.ledger.Recorded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Port: rows that follow from events, each event for itself, so that a rebuild makes the same rows as live
 * operation did. The store makes the tables, in the schema {@code projection}, and fills them; rows are added and
 * never changed.
 */
public interface Projection {
    /** Lower case with underscores; for ever. */
    String name();

    /** Raised when {@link #rowsOf} gives other rows for the same event: the tables are then filled anew at the start. */
    int revision();

    List<Table> tables();

    /** The rows that one event adds; called from several threads at once. */
    List<Row> rowsOf(Recorded<? extends Fact> recorded);

    /**
     * @param name lower case with underscores; read it as {@code projection.<name>}
     * @param columns one of them is {@link #KNOWN_FROM}: rows are compared up to a position
     * @param indexes columns of each index
     */
    record Table(String name, List<Column> columns, List<List<String>> indexes) {
        /** Position of the event that added the row. */
        public static final String KNOWN_FROM = "known_from";

        public Table {
            if (!columns.contains(new Column(KNOWN_FROM, Type.BIGINT, false))) {
                throw new IllegalArgumentException(name + " does not say from which position on its rows are known");
            }
            columns = List.copyOf(columns);
            indexes = List.copyOf(indexes);
        }
    }

    /** @param optional whether its value may be absent */
    record Column(String name, Type type, boolean optional) {}

    /** What a column holds, and as what class its values come. */
    enum Type {
        /** String. */
        TEXT,
        /** Long. */
        BIGINT,
        /** LocalDate. */
        DATE,
        /** Boolean. */
        BOOLEAN
    }

    /** @param values in the order of the table's columns */
    record Row(String table, List<@Nullable Object> values) {}
}
