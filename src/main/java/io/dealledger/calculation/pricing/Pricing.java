package io.dealledger.calculation.pricing;

/** What pricing a round ends with. */
public sealed interface Pricing permits PricedRound, PricingRefusal {}
