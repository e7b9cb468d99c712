package io.dealledger.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dealledger.json.LedgerJson;
import io.dealledger.ledger.Marks;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/**
 * An event as it is stored; personal data of natural persons stays sealed.
 *
 * @param position place in the one total order
 * @param stream id of the company, party or currency pair
 * @param streamType company, party, fx or ledger
 * @param version place in the stream, from 0
 * @param name what happened; stable for ever
 * @param revision of the payload's form
 * @param effectiveOn last day on which it can have taken effect; null when it holds since always
 * @param effectiveFrom first such day; null when unknown
 * @param precision in which words the date was stated; null when it holds since always
 * @param recordedAt instant of the commit, to the microsecond
 * @param accountingOn date in the books of a fact that came after its period was closed; null for its effective date
 * @param corrects version, in the same stream, of the event that this one corrects; null when it corrects none
 * @param actor opaque id of who recorded it
 * @param part place among the events of its command, from 1
 * @param parts how many events its command made
 * @param payload the stored JSON
 * @param metadata the stored JSON
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StoredEvent(
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
        RawValue metadata) {
    private static final JsonMapper JSON = LedgerJson.builder().build();

    /** Why it was corrected; null for all but corrections. */
    public @Nullable String reason() {
        return corrects == null
                ? null
                : JSON.readTree((String) metadata.rawValue()).path(Marks.REASON).stringValue(null);
    }

    /** Position of the first event of the same command. */
    public long commandFrom() {
        return position - part + 1;
    }

    /** Position of the last event of the same command. */
    public long commandTo() {
        return position - part + parts;
    }
}
