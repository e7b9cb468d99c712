package io.dealledger.store;

import java.time.Instant;

/** A row of the journal: payload and metadata as they are stored. */
record StoredEvent(
        long position,
        String stream,
        String streamType,
        long version,
        String name,
        int revision,
        String payload,
        String metadata,
        Instant recordedAt,
        boolean marked) {}
