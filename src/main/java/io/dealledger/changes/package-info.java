/**
 * READ. What changed between two points in time, cell by cell and with its cause, and how opening figures roll forward
 * to closing ones. Reads the answers of {@code captable}, {@code valuation} and {@code exposure}; reckons none of them.
 */
@NullMarked
package io.dealledger.changes;

import org.jspecify.annotations.NullMarked;
