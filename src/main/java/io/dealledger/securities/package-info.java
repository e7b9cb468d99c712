/**
 * READ. The register of securities: where each came from, what was done to it, what is left of it, and what is on record
 * of it and changes no figure.
 */
@NullMarked
package io.dealledger.securities;

import org.jspecify.annotations.NullMarked;
