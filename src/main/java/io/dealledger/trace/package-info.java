/** READ. From events to figures: what a command moved, and which statements still contradict each other. */
@NullMarked
package io.dealledger.trace;

import org.jspecify.annotations.NullMarked;
