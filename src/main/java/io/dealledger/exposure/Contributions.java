package io.dealledger.exposure;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Claims;
import io.dealledger.calculation.Claims.Resolved;
import io.dealledger.calculation.Conflict;
import io.dealledger.calculation.Printed;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.ConvertibleEvent.ConvertibleIssued;
import io.dealledger.company.CreditEvent;
import io.dealledger.company.CreditEvent.ComputeCreditsCommitted;
import io.dealledger.company.GrantEvent.EquityCompensationExercised;
import io.dealledger.company.GrantEvent.Payment;
import io.dealledger.company.HoldingEvent;
import io.dealledger.company.InstrumentEvent;
import io.dealledger.company.Leg;
import io.dealledger.company.LifeEvent;
import io.dealledger.company.PeriodEvent;
import io.dealledger.company.ReportEvent;
import io.dealledger.company.RoundEvent;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.RoundEvent.Subscription;
import io.dealledger.company.ShareEvent;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.company.WarrantEvent.WarrantExercised;
import io.dealledger.company.WarrantEvent.WarrantIssued;
import io.dealledger.exposure.Reports.LegClaim;
import io.dealledger.exposure.Reports.Part;
import io.dealledger.exposure.Reports.Position;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Interval;
import io.dealledger.money.Money;
import io.dealledger.money.Price;
import io.dealledger.money.SourceClass;
import io.dealledger.money.Unit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the group gave one issuer, piece by piece: recorded closings and issuances to the cent, reported parts
 * as their claims resolve, and a claim of what was invested to date in place of all pieces up to its day.
 */
final class Contributions {
    static final String COMPONENT = "a component bounds its total from below";
    static final String CASH = "cash = invested - consideration in kind";
    static final String NOTHING_ELSE = "no other kind of consideration is recorded for this investment";
    static final String PARTLY = "paid in this kind to more than nothing and less than all";

    private final Translation translation;
    private final List<Contribution> pieces = new ArrayList<>();
    private final List<Claim> beside = new ArrayList<>();
    private final List<Conflict> conflicts = new ArrayList<>();

    private Contributions(Translation translation) {
        this.translation = translation;
    }

    static Contributions of(
            List<Recorded<CompanyEvent>> facts, Reports reports, Set<PartyId> group, Translation translation) {
        Contributions all = new Contributions(translation);
        facts.forEach(recorded -> all.addRecorded(recorded, group));
        for (Part part : reports.parts()) {
            if (part.firmedUp.isPresent()) {
                all.beside.addAll(part.amounts.stream().filter(Claim::says).toList());
            } else {
                all.pieces.add(all.resolved(part));
            }
        }
        group.forEach(party -> all.replaceByPosition(party, reports));
        return all;
    }

    /** That a party has something here of which nobody says what it gave. */
    void addUnknown(PartyId party, @Nullable LocalDate on, List<Long> events) {
        pieces.add(Contribution.unknown(party, on, false, events));
    }

    List<Contribution> pieces() {
        return List.copyOf(pieces);
    }

    /** Claims about amounts that no piece rests on: they are shown beside. */
    List<Claim> beside() {
        return List.copyOf(beside);
    }

    List<Conflict> conflicts() {
        return Stream.concat(conflicts.stream(), pieces.stream().flatMap(piece -> piece.conflicts().stream()))
                .distinct()
                .toList();
    }

    private void addRecorded(Recorded<CompanyEvent> recorded, Set<PartyId> group) {
        @Nullable LocalDate on = recorded.when().effectiveOn();
        long event = recorded.position();
        switch (recorded.fact()) {
            case RoundClosed closing -> {
                for (Subscription subscription : closing.subscriptions()) {
                    if (group.contains(subscription.to())) {
                        addRecorded(subscription.to(), subscription.legs(), null, Fraction.ZERO, on, event);
                    }
                }
            }
            case SharesIssued issued -> {
                if (group.contains(issued.to())) {
                    addRecorded(
                            issued.to(),
                            issued.legs(),
                            issued.price(),
                            issued.quantity().fraction(),
                            on,
                            event);
                }
            }
            case ComputeCreditsCommitted committed -> {
                if (group.contains(committed.party())) {
                    Leg leg = Leg.credits(committed.amount(), committed.vendor());
                    addRecorded(committed.party(), List.of(leg), null, Fraction.ZERO, on, event);
                }
            }
            case ConvertibleIssued issued -> {
                if (group.contains(issued.to())) {
                    addPaid(issued.to(), issued.legs(), issued.amount(), on, event);
                }
            }
            case WarrantIssued issued -> {
                if (group.contains(issued.to())
                        && (issued.purchasePrice() != null || !issued.legs().isEmpty())) {
                    addPaid(issued.to(), issued.legs(), issued.purchasePrice(), on, event);
                }
            }
            case EquityCompensationExercised exercised -> {
                // What is issued apart from the exercise is paid for there.
                boolean here = exercised.newSecurity() != null;
                if (here && group.contains(exercised.holder()) && exercised.payment() == Payment.CASH) {
                    addPaid(exercised.holder(), exercised.legs(), exercised.paid(), on, event);
                }
            }
            case WarrantExercised exercised -> {
                if (group.contains(exercised.holder()) && exercised.payment() == Payment.CASH) {
                    addPaid(exercised.holder(), exercised.legs(), exercised.paid(), on, event);
                }
            }
            case RoundEvent _,
                    ShareEvent _,
                    LifeEvent _,
                    ReportEvent _,
                    CreditEvent _,
                    HoldingEvent _,
                    InstrumentEvent _,
                    PeriodEvent _,
                    CompanyEvent.FactVoided _ -> {}
        }
    }

    /** Paid for a security that is not counted in shares: the legs, or the amount where none are recorded. */
    private void addPaid(PartyId party, List<Leg> legs, @Nullable Money amount, @Nullable LocalDate on, long event) {
        Price price = amount == null ? null : new Price(amount.amount(), amount.currency());
        addRecorded(party, legs, price, Fraction.ONE, on, event);
    }

    /** One piece per currency, which in all but the strangest closing is one. */
    private void addRecorded(
            PartyId party,
            List<Leg> legs,
            @Nullable Price price,
            Fraction quantity,
            @Nullable LocalDate on,
            long event) {
        List<Long> events = List.of(event);
        SortedMap<Currency, Fraction> total = ShareBook.cost(legs, price, quantity);
        if (total == null) {
            pieces.add(Contribution.unknown(party, on, true, events));
            return;
        }
        total.forEach((currency, amount) -> {
            List<Leg> own = legs.stream()
                    .filter(leg -> leg.amount().currency().equals(currency))
                    .toList();
            Fraction credits = sum(own, Set.of(Leg.Kind.COMPUTE_CREDITS));
            Fraction cash = own.isEmpty() ? amount : sum(own, Set.of(Leg.Kind.CASH));
            Fraction other = amount.minus(cash).minus(credits);
            NavigableSet<PartyId> vendors = own.stream()
                    .filter(leg -> leg.kind() == Leg.Kind.COMPUTE_CREDITS || leg.covenant() != null)
                    .map(Leg::vendor)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toCollection(TreeSet::new));
            pieces.add(new Contribution(
                    party,
                    on,
                    true,
                    true,
                    translation.at(Figures.recorded(amount, currency, events), on),
                    translation.at(Figures.recorded(cash, currency, events), on),
                    Figures.recorded(credits, currency, events),
                    currency,
                    translation.at(Figures.recorded(other, currency, events), on),
                    vendors,
                    false,
                    List.of(),
                    List.of(),
                    List.of(),
                    Set.of(),
                    events));
        });
    }

    private static Fraction sum(List<Leg> legs, Set<Leg.Kind> kinds) {
        return legs.stream()
                .filter(leg -> kinds.contains(leg.kind()))
                .map(leg -> leg.amount().fraction())
                .reduce(Fraction.ZERO, Fraction::plus);
    }

    private Contribution resolved(Part part) {
        List<Long> events = List.copyOf(part.events);
        @Nullable LocalDate on = part.when.effectiveOn();
        List<Conflict> clashes = new ArrayList<>();
        Resolved amounts = Claims.resolve(part.amounts, "invested", translation.currency());
        clashes.addAll(amounts.conflicts());
        Claim stated = amounts.winning().orElseGet(() -> Figures.undisclosed(events));
        clashes.addAll(translated(stated, part.amounts, on));

        SortedMap<Leg.Kind, Claim> legs = new TreeMap<>();
        for (Leg.Kind kind : Leg.Kind.values()) {
            List<LegClaim> ofKind =
                    part.legs.stream().filter(leg -> leg.kind() == kind).toList();
            if (!ofKind.isEmpty()) {
                legs.put(kind, resolved(kind, ofKind, clashes));
            }
        }
        Claim total = boundedByComponents(stated, List.copyOf(legs.values()), clashes);
        part.partlyIn.forEach((kind, said) -> {
            Claim leg = legs.get(kind);
            if (leg == null || !leg.says()) {
                legs.put(kind, partOf(total, said.getFirst()));
            }
        });
        Claim inKind = sum(legs, EnumSet.complementOf(EnumSet.of(Leg.Kind.CASH)), events, on, total);
        Claim other =
                sum(legs, EnumSet.complementOf(EnumSet.of(Leg.Kind.CASH, Leg.Kind.COMPUTE_CREDITS)), events, on, total);
        @Nullable Claim creditLeg = legs.get(Leg.Kind.COMPUTE_CREDITS);
        Claim credits = creditLeg == null ? Figures.undisclosed(events) : creditLeg;
        NavigableSet<PartyId> vendors = part.legs.stream()
                .filter(leg -> leg.kind() == Leg.Kind.COMPUTE_CREDITS)
                .map(LegClaim::vendor)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        boolean statesKinds = legs.keySet().stream().anyMatch(kind -> kind != Leg.Kind.CASH);
        return new Contribution(
                part.party,
                on,
                false,
                part.closed,
                translation.at(total, on),
                cash(total, inKind, statesKinds, legs.get(Leg.Kind.CASH), on),
                credits,
                Figures.commonCurrency(credits, total),
                translation.at(other, on),
                vendors,
                creditLeg != null && vendors.isEmpty(),
                part.amounts,
                part.legs.stream()
                        .filter(leg -> leg.kind() == Leg.Kind.COMPUTE_CREDITS)
                        .map(LegClaim::claim)
                        .toList(),
                clashes,
                Set.of(),
                events);
    }

    /** Credits of two vendors are two legs; a claim that names no vendor is about their sum. */
    private Claim resolved(Leg.Kind kind, List<LegClaim> legs, List<Conflict> clashes) {
        String measure = kind == Leg.Kind.COMPUTE_CREDITS ? "compute credits committed" : kind + " committed";
        Set<PartyId> vendors = legs.stream()
                .map(LegClaim::vendor)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        if (vendors.size() < 2) {
            return resolved(legs.stream().map(LegClaim::claim).toList(), measure, clashes);
        }
        List<Claim> parts = new ArrayList<>();
        for (PartyId vendor : vendors) {
            parts.add(resolved(
                    legs.stream()
                            .filter(leg -> vendor.equals(leg.vendor()))
                            .map(LegClaim::claim)
                            .toList(),
                    measure,
                    clashes));
        }
        List<Claim> whole = legs.stream()
                .filter(leg -> leg.vendor() == null)
                .map(LegClaim::claim)
                .collect(Collectors.toCollection(ArrayList::new));
        whole.addFirst(Figures.sum(parts, translation.currency()));
        return resolved(whole, measure, clashes);
    }

    private Claim resolved(List<Claim> claims, String measure, List<Conflict> clashes) {
        Resolved resolved = Claims.resolve(claims, measure, translation.currency());
        clashes.addAll(resolved.conflicts());
        return resolved.winning().orElseThrow();
    }

    /** A leg of 300 million makes the investment at least that much, unless a better source says otherwise. */
    private static Claim boundedByComponents(Claim total, List<Claim> components, List<Conflict> clashes) {
        List<Claim> saying = components.stream()
                .filter(Claim::says)
                .filter(leg -> Figures.sameCurrency(total, leg))
                .toList();
        if (saying.isEmpty()) {
            return total;
        }
        Claim sum = Figures.sum(saying, total.currency());
        Interval.Bound lower = sum.interval().lower();
        if (lower == null || lower.at().signum() <= 0 || !Figures.sameCurrency(total, sum)) {
            return total;
        }
        Interval floor = new Interval(lower, null);
        Interval both = total.interval().intersect(floor);
        if (both.equals(total.interval())) {
            return total;
        }
        boolean narrows = !total.says() || sum.sourceClass().compareTo(total.sourceClass()) <= 0;
        if (!narrows || both.isEmpty()) {
            if (total.says() && !total.conflictInterval().overlaps(floor)) {
                clashes.add(new Conflict(
                        Conflict.Kind.SOURCES_DISAGREE,
                        Figures.eventsOf(List.of(total, sum)),
                        "invested: " + Printed.words(total) + " (" + total.sourceClass() + ") against a component of "
                                + Printed.words(sum) + " (" + sum.sourceClass() + ")"));
            }
            return total;
        }
        return Figures.from(both, Unit.MONEY, sum.currency(), COMPONENT, List.of(total, sum));
    }

    /** More than nothing and, where a total is known, less than all of it. */
    private static Claim partOf(Claim total, Claim said) {
        Interval.Bound upper = total.says() ? total.interval().upper() : null;
        Interval between = new Interval(
                new Interval.Bound(Fraction.ZERO, false), upper == null ? null : new Interval.Bound(upper.at(), false));
        Claim part = Figures.from(between, Unit.MONEY, total.currency(), PARTLY, List.of(total, said));
        return new Claim(
                part.op(),
                Unit.MONEY,
                part.currency(),
                between,
                between,
                null,
                said.sourceClass(),
                said.source(),
                PARTLY,
                part.assumption(),
                part.events(),
                part.inputs());
    }

    private Claim sum(
            SortedMap<Leg.Kind, Claim> legs,
            Set<Leg.Kind> kinds,
            List<Long> events,
            @Nullable LocalDate on,
            Claim total) {
        List<Claim> parts = legs.entrySet().stream()
                .filter(leg -> kinds.contains(leg.getKey()))
                .map(leg -> Figures.sameCurrency(total, leg.getValue())
                        ? leg.getValue()
                        : translation.at(leg.getValue(), on))
                .toList();
        return parts.isEmpty() ? Figures.recorded(Fraction.ZERO, null, events) : Figures.sum(parts, total.currency());
    }

    /**
     * @param statesKinds whether a source speaks of something in kind; without it all is taken for cash, and says so
     * @param leg what sources say of the cash itself
     */
    private Claim cash(Claim total, Claim inKind, boolean statesKinds, @Nullable Claim leg, @Nullable LocalDate on) {
        if (leg != null && leg.says()) {
            return translation.at(leg, on);
        }
        List<Claim> inputs = List.of(total, inKind);
        if (!total.says()) {
            return Figures.undisclosed(Figures.eventsOf(inputs));
        }
        if (!statesKinds) {
            return translation.at(
                    new Claim(
                            total.op(),
                            total.unit(),
                            total.currency(),
                            total.interval(),
                            total.conflictInterval(),
                            total.statement(),
                            total.sourceClass(),
                            total.source(),
                            CASH,
                            NOTHING_ELSE,
                            total.events(),
                            List.of(total)),
                    on);
        }
        if (!Figures.sameCurrency(total, inKind)) {
            Claim one = translation.at(total, on);
            Claim other = translation.at(inKind, on);
            return Figures.sameCurrency(one, other)
                    ? difference(one, other)
                    : Figures.undisclosed(Figures.eventsOf(inputs));
        }
        return translation.at(difference(total, inKind), on);
    }

    /** The credits of a piece, or nothing where no source speaks of any. */
    private Claim stated(Contribution piece) {
        return piece.creditsHeard().isEmpty()
                        && !piece.recorded()
                        && !piece.credits().says()
                ? Figures.recorded(Fraction.ZERO, null, piece.events())
                : translation.at(piece.credits(), piece.on());
    }

    private static Claim difference(Claim total, Claim inKind) {
        Interval left = total.interval().minus(inKind.interval()).intersect(Interval.NOT_NEGATIVE);
        List<Claim> inputs = List.of(total, inKind);
        return left.isEmpty()
                ? Figures.undisclosed(Figures.eventsOf(inputs))
                : Figures.from(left, Unit.MONEY, total.currency(), CASH, inputs);
    }

    /** Figures of other sources that disagree only once they are translated. */
    private List<Conflict> translated(Claim held, List<Claim> claims, @Nullable LocalDate on) {
        List<Conflict> found = new ArrayList<>();
        Optional<Claim> own = held.says() ? translation.tried(held, on) : Optional.empty();
        for (Claim other : claims) {
            if (own.isPresent() && other.says() && !Figures.sameCurrency(held, other)) {
                translation
                        .tried(other, on)
                        .filter(figure ->
                                !figure.conflictInterval().overlaps(own.get().conflictInterval()))
                        .ifPresent(figure -> found.add(new Conflict(
                                Conflict.Kind.TRANSLATION_DISAGREES,
                                Figures.eventsOf(List.of(own.get(), figure)),
                                "invested: " + Printed.words(held) + " against " + Printed.words(other)
                                        + ", translated " + Printed.words(own.get()) + " against "
                                        + Printed.words(figure))));
            }
        }
        return found;
    }

    /**
     * The newest claim of what a party invested to date takes the place of its pieces up to that day. Only where
     * every one of them was recorded here, and the claim's source is worse than that, is it shown beside.
     */
    private void replaceByPosition(PartyId party, Reports reports) {
        Optional<Position> newest = reports.positions().stream()
                .filter(position -> position.party.equals(party))
                .filter(position -> position.investedToDate.stream().anyMatch(Claim::says))
                .max(Comparator.comparing((Position position) -> position.when));
        if (newest.isEmpty()) {
            return;
        }
        Position position = newest.get();
        @Nullable LocalDate on = position.when.effectiveOn();
        List<Contribution> before = pieces.stream()
                .filter(piece -> piece.party().equals(party))
                .filter(piece ->
                        piece.on() == null || (on != null && !piece.on().isAfter(on)))
                .toList();
        Resolved resolved = Claims.resolve(position.investedToDate, "invested to date", translation.currency());
        Claim toDate = resolved.winning().orElseThrow();
        boolean recordedHere = !before.isEmpty() && before.stream().allMatch(Contribution::recorded);
        if (recordedHere && toDate.sourceClass().compareTo(SourceClass.SIGNED_DOCUMENT) > 0) {
            beside.addAll(position.investedToDate);
            Claim sum = Figures.sum(before.stream().map(Contribution::amount).toList(), toDate.currency());
            if (Figures.sameCurrency(sum, toDate)
                    && sum.says()
                    && !sum.conflictInterval().overlaps(toDate.conflictInterval())) {
                conflicts.add(new Conflict(
                        Conflict.Kind.SOURCES_DISAGREE,
                        Figures.eventsOf(List.of(sum, toDate)),
                        "invested to date: " + Printed.words(sum) + " as recorded against " + Printed.words(toDate)
                                + " (" + toDate.sourceClass() + ")"));
            }
            return;
        }
        pieces.removeAll(before);
        pieces.add(toDate(party, position, resolved, before));
    }

    private Contribution toDate(PartyId party, Position position, Resolved resolved, List<Contribution> before) {
        @Nullable LocalDate on = position.when.effectiveOn();
        Claim stated = resolved.winning().orElseThrow();
        NavigableSet<Long> events = new TreeSet<>(position.events);
        before.forEach(piece -> events.addAll(piece.events()));
        List<Conflict> clashes = new ArrayList<>(resolved.conflicts());
        clashes.addAll(translated(stated, position.investedToDate, on));
        before.forEach(piece -> clashes.addAll(piece.conflicts()));
        List<Claim> creditClaims = before.stream().map(Contribution::credits).toList();
        Claim credits = creditClaims.isEmpty() ? Figures.undisclosed(position.events) : Figures.sum(creditClaims, null);
        List<Claim> inKindParts = before.stream()
                .flatMap(piece -> Stream.of(stated(piece), piece.other()))
                .toList();
        Claim inKind = inKindParts.isEmpty()
                ? Figures.recorded(Fraction.ZERO, null, position.events)
                : Figures.sum(inKindParts, stated.currency());
        Claim other = before.isEmpty()
                ? Figures.recorded(Fraction.ZERO, null, position.events)
                : Figures.sum(before.stream().map(Contribution::other).toList(), translation.currency());
        Claim total = boundedByComponents(stated, List.of(inKind), clashes);
        boolean statesKinds = !Figures.isZero(inKind);
        return new Contribution(
                party,
                on,
                !before.isEmpty() && before.stream().allMatch(Contribution::recorded),
                true,
                translation.at(total, on),
                cash(translation.at(total, on), translation.at(inKind, on), statesKinds, null, on),
                credits,
                before.stream()
                        .map(Contribution::creditCurrency)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(total.currency()),
                other,
                before.stream()
                        .flatMap(piece -> piece.vendors().stream())
                        .collect(Collectors.toCollection(TreeSet::new)),
                before.stream().anyMatch(Contribution::creditsWithoutVendor),
                Stream.concat(
                                position.investedToDate.stream(),
                                before.stream().flatMap(piece -> piece.heard().stream()))
                        .toList(),
                before.stream().flatMap(piece -> piece.creditsHeard().stream()).toList(),
                clashes,
                before.stream()
                        .filter(Contribution::recorded)
                        .flatMap(piece -> piece.events().stream())
                        .collect(Collectors.toCollection(TreeSet::new)),
                List.copyOf(events));
    }
}
