package io.dealledger.company;

/** What can become shares, or is paid by their value: plans, grants, vesting, warrants, convertibles. */
public sealed interface InstrumentEvent extends CompanyEvent
        permits PlanEvent, GrantEvent, VestingEvent, ConvertibleEvent, WarrantEvent, SecurityEvent {}
