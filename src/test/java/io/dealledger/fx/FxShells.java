package io.dealledger.fx;

import io.dealledger.shell.StreamTarget;
import org.axonframework.common.caching.Cache;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configurer;

/** Lets tests of other rooms run exchange rates without Spring. */
public final class FxShells {
    private FxShells() {}

    public static void configure(Configurer configurer, Cache aggregates) {
        configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(FxAggregate.class)
                .configureCommandTargetResolver(c -> new StreamTarget())
                .configureCache(c -> aggregates));
    }
}
