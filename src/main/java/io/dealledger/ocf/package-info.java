/** Composes what comes in and goes out in the Open Cap Table Format: a package becomes commands, and a company a package. */
@NullMarked
package io.dealledger.ocf;

import org.jspecify.annotations.NullMarked;
