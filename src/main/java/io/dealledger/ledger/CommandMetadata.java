package io.dealledger.ledger;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What travels with a command and is not part of it. Commands name no stream of their own: it is here.
 *
 * @param stream id of the stream that the command is sent to
 * @param expectedVersion version that the client saw last, -1 for a stream that does not exist; absent for any
 * @param dryRun decide and record nothing, not even a receipt
 * @param actor opaque id of the authenticated subject
 * @param client scope of the idempotency key
 * @param commandId id of this attempt, never used twice
 * @param idempotencyKey the same for every attempt at the same command; absent on dry runs
 * @param fingerprint of the request, to tell another request under the same key
 * @param correlationId id that joins commands of one piece of work; absent: the command's own message id
 * @param accountingOn marks the command late: day in the open period on which the books take account of those of its
 *     facts that are effective in a closed one; absent when nothing is late
 */
public record CommandMetadata(
        String stream,
        @Nullable Long expectedVersion,
        boolean dryRun,
        String actor,
        String client,
        String commandId,
        @Nullable String idempotencyKey,
        String fingerprint,
        List<Evidence> evidence,
        @Nullable String correlationId,
        @Nullable LocalDate accountingOn) {
    public static final String STREAM = "stream";
    public static final String EXPECTED_VERSION = "expectedVersion";
    public static final String DRY_RUN = "dryRun";
    public static final String ACTOR = "actor";
    public static final String CLIENT = "client";
    public static final String COMMAND_ID = "commandId";
    public static final String IDEMPOTENCY_KEY = "idempotencyKey";
    public static final String FINGERPRINT = "fingerprint";
    public static final String EVIDENCE = "evidence";
    public static final String CORRELATION_ID = "correlationId";
    public static final String CAUSATION_ID = "causationId";
    public static final String ACCOUNTING_ON = "accountingOn";

    public CommandMetadata {
        evidence = List.copyOf(evidence);
    }

    public static CommandMetadata of(
            String stream, String actor, String client, String commandId, String idempotencyKey, String fingerprint) {
        return new CommandMetadata(
                stream, null, false, actor, client, commandId, idempotencyKey, fingerprint, List.of(), null, null);
    }

    /** As the metadata of a message; what is absent has no entry. */
    public Map<String, Object> asMap() {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put(STREAM, stream);
        entries.put(DRY_RUN, dryRun);
        entries.put(ACTOR, actor);
        entries.put(CLIENT, client);
        entries.put(COMMAND_ID, commandId);
        entries.put(FINGERPRINT, fingerprint);
        entries.put(EVIDENCE, evidence);
        if (expectedVersion != null) {
            entries.put(EXPECTED_VERSION, expectedVersion);
        }
        if (idempotencyKey != null) {
            entries.put(IDEMPOTENCY_KEY, idempotencyKey);
        }
        if (correlationId != null) {
            entries.put(CORRELATION_ID, correlationId);
        }
        if (accountingOn != null) {
            entries.put(ACCOUNTING_ON, accountingOn);
        }
        return entries;
    }
}
