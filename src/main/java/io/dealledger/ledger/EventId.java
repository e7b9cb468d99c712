package io.dealledger.ledger;

/** Where an event stands among those of its stream; its position says the same among all. */
public record EventId(String stream, long version) {}
