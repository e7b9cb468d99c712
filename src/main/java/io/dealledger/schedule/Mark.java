package io.dealledger.schedule;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Conflict;
import io.dealledger.company.HoldingEvent.ValuationRecorded;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A measurement of one holder's position, or of its shares of one class, at fair value.
 *
 * @param event position of the event that says so
 * @param on day of the measurement
 * @param claim what stands, of all that was recorded of that day
 * @param units how many classes, or parts without a class, it measured together
 */
record Mark(
        long event, @Nullable LocalDate on, Claim claim, ValuationRecorded fact, List<Conflict> conflicts, int units) {
    Level level() {
        return Level.of(fact.level());
    }
}
