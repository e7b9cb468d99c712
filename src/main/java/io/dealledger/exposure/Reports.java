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
import io.dealledger.company.ReportEvent.ClaimsAdded;
import io.dealledger.company.ReportEvent.InvestmentReported;
import io.dealledger.company.ReportEvent.Participant;
import io.dealledger.company.ReportEvent.PositionReported;
import io.dealledger.company.ReportEvent.ReportedLeg;
import io.dealledger.company.ReportEvent.ReportedStatus;
import io.dealledger.company.ReportEvent.RoundReported;
import io.dealledger.company.ReportEvent.TotalRaisedReported;
import io.dealledger.company.RoundEvent;
import io.dealledger.company.RoundEvent.Role;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.RoundFirmedUp;
import io.dealledger.company.ShareEvent;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.RoundId;
import io.dealledger.money.Source;
import io.dealledger.money.Stated;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What sources say of the group in one company, put together by what it is about: the part of a party in a
 * round or an investment, and the position of a party on a day. Nothing is resolved here.
 */
final class Reports {
    /** A part of the consideration, as one source states it. */
    record LegClaim(Leg.Kind kind, @Nullable PartyId vendor, Claim claim) {}

    /** All that is said of one party in one round or investment. */
    static final class Part {
        final PartyId party;
        final EffectiveOn when;
        final Optional<RoundId> round;
        /** Announced and not closed: what was promised may not have been paid. */
        final boolean closed;

        final Set<Role> roles = EnumSet.noneOf(Role.class);
        final List<Claim> amounts = new ArrayList<>();
        final List<LegClaim> legs = new ArrayList<>();
        final SortedMap<Leg.Kind, List<Claim>> partlyIn = new TreeMap<>();
        final NavigableSet<Long> events = new TreeSet<>();
        /** The recorded round that this reported one turned out to be. */
        Optional<RoundId> firmedUp = Optional.empty();

        private Part(PartyId party, EffectiveOn when, Optional<RoundId> round, boolean closed) {
            this.party = party;
            this.when = when;
            this.round = round;
            this.closed = closed;
        }

        private void hear(Participant participant, Source source, long event) {
            List<Long> because = List.of(event);
            if (participant.role() != null) {
                roles.add(participant.role());
            }
            amounts.add(Claim.stated(participant.amount(), source.sourceClass(), source, because));
            for (ReportedLeg leg : participant.legs()) {
                legs.add(new LegClaim(
                        leg.kind(),
                        leg.vendor(),
                        Claim.stated(leg.committed(), source.sourceClass(), source, because)));
            }
            if (participant.partlyIn() != null) {
                partlyIn.computeIfAbsent(participant.partlyIn(), none -> new ArrayList<>())
                        .add(Claim.stated(Stated.undisclosed(), source.sourceClass(), source, because));
            }
            events.add(event);
        }
    }

    /** All that is said of what one party holds on one day. */
    static final class Position {
        final PartyId party;
        final EffectiveOn when;
        final List<Claim> investedToDate = new ArrayList<>();
        final List<Claim> stakes = new ArrayList<>();
        final NavigableSet<Long> events = new TreeSet<>();

        private Position(PartyId party, EffectiveOn when) {
            this.party = party;
            this.when = when;
        }

        private void hear(List<Stated> invested, @Nullable Stated stake, Source source, long event) {
            for (Stated amount : invested) {
                investedToDate.add(Claim.stated(amount, source.sourceClass(), source, List.of(event)));
            }
            if (stake != null) {
                stakes.add(Claim.stated(stake, source.sourceClass(), source, List.of(event)));
            }
            events.add(event);
        }
    }

    private record PartKey(String about, PartyId party) {}

    private record PositionKey(PartyId party, EffectiveOn when) {}

    private record About(EffectiveOn when, Optional<RoundId> round, boolean closed) {}

    private final Set<PartyId> group;
    private final Map<String, About> abouts = new HashMap<>();
    private final Map<PartKey, Part> parts = new LinkedHashMap<>();
    private final Map<PositionKey, Position> positions = new LinkedHashMap<>();
    private final Map<String, Set<PositionKey>> positionsOf = new HashMap<>();
    private final Map<RoundId, RoundId> firmedUp = new HashMap<>();
    private final Set<RoundId> closedRounds = new HashSet<>();

    private Reports(Set<PartyId> group) {
        this.group = group;
    }

    /** @param facts in force, in any order; claims are heard in the order in which they were recorded */
    static Reports of(List<Recorded<CompanyEvent>> facts, Set<PartyId> group) {
        Reports reports = new Reports(group);
        facts.stream().sorted(Comparator.comparingLong(Recorded::position)).forEach(reports::hear);
        reports.parts
                .values()
                .forEach(part -> part.firmedUp = part.round
                        .flatMap(round -> Optional.ofNullable(reports.firmedUp.get(round)))
                        .filter(reports.closedRounds::contains));
        return reports;
    }

    private void hear(Recorded<CompanyEvent> recorded) {
        long event = recorded.position();
        switch (recorded.fact()) {
            case ReportEvent report -> hear(report, event);
            case RoundFirmedUp firmed -> firmedUp.put(firmed.reported(), firmed.round());
            case RoundClosed closing -> closedRounds.add(closing.round());
            case RoundEvent _ -> {}
            case ShareEvent _,
                    LifeEvent _,
                    CreditEvent _,
                    HoldingEvent _,
                    InstrumentEvent _,
                    PeriodEvent _,
                    CompanyEvent.FactVoided _ -> {}
        }
    }

    private void hear(ReportEvent report, long event) {
        switch (report) {
            case RoundReported round -> {
                String about = round.round().value();
                abouts.put(
                        about,
                        new About(round.when(), Optional.of(round.round()), round.status() == ReportedStatus.CLOSED));
                hear(about, round.participants(), round, event);
            }
            case InvestmentReported investment -> {
                String about = investment.report().value();
                abouts.put(about, new About(investment.when(), Optional.empty(), true));
                hear(about, investment.participants(), investment, event);
            }
            case PositionReported position -> {
                if (group.contains(position.party())) {
                    PositionKey key = new PositionKey(position.party(), position.when());
                    positionsOf
                            .computeIfAbsent(position.report().value(), none -> new LinkedHashSet<>())
                            .add(key);
                    positions
                            .computeIfAbsent(key, none -> new Position(key.party(), key.when()))
                            .hear(position.investedToDate(), position.stake(), position.source(), event);
                }
            }
            case ClaimsAdded added -> {
                hear(added.about(), added.participants(), added, event);
                if (!added.investedToDate().isEmpty() || added.stake() != null) {
                    for (PositionKey key : positionsOf.getOrDefault(added.about(), Set.of())) {
                        Position position = positions.get(key);
                        if (position != null) {
                            position.hear(added.investedToDate(), added.stake(), added.source(), event);
                        }
                    }
                }
            }
            case TotalRaisedReported _ -> {}
        }
    }

    private void hear(String about, List<Participant> participants, ReportEvent report, long event) {
        About what = abouts.getOrDefault(
                about,
                new About(
                        report.when(),
                        about.startsWith(RoundId.PREFIX) ? Optional.of(new RoundId(about)) : Optional.empty(),
                        true));
        for (Participant participant : participants) {
            if (group.contains(participant.party())) {
                parts.computeIfAbsent(
                                new PartKey(about, participant.party()),
                                key -> new Part(key.party(), what.when(), what.round(), what.closed()))
                        .hear(participant, report.source(), event);
            }
        }
    }

    List<Part> parts() {
        return List.copyOf(parts.values());
    }

    List<Position> positions() {
        return List.copyOf(positions.values());
    }

    /** Reported rounds whose figures come from the closings of a recorded one. */
    boolean isFirmedUp(RoundId reported) {
        RoundId round = firmedUp.get(reported);
        return round != null && closedRounds.contains(round);
    }
}
