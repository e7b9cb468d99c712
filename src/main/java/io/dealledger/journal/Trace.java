package io.dealledger.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/**
 * One event with where it comes from and what came of it. The first components are those of {@link StoredEvent}.
 *
 * @param raw what is stored, to the byte
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Trace(
        long position,
        String stream,
        String streamType,
        long version,
        String name,
        int revision,
        @Nullable String effectiveOn,
        @Nullable String effectiveFrom,
        @Nullable String precision,
        String recordedAt,
        @Nullable String accountingOn,
        @Nullable Long corrects,
        @Nullable String actor,
        int part,
        int parts,
        RawValue payload,
        RawValue metadata,
        Raw raw,
        Causes causes,
        Consequences consequences) {

    /**
     * The stored texts as strings: their UTF-8 bytes are what is hashed.
     *
     * @param payloadSha256 SHA-256 of the payload, as 64 hexadecimal digits
     * @param metadataSha256 the same of the metadata
     * @param leafHash hash of the event's leaf in the Merkle tree, base64: what a proof of inclusion begins with
     */
    public record Raw(String payload, String metadata, String payloadSha256, String metadataSha256, String leafHash) {}

    /** @param effectiveOn null when it holds since always */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Reference(
            long position,
            long version,
            String name,
            @Nullable String effectiveOn) {
        static Reference to(StoredEvent event) {
            return new Reference(event.position(), event.version(), event.name(), event.effectiveOn());
        }
    }

    /**
     * @param client whose idempotency key it is
     * @param idempotencyKey under which the receipt is found
     * @param correlationId joins the commands of one piece of work
     * @param causationId the message that led to the command
     * @param receipt address of the command's receipt
     * @param command the other events of the same command, in order
     * @param corrects the event that this one corrects
     * @param reason why it does
     */
    public record Causes(
            @Nullable String actor,
            @Nullable String client,
            @Nullable String commandId,
            @Nullable String idempotencyKey,
            @Nullable String correlationId,
            @Nullable String causationId,
            @Nullable String receipt,
            List<Reference> command,
            @Nullable Reference corrects,
            @Nullable String reason) {}

    /** @param names what it uses of what the event made */
    public record Use(long position, long version, String name, Set<String> names) {}

    /**
     * @param correctedBy events that correct this one, in order
     * @param made ids of securities, rounds, closings and reports that it made, and names of share classes
     * @param uses later events of the stream that name something of it, in order
     * @param usesNext position behind which more uses may follow, to be asked for with usesAfter; absent when there are none
     * @param figures address of the figures that its command moved
     */
    public record Consequences(
            List<Reference> correctedBy,
            Set<String> made,
            List<Use> uses,
            @Nullable Long usesNext,
            @Nullable String figures) {}
}
