package io.dealledger.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dealledger.testing.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A report as CSV: read back it is the report, and no cell of it is a formula. */
class CsvTest {
    private static List<CSVRecord> read(byte[] csv) throws IOException {
        try (CSVParser parser = CSVParser.parse(new String(csv, UTF_8), CSVFormat.RFC4180)) {
            return parser.getRecords();
        }
    }

    private static byte[] written(Report report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Csv.write(report, out);
        return out.toByteArray();
    }

    @Nested
    class Its_shape {
        private final Report report = new Report(
                "some",
                List.of(new Report.Line("report", "some"), new Report.Line("asOf", "2024-03-31")),
                List.of(new Table(
                        "rows",
                        List.of(
                                new Table.Heading("name", false, null, true),
                                new Table.Heading("amount", true, List.of("name"), true)),
                        List.of(List.of("a", "1.50"), List.of("b", "-2"), List.of("a", "3")))));

        @Test
        void is_the_same_number_of_fields_in_every_record_of_which_the_first_names_the_section() throws IOException {
            assertThat(new String(written(report), UTF_8)).isEqualTo("""
                    header,name,value,,\r
                    header,report,some,,\r
                    header,asOf,2024-03-31,,\r
                    controls,table,column,per,total\r
                    controls,rows,rows,,3\r
                    controls,rows,amount,name=a,4.50\r
                    controls,rows,amount,name=b,-2\r
                    rows,name,amount,,\r
                    rows,a,1.50,,\r
                    rows,b,-2,,\r
                    rows,a,3,,\r
                    """);
        }
    }

    @Nested
    class Formulas {
        private static final List<String> DANGEROUS = List.of(
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "\uFF1D1",
                "\uFF0B1",
                "\uFF0D1",
                "\uFF201",
                "  =1",
                "\u00A0=1",
                "\u200B=1",
                "\uFEFF=cmd|' /C calc'!A0",
                "=HYPERLINK(\"http://example.com\")");

        @Test
        void are_disarmed_by_an_apostrophe() {
            assertThat(DANGEROUS)
                    .allSatisfy(text -> assertThat(Csv.guarded(text)).isEqualTo("'" + text));
        }

        @Test
        void are_told_from_texts_that_only_have_such_characters_inside() {
            assertThat(List.of("a=b", "1-2", "rd_moonshot-2024-02", "2024-03-31", " about 5", "", "a\t=b"))
                    .allSatisfy(text -> assertThat(Csv.guarded(text)).isEqualTo(text));
        }

        @Test
        void leave_texts_that_can_be_had_back_whatever_they_were() throws IOException {
            long seed = Seeds.one();
            Random random = new Random(seed);
            List<List<String>> rows = new ArrayList<>();
            for (int row = 0; row < 2000; row++) {
                rows.add(List.of(text(random), figure(random)));
            }
            Report report = new Report(
                    "fuzz",
                    List.of(),
                    List.of(new Table(
                            "fuzz",
                            List.of(
                                    new Table.Heading("text", false, null, true),
                                    new Table.Heading("figure", true, null, true)),
                            rows)));
            List<CSVRecord> read = read(written(report)).stream()
                    .filter(record -> record.get(0).equals("fuzz"))
                    .skip(1)
                    .toList();
            assertThat(read).as("seed %s", seed).hasSameSizeAs(rows);
            for (int row = 0; row < rows.size(); row++) {
                String cell = read.get(row).get(1);
                String original = rows.get(row).getFirst();
                assertThat(cell.startsWith("'") ? cell.substring(1) : cell)
                        .as("seed %s row %s", seed, row)
                        .isEqualTo(original);
                assertThat(startsFormula(cell))
                        .as("seed %s row %s: %s", seed, row, cell)
                        .isFalse();
                assertThat(read.get(row).get(2))
                        .as("seed %s row %s", seed, row)
                        .isEqualTo(rows.get(row).get(1));
            }
        }

        /** Said once more and more broadly: after anything that no one sees. */
        private static boolean startsFormula(String cell) {
            String visible = cell.replaceFirst("^[\\p{Z}\\p{C}\\s]+", "");
            return !visible.isEmpty() && "=+-@\uFF1D\uFF0B\uFF0D\uFF20".indexOf(visible.charAt(0)) >= 0;
        }

        private static String text(Random random) {
            String pieces = "=+-@\t\r\n'\",; \u00A0\u200B\uFEFF\uFF1D\uFF0B\uFF0D\uFF20abc123|!ä中";
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(8);
            for (int at = 0; at < length; at++) {
                text.append(pieces.charAt(random.nextInt(pieces.length())));
            }
            return text.toString();
        }

        private static String figure(Random random) {
            return new BigDecimal(new BigInteger(80, random), random.nextInt(11))
                    .multiply(random.nextBoolean() ? BigDecimal.ONE : BigDecimal.ONE.negate())
                    .toPlainString();
        }
    }
}
