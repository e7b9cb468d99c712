package io.dealledger.money;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a statement comes from.
 *
 * @param publishedOn day of publication, in the publisher's own calendar
 * @param sha256 hash of the document as 64 lower-case hexadecimal digits
 * @param sourceClass how good the source is
 */
public record Source(
        String publisher,
        @Nullable LocalDate publishedOn,
        @Nullable String url,
        @Nullable String sha256,
        SourceClass sourceClass) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public Source {
        if (sha256 != null && !SHA256.matcher(sha256).matches()) {
            throw InvalidValue.in("sha256", "not-a-hash", sha256, "sha256 is 64 lower-case hexadecimal digits");
        }
    }
}
