package io.dealledger.report;

import io.dealledger.money.Op;
import io.dealledger.report.Table.Column;
import io.dealledger.valuation.Point;
import io.dealledger.valuation.ValuationHistory;
import java.util.ArrayList;
import java.util.List;

/** What a company was worth over time, as tables. */
final class ValuationReport {
    private ValuationReport() {}

    static List<Table> tables(ValuationHistory history) {
        return List.of(
                points("points", history.points()),
                beside("beside", history.points()),
                points("perhaps", history.perhaps()),
                Claims.conflicts(
                        "company",
                        history.conflicts().stream()
                                .map(conflict ->
                                        new Claims.About(history.company().value(), conflict))
                                .toList()));
    }

    private static Table points(String name, List<Point> points) {
        List<Column<Point>> columns = new ArrayList<>(List.of(
                Column.text("effectiveFrom", Point::effectiveFrom),
                Column.text("effectiveOn", Point::effectiveOn),
                Column.text("precision", Point::precision),
                Column.text("kind", Point::kind),
                Column.<Point>figure(
                                "exact",
                                point -> point.value().op() == Op.EXACT
                                        ? point.value().stated()
                                        : null)
                        .summedPer("kind", "unit", "currency")));
        columns.addAll(Claims.columns(Point::value));
        columns.addAll(List.of(
                Column.<Point>text("derived", Point::derived).atLength(),
                Column.text("round", Point::round),
                Column.<Point>text("against", Point::against).atLength(),
                Column.<Point>text("basis", Point::basis).atLength(),
                Column.text("holder", Point::holder),
                Column.<Point>text("shareClass", Point::shareClass).atLength(),
                Column.<Point>text("method", Point::method).atLength(),
                Column.<Point>text("level", Point::level).atLength(),
                Column.<Point>text("framework", Point::framework).atLength(),
                Column.<Point>text("cancelled", Point::cancelled).atLength(),
                Column.<Point>text("original", point -> Claims.words(point.original()))
                        .atLength(),
                Column.<Point>text("alternativeValue", point -> Claims.words(point.alternative()))
                        .atLength(),
                Column.<Point>text("translation", Point::translation).atLength(),
                Column.<Point>text("pointEvents", Point::events).atLength()));
        return Table.of(name, points, columns);
    }

    /** What else was heard of a point, and what it was before it was translated. */
    private static Table beside(String name, List<Point> points) {
        List<Claims.Row> rows = new ArrayList<>();
        for (Point point : points) {
            String subject =
                    point.effectiveOn() == null ? "" : point.effectiveOn().toString();
            point.beside()
                    .forEach(claim ->
                            rows.add(new Claims.Row(subject, point.kind().name(), Claims.BESIDE, claim)));
            if (point.original() != null) {
                rows.add(new Claims.Row(subject, point.kind().name(), "original", point.original()));
            }
        }
        return Claims.table(name, "effectiveOn", rows);
    }
}
