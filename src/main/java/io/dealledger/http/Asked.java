package io.dealledger.http;

import io.dealledger.ledger.PointInTime;

/**
 * The point in time that a question is about. As a parameter of a controller's method it is resolved from the query
 * parameters {@code asOf}, {@code knownAt}, {@code publishedBy}, {@code by} and {@code atLeast}.
 *
 * @param at what is asked; {@code knownAt} is a position that exists, at the end of a command
 * @param waitFor position that whatever answers must have reached first; 0 when any will do
 * @param now whether {@code knownAt} was left out: then an answer may cite an earlier position than the head's, but
 *     none before {@code waitFor}
 */
@Parameters({"asOf", "knownAt", "publishedBy", "by", "atLeast"})
public record Asked(PointInTime at, long waitFor, boolean now) {
    /** Attribute of the request under which stands what it was resolved to: where there are two points, the second. */
    public static final String ATTRIBUTE = Asked.class.getName();
}
