package io.dealledger.cli;

import org.springframework.context.ConfigurableApplicationContext;

/** A ledger that is open for reading, until it is closed. */
final class OpenLedger implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    OpenLedger(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** A component that it was opened with, or a port that the store fills. */
    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
