package io.dealledger.exposure;

import io.dealledger.calculation.Claim;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.ConvertibleEvent.ConvertibleAmended;
import io.dealledger.company.ConvertibleEvent.ConvertibleConverted;
import io.dealledger.company.ConvertibleEvent.ConvertibleIssued;
import io.dealledger.company.ConvertibleEvent.MostFavouredTermsElected;
import io.dealledger.company.CreditEvent;
import io.dealledger.company.CreditEvent.ComputeCreditsCommitted;
import io.dealledger.company.GrantEvent.EquityCompensationExercised;
import io.dealledger.company.GrantEvent.EquityCompensationGranted;
import io.dealledger.company.GrantEvent.EquityCompensationReleased;
import io.dealledger.company.GrantEvent.Payment;
import io.dealledger.company.GrantEvent.ServiceEnded;
import io.dealledger.company.HoldingEvent;
import io.dealledger.company.HoldingEvent.DistributionKind;
import io.dealledger.company.HoldingEvent.DistributionPaid;
import io.dealledger.company.HoldingEvent.InvestmentImpaired;
import io.dealledger.company.HoldingEvent.InvestmentWrittenOff;
import io.dealledger.company.HoldingEvent.RightEnded;
import io.dealledger.company.HoldingEvent.RightGranted;
import io.dealledger.company.HoldingEvent.ValuationRecorded;
import io.dealledger.company.InstrumentEvent;
import io.dealledger.company.Leg;
import io.dealledger.company.LifeEvent;
import io.dealledger.company.LifeEvent.Acquired;
import io.dealledger.company.LifeEvent.CompanyAcquired;
import io.dealledger.company.LifeEvent.CompanyDelisted;
import io.dealledger.company.LifeEvent.CompanyDissolved;
import io.dealledger.company.LifeEvent.CompanyListed;
import io.dealledger.company.LifeEvent.CompanyRegistered;
import io.dealledger.company.LifeEvent.CompanyRenamed;
import io.dealledger.company.LifeEvent.Conversion;
import io.dealledger.company.PeriodEvent;
import io.dealledger.company.PlanEvent;
import io.dealledger.company.ReportEvent;
import io.dealledger.company.RoundEvent;
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
import io.dealledger.company.SecurityEvent.InstrumentCancelled;
import io.dealledger.company.SecurityEvent.InstrumentExpired;
import io.dealledger.company.SecurityEvent.InstrumentTransferred;
import io.dealledger.company.SecurityEvent.ParticularsRecorded;
import io.dealledger.company.SecurityEvent.SecurityAccepted;
import io.dealledger.company.ShareEvent;
import io.dealledger.company.ShareEvent.AuthorisedSharesAdjusted;
import io.dealledger.company.ShareEvent.IssuanceRetracted;
import io.dealledger.company.ShareEvent.ShareClassAmended;
import io.dealledger.company.ShareEvent.ShareClassAuthorised;
import io.dealledger.company.ShareEvent.ShareClassType;
import io.dealledger.company.ShareEvent.SharesCancelled;
import io.dealledger.company.ShareEvent.SharesConverted;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.company.ShareEvent.SharesReissued;
import io.dealledger.company.ShareEvent.SharesRepurchased;
import io.dealledger.company.ShareEvent.SharesSplit;
import io.dealledger.company.ShareEvent.SharesTransferred;
import io.dealledger.company.ShareEvent.TotalAuthorisedAdjusted;
import io.dealledger.company.ShareEvent.TransferredLot;
import io.dealledger.company.VestingEvent;
import io.dealledger.company.WarrantEvent.WarrantExercised;
import io.dealledger.company.WarrantEvent.WarrantIssued;
import io.dealledger.exposure.Movement.Bought;
import io.dealledger.exposure.Movement.Distributed;
import io.dealledger.exposure.Movement.GivenUp;
import io.dealledger.exposure.Movement.How;
import io.dealledger.exposure.Movement.Moved;
import io.dealledger.exposure.Movement.Resized;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.RoundId;
import io.dealledger.ledger.SecurityId;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.Shares;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The shares of one company as its facts leave them: what each lot cost, what was received for those that are
 * gone, what is outstanding and at which price shares were last sold. A transfer inside the group moves a lot
 * with its cost; the group neither pays nor receives.
 */
final class ShareBook {
    /** @param amendedBy positions of the events that made the ratio another one than it was authorised with */
    private record Terms(ShareClassType type, Fraction ratio, List<Long> amendedBy) {}

    /** What a holder received, or paid to another, and when. */
    record Receipt(
            PartyId party,
            Kind kind,
            Claim amount,
            @Nullable LocalDate on) {
        enum Kind {
            SALE,
            REPURCHASE,
            ACQUISITION,
            /** Exit proceeds and releases of an escrow: payments of an acquisition's price, where one is known. */
            EXIT,
            RETURN_OF_CAPITAL,
            DIVIDEND
        }
    }

    /** A loss taken on what a party holds; absent amount for all of it. */
    record Impairment(
            PartyId party, @Nullable Money amount, @Nullable LocalDate on, boolean onLots, long event) {}

    /**
     * The price at which shares of a round were sold, adjusted for splits since.
     *
     * @param perShare of the class itself
     * @param asConverted of one share of what it converts into
     * @param order place among the prices, for which is the latest
     */
    record LatestPrice(
            RoundId round,
            String shareClass,
            Fraction perShare,
            Fraction asConverted,
            Currency currency,
            EffectiveOn when,
            int order,
            List<Long> events) {}

    private final Set<PartyId> group;
    private final Map<String, Terms> classes = new HashMap<>();
    private final Lots lots;
    private final List<Lot> shareless = new ArrayList<>();
    /** Of grants the class that they become, and of convertibles and warrants what is left of them. */
    private final Map<SecurityId, String> grants = new HashMap<>();

    private final Map<SecurityId, Fraction> sizes = new HashMap<>();
    private final SortedMap<String, Fraction> outstanding = new TreeMap<>();
    private final NavigableSet<Long> changes = new TreeSet<>();
    private final Map<RoundId, LatestPrice> prices = new HashMap<>();
    private final Set<RoundId> closed = new HashSet<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<Receipt> payments = new ArrayList<>();
    private final List<Impairment> impairments = new ArrayList<>();
    private final List<Movement> movements = new ArrayList<>();
    private Optional<Long> dissolved = Optional.empty();
    private int priced;

    private ShareBook(Set<PartyId> group) {
        this.group = group;
        this.lots = new Lots(group);
    }

    /** Whether transfers between strangers have to be known as well, because an event names securities alone. */
    static boolean needsTransfers(Collection<Recorded<CompanyEvent>> facts) {
        return facts.stream().anyMatch(recorded -> switch (recorded.fact()) {
            case SharesSplit _, SharesConverted _, SharesReissued _ -> true;
            case CompanyListed listed -> !listed.conversions().isEmpty();
            case CompanyAcquired acquired -> !acquired.acquired().isEmpty();
            case LifeEvent _,
                    ShareEvent _,
                    RoundEvent _,
                    ReportEvent _,
                    CreditEvent _,
                    HoldingEvent _,
                    InstrumentEvent _,
                    PeriodEvent _,
                    CompanyEvent.FactVoided _ -> false;
        });
    }

    /** @param facts in force, in order of effect */
    static ShareBook of(List<Recorded<CompanyEvent>> facts, Set<PartyId> group) {
        ShareBook book = new ShareBook(group);
        facts.forEach(book::add);
        return book;
    }

    /** @param recorded in force, not before the others in order of effect */
    void add(Recorded<CompanyEvent> recorded) {
        long event = recorded.position();
        @Nullable LocalDate on = recorded.when().effectiveOn();
        switch (recorded.fact()) {
            case ShareClassAuthorised authorised ->
                classes.put(
                        authorised.shareClass(),
                        new Terms(
                                authorised.type(), authorised.conversionRatio().fraction(), List.of()));
            case SharesIssued issued ->
                issue(
                        issued.security(),
                        issued.to(),
                        issued.shareClass(),
                        issued.quantity().fraction(),
                        cost(issued.legs(), issued.price(), issued.quantity().fraction()),
                        on,
                        event);
            case RoundClosed closing -> {
                closed.add(closing.round());
                closing.subscriptions().forEach(subscription -> subscribe(subscription, on, event));
            }
            case SharesTransferred transfer -> transfer(transfer, on, event);
            case SharesRepurchased repurchased -> {
                receive(
                        repurchased.from(),
                        Receipt.Kind.REPURCHASE,
                        repurchased.price(),
                        repurchased.quantity().fraction(),
                        on,
                        event);
                retire(repurchased.shareClass(), repurchased.quantity().fraction(), event);
                repurchased
                        .lots()
                        .forEach(lot -> giveUp(
                                lot.security(),
                                lot.quantity().fraction(),
                                How.REPURCHASE,
                                repurchased.price(),
                                on,
                                event));
            }
            case SharesCancelled cancelled -> {
                retire(cancelled.shareClass(), cancelled.quantity().fraction(), event);
                cancelled
                        .lots()
                        .forEach(lot ->
                                giveUp(lot.security(), lot.quantity().fraction(), How.CANCELLATION, null, on, event));
            }
            case IssuanceRetracted retracted -> {
                Lot lot = lots.get(retracted.security());
                if (lot != null && lot.shareClass() == null) {
                    giveUpUncounted(retracted.security(), Fraction.ZERO, How.CANCELLATION, nothing(event), on, event);
                }
                if (lot != null && lot.shareClass() != null) {
                    retire(lot.shareClass(), lot.quantity(), event);
                    giveUp(retracted.security(), lot.quantity(), How.CANCELLATION, null, on, event);
                }
            }
            case ShareClassAmended amended -> amend(amended, event);
            case SharesSplit split -> split(split, on, event);
            case SharesConverted converted ->
                convert(
                        new Conversion(
                                converted.security(),
                                converted.quantity(),
                                converted.into(),
                                converted.newSecurity(),
                                converted.newQuantity()),
                        on,
                        event);
            case SharesReissued reissued ->
                reissued.lots().forEach(lot -> {
                    Lot before = lots.get(reissued.security());
                    Fraction shares = lot.quantity().fraction();
                    take(reissued.security(), shares, event).ifPresent(taken -> {
                        Lot anew = taken.movedTo(reissued.holder(), lot.newSecurity(), event);
                        lots.put(lot.newSecurity(), anew);
                        if (before != null) {
                            movements.add(new Moved(event, on, before, partOf(before, shares), anew));
                        }
                    });
                });
            case RoundRepriced repriced -> price(repriced.pricing(), event);
            case RoundPriced pricing -> price(pricing, event);
            case CompanyAcquired acquired ->
                acquired.acquired().forEach(passed -> acquire(acquired.acquirer(), passed, on, event));
            case CompanyListed listed -> listed.conversions().forEach(conversion -> convert(conversion, on, event));
            case CompanyDissolved _ -> {
                dissolved = Optional.of(event);
                all().forEach(lot ->
                        movements.add(new GivenUp(event, on, lot, Fraction.ONE, How.DISSOLUTION, nothing(event))));
                lots.clear();
                shareless.clear();
                outstanding.clear();
                changes.add(event);
            }
            case ComputeCreditsCommitted committed ->
                addShareless(
                        committed.party(),
                        Lot.amount(
                                committed.amount().currency(),
                                committed.amount().fraction()),
                        on,
                        event);
            case DistributionPaid paid -> {
                Claim amount =
                        Figures.recorded(paid.amount().fraction(), paid.amount().currency(), List.of(event));
                receipts.add(new Receipt(paid.party(), kindOf(paid.kind()), amount, on));
                movements.add(new Distributed(event, on, paid.party(), paid.kind(), amount));
            }
            case InvestmentImpaired impaired -> impair(impaired.party(), impaired.amount(), on, event);
            case InvestmentWrittenOff writtenOff -> impair(writtenOff.party(), null, on, event);
            case AuthorisedSharesAdjusted _,
                    TotalAuthorisedAdjusted _,
                    RoundOpened _,
                    CommitmentMade _,
                    CommitmentAmended _,
                    CommitmentWithdrawn _,
                    CompanyDelisted _,
                    RoundCancelled _,
                    RoundFirmedUp _,
                    CompanyRegistered _,
                    CompanyRenamed _,
                    ValuationRecorded _,
                    RightGranted _,
                    RightEnded _ -> {}
            case ReportEvent _ -> {}
            case InstrumentEvent instrument -> instrument(instrument, on, event);
            case CreditEvent _, PeriodEvent _, CompanyEvent.FactVoided _ -> {}
        }
    }

    /** Convertibles and warrants are held at what they cost; options cost nothing until they are exercised. */
    private void instrument(InstrumentEvent instrument, @Nullable LocalDate on, long event) {
        switch (instrument) {
            case ConvertibleIssued issued ->
                buyUncounted(
                        issued.security(),
                        issued.to(),
                        issued.amount().fraction(),
                        cost(issued.legs(), priceOf(issued.amount()), Fraction.ONE),
                        on,
                        event);
            case ConvertibleConverted converted ->
                becomes(
                        converted.security(),
                        converted.amount().fraction(),
                        converted.holder(),
                        converted.shareClass(),
                        converted.newSecurity(),
                        converted.quantity().fraction(),
                        new TreeMap<>(),
                        on,
                        event);
            case WarrantIssued issued ->
                buyUncounted(
                        issued.security(),
                        issued.to(),
                        issued.quantity() == null
                                ? Fraction.ZERO
                                : issued.quantity().fraction(),
                        issued.purchasePrice() == null && issued.legs().isEmpty()
                                ? new TreeMap<>()
                                : cost(issued.legs(), priceOf(issued.purchasePrice()), Fraction.ONE),
                        on,
                        event);
            case WarrantExercised exercised ->
                becomes(
                        exercised.security(),
                        exercised.quantity().fraction(),
                        exercised.holder(),
                        exercised.shareClass(),
                        exercised.newSecurity(),
                        exercised.issued().fraction(),
                        paid(exercised.payment(), exercised.legs(), exercised.paid()),
                        on,
                        event);
            case EquityCompensationGranted granted -> grants.put(granted.security(), granted.shareClass());
            case EquityCompensationExercised exercised -> {
                String shareClass = grants.get(exercised.security());
                if (shareClass != null && exercised.newSecurity() != null) {
                    issue(
                            exercised.newSecurity(),
                            exercised.holder(),
                            shareClass,
                            exercised.issued().fraction(),
                            paid(exercised.payment(), exercised.legs(), exercised.paid()),
                            on,
                            event);
                }
            }
            case EquityCompensationReleased released -> {
                String shareClass = grants.get(released.security());
                if (shareClass != null) {
                    issue(
                            released.newSecurity(),
                            released.holder(),
                            shareClass,
                            released.issued().fraction(),
                            new TreeMap<>(),
                            on,
                            event);
                }
            }
            case InstrumentTransferred transferred -> {
                String shareClass = grants.get(transferred.security());
                if (shareClass != null) {
                    grants.put(transferred.newSecurity(), shareClass);
                } else {
                    pass(transferred, on, event);
                }
            }
            case InstrumentCancelled cancelled ->
                giveUpUncounted(
                        cancelled.security(),
                        size(cancelled.quantity(), cancelled.amount()),
                        How.CANCELLATION,
                        nothing(event),
                        on,
                        event);
            case InstrumentExpired expired ->
                giveUpUncounted(
                        expired.security(),
                        size(expired.quantity(), null),
                        How.CANCELLATION,
                        nothing(event),
                        on,
                        event);
            case PlanEvent _,
                    ServiceEnded _,
                    VestingEvent _,
                    ConvertibleAmended _,
                    MostFavouredTermsElected _,
                    ParticularsRecorded _,
                    SecurityAccepted _ -> {}
        }
    }

    private static @Nullable Price priceOf(@Nullable Money amount) {
        return amount == null ? null : new Price(amount.amount(), amount.currency());
    }

    private static @Nullable SortedMap<Currency, Fraction> paid(Payment payment, List<Leg> legs, @Nullable Money paid) {
        return payment == Payment.NET ? new TreeMap<>() : cost(legs, priceOf(paid), Fraction.ONE);
    }

    private static Fraction size(@Nullable Shares quantity, @Nullable Money amount) {
        return quantity != null ? quantity.fraction() : amount != null ? amount.fraction() : Fraction.ZERO;
    }

    /** A security that is held and not counted in shares. @param size what parts of it are told by */
    private void buyUncounted(
            SecurityId security,
            PartyId to,
            Fraction size,
            @Nullable SortedMap<Currency, Fraction> cost,
            @Nullable LocalDate on,
            long event) {
        sizes.put(security, size);
        buy(security, new Lot(security, to, null, Fraction.ZERO, cost, Fraction.ONE, on, List.of(event)));
    }

    /** Takes a part off a security that is not counted in shares; all of one whose size nobody knows. */
    private Fraction takeUncounted(SecurityId security, Fraction size, long event) {
        Fraction before = sizes.getOrDefault(security, Fraction.ZERO);
        boolean all = before.isZero() || size.isZero() || size.compareTo(before) >= 0;
        Fraction part = all ? Fraction.ONE : size.over(before);
        if (all) {
            lots.remove(security);
            sizes.remove(security);
        } else {
            Lot lot = lots.get(security);
            if (lot != null) {
                lots.put(security, lot.partOfCost(Fraction.ONE.minus(part), event));
            }
            sizes.put(security, before.minus(size));
        }
        return part;
    }

    private void giveUpUncounted(
            SecurityId security, Fraction size, How how, Claim proceeds, @Nullable LocalDate on, long event) {
        Lot before = lots.get(security);
        if (before != null && before.shareClass() == null) {
            Fraction part = takeUncounted(security, size, event);
            movements.add(new GivenUp(event, on, before, part, how, proceeds));
        }
    }

    private void pass(InstrumentTransferred transferred, @Nullable LocalDate on, long event) {
        Lot before = lots.get(transferred.security());
        if (before == null || before.shareClass() != null) {
            return;
        }
        Fraction size = size(transferred.quantity(), transferred.amount());
        Money price = transferred.price();
        boolean inside = group.contains(transferred.from()) && group.contains(transferred.to());
        if (inside) {
            Fraction part = takeUncounted(transferred.security(), size, event);
            Lot moved = before.partOfCost(part, event).movedTo(transferred.to(), transferred.newSecurity(), event);
            sizes.put(transferred.newSecurity(), size);
            lots.put(transferred.newSecurity(), moved);
            movements.add(new Moved(event, on, before, part, moved));
            return;
        }
        Price whole = priceOf(price);
        if (whole != null) {
            receive(transferred.from(), Receipt.Kind.SALE, whole, Fraction.ONE, on, event);
            pay(transferred.to(), Receipt.Kind.SALE, whole, Fraction.ONE, on, event);
        }
        giveUpUncounted(
                transferred.security(),
                size,
                whole == null ? How.GIFT : How.SALE,
                whole == null ? nothing(event) : priceOf(whole, Fraction.ONE, event),
                on,
                event);
        buyUncounted(
                transferred.newSecurity(),
                transferred.to(),
                size,
                whole == null ? new TreeMap<>() : Lot.amount(whole, Fraction.ONE),
                on,
                event);
    }

    /** What was held at cost becomes shares, which cost as much and what is paid on top. */
    private void becomes(
            SecurityId security,
            Fraction size,
            PartyId holder,
            String shareClass,
            SecurityId newSecurity,
            Fraction shares,
            @Nullable SortedMap<Currency, Fraction> more,
            @Nullable LocalDate on,
            long event) {
        Lot before = lots.get(security);
        if (before == null) {
            issue(newSecurity, holder, shareClass, shares, more, on, event);
            return;
        }
        Fraction part = takeUncounted(security, size, event);
        Lot after = before.partOfCost(part, event)
                .convertedInto(shareClass, newSecurity, shares, event)
                .costingMore(more);
        lots.put(newSecurity, after);
        movements.add(new Moved(event, on, before, part, after));
        outstanding.merge(shareClass, shares, Fraction::plus);
        changes.add(event);
    }

    private void price(RoundPriced pricing, long event) {
        Fraction perShare = pricing.price().fraction();
        List<Long> events = new ArrayList<>();
        events.add(event);
        events.addAll(amendedBy(pricing.shareClass()));
        prices.put(
                pricing.round(),
                new LatestPrice(
                        pricing.round(),
                        pricing.shareClass(),
                        perShare,
                        perShare.over(ratioOf(pricing.shareClass())),
                        pricing.price().currency(),
                        pricing.when(),
                        priced++,
                        events));
    }

    /** A share of the class is worth its last price whatever it converts into; one as converted accordingly less. */
    private void amend(ShareClassAmended amended, long event) {
        Terms terms = classes.get(amended.shareClass());
        if (amended.conversionRatio() == null || terms == null) {
            return;
        }
        Fraction ratio = amended.conversionRatio().fraction();
        List<Long> amendedBy = new ArrayList<>(terms.amendedBy());
        amendedBy.add(event);
        classes.put(amended.shareClass(), new Terms(terms.type(), ratio, List.copyOf(amendedBy)));
        prices.replaceAll((_, price) -> price.shareClass().equals(amended.shareClass())
                ? moved(price, price.perShare(), price.perShare().over(ratio), event)
                : price);
        changes.add(event);
    }

    private static LatestPrice moved(LatestPrice price, Fraction perShare, Fraction asConverted, long event) {
        List<Long> events = new ArrayList<>(price.events());
        events.add(event);
        return new LatestPrice(
                price.round(),
                price.shareClass(),
                perShare,
                asConverted,
                price.currency(),
                price.when(),
                price.order(),
                events);
    }

    private static Receipt.Kind kindOf(DistributionKind kind) {
        return switch (kind) {
            case DIVIDEND -> Receipt.Kind.DIVIDEND;
            case RETURN_OF_CAPITAL -> Receipt.Kind.RETURN_OF_CAPITAL;
            case EXIT_PROCEEDS, ESCROW_RELEASE -> Receipt.Kind.EXIT;
        };
    }

    /** The legs at nominal, or the price of the shares where no legs are recorded. */
    static @Nullable SortedMap<Currency, Fraction> cost(List<Leg> legs, @Nullable Price price, Fraction quantity) {
        if (legs.isEmpty()) {
            return price == null ? null : Lot.amount(price, quantity);
        }
        SortedMap<Currency, Fraction> cost = new TreeMap<>();
        for (Leg leg : legs) {
            cost.merge(leg.amount().currency(), leg.amount().fraction(), Fraction::plus);
        }
        return cost;
    }

    private void subscribe(Subscription subscription, @Nullable LocalDate on, long event) {
        SortedMap<Currency, Fraction> cost = cost(subscription.legs(), null, Fraction.ZERO);
        if (subscription.security() != null && subscription.shareClass() != null && subscription.quantity() != null) {
            issue(
                    subscription.security(),
                    subscription.to(),
                    subscription.shareClass(),
                    subscription.quantity().fraction(),
                    cost,
                    on,
                    event);
        } else {
            addShareless(subscription.to(), cost, on, event);
        }
    }

    private void addShareless(
            PartyId party, @Nullable SortedMap<Currency, Fraction> cost, @Nullable LocalDate on, long event) {
        Lot lot = new Lot(null, party, null, Fraction.ZERO, cost, Fraction.ONE, on, List.of(event));
        shareless.add(lot);
        movements.add(new Bought(event, on, lot));
    }

    /** A lot that comes from outside the group, or into being. */
    private void buy(SecurityId security, Lot lot) {
        lots.put(security, lot);
        movements.add(new Bought(lot.events().getFirst(), lot.acquiredOn(), lot));
    }

    /** A lot, or part of one, that leaves its holder; empty when the security is not known here. */
    private Optional<Lot> giveUp(
            SecurityId security, Fraction shares, How how, @Nullable Price price, @Nullable LocalDate on, long event) {
        Lot before = lots.get(security);
        Optional<Lot> taken = take(security, shares, event);
        if (before != null) {
            Claim proceeds = how.isPaid() ? priceOf(price, shares, event) : nothing(event);
            movements.add(new GivenUp(event, on, before, partOf(before, shares), how, proceeds));
        }
        return taken;
    }

    private static Claim nothing(long event) {
        return Figures.recorded(Fraction.ZERO, null, List.of(event));
    }

    private static Fraction partOf(Lot lot, Fraction shares) {
        return shares.compareTo(lot.quantity()) >= 0 ? Fraction.ONE : shares.over(lot.quantity());
    }

    private void issue(
            SecurityId security,
            PartyId to,
            String shareClass,
            Fraction quantity,
            @Nullable SortedMap<Currency, Fraction> cost,
            @Nullable LocalDate on,
            long event) {
        buy(security, new Lot(security, to, shareClass, quantity, cost, Fraction.ONE, on, List.of(event)));
        outstanding.merge(shareClass, quantity, Fraction::plus);
        changes.add(event);
    }

    private void transfer(SharesTransferred transfer, @Nullable LocalDate on, long event) {
        boolean inside = group.contains(transfer.from()) && group.contains(transfer.to());
        if (transfer.secondary() && !inside) {
            receive(
                    transfer.from(),
                    Receipt.Kind.SALE,
                    transfer.price(),
                    transfer.quantity().fraction(),
                    on,
                    event);
            pay(
                    transfer.to(),
                    Receipt.Kind.SALE,
                    transfer.price(),
                    transfer.quantity().fraction(),
                    on,
                    event);
        }
        for (TransferredLot moved : transfer.lots()) {
            Fraction shares = moved.quantity().fraction();
            Lot before = lots.get(moved.security());
            if (inside && before != null) {
                Lot passed = take(moved.security(), shares, event)
                        .orElseThrow()
                        .movedTo(transfer.to(), moved.newSecurity(), event);
                lots.put(moved.newSecurity(), passed);
                movements.add(new Moved(event, on, before, partOf(before, shares), passed));
                continue;
            }
            giveUp(moved.security(), shares, transfer.secondary() ? How.SALE : How.GIFT, transfer.price(), on, event);
            SortedMap<Currency, Fraction> cost = costTo(transfer, shares);
            buy(
                    moved.newSecurity(),
                    new Lot(
                            moved.newSecurity(),
                            transfer.to(),
                            transfer.shareClass(),
                            shares,
                            cost,
                            Fraction.ONE,
                            on,
                            List.of(event)));
        }
    }

    /** A price enters the cost when it was a sale; what was given away cost its new holder nothing. */
    private static @Nullable SortedMap<Currency, Fraction> costTo(SharesTransferred transfer, Fraction shares) {
        Price price = transfer.price();
        if (transfer.secondary()) {
            return price == null ? null : Lot.amount(price, shares);
        }
        return price == null ? new TreeMap<>() : Lot.amount(price.currency(), Fraction.ZERO);
    }

    private void acquire(PartyId acquirer, Acquired passed, @Nullable LocalDate on, long event) {
        Fraction shares = passed.quantity().fraction();
        Lot lot = lots.get(passed.security());
        if (lot == null) {
            return;
        }
        if (lot.party().equals(acquirer) || (group.contains(lot.party()) && group.contains(acquirer))) {
            Lot moved =
                    take(passed.security(), shares, event).orElseThrow().movedTo(acquirer, passed.newSecurity(), event);
            lots.put(passed.newSecurity(), moved);
            movements.add(new Moved(event, on, lot, partOf(lot, shares), moved));
            return;
        }
        giveUp(passed.security(), shares, How.ACQUISITION, passed.price(), on, event);
        receive(lot.party(), Receipt.Kind.ACQUISITION, passed.price(), shares, on, event);
        pay(acquirer, Receipt.Kind.ACQUISITION, passed.price(), shares, on, event);
        buy(
                passed.newSecurity(),
                new Lot(
                        passed.newSecurity(),
                        acquirer,
                        lot.shareClass(),
                        shares,
                        passed.price() == null ? null : Lot.amount(passed.price(), shares),
                        Fraction.ONE,
                        on,
                        List.of(event)));
    }

    private void convert(Conversion conversion, @Nullable LocalDate on, long event) {
        Fraction shares = conversion.quantity().fraction();
        Fraction newShares = conversion.newQuantity().fraction();
        Lot before = lots.get(conversion.security());
        Optional<Lot> taken = take(conversion.security(), shares, event);
        if (before != null && taken.isPresent() && before.shareClass() != null) {
            retire(before.shareClass(), shares, event);
            Lot converted = taken.get().convertedInto(conversion.into(), conversion.newSecurity(), newShares, event);
            lots.put(conversion.newSecurity(), converted);
            movements.add(new Moved(event, on, before, partOf(before, shares), converted));
            outstanding.merge(conversion.into(), newShares, Fraction::plus);
        }
    }

    private void retire(String shareClass, Fraction shares, long event) {
        outstanding.merge(shareClass, shares.negate(), Fraction::plus);
        changes.add(event);
    }

    /** Takes shares off a security, with their part of the cost; empty when the security is not known here. */
    private Optional<Lot> take(SecurityId security, Fraction shares, long event) {
        Lot lot = lots.get(security);
        if (lot == null) {
            return Optional.empty();
        }
        if (shares.compareTo(lot.quantity()) >= 0) {
            lots.remove(security);
        } else {
            lots.put(security, lot.without(shares, event));
        }
        return Optional.of(lot.part(shares, event));
    }

    private void receive(
            PartyId party,
            Receipt.Kind kind,
            @Nullable Price price,
            Fraction shares,
            @Nullable LocalDate on,
            long event) {
        receipts.add(new Receipt(party, kind, priceOf(price, shares, event), on));
    }

    private void pay(
            PartyId party,
            Receipt.Kind kind,
            @Nullable Price price,
            Fraction shares,
            @Nullable LocalDate on,
            long event) {
        payments.add(new Receipt(party, kind, priceOf(price, shares, event), on));
    }

    private static Claim priceOf(@Nullable Price price, Fraction shares, long event) {
        return price == null
                ? Figures.undisclosed(List.of(event))
                : Figures.recorded(price.fraction().times(shares), price.currency(), List.of(event));
    }

    /**
     * Splits each security and rounds it as the event says. Conversion ratios stay as they were recorded; a price
     * is divided when its own class is split. When only what that class converts into is split, one share as
     * converted costs less, until the ratio follows by a fact of its own.
     */
    private void split(SharesSplit split, @Nullable LocalDate on, long event) {
        Fraction ratio = split.ratio().fraction();
        boolean common = split.classes().stream()
                .map(classes::get)
                .anyMatch(terms -> terms == null || terms.type() == ShareClassType.COMMON);
        lots.replaceAll(lot -> lot.shareClass() != null && split.classes().contains(lot.shareClass())
                ? lot.split(
                        Fraction.of(lot.quantity()
                                .times(ratio)
                                .toDecimal(
                                        split.rounding().places(),
                                        split.rounding().mode())),
                        event)
                : lot);
        lots.all().stream()
                .filter(lot -> lot.shareClass() != null && split.classes().contains(lot.shareClass()))
                .forEach(lot -> movements.add(new Resized(event, on, lot)));
        for (String shareClass : split.classes()) {
            outstanding.put(shareClass, heldIn(shareClass));
        }
        prices.replaceAll((_, price) -> {
            if (split.classes().contains(price.shareClass())) {
                Fraction perShare = price.perShare().over(ratio);
                return moved(price, perShare, perShare.over(ratioOf(price.shareClass())), event);
            }
            return common ? moved(price, price.perShare(), price.asConverted().over(ratio), event) : price;
        });
        changes.add(event);
    }

    private Fraction heldIn(String shareClass) {
        return lots.all().stream()
                .filter(lot -> shareClass.equals(lot.shareClass()))
                .map(Lot::quantity)
                .reduce(Fraction.ZERO, Fraction::plus);
    }

    private void impair(PartyId party, @Nullable Money amount, @Nullable LocalDate on, long event) {
        Fraction carrying = Fraction.ZERO;
        boolean any = false;
        for (Lot lot : all()) {
            if (lot.party().equals(party)) {
                any = true;
                if (amount != null && lot.cost() != null) {
                    carrying = carrying.plus(lot.cost()
                            .getOrDefault(amount.currency(), Fraction.ZERO)
                            .times(lot.carried()));
                }
            }
        }
        impairments.add(new Impairment(party, amount, on, any, event));
        Fraction remaining = amount == null || carrying.isZero()
                ? Fraction.ZERO
                : carrying.minus(amount.fraction()).max(Fraction.ZERO).over(carrying);
        if (amount == null || !carrying.isZero()) {
            lots.replaceAll(lot -> lot.party().equals(party) ? lot.impaired(remaining, event) : lot);
            shareless.replaceAll(lot -> lot.party().equals(party) ? lot.impaired(remaining, event) : lot);
        }
    }

    private List<Lot> all() {
        List<Lot> all = new ArrayList<>(lots.all());
        all.addAll(shareless);
        return all;
    }

    private Fraction ratioOf(@Nullable String shareClass) {
        Terms terms = shareClass == null ? null : classes.get(shareClass);
        return terms == null ? Fraction.ONE : terms.ratio();
    }

    private List<Long> amendedBy(@Nullable String shareClass) {
        Terms terms = shareClass == null ? null : classes.get(shareClass);
        return terms == null ? List.of() : terms.amendedBy();
    }

    /** The lots of the group, the oldest first. */
    List<Lot> lots() {
        return all().stream().filter(lot -> group.contains(lot.party())).toList();
    }

    /** All lots that are told by a security, with what those of the group come to. */
    Lots held() {
        return lots;
    }

    /** What the group received, in order. */
    List<Receipt> receipts() {
        return receipts.stream()
                .filter(receipt -> group.contains(receipt.party()))
                .toList();
    }

    /** What the group paid to other holders. */
    List<Receipt> payments() {
        return payments.stream()
                .filter(payment -> group.contains(payment.party()))
                .toList();
    }

    List<Impairment> impairments() {
        return impairments.stream()
                .filter(impairment -> group.contains(impairment.party()))
                .toList();
    }

    /** Everything that happened to lots, of the group's and of others, in order of effect. */
    List<Movement> movements() {
        return List.copyOf(movements);
    }

    /** The same, from a place in that order on: what was added since. */
    List<Movement> movementsFrom(int number) {
        return List.copyOf(movements.subList(number, movements.size()));
    }

    int movementCount() {
        return movements.size();
    }

    /** Shares of the group by class, each converted into common at the ratio of its class. */
    SortedMap<String, Fraction> heldAsConvertedByClass() {
        SortedMap<String, Fraction> held = lots.shares();
        held.replaceAll((shareClass, quantity) -> quantity.times(ratioOf(shareClass)));
        return held;
    }

    /** Shares of the group, each class converted into common at its ratio. */
    Fraction heldAsConverted() {
        return heldAsConvertedByClass().values().stream().reduce(Fraction.ZERO, Fraction::plus);
    }

    Fraction outstandingAsConverted() {
        return outstanding.entrySet().stream()
                .map(entry -> entry.getValue().times(ratioOf(entry.getKey())))
                .reduce(Fraction.ZERO, Fraction::plus);
    }

    /** Positions of the events that made the lots what they are, and what they convert into. */
    List<Long> lotEvents() {
        return lots().stream()
                .flatMap(lot -> Stream.concat(lot.events().stream(), amendedBy(lot.shareClass()).stream()))
                .distinct()
                .sorted()
                .toList();
    }

    /** Positions of the events that changed what is outstanding. */
    List<Long> outstandingEvents() {
        return List.copyOf(changes);
    }

    /** Of the latest priced round in which shares were sold. */
    Optional<LatestPrice> latestPrice() {
        return prices.values().stream()
                .filter(price -> closed.contains(price.round()))
                .max((one, other) -> Integer.compare(one.order(), other.order()));
    }

    /** Position of the dissolution, after which all shares are void. */
    Optional<Long> dissolved() {
        return dissolved;
    }
}
