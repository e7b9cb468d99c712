/** Pure mathematics over claims and rounds, used by decisions, readers and what-if alike. */
@NullMarked
package io.dealledger.calculation;

import org.jspecify.annotations.NullMarked;
