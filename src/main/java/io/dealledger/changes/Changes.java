package io.dealledger.changes;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dealledger.ledger.PointInTime;
import io.dealledger.money.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two points in time: first what was restated, on the date of the first point by what was learned
 * since, or booked since where facts count by accounting date, and then what moved, from that date to the other.
 *
 * @param restatement figures on {@code from.asOf}, as known at {@code from.knownAt} and at {@code to.knownAt}, and as
 *     the books had them on {@code from.asOf} and have them on {@code to.asOf}
 * @param movement figures as known at {@code to.knownAt}, on {@code from.asOf} and on {@code to.asOf}
 * @param events those that the cells cite, by position
 */
public record Changes(Header header, List<Cell> restatement, List<Cell> movement, List<Because> events) {
    /** @param asOf effective date @param knownAt position that ends what was known */
    public record Point(LocalDate asOf, long knownAt) {
        static Point of(PointInTime point) {
            return new Point(point.asOf(), point.knownAt());
        }
    }

    /**
     * What a report is about, and what makes it possible to check that it is whole.
     *
     * @param subject id of the company or party
     * @param program name and version of what answered
     * @param position up to which the ledger was read: of what came later nothing is said
     * @param filters everything else that was asked for
     */
    public record Header(
            String subject,
            String program,
            Point from,
            Point to,
            long position,
            SortedMap<String, String> filters,
            List<ControlTotal> controlTotals) {}

    /**
     * Opening, and what came to it, up to closing.
     *
     * @param unit what is added up: shares, a currency, or cells
     * @param opening at the first point; null where there is none
     * @param restatement null, like the movement, where bounds cannot be subtracted
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record ControlTotal(
            String figure,
            String unit,
            @Nullable String opening,
            @Nullable String restatement,
            @Nullable String movement,
            @Nullable String closing) {}

    /**
     * An event that changed something.
     *
     * @param name what happened
     * @param effectiveOn null when it holds since always
     * @param recordedAt when the ledger learned of it @param actor who recorded it
     * @param corrects position of the event in whose place it comes; null when it corrects none
     * @param reason of the correction
     * @param accountingOn day on which the books take account of a late fact
     * @param source where it was published; null when the ledger's own user is the source
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Because(
            long position,
            String stream,
            long version,
            String name,
            @Nullable LocalDate effectiveOn,
            Instant recordedAt,
            @Nullable String actor,
            @Nullable Long corrects,
            @Nullable String reason,
            @Nullable LocalDate accountingOn,
            @Nullable Source source) {}
}
