package io.dealledger.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One table of a report, as texts: figures in plain decimal notation, dates as ISO 8601 writes them, an empty text for
 * what is absent.
 *
 * @param name lower case, unique in its report
 * @param rows as long as there are columns
 */
public record Table(String name, List<Heading> headings, List<List<String>> rows) {
    /**
     * Head of a column.
     *
     * @param figure whether its cells are exact decimals, or empty
     * @param summedPer columns whose values tell apart what is added up; absent when the column is not added up
     * @param brief whether it belongs on a screen, too
     */
    public record Heading(
            String name, boolean figure, @Nullable List<String> summedPer, boolean brief) {}

    /** What a column adds up to. @param per what tells its rows from others, e.g. {@code class=Common}; may be empty */
    public record Sum(String column, String per, BigDecimal sum) {}

    /** How a column is filled from what the rows are about. */
    static final class Column<T> {
        private final Heading heading;
        private final Function<T, @Nullable Object> value;

        private Column(Heading heading, Function<T, @Nullable Object> value) {
            this.heading = heading;
            this.value = value;
        }

        static <T> Column<T> text(String name, Function<T, @Nullable Object> value) {
            return new Column<>(new Heading(name, false, null, true), value);
        }

        /** @param value a decimal, or a text of one, in plain notation */
        static <T> Column<T> figure(String name, Function<T, @Nullable Object> value) {
            return new Column<>(new Heading(name, true, null, true), value);
        }

        /** Adds it up, apart by the values of other columns. */
        Column<T> summedPer(String... columns) {
            return new Column<>(new Heading(heading.name, heading.figure, List.of(columns), heading.brief), value);
        }

        /** Too much for a screen. */
        Column<T> atLength() {
            return new Column<>(new Heading(heading.name, heading.figure, heading.summedPer, false), value);
        }

        /** The same column of something that leads to what it was about. */
        <U> Column<U> of(Function<U, T> to) {
            return new Column<>(heading, row -> value.apply(to.apply(row)));
        }
    }

    public Table {
        headings = List.copyOf(headings);
        rows = rows.stream().map(List::copyOf).toList();
    }

    @SafeVarargs
    static <T> Table of(String name, Collection<? extends T> rows, Column<T>... columns) {
        List<Column<T>> all = new ArrayList<>();
        for (Column<T> column : columns) {
            all.add(column);
        }
        return of(name, rows, all);
    }

    static <T> Table of(String name, Collection<? extends T> rows, List<Column<T>> columns) {
        return new Table(
                name,
                columns.stream().map(column -> column.heading).toList(),
                rows.stream()
                        .map(row -> columns.stream()
                                .map(column -> cell(column.value.apply(row)))
                                .toList())
                        .toList());
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal decimal -> decimal.toPlainString();
            case Collection<?> several -> several.stream().map(String::valueOf).collect(Collectors.joining(" "));
            default -> value.toString();
        };
    }

    /** Control totals of the columns that are added up, in the order of the columns and then of what tells them apart. */
    List<Sum> sums() {
        List<Sum> sums = new ArrayList<>();
        for (int column = 0; column < headings.size(); column++) {
            Heading heading = headings.get(column);
            if (heading.summedPer != null) {
                List<Integer> per =
                        heading.summedPer.stream().map(this::indexOf).toList();
                SortedMap<String, BigDecimal> byKey = new TreeMap<>();
                for (List<String> row : rows) {
                    String figure = row.get(column);
                    if (!figure.isEmpty()) {
                        byKey.merge(key(row, per), new BigDecimal(figure), BigDecimal::add);
                    }
                }
                byKey.forEach((key, sum) -> sums.add(new Sum(heading.name, key, sum)));
            }
        }
        return sums;
    }

    private String key(List<String> row, List<Integer> per) {
        return per.stream()
                .filter(index -> !row.get(index).isEmpty())
                .map(index -> headings.get(index).name() + "=" + row.get(index))
                .collect(Collectors.joining(" "));
    }

    private int indexOf(String column) {
        for (int index = 0; index < headings.size(); index++) {
            if (headings.get(index).name.equals(column)) {
                return index;
            }
        }
        throw new IllegalArgumentException(name + " has no column " + column);
    }
}
