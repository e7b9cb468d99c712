/**
 * Calculations for outsiders: the mathematics of a round, over HTTP and at the command line, by the functions that the
 * ledger itself uses. Nothing of the ledger is read, and nothing is recorded.
 */
@NullMarked
package io.dealledger.calculate;

import org.jspecify.annotations.NullMarked;
