package io.dealledger.changes;

import io.dealledger.calculation.Cells;
import io.dealledger.changes.Changes.ControlTotal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a total went from opening to closing. Where a bound is among the figures nothing is subtracted, and never is an
 * amount of one currency from an amount of another.
 */
final class ControlTotals {
    static final String SHARES = "shares";
    /** Unit of an amount of which no currency is told: there is none, or it is not known. */
    static final String NONE = "none";

    private static final String TOTALS = "totals";
    private static final Pattern EXACT = Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?)(?: ([A-Z]{3}))?");
    private static final Pattern IN_CURRENCY = Pattern.compile("/totals/([A-Z]{3})/([A-Za-z]+)");

    private final SortedMap<String, String> opening;
    private final SortedMap<String, String> restated;
    private final SortedMap<String, String> closing;

    ControlTotals(
            SortedMap<String, String> opening, SortedMap<String, String> restated, SortedMap<String, String> closing) {
        this.opening = opening;
        this.restated = restated;
        this.closing = closing;
    }

    /** @return none when the total is there at none of the points */
    List<ControlTotal> shares(String figure) {
        String path = Cells.path(TOTALS, figure);
        return of(path, SHARES, opening.get(path), restated.get(path), closing.get(path));
    }

    /**
     * One total where the amounts of all three points are in one currency, and else one for each currency: a group that
     * has paid dollars, and then euros as well, has not got its dollars back.
     *
     * @return none when the total is there at none of the points
     */
    List<ControlTotal> money(String figure) {
        String path = Cells.path(TOTALS, figure);
        List<SortedMap<String, String>> points = List.of(opening, restated, closing);
        boolean whole = points.stream()
                .allMatch(point ->
                        point.containsKey(path) || currencies(figure, point).isEmpty());
        List<String> units = points.stream()
                .map(point -> point.get(path))
                .filter(Objects::nonNull)
                .flatMap(ControlTotals::unit)
                .distinct()
                .toList();
        if (whole && units.size() <= 1) {
            return of(
                    path,
                    units.isEmpty() ? NONE : units.getFirst(),
                    opening.get(path),
                    restated.get(path),
                    closing.get(path));
        }
        NavigableSet<String> all = new TreeSet<>(units);
        points.forEach(point -> all.addAll(currencies(figure, point)));
        List<ControlTotal> totals = new ArrayList<>();
        for (String currency : all) {
            totals.addAll(of(
                    Cells.path(TOTALS, currency, figure),
                    currency,
                    in(currency, figure, opening),
                    in(currency, figure, restated),
                    in(currency, figure, closing)));
        }
        return List.copyOf(totals);
    }

    private static NavigableSet<String> currencies(String figure, SortedMap<String, String> point) {
        NavigableSet<String> currencies = new TreeSet<>();
        for (String path : point.tailMap(Cells.path(TOTALS, "")).keySet()) {
            if (!path.startsWith(Cells.path(TOTALS, ""))) {
                break;
            }
            Matcher matcher = IN_CURRENCY.matcher(path);
            if (matcher.matches() && matcher.group(2).equals(figure)) {
                currencies.add(matcher.group(1));
            }
        }
        return currencies;
    }

    /** What there is of a currency at a point; nothing where all that there is, is in others. */
    private static @Nullable String in(String currency, String figure, SortedMap<String, String> point) {
        String own = point.get(Cells.path(TOTALS, currency, figure));
        String total = point.get(Cells.path(TOTALS, figure));
        if (own != null || total == null) {
            return own;
        }
        Matcher exact = EXACT.matcher(total);
        return exact.matches() && !currency.equals(exact.group(2)) ? null : total;
    }

    private static Stream<String> unit(String figure) {
        int blank = figure.lastIndexOf(' ');
        String last = figure.substring(blank + 1);
        return blank >= 0 && last.matches("[A-Z]{3}") ? Stream.of(last) : Stream.empty();
    }

    private static List<ControlTotal> of(
            String path, String unit, @Nullable String opening, @Nullable String restated, @Nullable String closing) {
        if (opening == null && restated == null && closing == null) {
            return List.of();
        }
        Matcher first = EXACT.matcher(opening == null ? "0" : opening);
        Matcher second = EXACT.matcher(restated == null ? "0" : restated);
        Matcher last = EXACT.matcher(closing == null ? "0" : closing);
        if (!first.matches() || !second.matches() || !last.matches()) {
            return List.of(new ControlTotal(path, "bounded", opening, null, null, closing));
        }
        BigDecimal start = new BigDecimal(first.group(1));
        BigDecimal middle = new BigDecimal(second.group(1));
        BigDecimal end = new BigDecimal(last.group(1));
        return List.of(new ControlTotal(
                path,
                unit,
                start.toPlainString(),
                middle.subtract(start).toPlainString(),
                end.subtract(middle).toPlainString(),
                end.toPlainString()));
    }
}
