package io.dealledger.party;

import io.dealledger.shell.StreamTarget;
import org.axonframework.common.caching.Cache;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configurer;

/** Lets tests of other rooms run parties without Spring. */
public final class PartyShells {
    private PartyShells() {}

    public static void configure(Configurer configurer, Cache aggregates) {
        configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(PartyAggregate.class)
                .configureCommandTargetResolver(c -> new StreamTarget())
                .configureCache(c -> aggregates));
    }
}
