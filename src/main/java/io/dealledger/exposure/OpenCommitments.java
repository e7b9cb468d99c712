package io.dealledger.exposure;

import io.dealledger.calculation.Claim;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.CreditEvent;
import io.dealledger.company.HoldingEvent;
import io.dealledger.company.InstrumentEvent;
import io.dealledger.company.Leg;
import io.dealledger.company.LifeEvent;
import io.dealledger.company.PeriodEvent;
import io.dealledger.company.ReportEvent;
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
import io.dealledger.company.ShareEvent;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.RoundId;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the group undertook to pay into rounds and no closing has called yet. */
final class OpenCommitments {
    private record Key(RoundId round, PartyId party, Currency currency) {}

    /** @param amount committed less closed; @param on day of the newest commitment */
    private record Open(Fraction amount, @Nullable LocalDate on, List<Long> events) {
        Open plus(Fraction more, @Nullable LocalDate day, long event) {
            List<Long> because = new ArrayList<>(events);
            because.add(event);
            return new Open(amount.plus(more), day, because);
        }
    }

    /** One claim for each commitment that is still open. */
    static List<Claim> of(List<Recorded<CompanyEvent>> facts, Set<PartyId> group, Translation translation) {
        Map<Key, Open> open = new LinkedHashMap<>();
        Map<Key, Fraction> paid = new HashMap<>();
        for (Recorded<CompanyEvent> recorded : facts) {
            switch (recorded.fact()) {
                case CommitmentMade made -> {
                    if (group.contains(made.party())) {
                        Key key = new Key(
                                made.round(), made.party(), made.amount().currency());
                        open.put(
                                key,
                                open.getOrDefault(key, new Open(Fraction.ZERO, null, List.of()))
                                        .plus(
                                                made.amount().fraction(),
                                                recorded.when().effectiveOn(),
                                                recorded.position()));
                    }
                }
                case CommitmentAmended amended -> {
                    if (group.contains(amended.party())) {
                        Key key = new Key(
                                amended.round(),
                                amended.party(),
                                amended.amount().currency());
                        Open before = open.getOrDefault(key, new Open(Fraction.ZERO, null, List.of()));
                        Fraction left = amended.amount().fraction().minus(paid.getOrDefault(key, Fraction.ZERO));
                        open.put(
                                key,
                                before.plus(
                                        left.minus(before.amount()),
                                        recorded.when().effectiveOn(),
                                        recorded.position()));
                    }
                }
                case CommitmentWithdrawn withdrawn ->
                    open.keySet()
                            .removeIf(key -> key.round().equals(withdrawn.round())
                                    && key.party().equals(withdrawn.party()));
                case RoundClosed closing -> {
                    for (Subscription subscription : closing.subscriptions()) {
                        for (Leg leg : subscription.legs()) {
                            paid.merge(
                                    new Key(
                                            closing.round(),
                                            subscription.to(),
                                            leg.amount().currency()),
                                    leg.amount().fraction(),
                                    Fraction::plus);
                            open.computeIfPresent(
                                    new Key(
                                            closing.round(),
                                            subscription.to(),
                                            leg.amount().currency()),
                                    (_, before) -> before.plus(
                                            leg.amount().fraction().negate(), before.on(), recorded.position()));
                        }
                    }
                    if (closing.last()) {
                        open.keySet().removeIf(key -> key.round().equals(closing.round()));
                    }
                }
                case RoundCancelled cancelled ->
                    open.keySet().removeIf(key -> key.round().equals(cancelled.round()));
                case RoundOpened _, RoundPriced _, RoundRepriced _, RoundFirmedUp _ -> {}
                case ShareEvent _,
                        LifeEvent _,
                        ReportEvent _,
                        CreditEvent _,
                        HoldingEvent _,
                        InstrumentEvent _,
                        PeriodEvent _,
                        CompanyEvent.FactVoided _ -> {}
            }
        }
        List<Claim> claims = new ArrayList<>();
        open.forEach((key, left) -> {
            if (left.amount().signum() > 0) {
                claims.add(translation.at(Figures.recorded(left.amount(), key.currency(), left.events()), left.on()));
            }
        });
        return claims;
    }

    private OpenCommitments() {}
}
