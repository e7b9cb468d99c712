package io.dealledger.whatif;

import io.dealledger.calculation.Calculated;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PointInTime.By;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The proceeds of exits by the record of a company, as of a date and as known at a position.
 *
 * @param knownAt the position that ends what was known @param position the same
 * @param version of the newest event of the company's stream that was known
 */
record WaterfallAnswer(
        CompanyId company,
        LocalDate asOf,
        long knownAt,
        long position,
        @Nullable LocalDate publishedBy,
        By by,
        long version,
        Exits waterfall)
        implements Calculated {
    @Override
    public Optional<Way> way(List<String> figure) {
        return figure.size() > 1 && figure.getFirst().equals("waterfall")
                ? new WaysOfExits(figure.subList(0, 1), waterfall).way(figure)
                : Optional.empty();
    }
}
