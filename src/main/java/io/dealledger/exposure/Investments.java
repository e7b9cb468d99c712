package io.dealledger.exposure;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Claims;
import io.dealledger.calculation.Conflict;
import io.dealledger.calculation.ImpliedPostMoney;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.CreditEvent;
import io.dealledger.company.HoldingEvent;
import io.dealledger.company.HoldingEvent.ValuationRecorded;
import io.dealledger.company.InstrumentEvent;
import io.dealledger.company.LifeEvent;
import io.dealledger.company.LifeEvent.CompanyAcquired;
import io.dealledger.company.PeriodEvent;
import io.dealledger.company.ReportEvent;
import io.dealledger.company.ReportEvent.InvestmentReported;
import io.dealledger.company.ReportEvent.PositionReported;
import io.dealledger.company.ReportEvent.RoundReported;
import io.dealledger.company.RoundEvent;
import io.dealledger.company.RoundEvent.CommitmentMade;
import io.dealledger.company.RoundEvent.Role;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.RoundOpened;
import io.dealledger.company.ShareEvent;
import io.dealledger.exposure.Reports.Part;
import io.dealledger.exposure.Reports.Position;
import io.dealledger.exposure.ShareBook.Receipt;
import io.dealledger.exposure.Values.Valued;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.RoundId;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Interval;
import io.dealledger.money.Unit;
import io.dealledger.party.PartyEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folds the facts of one company into what the group has there. */
final class Investments {
    static final String AT_RISK = "cash at risk = cash paid - cash returned";

    private final CompanyId company;
    private final List<Recorded<CompanyEvent>> facts;
    private final List<Recorded<CompanyEvent>> own;
    private final NavigableSet<PartyId> group;
    private final Translation translation;

    private Investments(
            CompanyId company,
            List<Recorded<CompanyEvent>> facts,
            NavigableSet<PartyId> group,
            Translation translation) {
        this.company = company;
        this.facts = facts;
        this.own = facts.stream()
                .filter(recorded -> Holders.of(recorded.fact()).stream().anyMatch(group::contains))
                .toList();
        this.group = group;
        this.translation = translation;
    }

    /**
     * @param facts of the company and of the group in it, in force, in order of effect
     * @param claims of the group's parties, in force
     * @return empty when none of the group has ever had anything there
     */
    static Optional<Investment> of(
            CompanyId company,
            List<Recorded<CompanyEvent>> facts,
            NavigableSet<PartyId> group,
            List<Recorded<PartyEvent>> claims,
            Relations relations,
            Basis basis,
            Translation translation) {
        Investments fold = new Investments(company, facts, group, translation);
        return fold.own.isEmpty() ? Optional.empty() : Optional.of(fold.fold(claims, relations, basis));
    }

    private Investment fold(List<Recorded<PartyEvent>> claims, Relations relations, Basis basis) {
        ShareBook book = ShareBook.of(facts, group);
        Reports reports = Reports.of(facts, group);
        Contributions contributions = Contributions.of(facts, reports, group, translation);
        Set<PartyId> unknown = addUnknown(contributions);
        List<Contribution> pieces = contributions.pieces();
        Funding funding = Funding.of(pieces, facts, group, translation);
        @Nullable Currency home = home(funding, book);

        Set<PartyId> reporting = reporting(reports, book, unknown);
        Stake stake = Stake.of(facts, reports, group, reporting, isComplete(reports), book);
        List<Claim> notInLots = pieces.stream()
                .filter(piece -> !piece.recorded() || !piece.replaced().isEmpty())
                .map(Contribution::amount)
                .toList();
        Set<Long> replaced =
                pieces.stream().flatMap(piece -> piece.replaced().stream()).collect(Collectors.toSet());
        List<Lot> priced = book.lots().stream()
                .filter(lot -> !replaced.contains(lot.events().getFirst()))
                .toList();
        Claim cost = cost(priced, Lot::costs, notInLots, home);
        Claim carrying = carrying(priced, notInLots, book, home);
        List<Claim> received = proceeds(book, pieces);
        Claim proceeds = in(Figures.sum(received, translation.currency()), home);
        List<Claim> paidOut = new ArrayList<>(of(book.receipts(), Receipt.Kind.DIVIDEND));
        pieces.stream().filter(piece -> !piece.recorded()).forEach(piece -> paidOut.add(nothingReported(piece)));
        Claim dividends = in(Figures.sum(paidOut, translation.currency()), home);

        Optional<PostMoney> postMoney = PostMoney.latest(facts, reports, null, translation);
        Values values = new Values(facts, group, book, stake, postMoney, cost, carrying, translation, reporting);
        Valued valued = values.by(basis);
        Claim unrealised = values.unrealised(basis, valued.value());

        List<Conflict> clouding = new ArrayList<>(contributions.conflicts());
        clouding.addAll(stake.conflicts());
        clouding.addAll(valued.conflicts());
        SortedMap<String, List<Claim>> beside = new TreeMap<>();
        Optional<Claim> implied = implied(reports, clouding, beside);
        note(beside, "invested", heard(pieces, contributions));
        note(
                beside,
                "creditsCommitted",
                pieces.stream().flatMap(piece -> piece.creditsHeard().stream()).toList());
        note(beside, "stake", stake.beside());
        note(beside, "value", valued.beside());

        CircularRevenue circular = CircularRevenue.of(company, pieces, investors(), facts, claims, relations);
        NavigableSet<Long> events = own.stream().map(Recorded::position).collect(Collectors.toCollection(TreeSet::new));
        events.addAll(circular.events());
        NavigableSet<RoundId> led = new TreeSet<>();
        NavigableSet<RoundId> rounds = new TreeSet<>();
        NavigableSet<HoldingRole> roles = roles(book, reports, rounds, led);
        UnaryOperator<Claim> finish = claim -> in(grounded(claim), home);
        return new Investment(
                company,
                holds(book, funding, pieces),
                roles,
                rounds,
                led,
                funding.each(finish),
                finish.apply(atRisk(funding, book, proceeds, home)),
                stake.with(finish),
                finish.apply(cost),
                finish.apply(carrying),
                book.lots(),
                finish.apply(proceeds),
                finish.apply(dividends),
                finish.apply(valued.value()),
                finish.apply(unrealised),
                implied,
                circular,
                clouding.stream().distinct().toList(),
                !clouding.isEmpty(),
                beside,
                new TreeSet<>(translation.missing()),
                List.copyOf(events),
                book,
                pieces);
    }

    /** A figure of which no event speaks, because nothing was said or there was nothing, rests on all of them. */
    private Claim grounded(Claim claim) {
        return claim.events().isEmpty()
                ? claim.because(own.stream().map(Recorded::position).toList())
                : claim;
    }

    /** Zero of no currency is zero of the one that the other figures are in. */
    private static Claim in(Claim claim, @Nullable Currency home) {
        return claim.currency() != null || !Figures.isZero(claim) || claim.unit() != Unit.MONEY
                ? claim
                : new Claim(
                        claim.op(),
                        claim.unit(),
                        home,
                        claim.interval(),
                        claim.conflictInterval(),
                        claim.statement(),
                        claim.sourceClass(),
                        claim.source(),
                        claim.rule(),
                        claim.assumption(),
                        claim.events(),
                        claim.inputs());
    }

    private @Nullable Currency home(Funding funding, ShareBook book) {
        Stream<Claim> lots = book.lots().stream().flatMap(lot -> lot.costs().stream());
        Stream<Currency> promised = own.stream()
                .map(Recorded::fact)
                .filter(CommitmentMade.class::isInstance)
                .map(fact -> ((CommitmentMade) fact).amount().currency());
        Stream<Claim> moved = Stream.concat(book.receipts().stream(), book.payments().stream())
                .map(Receipt::amount);
        Stream<Currency> figures = Stream.of(
                        Stream.of(funding.committed(), funding.credits().committed()), lots, moved)
                .flatMap(Function.identity())
                .map(Claim::currency)
                .filter(Objects::nonNull);
        return Stream.of(Stream.ofNullable(translation.currency()), figures, promised)
                .flatMap(Function.identity())
                .findFirst()
                .orElse(null);
    }

    /**
     * A party of which nothing is known here but that it has, or had, something: an acquirer, one whose stake
     * or fair value is all that is reported.
     */
    private Set<PartyId> addUnknown(Contributions contributions) {
        Map<PartyId, List<Recorded<CompanyEvent>>> vague = new HashMap<>();
        Set<PartyId> known = new LinkedHashSet<>();
        contributions.pieces().forEach(piece -> known.add(piece.party()));
        for (Recorded<CompanyEvent> recorded : own) {
            for (PartyId party : Holders.of(recorded.fact())) {
                if (!group.contains(party)) {
                    continue;
                }
                boolean says = switch (recorded.fact()) {
                    case ShareEvent _, RoundEvent _, CreditEvent _, InstrumentEvent _ -> true;
                    case CompanyAcquired acquired -> !acquired.acquired().isEmpty();
                    case ReportEvent _, HoldingEvent _, LifeEvent _, PeriodEvent _, CompanyEvent.FactVoided _ -> false;
                };
                if (says) {
                    known.add(party);
                } else {
                    vague.computeIfAbsent(party, none -> new ArrayList<>()).add(recorded);
                }
            }
        }
        vague.keySet().removeAll(known);
        vague.forEach((party, recorded) -> contributions.addUnknown(
                party,
                recorded.getFirst().when().effectiveOn(),
                recorded.stream().map(Recorded::position).toList()));
        return vague.keySet();
    }

    /** Those who have more than the shares that are recorded. */
    private Set<PartyId> reporting(Reports reports, ShareBook book, Set<PartyId> unknown) {
        Set<PartyId> reporting = new LinkedHashSet<>(unknown);
        Set<PartyId> withShares = book.lots().stream().map(Lot::party).collect(Collectors.toSet());
        reports.parts().stream().filter(part -> part.firmedUp.isEmpty()).forEach(part -> reporting.add(part.party));
        for (Recorded<CompanyEvent> recorded : own) {
            if (recorded.fact() instanceof RoundClosed closing) {
                closing.subscriptions().stream()
                        .filter(subscription -> subscription.quantity() == null && group.contains(subscription.to()))
                        .forEach(subscription -> reporting.add(subscription.to()));
            }
        }
        for (Position position : reports.positions()) {
            if (!withShares.contains(position.party)) {
                reporting.add(position.party);
            }
        }
        return reporting;
    }

    private boolean isComplete(Reports reports) {
        return facts.stream().noneMatch(recorded -> switch (recorded.fact()) {
            case RoundReported round -> !reports.isFirmedUp(round.round());
            case InvestmentReported _, PositionReported _ -> true;
            case RoundClosed closing ->
                closing.subscriptions().stream().anyMatch(subscription -> subscription.quantity() == null);
            case CompanyEvent _ -> false;
        });
    }

    private Claim cost(
            List<Lot> lots, Function<Lot, List<Claim>> costs, List<Claim> notInLots, @Nullable Currency home) {
        List<Claim> parts = new ArrayList<>(notInLots);
        for (Lot lot : lots) {
            costs.apply(lot).forEach(claim -> parts.add(translation.at(claim, lot.acquiredOn())));
        }
        return in(Figures.sum(parts, translation.currency()), home);
    }

    private Claim carrying(List<Lot> lots, List<Claim> notInLots, ShareBook book, @Nullable Currency home) {
        Claim reported = Figures.sum(notInLots, translation.currency());
        List<ShareBook.Impairment> outside = book.impairments().stream()
                .filter(impairment -> !impairment.onLots())
                .toList();
        return cost(
                lots,
                Lot::carryingAmounts,
                notInLots.isEmpty() ? List.of() : List.of(Values.lessImpairments(reported, outside, translation)),
                home);
    }

    private Claim translated(Receipt receipt) {
        return translation.at(receipt.amount(), receipt.on());
    }

    /**
     * All that was received. Exit proceeds and escrow releases are payments of the price at which shares were
     * acquired, where that is known, and count only as far as they are not.
     */
    private List<Claim> proceeds(ShareBook book, List<Contribution> pieces) {
        List<Claim> parts = new ArrayList<>();
        for (PartyId party : group) {
            List<Receipt> receipts = book.receipts().stream()
                    .filter(receipt -> receipt.party().equals(party))
                    .toList();
            List<Claim> acquired = of(receipts, Receipt.Kind.ACQUISITION);
            List<Claim> exits = of(receipts, Receipt.Kind.EXIT);
            Claim price = Figures.sum(acquired, translation.currency());
            Claim paid = Figures.sum(exits, translation.currency());
            boolean priceIsMore = price.exact().isPresent()
                    && paid.exact().isPresent()
                    && Figures.sameCurrency(price, paid)
                    && price.exact().get().compareTo(paid.exact().get()) >= 0;
            parts.addAll(priceIsMore || exits.isEmpty() ? acquired : exits);
            for (Receipt receipt : receipts) {
                switch (receipt.kind()) {
                    case SALE, REPURCHASE, DIVIDEND, RETURN_OF_CAPITAL -> parts.add(translated(receipt));
                    case ACQUISITION, EXIT -> {}
                }
            }
        }
        for (Contribution piece : pieces) {
            if (!piece.recorded()) {
                parts.add(nothingReported(piece));
            }
        }
        return parts;
    }

    /** Nobody reports what came back of a reported investment, which is not the same as nothing. */
    private static Claim nothingReported(Contribution piece) {
        return Figures.undisclosed(piece.events());
    }

    private List<Claim> of(List<Receipt> receipts, Receipt.Kind kind) {
        return receipts.stream()
                .filter(receipt -> receipt.kind() == kind)
                .map(this::translated)
                .toList();
    }

    private Claim atRisk(Funding funding, ShareBook book, Claim proceeds, @Nullable Currency home) {
        List<Claim> paid = new ArrayList<>();
        paid.add(funding.cashPaid());
        book.payments().forEach(payment -> paid.add(translated(payment)));
        return in(
                Figures.combined(Figures.sum(paid, translation.currency()), proceeds, AT_RISK, Interval::minus), home);
    }

    /** Invested to date over stake, against the post-money of the latest round by that day. */
    private Optional<Claim> implied(Reports reports, List<Conflict> conflicts, SortedMap<String, List<Claim>> beside) {
        Optional<Claim> found = Optional.empty();
        List<Position> positions = reports.positions().stream()
                .sorted(Comparator.comparing((Position position) -> position.when))
                .toList();
        for (Position position : positions) {
            Optional<Claim> invested = winning(position.investedToDate, "invested to date");
            Optional<Claim> stake = winning(position.stakes, "stake");
            if (invested.isEmpty() || stake.isEmpty()) {
                continue;
            }
            Optional<Claim> implied = ImpliedPostMoney.of(invested.get(), stake.get());
            if (implied.isEmpty()) {
                continue;
            }
            found = implied;
            EffectiveOn when = position.when;
            PostMoney.latest(facts, reports, when.effectiveOn(), translation).ifPresent(post -> {
                // What the source says in the round's own currency is compared, whatever the answer is in.
                Claims.resolve(
                                position.investedToDate,
                                "invested to date",
                                post.claim().currency())
                        .winning()
                        .flatMap(comparable -> ImpliedPostMoney.of(comparable, stake.get()))
                        .flatMap(comparable -> ImpliedPostMoney.clash(comparable, post.claim()))
                        .ifPresent(conflicts::add);
                note(beside, "postMoney", post.beside());
            });
        }
        return found;
    }

    private Optional<Claim> winning(List<Claim> claims, String measure) {
        return Claims.resolve(claims, measure, translation.currency()).winning();
    }

    private static void note(SortedMap<String, List<Claim>> beside, String measure, List<Claim> claims) {
        List<Claim> saying = claims.stream().filter(Claim::says).distinct().toList();
        if (saying.size() > 1) {
            beside.put(measure, saying);
        }
    }

    private static List<Claim> heard(List<Contribution> pieces, Contributions contributions) {
        List<Claim> heard = new ArrayList<>(
                pieces.stream().flatMap(piece -> piece.heard().stream()).toList());
        List<Claim> outside = contributions.beside();
        if (!outside.isEmpty()) {
            // What stands instead is recorded, and named first.
            heard.addFirst(Figures.sum(pieces.stream().map(Contribution::amount).toList(), null));
            heard.addAll(outside);
        }
        return heard;
    }

    private Set<PartyId> investors() {
        Set<PartyId> investors = new TreeSet<>();
        own.forEach(recorded ->
                Holders.of(recorded.fact()).stream().filter(group::contains).forEach(investors::add));
        return investors;
    }

    private static boolean holds(ShareBook book, Funding funding, List<Contribution> pieces) {
        if (book.dissolved().isPresent()) {
            return false;
        }
        boolean open = !Objects.equals(
                funding.committed().interval(), funding.invested().interval());
        return open || !book.lots().isEmpty() || pieces.stream().anyMatch(piece -> !piece.recorded());
    }

    private NavigableSet<HoldingRole> roles(
            ShareBook book, Reports reports, NavigableSet<RoundId> rounds, NavigableSet<RoundId> led) {
        NavigableSet<HoldingRole> roles = new TreeSet<>();
        for (Part part : reports.parts()) {
            part.roles.forEach(role -> roles.add(of(role)));
            Optional<RoundId> round = part.firmedUp.or(() -> part.round);
            round.ifPresent(rounds::add);
            if (part.roles.contains(Role.LEAD)) {
                round.ifPresent(led::add);
            }
        }
        Map<RoundId, Set<Role>> recorded = new HashMap<>();
        Map<RoundId, PartyId> leads = new HashMap<>();
        for (Recorded<CompanyEvent> fact : facts) {
            if (fact.fact() instanceof RoundOpened opened && opened.lead() != null) {
                leads.put(opened.round(), opened.lead());
            }
        }
        for (Recorded<CompanyEvent> fact : own) {
            if (fact.fact() instanceof CommitmentMade made) {
                recorded.computeIfAbsent(made.round(), none -> EnumSet.noneOf(Role.class))
                        .add(made.role());
            } else if (fact.fact() instanceof RoundClosed closing) {
                recorded.computeIfAbsent(closing.round(), none -> EnumSet.noneOf(Role.class));
            } else if (fact.fact() instanceof CompanyAcquired) {
                roles.add(HoldingRole.ACQUIRER);
            } else if (fact.fact() instanceof PositionReported || fact.fact() instanceof ValuationRecorded) {
                roles.add(HoldingRole.HOLDER);
            }
        }
        recorded.forEach((round, as) -> {
            PartyId lead = leads.get(round);
            if (lead != null && group.contains(lead)) {
                as.add(Role.LEAD);
            }
            if (as.isEmpty()) {
                as.add(Role.INVESTOR);
            }
            as.forEach(role -> roles.add(of(role)));
            rounds.add(round);
            if (as.contains(Role.LEAD)) {
                led.add(round);
            }
        });
        if (book.lots().stream().anyMatch(lot -> lot.quantity().compareTo(Fraction.ZERO) > 0) || roles.isEmpty()) {
            roles.add(HoldingRole.HOLDER);
        }
        return roles;
    }

    private static HoldingRole of(Role role) {
        return switch (role) {
            case LEAD -> HoldingRole.LEAD;
            case INVESTOR -> HoldingRole.INVESTOR;
            case PARTICIPANT -> HoldingRole.PARTICIPANT;
        };
    }
}
