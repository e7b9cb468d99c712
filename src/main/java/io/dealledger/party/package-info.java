/** WRITE. Who takes part: parties, their names and parents, and what is said of a party alone. */
@NullMarked
package io.dealledger.party;

import org.jspecify.annotations.NullMarked;
