package io.dealledger.exposure;

import io.dealledger.company.CompanyEvent;
import io.dealledger.company.CreditEvent;
import io.dealledger.company.HoldingEvent;
import io.dealledger.company.HoldingEvent.RightGranted;
import io.dealledger.company.InstrumentEvent;
import io.dealledger.company.Leg;
import io.dealledger.company.LifeEvent;
import io.dealledger.company.PeriodEvent;
import io.dealledger.company.ReportEvent;
import io.dealledger.company.ReportEvent.ClaimsAdded;
import io.dealledger.company.ReportEvent.InvestmentReported;
import io.dealledger.company.ReportEvent.Participant;
import io.dealledger.company.ReportEvent.ReportedLeg;
import io.dealledger.company.ReportEvent.RoundReported;
import io.dealledger.company.RoundEvent;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.ShareEvent;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.ledger.PartyId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Those from whom a fact says that the company buys. */
final class Vendors {
    static Set<PartyId> of(CompanyEvent fact) {
        return switch (fact) {
            case RoundClosed closing ->
                ofLegs(closing.subscriptions().stream().flatMap(subscription -> subscription.legs().stream()));
            case SharesIssued issued -> ofLegs(issued.legs().stream());
            case CreditEvent credits -> Set.of(credits.vendor());
            case RightGranted right -> Set.of(right.party());
            case RoundReported round -> ofParticipants(round.participants());
            case InvestmentReported investment -> ofParticipants(investment.participants());
            case ClaimsAdded added -> ofParticipants(added.participants());
            case RoundEvent _,
                    ShareEvent _,
                    LifeEvent _,
                    ReportEvent _,
                    HoldingEvent _,
                    InstrumentEvent _,
                    PeriodEvent _,
                    CompanyEvent.FactVoided _ -> Set.of();
        };
    }

    private static Set<PartyId> ofLegs(Stream<Leg> legs) {
        return legs.map(Leg::vendor).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private static Set<PartyId> ofParticipants(List<Participant> participants) {
        return participants.stream()
                .flatMap(participant -> participant.legs().stream())
                .map(ReportedLeg::vendor)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private Vendors() {}
}
