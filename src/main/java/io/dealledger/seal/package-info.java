/** The ledger sealed: every event a leaf of one Merkle tree, the tree's root signed, and proofs of both; pure but for its edges. */
@NullMarked
package io.dealledger.seal;

import org.jspecify.annotations.NullMarked;
