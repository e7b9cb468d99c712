package io.dealledger.journal;

import io.dealledger.journal.Trace.Causes;
import io.dealledger.journal.Trace.Consequences;
import io.dealledger.journal.Trace.Raw;
import io.dealledger.journal.Trace.Reference;
import io.dealledger.journal.Trace.Use;
import io.dealledger.ledger.CommandMetadata;
import io.dealledger.ledger.Marks;
import io.dealledger.seal.EventRow;
import io.dealledger.seal.Leaf;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Follows one event back to its command and on to what rests on it. */
@Component
class Traces {
    private static final int MOST_USES = 100;
    private static final int MOST_CORRECTIONS = 100;
    private static final int CHUNK = 2_000;
    private static final String COMPANY = "company";
    private static final String SINCE_ALWAYS = "-infinity";

    private final JournalPages journal;
    private final JsonMapper json;
    private final int scan;

    Traces(JournalPages journal, JsonMapper json, @Value("${ledger.journal.scan:200000}") int scan) {
        this.journal = journal;
        this.json = json;
        this.scan = scan;
    }

    /**
     * @param head position of the last event that may be shown
     * @param usesAfter position behind which uses are looked for; at least that of the event itself
     */
    Optional<Trace> of(long position, long usesAfter, long head) {
        return journal.at(position).map(event -> trace(event, usesAfter, head));
    }

    private Trace trace(StoredEvent event, long usesAfter, long head) {
        String payload = String.valueOf(event.payload().rawValue());
        String metadata = String.valueOf(event.metadata().rawValue());
        return new Trace(
                event.position(),
                event.stream(),
                event.streamType(),
                event.version(),
                event.name(),
                event.revision(),
                event.effectiveOn(),
                event.effectiveFrom(),
                event.precision(),
                event.recordedAt(),
                event.accountingOn(),
                event.corrects(),
                event.actor(),
                event.part(),
                event.parts(),
                event.payload(),
                event.metadata(),
                new Raw(
                        payload,
                        metadata,
                        sha256(payload),
                        sha256(metadata),
                        Leaf.hash(row(event, payload, metadata)).toString()),
                causes(event, json.readTree(metadata)),
                consequences(event, Made.by(event.name(), json.readTree(payload)), usesAfter, head));
    }

    /** The row as it is sealed. */
    private static EventRow row(StoredEvent event, String payload, String metadata) {
        String effectiveOn = event.effectiveOn();
        return new EventRow(
                event.position(),
                event.stream(),
                event.streamType(),
                event.version(),
                event.name(),
                event.revision(),
                payload,
                metadata,
                effectiveOn == null ? SINCE_ALWAYS : effectiveOn,
                event.effectiveFrom(),
                event.precision(),
                event.recordedAt(),
                event.corrects(),
                event.accountingOn(),
                event.part(),
                event.parts());
    }

    private Causes causes(StoredEvent event, JsonNode metadata) {
        String client = text(metadata, CommandMetadata.CLIENT);
        String key = text(metadata, CommandMetadata.IDEMPOTENCY_KEY);
        Long corrects = event.corrects();
        return new Causes(
                event.actor(),
                client,
                text(metadata, CommandMetadata.COMMAND_ID),
                key,
                text(metadata, CommandMetadata.CORRELATION_ID),
                text(metadata, CommandMetadata.CAUSATION_ID),
                client == null || key == null
                        ? null
                        : "/api/receipts?key=" + encoded(key) + "&client=" + encoded(client),
                journal.between(event.commandFrom(), event.commandTo()).stream()
                        .filter(other -> other.position() != event.position())
                        .map(Reference::to)
                        .toList(),
                corrects == null
                        ? null
                        : journal.of(event.stream(), corrects)
                                .map(Reference::to)
                                .orElse(null),
                text(metadata, Marks.REASON));
    }

    private Consequences consequences(StoredEvent event, Made made, long usesAfter, long head) {
        Set<String> all = new LinkedHashSet<>(made.ids());
        all.addAll(made.classes());
        List<Use> uses = new ArrayList<>();
        Long next = made.isNothing() ? null : uses(event, made, Math.max(usesAfter, event.position()), head, uses);
        return new Consequences(
                journal.correcting(event.stream(), event.version(), MOST_CORRECTIONS).stream()
                        .filter(correction -> correction.position() <= head)
                        .map(Reference::to)
                        .toList(),
                all,
                List.copyOf(uses),
                next,
                event.streamType().equals(COMPANY) ? "/api/journal/" + event.position() + "/figures" : null);
    }

    /** @return position behind which to go on; absent when the stream ends */
    private @Nullable Long uses(StoredEvent event, Made made, long after, long head, List<Use> uses) {
        long last = Math.max(event.version(), journal.versionAt(event.stream(), after));
        for (int seen = 0; seen < scan; seen += CHUNK) {
            List<StoredEvent> later = journal.behind(event.stream(), last, CHUNK);
            for (StoredEvent one : later) {
                if (one.position() > head) {
                    return null;
                }
                Set<String> named =
                        made.namedIn(json.readTree(String.valueOf(one.payload().rawValue())));
                if (!named.isEmpty()) {
                    uses.add(new Use(one.position(), one.version(), one.name(), named));
                    if (uses.size() == MOST_USES) {
                        return one.position();
                    }
                }
            }
            if (later.size() < CHUNK) {
                return null;
            }
            last = later.getLast().version();
        }
        return journal.of(event.stream(), last).map(StoredEvent::position).orElse(null);
    }

    private static @Nullable String text(JsonNode metadata, String key) {
        JsonNode value = metadata.get(key);
        return value == null || !value.isString() ? null : value.stringValue();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
