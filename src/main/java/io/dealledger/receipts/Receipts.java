package io.dealledger.receipts;

import java.util.Optional;

/** Port: what has been decided. */
public interface Receipts {
    Optional<Receipt> find(String client, String idempotencyKey);
}
