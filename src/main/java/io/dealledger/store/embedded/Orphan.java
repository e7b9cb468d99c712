package io.dealledger.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a killed process leaves behind: a postmaster that lives on, or a pid file whose number belongs to
 * somebody else by now. Only a process that is certainly our own database is signalled.
 */
final class Orphan {
    private static final Duration STOP_WITHIN = Duration.ofSeconds(60);

    private Orphan() {}

    /** Clears the way for a start. The caller holds the lock of the folder, so no ledger runs on it. */
    static void clear(Path folder, Path cluster) throws IOException, InterruptedException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> process = ownerOf(pidFile).filter(ProcessHandle::isAlive);
        if (process.isPresent()) {
            switch (identify(process.get(), pidFile, cluster)) {
                case OURS -> stop(process.get(), folder);
                case STRANGER -> {}
                case UNKNOWN ->
                    throw new AlreadyRunning(
                            folder,
                            "process " + process.get().pid() + " may be its database and does not say what it is");
            }
        }
        Files.deleteIfExists(pidFile);
    }

    private enum Identity {
        OURS,
        STRANGER,
        UNKNOWN
    }

    private static Optional<ProcessHandle> ownerOf(Path pidFile) throws IOException {
        List<String> lines = Files.readAllLines(pidFile);
        try {
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Identity identify(ProcessHandle process, Path pidFile, Path cluster) throws IOException {
        Optional<String> command = process.info().command();
        if (command.isEmpty()) {
            return Identity.UNKNOWN;
        }
        Path program = Path.of(command.get()).getFileName();
        boolean postgres =
                program != null && program.toString().toLowerCase(Locale.ROOT).startsWith("postgres");
        List<String> lines = Files.readAllLines(pidFile);
        boolean here = lines.size() > 1 && sameFolder(Path.of(lines.get(1).strip()), cluster);
        return postgres && here ? Identity.OURS : Identity.STRANGER;
    }

    private static boolean sameFolder(Path named, Path cluster) throws IOException {
        return Files.isDirectory(named) && Files.isSameFile(named, cluster);
    }

    /** A fast shutdown: sessions of the dead process are ended, everything committed is on disk. */
    private static void stop(ProcessHandle postmaster, Path folder) throws IOException, InterruptedException {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        if (windows) {
            postmaster.destroy();
        } else {
            new ProcessBuilder("kill", "-INT", Long.toString(postmaster.pid()))
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
        }
        try {
            postmaster.onExit().get(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException stillRunning) {
            throw new AlreadyRunning(
                    folder, "its database from an earlier run, process " + postmaster.pid() + ", does not stop");
        }
    }
}
