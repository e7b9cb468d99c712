package io.dealledger.ledger;

/**
 * A fact about the books and not about the business: that a period was closed, or is to be opened again. It belongs to
 * the ledger's own clock: it counts from the moment at which it is recorded, for what is recorded after it, and neither
 * changes a figure nor has a place in the order of effect.
 */
public interface PeriodFact extends Fact {
    PeriodAct act();
}
