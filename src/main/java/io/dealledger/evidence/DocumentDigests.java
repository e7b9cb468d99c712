package io.dealledger.evidence;

import java.util.Optional;

/** Digests of documents that are held, for formats that name documents by another one than SHA-256. */
public interface DocumentDigests {
    /** MD5 of the document's bytes, as 32 lower-case hexadecimal digits; empty when they are not held, or damaged. */
    Optional<String> md5(String sha256);
}
