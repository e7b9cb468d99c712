package io.dealledger.replay;

import org.jspecify.annotations.Nullable;

/**
 * What is to be replayed.
 *
 * @param knownAt a position, or an instant (ISO 8601 with zone); now when left out
 * @param projection all when left out
 */
public record ReplayRequest(
        @Nullable String knownAt, @Nullable String projection) {}
