package io.dealledger.ledger;

import java.time.LocalDate;

/** What is done to the periods of a stream. */
public sealed interface PeriodAct {
    /** Opaque id of who does it. */
    String actor();

    /** @param through last day of what is closed */
    record Close(LocalDate through, String actor) implements PeriodAct {}

    /** @param from first day of what is to be opened again */
    record Request(LocalDate from, String reason, String actor) implements PeriodAct {}

    /** @param from what was asked for */
    record Withdraw(LocalDate from, String actor) implements PeriodAct {}

    /** @param from what was asked for */
    record Approve(LocalDate from, String actor) implements PeriodAct {}
}
