package io.dealledger.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/** The program that gave an answer. */
public final class Program {
    public static final String NAME = "deal-ledger";

    private static final class Read {
        private static final String VERSION = read();

        private static String read() {
            try {
                List<PropertySource<?>> settings =
                        new YamlPropertySourceLoader().load("settings", new ClassPathResource("application.yaml"));
                for (PropertySource<?> some : settings) {
                    if (some.getProperty("ledger.version") instanceof String version) {
                        return version;
                    }
                }
                throw new IllegalStateException("application.yaml names no ledger.version");
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    private Program() {}

    /** Its version, as the build wrote it into the settings; the same with and without a running server. */
    public static String version() {
        return Read.VERSION;
    }
}
