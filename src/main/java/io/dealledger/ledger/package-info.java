/**
 * The words of the ledger: the two clocks, the one order, recorded facts and their timeline, decisions and
 * refusals, and the ports through which streams are read. Pure: no framework, no clock, no I/O.
 */
@NullMarked
package io.dealledger.ledger;

import org.jspecify.annotations.NullMarked;
