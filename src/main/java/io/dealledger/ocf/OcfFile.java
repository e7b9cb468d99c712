package io.dealledger.ocf;

import org.jspecify.annotations.Nullable;

/**
 * A file of the package as it was found.
 *
 * @param type what it says it is
 * @param objects in it
 * @param md5 of what came
 * @param stated digest in the manifest; absent when the manifest does not list the file
 * @param digest whether both are the same; UNLISTED without a stated one; PLACEHOLDER where no digest of the manifest is
 *      that of its file; NOT_CHECKED where the bytes of the file did not come
 */
public record OcfFile(
        String name,
        String type,
        int objects,
        String md5,
        @Nullable String stated,
        Digest digest) {
    public enum Digest {
        SAME,
        DIFFERENT,
        PLACEHOLDER,
        UNLISTED,
        NOT_CHECKED
    }
}
