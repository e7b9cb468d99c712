/** How the ledger's values look in JSON: one naming, exact texts, for what is stored and for what is sent. */
@NullMarked
package io.dealledger.json;

import org.jspecify.annotations.NullMarked;
