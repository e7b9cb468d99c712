package io.dealledger.sample;

import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** Loads the sample when the embedded mode starts, and says until then that the ledger is not ready. */
@Component("sampleDealsHealthIndicator")
final class SampleLoad implements ApplicationRunner, HealthIndicator {
    private final SampleDeals deals;
    private final boolean wanted;
    private final AtomicBoolean ready = new AtomicBoolean();

    SampleLoad(SampleDeals deals, Environment environment, @Value("${ledger.sample}") boolean sample) {
        this.deals = deals;
        boolean embedded = !StringUtils.hasText(environment.getProperty("spring.datasource.url"));
        this.wanted = sample && embedded;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (wanted) {
            deals.load();
        }
        ready.set(true);
    }

    @Override
    public Health health() {
        return ready.get()
                ? Health.up().build()
                : Health.outOfService().withDetail("sample", "loading").build();
    }
}
