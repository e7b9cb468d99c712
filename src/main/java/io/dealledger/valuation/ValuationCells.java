package io.dealledger.valuation;

import io.dealledger.calculation.Cells;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** A valuation history as cells: {@code /valuations/POST_MONEY/rd_a/2021-03-01}, by what is valued and on which day. */
public final class ValuationCells {
    private ValuationCells() {}

    public static SortedMap<String, String> of(ValuationHistory history) {
        Cells cells = new Cells();
        history.points().forEach(point -> add(cells, "valuations", point));
        history.perhaps().forEach(point -> add(cells, "perhapsValuations", point));
        return cells.all();
    }

    private static void add(Cells cells, String root, Point point) {
        List<String> path = new ArrayList<>(List.of(root, point.kind().name()));
        for (Object part : new Object[] {
            point.round(), point.against(), point.basis(), point.holder(), point.shareClass(), point.method()
        }) {
            if (part != null) {
                path.add(part.toString());
            }
        }
        if (path.size() == 2) {
            path.add("company");
        }
        path.add(point.effectiveOn() == null ? "always" : point.effectiveOn().toString());
        cells.put(point.value(), path.toArray(String[]::new));
    }
}
