package io.dealledger.store;

import static java.util.Map.entry;

import io.dealledger.books.BooksEvent;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.ConvertibleEvent;
import io.dealledger.company.CreditEvent;
import io.dealledger.company.GrantEvent;
import io.dealledger.company.HoldingEvent;
import io.dealledger.company.LifeEvent;
import io.dealledger.company.PeriodEvent;
import io.dealledger.company.PlanEvent;
import io.dealledger.company.ReportEvent;
import io.dealledger.company.RoundEvent;
import io.dealledger.company.SecurityEvent;
import io.dealledger.company.ShareEvent;
import io.dealledger.company.VestingEvent;
import io.dealledger.company.WarrantEvent;
import io.dealledger.fx.FxEvent;
import io.dealledger.ledger.Fact;
import io.dealledger.party.PartyEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The one place where stored names stand. A name is for ever; so is every revision of it. */
final class EventNames {
    private static final String PARTY = "party";
    static final String FX = "fx";
    private static final String COMPANY = "company";
    private static final String LEDGER = "ledger";

    /** @param revision the newest, which is written; older ones are read through upcasters */
    record EventName(String name, int revision, String streamType, Class<? extends Fact> kind) {}

    private static final List<EventName> ALL = List.of(
            event("party-registered", 2, PARTY, PartyEvent.PartyRegistered.class),
            event("party-renamed", 1, PARTY, PartyEvent.PartyRenamed.class),
            event("parent-set", 1, PARTY, PartyEvent.ParentSet.class),
            event("party-marked-duplicate", 1, PARTY, PartyEvent.MarkedDuplicate.class),
            event("party-claimed", 1, PARTY, PartyEvent.PartyClaimed.class),
            event("party-fact-voided", 1, PARTY, PartyEvent.FactVoided.class),
            event("exchange-rate-recorded", 1, FX, FxEvent.ExchangeRateRecorded.class),
            event("fx-fact-voided", 1, FX, FxEvent.FactVoided.class),
            event("company-registered", 1, COMPANY, LifeEvent.CompanyRegistered.class),
            event("company-renamed", 1, COMPANY, LifeEvent.CompanyRenamed.class),
            event("company-acquired", 1, COMPANY, LifeEvent.CompanyAcquired.class),
            event("company-listed", 1, COMPANY, LifeEvent.CompanyListed.class),
            event("company-dissolved", 1, COMPANY, LifeEvent.CompanyDissolved.class),
            event("company-delisted", 1, COMPANY, LifeEvent.CompanyDelisted.class),
            event("share-class-authorised", 2, COMPANY, ShareEvent.ShareClassAuthorised.class),
            event("authorised-shares-adjusted", 1, COMPANY, ShareEvent.AuthorisedSharesAdjusted.class),
            event("share-class-amended", 2, COMPANY, ShareEvent.ShareClassAmended.class),
            event("shares-issued", 2, COMPANY, ShareEvent.SharesIssued.class),
            event("shares-transferred", 1, COMPANY, ShareEvent.SharesTransferred.class),
            event("shares-repurchased", 1, COMPANY, ShareEvent.SharesRepurchased.class),
            event("shares-cancelled", 1, COMPANY, ShareEvent.SharesCancelled.class),
            event("issuance-retracted", 1, COMPANY, ShareEvent.IssuanceRetracted.class),
            event("shares-split", 1, COMPANY, ShareEvent.SharesSplit.class),
            event("round-opened", 1, COMPANY, RoundEvent.RoundOpened.class),
            event("round-priced", 2, COMPANY, RoundEvent.RoundPriced.class),
            event("commitment-made", 1, COMPANY, RoundEvent.CommitmentMade.class),
            event("round-repriced", 1, COMPANY, RoundEvent.RoundRepriced.class),
            event("commitment-amended", 1, COMPANY, RoundEvent.CommitmentAmended.class),
            event("commitment-withdrawn", 1, COMPANY, RoundEvent.CommitmentWithdrawn.class),
            event("round-closed", 1, COMPANY, RoundEvent.RoundClosed.class),
            event("round-cancelled", 1, COMPANY, RoundEvent.RoundCancelled.class),
            event("round-firmed-up", 1, COMPANY, RoundEvent.RoundFirmedUp.class),
            event("round-reported", 1, COMPANY, ReportEvent.RoundReported.class),
            event("investment-reported", 1, COMPANY, ReportEvent.InvestmentReported.class),
            event("total-raised-reported", 1, COMPANY, ReportEvent.TotalRaisedReported.class),
            event("position-reported", 1, COMPANY, ReportEvent.PositionReported.class),
            event("claims-added", 1, COMPANY, ReportEvent.ClaimsAdded.class),
            event("compute-credits-committed", 1, COMPANY, CreditEvent.ComputeCreditsCommitted.class),
            event("compute-credits-delivered", 1, COMPANY, CreditEvent.ComputeCreditsDelivered.class),
            event("compute-credits-consumed", 1, COMPANY, CreditEvent.ComputeCreditsConsumed.class),
            event("compute-credits-expired", 1, COMPANY, CreditEvent.ComputeCreditsExpired.class),
            event("compute-credits-revalued", 1, COMPANY, CreditEvent.ComputeCreditsRevalued.class),
            event("valuation-recorded", 1, COMPANY, HoldingEvent.ValuationRecorded.class),
            event("right-granted", 1, COMPANY, HoldingEvent.RightGranted.class),
            event("right-ended", 1, COMPANY, HoldingEvent.RightEnded.class),
            event("distribution-paid", 1, COMPANY, HoldingEvent.DistributionPaid.class),
            event("investment-impaired", 1, COMPANY, HoldingEvent.InvestmentImpaired.class),
            event("investment-written-off", 1, COMPANY, HoldingEvent.InvestmentWrittenOff.class),
            event("shares-converted", 2, COMPANY, ShareEvent.SharesConverted.class),
            event("shares-reissued", 1, COMPANY, ShareEvent.SharesReissued.class),
            event("total-authorised-adjusted", 1, COMPANY, ShareEvent.TotalAuthorisedAdjusted.class),
            event("particulars-recorded", 1, COMPANY, SecurityEvent.ParticularsRecorded.class),
            event("stock-plan-adopted", 1, COMPANY, PlanEvent.StockPlanAdopted.class),
            event("pool-adjusted", 2, COMPANY, PlanEvent.PoolAdjusted.class),
            event("returned-to-pool", 1, COMPANY, PlanEvent.ReturnedToPool.class),
            event("equity-compensation-granted", 1, COMPANY, GrantEvent.EquityCompensationGranted.class),
            event("equity-compensation-exercised", 2, COMPANY, GrantEvent.EquityCompensationExercised.class),
            event("equity-compensation-released", 1, COMPANY, GrantEvent.EquityCompensationReleased.class),
            event("service-ended", 1, COMPANY, GrantEvent.ServiceEnded.class),
            event("vesting-terms-defined", 1, COMPANY, VestingEvent.VestingTermsDefined.class),
            event("vesting-started", 2, COMPANY, VestingEvent.VestingStarted.class),
            event("vesting-event-occurred", 1, COMPANY, VestingEvent.VestingEventOccurred.class),
            event("vesting-accelerated", 1, COMPANY, VestingEvent.VestingAccelerated.class),
            event("convertible-issued", 1, COMPANY, ConvertibleEvent.ConvertibleIssued.class),
            event("convertible-amended", 1, COMPANY, ConvertibleEvent.ConvertibleAmended.class),
            event("most-favoured-terms-elected", 1, COMPANY, ConvertibleEvent.MostFavouredTermsElected.class),
            event("convertible-converted", 2, COMPANY, ConvertibleEvent.ConvertibleConverted.class),
            event("warrant-issued", 1, COMPANY, WarrantEvent.WarrantIssued.class),
            event("warrant-exercised", 1, COMPANY, WarrantEvent.WarrantExercised.class),
            event("security-accepted", 1, COMPANY, SecurityEvent.SecurityAccepted.class),
            event("instrument-transferred", 1, COMPANY, SecurityEvent.InstrumentTransferred.class),
            event("instrument-cancelled", 1, COMPANY, SecurityEvent.InstrumentCancelled.class),
            event("instrument-expired", 1, COMPANY, SecurityEvent.InstrumentExpired.class),
            event("company-fact-voided", 1, COMPANY, CompanyEvent.FactVoided.class),
            event("period-closed", 1, COMPANY, PeriodEvent.PeriodClosed.class),
            event("reopening-requested", 1, COMPANY, PeriodEvent.ReopeningRequested.class),
            event("reopening-withdrawn", 1, COMPANY, PeriodEvent.ReopeningWithdrawn.class),
            event("period-reopened", 1, COMPANY, PeriodEvent.PeriodReopened.class),
            event("books-closed", 1, LEDGER, BooksEvent.BooksClosed.class),
            event("books-reopening-requested", 1, LEDGER, BooksEvent.BooksReopeningRequested.class),
            event("books-reopening-withdrawn", 1, LEDGER, BooksEvent.BooksReopeningWithdrawn.class),
            event("books-reopened", 1, LEDGER, BooksEvent.BooksReopened.class));

    private static final Map<String, EventName> BY_NAME = ALL.stream()
            .map(event -> entry(event.name(), event))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, EventNames::twice, LinkedHashMap::new));

    private static final Map<Class<? extends Fact>, EventName> BY_KIND =
            ALL.stream().collect(Collectors.toUnmodifiableMap(EventName::kind, event -> event));

    private EventNames() {}

    private static EventName event(String name, int revision, String streamType, Class<? extends Fact> kind) {
        return new EventName(name, revision, streamType, kind);
    }

    private static EventName twice(EventName one, EventName other) {
        throw new IllegalStateException(one + " and " + other + " have one name");
    }

    static Collection<EventName> all() {
        return BY_NAME.values();
    }

    static EventName of(Class<? extends Fact> kind) {
        EventName found = BY_KIND.get(kind);
        if (found == null) {
            throw new IllegalStateException(kind.getName() + " has no stored name: pin it in EventNames");
        }
        return found;
    }

    static EventName of(String name) {
        EventName found = BY_NAME.get(name);
        if (found == null) {
            throw new IllegalStateException("an event is stored as '" + name + "', a name that this program lacks");
        }
        return found;
    }
}
