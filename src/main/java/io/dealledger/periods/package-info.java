/** READ. What was closed and opened again, when and by whom, and which facts came late into which period. */
@NullMarked
package io.dealledger.periods;

import org.jspecify.annotations.NullMarked;
