package io.dealledger.ocf.export;

import org.jspecify.annotations.Nullable;

/**
 * A document that a fact rests on.
 *
 * @param version of the event in the company's stream
 * @param sha256 of the document
 * @param kind what the document is, where its command says so @param page where in it
 */
record Citation(
        long version,
        String sha256,
        @Nullable String kind,
        @Nullable String page) {}
