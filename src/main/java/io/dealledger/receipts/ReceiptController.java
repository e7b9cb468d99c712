package io.dealledger.receipts;

import io.dealledger.access.Caller;
import io.dealledger.http.HttpProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What became of a command, for a client that has lost the answer. */
@RestController
@Tag(name = "Receipts", description = "Every decision, by its Idempotency-Key")
@RequestMapping(path = "/api/receipts", produces = MediaType.APPLICATION_JSON_VALUE)
class ReceiptController {
    enum Decision {
        ACCEPTED,
        REFUSED
    }

    /**
     * @param client whose key it is
     * @param commandId the attempt that was decided
     * @param fingerprint SHA-256 of the request's method, path, query and body
     * @param id what the command made or addressed; absent when it was refused
     * @param version of the stream after the command; absent when it was refused
     * @param position of the command's last event; absent when it was refused
     * @param refusal type of the refusal; absent when it was accepted
     * @param detail the refusal's sentence; absent when it was accepted
     */
    record Kept(
            String key,
            String client,
            String commandId,
            String fingerprint,
            Instant recordedAt,
            Decision decision,
            @Nullable String id,
            @Nullable Long version,
            @Nullable Long position,
            List<Rendering.Event> events,
            @Nullable String refusal,
            @Nullable String detail) {
        static Kept of(Receipt receipt) {
            return switch (receipt.reply()) {
                case Reply.Accepted accepted -> {
                    List<Rendering.Event> events = new ArrayList<>();
                    long position = receipt.firstPosition();
                    for (String name : accepted.events()) {
                        events.add(new Rendering.Event(position++, name));
                    }
                    yield new Kept(
                            receipt.idempotencyKey(),
                            receipt.client(),
                            receipt.commandId(),
                            receipt.fingerprint(),
                            receipt.recordedAt(),
                            Decision.ACCEPTED,
                            accepted.id(),
                            accepted.version(),
                            events.isEmpty() ? null : events.getLast().position(),
                            events,
                            null,
                            null);
                }
                case Reply.Refused refused ->
                    new Kept(
                            receipt.idempotencyKey(),
                            receipt.client(),
                            receipt.commandId(),
                            receipt.fingerprint(),
                            receipt.recordedAt(),
                            Decision.REFUSED,
                            null,
                            null,
                            null,
                            List.of(),
                            refused.type(),
                            refused.detail());
            };
        }
    }

    private final Receipts receipts;

    ReceiptController(Receipts receipts) {
        this.receipts = receipts;
    }

    @Operation(summary = "What became of a command, by its Idempotency-Key")
    @GetMapping("/{key}")
    Kept receipt(
            @PathVariable String key,
            @Parameter(description = "Whose key it is; the caller's own when left out")
                    @RequestParam(required = false)
                    @Nullable
                    String client,
            Principal principal) {
        return receipts.find(client == null ? Caller.of(principal).client() : client, key)
                .map(Kept::of)
                .orElseThrow(() -> HttpProblem.unknown("receipt", key));
    }

    @Operation(summary = "The same, for a key with a character that an address cannot hold, like a slash")
    @GetMapping
    Kept receiptOf(
            @Parameter(description = "The Idempotency-Key") @RequestParam String key,
            @Parameter(description = "Whose key it is; the caller's own when left out")
                    @RequestParam(required = false)
                    @Nullable
                    String client,
            Principal principal) {
        return receipt(key, client, principal);
    }
}
