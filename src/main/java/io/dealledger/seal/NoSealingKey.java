package io.dealledger.seal;

/** A ledger on a database server must be given its key: one made up here would be another on every node. */
final class NoSealingKey extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSealingKey() {
        super("A database is configured (spring.datasource.url) and no key to seal the ledger with.");
    }
}
