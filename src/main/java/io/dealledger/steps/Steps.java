package io.dealledger.steps;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dealledger.captable.CapTable.Totals;
import io.dealledger.company.Round;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime.By;
import io.dealledger.ledger.Precision;
import io.dealledger.ledger.RoundId;
import io.dealledger.money.Shares;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a company's history.
 *
 * @param along which order is walked
 * @param asOf the date that cuts every state along the order of recording, and the last one along the order of effect
 * @param knownAt the position that ends what is walked
 * @param position the same
 * @param version of the newest event of the company's stream that was known then
 * @param total how many steps there are
 * @param steps in the direction that was asked for
 * @param next position of the event to go on behind, in that direction; null when this was the last page
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Steps(
        CompanyId company,
        Along along,
        LocalDate asOf,
        long knownAt,
        long position,
        By by,
        long version,
        int total,
        List<Step> steps,
        @Nullable Long next) {
    /**
     * @param number place in the order that is walked, from 1
     * @param inForce whether the event's fact is part of the state: it stands, its day is not after {@code asOf}, and it
     *     is not left out for its source or for the books; a close or reopening is never part of it
     * @param changes of the state, against the step with the number before, whatever the direction
     */
    public record Step(int number, Event event, boolean inForce, List<Change> changes, State state) {}

    /**
     * @param name of the event, as it is stored
     * @param actor opaque id of who recorded it
     * @param part place among the events of its command, from 1: all other addresses see them together
     * @param corrects position of the event in whose place it comes; absent for all but corrections
     * @param reason why that was corrected
     * @param accountingOn day on which the books take account of it; absent where that is the day of effect
     */
    public record Event(
            long position,
            long version,
            String name,
            @Nullable LocalDate effectiveOn,
            @Nullable LocalDate effectiveFrom,
            @Nullable Precision precision,
            Instant recordedAt,
            @Nullable String actor,
            int part,
            int parts,
            @Nullable Long corrects,
            @Nullable String reason,
            @Nullable LocalDate accountingOn) {}

    /**
     * @param path a JSON pointer: {@code /classes/<name>/issued}, {@code /holdings/<party>/<class>},
     *     {@code /rounds/<id>/status}, {@code /totals/outstanding}, {@code /name} and the like
     * @param before absent when there was nothing
     * @param after absent when there is nothing any more
     */
    public record Change(
            String path, @Nullable String before, @Nullable String after) {}

    /**
     * The figures of the cap table at that point, without the events that make them up.
     *
     * @param name of the company; absent before it is registered
     */
    public record State(
            @Nullable String name,
            List<ShareClassState> classes,
            List<HoldingState> holdings,
            Totals totals,
            List<RoundState> rounds) {}

    /** @param authorised absent for no limit */
    public record ShareClassState(String name, @Nullable Shares authorised, Shares issued, Shares outstanding) {}

    /** @param percent of all outstanding shares as converted, to 4 places */
    public record HoldingState(PartyId party, String shareClass, Shares quantity, String percent) {}

    /** @param closings how many it has had @param firmedUpBy the recorded round that a reported one turned out to be */
    public record RoundState(
            RoundId id,
            @Nullable String name,
            Round.Status status,
            int closings,
            @Nullable RoundId firmedUpBy) {}
}
