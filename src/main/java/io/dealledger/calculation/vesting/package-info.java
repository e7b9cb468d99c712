/** Vesting as OCF models it: a graph of conditions, and how whole shares are allocated to its tranches. */
@NullMarked
package io.dealledger.calculation.vesting;

import org.jspecify.annotations.NullMarked;
