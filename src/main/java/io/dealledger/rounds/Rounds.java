package io.dealledger.rounds;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Claims;
import io.dealledger.calculation.Conflict;
import io.dealledger.calculation.Printed;
import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.Leg;
import io.dealledger.company.PriceBasis;
import io.dealledger.company.ReportEvent.ClaimsAdded;
import io.dealledger.company.ReportEvent.Participant;
import io.dealledger.company.ReportEvent.ReportedStatus;
import io.dealledger.company.ReportEvent.RoundReported;
import io.dealledger.company.RoundEvent;
import io.dealledger.company.RoundEvent.CommitmentAmended;
import io.dealledger.company.RoundEvent.CommitmentMade;
import io.dealledger.company.RoundEvent.CommitmentWithdrawn;
import io.dealledger.company.RoundEvent.Role;
import io.dealledger.company.RoundEvent.RoundCancelled;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.RoundFirmedUp;
import io.dealledger.company.RoundEvent.RoundOpened;
import io.dealledger.company.RoundEvent.RoundPriced;
import io.dealledger.company.RoundEvent.RoundRepriced;
import io.dealledger.company.RoundEvent.Subscription;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.RoundId;
import io.dealledger.money.Fraction;
import io.dealledger.money.Money;
import io.dealledger.money.Source;
import io.dealledger.money.Stated;
import io.dealledger.money.Unit;
import io.dealledger.rounds.RoundHistory.Closing;
import io.dealledger.rounds.RoundHistory.Issue;
import io.dealledger.rounds.RoundHistory.Kind;
import io.dealledger.rounds.RoundHistory.Participation;
import io.dealledger.rounds.RoundHistory.Perhaps;
import io.dealledger.rounds.RoundHistory.Status;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Folds a company's facts into its rounds. */
public final class Rounds {
    private final Map<RoundId, Draft> drafts = new LinkedHashMap<>();

    private Rounds() {}

    /** @param facts of the company's stream, in any order */
    public static RoundHistory of(CompanyId company, List<Recorded<CompanyEvent>> facts, PointInTime point) {
        PointInTime.Cut<CompanyEvent> cut = Company.cut(point, facts);
        Rounds rounds = new Rounds();
        cut.certain().forEach(rounds::add);
        PriceBasis.stale(facts, point)
                .forEach((round, conflict) -> rounds.drafts
                        .computeIfAbsent(round, Draft::new)
                        .conflicts
                        .add(conflict));
        return new RoundHistory(
                company,
                point.asOf(),
                point.knownAt(),
                point.by(),
                point.knownAt(),
                facts.stream()
                        .filter(recorded -> recorded.position() <= point.knownAt())
                        .mapToLong(Recorded::version)
                        .max()
                        .orElse(-1),
                rounds.drafts.values().stream().map(Draft::round).toList(),
                cut.perhaps().stream()
                        .filter(recorded -> roundOf(recorded.fact()) != null)
                        .map(Rounds::perhaps)
                        .toList());
    }

    private static Perhaps perhaps(Recorded<CompanyEvent> recorded) {
        return new Perhaps(
                Objects.requireNonNull(roundOf(recorded.fact())),
                recorded.when().effectiveOn(),
                recorded.when().effectiveFrom(),
                List.of(recorded.position()));
    }

    private static @Nullable RoundId roundOf(CompanyEvent fact) {
        return switch (fact) {
            case RoundEvent event -> event.round();
            case RoundReported reported -> reported.round();
            case ClaimsAdded added when added.about().startsWith(RoundId.PREFIX) -> new RoundId(added.about());
            case CompanyEvent _ -> null;
        };
    }

    private void add(Recorded<CompanyEvent> recorded) {
        RoundId id = roundOf(recorded.fact());
        if (id == null) {
            return;
        }
        Draft draft = drafts.computeIfAbsent(id, Draft::new);
        long position = recorded.position();
        draft.events.add(position);
        switch (recorded.fact()) {
            case RoundOpened opened -> draft.open(opened, position);
            case RoundPriced priced -> draft.price(priced, position);
            case RoundRepriced repriced -> draft.price(repriced.pricing(), position);
            case CommitmentMade made -> draft.commit(made, position);
            case CommitmentAmended amended -> draft.amend(amended, position);
            case CommitmentWithdrawn withdrawn -> draft.withdraw(withdrawn, position);
            case RoundClosed closed -> draft.close(closed, position);
            case RoundCancelled _ -> draft.cancelled = true;
            case RoundFirmedUp firmed -> {
                Draft reported = drafts.computeIfAbsent(firmed.reported(), Draft::new);
                reported.firmedUpBy = id;
                reported.events.add(position);
            }
            case RoundReported reported -> draft.report(reported, position);
            case ClaimsAdded added -> draft.claim(added, position);
            case CompanyEvent other -> throw new IllegalStateException("about no round: " + other);
        }
    }

    /** What is known of one party in a round. */
    private static final class Part {
        private final Set<Role> roles = EnumSet.noneOf(Role.class);
        private final List<Claim> claims = new ArrayList<>();
        private final Set<Long> events = new TreeSet<>();
        private @Nullable Claim committed;
        private @Nullable Claim paid;
        private Leg.@Nullable Kind partlyIn;
    }

    private static final class Draft {
        private final RoundId id;
        private final Set<Long> events = new TreeSet<>();
        private final Map<PartyId, Part> parts = new LinkedHashMap<>();
        private final List<Closing> closings = new ArrayList<>();
        private final List<Claim> raisedClaims = new ArrayList<>();
        private final List<Claim> preMoneyClaims = new ArrayList<>();
        private final List<Claim> postMoneyClaims = new ArrayList<>();
        private final List<Conflict> conflicts = new ArrayList<>();
        private @Nullable EffectiveOn when;
        private @Nullable RoundOpened opened;
        private @Nullable RoundPriced priced;
        private long pricedBy;
        private @Nullable RoundReported reported;
        private @Nullable RoundId firmedUpBy;
        private @Nullable Claim raised;
        private boolean cancelled;

        private Draft(RoundId id) {
            this.id = id;
        }

        private Part part(PartyId party, long position) {
            Part part = parts.computeIfAbsent(party, none -> new Part());
            part.events.add(position);
            return part;
        }

        private void open(RoundOpened fact, long position) {
            opened = fact;
            when = fact.when();
            if (fact.lead() != null) {
                part(fact.lead(), position).roles.add(Role.LEAD);
            }
        }

        private void price(RoundPriced fact, long position) {
            priced = fact;
            pricedBy = position;
        }

        private void commit(CommitmentMade fact, long position) {
            Part part = part(fact.party(), position);
            part.roles.add(fact.role());
            part.committed = plus(part.committed, fact.amount(), position);
        }

        private void amend(CommitmentAmended fact, long position) {
            part(fact.party(), position).committed = plus(null, fact.amount(), position);
        }

        /** What was paid stays committed. */
        private void withdraw(CommitmentWithdrawn fact, long position) {
            Part part = part(fact.party(), position);
            Claim before = part.committed;
            if (before != null) {
                part.committed = part.paid == null
                        ? Claim.recorded(Fraction.ZERO, Unit.MONEY, before.currency(), List.of(position))
                        : part.paid.because(List.of(position));
            }
        }

        private void close(RoundClosed fact, long position) {
            List<Issue> issues = new ArrayList<>();
            for (Subscription one : fact.subscriptions()) {
                Part part = part(one.to(), position);
                if (part.roles.isEmpty()) {
                    part.roles.add(Role.INVESTOR);
                }
                for (Leg leg : one.legs()) {
                    part.paid = plus(part.paid, leg.amount(), position);
                    raised = plus(raised, leg.amount(), position);
                }
                issues.add(new Issue(one.to(), one.security(), one.shareClass(), one.quantity(), one.legs()));
            }
            closings.add(
                    new Closing(fact.closing(), fact.when().effectiveOn(), fact.last(), List.copyOf(issues), position));
        }

        private void report(RoundReported fact, long position) {
            reported = fact;
            when = fact.when();
            hear(fact.raised(), fact.preMoney(), fact.postMoney(), fact.participants(), fact.source(), position);
        }

        private void claim(ClaimsAdded fact, long position) {
            hear(fact.raised(), fact.preMoney(), fact.postMoney(), fact.participants(), fact.source(), position);
        }

        private void hear(
                @Nullable Stated raisedThen,
                @Nullable Stated preMoney,
                @Nullable Stated postMoney,
                List<Participant> participants,
                Source source,
                long position) {
            heard(raisedClaims, raisedThen, source, position);
            heard(preMoneyClaims, preMoney, source, position);
            heard(postMoneyClaims, postMoney, source, position);
            for (Participant one : participants) {
                Part part = part(one.party(), position);
                if (one.role() != null) {
                    part.roles.add(one.role());
                }
                if (one.partlyIn() != null) {
                    part.partlyIn = one.partlyIn();
                }
                heard(part.claims, one.amount(), source, position);
            }
        }

        private static void heard(List<Claim> claims, @Nullable Stated stated, Source source, long position) {
            if (stated != null) {
                claims.add(Claim.stated(stated, source.sourceClass(), source, List.of(position)));
            }
        }

        /** Legs of one round are in its currency; the decision saw to that. */
        private static Claim plus(@Nullable Claim sum, Money amount, long position) {
            Claim added = Claim.recorded(amount.fraction(), Unit.MONEY, amount.currency(), List.of(position));
            return sum == null
                    ? added
                    : Claim.recorded(
                                    sum.exact().orElseThrow().plus(amount.fraction()),
                                    Unit.MONEY,
                                    amount.currency(),
                                    sum.events())
                            .because(List.of(position));
        }

        private RoundHistory.Round round() {
            List<Participation> participants = parts.entrySet().stream()
                    .map(entry -> participation(entry.getKey(), entry.getValue()))
                    .toList();
            Printed raisedNow = raised == null ? winning(raisedClaims, "raised") : Printed.of(raised);
            Printed preMoney = agreed(RoundPriced::preMoney, preMoneyClaims, "pre-money");
            Printed postMoney = agreed(RoundPriced::postMoney, postMoneyClaims, "post-money");
            return new RoundHistory.Round(
                    id,
                    opened == null ? Kind.REPORTED : Kind.RECORDED,
                    status(),
                    opened != null ? opened.name() : reported != null ? reported.name() : null,
                    when == null ? null : when.effectiveOn(),
                    when == null ? null : when.effectiveFrom(),
                    when == null ? null : when.precision(),
                    priced == null ? null : priced.price(),
                    priced == null ? null : priced.shareClass(),
                    preMoney,
                    postMoney,
                    raisedNow,
                    participants,
                    List.copyOf(closings),
                    firmedUpBy,
                    List.copyOf(conflicts),
                    List.copyOf(events));
        }

        private Participation participation(PartyId party, Part part) {
            return new Participation(
                    party,
                    Set.copyOf(part.roles),
                    part.committed == null ? null : Printed.of(part.committed),
                    part.paid == null ? winning(part.claims, "amount of " + party) : Printed.of(part.paid),
                    part.partlyIn,
                    List.copyOf(part.events));
        }

        private @Nullable Printed agreed(
                Function<RoundPriced, @Nullable Money> term, List<Claim> claims, String measure) {
            Money money = priced == null ? null : term.apply(priced);
            return money == null ? winning(claims, measure) : Printed.of(plus(null, money, pricedBy));
        }

        private @Nullable Printed winning(List<Claim> claims, String measure) {
            Claims.Resolved resolved = Claims.resolve(claims, measure, null);
            conflicts.addAll(resolved.conflicts());
            return resolved.winning().map(Printed::of).orElse(null);
        }

        private Status status() {
            if (cancelled) {
                return Status.CANCELLED;
            }
            if (opened == null) {
                return reported != null && reported.status() == ReportedStatus.CLOSED
                        ? Status.CLOSED
                        : Status.ANNOUNCED;
            }
            boolean closed = closings.stream().anyMatch(Closing::last);
            return closed ? Status.CLOSED : closings.isEmpty() ? Status.OPEN : Status.PARTLY_CLOSED;
        }
    }
}
