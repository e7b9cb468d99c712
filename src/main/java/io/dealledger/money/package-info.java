/**
 * Exact values: money, shares, fractions, intervals, and what a source states when it does not state a
 * number. Nothing here rounds unless it is told how, and nothing here is binary floating point.
 */
@NullMarked
package io.dealledger.money;

import org.jspecify.annotations.NullMarked;
