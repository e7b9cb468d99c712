package io.dealledger.seal;

import org.jspecify.annotations.Nullable;

/**
 * An event as its row stands in the journal, nothing read into it: dates and instants are the texts that the database
 * gives, so that a value which no program would write is still told apart from every other.
 *
 * @param position place in the one order, from 1
 * @param stream id of the stream
 * @param streamType kind of the stream
 * @param version place in the stream, from 0
 * @param name what happened
 * @param revision of the payload's form
 * @param payload the stored text
 * @param metadata the stored text
 * @param effectiveOn {@code -infinity} for a fact that holds since always, otherwise a date
 * @param recordedAt in UTC with six decimals: {@code 2026-01-31T12:00:00.000001Z}
 * @param corrects version of the event in the same stream that this one corrects
 * @param part place among the events of its command, from 1
 * @param parts how many events its command has
 */
public record EventRow(
        long position,
        String stream,
        String streamType,
        long version,
        String name,
        int revision,
        String payload,
        String metadata,
        String effectiveOn,
        @Nullable String effectiveFrom,
        @Nullable String precision,
        String recordedAt,
        @Nullable Long corrects,
        @Nullable String accountingOn,
        int part,
        int parts) {}
