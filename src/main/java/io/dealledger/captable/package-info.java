/**
 * READ. Who owns what of one company: holdings by party, class and security, and what is only reported. Folds
 * one company's stream at a point in time.
 */
@NullMarked
package io.dealledger.captable;

import org.jspecify.annotations.NullMarked;
