package io.dealledger.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;

/** A report as a workbook: read back it is the report, to the last digit, and it is the same bytes each time. */
class WorkbooksTest {
    private static byte[] written(Report report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Workbooks.write(report, out);
        return out.toByteArray();
    }

    private static List<Row> sheet(byte[] workbook, String name) throws IOException {
        try (ReadableWorkbook read = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            return read.findSheet(name).orElseThrow().read();
        }
    }

    private static Report of(List<List<String>> rows) {
        return new Report(
                "some",
                List.of(new Report.Line("report", "some"), new Report.Line("formula", "=1+1")),
                List.of(new Table(
                        "rows",
                        List.of(
                                new Table.Heading("name", false, null, true),
                                new Table.Heading("amount", true, List.of(), true)),
                        rows)));
    }

    @Test
    void the_same_report_gives_the_same_bytes_however_much_later() throws Exception {
        Report report = of(List.of(List.of("a", "1.50"), List.of("b", "2")));
        byte[] first = written(report);
        // The times in a zip file are of two seconds.
        TimeUnit.MILLISECONDS.sleep(2100);
        assertThat(written(report)).isEqualTo(first);
    }

    @Test
    void nothing_in_it_says_when_it_was_made() throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(written(of(List.of()))))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(entry.getTimeLocal()).hasYear(1980);
                assertThat(new String(zip.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                        .as(entry.getName())
                        .doesNotContain("dcterms:created>");
            }
        }
    }

    @Test
    void a_column_of_figures_that_a_spreadsheet_holds_exactly_is_numbers() throws IOException {
        List<Row> rows = sheet(
                written(of(List.of(
                        List.of("a", "1.50"),
                        List.of("b", "-200000000"),
                        List.of("c", ""),
                        List.of("d", "0.0000000001")))),
                "rows");
        assertThat(rows.get(1).getCell(1).getType()).isEqualTo(CellType.NUMBER);
        assertThat(rows.get(1).getCellAsNumber(1)).contains(new BigDecimal("1.50"));
        assertThat(rows.get(2).getCellAsNumber(1)).contains(new BigDecimal("-200000000"));
        assertThat(rows.get(4).getCellAsNumber(1).orElseThrow()).isEqualByComparingTo("0.0000000001");
    }

    @Test
    void a_column_in_which_one_figure_would_lose_digits_is_text_as_a_whole_so_that_no_sum_leaves_one_out()
            throws IOException {
        List<Row> rows = sheet(written(of(List.of(List.of("a", "1.5"), List.of("b", "1234567890.1234567")))), "rows");
        assertThat(rows.get(1).getCell(1).getType()).isEqualTo(CellType.STRING);
        assertThat(rows.get(1).getCellAsString(1)).contains("1.5");
        assertThat(rows.get(2).getCellAsString(1)).contains("1234567890.1234567");
    }

    @Test
    void fifteen_digits_are_held_and_sixteen_are_not() {
        assertThat(Workbooks.fits(new BigDecimal("123456789012345"))).isTrue();
        assertThat(Workbooks.fits(new BigDecimal("1234567890123456"))).isFalse();
        assertThat(Workbooks.fits(new BigDecimal("12345.6789012345"))).isTrue();
        assertThat(Workbooks.fits(new BigDecimal("1000000000000000"))).isFalse();
        assertThat(Workbooks.fits(new BigDecimal("-0.000000000000000000012"))).isTrue();
    }

    @Test
    void texts_are_texts_whatever_they_begin_with_and_come_back_as_they_were() throws IOException {
        long seed = Seeds.one();
        Random random = new Random(seed);
        String pieces = "=+-@\t\n'\",;<>&  \uFF1Dabc123ä中";
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < 500; row++) {
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(8);
            for (int at = 0; at < length; at++) {
                text.append(pieces.charAt(random.nextInt(pieces.length())));
            }
            rows.add(List.of(text.toString(), "1"));
        }
        List<Row> read = sheet(written(of(rows)), "rows");
        for (int row = 0; row < rows.size(); row++) {
            Cell cell = read.get(row + 1).getCell(0);
            assertThat(cell.getType()).as("seed %s row %s", seed, row).isEqualTo(CellType.STRING);
            assertThat(cell.getFormula()).as("seed %s row %s", seed, row).isNull();
            assertThat(cell.getText())
                    .as("seed %s row %s", seed, row)
                    .isEqualTo(rows.get(row).getFirst());
        }
    }

    @Test
    void characters_that_no_document_may_hold_do_not_break_it() throws IOException {
        List<Row> rows = sheet(written(of(List.of(List.of("a\u0001b\uFFFFc", "1")))), "rows");
        assertThat(rows.get(1).getCellAsString(0).orElseThrow())
                .startsWith("a")
                .contains("b")
                .endsWith("c");
    }

    @Test
    void the_first_sheet_has_the_header_and_the_control_totals() throws IOException {
        List<Row> rows = sheet(written(of(List.of(List.of("a", "1.50"), List.of("b", "2")))), "report");
        assertThat(rows.get(1).getCellAsString(1)).contains("=1+1");
        assertThat(rows.getLast().getCellAsNumber(3).orElseThrow()).isEqualByComparingTo("3.5");
    }
}
