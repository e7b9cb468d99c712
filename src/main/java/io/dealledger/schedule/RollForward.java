package io.dealledger.schedule;

import io.dealledger.calculation.Claim;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.money.Currency;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What moved a group's Level 3 from one point in time to another.
 *
 * @param notMeasured companies and classes held at the end that nobody measured: they are at no level
 */
record RollForward(
        PartyId party,
        PointInTime from,
        PointInTime to,
        @Nullable Currency currency,
        NavigableSet<PartyId> group,
        List<Long> groupEvents,
        List<Row> rows,
        List<LineKey> notMeasured) {

    /** @param shareClass empty where several are carried together, or none is known */
    record LineKey(CompanyId company, Optional<String> shareClass) {}

    /** @param column absent where the group changed @param amount with its sign, in the row's currency */
    record Move(Optional<Column> column, @Nullable LocalDate on, Claim amount) {}

    /**
     * One line.
     *
     * @param reported whether part of it is known from reports alone, which say nothing of sales
     * @param corrections the opening as it is known now, less as it was known then
     * @param groupChanges what came with parties that joined the group, less what went with those that left
     * @param fx translation differences; absent where nothing is translated
     * @param unexplained closing less opening and all movements
     */
    record Row(
            LineKey key,
            @Nullable Currency currency,
            boolean reported,
            Claim opening,
            Claim corrections,
            Map<Column, Claim> columns,
            Claim groupChanges,
            Optional<Claim> fx,
            Claim closing,
            Claim unexplained,
            List<Move> moves,
            List<String> noRate) {
        Claim of(Column column) {
            return columns.getOrDefault(column, Amounts.zero(currency, List.of()));
        }

        /** Whether every figure of it is known to the last digit. */
        boolean isExact() {
            return Amounts.isExact(opening)
                    && Amounts.isExact(corrections)
                    && Amounts.isExact(groupChanges)
                    && Amounts.isExact(closing)
                    && columns.values().stream().allMatch(Amounts::isExact)
                    && fx.map(Amounts::isExact).orElse(true);
        }
    }
}
