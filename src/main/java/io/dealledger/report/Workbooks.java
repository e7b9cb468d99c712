package io.dealledger.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dealledger.http.Program;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A report as a workbook: its header and control totals on the first sheet, and a sheet for each table. */
public final class Workbooks {
    public static final String MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** A spreadsheet keeps figures in binary floating point, which holds this many digits of any decimal. */
    private static final int EXACT_DIGITS = 15;

    private static final int LONGEST_CELL = 32_767;
    private static final int LONGEST_NAME = 31;
    private static final int MOST_ROWS = 1_048_576;

    /** Of all entries: a workbook does not say when it was made. Nothing earlier can be written. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final String CORE = "docProps/core.xml";
    private static final String CORE_TEXT = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"\
             xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"\
             xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>deal-ledger</dc:creator>\
            </cp:coreProperties>""";

    private Workbooks() {}

    public static void write(Report report, OutputStream out) throws IOException {
        // The library's zip can be read from its directory only, which is at its end.
        Path made = Files.createTempFile("deal-ledger", ".xlsx");
        try {
            try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(made));
                    // The version is in the header of the report; here it may only be a number.
                    Workbook workbook = new Workbook(file, Program.NAME, null)) {
                front(workbook.newWorksheet("report"), report);
                for (Table table : report.tables()) {
                    Worksheet sheet = workbook.newWorksheet(sheetName(table.name()));
                    table(sheet, table, 0);
                    sheet.freezePane(0, 1);
                    sheet.finish();
                }
            }
            writeWithoutTimes(made, out);
        } finally {
            Files.delete(made);
        }
    }

    private static String sheetName(String table) {
        return table.substring(0, Math.min(table.length(), LONGEST_NAME));
    }

    private static void front(Worksheet sheet, Report report) throws IOException {
        int row = 0;
        for (Report.Line line : report.header()) {
            sheet.value(row, 0, line.name());
            sheet.style(row, 0).bold().set();
            sheet.value(row, 1, cut(line.value()));
            row++;
        }
        table(sheet, report.controls(), row + 1);
        sheet.finish();
    }

    private static void table(Worksheet sheet, Table table, int top) {
        if (top + table.rows().size() + 1 > MOST_ROWS) {
            throw new TooManyRows(table.name(), table.rows().size());
        }
        List<Boolean> numbers = new ArrayList<>();
        for (int column = 0; column < table.headings().size(); column++) {
            Table.Heading heading = table.headings().get(column);
            numbers.add(heading.figure() && isExact(table, column));
            sheet.value(top, column, heading.name());
            sheet.style(top, column).bold().set();
        }
        int at = top;
        for (List<String> row : table.rows()) {
            at++;
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                if (cell.isEmpty()) {
                    continue;
                }
                if (numbers.get(column)) {
                    BigDecimal figure = new BigDecimal(cell);
                    sheet.value(at, column, figure);
                    sheet.style(at, column).format(format(figure)).set();
                } else {
                    // Text is text here, whatever it begins with: a formula would be an element of its own.
                    sheet.value(at, column, cut(cell));
                }
            }
        }
    }

    /** Whether a spreadsheet holds every figure of the column to its last digit. */
    private static boolean isExact(Table table, int column) {
        return table.rows().stream()
                .map(row -> row.get(column))
                .filter(cell -> !cell.isEmpty())
                .allMatch(cell -> fits(new BigDecimal(cell)));
    }

    static boolean fits(BigDecimal figure) {
        // Zeros before the point count: they are written out too.
        return figure.stripTrailingZeros().precision() <= EXACT_DIGITS
                && figure.toBigInteger().abs().toString().length() <= EXACT_DIGITS;
    }

    /** All places that the figure has, those that are zero too. */
    private static String format(BigDecimal figure) {
        return figure.scale() > 0 ? "0." + "0".repeat(figure.scale()) : "0";
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST_CELL) {
            return text;
        }
        String more = " … (the CSV has it all)";
        return text.substring(0, LONGEST_CELL - more.length()) + more;
    }

    /** Stored and not deflated, so that the bytes do not depend on whose zlib it is. */
    private static void writeWithoutTimes(Path workbook, OutputStream out) throws IOException {
        ZipOutputStream to = new ZipOutputStream(out, UTF_8);
        try (ZipFile from = new ZipFile(workbook.toFile(), UTF_8)) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                byte[] content = entry.getName().equals(CORE)
                        ? CORE_TEXT.getBytes(UTF_8)
                        : from.getInputStream(entry).readAllBytes();
                CRC32 sum = new CRC32();
                sum.update(content);
                ZipEntry plain = new ZipEntry(entry.getName());
                plain.setMethod(ZipEntry.STORED);
                plain.setSize(content.length);
                plain.setCrc(sum.getValue());
                plain.setTimeLocal(NO_TIME);
                to.putNextEntry(plain);
                to.write(content);
                to.closeEntry();
            }
        }
        to.finish();
    }
}
