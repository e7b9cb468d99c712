/** WRITE. Exchange rates as facts, one stream per currency pair in its canonical direction. */
@NullMarked
package io.dealledger.fx;

import org.jspecify.annotations.NullMarked;
