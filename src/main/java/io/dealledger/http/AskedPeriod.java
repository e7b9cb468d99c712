package io.dealledger.http;

/**
 * The two points in time between which a question asks what moved. As a parameter of a controller's method it is
 * resolved from the query parameters {@code fromAsOf}, {@code fromKnownAt}, {@code toAsOf}, {@code knownAt},
 * {@code publishedBy}, {@code by} and {@code atLeast}.
 *
 * @param from where the period begins, as it was known at {@code fromKnownAt}; without that as it is known at the end
 * @param to where it ends; not before {@code from} on either clock
 */
@Parameters({"fromAsOf", "fromKnownAt", "toAsOf", "knownAt", "publishedBy", "by", "atLeast"})
public record AskedPeriod(Asked from, Asked to) {}
