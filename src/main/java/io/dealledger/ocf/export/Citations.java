package io.dealledger.ocf.export;

import io.dealledger.evidence.DocumentDigests;
import io.dealledger.ledger.CommandMetadata;
import io.dealledger.ledger.CompanyId;
import io.dealledger.seal.LedgerRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which documents the commands of a company cited, and what of them is held. */
@Component
public final class Citations {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Without it nothing is cited, and nothing has to be parsed. */
    private static final String HASH = "\"sha256\"";

    private final LedgerRows rows;
    private final ObjectProvider<DocumentDigests> digests;

    /** @param digests absent where documents cannot be read */
    Citations(LedgerRows rows, ObjectProvider<DocumentDigests> digests) {
        this.rows = rows;
        this.digests = digests;
    }

    /** In the order of the events. */
    List<Citation> of(CompanyId company, long knownAt) {
        List<Citation> citations = new ArrayList<>();
        rows.of(List.of(company.value()), knownAt, event -> {
            if (!event.metadata().contains(HASH)) {
                return;
            }
            for (JsonNode document : JSON.readTree(event.metadata()).path(CommandMetadata.EVIDENCE)) {
                citations.add(new Citation(
                        event.version(),
                        document.path("sha256").asString(""),
                        text(document, "kind"),
                        text(document, "page")));
            }
        });
        return citations;
    }

    private static @Nullable String text(JsonNode document, String field) {
        JsonNode text = document.path(field);
        return text.isString() ? text.asString("") : null;
    }

    Optional<String> md5(String sha256) {
        DocumentDigests held = digests.getIfAvailable();
        return held == null ? Optional.empty() : held.md5(sha256);
    }
}
