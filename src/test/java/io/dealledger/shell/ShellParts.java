package io.dealledger.shell;

import io.dealledger.ledger.Positions;
import java.time.Clock;
import org.axonframework.config.Configurer;

/** What handlers ask for, for tests that run without Spring. */
public final class ShellParts {
    private ShellParts() {}

    public static void register(Configurer configurer, Clock clock, Positions positions) {
        configurer
                .registerComponent(Today.class, c -> new Today(clock, 366))
                .registerComponent(Registered.class, c -> new Registered(positions));
    }
}
