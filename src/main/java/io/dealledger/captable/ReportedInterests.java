package io.dealledger.captable;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Claims;
import io.dealledger.calculation.Conflict;
import io.dealledger.calculation.Printed;
import io.dealledger.captable.CapTable.Reported;
import io.dealledger.captable.CapTable.ReportedInterest;
import io.dealledger.captable.CapTable.Role;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.CreditEvent;
import io.dealledger.company.HoldingEvent;
import io.dealledger.company.InstrumentEvent;
import io.dealledger.company.LifeEvent;
import io.dealledger.company.LifeEvent.CompanyAcquired;
import io.dealledger.company.PeriodEvent;
import io.dealledger.company.ReportEvent.ClaimsAdded;
import io.dealledger.company.ReportEvent.InvestmentReported;
import io.dealledger.company.ReportEvent.Participant;
import io.dealledger.company.ReportEvent.PositionReported;
import io.dealledger.company.ReportEvent.RoundReported;
import io.dealledger.company.ReportEvent.TotalRaisedReported;
import io.dealledger.company.RoundEvent;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.RoundFirmedUp;
import io.dealledger.company.ShareEvent;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.RoundId;
import io.dealledger.money.Source;
import io.dealledger.money.SourceClass;
import io.dealledger.money.Stated;
import io.dealledger.money.Unit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Interests in a company that are known without shares, party by party. */
final class ReportedInterests {
    private static final class Interest {
        final Set<Role> roles = new TreeSet<>();
        final Set<RoundId> rounds = new TreeSet<>();
        final Set<Long> events = new TreeSet<>();
        final List<Position> positions = new ArrayList<>();
    }

    /** What is said of a position on one day. */
    private static final class Position {
        final @Nullable LocalDate on;
        final List<Claim> stake = new ArrayList<>();
        final List<Claim> invested = new ArrayList<>();

        Position(@Nullable LocalDate on) {
            this.on = on;
        }
    }

    private record Reference(PartyId party, Position position) {}

    private final Map<PartyId, Interest> interests = new TreeMap<>();
    private final Map<String, Reference> positionByReport = new HashMap<>();
    private final Set<RoundId> firmedUp = new HashSet<>();

    private ReportedInterests() {}

    /** @param facts in order of effect */
    static Reported in(List<Recorded<CompanyEvent>> facts) {
        ReportedInterests found = new ReportedInterests();
        for (Recorded<CompanyEvent> fact : facts) {
            if (fact.fact() instanceof RoundFirmedUp linked) {
                found.firmedUp.add(linked.reported());
            }
        }
        facts.forEach(found::hear);
        List<Conflict> conflicts = new ArrayList<>();
        List<ReportedInterest> parties = found.interests.entrySet().stream()
                .map(entry -> answer(entry.getKey(), entry.getValue(), conflicts))
                .toList();
        return new Reported(parties, List.copyOf(conflicts));
    }

    /** The parties that a fact gives an interest without saying how many shares. */
    static List<PartyId> named(CompanyEvent fact) {
        return in(List.of(Recorded.pending("", 0, fact))).parties().stream()
                .map(ReportedInterest::party)
                .toList();
    }

    private void hear(Recorded<CompanyEvent> recorded) {
        switch (recorded.fact()) {
            case RoundReported report -> took(report.round(), report.participants(), recorded);
            case ClaimsAdded more -> hear(more, recorded);
            case InvestmentReported report -> took(null, report.participants(), recorded);
            case PositionReported report -> {
                Interest interest = interest(report.party(), recorded);
                interest.roles.add(Role.HOLDER);
                Position position = position(interest, report.when());
                positionByReport.put(report.report().value(), new Reference(report.party(), position));
                report.investedToDate().forEach(stated -> add(position.invested, stated, report.source(), recorded));
                add(position.stake, report.stake(), report.source(), recorded);
            }
            case CompanyAcquired acquired -> {
                if (acquired.acquired().isEmpty()) {
                    Interest interest = interest(acquired.acquirer(), recorded);
                    interest.roles.add(Role.ACQUIRER);
                    add(position(interest, acquired.when()).stake, acquired.stake(), acquired.source(), recorded);
                }
            }
            case RoundClosed closed ->
                closed.subscriptions().stream()
                        .filter(subscription -> subscription.quantity() == null)
                        .forEach(subscription -> {
                            Interest interest = interest(subscription.to(), recorded);
                            interest.roles.add(Role.INVESTOR);
                            interest.rounds.add(closed.round());
                        });
            case TotalRaisedReported total -> nothing(total);
            case RoundEvent other -> nothing(other);
            case LifeEvent other -> nothing(other);
            case HoldingEvent other -> nothing(other);
            case InstrumentEvent other -> nothing(other);
            case CreditEvent other -> nothing(other);
            case PeriodEvent other -> nothing(other);
            case ShareEvent other -> nothing(other);
            case CompanyEvent.FactVoided other -> nothing(other);
        }
    }

    private void hear(ClaimsAdded more, Recorded<CompanyEvent> recorded) {
        Reference position = positionByReport.get(more.about());
        if (position != null) {
            interest(position.party(), recorded);
            more.investedToDate().forEach(stated -> add(position.position().invested, stated, more.source(), recorded));
            add(position.position().stake, more.stake(), more.source(), recorded);
            return;
        }
        took(more.about().startsWith(RoundId.PREFIX) ? new RoundId(more.about()) : null, more.participants(), recorded);
    }

    /** What a firmed-up round's closings say of shares takes the place of what was reported of who took part. */
    private void took(@Nullable RoundId round, List<Participant> participants, Recorded<CompanyEvent> recorded) {
        if (round != null && firmedUp.contains(round)) {
            return;
        }
        for (Participant participant : participants) {
            Interest interest = interest(participant.party(), recorded);
            if (participant.role() != null) {
                interest.roles.add(
                        switch (participant.role()) {
                            case LEAD -> Role.LEAD;
                            case INVESTOR -> Role.INVESTOR;
                            case PARTICIPANT -> Role.PARTICIPANT;
                        });
            }
            if (round != null) {
                interest.rounds.add(round);
            }
        }
    }

    private Interest interest(PartyId party, Recorded<CompanyEvent> recorded) {
        Interest interest = interests.computeIfAbsent(party, none -> new Interest());
        interest.events.add(recorded.position());
        return interest;
    }

    private static Position position(Interest interest, EffectiveOn when) {
        return interest.positions.stream()
                .filter(position -> Objects.equals(position.on, when.effectiveOn()))
                .findFirst()
                .orElseGet(() -> {
                    Position position = new Position(when.effectiveOn());
                    interest.positions.add(position);
                    return position;
                });
    }

    private static void add(
            List<Claim> claims, @Nullable Stated stated, @Nullable Source source, Recorded<CompanyEvent> recorded) {
        if (stated != null) {
            claims.add(Claim.stated(
                    stated,
                    source == null ? SourceClass.SIGNED_DOCUMENT : source.sourceClass(),
                    source,
                    List.of(recorded.position())));
        }
    }

    /** Of several positions the latest holds, each measure on its own. */
    private static ReportedInterest answer(PartyId party, Interest interest, List<Conflict> conflicts) {
        Position latest = new Position(null);
        LocalDate statedOn = null;
        for (Position position : interest.positions) {
            statedOn = position.on;
            if (position.stake.stream().anyMatch(Claim::says) || latest.stake.isEmpty()) {
                latest.stake.clear();
                latest.stake.addAll(position.stake);
            }
            if (position.invested.stream().anyMatch(Claim::says) || latest.invested.isEmpty()) {
                latest.invested.clear();
                latest.invested.addAll(position.invested);
            }
        }
        List<Printed> beside = new ArrayList<>();
        Claim stake = held(latest.stake, "stake of " + party, Unit.PERCENT, beside, conflicts);
        Claim invested = held(latest.invested, "invested to date of " + party, Unit.MONEY, beside, conflicts);
        return new ReportedInterest(
                party,
                List.copyOf(interest.roles),
                List.copyOf(interest.rounds),
                Printed.of(stake),
                Printed.of(invested),
                statedOn,
                List.copyOf(beside),
                List.copyOf(interest.events));
    }

    private static Claim held(
            List<Claim> said, String measure, Unit unit, List<Printed> beside, List<Conflict> conflicts) {
        Claims.Resolved resolved = Claims.resolve(said, measure, null);
        conflicts.addAll(resolved.conflicts());
        Claim winning = resolved.winning().orElse(Claim.undisclosed(unit, List.of()));
        said.stream().filter(claim -> !claim.equals(winning)).map(Printed::of).forEach(beside::add);
        return winning;
    }

    /** The fact says nothing of who has an interest without shares. */
    private static void nothing(@SuppressWarnings("unused") CompanyEvent fact) {}
}
