/** The documents that facts rest on: held as bytes under their hash, or a hash with a pointer to where they are. */
@NullMarked
package io.dealledger.evidence;

import org.jspecify.annotations.NullMarked;
