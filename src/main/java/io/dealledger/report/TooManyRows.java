package io.dealledger.report;

/** A sheet holds 1,048,576 rows. */
public final class TooManyRows extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyRows(String table, int rows) {
        super(table + " has " + rows + " rows, more than a sheet holds; the CSV takes them");
    }
}
