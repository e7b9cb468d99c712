package io.dealledger.audit;

import io.dealledger.seal.EventRow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as one line of {@code events.jsonl}: the row's columns in their order, payload and metadata as JSON strings,
 * so that their bytes are those that were sealed. There is one way to write it; a line that says the same in another way
 * is not accepted, so that no byte of the file is free.
 */
final class EventLine {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private EventLine() {}

    /** Without its line break. */
    static byte[] write(EventRow event) {
        return JSON.writeValueAsBytes(event);
    }

    /** Empty when the bytes are no event written in the one way. */
    static Optional<EventRow> read(byte[] line) {
        Optional<EventRow> event = parse(line);
        return event.filter(read -> Arrays.equals(rewritten(read), line));
    }

    /** The event that the line means, however it is written. */
    static Optional<EventRow> parse(byte[] line) {
        try {
            return Optional.of(JSON.readValue(line, EventRow.class));
        } catch (JacksonException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static byte @Nullable [] rewritten(EventRow event) {
        try {
            return write(event);
        } catch (JacksonException unwritable) {
            return null;
        }
    }

    static String shown(byte[] line) {
        String text = new String(line, 0, Math.min(line.length, 80), StandardCharsets.UTF_8);
        return line.length > 80 ? text + "…" : text;
    }
}
