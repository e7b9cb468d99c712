package io.dealledger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** The ledger as a process of its own, in its embedded mode: what only a killed process shows. */
public final class LedgerProcess implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);

    private final Process process;
    private final int port;
    private final Path output;

    private LedgerProcess(Process process, int port, Path output) {
        this.process = process;
        this.port = port;
        this.output = output;
    }

    /** Starts on a data folder and returns at once. */
    public static LedgerProcess launch(Path data, Map<String, String> environment) {
        try {
            int port = freePort();
            Path output = data.resolveSibling(data.getFileName() + "-" + port + ".log");
            ProcessBuilder builder = new ProcessBuilder(JavaProgram.command())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment()
                    .putAll(Map.of(
                            "SERVER_PORT", Integer.toString(port),
                            "DEAL_LEDGER_DATA", data.toString(),
                            "DEAL_LEDGER_PASSWORD", Api.PASSWORD));
            builder.environment().putAll(environment);
            return new LedgerProcess(builder.start(), port, output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static LedgerProcess start(Path data, Map<String, String> environment) {
        LedgerProcess ledger = launch(data, environment);
        ledger.awaitReady();
        return ledger;
    }

    private void awaitReady() {
        Api api = as("auditor");
        long until = System.nanoTime() + READY_WITHIN.toNanos();
        while (System.nanoTime() < until) {
            if (!process.isAlive()) {
                throw new AssertionError("the ledger stopped while it started; see " + output);
            }
            try {
                if (api.get("/actuator/health").status() == 200) {
                    return;
                }
            } catch (UncheckedIOException notYet) {
                // Nobody listens so far.
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        throw new AssertionError("the ledger is not ready within " + READY_WITHIN + "; see " + output);
    }

    public Api as(String user) {
        return new Api(port, user);
    }

    public int port() {
        return port;
    }

    public Process process() {
        return process;
    }

    public Path output() {
        return output;
    }

    /** Ends it as a power cut would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends it as Ctrl-C does. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException stillRunning) {
            process.destroyForcibly();
            throw new AssertionError("the ledger does not stop when it is asked to", stillRunning);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
