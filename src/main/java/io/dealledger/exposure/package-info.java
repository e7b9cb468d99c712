/** READ. What an investor and its group hold, across companies, folded from an index of facts. */
@NullMarked
package io.dealledger.exposure;

import org.jspecify.annotations.NullMarked;
