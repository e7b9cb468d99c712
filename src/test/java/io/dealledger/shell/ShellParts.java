package io.dealledger.shell;

import io.dealledger.ledger.Positions;
import java.time.Clock;
import org.axonframework.config.Configurer;

/** What handlers ask for, for tests that run without Spring. */
public final class ShellParts {
    private ShellParts() {}

    public static void register(Configurer configurer, Clock clock, Positions positions) {
        Today today = new Today(clock, 366);
        Registered registered = new Registered(positions);
        configurer
                .registerComponent(Today.class, c -> today)
                .registerComponent(Registered.class, c -> registered)
                .registerComponent(Edge.class, c -> new Edge(today, registered, new RandomIds()));
    }
}
