package io.dealledger.cli;

import io.dealledger.http.HttpProblem;
import java.io.Console;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.MapPropertySource;
import picocli.CommandLine.Option;

/** Options of every command that reads a ledger: where it is, and as whom to read it. */
final class Source {
    /** Anything but the password: that would stand in the list of processes and in the shell's history. */
    private static final String[] PASSWORDS = {"PGPASSWORD", "SPRING_DATASOURCE_PASSWORD"};

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "PostgreSQL to read, e.g. jdbc:postgresql://127.0.0.1:5432/ledger. A role that may only read"
                    + " is enough (a member of ledger_read). Default: SPRING_DATASOURCE_URL, else the data folder.")
    private @Nullable String url;

    @Option(
            names = "--user",
            paramLabel = "ROLE",
            description = "Role to read as. Its password is taken from PGPASSWORD or SPRING_DATASOURCE_PASSWORD, or"
                    + " asked for. Default: SPRING_DATASOURCE_USERNAME.")
    private @Nullable String user;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Data folder of an embedded ledger, whether its server runs or not."
                    + " Default: DEAL_LEDGER_DATA, else data.")
    private @Nullable String data;

    private final Map<String, String> environment;

    Source(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Where the store is found; nobody names it. */
    @ComponentScan("io.dealledger.store")
    static class Store {}

    /**
     * Opens the ledger for reading, with the components that the command asks: readers of the rooms, by class. What they
     * need of the store is there. Nothing is written, no migration runs and nobody listens.
     */
    OpenLedger open(Class<?>... components) {
        return open(List.of("reading"), components);
    }

    /** Opens it for making projections anew as well, which is done as the service's role. */
    OpenLedger openToRebuild(Class<?>... components) {
        return open(List.of("reading", "rebuilding"), components);
    }

    private OpenLedger open(List<String> profiles, Class<?>... components) {
        SpringApplication application = new SpringApplication(
                Stream.concat(Stream.of(Store.class), Stream.of(components)).toArray(Class<?>[]::new));
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setAdditionalProfiles(profiles.toArray(String[]::new));
        application.setLogStartupInfo(false);
        // Why there is no answer is said in a line; a log would stand among the data. Logging begins before
        // initializers.
        application.setDefaultProperties(Map.of("logging.threshold.console", "off"));
        Map<String, Object> settings = settings();
        application.addInitializers(context ->
                context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("command", settings)));
        ConfigurableApplicationContext context = application.run();
        return new OpenLedger(context);
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        String server = url != null ? url : data != null ? "" : environment.getOrDefault("SPRING_DATASOURCE_URL", "");
        settings.put("spring.datasource.url", server);
        // Who exports signs; nobody else asks for the key.
        settings.put("ledger.seal.key", environment.getOrDefault("LEDGER_SEAL_KEY", ""));
        settings.put("ledger.seal.key-file", environment.getOrDefault("LEDGER_SEAL_KEY_FILE", ""));
        if (server.isBlank()) {
            if (data != null) {
                settings.put("ledger.data", data);
            }
            return settings;
        }
        if (server.contains("password=")) {
            throw HttpProblem.parameter(
                    "--url", "holds-a-password", "a password is taken from PGPASSWORD, or asked for, never from there");
        }
        String role = user != null ? user : environment.getOrDefault("SPRING_DATASOURCE_USERNAME", "");
        settings.put("spring.datasource.username", role);
        settings.put("spring.datasource.password", "");
        for (String name : PASSWORDS) {
            String password = environment.get(name);
            if (password != null) {
                settings.put("spring.datasource.password", password);
                return settings;
            }
        }
        if (!role.isBlank()) {
            Optional.ofNullable(System.console())
                    .filter(Console::isTerminal)
                    .map(console -> console.readPassword("Password of %s: ", role))
                    .ifPresent(typed -> settings.put("spring.datasource.password", new String(typed)));
        }
        return settings;
    }
}
