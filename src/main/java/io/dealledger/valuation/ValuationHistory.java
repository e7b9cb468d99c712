package io.dealledger.valuation;

import io.dealledger.calculation.Conflict;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PointInTime.By;
import io.dealledger.money.Currency;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a company was worth over time, as of a date and as known at a position.
 *
 * @param knownAt the position that ends what was known @param position the same
 * @param points by effective date, then in the order of recording
 * @param perhaps points as they would be if facts with a vague date had taken effect by then
 */
public record ValuationHistory(
        CompanyId company,
        LocalDate asOf,
        long knownAt,
        long position,
        @Nullable LocalDate publishedBy,
        By by,
        @Nullable Currency currency,
        List<Point> points,
        List<Conflict> conflicts,
        List<Point> perhaps) {
    public ValuationHistory {
        points = List.copyOf(points);
        conflicts = List.copyOf(conflicts);
        perhaps = List.copyOf(perhaps);
    }
}
