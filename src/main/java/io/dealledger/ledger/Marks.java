package io.dealledger.ledger;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is noted of an event beside the fact that it states. Kept in the event's metadata, so that a fact of any kind
 * can be a correction, or come late, without another form of its own.
 *
 * @param corrects version, in the same stream, of the event in whose place this one comes
 * @param reason why it was corrected; there whenever {@code corrects} is
 * @param accountingOn day in the open period on which the books take account of a fact of a closed one
 */
public record Marks(
        @Nullable Long corrects,
        @Nullable String reason,
        @Nullable LocalDate accountingOn) {
    public static final String CORRECTS = "corrects";
    public static final String REASON = "reason";
    public static final String ACCOUNTING_ON = "accountingOn";

    public static final Marks NONE = new Marks(null, null, null);

    public Marks {
        if ((corrects == null) != (reason == null)) {
            throw new IllegalArgumentException("a correction has a reason, and nothing else has: " + reason);
        }
    }

    public static Marks correcting(long version, String reason) {
        return new Marks(version, reason, null);
    }

    public Marks late(LocalDate day) {
        return new Marks(corrects, reason, day);
    }

    /** What the metadata of an event says. */
    public static Marks of(Map<String, ?> metadata) {
        Object corrects = metadata.get(CORRECTS);
        Object accountingOn = metadata.get(ACCOUNTING_ON);
        if (corrects == null && accountingOn == null) {
            return NONE;
        }
        return new Marks(
                corrects == null ? null : Long.valueOf(corrects.toString()),
                corrects == null ? null : String.valueOf(metadata.get(REASON)),
                accountingOn == null ? null : LocalDate.parse(accountingOn.toString()));
    }

    /** As entries of the event's metadata; what is absent has none. */
    public Map<String, Object> asMap() {
        Map<String, Object> entries = new LinkedHashMap<>();
        if (corrects != null && reason != null) {
            entries.put(CORRECTS, corrects);
            entries.put(REASON, reason);
        }
        if (accountingOn != null) {
            entries.put(ACCOUNTING_ON, accountingOn.toString());
        }
        return entries;
    }
}
