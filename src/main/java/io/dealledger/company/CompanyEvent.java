package io.dealledger.company;

import io.dealledger.ledger.Fact;

/** What has happened to a company, or been reported of it. */
public sealed interface CompanyEvent extends Fact
        permits LifeEvent, ShareEvent, RoundEvent, ReportEvent, CreditEvent, HoldingEvent {}
