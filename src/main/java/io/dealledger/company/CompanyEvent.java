package io.dealledger.company;

import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.Fact;

/** What has happened to a company, or been reported of it. */
public sealed interface CompanyEvent extends Fact
        permits LifeEvent,
                ShareEvent,
                RoundEvent,
                ReportEvent,
                CreditEvent,
                HoldingEvent,
                InstrumentEvent,
                PeriodEvent,
                CompanyEvent.FactVoided {
    /**
     * The event that this one corrects is void.
     *
     * @param when dates of that event
     */
    record FactVoided(EffectiveOn when) implements CompanyEvent {
        @Override
        public boolean voids() {
            return true;
        }
    }
}
