package io.dealledger.valuation;

import io.dealledger.calculation.Claim;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.CreditEvent;
import io.dealledger.company.HoldingEvent;
import io.dealledger.company.HoldingEvent.ValuationRecorded;
import io.dealledger.company.InstrumentEvent;
import io.dealledger.company.LifeEvent;
import io.dealledger.company.PeriodEvent;
import io.dealledger.company.ReportEvent.ClaimsAdded;
import io.dealledger.company.ReportEvent.InvestmentReported;
import io.dealledger.company.ReportEvent.PositionReported;
import io.dealledger.company.ReportEvent.RoundReported;
import io.dealledger.company.ReportEvent.StepUp;
import io.dealledger.company.ReportEvent.StepUpBasis;
import io.dealledger.company.ReportEvent.TotalRaisedReported;
import io.dealledger.company.RoundEvent;
import io.dealledger.company.RoundEvent.RoundFirmedUp;
import io.dealledger.company.ShareEvent;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.RoundId;
import io.dealledger.money.Source;
import io.dealledger.money.SourceClass;
import io.dealledger.money.Stated;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What sources say, sorted by what they say it of: rounds, positions of parties, and values of a day. */
final class Heard {
    /** What is said of one round, each measure in the order of recording. */
    static final class OfRound {
        final RoundId round;
        final EffectiveOn when;
        final long position;
        final List<Claim> raised = new ArrayList<>();
        final List<Claim> preMoney = new ArrayList<>();
        final List<Claim> postMoney = new ArrayList<>();
        final Map<StepUpBasis, List<Claim>> stepUps = new EnumMap<>(StepUpBasis.class);

        OfRound(RoundId round, EffectiveOn when, long position) {
            this.round = round;
            this.when = when;
            this.position = position;
        }

        void alsoSaid(OfRound other) {
            raised.addAll(other.raised);
            preMoney.addAll(other.preMoney);
            postMoney.addAll(other.postMoney);
            other.stepUps.forEach((basis, claims) ->
                    stepUps.computeIfAbsent(basis, none -> new ArrayList<>()).addAll(claims));
        }
    }

    /** What is said of one party's position on one day. */
    static final class OfPosition {
        final PartyId party;
        final EffectiveOn when;
        final long position;
        final List<Claim> invested = new ArrayList<>();
        final List<Claim> stake = new ArrayList<>();

        OfPosition(PartyId party, EffectiveOn when, long position) {
            this.party = party;
            this.when = when;
            this.position = position;
        }
    }

    /** What is said to be worth something on one day. */
    record ValueOf(
            PointKind kind,
            @Nullable LocalDate on,
            @Nullable PartyId holder,
            @Nullable String shareClass,
            @Nullable StepUpBasis basis) {}

    /** One statement of a value, with the figure as the source itself translates it. */
    record ValueSaid(
            Recorded<CompanyEvent> recorded,
            ValuationRecorded fact,
            Claim claim,
            @Nullable Claim translated) {}

    private record PositionOf(PartyId party, @Nullable LocalDate on) {}

    /** By the round's own id; in the order in which they are first spoken of. */
    private final Map<RoundId, OfRound> rounds = new LinkedHashMap<>();
    /** Recorded round by reported round. */
    private final Map<RoundId, RoundId> firmedUp = new LinkedHashMap<>();

    private final Map<PositionOf, OfPosition> positions = new LinkedHashMap<>();
    private final Map<String, PositionOf> positionByReport = new HashMap<>();
    private final Map<ValueOf, List<ValueSaid>> values = new LinkedHashMap<>();

    /** @param facts in order of effect */
    static Heard in(List<Recorded<CompanyEvent>> facts) {
        Heard heard = new Heard();
        facts.forEach(heard::hear);
        return heard;
    }

    /**
     * What is said of rounds for which no recorded one stands.
     *
     * @param priced recorded rounds that have figures of their own
     */
    List<OfRound> rounds(Set<RoundId> priced) {
        return rounds.values().stream()
                .filter(said -> {
                    RoundId recorded = firmedUp.get(said.round);
                    return recorded == null || !priced.contains(recorded);
                })
                .toList();
    }

    /** What is said of a recorded round: of the reported rounds that it firmed up. */
    OfRound of(RoundId recorded, EffectiveOn when, long position) {
        OfRound all = new OfRound(recorded, when, position);
        firmedUp.forEach((reported, by) -> {
            OfRound said = rounds.get(reported);
            if (by.equals(recorded) && said != null) {
                all.alsoSaid(said);
            }
        });
        return all;
    }

    List<OfPosition> positions() {
        return List.copyOf(positions.values());
    }

    Map<ValueOf, List<ValueSaid>> values() {
        return values;
    }

    private void hear(Recorded<CompanyEvent> recorded) {
        switch (recorded.fact()) {
            case RoundReported report -> {
                OfRound said = round(report.round(), recorded);
                add(said.raised, report.raised(), report.source(), recorded);
                add(said.preMoney, report.preMoney(), report.source(), recorded);
                add(said.postMoney, report.postMoney(), report.source(), recorded);
                add(said.stepUps, report.stepUp(), report.source(), recorded);
            }
            case ClaimsAdded more -> hear(more, recorded);
            case PositionReported report -> {
                PositionOf of = new PositionOf(report.party(), report.when().effectiveOn());
                positionByReport.put(report.report().value(), of);
                OfPosition said = positions.computeIfAbsent(
                        of, none -> new OfPosition(report.party(), report.when(), recorded.position()));
                report.investedToDate().forEach(stated -> add(said.invested, stated, report.source(), recorded));
                add(said.stake, report.stake(), report.source(), recorded);
            }
            case ValuationRecorded valuation ->
                values.computeIfAbsent(
                                new ValueOf(
                                        PointKind.of(valuation.kind()),
                                        valuation.when().effectiveOn(),
                                        valuation.holder(),
                                        valuation.shareClass(),
                                        valuation.basis()),
                                none -> new ArrayList<>())
                        .add(new ValueSaid(
                                recorded,
                                valuation,
                                claim(valuation.value(), valuation.source(), recorded),
                                valuation.sourceTranslation() == null
                                        ? null
                                        : claim(valuation.sourceTranslation(), valuation.source(), recorded)));
            case RoundFirmedUp linked -> firmedUp.put(linked.reported(), linked.round());
            case InvestmentReported investment -> nothing(investment);
            case TotalRaisedReported total -> nothing(total);
            case RoundEvent other -> nothing(other);
            case HoldingEvent other -> nothing(other);
            case InstrumentEvent other -> nothing(other);
            case CreditEvent other -> nothing(other);
            case PeriodEvent other -> nothing(other);
            case ShareEvent other -> nothing(other);
            case LifeEvent other -> nothing(other);
            case CompanyEvent.FactVoided other -> nothing(other);
        }
    }

    private void hear(ClaimsAdded more, Recorded<CompanyEvent> recorded) {
        if (more.about().startsWith(RoundId.PREFIX)) {
            OfRound said = round(new RoundId(more.about()), recorded);
            add(said.raised, more.raised(), more.source(), recorded);
            add(said.preMoney, more.preMoney(), more.source(), recorded);
            add(said.postMoney, more.postMoney(), more.source(), recorded);
            add(said.stepUps, more.stepUp(), more.source(), recorded);
            return;
        }
        PositionOf of = positionByReport.get(more.about());
        OfPosition said = of == null ? null : positions.get(of);
        if (said != null) {
            more.investedToDate().forEach(stated -> add(said.invested, stated, more.source(), recorded));
            add(said.stake, more.stake(), more.source(), recorded);
        }
    }

    private OfRound round(RoundId id, Recorded<CompanyEvent> recorded) {
        return rounds.computeIfAbsent(id, none -> new OfRound(id, recorded.when(), recorded.position()));
    }

    private static void add(
            List<Claim> claims, @Nullable Stated stated, @Nullable Source source, Recorded<CompanyEvent> recorded) {
        if (stated != null) {
            claims.add(claim(stated, source, recorded));
        }
    }

    private static void add(
            Map<StepUpBasis, List<Claim>> stepUps,
            @Nullable StepUp stepUp,
            Source source,
            Recorded<CompanyEvent> recorded) {
        if (stepUp != null) {
            add(stepUps.computeIfAbsent(stepUp.basis(), none -> new ArrayList<>()), stepUp.factor(), source, recorded);
        }
    }

    /** A statement without a source is the ledger's own and counts as a signed document. */
    private static Claim claim(Stated stated, @Nullable Source source, Recorded<CompanyEvent> recorded) {
        return Claim.stated(
                stated,
                source == null ? SourceClass.SIGNED_DOCUMENT : source.sourceClass(),
                source,
                List.of(recorded.position()));
    }

    /** The fact says nothing of a value. */
    private static void nothing(@SuppressWarnings("unused") CompanyEvent fact) {}
}
