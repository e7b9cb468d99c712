package io.dealledger.report;

import java.util.ArrayList;
import java.util.List;

/**
 * An answer for people and spreadsheets.
 *
 * @param name of the file, without its ending
 * @param header what it is about, and of when
 * @param tables what was answered; the header is followed by their control totals
 */
public record Report(String name, List<Line> header, List<Table> tables) {
    /** One line of the header. @param value empty where it does not apply */
    public record Line(String name, String value) {}

    public Report {
        header = List.copyOf(header);
        tables = List.copyOf(tables);
    }

    /** How many rows each table has, and what its columns add up to. */
    public Table controls() {
        record Control(String table, String column, String per, String total) {}
        List<Control> controls = new ArrayList<>();
        for (Table table : tables) {
            controls.add(new Control(
                    table.name(), "rows", "", Integer.toString(table.rows().size())));
            for (Table.Sum sum : table.sums()) {
                controls.add(new Control(
                        table.name(), sum.column(), sum.per(), sum.sum().toPlainString()));
            }
        }
        return Table.of(
                "controls",
                controls,
                Table.Column.text("table", Control::table),
                Table.Column.text("column", Control::column),
                Table.Column.text("per", Control::per),
                Table.Column.figure("total", Control::total));
    }
}
