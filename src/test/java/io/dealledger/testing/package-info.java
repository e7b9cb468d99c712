/** What tests share: one real PostgreSQL per run, and a fresh database for each who asks. */
@NullMarked
package io.dealledger.testing;

import org.jspecify.annotations.NullMarked;
