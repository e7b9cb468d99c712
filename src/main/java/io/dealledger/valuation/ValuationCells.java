package io.dealledger.valuation;

import io.dealledger.calculation.Cells;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A valuation history as cells: {@code /valuations/POST_MONEY/rd_a/2021-03-01}, by what is valued and on which day, and
 * beneath it what is said of the value, such as its {@code level}.
 */
public final class ValuationCells {
    public static final String CONFLICTS = "valuationConflicts";

    private final Cells cells = new Cells();
    private final Map<List<String>, Integer> used = new HashMap<>();

    private ValuationCells() {}

    public static SortedMap<String, String> of(ValuationHistory history) {
        ValuationCells valuations = new ValuationCells();
        history.points().forEach(point -> valuations.add("valuations", point));
        history.perhaps().forEach(point -> valuations.add("perhapsValuations", point));
        history.conflicts().forEach(conflict -> valuations.cells.put(conflict, CONFLICTS));
        return valuations.cells.all();
    }

    private void add(String root, Point point) {
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
        // What is said of the second of two values of one day stands under the second one.
        int number = used.merge(List.copyOf(path), 1, Integer::sum);
        if (number > 1) {
            path.add(Integer.toString(number));
        }
        String[] at = path.toArray(String[]::new);
        cells.put(point.value(), at)
                .put(point.effectiveFrom(), Cells.under(at, "effectiveFrom"))
                .put(point.precision(), Cells.under(at, "precision"))
                .put(point.derived() ? "true" : null, Cells.under(at, "derived"))
                .beside(point.beside(), Cells.under(at, "beside"))
                .put(point.alternative(), Cells.under(at, "alternative"))
                .put(point.level(), Cells.under(at, "level"))
                .put(point.framework(), Cells.under(at, "framework"))
                .put(point.cancelled(), Cells.under(at, "cancelled"))
                .put(point.original(), Cells.under(at, "original"))
                .put(point.translation(), Cells.under(at, "translation"));
    }
}
