package io.dealledger.http;

import io.dealledger.ledger.PointInTime;

/**
 * Two points in time that are compared. As a parameter of a controller's method it is resolved from the query parameters
 * {@code fromAsOf}, {@code fromKnownAt}, {@code toAsOf}, {@code toKnownAt}, {@code publishedBy} and {@code atLeast}. What
 * the first point leaves out it has in common with the second; that one is now where nothing else is said.
 *
 * @param from not after {@code to} on either clock
 * @param sameKnowledge whether {@code fromKnownAt} was left out: both points are known at the same position
 */
@Parameters({"fromAsOf", "fromKnownAt", "toAsOf", "toKnownAt", "publishedBy", "atLeast"})
public record AskedBetween(PointInTime from, Asked to, boolean sameKnowledge) {
    /** @param reached the second point, at the position at which it is answered */
    public PointInTime from(PointInTime reached) {
        return sameKnowledge || from.knownAt() > reached.knownAt() ? from.knownAt(reached.knownAt()) : from;
    }
}
