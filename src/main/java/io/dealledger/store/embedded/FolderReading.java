package io.dealledger.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The database of a data folder, for somebody who only reads: the one that runs there, or else one that is started for
 * as long as it is read.
 */
public final class FolderReading implements AutoCloseable {
    /** Line of PostgreSQL's pid file that names the port. */
    private static final int PORT_LINE = 3;

    private final String url;
    private final Credentials reader;
    private final Credentials service;
    private final Runnable stop;

    private FolderReading(String url, Credentials reader, Credentials service, Runnable stop) {
        this.url = url;
        this.reader = reader;
        this.service = service;
        this.stop = stop;
    }

    /** @throws NoLedgerThere when the folder holds none: reading makes none */
    public static FolderReading open(Path folder) {
        Path cluster = folder.resolve("cluster");
        if (!Files.exists(cluster.resolve("PG_VERSION"))) {
            throw new NoLedgerThere(folder);
        }
        try {
            EmbeddedDatabase started = EmbeddedDatabase.start(folder);
            return new FolderReading(started.url(), started.reader(), started.app(), started::close);
        } catch (AlreadyRunning running) {
            return beside(running, folder, cluster);
        }
    }

    /** A running server has let everybody in who can read its folder: the password is there. */
    private static FolderReading beside(AlreadyRunning running, Path folder, Path cluster) {
        try {
            List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
            int port = Integer.parseInt(lines.get(PORT_LINE).strip());
            Passwords passwords = Passwords.in(folder.resolve("passwords.properties"));
            return new FolderReading(
                    "jdbc:postgresql://127.0.0.1:" + port + "/" + EmbeddedDatabase.DATABASE,
                    passwords.of(EmbeddedDatabase.READER),
                    passwords.of(EmbeddedDatabase.APP),
                    () -> {});
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException stillStarting) {
            running.addSuppressed(stillStarting);
            throw running;
        }
    }

    public String url() {
        return url;
    }

    public Credentials reader() {
        return reader;
    }

    /** What the service works as. */
    public Credentials service() {
        return service;
    }

    @Override
    public void close() {
        stop.run();
    }
}
