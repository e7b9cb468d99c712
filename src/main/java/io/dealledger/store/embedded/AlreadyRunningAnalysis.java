package io.dealledger.store.embedded;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two lines what a stack trace would hide. */
final class AlreadyRunningAnalysis extends AbstractFailureAnalyzer<AlreadyRunning> {
    @Override
    protected FailureAnalysis analyze(Throwable root, AlreadyRunning cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Stop the other instance, or give this one a folder of its own with DEAL_LEDGER_DATA"
                        + " (and a port of its own with SERVER_PORT).",
                cause);
    }
}
