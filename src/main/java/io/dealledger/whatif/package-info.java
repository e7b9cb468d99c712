/**
 * COMPOSER. What would be, and nothing of it recorded: commands decided on top of a point in time, the proceeds of an
 * exit distributed by the terms of the record, and what an issue below their price would make of conversion prices.
 */
@NullMarked
package io.dealledger.whatif;

import org.jspecify.annotations.NullMarked;
