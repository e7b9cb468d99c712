/** Anti-dilution: what an issue below their price makes of the conversion prices of preferred classes. */
@NullMarked
package io.dealledger.calculation.antidilution;

import org.jspecify.annotations.NullMarked;
