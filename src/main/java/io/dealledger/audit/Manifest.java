package io.dealledger.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dealledger.seal.Hash;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a package says of itself; signed by a note on its hash.
 *
 * @param format of the package
 * @param program that made it, with its version
 * @param key the public key that signs, as a vkey
 * @param pointInTime that it is about
 * @param filters what it was asked for
 * @param whole whether all events up to {@code knownAt} are in it: only then it claims to be complete
 * @param checkpoint the root of the tree at {@code knownAt}
 * @param counts of what is in it
 * @param files every other file, in the order of the package
 * @param streams every stream in it, in order of their ids, with its end at the checkpoint
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Manifest(
        String format,
        String program,
        String key,
        At pointInTime,
        Filters filters,
        boolean whole,
        Root checkpoint,
        Counts counts,
        List<FileHash> files,
        List<StreamEnd> streams) {
    static final String FORMAT = "deal-ledger/audit-package/1";

    /** First line of the note on a manifest: no checkpoint begins so. */
    private static final String NOTE = "deal-ledger/manifest/1";

    /** @param asOf cuts the reports and no events @param knownAt position of the last event */
    record At(String asOf, long knownAt) {}

    /** @param companies empty for the whole ledger */
    record Filters(List<String> companies) {}

    record Root(long size, String root) {}

    record Counts(long events, long streams) {}

    /** @param sha256 in hexadecimal */
    record FileHash(String name, long bytes, String sha256) {}

    /** @param lastVersion version of the last event @param lastPosition its position */
    record StreamEnd(String stream, String streamType, long events, long lastVersion, long lastPosition) {}

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    byte[] bytes() {
        return JSON.writeValueAsBytes(this);
    }

    static Optional<Manifest> read(byte[] bytes) {
        try {
            return Optional.of(JSON.readValue(bytes, Manifest.class));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    /** The text that is signed for a manifest. */
    static String note(byte[] manifest) {
        return NOTE + "\n" + HexFormat.of().formatHex(Hash.over(manifest).bytes()) + "\n";
    }
}
