package io.dealledger.receipts;

import io.dealledger.access.Caller;
import io.dealledger.ledger.Evidence;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was sent.
 *
 * @param instance path of the request
 * @param path the variables of the path
 * @param idempotencyKey absent on dry runs only
 * @param fingerprint of the request, to tell another one under the same key
 * @param expectedVersion absent when any will do
 * @param accountingOn marks late what is effective in a closed period; absent when nothing is late
 * @param command reads the body; only called when there is no receipt yet
 */
record Submission<C>(
        String instance,
        Map<String, String> path,
        Caller caller,
        @Nullable String idempotencyKey,
        String fingerprint,
        @Nullable Long expectedVersion,
        boolean dryRun,
        @Nullable String correlationId,
        List<Evidence> evidence,
        @Nullable LocalDate accountingOn,
        Supplier<C> command) {}
