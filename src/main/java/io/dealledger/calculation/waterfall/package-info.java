/** The liquidation waterfall: who gets what of the proceeds of an exit, at any value of it. */
@NullMarked
package io.dealledger.calculation.waterfall;

import org.jspecify.annotations.NullMarked;
