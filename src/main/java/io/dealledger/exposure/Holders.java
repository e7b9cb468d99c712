package io.dealledger.exposure;

import io.dealledger.company.CompanyEvent;
import io.dealledger.company.CreditEvent;
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
import io.dealledger.company.ShareEvent.AuthorisedSharesAdjusted;
import io.dealledger.company.ShareEvent.IssuanceRetracted;
import io.dealledger.company.ShareEvent.ShareClassAmended;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.company.ShareEvent.SharesCancelled;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.company.ShareEvent.SharesRepurchased;
import io.dealledger.company.ShareEvent.SharesSplit;
import io.dealledger.company.ShareEvent.SharesTransferred;
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
