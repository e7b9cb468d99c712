package io.dealledger.company;

import io.dealledger.company.CompanyCommand.AmendCommitment;
import io.dealledger.company.CompanyCommand.AmendRoundPrice;
import io.dealledger.company.CompanyCommand.CancelRound;
import io.dealledger.company.CompanyCommand.CloseRound;
import io.dealledger.company.CompanyCommand.CommitToRound;
import io.dealledger.company.CompanyCommand.FirmUpRound;
import io.dealledger.company.CompanyCommand.OpenRound;
import io.dealledger.company.CompanyCommand.PriceRound;
import io.dealledger.company.CompanyCommand.Subscribe;
import io.dealledger.company.CompanyCommand.WithdrawCommitment;
import io.dealledger.company.CompanyRefusal.AlreadyFirmedUp;
import io.dealledger.company.CompanyRefusal.AmendsNothing;
import io.dealledger.company.CompanyRefusal.CommittedLessThanPaid;
import io.dealledger.company.CompanyRefusal.LegsExceedAmount;
import io.dealledger.company.CompanyRefusal.NoCommitment;
import io.dealledger.company.CompanyRefusal.NoPriceToAmend;
import io.dealledger.company.CompanyRefusal.NotReported;
import io.dealledger.company.CompanyRefusal.NotThePricedClass;
import io.dealledger.company.CompanyRefusal.NothingToClose;
import io.dealledger.company.CompanyRefusal.OneValuationOnly;
import io.dealledger.company.CompanyRefusal.OverCommitted;
import io.dealledger.company.CompanyRefusal.PriceContradictsValuation;
import io.dealledger.company.CompanyRefusal.QuantityMissing;
import io.dealledger.company.CompanyRefusal.RoundAlreadyClosed;
import io.dealledger.company.CompanyRefusal.RoundAlreadyPriced;
import io.dealledger.company.CompanyRefusal.RoundCancelledAlready;
import io.dealledger.company.CompanyRefusal.RoundIsReported;
import io.dealledger.company.CompanyRefusal.RoundNotPriced;
import io.dealledger.company.CompanyRefusal.RoundPartlyClosed;
import io.dealledger.company.CompanyRefusal.SoldAtThePrice;
import io.dealledger.company.CompanyRefusal.UnknownRound;
import io.dealledger.company.CompanyRefusal.UnknownShareClass;
import io.dealledger.company.CompanyRefusal.WrongCurrency;
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
import io.dealledger.ledger.ClosingId;
import io.dealledger.ledger.Decision;
import io.dealledger.ledger.IdTaken;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Refusal;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.ledger.Words;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.InvalidValue;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Rounding;
import io.dealledger.money.Shares;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/** Rounds that the company records step by step: opened, priced, committed to, closed, cancelled, firmed up. */
final class RoundLaw {
    private RoundLaw() {}

    static Decision<CompanyEvent> open(Case asked, OpenRound command) {
        RoundId round = command.id() == null
                ? new RoundId(RoundId.PREFIX + asked.context().newId().get())
                : command.id();
        return asked.decide(
                round.value(),
                new RoundOpened(
                        round,
                        Words.check("name", command.name(), Words.NAME),
                        command.currency(),
                        command.lead(),
                        asked.when()),
                asked.unregistered(command.lead()),
                asked.taken(round));
    }

    static Decision<CompanyEvent> price(Case asked, PriceRound command) {
        return priced(
                asked,
                new RoundPriced(
                        command.round(),
                        command.preMoney(),
                        command.postMoney(),
                        command.price(),
                        command.shareClass(),
                        roundingOr(command.rounding(), command.price()),
                        asked.when()),
                Function.identity());
    }

    static Decision<CompanyEvent> reprice(Case asked, AmendRoundPrice command) {
        RoundPriced priced = new RoundPriced(
                command.round(),
                command.preMoney(),
                command.postMoney(),
                command.price(),
                command.shareClass(),
                roundingOr(command.rounding(), command.price()),
                asked.when());
        Round round = asked.then().round(command.round());
        RoundPriced before = round == null ? null : round.pricing();
        boolean same = before != null
                && Objects.equals(before.preMoney(), priced.preMoney())
                && Objects.equals(before.postMoney(), priced.postMoney())
                && before.price().equals(priced.price())
                && before.shareClass().equals(priced.shareClass());
        return same
                ? Decision.refused(new AmendsNothing(command.round().value()))
                : priced(
                        asked,
                        priced,
                        terms -> new RoundRepriced(
                                terms.round(),
                                terms.preMoney(),
                                terms.postMoney(),
                                terms.price(),
                                terms.shareClass(),
                                terms.rounding(),
                                terms.when()));
    }

    /** A price of 2.00 is one to the cent, although its zeros are not kept. */
    private static Rounding roundingOr(@Nullable Rounding given, Price price) {
        return given == null
                ? new Rounding(
                        Math.max(price.amount().scale(), price.currency().decimalPlaces()), RoundingMode.HALF_EVEN)
                : given;
    }

    private static Decision<CompanyEvent> priced(
            Case asked, RoundPriced priced, Function<RoundPriced, ? extends CompanyEvent> fact) {
        Money valuation = valuation(priced);
        if (valuation == null || (priced.preMoney() != null && priced.postMoney() != null)) {
            return Decision.refused(new OneValuationOnly(priced.round(), priced.preMoney(), priced.postMoney()));
        }
        CompanyEvent event = fact.apply(priced);
        // A round that cannot be priced at all says so before its price is looked at.
        Optional<Refusal> broken = asked.timeline().refuses(List.of(event));
        return asked.decide(
                priced.round().value(),
                event,
                Case.zero("price", priced.price().amount()),
                Case.zero("valuation", valuation.amount()),
                broken,
                contradiction(asked.then(), priced));
    }

    private static @Nullable Money valuation(RoundPriced priced) {
        return priced.preMoney() == null ? priced.postMoney() : priced.preMoney();
    }

    /**
     * Whether a price is checked against its valuation. A company of which anything is only reported is not known to
     * the last share, so nothing follows from what is outstanding.
     */
    static boolean isCalculated(Company company, RoundPriced priced) {
        Money valuation = valuation(priced);
        return valuation != null
                && valuation.currency().equals(priced.price().currency())
                && !company.outstandingAsConverted().isZero()
                && company.classes().containsKey(priced.shareClass())
                // A price may be agreed for the shares that pools and convertibles will become, too.
                && !company.instruments().dilute()
                && company.reports().values().stream().allMatch(Report::firmedUp);
    }

    /**
     * Pre-money over the as-converted shares outstanding, rounded as recorded, is the price of a share that
     * converts into one; the post-money is more than what was outstanding costs at the price.
     */
    static Optional<Refusal> contradiction(Company company, RoundPriced priced) {
        if (priced.calculation() != null) {
            // It was calculated, of more than what is outstanding.
            return Optional.empty();
        }
        Money valuation = valuation(priced);
        ShareClass shareClass = company.classes().get(priced.shareClass());
        if (valuation == null || shareClass == null || !isCalculated(company, priced)) {
            return Optional.empty();
        }
        Fraction outstanding = company.outstandingAsConverted();
        Currency currency = valuation.currency();
        Rounding rounding = priced.rounding();
        Fraction perShare = valuation
                .fraction()
                .times(shareClass.conversionRatio().fraction())
                .over(outstanding);
        boolean agrees;
        BigDecimal lowest;
        BigDecimal highest;
        if (priced.preMoney() != null) {
            lowest = perShare.toDecimal(rounding.places(), rounding.mode());
            highest = lowest;
            agrees = priced.price().amount().compareTo(lowest) == 0;
        } else {
            lowest = BigDecimal.ZERO;
            highest = perShare.toDecimal(rounding.places(), RoundingMode.DOWN);
            agrees = priced.price().fraction().compareTo(perShare) < 0;
        }
        return agrees
                ? Optional.empty()
                : Optional.of(new PriceContradictsValuation(
                        priced.round(),
                        valuation,
                        Figures.decimal(outstanding),
                        priced.price(),
                        new Price(lowest, currency),
                        new Price(highest, currency)));
    }

    static Decision<CompanyEvent> commit(Case asked, CommitToRound command) {
        List<Leg> legs = Case.orNone(command.legs());
        Currency currency = command.amount().currency();
        return asked.decide(
                command.round().value(),
                new CommitmentMade(
                        command.round(),
                        command.party(),
                        command.role() == null ? Role.INVESTOR : command.role(),
                        command.amount(),
                        legs,
                        asked.when()),
                Case.zero("amount", command.amount().amount()),
                Case.zeroLeg(legs),
                Figures.inOneCurrency(currency, legs),
                Figures.sum(legs).compareTo(command.amount().amount()) > 0
                        ? Optional.of(new LegsExceedAmount(command.amount(), Figures.sum(legs)))
                        : Optional.empty(),
                asked.unregistered(command.party()),
                asked.unregisteredVendor(legs));
    }

    static Decision<CompanyEvent> amend(Case asked, AmendCommitment command) {
        List<Leg> legs = Case.orNone(command.legs());
        Round round = asked.then().round(command.round());
        return asked.decide(
                command.round().value(),
                new CommitmentAmended(command.round(), command.party(), command.amount(), legs, asked.when()),
                Case.zero("amount", command.amount().amount()),
                Case.zeroLeg(legs),
                Figures.inOneCurrency(command.amount().currency(), legs),
                Figures.sum(legs).compareTo(command.amount().amount()) > 0
                        ? Optional.of(new LegsExceedAmount(command.amount(), Figures.sum(legs)))
                        : Optional.empty(),
                round != null
                                && legs.isEmpty()
                                && round.committedBy(command.party())
                                                .compareTo(command.amount().amount())
                                        == 0
                        ? Optional.of(new AmendsNothing("the commitment of " + command.party()))
                        : Optional.empty(),
                asked.unregisteredVendor(legs));
    }

    static Decision<CompanyEvent> withdraw(Case asked, WithdrawCommitment command) {
        return asked.decide(
                command.round().value(),
                new CommitmentWithdrawn(
                        command.round(),
                        command.party(),
                        Words.check("reason", command.reason(), Words.REASON),
                        asked.when()));
    }

    static Decision<CompanyEvent> close(Case asked, CloseRound command) {
        boolean last = Boolean.TRUE.equals(command.last());
        ClosingId closing = asked.closingOr(command.id());
        Round round = asked.then().round(command.round());
        String priced = round == null || round.pricing() == null
                ? null
                : round.pricing().shareClass();
        List<Subscription> subscriptions = new ArrayList<>();
        List<Optional<? extends Refusal>> objections = new ArrayList<>();
        if (command.subscriptions().isEmpty() && !last) {
            objections.add(Optional.of(new NothingToClose(command.round())));
        }
        for (Subscribe subscribe : command.subscriptions()) {
            subscriptions.add(subscription(asked, subscribe, priced));
            objections.add(Case.zeroLeg(subscribe.legs()));
            if (subscribe.quantity() != null) {
                objections.add(Case.zero("quantity", subscribe.quantity().quantity()));
            }
            objections.add(asked.unregistered(subscribe.to()));
            objections.add(asked.unregisteredVendor(subscribe.legs()));
            objections.add(asked.taken(subscribe.security()));
        }
        objections.add(asked.taken(command.id()));
        return asked.decide(
                closing.value(),
                new RoundClosed(command.round(), closing, subscriptions, last, asked.when()),
                objections);
    }

    private static Subscription subscription(Case asked, Subscribe subscribe, @Nullable String priced) {
        if (subscribe.quantity() == null) {
            if (subscribe.security() != null || subscribe.shareClass() != null) {
                throw InvalidValue.in(
                        "quantity", "missing", "", "a subscription for shares says how many; one without names none");
            }
            return new Subscription(subscribe.to(), null, null, null, List.copyOf(subscribe.legs()));
        }
        return new Subscription(
                subscribe.to(),
                asked.securityOr(subscribe.security()),
                subscribe.shareClass() == null ? priced : subscribe.shareClass(),
                subscribe.quantity(),
                List.copyOf(subscribe.legs()));
    }

    static Decision<CompanyEvent> cancel(Case asked, CancelRound command) {
        return asked.decide(
                command.round().value(),
                new RoundCancelled(
                        command.round(), Words.check("reason", command.reason(), Words.REASON), asked.when()));
    }

    static Decision<CompanyEvent> firmUp(Case asked, FirmUpRound command) {
        return asked.decide(
                command.round().value(), new RoundFirmedUp(command.round(), command.reported(), asked.when()));
    }

    static Company evolve(Company company, Recorded<CompanyEvent> fact, RoundEvent event) {
        long version = fact.version();
        if (event instanceof RoundOpened opened) {
            return company.with(Round.opened(
                    opened.round(), company.rounds().size(), opened.name(), opened.currency(), opened.lead(), version));
        }
        Round round = company.round(event.round());
        if (round == null) {
            return company;
        }
        return switch (event) {
            case RoundOpened _ -> company;
            case RoundPriced priced -> company.with(round.priced(priced, version));
            case RoundRepriced repriced -> company.with(round.priced(repriced.pricing(), version));
            case CommitmentAmended amended ->
                company.with(round.committedTo(amended.party(), amended.amount().amount(), version));
            case CommitmentWithdrawn withdrawn ->
                company.with(round.committedTo(withdrawn.party(), round.closedBy(withdrawn.party()), version));
            case CommitmentMade made ->
                company.with(round.committing(made.party(), made.amount().amount(), version));
            case RoundClosed closed -> closed(company, round, fact, closed);
            case RoundCancelled _ -> company.with(round.cancelled(version));
            case RoundFirmedUp firmedUp -> firmedUp(company, round, version, firmedUp);
        };
    }

    private static Company closed(Company company, Round round, Recorded<CompanyEvent> fact, RoundClosed event) {
        long version = fact.version();
        Company after = company.using(event.closing());
        PMap<PartyId, BigDecimal> paid = round.closed();
        int index = 0;
        for (Subscription subscription : event.subscriptions()) {
            PartyId to = subscription.to();
            paid = paid.plus(to, paid.getOrDefault(to, BigDecimal.ZERO).add(Figures.sum(subscription.legs())));
            Security.Since since = new Security.Since(event.when().effectiveOn(), fact.place(), index++);
            if (subscription.security() != null
                    && subscription.shareClass() != null
                    && subscription.quantity() != null) {
                after = after.with(after.shares()
                                .issue(
                                        subscription.security(),
                                        to,
                                        subscription.shareClass(),
                                        subscription.quantity(),
                                        since,
                                        version))
                        .with(after.interests().acquiring(to))
                        .using(subscription.security());
            } else {
                after = after.with(after.interests().acquiringWithoutShares(to));
            }
            after = CreditLaw.committed(after, version, to, subscription.legs());
        }
        return after.with(round.closing(paid, event.last(), version));
    }

    private static Company firmedUp(Company company, Round round, long version, RoundFirmedUp event) {
        Round reported = company.round(event.reported());
        Report report = company.reports().get(event.reported().value());
        if (reported == null || report == null) {
            return company;
        }
        return company.with(round.shaped(version))
                .with(reported.firmedUp(event.round(), version))
                .with(report.becomingFirm())
                .with(company.credits().without(report.id()));
    }

    static Optional<Refusal> rules(Company company, RoundEvent event) {
        if (event instanceof RoundOpened opened) {
            return company.isTaken(opened.round())
                    ? Optional.of(new IdTaken(opened.round().value()))
                    : Optional.empty();
        }
        Round round = company.round(event.round());
        if (round == null) {
            return Optional.of(new UnknownRound(event.round()));
        }
        return switch (event) {
            case RoundOpened _ -> Optional.empty();
            case RoundPriced priced -> usable(round).or(() -> priceable(company, round, priced));
            case RoundRepriced repriced -> usable(round).or(() -> repriceable(company, round, repriced));
            case CommitmentAmended amended -> usable(round).or(() -> amendable(round, amended));
            case CommitmentWithdrawn withdrawn ->
                usable(round)
                        .or(() -> hasMoreToPay(round, withdrawn.party())
                                ? Optional.empty()
                                : Optional.of(new NoCommitment(round.id(), withdrawn.party())));
            case CommitmentMade made ->
                usable(round).or(() -> inCurrency(round, made.amount().currency()));
            case RoundClosed closed -> usable(round).or(() -> closable(company, round, closed));
            case RoundCancelled _ ->
                usable(round)
                        .or(() -> round.closings() == 0
                                ? Optional.empty()
                                : Optional.of(new RoundPartlyClosed(round.id(), round.closings())));
            case RoundFirmedUp firmedUp -> firmable(company, round, firmedUp);
        };
    }

    static Optional<Refusal> usable(Round round) {
        return switch (round.status()) {
            case OPEN -> Optional.empty();
            case CLOSED -> Optional.of(new RoundAlreadyClosed(round.id()));
            case CANCELLED -> Optional.of(new RoundCancelledAlready(round.id()));
            case REPORTED -> Optional.of(new RoundIsReported(round.id()));
        };
    }

    private static Optional<Refusal> inCurrency(Round round, Currency given) {
        Currency expected = round.currency();
        return expected == null || expected.equals(given)
                ? Optional.empty()
                : Optional.of(new WrongCurrency(expected, given));
    }

    private static Optional<Refusal> priceable(Company company, Round round, RoundPriced event) {
        if (round.pricing() != null) {
            return Optional.of(
                    new RoundAlreadyPriced(round.id(), round.pricing().price()));
        }
        return fitting(company, round, event);
    }

    private static Optional<Refusal> repriceable(Company company, Round round, RoundRepriced event) {
        if (round.pricing() == null) {
            return Optional.of(new NoPriceToAmend(round.id()));
        }
        return round.closings() > 0
                ? Optional.of(new SoldAtThePrice(
                        round.id(), round.closings(), round.pricing().price()))
                : fitting(company, round, event.pricing());
    }

    private static boolean hasMoreToPay(Round round, PartyId party) {
        return round.committedBy(party).compareTo(round.closedBy(party)) > 0;
    }

    private static Optional<Refusal> amendable(Round round, CommitmentAmended event) {
        PartyId party = event.party();
        Currency currency = event.amount().currency();
        if (round.committedBy(party).signum() == 0) {
            return Optional.of(new NoCommitment(round.id(), party));
        }
        return inCurrency(round, currency)
                .or(() -> round.closedBy(party).compareTo(event.amount().amount()) > 0
                        ? Optional.of(new CommittedLessThanPaid(
                                round.id(), party, new Money(round.closedBy(party), currency), event.amount()))
                        : Optional.empty());
    }

    private static Optional<Refusal> fitting(Company company, Round round, RoundPriced event) {
        if (!company.classes().containsKey(event.shareClass())) {
            return Optional.of(new UnknownShareClass(event.shareClass()));
        }
        Money valuation = event.preMoney() == null ? event.postMoney() : event.preMoney();
        return inCurrency(round, event.price().currency())
                .or(() -> valuation == null ? Optional.empty() : inCurrency(round, valuation.currency()));
    }

    private static Optional<Refusal> closable(Company company, Round round, RoundClosed event) {
        if (company.isTaken(event.closing())) {
            return Optional.of(new IdTaken(event.closing().value()));
        }
        Set<SecurityId> made = new HashSet<>();
        Map<String, Shares> issued = new HashMap<>();
        Map<PartyId, BigDecimal> paid = new HashMap<>();
        for (Subscription subscription : event.subscriptions()) {
            Optional<Refusal> refusal = subscribable(round, subscription);
            if (refusal.isPresent()) {
                return refusal;
            }
            SecurityId security = subscription.security();
            if (security != null && (company.isTaken(security) || !made.add(security))) {
                return Optional.of(new IdTaken(security.value()));
            }
            if (subscription.shareClass() != null && subscription.quantity() != null) {
                issued.merge(subscription.shareClass(), subscription.quantity(), Shares::plus);
            }
            paid.merge(subscription.to(), Figures.sum(subscription.legs()), BigDecimal::add);
        }
        return overCommitted(round, paid).or(() -> ShareLaw.addable(company, issued));
    }

    private static Optional<Refusal> subscribable(Round round, Subscription subscription) {
        Currency currency = round.currency();
        if (currency == null) {
            return Optional.of(new RoundIsReported(round.id()));
        }
        Optional<Refusal> foreign = Figures.inOneCurrency(currency, subscription.legs());
        if (foreign.isPresent()) {
            return foreign;
        }
        Shares quantity = subscription.quantity();
        String shareClass = subscription.shareClass();
        RoundPriced pricing = round.pricing();
        if (pricing == null || round.perShare() == null) {
            return quantity != null && shareClass == null
                    ? Optional.of(new RoundNotPriced(round.id(), subscription.to()))
                    : Optional.empty();
        }
        if (quantity == null) {
            return Optional.of(new QuantityMissing(round.id(), subscription.to()));
        }
        if (shareClass != null && !shareClass.equals(pricing.shareClass())) {
            return Optional.of(new NotThePricedClass(round.id(), pricing.shareClass(), shareClass));
        }
        return ShareLaw.consideration(subscription.to(), subscription.legs(), quantity, round.perShare(), currency);
    }

    /** Who has committed pays no more than that; who has not may pay what it likes. */
    private static Optional<Refusal> overCommitted(Round round, Map<PartyId, BigDecimal> paid) {
        Currency currency = round.currency();
        for (Map.Entry<PartyId, BigDecimal> entry : paid.entrySet()) {
            PartyId party = entry.getKey();
            BigDecimal committed = round.committedBy(party);
            BigDecimal after = round.closedBy(party).add(entry.getValue());
            if (currency != null && committed.signum() > 0 && after.compareTo(committed) > 0) {
                return Optional.of(new OverCommitted(
                        round.id(),
                        party,
                        new Money(committed, currency),
                        new Money(round.closedBy(party), currency),
                        new Money(entry.getValue(), currency)));
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> firmable(Company company, Round round, RoundFirmedUp event) {
        Round reported = company.round(event.reported());
        if (reported == null) {
            return Optional.of(new UnknownRound(event.reported()));
        }
        if (reported.status() != Round.Status.REPORTED) {
            return Optional.of(new NotReported(reported.id()));
        }
        if (reported.firmedUpBy() != null) {
            return Optional.of(new AlreadyFirmedUp(reported.id(), reported.firmedUpBy()));
        }
        return switch (round.status()) {
            case OPEN, CLOSED -> CreditLaw.stillCovered(company, reported.id().value());
            case CANCELLED -> Optional.of(new RoundCancelledAlready(round.id()));
            case REPORTED -> Optional.of(new RoundIsReported(round.id()));
        };
    }
}
