package io.dealledger.tieout;

import io.dealledger.ledger.SecurityId;
import io.dealledger.ledger.Words;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Shares;
import io.dealledger.tieout.ExternalList.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads positions from CSV (RFC 4180, UTF-8, with or without a byte order mark) with a header row. Nothing is guessed:
 * what could be read in two ways is refused, with its line, its column and the figure.
 */
final class CsvPositions {
    static final String HOLDER = "holder";
    static final String CLASS = "class";
    static final String QUANTITY = "quantity";
    static final String SECURITY = "security";

    private static final Set<String> MANDATORY = new TreeSet<>(Set.of(HOLDER, CLASS, QUANTITY));
    private static final Set<String> COLUMNS = new TreeSet<>(Set.of(HOLDER, CLASS, QUANTITY, SECURITY));
    private static final Pattern GROUPED = Pattern.compile("[+-]?[0-9]{1,3}([,.'’\\h_][0-9]{3})+([.,][0-9]+)?");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?[0-9]+,[0-9]+");
    private static final Pattern FORMULA = Pattern.compile("[=@].*", Pattern.DOTALL);
    private static final Pattern GUARDED = Pattern.compile("'[=+\\-@'\uFF1D\uFF0B\uFF0D\uFF20].*", Pattern.DOTALL);
    private static final int MARK = 0xFEFF;

    private final Unreadable wrong = new Unreadable();
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Integer> columns = new LinkedHashMap<>();

    private CsvPositions() {}

    static ExternalList read(byte[] body) {
        CsvPositions positions = new CsvPositions();
        positions.parse(text(body));
        positions.wrong.throwIfAny();
        return new ExternalList(
                Format.CSV, null, null, positions.rows, positions.columns.containsKey(SECURITY), List.of(), Map.of());
    }

    private static String text(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            throw Unreadable.body("not-utf-8", "The list is not UTF-8");
        }
    }

    private void parse(String text) {
        if (text.isBlank()) {
            throw Unreadable.body("empty", "The list is empty; it begins with a header row: holder,class,quantity");
        }
        long line = 1;
        try (CSVParser parser = CSVFormat.RFC4180.parse(new java.io.StringReader(text))) {
            Iterator<CSVRecord> records = parser.iterator();
            boolean header = true;
            while (!wrong.isFull() && records.hasNext()) {
                CSVRecord record = records.next();
                if (!isBlank(record)) {
                    if (header) {
                        header(record, line);
                        header = false;
                    } else {
                        row(record, line);
                    }
                }
                line += lines(record);
            }
        } catch (UncheckedIOException | IOException malformed) {
            throw Unreadable.body(
                    "not-csv",
                    "line " + line + ": the row that begins there is not CSV: a quotation mark is not closed, or"
                            + " something follows it");
        }
    }

    /** Every line is a record of its own, but for breaks inside of quotation marks. */
    private static long lines(CSVRecord record) {
        long lines = 1;
        for (String value : record) {
            lines += value.replace("\r\n", "\n")
                    .chars()
                    .filter(character -> character == '\n' || character == '\r')
                    .count();
        }
        return lines;
    }

    private static boolean isBlank(CSVRecord record) {
        return record.size() == 1 && record.get(0).isBlank();
    }

    private void header(CSVRecord record, long line) {
        for (int index = 0; index < record.size(); index++) {
            String name = record.get(index);
            if (!COLUMNS.contains(name)) {
                wrong(
                        line,
                        name,
                        "unknown-column",
                        "'" + name + "' is no column; they are " + String.join(", ", COLUMNS),
                        name);
            } else if (columns.putIfAbsent(name, index) != null) {
                wrong(line, name, "repeated-column", "the column is there twice", name);
            }
        }
        for (String name : MANDATORY) {
            if (!columns.containsKey(name)) {
                wrong(line, name, "missing-column", "the header row lacks the column " + name, "");
            }
        }
        wrong.throwIfAny();
    }

    private void row(CSVRecord record, long line) {
        if (record.size() != columns.size()) {
            wrong(
                    line,
                    record.size() < columns.size()
                            ? List.copyOf(columns.keySet()).get(record.size())
                            : "",
                    "wrong-number-of-columns",
                    "the row has " + record.size() + " columns and the header " + columns.size(),
                    Integer.toString(record.size()));
            return;
        }
        String holder = words(record, line, HOLDER);
        String shareClass = words(record, line, CLASS);
        String security = columns.containsKey(SECURITY) ? security(record, line) : null;
        Shares quantity = quantity(record, line);
        if (holder != null && shareClass != null && quantity != null) {
            if (rows.size() == ExternalList.MOST) {
                throw ExternalList.tooLong("line " + line);
            }
            rows.add(new Row(
                    "line " + line,
                    "/lines/" + line + "/" + HOLDER,
                    keys(holder),
                    keys(shareClass),
                    security,
                    quantity));
        }
    }

    /**
     * What is written; and, where an apostrophe keeps a spreadsheet from taking the cell for a formula, as in the CSV of
     * this ledger, what it guards.
     */
    private static List<String> keys(String written) {
        return GUARDED.matcher(written).matches() ? List.of(written, written.substring(1), written) : List.of(written);
    }

    private String value(CSVRecord record, String column) {
        return record.get(columns.getOrDefault(column, 0));
    }

    private @Nullable String words(CSVRecord record, long line, String column) {
        String value = value(record, column);
        if (hasBlanks(value, line, column)) {
            return null;
        }
        try {
            return Words.check(column, value, Words.NAME);
        } catch (InvalidValue invalid) {
            wrong(line, column, invalid.code(), String.valueOf(invalid.getMessage()), value);
            return null;
        }
    }

    private @Nullable String security(CSVRecord record, long line) {
        String value = value(record, SECURITY);
        try {
            return new SecurityId(value).value();
        } catch (InvalidValue invalid) {
            wrong(line, SECURITY, invalid.code(), String.valueOf(invalid.getMessage()), value);
            return null;
        }
    }

    private @Nullable Shares quantity(CSVRecord record, long line) {
        String value = value(record, QUANTITY);
        if (value.isBlank()) {
            wrong(line, QUANTITY, "blank", "quantity is blank", value);
            return null;
        }
        if (hasBlanks(value, line, QUANTITY)) {
            return null;
        }
        if (FORMULA.matcher(value).matches()) {
            wrong(line, QUANTITY, "formula", "'" + value + "' is a formula; write what it comes to", value);
            return null;
        }
        try {
            return Shares.of(value);
        } catch (InvalidValue invalid) {
            // A point before three digits could be either; where it can be a decimal point it is one.
            if (invalid.code().equals("not-a-decimal") && GROUPED.matcher(value).matches()) {
                wrong(
                        line,
                        QUANTITY,
                        "thousands-separator",
                        "'" + value + "' has a thousands separator; write the digits alone, and a decimal point",
                        value);
            } else if (invalid.code().equals("not-a-decimal")
                    && DECIMAL_COMMA.matcher(value).matches()) {
                wrong(line, QUANTITY, "decimal-comma", "'" + value + "' has a decimal comma; write a point", value);
            } else {
                wrong(line, QUANTITY, invalid.code(), String.valueOf(invalid.getMessage()), value);
            }
            return null;
        }
    }

    /** A blank at either end is seen by nobody, and would make two of what is one. */
    private boolean hasBlanks(String value, long line, String column) {
        if (value.isBlank() || value.equals(value.strip())) {
            return false;
        }
        wrong(line, column, "blank-around", "'" + value + "' begins or ends with a blank", value);
        return true;
    }

    private void wrong(long line, String column, String code, String what, String value) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("line", Long.toString(line));
        figures.put("column", column);
        figures.put("value", value.length() > 100 ? value.substring(0, 100) + "…" : value);
        String segment = column.replace("~", "~0").replace("/", "~1");
        wrong.add("/lines/" + line + "/" + segment, "line " + line + ", column " + column, code, what, figures);
    }
}
