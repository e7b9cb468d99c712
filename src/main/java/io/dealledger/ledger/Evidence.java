package io.dealledger.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A document that a command rests on; the document itself is kept elsewhere.
 *
 * @param sha256 hash of the document as 64 lower-case hexadecimal digits
 * @param kind what the document is, e.g. {@code stock-purchase-agreement}
 * @param page where in it
 */
public record Evidence(String sha256, String kind, @Nullable String page) {}
