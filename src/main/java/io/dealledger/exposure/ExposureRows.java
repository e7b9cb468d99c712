package io.dealledger.exposure;

import io.dealledger.company.CompanyEvent;
import io.dealledger.company.ConvertibleEvent.ConvertibleAmended;
import io.dealledger.company.ConvertibleEvent.ConvertibleConverted;
import io.dealledger.company.ConvertibleEvent.ConvertibleIssued;
import io.dealledger.company.ConvertibleEvent.MostFavouredTermsElected;
import io.dealledger.company.CreditEvent;
import io.dealledger.company.GrantEvent.EquityCompensationExercised;
import io.dealledger.company.GrantEvent.EquityCompensationGranted;
import io.dealledger.company.GrantEvent.EquityCompensationReleased;
import io.dealledger.company.GrantEvent.ServiceEnded;
import io.dealledger.company.HoldingEvent.DistributionPaid;
import io.dealledger.company.HoldingEvent.InvestmentImpaired;
import io.dealledger.company.HoldingEvent.InvestmentWrittenOff;
import io.dealledger.company.HoldingEvent.RightEnded;
import io.dealledger.company.HoldingEvent.RightGranted;
import io.dealledger.company.HoldingEvent.ValuationRecorded;
import io.dealledger.company.LifeEvent.CompanyAcquired;
import io.dealledger.company.LifeEvent.CompanyDelisted;
import io.dealledger.company.LifeEvent.CompanyDissolved;
import io.dealledger.company.LifeEvent.CompanyListed;
import io.dealledger.company.LifeEvent.CompanyRegistered;
import io.dealledger.company.LifeEvent.CompanyRenamed;
import io.dealledger.company.PeriodEvent;
import io.dealledger.company.PlanEvent;
import io.dealledger.company.ReportEvent.ClaimsAdded;
import io.dealledger.company.ReportEvent.InvestmentReported;
import io.dealledger.company.ReportEvent.PositionReported;
import io.dealledger.company.ReportEvent.RoundReported;
import io.dealledger.company.ReportEvent.TotalRaisedReported;
import io.dealledger.company.RoundEvent.CommitmentAmended;
import io.dealledger.company.RoundEvent.CommitmentMade;
import io.dealledger.company.RoundEvent.CommitmentWithdrawn;
import io.dealledger.company.RoundEvent.RoundCancelled;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.RoundFirmedUp;
import io.dealledger.company.RoundEvent.RoundOpened;
import io.dealledger.company.RoundEvent.RoundPriced;
import io.dealledger.company.RoundEvent.RoundRepriced;
import io.dealledger.company.SecurityEvent.InstrumentCancelled;
import io.dealledger.company.SecurityEvent.InstrumentExpired;
import io.dealledger.company.SecurityEvent.InstrumentTransferred;
import io.dealledger.company.SecurityEvent.ParticularsRecorded;
import io.dealledger.company.SecurityEvent.SecurityAccepted;
import io.dealledger.company.ShareEvent.AuthorisedSharesAdjusted;
import io.dealledger.company.ShareEvent.IssuanceRetracted;
import io.dealledger.company.ShareEvent.ShareClassAmended;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.company.ShareEvent.SharesCancelled;
import io.dealledger.company.ShareEvent.SharesConverted;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.company.ShareEvent.SharesReissued;
import io.dealledger.company.ShareEvent.SharesRepurchased;
import io.dealledger.company.ShareEvent.SharesSplit;
import io.dealledger.company.ShareEvent.SharesTransferred;
import io.dealledger.company.ShareEvent.TotalAuthorisedAdjusted;
import io.dealledger.company.VestingEvent;
import io.dealledger.company.WarrantEvent;
import io.dealledger.fx.FxEvent;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.party.PartyEvent;
import io.dealledger.party.PartyEvent.MarkedDuplicate;
import io.dealledger.party.PartyEvent.ParentSet;
import io.dealledger.party.PartyEvent.PartyClaimed;
import io.dealledger.party.PartyEvent.PartyRegistered;
import io.dealledger.party.PartyEvent.PartyRenamed;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows that one event adds to the index. They depend on nothing but the event, so that a rebuild makes the
 * same rows as live operation did, in any order and on any number of threads. No figure stands in them: the
 * index finds the facts, and the fold reads them where they are kept.
 */
final class ExposureRows {
    /** What the first column of a row names, and why the event is looked for there. */
    enum Scope {
        /** A party and the company in which the event concerns its position. */
        HOLDING,
        /** A company: events that concern every position in it. */
        COMPANY,
        /** A company: who passed shares to whom, which matters to others only when securities change by number. */
        TRANSFER,
        /** A party: that it exists. */
        PARTY,
        /** A party and its parent, or the party that it is a duplicate of; the second is empty when a relation ends. */
        RELATION,
        /** The same from the other side: a parent, or the party that has a duplicate, and the other. */
        RELATED,
        /** A party: what is said of it and of no single company. */
        CLAIM,
        /** A currency pair. */
        RATE,
        /**
         * A company or a party: that one of its events corrects another. Who reads some facts of a stream has to read
         * all of its corrections, because one that takes a fact away need not name whom that fact concerned.
         */
        CORRECTION
    }

    /**
     * @param other second name, empty where there is none
     * @param knownFrom position of the event
     * @param effectiveOn absent when it holds since always
     */
    record Row(
            Scope scope,
            String subject,
            String other,
            long knownFrom,
            @Nullable LocalDate effectiveOn,
            @Nullable LocalDate effectiveFrom) {}

    private static final String NONE = "";

    static List<Row> of(Recorded<? extends Fact> recorded) {
        List<Row> rows = new ArrayList<>();
        if (recorded.marks().corrects() != null) {
            rows.add(new Row(Scope.CORRECTION, recorded.stream(), NONE, recorded.position(), null, null));
        }
        switch (recorded.fact()) {
            case CompanyEvent fact -> {
                for (PartyId holder : Holders.of(fact)) {
                    rows.add(row(Scope.HOLDING, holder.value(), recorded.stream(), recorded));
                }
                companyScope(fact).ifPresent(scope -> rows.add(row(scope, recorded.stream(), NONE, recorded)));
            }
            case PartyEvent fact -> {
                switch (fact) {
                    case PartyRegistered _ -> rows.add(row(Scope.PARTY, recorded.stream(), NONE, recorded));
                    case ParentSet set ->
                        relate(rows, set.parent() == null ? NONE : set.parent().value(), recorded);
                    case MarkedDuplicate marked -> relate(rows, marked.of().value(), recorded);
                    case PartyClaimed _ -> rows.add(row(Scope.CLAIM, recorded.stream(), NONE, recorded));
                    case PartyRenamed _, PartyEvent.FactVoided _ -> {}
                }
            }
            case FxEvent _ -> rows.add(row(Scope.RATE, recorded.stream(), NONE, recorded));
            case Fact _ -> {}
        }
        return List.copyOf(rows);
    }

    private static void relate(List<Row> rows, String to, Recorded<? extends Fact> recorded) {
        rows.add(row(Scope.RELATION, recorded.stream(), to, recorded));
        if (!to.isEmpty()) {
            rows.add(row(Scope.RELATED, to, recorded.stream(), recorded));
        }
    }

    private static Row row(Scope scope, String subject, String other, Recorded<? extends Fact> recorded) {
        return new Row(
                scope,
                subject,
                other,
                recorded.position(),
                recorded.fact().when().effectiveOn(),
                recorded.fact().when().effectiveFrom());
    }

    private static Optional<Scope> companyScope(CompanyEvent fact) {
        return switch (fact) {
            case ShareClassAuthorised _,
                    SharesIssued _,
                    SharesRepurchased _,
                    SharesCancelled _,
                    SharesSplit _,
                    CompanyRegistered _,
                    CompanyRenamed _,
                    RoundOpened _,
                    RoundPriced _,
                    RoundClosed _,
                    RoundCancelled _,
                    RoundFirmedUp _,
                    RoundReported _,
                    InvestmentReported _,
                    PositionReported _,
                    ClaimsAdded _,
                    RightGranted _,
                    RightEnded _,
                    ShareClassAmended _,
                    IssuanceRetracted _,
                    RoundRepriced _,
                    CompanyAcquired _,
                    CompanyListed _,
                    SharesConverted _,
                    SharesReissued _,
                    ConvertibleIssued _,
                    ConvertibleConverted _,
                    WarrantEvent _,
                    EquityCompensationGranted _,
                    EquityCompensationExercised _,
                    EquityCompensationReleased _,
                    InstrumentTransferred _,
                    InstrumentCancelled _,
                    InstrumentExpired _,
                    CompanyDissolved _ -> Optional.of(Scope.COMPANY);
            case ValuationRecorded valuation ->
                valuation.holder() == null ? Optional.of(Scope.COMPANY) : Optional.empty();
            case SharesTransferred _ -> Optional.of(Scope.TRANSFER);
            case AuthorisedSharesAdjusted _,
                    CommitmentMade _,
                    CommitmentAmended _,
                    CommitmentWithdrawn _,
                    CompanyDelisted _,
                    CreditEvent _,
                    DistributionPaid _,
                    TotalAuthorisedAdjusted _,
                    ParticularsRecorded _,
                    PlanEvent _,
                    ServiceEnded _,
                    VestingEvent _,
                    ConvertibleAmended _,
                    MostFavouredTermsElected _,
                    SecurityAccepted _,
                    InvestmentImpaired _,
                    InvestmentWrittenOff _,
                    TotalRaisedReported _,
                    PeriodEvent _,
                    CompanyEvent.FactVoided _ -> Optional.empty();
        };
    }

    private ExposureRows() {}
}
