/** Every decision: who asked, under which key, and what the answer was. Makes retries safe. */
@NullMarked
package io.dealledger.receipts;

import org.jspecify.annotations.NullMarked;
