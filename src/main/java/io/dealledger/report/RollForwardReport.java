package io.dealledger.report;

import io.dealledger.changes.Changes.ControlTotal;
import io.dealledger.changes.RollForward;
import io.dealledger.changes.RollForward.Part;
import io.dealledger.changes.RollForward.Replaced;
import io.dealledger.changes.RollForward.Row;
import io.dealledger.report.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** How figures went from one point in time to another, as tables: the rows, their parts, and the claims replaced. */
final class RollForwardReport {
    private RollForwardReport() {}

    private record Piece(Row row, String column, String movement, Part part) {}

    private record Claimed(Row row, Replaced replaced) {}

    static List<Table> tables(RollForward answer) {
        List<Piece> pieces = new ArrayList<>();
        List<Claimed> claimed = new ArrayList<>();
        for (Row row : answer.rows()) {
            add(pieces, row, "restatement", row.restatement());
            add(pieces, row, "movement", row.movements());
            row.replaced().forEach(replaced -> claimed.add(new Claimed(row, replaced)));
        }
        return List.of(
                Table.of(
                        "rows",
                        answer.rows(),
                        Column.text("of", Row::of),
                        Column.text("measure", Row::measure),
                        Column.text("unit", Row::unit),
                        Column.text("opening", Row::opening),
                        Column.text("restated", Row::restated),
                        Column.text("closing", Row::closing),
                        Column.<Row>figure("unexplained", Row::unexplained).summedPer("measure", "unit")),
                Table.of(
                        "parts",
                        pieces,
                        Column.text("of", piece -> piece.row().of()),
                        Column.text("measure", piece -> piece.row().measure()),
                        Column.text("unit", piece -> piece.row().unit()),
                        Column.text("column", Piece::column),
                        Column.text("movement", Piece::movement),
                        Column.figure("amount", piece -> piece.part().amount()),
                        Column.text("events", piece -> piece.part().events()),
                        Column.<Piece>text("moreEvents", piece -> piece.part().moreEvents())
                                .atLength()),
                Table.of(
                        "replaced",
                        claimed,
                        Column.text("of", claim -> claim.row().of()),
                        Column.text("measure", claim -> claim.row().measure()),
                        Column.text("before", claim -> claim.replaced().before()),
                        Column.text("after", claim -> claim.replaced().after()),
                        Column.text("movement", claim -> claim.replaced().movement()),
                        Column.text("events", claim -> claim.replaced().events())),
                totals(answer.header().controlTotals()));
    }

    private static void add(List<Piece> pieces, Row row, String column, @Nullable SortedMap<String, Part> parts) {
        if (parts != null) {
            parts.forEach((movement, part) -> pieces.add(new Piece(row, column, movement, part)));
        }
    }

    /** Of each total what it went from, what came to it, and what it came to. */
    static Table totals(List<ControlTotal> totals) {
        return Table.of(
                "totals",
                totals,
                Column.text("figure", ControlTotal::figure),
                Column.text("unit", ControlTotal::unit),
                Column.text("opening", ControlTotal::opening),
                Column.figure("restatement", ControlTotal::restatement),
                Column.figure("movement", ControlTotal::movement),
                Column.text("closing", ControlTotal::closing));
    }
}
