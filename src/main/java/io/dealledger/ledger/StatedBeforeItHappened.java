package io.dealledger.ledger;

import java.time.LocalDate;

/** A vague date whose whole period lies after the publication that states it, or after the day of recording. */
public record StatedBeforeItHappened(String effectiveOn, LocalDate statedOn) implements Refusal {
    @Override
    public String detail() {
        return effectiveOn + " begins after " + statedOn + ", when it was stated; give the day if it was agreed ahead";
    }
}
