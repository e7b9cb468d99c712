/**
 * READ. What a company was worth, and who says so: every claim with its class and source, what follows from
 * them, and where they contradict each other. Folds one company's stream at a point in time.
 */
@NullMarked
package io.dealledger.valuation;

import org.jspecify.annotations.NullMarked;
