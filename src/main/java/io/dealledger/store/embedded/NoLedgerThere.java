package io.dealledger.store.embedded;

import java.nio.file.Path;

/** A folder that was to be read holds no ledger. */
public final class NoLedgerThere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoLedgerThere(Path folder) {
        super("There is no ledger in " + folder.toAbsolutePath().normalize());
    }
}
