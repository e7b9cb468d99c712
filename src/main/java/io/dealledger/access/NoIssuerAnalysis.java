package io.dealledger.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to set. */
final class NoIssuerAnalysis extends AbstractFailureAnalyzer<NoIssuer> {
    @Override
    protected FailureAnalysis analyze(Throwable root, NoIssuer cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Set OIDC_ISSUER to the issuer's address, e.g. https://id.example.com/realms/deals. Without"
                        + " SPRING_DATASOURCE_URL the ledger starts in its embedded mode, for this machine only.",
                cause);
    }
}
