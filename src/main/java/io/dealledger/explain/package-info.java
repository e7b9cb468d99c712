/** Derives one figure of an answer: the formula, its inputs and its rounding, down to the events that it rests on. */
@NullMarked
package io.dealledger.explain;

import org.jspecify.annotations.NullMarked;
//
