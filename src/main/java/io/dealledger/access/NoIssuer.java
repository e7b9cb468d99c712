package io.dealledger.access;

/** A ledger that others reach must know whose tokens to believe. */
final class NoIssuer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoIssuer() {
        super("A database is configured (spring.datasource.url) and no issuer of access tokens.");
    }
}
