package io.dealledger.tieout;

import io.dealledger.http.HttpProblem;
import io.dealledger.http.ProblemType;
import io.dealledger.money.Shares;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Positions as somebody else lists them.
 *
 * @param issuer whose positions they say they are; absent when they do not say
 * @param version of the format, where the list says so
 * @param rows one per line or security, in the list's own order
 * @param bySecurity whether each row names the security of this ledger that it is about
 * @param exceptions what in the list contradicts itself; its positions are taken as they follow all the same
 * @param ignored objects of kinds that make no position, by kind
 */
record ExternalList(
        Format format,
        @Nullable String issuer,
        @Nullable String version,
        List<Row> rows,
        boolean bySecurity,
        List<Anomaly> exceptions,
        Map<String, Integer> ignored) {
    /** Most rows of a list, and most securities of a package. */
    static final int MOST = 200_000;

    /**
     * @param at where in the list: {@code line 3}, or the id of a security
     * @param holderAt where its holder stands: {@code /lines/3/holder}
     * @param holderKeys what the holder can be found by, to the letter: its id, and last its name
     * @param classKeys what the share class can be found by: its name, and then its id
     * @param security id in this ledger; absent unless the list is by security
     */
    record Row(
            String at,
            String holderAt,
            List<String> holderKeys,
            List<String> classKeys,
            @Nullable String security,
            Shares quantity) {}

    /**
     * @param object id of the object that is wrong
     * @param code stable, machine-readable
     * @param detail one sentence with the figures
     */
    record Anomaly(String object, String code, String detail) {}

    /** @param where the first row that is one too many */
    static HttpProblem tooLong(String where) {
        return HttpProblem.of(
                        ProblemType.BODY_TOO_LARGE,
                        where + ": a list of positions has at most " + MOST + " of them; compare class by class")
                .withFigure("most", Integer.toString(MOST))
                .withFigure("at", where);
    }

    ExternalList {
        rows = List.copyOf(rows);
        exceptions = List.copyOf(exceptions);
    }
}
