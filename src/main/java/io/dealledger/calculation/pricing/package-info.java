/**
 * Pricing a round: what a share costs, what the pool takes and what every convertible becomes, all at once and exactly;
 * and what a pro rata right entitles to.
 */
@NullMarked
package io.dealledger.calculation.pricing;

import org.jspecify.annotations.NullMarked;
