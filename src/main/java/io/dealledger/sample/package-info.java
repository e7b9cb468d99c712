/** Composes the sample ledger: real deals as the press reported them, and one company known to the last share. */
@NullMarked
package io.dealledger.sample;

import org.jspecify.annotations.NullMarked;
