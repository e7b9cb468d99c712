package io.dealledger.ocf;

import io.dealledger.ledger.Refusal;

/**
 * Keeps the receipt of a package that was worked out and refused.
 *
 * @param version of the company on which it was decided; -1 for one that the ledger does not know
 */
record RefusePackage(Refusal refusal, long version) {}
