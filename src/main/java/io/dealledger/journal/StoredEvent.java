package io.dealledger.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/**
 * An event as it is stored; personal data of natural persons stays sealed.
 *
 * @param position place in the one total order
 * @param stream id of the company, party or currency pair
 * @param version place in the stream, from 0
 * @param name what happened; stable for ever
 * @param revision of the payload's form
 * @param effectiveOn last day on which it can have taken effect; null when it holds since always
 * @param effectiveFrom first such day; null when unknown
 * @param precision in which words the date was stated; null when it holds since always
 * @param recordedAt instant of the commit, to the microsecond
 * @param actor opaque id of who recorded it
 * @param payload the stored JSON
 * @param metadata the stored JSON
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StoredEvent(
        long position,
        String stream,
        long version,
        String name,
        int revision,
        @Nullable String effectiveOn,
        @Nullable String effectiveFrom,
        @Nullable String precision,
        String recordedAt,
        @Nullable String actor,
        RawValue payload,
        RawValue metadata) {}
