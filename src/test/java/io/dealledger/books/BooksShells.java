package io.dealledger.books;

import io.dealledger.shell.StreamTarget;
import org.axonframework.common.caching.Cache;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configurer;

/** Lets tests of other rooms run the books of the whole ledger without Spring. */
public final class BooksShells {
    private BooksShells() {}

    public static void configure(Configurer configurer, Cache aggregates) {
        configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(BooksAggregate.class)
                .configureCommandTargetResolver(c -> new StreamTarget())
                .configureCache(c -> aggregates));
    }
}
