package io.dealledger.company;

import io.dealledger.company.CompanyCommand.AddClaims;
import io.dealledger.company.CompanyCommand.ReportInvestment;
import io.dealledger.company.CompanyCommand.ReportPosition;
import io.dealledger.company.CompanyCommand.ReportRound;
import io.dealledger.company.CompanyCommand.ReportTotalRaised;
import io.dealledger.company.CompanyRefusal.ClaimSaysNothing;
import io.dealledger.company.CompanyRefusal.DuplicateParticipant;
import io.dealledger.company.CompanyRefusal.MeasureDoesNotFit;
import io.dealledger.company.CompanyRefusal.MoreThanWhole;
import io.dealledger.company.CompanyRefusal.NotReported;
import io.dealledger.company.CompanyRefusal.UnitDoesNotFit;
import io.dealledger.company.CompanyRefusal.UnknownReport;
import io.dealledger.company.Credits.ReportedCredits;
import io.dealledger.company.ReportEvent.ClaimsAdded;
import io.dealledger.company.ReportEvent.InvestmentReported;
import io.dealledger.company.ReportEvent.Participant;
import io.dealledger.company.ReportEvent.PositionReported;
import io.dealledger.company.ReportEvent.ReportedLeg;
import io.dealledger.company.ReportEvent.ReportedStatus;
import io.dealledger.company.ReportEvent.RoundReported;
import io.dealledger.company.ReportEvent.StepUp;
import io.dealledger.company.ReportEvent.TotalRaisedReported;
import io.dealledger.company.RoundEvent.Role;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.IdTaken;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.ReportId;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.Words;
import io.dealledger.money.Fraction;
import io.dealledger.money.Interval;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Op;
import io.dealledger.money.Stated;
import io.dealledger.money.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What sources report: rounds, investments, totals, positions, and further claims about them. */
final class ReportLaw {
    private ReportLaw() {}

    static Decision<CompanyEvent> round(Case asked, ReportRound command) {
        RoundId round = command.id() == null
                ? new RoundId(RoundId.PREFIX + asked.context().newId().get())
                : command.id();
        List<Participant> participants = withRoles(Case.orNone(command.participants()), null);
        List<Optional<? extends Refusal>> objections = new ArrayList<>();
        objections.add(money("raised", command.raised()));
        objections.add(money("preMoney", command.preMoney()));
        objections.add(money("postMoney", command.postMoney()));
        objections.add(factor(command.stepUp()));
        objections.addAll(participants(asked, participants));
        objections.add(asked.taken(round));
        return asked.decide(
                round.value(),
                new RoundReported(
                        round,
                        Words.checkIfPresent("name", command.name(), Words.NAME),
                        command.status() == null ? ReportedStatus.CLOSED : command.status(),
                        command.raised(),
                        command.preMoney(),
                        command.postMoney(),
                        command.stepUp(),
                        participants,
                        asked.when(),
                        command.source()),
                objections);
    }

    static Decision<CompanyEvent> investment(Case asked, ReportInvestment command) {
        ReportId report = reportOr(asked, command.id());
        if (command.participants().isEmpty()) {
            throw InvalidValue.in("participants", "missing", "", "an investment is made by somebody");
        }
        List<Participant> participants = withRoles(command.participants(), null);
        List<Optional<? extends Refusal>> objections = new ArrayList<>(participants(asked, participants));
        objections.add(asked.taken(report));
        return asked.decide(
                report.value(),
                new InvestmentReported(report, participants, asked.when(), command.source()),
                objections);
    }

    static Decision<CompanyEvent> totalRaised(Case asked, ReportTotalRaised command) {
        ReportId report = reportOr(asked, command.id());
        return asked.decide(
                report.value(),
                new TotalRaisedReported(report, command.amount(), asked.when(), command.source()),
                money("amount", command.amount()),
                asked.taken(report));
    }

    static Decision<CompanyEvent> position(Case asked, ReportPosition command) {
        ReportId report = reportOr(asked, command.id());
        List<Stated> invested = Case.orNone(command.investedToDate());
        return asked.decide(
                report.value(),
                new PositionReported(
                        report, command.party(), invested, command.stake(), asked.when(), command.source()),
                invested.isEmpty() && command.stake() == null
                        ? Optional.of(new ClaimSaysNothing(report.value()))
                        : Optional.empty(),
                money("investedToDate", invested),
                share("stake", command.stake()),
                asked.unregistered(command.party()),
                asked.taken(report));
    }

    static Decision<CompanyEvent> add(Case asked, AddClaims command) {
        String about = command.about();
        Report report = asked.head().reports().get(about);
        List<Participant> participants = withRoles(Case.orNone(command.participants()), report);
        List<Stated> invested = Case.orNone(command.investedToDate());
        ClaimsAdded added = new ClaimsAdded(
                about,
                command.raised(),
                command.preMoney(),
                command.postMoney(),
                command.stepUp(),
                participants,
                command.totalRaised(),
                invested,
                command.stake(),
                asked.when(),
                command.source());
        List<Optional<? extends Refusal>> objections = new ArrayList<>();
        objections.add(measures(added).isEmpty() ? Optional.of(new ClaimSaysNothing(about)) : Optional.empty());
        objections.add(money("raised", command.raised()));
        objections.add(money("preMoney", command.preMoney()));
        objections.add(money("postMoney", command.postMoney()));
        objections.add(money("totalRaised", command.totalRaised()));
        objections.add(money("investedToDate", invested));
        objections.add(share("stake", command.stake()));
        objections.add(factor(command.stepUp()));
        objections.addAll(participants(asked, participants));
        return asked.decide(about, added, objections);
    }

    private static ReportId reportOr(Case asked, @Nullable ReportId given) {
        return given == null
                ? new ReportId(ReportId.PREFIX + asked.context().newId().get())
                : given;
    }

    /** Whoever takes part in no role that is named is an investor; figures about a known participant need none. */
    private static List<Participant> withRoles(List<Participant> participants, @Nullable Report known) {
        return participants.stream()
                .map(participant -> participant.role() != null
                                || (known != null && known.parties().contains(participant.party()))
                        ? participant
                        : new Participant(
                                participant.party(),
                                Role.INVESTOR,
                                participant.amount(),
                                participant.partlyIn(),
                                participant.legs()))
                .toList();
    }

    private static List<Optional<? extends Refusal>> participants(Case asked, List<Participant> participants) {
        List<Optional<? extends Refusal>> objections = new ArrayList<>();
        List<PartyId> parties = participants.stream().map(Participant::party).toList();
        objections.add(Case.twice(parties).map(DuplicateParticipant::new));
        for (Participant participant : participants) {
            objections.add(asked.unregistered(participant.party()));
            objections.add(money("participants.amount", participant.amount()));
            for (ReportedLeg leg : participant.legs()) {
                objections.add(asked.unregistered(leg.vendor()));
                objections.add(money("participants.legs.committed", leg.committed()));
            }
        }
        return objections;
    }

    static Optional<Refusal> money(String measure, @Nullable Stated stated) {
        return unit(measure, stated, Unit.MONEY);
    }

    private static Optional<Refusal> money(String measure, List<Stated> stated) {
        return stated.stream().flatMap(one -> money(measure, one).stream()).findFirst();
    }

    private static Optional<Refusal> factor(@Nullable StepUp stepUp) {
        return stepUp == null ? Optional.empty() : unit("stepUp.factor", stepUp.factor(), Unit.TIMES);
    }

    /** A share of the company in percent, of which there are at most a hundred. */
    static Optional<Refusal> share(String measure, @Nullable Stated stated) {
        Interval.Bound least = stated == null ? null : stated.interval().lower();
        return unit(measure, stated, Unit.PERCENT)
                .or(() -> stated != null && least != null && least.at().compareTo(Fraction.HUNDRED) > 0
                        ? Optional.of(new MoreThanWhole(stated))
                        : Optional.empty());
    }

    /** What says no figure has no unit worth checking. */
    static Optional<Refusal> unit(String measure, @Nullable Stated stated, Unit expected) {
        return stated == null || stated.op() == Op.UNDISCLOSED || stated.op() == Op.NONE || stated.unit() == expected
                ? Optional.empty()
                : Optional.of(new UnitDoesNotFit(measure, stated.unit(), expected));
    }

    static Company evolve(Company company, long version, ReportEvent event) {
        return switch (event) {
            case RoundReported reported -> {
                Report report = Report.of(
                        reported.round().value(), Report.Kind.ROUND, reported.when(), parties(reported.participants()));
                yield takingPart(company, report, reported.participants())
                        .with(Round.reported(reported.round(), company.rounds().size(), reported.name(), version));
            }
            case InvestmentReported reported ->
                takingPart(
                        company,
                        Report.of(
                                reported.report().value(),
                                Report.Kind.INVESTMENT,
                                reported.when(),
                                parties(reported.participants())),
                        reported.participants());
            case TotalRaisedReported reported ->
                company.with(
                        Report.of(reported.report().value(), Report.Kind.TOTAL_RAISED, reported.when(), List.of()));
            case PositionReported reported ->
                takingPart(
                                company,
                                Report.of(
                                        reported.report().value(),
                                        Report.Kind.POSITION,
                                        reported.when(),
                                        List.of(reported.party())),
                                List.of())
                        .with(company.interests().acquiringWithoutShares(reported.party()));
            case ClaimsAdded added -> {
                Report report = company.reports().get(added.about());
                Company after = report == null
                        ? company
                        : takingPart(company, report.with(parties(added.participants())), added.participants());
                Round round = report != null && report.kind() == Report.Kind.ROUND
                        ? company.round(new RoundId(report.id()))
                        : null;
                yield round == null ? after : after.with(round.shaped(version));
            }
        };
    }

    private static List<PartyId> parties(List<Participant> participants) {
        return participants.stream().map(Participant::party).toList();
    }

    private static Company takingPart(Company company, Report report, List<Participant> participants) {
        Credits credits = company.credits();
        if (!report.firmedUp()) {
            for (Participant participant : participants) {
                credits = reported(credits, report.id(), participant);
            }
        }
        return company.with(report)
                .with(company.interests().acquiringWithoutShares(parties(participants)))
                .with(credits);
    }

    private static Credits reported(Credits before, String report, Participant participant) {
        Credits credits = before;
        for (ReportedLeg leg : participant.legs()) {
            if (leg.kind() == Leg.Kind.COMPUTE_CREDITS) {
                Stated committed = leg.committed();
                credits = credits.reporting(
                        participant.party(),
                        new ReportedCredits(
                                report, leg.vendor(), committed.currency(), committed.interval(), committed.says()));
            }
        }
        return participant.partlyIn() == Leg.Kind.COMPUTE_CREDITS
                ? credits.reporting(
                        participant.party(), new ReportedCredits(report, null, null, Interval.NOT_NEGATIVE, false))
                : credits;
    }

    static Optional<Refusal> rules(Company company, ReportEvent event) {
        return switch (event) {
            case RoundReported reported -> taken(company, reported.round());
            case InvestmentReported reported -> taken(company, reported.report());
            case TotalRaisedReported reported -> taken(company, reported.report());
            case PositionReported reported -> taken(company, reported.report());
            case ClaimsAdded added -> fitting(company, added);
        };
    }

    private static Optional<Refusal> taken(Company company, io.dealledger.ledger.Id id) {
        return company.isTaken(id) ? Optional.of(new IdTaken(id.value())) : Optional.empty();
    }

    private static Optional<Refusal> fitting(Company company, ClaimsAdded added) {
        Report report = company.reports().get(added.about());
        if (report == null) {
            return Optional.of(company.rounds().keySet().stream()
                    .filter(round -> round.value().equals(added.about()))
                    .findFirst()
                    .<Refusal>map(NotReported::new)
                    .orElseGet(() -> new UnknownReport(added.about())));
        }
        return measures(added).stream()
                .filter(measure -> !fits(report.kind(), measure))
                .findFirst()
                .map(measure -> new MeasureDoesNotFit(added.about(), measure));
    }

    private static boolean fits(Report.Kind kind, String measure) {
        return switch (kind) {
            case ROUND ->
                List.of("raised", "preMoney", "postMoney", "stepUp", "participants")
                        .contains(measure);
            case INVESTMENT -> measure.equals("participants");
            case TOTAL_RAISED -> measure.equals("totalRaised");
            case POSITION -> measure.equals("investedToDate") || measure.equals("stake");
        };
    }

    private static List<String> measures(ClaimsAdded added) {
        List<String> measures = new ArrayList<>();
        if (added.raised() != null) {
            measures.add("raised");
        }
        if (added.preMoney() != null) {
            measures.add("preMoney");
        }
        if (added.postMoney() != null) {
            measures.add("postMoney");
        }
        if (added.stepUp() != null) {
            measures.add("stepUp");
        }
        if (!added.participants().isEmpty()) {
            measures.add("participants");
        }
        if (added.totalRaised() != null) {
            measures.add("totalRaised");
        }
        if (!added.investedToDate().isEmpty()) {
            measures.add("investedToDate");
        }
        if (added.stake() != null) {
            measures.add("stake");
        }
        return measures;
    }
}
