/** The deal ledger: funding-round commands in, immutable events kept, cap tables, exposure and valuations out. */
@NullMarked
package io.dealledger;

import org.jspecify.annotations.NullMarked;
