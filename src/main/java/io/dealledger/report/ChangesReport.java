package io.dealledger.report;

import io.dealledger.changes.Cell;
import io.dealledger.changes.Changes;
import io.dealledger.changes.Changes.Because;
import io.dealledger.report.Table.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What changed between two points in time, as tables. */
final class ChangesReport {
    private ChangesReport() {}

    static List<Table> tables(Changes changes) {
        return List.of(
                cells("restatement", changes.restatement()),
                cells("movement", changes.movement()),
                events(changes.events()),
                RollForwardReport.totals(changes.header().controlTotals()));
    }

    private static Table cells(String name, List<Cell> cells) {
        return Table.of(
                name,
                cells,
                Column.text("path", Cell::path),
                Column.text("before", Cell::before),
                Column.text("after", Cell::after),
                Column.text("cause", Cell::cause),
                Column.text("events", Cell::events),
                Column.<Cell>text("moreEvents", Cell::moreEvents).atLength());
    }

    private static Table events(List<Because> events) {
        return Table.of(
                "events",
                events,
                Column.text("position", Because::position),
                Column.text("stream", Because::stream),
                Column.<Because>text("version", Because::version).atLength(),
                Column.text("name", Because::name),
                Column.text("effectiveOn", Because::effectiveOn),
                Column.<Because>text("recordedAt", Because::recordedAt).atLength(),
                Column.text("actor", Because::actor),
                Column.text("corrects", Because::corrects),
                Column.text("reason", Because::reason),
                Column.<Because>text("accountingOn", Because::accountingOn).atLength(),
                Column.text("source", ChangesReport::publisher));
    }

    private static @Nullable String publisher(Because event) {
        return event.source() == null ? null : event.source().publisher();
    }
}
