package io.dealledger.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A report as one CSV (RFC 4180, UTF-8). Every record begins with the name of the section that it belongs to and has as
 * many fields as every other; the first record of a section names its columns.
 */
public final class Csv {
    public static final String MEDIA_TYPE = "text/csv;charset=UTF-8";

    /** What spreadsheets take for the beginning of a formula, also written wide. */
    private static final String BEGINS_FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static final char GUARD = '\'';

    private Csv() {}

    public static void write(Report report, OutputStream out) throws IOException {
        Table header = Table.of(
                "header",
                report.header(),
                Table.Column.text("name", Report.Line::name),
                Table.Column.text("value", Report.Line::value));
        List<Table> sections = new ArrayList<>(List.of(header, report.controls()));
        sections.addAll(report.tables());
        int width = sections.stream()
                .mapToInt(section -> section.headings().size())
                .max()
                .orElseThrow();
        OutputStreamWriter writer = new OutputStreamWriter(out, UTF_8);
        CSVPrinter printer = new CSVPrinter(writer, CSVFormat.RFC4180);
        for (Table section : sections) {
            List<Boolean> figures =
                    section.headings().stream().map(Table.Heading::figure).toList();
            record(
                    printer,
                    width,
                    section.name(),
                    section.headings().stream().map(Table.Heading::name).toList());
            for (List<String> row : section.rows()) {
                List<String> cells = new ArrayList<>();
                for (int column = 0; column < row.size(); column++) {
                    // A figure is a figure, however it begins.
                    cells.add(figures.get(column) ? row.get(column) : guarded(row.get(column)));
                }
                record(printer, width, section.name(), cells);
            }
        }
        printer.flush();
    }

    private static void record(CSVPrinter printer, int width, String section, List<String> cells) throws IOException {
        List<String> fields = new ArrayList<>();
        fields.add(section);
        fields.addAll(cells);
        while (fields.size() <= width) {
            fields.add("");
        }
        printer.printRecord(fields);
    }

    /**
     * The text, with an apostrophe in front where a spreadsheet could take it for a formula. One that begins with an
     * apostrophe gets another: so whoever takes the first one off has the text as it was.
     */
    static String guarded(String text) {
        if (text.isEmpty()) {
            return text;
        }
        if (text.charAt(0) == GUARD) {
            return GUARD + text;
        }
        // Some programs trim a cell before they look at it.
        int first = 0;
        while (first < text.length() && isBlank(text.charAt(first))) {
            first++;
        }
        boolean formula = BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0
                || (first < text.length() && BEGINS_FORMULA.indexOf(text.charAt(first)) >= 0);
        return formula ? GUARD + text : text;
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT;
    }
}
