/** READ. Compares a list of positions that somebody else keeps with the cap table at a point in time, and records nothing. */
@NullMarked
package io.dealledger.tieout;

import org.jspecify.annotations.NullMarked;
