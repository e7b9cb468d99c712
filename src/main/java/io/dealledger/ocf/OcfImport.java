package io.dealledger.ocf;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an import of a package did, or would do.
 *
 * @param company into which it went
 * @param recorded whether it is in the ledger; false on a dry run and when nothing could be taken
 * @param version of the company's stream after it; absent when nothing was recorded
 * @param position of its last event; absent when nothing was recorded
 * @param sha256 of what was sent; every event names it as evidence
 * @param ocfVersion as the manifest states it
 * @param exceptions objects that could not be taken, each with the reason and with what follows from it; one is enough for a
 *     package that is taken whole or not at all to be refused
 * @param assumptions what was taken although the package leaves something open, how it was read and what is not on record
 *     therefore; no reason to refuse
 * @param notKept fields that the ledger has no place for; no values
 * @param order of the transactions of each day with more than one of them, as it was derived: OCF states none
 * @param ids by which the ledger knows what the package names otherwise
 */
public record OcfImport(
        String company,
        Mode mode,
        boolean recorded,
        @Nullable Long version,
        @Nullable Long position,
        String sha256,
        @Nullable String ocfVersion,
        Counts counts,
        List<OcfFile> files,
        List<NotTaken> exceptions,
        List<Assumption> assumptions,
        List<NotKept> notKept,
        List<Day> order,
        List<Named> ids) {
    /** Whether a package is taken whole or not at all, or as far as it is valid. */
    public enum Mode {
        ALL_OR_NOTHING,
        EVERYTHING_VALID
    }

    /** @param objects in the package, its issuer among them @param taken of them @param notTaken of them */
    public record Counts(int objects, int taken, int notTaken, int parties, int commands) {}

    /**
     * An object that could not be taken, or a file that is in doubt.
     *
     * @param object its id, or its place where it has none
     * @param pointer to what is wrong, within the file
     * @param code stable: one of the import's own, or the type of the ledger's refusal
     * @param because the object that it needs and that could not be taken either; absent when the reason is its own
     * @param inPart whether the objects of the file are judged by themselves all the same, when everything valid is taken
     * @param follows objects that could not be taken because of this one
     */
    public record NotTaken(
            String object,
            String type,
            String file,
            String pointer,
            String code,
            String detail,
            Map<String, String> figures,
            @Nullable String because,
            boolean inPart,
            List<String> follows) {}

    /** @param object absent when it is about the package @param code stable @param figures those that the detail tells, by name */
    public record Assumption(@Nullable String object, String code, String detail, Map<String, String> figures) {}

    /** @param fields of the object, as OCF calls them */
    public record NotKept(String object, List<String> fields) {}

    /** @param objects ids of the transactions, in the order in which they were taken */
    public record Day(LocalDate on, List<String> objects) {}

    /** @param type of what is named, e.g. STAKEHOLDER or SECURITY @param ours id or name in the ledger */
    public record Named(String type, String ocf, String ours) {}
}
