package io.dealledger.exposure;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Claims;
import io.dealledger.calculation.Claims.Resolved;
import io.dealledger.calculation.Conflict;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.CreditEvent;
import io.dealledger.company.HoldingEvent;
import io.dealledger.company.HoldingEvent.ValuationKind;
import io.dealledger.company.HoldingEvent.ValuationRecorded;
import io.dealledger.company.InstrumentEvent;
import io.dealledger.company.LifeEvent;
import io.dealledger.company.PeriodEvent;
import io.dealledger.company.ReportEvent;
import io.dealledger.company.ReportEvent.ClaimsAdded;
import io.dealledger.company.ReportEvent.RoundReported;
import io.dealledger.company.RoundEvent;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.RoundPriced;
import io.dealledger.company.RoundEvent.RoundRepriced;
import io.dealledger.company.ShareEvent;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.RoundId;
import io.dealledger.money.Fraction;
import io.dealledger.money.Source;
import io.dealledger.money.SourceClass;
import io.dealledger.money.Stated;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the whole company was worth after its latest round of which that is known.
 *
 * @param recorded whether the round's own price says so
 * @param beside every claim about it
 */
record PostMoney(EffectiveOn when, boolean recorded, Claim claim, List<Claim> beside, List<Conflict> conflicts) {

    private static final class Round {
        final EffectiveOn when;
        final boolean recorded;
        final List<Claim> claims = new ArrayList<>();

        @Nullable
        RoundPriced priced;

        final List<Long> events = new ArrayList<>();
        Fraction raised = Fraction.ZERO;
        boolean closed;

        Round(EffectiveOn when, boolean recorded) {
            this.when = when;
            this.recorded = recorded;
        }

        void hear(@Nullable Stated stated, SourceClass sourceClass, @Nullable Source source, long event) {
            if (stated != null) {
                claims.add(Claim.stated(stated, sourceClass, source, List.of(event)));
            }
        }
    }

    private static void price(Map<String, Round> rounds, RoundPriced priced, long event) {
        Round round = rounds.computeIfAbsent(priced.round().value(), none -> new Round(priced.when(), true));
        round.priced = priced;
        round.events.add(event);
    }

    /**
     * @param facts in force, in order of effect
     * @param by leaves out rounds after that day; absent for none
     */
    static Optional<PostMoney> latest(
            List<Recorded<CompanyEvent>> facts, Reports reports, @Nullable LocalDate by, Translation translation) {
        Map<String, Round> rounds = new LinkedHashMap<>();
        for (Recorded<CompanyEvent> recorded : facts) {
            long event = recorded.position();
            switch (recorded.fact()) {
                case RoundReported reported ->
                    rounds.computeIfAbsent(reported.round().value(), none -> new Round(reported.when(), false))
                            .hear(reported.postMoney(), reported.source().sourceClass(), reported.source(), event);
                case ClaimsAdded added -> {
                    if (added.about().startsWith(RoundId.PREFIX)) {
                        rounds.computeIfAbsent(added.about(), none -> new Round(added.when(), false))
                                .hear(added.postMoney(), added.source().sourceClass(), added.source(), event);
                    }
                }
                case RoundPriced priced -> price(rounds, priced, event);
                case RoundRepriced repriced -> price(rounds, repriced.pricing(), event);
                case RoundClosed closing -> {
                    Round round = rounds.get(closing.round().value());
                    if (round != null) {
                        round.closed = true;
                        round.events.add(event);
                        closing.subscriptions()
                                .forEach(subscription -> subscription
                                        .legs()
                                        .forEach(leg -> round.raised =
                                                round.raised.plus(leg.amount().fraction())));
                    }
                }
                case ValuationRecorded valuation -> {
                    if (valuation.kind() == ValuationKind.POST_MONEY
                            || valuation.kind() == ValuationKind.LAST_PRIVATE_ROUND) {
                        rounds.computeIfAbsent(
                                        "valuation " + valuation.when(), none -> new Round(valuation.when(), false))
                                .hear(
                                        valuation.value(),
                                        valuation.source() == null
                                                ? SourceClass.SIGNED_DOCUMENT
                                                : valuation.source().sourceClass(),
                                        valuation.source(),
                                        event);
                    }
                }
                case RoundEvent _,
                        ReportEvent _,
                        HoldingEvent _,
                        InstrumentEvent _,
                        ShareEvent _,
                        LifeEvent _,
                        CreditEvent _,
                        PeriodEvent _,
                        CompanyEvent.FactVoided _ -> {}
            }
        }
        rounds.keySet().removeIf(id -> id.startsWith(RoundId.PREFIX) && reports.isFirmedUp(new RoundId(id)));
        return rounds.values().stream()
                .filter(round -> by == null || round.when.holdsOn(by))
                .map(round -> resolved(round, translation))
                .flatMap(Optional::stream)
                .filter(round -> round.claim.says())
                // Of several on one day the one that came last in order of effect.
                .max(Comparator.comparing(PostMoney::when));
    }

    private static Optional<PostMoney> resolved(Round round, Translation translation) {
        RoundPriced priced = round.priced;
        if (priced != null && round.closed) {
            Claim claim;
            if (priced.postMoney() != null) {
                claim = Figures.recorded(
                        priced.postMoney().fraction(), priced.postMoney().currency(), round.events);
            } else if (priced.preMoney() != null) {
                claim = Figures.recorded(
                        priced.preMoney().fraction().plus(round.raised),
                        priced.preMoney().currency(),
                        round.events);
            } else {
                return Optional.empty();
            }
            return Optional.of(new PostMoney(round.when, true, claim, List.of(), List.of()));
        }
        Resolved resolved = Claims.resolve(round.claims, "post-money", translation.currency());
        return resolved.winning()
                .map(claim ->
                        new PostMoney(round.when, round.recorded, claim, resolved.beside(), resolved.conflicts()));
    }
}
