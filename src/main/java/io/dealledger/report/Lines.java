package io.dealledger.report;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A report for a screen: the columns that fit there, aligned, and no empty tables. */
public final class Lines {
    private static final String GAP = "  ";

    private Lines() {}

    public static void write(Report report, PrintWriter out) {
        int widest = report.header().stream()
                .mapToInt(line -> width(line.name()))
                .max()
                .orElse(0);
        for (Report.Line line : report.header()) {
            if (!line.value().isEmpty()) {
                out.println((padded(line.name(), widest, false) + GAP + clean(line.value())).stripTrailing());
            }
        }
        for (Table table : report.tables()) {
            if (!table.rows().isEmpty()) {
                write(table, out);
            }
        }
        write(report.controls(), out);
        out.flush();
    }

    private static void write(Table table, PrintWriter out) {
        int[] shown = IntStream.range(0, table.headings().size())
                .filter(column -> table.headings().get(column).brief())
                .filter(column ->
                        table.rows().stream().anyMatch(row -> !row.get(column).isEmpty()))
                .toArray();
        int[] widths = IntStream.of(shown)
                .map(column -> Math.max(
                        width(table.headings().get(column).name()),
                        table.rows().stream()
                                .mapToInt(row -> width(clean(row.get(column))))
                                .max()
                                .orElse(0)))
                .toArray();
        out.println();
        out.println(table.name());
        out.println(
                line(table, table.headings().stream().map(Table.Heading::name).toList(), shown, widths));
        for (List<String> row : table.rows()) {
            out.println(line(table, row, shown, widths));
        }
    }

    private static String line(Table table, List<String> cells, int[] shown, int[] widths) {
        return IntStream.range(0, shown.length)
                .mapToObj(index -> padded(
                        clean(cells.get(shown[index])),
                        widths[index],
                        table.headings().get(shown[index]).figure()))
                .collect(Collectors.joining(GAP, GAP, ""))
                .stripTrailing();
    }

    private static String padded(String text, int width, boolean right) {
        String blanks = " ".repeat(Math.max(0, width - width(text)));
        return right ? blanks + text : text + blanks;
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    /** What a source wrote must not move the cursor of whoever reads it. */
    private static String clean(String text) {
        return text.codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
