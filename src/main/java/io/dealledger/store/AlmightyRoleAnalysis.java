package io.dealledger.store;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two lines what a stack trace would hide. */
final class AlmightyRoleAnalysis extends AbstractFailureAnalyzer<AlmightyRole> {
    @Override
    protected FailureAnalysis analyze(Throwable root, AlmightyRole cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Let SPRING_DATASOURCE_USERNAME name a role of its own, beside the one in SPRING_FLYWAY_USER that owns"
                        + " the tables.",
                cause);
    }
}
