/** READ. The events themselves, as they are stored. */
@NullMarked
package io.dealledger.journal;

import org.jspecify.annotations.NullMarked;
