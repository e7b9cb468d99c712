/** Pay-to-play: what becomes of preferred shares whose holder does not take its part in a round. */
@NullMarked
package io.dealledger.calculation.paytoplay;

import org.jspecify.annotations.NullMarked;
