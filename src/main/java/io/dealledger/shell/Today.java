package io.dealledger.shell;

import io.dealledger.ledger.Dating;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The day of recording, in the ledger's zone, and how far ahead a fact may be dated. */
@Component
public final class Today {
    private final Clock clock;
    private final int daysAhead;

    /** @param daysAhead how many days after today an effective date may lie */
    public Today(Clock clock, @Value("${ledger.effective-days-ahead:366}") int daysAhead) {
        this.clock = clock;
        this.daysAhead = daysAhead;
    }

    public Dating dating() {
        return dating(clock.instant());
    }

    /** As it was for what was recorded at that instant. */
    public Dating dating(Instant recordedAt) {
        LocalDate day = LocalDate.ofInstant(recordedAt, clock.getZone());
        return new Dating(day, day.plusDays(daysAhead));
    }
}
