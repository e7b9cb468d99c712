package io.dealledger.schedule;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Conflict;
import io.dealledger.company.RoundEvent.RoundClosed;
import io.dealledger.company.ShareEvent.SharesIssued;
import io.dealledger.exposure.Figures;
import io.dealledger.exposure.Movement;
import io.dealledger.exposure.Movement.Bought;
import io.dealledger.exposure.PortfolioPosition;
import io.dealledger.exposure.Translation;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.fx.Rates;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.Interval;
import io.dealledger.money.Unit;
import io.dealledger.schedule.FairValueBook.Dated;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lines of one company. */
final class Lines {
    static final String MULTIPLE = "(realised proceeds + value) / total invested";
    static final String NO_CLASS = "";

    private final PortfolioPosition position;
    private final NavigableSet<PartyId> group;
    private final FairValueBook book;
    private final Issuer issuer;
    private final StandIn standIn;
    private final Translation translation;
    private final Set<String> units;
    private final boolean together;

    private Lines(
            PortfolioPosition position,
            NavigableSet<PartyId> group,
            FairValueBook book,
            StandIn standIn,
            Translation translation) {
        this.position = position;
        this.group = group;
        this.book = book;
        this.issuer = Issuer.of(position.facts());
        this.standIn = standIn;
        this.translation = translation;
        this.units = new TreeSet<>(book.units());
        this.together = areTogether(position, book);
    }

    /** Whether a company's classes make one line, because something was measured or reported of all of them. */
    static boolean areTogether(PortfolioPosition position, FairValueBook book) {
        return book.isPooled() || !position.replaced().isEmpty() || book.units().size() <= 1;
    }

    /** @param translation of the company, which remembers what it had no rate for */
    static List<Line> of(
            PortfolioPosition position,
            NavigableSet<PartyId> group,
            StandIn standIn,
            Rates rates,
            @Nullable RateKind kind,
            Translation translation) {
        FairValueBook book = FairValueBook.of(position, group, rates, kind);
        return new Lines(position, group, book, standIn, translation).lines();
    }

    private List<Line> lines() {
        if (together) {
            String only = units.size() == 1 ? units.iterator().next() : NO_CLASS;
            return List.of(line(
                    only.isEmpty() ? null : only,
                    units,
                    position.committed(),
                    position.unfunded(),
                    position.proceeds(),
                    position.stake(),
                    position.stakeFraction().orElse(null)));
        }
        List<Line> lines = new ArrayList<>();
        boolean funded = Figures.isZero(position.unfunded());
        Claim restCommitted = position.committed();
        for (String unit : units) {
            if (!unit.isEmpty()) {
                Optional<Fraction> share =
                        position.stakeFraction().map(_ -> position.stakes().getOrDefault(unit, Fraction.ZERO));
                Claim issued = issued(unit);
                restCommitted = Amounts.minus(restCommitted, issued);
                lines.add(line(
                        unit,
                        Set.of(unit),
                        issued,
                        funded ? position.unfunded() : null,
                        translated(book.received(Set.of(unit))),
                        share.map(percent -> Claim.recorded(
                                        percent,
                                        Unit.PERCENT,
                                        null,
                                        position.stake().events()))
                                .orElseGet(() -> Claim.undisclosed(
                                        Unit.PERCENT, position.stake().events())),
                        share.orElse(null)));
            }
        }
        Claim paidToAll = paidToAllClasses();
        // What is recorded for the position, and not for a class of it, has a line of its own.
        if (units.contains(NO_CLASS) || !funded || !Figures.isZero(restCommitted) || !Figures.isZero(paidToAll)) {
            lines.add(line(
                    null,
                    Set.of(NO_CLASS),
                    restCommitted,
                    position.unfunded(),
                    paidToAll,
                    Claim.undisclosed(Unit.PERCENT, position.events()),
                    null));
        }
        return lines;
    }

    private Line line(
            @Nullable String shareClass,
            Set<String> own,
            Claim committed,
            @Nullable Claim unfunded,
            Claim proceeds,
            Claim ownership,
            @Nullable Fraction fraction) {
        List<Piece> pieces = book.pieces(own);
        boolean held = position.holds() && !pieces.isEmpty();
        NavigableSet<PartyId> holders =
                pieces.stream().map(Piece::holder).collect(Collectors.toCollection(TreeSet::new));
        SortedMap<String, Fraction> quantities = new TreeMap<>();
        pieces.stream()
                .filter(piece -> piece.unit() != null && piece.quantity().signum() > 0)
                .forEach(piece -> quantities.merge(piece.unit(), piece.quantity(), Fraction::plus));
        Claim invested = home(translated(book.invested(own)));
        Claim cost = home(Figures.sum(
                pieces.stream()
                        .flatMap(
                                piece -> piece.basis().stream().map(claim -> translation.at(claim, piece.acquiredOn())))
                        .toList(),
                translation.currency()));
        List<Valued> values = values(pieces, own, held);
        Claim value = home(Figures.sum(values.stream().map(Valued::value).toList(), translation.currency()));
        ValueBasis basis = basis(values, held);
        Claim received = home(proceeds);
        List<Conflict> conflicts = Stream.concat(
                        position.conflicts().stream(),
                        values.stream()
                                .map(Valued::mark)
                                .filter(mark -> mark != null)
                                .flatMap(mark -> mark.conflicts().stream()))
                .distinct()
                .toList();
        List<Long> events = new ArrayList<>(Figures.eventsOf(List.of(invested, cost, value, received)));
        return new Line(
                position.company(),
                issuer,
                shareClass,
                type(shareClass, quantities),
                held,
                holders,
                book.since(own),
                quantities,
                grounded(ownership),
                Optional.ofNullable(fraction),
                grounded(committed),
                grounded(invested),
                Optional.ofNullable(unfunded).map(this::grounded),
                grounded(received),
                grounded(cost),
                grounded(value),
                basis,
                values,
                grounded(Figures.combined(value, cost, "unrealised = value - current cost", Interval::minus)),
                grounded(multiple(received, value, invested)),
                position.clouded() || !conflicts.isEmpty(),
                conflicts,
                List.copyOf(new TreeSet<>(Stream.concat(position.noRate().stream(), translation.missing().stream())
                        .toList())),
                events.isEmpty() ? position.events() : events);
    }

    private SecurityType type(@Nullable String shareClass, SortedMap<String, Fraction> quantities) {
        if (shareClass != null) {
            return issuer.type(shareClass);
        }
        Set<SecurityType> types =
                quantities.keySet().stream().map(issuer::type).collect(Collectors.toCollection(LinkedHashSet::new));
        if (book.pieces().stream().anyMatch(piece -> piece.unit() == null) && !types.isEmpty() && together) {
            types.add(SecurityType.NOT_STATED);
        }
        return types.isEmpty() || !together
                ? SecurityType.NOT_STATED
                : types.size() == 1 ? types.iterator().next() : SecurityType.SEVERAL;
    }

    private List<Valued> values(List<Piece> pieces, Set<String> own, boolean held) {
        if (!held) {
            // What the dissolution, or the last sale, left of it.
            return List.of();
        }
        List<Valued> found = Valued.of(pieces, book).stream()
                .map(valued -> new Valued(
                        valued.level(), translation.atClosing(valued.value()), valued.mark(), valued.rolled()))
                .toList();
        boolean measured = found.stream().anyMatch(valued -> valued.mark() != null);
        if (measured || standIn == StandIn.NONE) {
            return found;
        }
        return List.of(new Valued(Level.NOT_MEASURED, standingIn(own), null, false));
    }

    /** The company's figure; of a class among several its part by shares as converted, where all are recorded. */
    private Claim standingIn(Set<String> own) {
        if (together) {
            return position.value();
        }
        if (standIn == StandIn.COST) {
            return Figures.sum(
                    position.lots().stream()
                            .filter(lot -> own.contains(lot.shareClass() == null ? NO_CLASS : lot.shareClass()))
                            .flatMap(lot -> lot.carryingAmounts().stream()
                                    .map(claim -> translation.at(claim, lot.acquiredOn())))
                            .toList(),
                    translation.currency());
        }
        Fraction all = position.stakeFraction().orElse(Fraction.ZERO);
        Fraction part = own.stream()
                .map(unit -> position.stakes().getOrDefault(unit, Fraction.ZERO))
                .reduce(Fraction.ZERO, Fraction::plus);
        return all.isZero() || !position.value().says()
                ? Figures.undisclosed(position.value().events())
                : Amounts.times(position.value(), part.over(all));
    }

    private ValueBasis basis(List<Valued> values, boolean held) {
        if (!held) {
            return ValueBasis.NOTHING_HELD;
        }
        return values.stream().anyMatch(valued -> valued.mark() != null)
                ? ValueBasis.FAIR_VALUE
                : values.stream().anyMatch(valued -> valued.value().says()) ? standIn.shown() : ValueBasis.UNDISCLOSED;
    }

    /**
     * Dividends, returned capital, and the price of an acquisition as far as it is known for the whole only: all that
     * was received, less what was received for shares of a class.
     */
    private Claim paidToAllClasses() {
        return Amounts.minus(position.proceeds(), translated(book.received(units)));
    }

    /** What went to the issuer for shares of the class when they were issued. */
    private Claim issued(String unit) {
        Set<Long> issues = position.facts().stream()
                .filter(recorded -> recorded.fact() instanceof RoundClosed || recorded.fact() instanceof SharesIssued)
                .map(Recorded::position)
                .collect(Collectors.toSet());
        List<Claim> paid = new ArrayList<>();
        for (Movement movement : position.movements()) {
            if (movement instanceof Bought bought
                    && issues.contains(bought.event())
                    && group.contains(bought.lot().party())
                    && unit.equals(bought.lot().shareClass())) {
                bought.lot().costs().forEach(claim -> paid.add(translation.at(claim, bought.on())));
            }
        }
        return home(Figures.sum(paid, translation.currency()));
    }

    private Claim translated(List<Dated> amounts) {
        return Figures.sum(
                amounts.stream()
                        .map(dated -> translation.at(dated.claim(), dated.on()))
                        .toList(),
                translation.currency());
    }

    private static Claim multiple(Claim proceeds, Claim value, Claim invested) {
        List<Claim> inputs = List.of(proceeds, value, invested);
        Claim returned = Figures.sum(List.of(proceeds, value), null);
        boolean comparable = returned.says()
                && invested.says()
                && Figures.sameCurrency(returned, invested)
                && inputs.stream().noneMatch(Figures::isOfSeveralCurrencies)
                && !Figures.isOfSeveralCurrencies(returned);
        if (!comparable) {
            return Claim.undisclosed(Unit.TIMES, Figures.eventsOf(inputs));
        }
        return Figures.from(returned.interval().over(invested.interval()), Unit.TIMES, null, MULTIPLE, inputs);
    }

    /** Zero of no currency is zero of the one that the company's other figures are in. */
    private Claim home(Claim claim) {
        Currency home = Stream.of(
                        Optional.ofNullable(translation.currency()),
                        currencyOf(position.cost()),
                        currencyOf(position.committed()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
        return claim.currency() == null && Figures.isZero(claim) ? Amounts.zero(home, claim.events()) : claim;
    }

    private static Optional<Currency> currencyOf(Claim claim) {
        return Optional.ofNullable(claim.currency());
    }

    /** A figure of which no event speaks rests on all of them. */
    private Claim grounded(Claim claim) {
        return claim.events().isEmpty() ? claim.because(position.events()) : claim;
    }
}
