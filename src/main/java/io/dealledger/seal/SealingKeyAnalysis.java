package io.dealledger.seal;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says what to set. */
final class SealingKeyAnalysis implements FailureAnalyzer {
    private static final String ACTION =
            "Set LEDGER_SEAL_KEY_FILE to a file, or LEDGER_SEAL_KEY to its content: one line that begins with"
                    + " PRIVATE+KEY+. 'java -jar deal-ledger.jar new-key NAME' prints a new one; make it once, keep it"
                    + " apart from the database, and give every node the same.";

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoSealingKey || cause instanceof UnreadableSealingKey) {
                return new FailureAnalysis(String.valueOf(cause.getMessage()), ACTION, cause);
            }
        }
        return null;
    }
}
