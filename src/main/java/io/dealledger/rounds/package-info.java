/**
 * READ. The rounds of a company, held or only reported, at a point in time: terms, commitments, closings and
 * participants, with what each source says.
 */
@NullMarked
package io.dealledger.rounds;

import org.jspecify.annotations.NullMarked;
