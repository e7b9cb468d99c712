package io.dealledger.schedule;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Printed;
import io.dealledger.exposure.Figures;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime.By;
import io.dealledger.money.Currency;
import io.dealledger.schedule.RollForward.Move;
import io.dealledger.schedule.RollForward.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A roll-forward of what a group carries at Level 3, as it is sent: the reconciliation from the opening to the closing
 * balance that ASC 820-10-50-2(c) and IFRS 13.93(e) ask for. Opening and closing are what the schedule of investments
 * shows at Level 3 on those days; amounts that come in are positive, amounts that go out negative.
 *
 * @param fromKnownAt position up to which the ledger was read for the opening, as it was reported then
 * @param knownAt position up to which it was read for everything else
 * @param group as of {@code toAsOf}
 * @param lines one for each instrument of a portfolio company that was at Level 3 in the period
 * @param totals one for each currency
 * @param notMeasured what is held at the end and was never measured: it is at no level
 */
public record RollForwardAnswer(
        PartyId party,
        LocalDate fromAsOf,
        LocalDate toAsOf,
        long fromKnownAt,
        long knownAt,
        @Nullable LocalDate publishedBy,
        By by,
        long position,
        @Nullable String currency,
        List<PartyId> group,
        List<Long> groupEvents,
        List<RollForwardLine> lines,
        List<RollForwardLine> totals,
        List<NotMeasured> notMeasured) {

    /** @param shareClass absent where no class is known, or several are carried together */
    public record NotMeasured(CompanyId company, @Nullable String shareClass) {}

    /**
     * One movement.
     *
     * @param column what kind it is; {@code GROUP_CHANGE} where a party joined or left the group
     */
    public record RollForwardMovement(
            String column, @Nullable LocalDate on, Printed amount, List<Long> events) {}

    /**
     * A line, or a sum of lines. Closing = opening + corrections + gains + purchases + issuances + sales + settlements
     * + transfers in + transfers out + reclassified + group changes + fx + unexplained.
     *
     * @param company absent in a total
     * @param shareClass absent where no class is known, or several are carried together
     * @param exact whether every figure is known to the last digit: then {@code unexplained} is zero
     * @param reported whether part of it is known from reports alone, which say nothing of what was sold or returned
     * @param opening as it was known at {@code fromKnownAt}
     * @param corrections opening as it is known at {@code knownAt}, less {@code opening}; by accounting date also what was
     *     booked in the period for a day before it
     * @param gains gains less losses included in earnings (ASC 820-10-50-2(c)(1), IFRS 13.93(e)(i))
     * @param realised part of the gains: proceeds less cost of what was sold, returned or lost
     * @param unrealised part of the gains: change of fair value less cost, with the reversal for what was realised
     * @param purchases cost of what was bought, on the day from which it is measured at Level 3 (ASC 820-10-50-2(c)(2))
     * @param issuances instruments that the holders themselves issued: none, as the ledger records assets only
     * @param sales proceeds from other holders and acquirers, taken off (ASC 820-10-50-2(c)(2))
     * @param settlements capital returned and shares repurchased by the issuer, taken off (ASC 820-10-50-2(c)(2))
     * @param transfersIn carried at another level until a measurement at Level 3, on the day of that measurement
     *     (ASC 820-10-50-2(c)(3), IFRS 13.93(e)(iv))
     * @param transfersOut carried at Level 3 until a measurement at another level, taken off
     * @param reclassified moved from one class to another by a conversion; nothing over all lines
     * @param groupChanges what came with parties that joined the group, less what went with those that left
     * @param fx difference of the rates of the movements' days, and of the opening's, to the closing's; absent where
     *     nothing is translated
     * @param closing as it is known at {@code knownAt}
     * @param unexplained what the movements do not explain; UNDISCLOSED where bounds alone are known
     */
    public record RollForwardLine(
            @Nullable CompanyId company,
            @Nullable String shareClass,
            @Nullable String currency,
            boolean exact,
            boolean reported,
            Printed opening,
            Printed corrections,
            Printed gains,
            Printed realised,
            Printed unrealised,
            Printed purchases,
            Printed issuances,
            Printed sales,
            Printed settlements,
            Printed transfersIn,
            Printed transfersOut,
            Printed reclassified,
            Printed groupChanges,
            @Nullable Printed fx,
            Printed closing,
            Printed unexplained,
            List<RollForwardMovement> movements,
            List<String> noRate) {

        private static RollForwardLine of(Row row) {
            List<Claim> all = new ArrayList<>(List.of(row.opening(), row.closing()));
            row.moves().forEach(move -> all.add(move.amount()));
            List<Long> events = Figures.eventsOf(all);
            Function<Claim, Printed> print =
                    claim -> Printed.of(claim.events().isEmpty() ? claim.because(events) : claim);
            return new RollForwardLine(
                    row.key().company(),
                    row.key().shareClass().orElse(null),
                    row.currency() == null ? null : row.currency().code(),
                    row.isExact(),
                    row.reported(),
                    print.apply(row.opening()),
                    print.apply(row.corrections()),
                    print.apply(row.of(Column.GAINS)),
                    print.apply(row.of(Column.REALISED)),
                    print.apply(row.of(Column.UNREALISED)),
                    print.apply(row.of(Column.PURCHASES)),
                    print.apply(Amounts.zero(row.currency(), List.of())),
                    print.apply(row.of(Column.SALES)),
                    print.apply(row.of(Column.SETTLEMENTS)),
                    print.apply(row.of(Column.TRANSFERS_IN)),
                    print.apply(row.of(Column.TRANSFERS_OUT)),
                    print.apply(row.of(Column.RECLASSIFIED)),
                    print.apply(row.groupChanges()),
                    row.fx().map(print).orElse(null),
                    print.apply(row.closing()),
                    print.apply(row.unexplained()),
                    row.moves().stream().map(RollForwardLine::of).toList(),
                    row.noRate());
        }

        private static RollForwardMovement of(Move move) {
            return new RollForwardMovement(
                    move.column().map(Enum::name).orElse("GROUP_CHANGE"),
                    move.on(),
                    Printed.of(move.amount()),
                    move.amount().events());
        }

        /** A sum says something only where each part does; what only adds is a lower bound then. */
        private static RollForwardLine total(Currency currency, List<Row> rows) {
            Function<Function<Row, Claim>, Printed> signed = figure -> Printed.of(Amounts.sum(Stream.concat(
                            Stream.of(Amounts.zero(currency, List.of())),
                            rows.stream().map(figure))
                    .toList()));
            Function<Function<Row, Claim>, Printed> added = figure -> Printed.of(Figures.sum(
                    Stream.concat(
                                    Stream.of(Amounts.zero(currency, List.of())),
                                    rows.stream().map(figure))
                            .toList(),
                    currency));
            boolean translated = rows.stream().anyMatch(row -> row.fx().isPresent());
            return new RollForwardLine(
                    null,
                    null,
                    currency.code(),
                    rows.stream().allMatch(Row::isExact),
                    rows.stream().anyMatch(Row::reported),
                    added.apply(Row::opening),
                    signed.apply(Row::corrections),
                    signed.apply(row -> row.of(Column.GAINS)),
                    signed.apply(row -> row.of(Column.REALISED)),
                    signed.apply(row -> row.of(Column.UNREALISED)),
                    added.apply(row -> row.of(Column.PURCHASES)),
                    Printed.of(Amounts.zero(currency, List.of())),
                    signed.apply(row -> row.of(Column.SALES)),
                    signed.apply(row -> row.of(Column.SETTLEMENTS)),
                    added.apply(row -> row.of(Column.TRANSFERS_IN)),
                    signed.apply(row -> row.of(Column.TRANSFERS_OUT)),
                    signed.apply(row -> row.of(Column.RECLASSIFIED)),
                    signed.apply(Row::groupChanges),
                    translated ? signed.apply(row -> row.fx().orElseGet(Amounts::zero)) : null,
                    added.apply(Row::closing),
                    signed.apply(Row::unexplained),
                    List.of(),
                    List.copyOf(new TreeSet<>(
                            rows.stream().flatMap(row -> row.noRate().stream()).toList())));
        }
    }

    static RollForwardAnswer of(RollForward roll) {
        SortedMap<Currency, List<Row>> byCurrency = new TreeMap<>();
        for (Row row : roll.rows()) {
            if (row.currency() != null) {
                byCurrency
                        .computeIfAbsent(row.currency(), none -> new ArrayList<>())
                        .add(row);
            }
        }
        List<RollForwardLine> totals = new ArrayList<>();
        byCurrency.forEach((currency, rows) -> totals.add(RollForwardLine.total(currency, rows)));
        return new RollForwardAnswer(
                roll.party(),
                roll.from().asOf(),
                roll.to().asOf(),
                roll.from().knownAt(),
                roll.to().knownAt(),
                roll.to().publishedBy(),
                roll.to().by(),
                roll.to().knownAt(),
                roll.currency() == null
                        ? null
                        : Objects.requireNonNull(roll.currency()).code(),
                List.copyOf(roll.group()),
                roll.groupEvents(),
                roll.rows().stream().map(RollForwardLine::of).toList(),
                totals,
                roll.notMeasured().stream()
                        .map(key ->
                                new NotMeasured(key.company(), key.shareClass().orElse(null)))
                        .toList());
    }
}
