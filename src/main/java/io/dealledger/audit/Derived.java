package io.dealledger.audit;

import io.dealledger.seal.EventRow;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The columns that repeat what payload and metadata say: answers read the columns, people the payload. */
record Derived(
        String effectiveOn,
        @Nullable String effectiveFrom,
        @Nullable String precision,
        @Nullable Long corrects,
        @Nullable String accountingOn) {
    private static final String ALWAYS = "-infinity";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Empty when the texts are no JSON objects, or say none of it in the form that the ledger writes. */
    static Optional<Derived> of(String payload, String metadata) {
        try {
            JsonNode said = JSON.readTree(payload);
            JsonNode marks = JSON.readTree(metadata);
            if (!said.isObject() || !marks.isObject()) {
                return Optional.empty();
            }
            JsonNode when = said.path("when");
            String on = text(when.path("effectiveOn"));
            JsonNode corrects = marks.path("corrects");
            return Optional.of(new Derived(
                    on == null ? ALWAYS : on,
                    text(when.path("effectiveFrom")),
                    text(when.path("precision")),
                    corrects.isIntegralNumber() ? (Long) corrects.longValue() : null,
                    text(marks.path("accountingOn"))));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }

    /** The first column that says something else; empty when all agree. */
    Optional<String> contradiction(EventRow event) {
        return first(
                differs("effective_on", event.effectiveOn(), effectiveOn),
                differs("effective_from", event.effectiveFrom(), effectiveFrom),
                differs("precision", event.precision(), precision),
                differs("corrects", event.corrects(), corrects),
                differs("accounting_on", event.accountingOn(), accountingOn));
    }

    @SafeVarargs
    private static Optional<String> first(Optional<String>... all) {
        for (Optional<String> one : all) {
            if (one.isPresent()) {
                return one;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> differs(String column, @Nullable Object stands, @Nullable Object said) {
        return Objects.equals(stands, said)
                ? Optional.empty()
                : Optional.of(column + " is " + stands + ", and what it is derived from says " + said);
    }

    /** The event with the columns that its payload and metadata ask for. */
    EventRow in(EventRow event) {
        return new EventRow(
                event.position(),
                event.stream(),
                event.streamType(),
                event.version(),
                event.name(),
                event.revision(),
                event.payload(),
                event.metadata(),
                effectiveOn,
                effectiveFrom,
                precision,
                event.recordedAt(),
                corrects,
                accountingOn,
                event.part(),
                event.parts());
    }
}
