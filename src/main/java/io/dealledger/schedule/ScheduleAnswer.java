package io.dealledger.schedule;

import io.dealledger.calculation.Claim;
import io.dealledger.exposure.Figures;
import io.dealledger.exposure.Perhaps;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime.By;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Interval;
import io.dealledger.money.Unit;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * A schedule of investments, as it is sent. What nobody measured is UNDISCLOSED unless the question names what stands
 * in for it; a bound stays a bound in every sum.
 *
 * @param position up to which the ledger was read
 * @param standIn what stands in for the fair value of what nobody measured
 * @param group the party and, if asked for, what belongs to it on that date
 * @param groupEvents positions of the events that make the group what it is
 * @param lines one for each instrument of a portfolio company, by company and class
 * @param byCompany subtotals by company
 * @param byType subtotals by type of instrument
 * @param byBasis subtotals by what the value rests on: measured values and what stands in for them stand apart
 * @param byLevel the fair value hierarchy
 * @param level3 the measurements at Level 3, with their techniques
 * @param totals one for each currency
 * @param perhaps positions that vague dates leave open; on no line
 */
public record ScheduleAnswer(
        PartyId party,
        LocalDate asOf,
        long knownAt,
        @Nullable LocalDate publishedBy,
        By by,
        long position,
        StandIn standIn,
        @Nullable String currency,
        List<PartyId> group,
        List<Long> groupEvents,
        List<LineAnswer> lines,
        List<SubtotalAnswer> byCompany,
        List<SubtotalAnswer> byType,
        List<SubtotalAnswer> byBasis,
        List<LevelAnswer> byLevel,
        List<MeasurementAnswer> level3,
        List<SubtotalAnswer> totals,
        List<Perhaps> perhaps) {
    static final String OF_TOTAL = "fair value / total fair value in its currency";

    static ScheduleAnswer of(Schedule schedule) {
        NavigableMap<Currency, Claim> totals =
                Figures.byCurrency(schedule.lines().stream().map(Line::value).toList(), false);
        List<LineAnswer> lines = schedule.lines().stream()
                .map(line -> LineAnswer.of(line, percent(line.value(), totals)))
                .toList();
        return new ScheduleAnswer(
                schedule.party(),
                schedule.at().asOf(),
                schedule.at().knownAt(),
                schedule.at().publishedBy(),
                schedule.at().by(),
                schedule.at().knownAt(),
                schedule.standIn(),
                schedule.currency() == null ? null : schedule.currency().code(),
                List.copyOf(schedule.group()),
                schedule.groupEvents(),
                lines,
                SubtotalAnswer.by(line -> line.company().value(), schedule.lines()),
                SubtotalAnswer.by(line -> line.type().name(), schedule.lines()),
                SubtotalAnswer.by(line -> line.basis().name(), schedule.lines()),
                LevelAnswer.of(schedule.lines()),
                lines.stream()
                        .flatMap(line -> line.measurements().stream())
                        .filter(measurement -> measurement.level() == Level.LEVEL_3)
                        .toList(),
                SubtotalAnswer.of(null, schedule.lines()),
                schedule.perhaps());
    }

    /** Nothing is more than all of it. */
    private static Claim percent(Claim value, NavigableMap<Currency, Claim> totals) {
        Claim total = value.currency() == null ? null : totals.get(value.currency());
        if (!value.says() || total == null || Figures.isOfSeveralCurrencies(value)) {
            return Claim.undisclosed(Unit.PERCENT, value.events());
        }
        Interval part = value.interval()
                .over(total.interval())
                .times(Fraction.HUNDRED)
                .intersect(Interval.atMost(Fraction.HUNDRED));
        return Figures.from(part, Unit.PERCENT, null, OF_TOTAL, List.of(value, total));
    }
}
