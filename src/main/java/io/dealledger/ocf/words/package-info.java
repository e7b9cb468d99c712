/** The words of the Open Cap Table Format 1.2.0 and what the ledger calls the same; pure. */
@NullMarked
package io.dealledger.ocf.words;

import org.jspecify.annotations.NullMarked;
