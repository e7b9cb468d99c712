package io.dealledger.audit;

import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Port: the reports of an audit package. The same scope at the same point in time has to give the same files, byte for
 * byte and in the same order: nothing in them says when they were made, a workbook's own properties and the times of
 * its zip entries included.
 */
public interface PackageReports {
    /**
     * What the package is about.
     *
     * @param at the point in time: {@code asOf} cuts the reports, {@code knownAt} is the last event of the package
     * @param whole whether the package holds the whole ledger; companies and parties are then all there are
     * @param companies in order of their ids
     * @param parties in order of their ids: all whose streams are in the package
     */
    record Scope(PointInTime at, boolean whole, List<CompanyId> companies, List<PartyId> parties) {
        public Scope {
            companies = List.copyOf(companies);
            parties = List.copyOf(parties);
        }
    }

    /**
     * One file.
     *
     * @param name below the package's folder {@code reports/}: letters, digits, {@code . _ -} and {@code /}, e.g.
     *     {@code co_exemplar/cap-table.csv}; never ends in {@code .jsonl}
     */
    record Report(String name, Content content) {}

    /** Writes a file's bytes; the stream is closed by who opened it. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** The files, each written when its turn comes, so that they need not be in memory together. */
    List<Report> reports(Scope scope);
}
