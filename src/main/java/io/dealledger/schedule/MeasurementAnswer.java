package io.dealledger.schedule;

import io.dealledger.calculation.Printed;
import io.dealledger.company.HoldingEvent.FairValueMethod;
import io.dealledger.company.HoldingEvent.Framework;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A measurement at fair value, with what ASC 820-10-50-2(bbb) and IFRS 13.93(d) want to be said of it: the technique
 * and what it rests on, as far as it was recorded.
 *
 * @param shareClass class that was measured; absent for the holder's whole position
 * @param measuredOn day of the measurement; absent when it holds since always
 * @param technique how it was measured; absent when nobody said
 * @param framework under which it was measured; absent when nobody said
 * @param measured what was recorded, with its source and the words in it that speak of its inputs
 * @param fairValue what is carried of it now
 * @param rolledForward whether lots came or went since: then {@code fairValue} is no longer what was measured
 */
public record MeasurementAnswer(
        CompanyId company,
        PartyId holder,
        @Nullable String shareClass,
        @Nullable LocalDate measuredOn,
        Level level,
        @Nullable FairValueMethod technique,
        @Nullable Framework framework,
        Printed measured,
        Printed fairValue,
        boolean rolledForward,
        List<Long> events) {
    static MeasurementAnswer of(Line line, Valued valued, Mark mark) {
        return new MeasurementAnswer(
                line.company(),
                Objects.requireNonNull(mark.fact().holder()),
                mark.fact().shareClass(),
                mark.on(),
                valued.level(),
                mark.fact().method(),
                mark.fact().framework(),
                Printed.of(mark.claim()),
                Printed.of(valued.value()),
                valued.rolled(),
                valued.value().events());
    }
}
