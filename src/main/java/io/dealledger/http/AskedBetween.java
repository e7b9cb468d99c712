package io.dealledger.http;

import io.dealledger.ledger.PointInTime;

/**
 * Two points in time that are compared. As a parameter of a controller's method it is resolved from the query parameters
 * {@code fromAsOf}, {@code fromKnownAt}, {@code toAsOf}, {@code toKnownAt}, {@code publishedBy}, {@code by} and {@code atLeast}. What
 * the first point leaves out it has in common with the second; that one is now where nothing else is said.
 *
 * @param from not after {@code to} on either clock
 * @param sameKnowledge whether {@code fromKnownAt} was left out: both points are known at the same position
 */
@Parameters({"fromAsOf", "fromKnownAt", "toAsOf", "toKnownAt", "publishedBy", "by", "atLeast"})
public record AskedBetween(PointInTime from, Asked to, boolean sameKnowledge) {
    /**
     * Where the first point has a position of its own, whatever answers waits until it has reached that, as it does for
     * what somebody has written: neither point is ever moved to an earlier position than was asked for.
     */
    public AskedBetween {
        to = sameKnowledge ? to : new Asked(to.at(), Math.max(to.waitFor(), from.knownAt()), to.now());
    }

    /** @param reached the second point, at the position at which it is answered; not before {@code from} */
    public PointInTime from(PointInTime reached) {
        if (sameKnowledge) {
            return from.knownAt(reached.knownAt());
        }
        if (from.knownAt() > reached.knownAt()) {
            throw new IllegalArgumentException("position " + reached.knownAt() + " is before " + from.knownAt()
                    + ", at which the first point is asked for");
        }
        return from;
    }
}
