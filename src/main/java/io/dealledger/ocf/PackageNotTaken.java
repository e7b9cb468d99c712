package io.dealledger.ocf;

import io.dealledger.ledger.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Nothing of a package is recorded; the report says why, object by object.
 *
 * @param object the first one that could not be taken; absent when there is nothing to record
 * @param reason why not; absent with it
 * @param exceptions how many there are
 * @param objects in the package
 * @param version of the company on which it was decided; -1 for one that the ledger does not know
 */
record PackageNotTaken(@Nullable String object, @Nullable String reason, int exceptions, int objects, long version)
        implements Refusal {
    /** Name of the version among the figures. */
    static final String VERSION = "version";

    static PackageNotTaken of(OcfImport report, long version) {
        int exceptions = report.exceptions().size();
        OcfImport.NotTaken first = exceptions == 0 ? null : report.exceptions().getFirst();
        return new PackageNotTaken(
                first == null ? null : first.object(),
                first == null ? null : first.detail(),
                exceptions,
                report.counts().objects(),
                version);
    }

    @Override
    public String detail() {
        if (reason == null) {
            return "Nothing of the package is to be recorded";
        }
        String more = exceptions > 1 ? " (and " + (exceptions - 1) + " more)" : "";
        return (object == null || object.isEmpty() ? "" : object + ": ") + reason + more;
    }

    @Override
    public Kind kind() {
        return Kind.NEVER_VALID;
    }
}
