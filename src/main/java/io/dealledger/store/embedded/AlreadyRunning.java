package io.dealledger.store.embedded;

import java.nio.file.Path;

/** Another instance uses the data folder, or a process that may be its database cannot be told from a stranger's. */
public final class AlreadyRunning extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AlreadyRunning(Path folder, String why) {
        super("The data folder " + folder.toAbsolutePath().normalize() + " is in use: " + why);
    }
}
