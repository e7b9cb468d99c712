package io.dealledger.company;

import io.dealledger.company.CompanyCommand.AcquireCompany;
import io.dealledger.company.CompanyCommand.AddClaims;
import io.dealledger.company.CompanyCommand.AdjustAuthorisedShares;
import io.dealledger.company.CompanyCommand.AmendCommitment;
import io.dealledger.company.CompanyCommand.AmendRoundPrice;
import io.dealledger.company.CompanyCommand.AmendShareClass;
import io.dealledger.company.CompanyCommand.AuthoriseShareClass;
import io.dealledger.company.CompanyCommand.Batch;
import io.dealledger.company.CompanyCommand.CancelRound;
import io.dealledger.company.CompanyCommand.CancelShares;
import io.dealledger.company.CompanyCommand.CloseRound;
import io.dealledger.company.CompanyCommand.CommitComputeCredits;
import io.dealledger.company.CompanyCommand.CommitToRound;
import io.dealledger.company.CompanyCommand.ConsumeComputeCredits;
import io.dealledger.company.CompanyCommand.DelistCompany;
import io.dealledger.company.CompanyCommand.DeliverComputeCredits;
import io.dealledger.company.CompanyCommand.DissolveCompany;
import io.dealledger.company.CompanyCommand.EndRight;
import io.dealledger.company.CompanyCommand.ExpireComputeCredits;
import io.dealledger.company.CompanyCommand.FirmUpRound;
import io.dealledger.company.CompanyCommand.GrantRight;
import io.dealledger.company.CompanyCommand.ImpairInvestment;
import io.dealledger.company.CompanyCommand.IssueShares;
import io.dealledger.company.CompanyCommand.ListCompany;
import io.dealledger.company.CompanyCommand.OpenRound;
import io.dealledger.company.CompanyCommand.PayDistribution;
import io.dealledger.company.CompanyCommand.PriceRound;
import io.dealledger.company.CompanyCommand.RecordValuation;
import io.dealledger.company.CompanyCommand.RegisterCompany;
import io.dealledger.company.CompanyCommand.RenameCompany;
import io.dealledger.company.CompanyCommand.ReportInvestment;
import io.dealledger.company.CompanyCommand.ReportPosition;
import io.dealledger.company.CompanyCommand.ReportRound;
import io.dealledger.company.CompanyCommand.ReportTotalRaised;
import io.dealledger.company.CompanyCommand.RepurchaseShares;
import io.dealledger.company.CompanyCommand.RetractIssuance;
import io.dealledger.company.CompanyCommand.RevalueComputeCredits;
import io.dealledger.company.CompanyCommand.SplitShares;
import io.dealledger.company.CompanyCommand.TransferShares;
import io.dealledger.company.CompanyCommand.WithdrawCommitment;
import io.dealledger.company.CompanyCommand.WriteOffInvestment;
import io.dealledger.company.CompanyRefusal.BatchInBatch;
import io.dealledger.company.CompanyRefusal.EmptyBatch;
import io.dealledger.company.CompanyRefusal.UnknownCompany;
import io.dealledger.company.InstrumentCommand.AccelerateVesting;
import io.dealledger.company.InstrumentCommand.AcceptSecurity;
import io.dealledger.company.InstrumentCommand.AdjustPool;
import io.dealledger.company.InstrumentCommand.AdjustTotalAuthorised;
import io.dealledger.company.InstrumentCommand.AdoptStockPlan;
import io.dealledger.company.InstrumentCommand.AmendConvertible;
import io.dealledger.company.InstrumentCommand.CancelInstrument;
import io.dealledger.company.InstrumentCommand.ConvertConvertible;
import io.dealledger.company.InstrumentCommand.ConvertShares;
import io.dealledger.company.InstrumentCommand.DefineVestingTerms;
import io.dealledger.company.InstrumentCommand.ElectMostFavouredTerms;
import io.dealledger.company.InstrumentCommand.ExerciseGrant;
import io.dealledger.company.InstrumentCommand.ExerciseWarrant;
import io.dealledger.company.InstrumentCommand.ExpireInstrument;
import io.dealledger.company.InstrumentCommand.GrantEquityCompensation;
import io.dealledger.company.InstrumentCommand.IssueConvertible;
import io.dealledger.company.InstrumentCommand.IssueWarrant;
import io.dealledger.company.InstrumentCommand.RecordParticulars;
import io.dealledger.company.InstrumentCommand.RecordServiceEnd;
import io.dealledger.company.InstrumentCommand.RecordVestingEvent;
import io.dealledger.company.InstrumentCommand.ReissueShares;
import io.dealledger.company.InstrumentCommand.ReleaseGrant;
import io.dealledger.company.InstrumentCommand.ReturnToPool;
import io.dealledger.company.InstrumentCommand.StartVesting;
import io.dealledger.company.InstrumentCommand.TransferInstrument;
import io.dealledger.ledger.Correcting;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.Decision.Accepted;
import io.dealledger.ledger.Decision.Refused;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.EventId;
import io.dealledger.ledger.Fold;
import io.dealledger.ledger.Id;
import io.dealledger.ledger.Marks;
import io.dealledger.ledger.Origin;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.RefusedInBatch;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.ledger.Timeline;
import io.dealledger.money.Fraction;
import io.dealledger.money.Shares;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * One company on a date, and its law: which commands are accepted ({@link #decide}), what a fact changes, and which
 * facts a state does not allow ({@link #FOLD}). The law is written down by subject, in the classes named
 * {@code …Law}; here stands which subject a command or a fact belongs to.
 *
 * @param rounds recorded and reported ones
 * @param reports everything reported, by the id under which claims are added
 * @param ids ids of securities and closings that were ever used
 * @param instruments what can become shares
 */
public record Company(
        Life life,
        ShareRegister shares,
        PMap<RoundId, Round> rounds,
        PMap<String, Report> reports,
        Credits credits,
        Interests interests,
        PSet<String> ids,
        Instruments instruments) {
    private static final Company BEFORE = new Company(
            Life.BEFORE,
            ShareRegister.EMPTY,
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            Credits.NONE,
            Interests.NONE,
            HashTreePSet.empty(),
            Instruments.NONE);

    public static final Fold<Company, CompanyEvent> FOLD = new Fold<>() {
        @Override
        public Company initial() {
            return BEFORE;
        }

        @Override
        public Company evolve(Company company, Recorded<CompanyEvent> fact) {
            long version = fact.version();
            return switch (fact.fact()) {
                case LifeEvent event -> LifeLaw.evolve(company, fact, event);
                case ShareEvent event -> ShareLaw.evolve(company, fact, event);
                case RoundEvent event -> RoundLaw.evolve(company, fact, event);
                case ReportEvent event -> ReportLaw.evolve(company, version, event);
                case CreditEvent event -> CreditLaw.evolve(company, version, event);
                case HoldingEvent event -> HoldingLaw.evolve(company, event);
                case PlanEvent event -> PlanLaw.evolve(company, version, event);
                case GrantEvent event -> GrantLaw.evolve(company, fact, event);
                case VestingEvent event -> VestingLaw.evolve(company, event);
                case ConvertibleEvent event -> ConvertibleLaw.evolve(company, fact, event);
                case WarrantEvent event -> WarrantLaw.evolve(company, fact, event);
                case SecurityEvent event -> SecurityLaw.evolve(company, fact, event);
                case CompanyEvent.FactVoided _ -> company;
                // A timeline keeps them apart.
                case PeriodEvent _ -> company;
            };
        }

        @Override
        public Optional<Refusal> rules(Company company, Recorded<CompanyEvent> fact) {
            return LifeLaw.alive(company, fact.fact()).or(() -> switch (fact.fact()) {
                case LifeEvent event -> LifeLaw.rules(company, event);
                case ShareEvent event -> ShareLaw.rules(company, event);
                case RoundEvent event -> RoundLaw.rules(company, event);
                case ReportEvent event -> ReportLaw.rules(company, event);
                case CreditEvent event -> CreditLaw.rules(company, event);
                case HoldingEvent event -> HoldingLaw.rules(company, event);
                case PlanEvent event -> PlanLaw.rules(company, event);
                case GrantEvent event -> GrantLaw.rules(company, event);
                case VestingEvent event -> VestingLaw.rules(company, event);
                case ConvertibleEvent event -> ConvertibleLaw.rules(company, event);
                case WarrantEvent event -> WarrantLaw.rules(company, event);
                case SecurityEvent event -> SecurityLaw.rules(company, event);
                // Never stands itself; what it leaves is judged without it.
                case CompanyEvent.FactVoided _ -> Optional.<Refusal>empty();
                case PeriodEvent _ -> Optional.empty();
            });
        }
    };

    /**
     * Decides a command that was sent to the company of the context, at the state of the command's own date, and
     * so that every fact recorded of a later date keeps its rules.
     *
     * @throws io.dealledger.money.InvalidValue when a field of the command could not be valid in any ledger
     */
    public static Decision<CompanyEvent> decide(
            Timeline<Company, CompanyEvent> timeline, CompanyCommand command, CompanyContext context) {
        if (command instanceof Batch batch) {
            return decideAll(timeline, batch, context);
        }
        if (timeline.isEmpty() && !(command instanceof RegisterCompany)) {
            return Decision.refused(new UnknownCompany(context.company()));
        }
        EffectiveOn when = when(timeline, command, context);
        Optional<Refusal> impossible = context.dating().refuse(when, command.effectiveOn(), command.source());
        if (impossible.isPresent()) {
            return Decision.refused(impossible.get());
        }
        Decision<CompanyEvent> drafted = draft(Case.of(timeline, context, when), command);
        return switch (drafted) {
            case Refused<CompanyEvent> _ -> drafted;
            case Accepted<CompanyEvent> accepted ->
                timeline.refuses(accepted.facts())
                        .<Decision<CompanyEvent>>map(Decision::refused)
                        .orElse(drafted);
        };
    }

    /** Decides corrections that were sent to the company of the context; see {@link Correcting}. */
    public static Decision<CompanyEvent> correct(
            Timeline<Company, CompanyEvent> timeline,
            CorrectFacts command,
            CompanyContext context,
            LongFunction<Optional<EventId>> events) {
        return timeline.isEmpty()
                ? Decision.refused(new UnknownCompany(context.company()))
                : Correcting.decide(
                        timeline,
                        context.company().value(),
                        command.reason(),
                        command.corrections(),
                        events,
                        new CorrectionLaw(context));
    }

    /** The law of the house. */
    static Decision<CompanyEvent> draft(Case asked, CompanyCommand command) {
        return switch (command) {
            case RegisterCompany register -> LifeLaw.register(asked, register);
            case RenameCompany rename -> LifeLaw.rename(asked, rename);
            case AcquireCompany acquire -> LifeLaw.acquire(asked, acquire);
            case ListCompany list -> LifeLaw.list(asked, list);
            case DelistCompany delist -> LifeLaw.delist(asked, delist);
            case DissolveCompany dissolve -> LifeLaw.dissolve(asked, dissolve);

            case AuthoriseShareClass authorise -> ShareLaw.authorise(asked, authorise);
            case AmendShareClass amend -> ShareLaw.amend(asked, amend);
            case AdjustAuthorisedShares adjust -> ShareLaw.adjust(asked, adjust);
            case IssueShares issue -> ShareLaw.issue(asked, issue);
            case TransferShares transfer -> ShareLaw.transfer(asked, transfer);
            case RepurchaseShares repurchase -> ShareLaw.repurchase(asked, repurchase);
            case CancelShares cancel -> ShareLaw.cancel(asked, cancel);
            case RetractIssuance retract -> ShareLaw.retract(asked, retract);
            case SplitShares split -> ShareLaw.split(asked, split);

            case OpenRound open -> RoundLaw.open(asked, open);
            case PriceRound price -> RoundLaw.price(asked, price);
            case AmendRoundPrice reprice -> RoundLaw.reprice(asked, reprice);
            case CommitToRound commit -> RoundLaw.commit(asked, commit);
            case AmendCommitment amend -> RoundLaw.amend(asked, amend);
            case WithdrawCommitment withdraw -> RoundLaw.withdraw(asked, withdraw);
            case CloseRound close -> RoundLaw.close(asked, close);
            case ClosePricedRound close -> PricedRoundLaw.close(asked, close);
            case CancelRound cancel -> RoundLaw.cancel(asked, cancel);
            case FirmUpRound firmUp -> RoundLaw.firmUp(asked, firmUp);

            case ReportRound report -> ReportLaw.round(asked, report);
            case ReportInvestment report -> ReportLaw.investment(asked, report);
            case ReportTotalRaised report -> ReportLaw.totalRaised(asked, report);
            case ReportPosition report -> ReportLaw.position(asked, report);
            case AddClaims add -> ReportLaw.add(asked, add);

            case CommitComputeCredits commit -> CreditLaw.commit(asked, commit);
            case DeliverComputeCredits deliver -> CreditLaw.deliver(asked, deliver);
            case ConsumeComputeCredits consume -> CreditLaw.consume(asked, consume);
            case ExpireComputeCredits expire -> CreditLaw.expire(asked, expire);
            case RevalueComputeCredits revalue -> CreditLaw.revalue(asked, revalue);

            case RecordValuation record -> HoldingLaw.value(asked, record);
            case GrantRight grant -> HoldingLaw.grant(asked, grant);
            case EndRight end -> HoldingLaw.end(asked, end);
            case PayDistribution pay -> HoldingLaw.distribute(asked, pay);
            case ImpairInvestment impair -> HoldingLaw.impair(asked, impair);
            case WriteOffInvestment writeOff -> HoldingLaw.writeOff(asked, writeOff);

            case AdoptStockPlan adopt -> PlanLaw.adopt(asked, adopt);
            case AdjustPool adjust -> PlanLaw.adjust(asked, adjust);
            case ReturnToPool giveBack -> PlanLaw.giveBack(asked, giveBack);

            case GrantEquityCompensation grant -> GrantLaw.grant(asked, grant);
            case ExerciseGrant exercise -> GrantLaw.exercise(asked, exercise);
            case ReleaseGrant release -> GrantLaw.release(asked, release);
            case RecordServiceEnd end -> GrantLaw.endService(asked, end);

            case DefineVestingTerms define -> VestingLaw.define(asked, define);
            case StartVesting start -> VestingLaw.start(asked, start);
            case RecordVestingEvent record -> VestingLaw.occur(asked, record);
            case AccelerateVesting accelerate -> VestingLaw.accelerate(asked, accelerate);

            case IssueConvertible issue -> ConvertibleLaw.issue(asked, issue);
            case AmendConvertible amend -> ConvertibleLaw.amend(asked, amend);
            case ElectMostFavouredTerms elect -> ConvertibleLaw.elect(asked, elect);
            case ConvertConvertible convert -> ConvertibleLaw.convert(asked, convert);

            case IssueWarrant issue -> WarrantLaw.issue(asked, issue);
            case ExerciseWarrant exercise -> WarrantLaw.exercise(asked, exercise);

            case TransferInstrument transfer -> SecurityLaw.transfer(asked, transfer);
            case CancelInstrument cancel -> SecurityLaw.cancel(asked, cancel);
            case ExpireInstrument expire -> SecurityLaw.expire(asked, expire);
            case AcceptSecurity accept -> SecurityLaw.accept(asked, accept);
            case ConvertShares convert -> ExchangeLaw.convert(asked, convert);
            case ReissueShares reissue -> ExchangeLaw.reissue(asked, reissue);
            case AdjustTotalAuthorised adjust -> ExchangeLaw.adjust(asked, adjust);
            case RecordParticulars record -> SecurityLaw.particulars(asked, record);

            case Batch batch -> throw new IllegalStateException("decided before: " + batch);
        };
    }

    private static EffectiveOn when(
            Timeline<Company, CompanyEvent> timeline, CompanyCommand command, CompanyContext context) {
        if (command.effectiveOn() == null && command.precision() == null) {
            // A company without a date holds since always, as a party does.
            if (command instanceof RegisterCompany) {
                return EffectiveOn.SINCE_ALWAYS;
            }
            if (command instanceof AddClaims add) {
                Report report = timeline.head().reports().get(add.about());
                if (report != null) {
                    return report.when();
                }
            }
        }
        return context.dating().fix(command.effectiveOn(), command.precision(), command.source());
    }

    /** Each command is decided on what those before it did; nothing is recorded unless all are accepted. */
    private static Decision<CompanyEvent> decideAll(
            Timeline<Company, CompanyEvent> timeline, Batch batch, CompanyContext context) {
        if (batch.commands().isEmpty()) {
            return Decision.refused(new EmptyBatch());
        }
        Timeline<Company, CompanyEvent> tried = timeline.copy();
        List<CompanyEvent> facts = new ArrayList<>();
        List<Origin> origins = new ArrayList<>();
        for (int index = 0; index < batch.commands().size(); index++) {
            CompanyCommand command = batch.commands().get(index);
            Decision<CompanyEvent> decision = command instanceof Batch
                    ? Decision.refused(new BatchInBatch(index))
                    : decide(tried, command, context);
            switch (decision) {
                case Refused<CompanyEvent>(Refusal refusal) -> {
                    return Decision.refused(new RefusedInBatch(index, refusal));
                }
                case Accepted<CompanyEvent> accepted -> {
                    for (CompanyEvent fact : accepted.facts()) {
                        tried.insert(Recorded.pending(context.company().value(), tried.version() + 1, fact));
                        origins.add(new Origin.OfBatch(index));
                    }
                    facts.addAll(accepted.facts());
                }
            }
        }
        return new Accepted<>(context.company().value(), facts, Collections.nCopies(facts.size(), Marks.NONE), origins);
    }

    /**
     * The history cut at a point in time. Where facts are left out that are in effect, what rests on them cannot be told
     * either, and is left out with them.
     */
    public static PointInTime.Cut<CompanyEvent> cut(PointInTime point, List<Recorded<CompanyEvent>> history) {
        PointInTime.Cut<CompanyEvent> cut = point.cut(history);
        return point.isComplete() ? cut : new PointInTime.Cut<>(allowed(cut.certain()), cut.perhaps());
    }

    /** Of facts in order of effect those that the state before them allows. */
    private static List<Recorded<CompanyEvent>> allowed(List<Recorded<CompanyEvent>> facts) {
        List<Recorded<CompanyEvent>> allowed = new ArrayList<>();
        Company company = BEFORE;
        for (Recorded<CompanyEvent> fact : facts) {
            if (FOLD.rules(company, fact).isEmpty()) {
                company = FOLD.evolve(company, fact);
                allowed.add(fact);
            }
        }
        return List.copyOf(allowed);
    }

    public boolean registered() {
        return life.name() != null;
    }

    /** @throws IllegalStateException when the company is not registered on that date */
    public String name() {
        if (life.name() == null) {
            throw new IllegalStateException("a company that is not registered has no name");
        }
        return life.name();
    }

    /** Share classes by name; {@link ShareClass#ordinal} is the order of display. */
    public PMap<String, ShareClass> classes() {
        return shares.classes();
    }

    /** Outstanding securities; one of which nothing is left is not among them. */
    public PMap<SecurityId, Security> securities() {
        return shares.securities();
    }

    public Shares outstanding(String shareClass) {
        return shares.outstanding(shareClass);
    }

    /** All outstanding shares in shares of common. */
    public Fraction outstandingAsConverted() {
        return shares.classes().values().stream().map(ShareClass::asConverted).reduce(Fraction.ZERO, Fraction::plus);
    }

    /** Whether the party has something that can lose value. */
    boolean hasInterest(PartyId party) {
        return shares.holds(party) || interests.withoutShares().contains(party);
    }

    boolean isTaken(Id id) {
        return switch (id) {
            case RoundId round -> rounds.containsKey(round);
            default -> ids.contains(id.value()) || reports.containsKey(id.value());
        };
    }

    @Nullable
    Round round(RoundId id) {
        return rounds.get(id);
    }

    Company with(Life newLife) {
        return new Company(newLife, shares, rounds, reports, credits, interests, ids, instruments);
    }

    Company with(ShareRegister newShares) {
        return new Company(life, newShares, rounds, reports, credits, interests, ids, instruments);
    }

    Company with(Round round) {
        return new Company(life, shares, rounds.plus(round.id(), round), reports, credits, interests, ids, instruments);
    }

    Company with(Report report) {
        return new Company(
                life, shares, rounds, reports.plus(report.id(), report), credits, interests, ids, instruments);
    }

    Company with(Credits newCredits) {
        return new Company(life, shares, rounds, reports, newCredits, interests, ids, instruments);
    }

    Company with(Interests newInterests) {
        return new Company(life, shares, rounds, reports, credits, newInterests, ids, instruments);
    }

    Company with(Instruments newInstruments) {
        return new Company(life, shares, rounds, reports, credits, interests, ids, newInstruments);
    }

    Company using(Id id) {
        return new Company(life, shares, rounds, reports, credits, interests, ids.plus(id.value()), instruments);
    }
}
