package io.dealledger.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.boot.SpringApplication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** The server, as it starts without any command. */
@Command(
        name = "serve",
        description = "Start the server (also without any command).",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Settings are taken as arguments too: serve --server.port=8081"})
final class ServeCommand implements Callable<Integer> {
    /** The server goes on when the main thread has ended. */
    static final int RUNNING = -1;

    private final Class<?> application;

    @Unmatched
    private List<String> settings = List.of();

    ServeCommand(Class<?> application) {
        this.application = application;
    }

    @Override
    public Integer call() {
        SpringApplication.run(application, settings.toArray(String[]::new));
        return RUNNING;
    }
}
