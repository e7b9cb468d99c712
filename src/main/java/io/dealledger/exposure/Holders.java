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
import io.dealledger.company.ReportEvent.Participant;
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
import io.dealledger.company.RoundEvent.Subscription;
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
import io.dealledger.company.WarrantEvent.WarrantExercised;
import io.dealledger.company.WarrantEvent.WarrantIssued;
import io.dealledger.ledger.PartyId;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Whose position a fact of a company concerns. A right, or to be named as a round's lead, is not a position. */
final class Holders {
    static NavigableSet<PartyId> of(CompanyEvent fact) {
        return new TreeSet<>(
                switch (fact) {
                    case SharesIssued issued -> List.of(issued.to());
                    case SharesTransferred transfer -> List.of(transfer.from(), transfer.to());
                    case SharesRepurchased repurchased -> List.of(repurchased.from());
                    case SharesCancelled cancelled -> List.of(cancelled.from());
                    case CommitmentMade made -> List.of(made.party());
                    case CommitmentAmended amended -> List.of(amended.party());
                    case CommitmentWithdrawn withdrawn -> List.of(withdrawn.party());
                    case RoundClosed closing ->
                        closing.subscriptions().stream().map(Subscription::to).toList();
                    case RoundReported round -> parties(round.participants());
                    case InvestmentReported investment -> parties(investment.participants());
                    case ClaimsAdded added -> parties(added.participants());
                    case PositionReported position -> List.of(position.party());
                    case CreditEvent credits -> List.of(credits.party());
                    case DistributionPaid paid -> List.of(paid.party());
                    case InvestmentImpaired impaired -> List.of(impaired.party());
                    case InvestmentWrittenOff writtenOff -> List.of(writtenOff.party());
                    case ValuationRecorded valuation ->
                        valuation.holder() == null ? List.<PartyId>of() : List.of(valuation.holder());
                    case CompanyAcquired acquired -> List.of(acquired.acquirer());
                    case SharesConverted converted -> List.of(converted.holder());
                    case SharesReissued reissued -> List.of(reissued.holder());
                    case ConvertibleIssued issued -> List.of(issued.to());
                    case ConvertibleConverted converted -> List.of(converted.holder());
                    case WarrantIssued issued -> List.of(issued.to());
                    case WarrantExercised exercised -> List.of(exercised.holder());
                    case EquityCompensationExercised exercised ->
                        exercised.newSecurity() == null ? List.<PartyId>of() : List.of(exercised.holder());
                    case EquityCompensationReleased released -> List.of(released.holder());
                    // An option that passes on is no position either before or after.
                    case InstrumentTransferred transferred ->
                        transferred.amount() == null
                                ? List.<PartyId>of()
                                : List.of(transferred.from(), transferred.to());
                    case ShareClassAuthorised _,
                            AuthorisedSharesAdjusted _,
                            SharesSplit _,
                            RoundOpened _,
                            RoundPriced _,
                            RoundCancelled _,
                            RoundFirmedUp _,
                            TotalRaisedReported _,
                            RightGranted _,
                            RightEnded _,
                            ShareClassAmended _,
                            IssuanceRetracted _,
                            RoundRepriced _,
                            CompanyDelisted _,
                            TotalAuthorisedAdjusted _,
                            ParticularsRecorded _,
                            PlanEvent _,
                            EquityCompensationGranted _,
                            ServiceEnded _,
                            VestingEvent _,
                            ConvertibleAmended _,
                            MostFavouredTermsElected _,
                            SecurityAccepted _,
                            InstrumentCancelled _,
                            InstrumentExpired _,
                            CompanyRegistered _,
                            CompanyRenamed _,
                            CompanyListed _,
                            CompanyDissolved _,
                            PeriodEvent _,
                            CompanyEvent.FactVoided _ -> List.<PartyId>of();
                });
    }

    private static List<PartyId> parties(List<Participant> participants) {
        return participants.stream().map(Participant::party).toList();
    }

    private Holders() {}
}
