package io.dealledger.schedule;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Claims;
import io.dealledger.calculation.Claims.Resolved;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.HoldingEvent.DistributionKind;
import io.dealledger.company.HoldingEvent.ValuationKind;
import io.dealledger.company.HoldingEvent.ValuationRecorded;
import io.dealledger.company.LifeEvent.CompanyDissolved;
import io.dealledger.exposure.Figures;
import io.dealledger.exposure.Lot;
import io.dealledger.exposure.Movement;
import io.dealledger.exposure.Movement.Bought;
import io.dealledger.exposure.Movement.Distributed;
import io.dealledger.exposure.Movement.GivenUp;
import io.dealledger.exposure.Movement.Moved;
import io.dealledger.exposure.Movement.Resized;
import io.dealledger.exposure.PortfolioPosition;
import io.dealledger.exposure.PortfolioPosition.Reported;
import io.dealledger.fx.FxEvent.RateKind;
import io.dealledger.fx.Rates;
import io.dealledger.ledger.EffectiveOn;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Currency;
import io.dealledger.money.Fraction;
import io.dealledger.money.SourceClass;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Carries a group's lots in one company at fair value: a measurement gives each of them its part, by number of shares;
 * a lot bought later is carried at its cost, and what leaves takes its part along, until the next measurement. Each
 * change is entered, so that what is carried can be told from the lots and, a second time, from the entries.
 */
final class FairValueBook {
    /** An amount, and the day at whose rate it is translated. */
    record Dated(Claim claim, @Nullable LocalDate on) {}

    /** What is measured together on one day. */
    private record Measured(PartyId holder, @Nullable String unit, EffectiveOn when) {}

    private final Set<PartyId> group;
    private final Set<Long> replaced;
    private final Rates rates;
    private final @Nullable RateKind kind;
    private final Map<String, Piece> pieces = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Measured, List<Claim>> heard = new HashMap<>();
    private final Map<Measured, Long> lastOfDay = new HashMap<>();
    private final Map<Long, ValuationRecorded> valuations = new HashMap<>();
    private final Set<Long> rolled = new HashSet<>();
    private final Map<String, List<Dated>> investedInWhatIsGone = new HashMap<>();
    private final Map<String, List<Dated>> received = new HashMap<>();
    private final Map<String, Optional<LocalDate>> since = new HashMap<>();
    private boolean pooled;
    private int made;

    private FairValueBook(Set<PartyId> group, Set<Long> replaced, Rates rates, @Nullable RateKind kind) {
        this.group = group;
        this.replaced = replaced;
        this.rates = rates;
        this.kind = kind;
    }

    /** @param rates to compare amounts of different currencies by; without any such an amount is unknown */
    static FairValueBook of(PortfolioPosition position, Set<PartyId> group, Rates rates, @Nullable RateKind kind) {
        FairValueBook book = new FairValueBook(group, position.replaced(), rates, kind);
        position.facts().forEach(book::announce);
        Map<Long, List<Movement>> byEvent =
                position.movements().stream().collect(Collectors.groupingBy(Movement::event));
        Deque<Reported> reported = new ArrayDeque<>(position.reported().stream()
                .sorted(Comparator.comparing(Reported::on, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList());
        for (Recorded<CompanyEvent> recorded : position.facts()) {
            while (!reported.isEmpty() && hasBegun(reported.getFirst(), recorded.when())) {
                book.report(reported.removeFirst());
            }
            byEvent.getOrDefault(recorded.position(), List.of()).forEach(book::evolve);
            if (recorded.fact() instanceof ValuationRecorded valuation
                    && valuation.kind() == ValuationKind.FAIR_VALUE) {
                book.measure(valuation, recorded);
            } else if (recorded.fact() instanceof CompanyDissolved) {
                book.dissolve(recorded);
            }
        }
        reported.forEach(book::report);
        return book;
    }

    /** Measurements of one day are one: what is heard first is no value that the last one moves away from. */
    private void announce(Recorded<CompanyEvent> recorded) {
        if (recorded.fact() instanceof ValuationRecorded valuation
                && valuation.kind() == ValuationKind.FAIR_VALUE
                && valuation.holder() != null) {
            lastOfDay.put(
                    new Measured(valuation.holder(), valuation.shareClass(), recorded.when()), recorded.position());
        }
    }

    private static boolean hasBegun(Reported reported, EffectiveOn when) {
        return reported.on() == null
                || (when.effectiveOn() != null && !reported.on().isAfter(when.effectiveOn()));
    }

    private void report(Reported reported) {
        List<Claim> cost = List.of(reported.amount());
        pieces.put(
                "reported " + ++made,
                new Piece(
                        reported.party(),
                        null,
                        Fraction.ZERO,
                        cost,
                        cost,
                        reported.on(),
                        null,
                        null,
                        reported.events()));
        begin(null, reported.on());
    }

    private void evolve(Movement movement) {
        switch (movement) {
            case Bought bought -> buy(bought);
            case Moved moved -> move(moved);
            case GivenUp gone -> giveUp(gone);
            case Resized resized ->
                pieces.computeIfPresent(
                        id(resized.lot()),
                        (_, piece) -> piece.resized(resized.lot().quantity()));
            case Distributed distributed -> distribute(distributed);
        }
    }

    private static String id(Lot lot) {
        return lot.security() == null
                ? "no security " + lot.events().getFirst() + " " + lot.party()
                : lot.security().value();
    }

    private void buy(Bought bought) {
        Lot lot = bought.lot();
        if (!group.contains(lot.party())) {
            return;
        }
        boolean stood = replaced.contains(bought.event());
        List<Claim> cost = stood ? List.of(Amounts.zero(null, List.of(bought.event()))) : lot.costs();
        Piece piece = new Piece(
                lot.party(),
                lot.shareClass(),
                lot.quantity(),
                cost,
                cost,
                bought.on(),
                null,
                null,
                List.of(bought.event()));
        Optional<Mark> mark = pieces.values().stream()
                .filter(other -> other.holder().equals(lot.party())
                        && Objects.equals(other.unit(), lot.shareClass())
                        && other.unit() != null)
                .map(Piece::mark)
                .filter(Objects::nonNull)
                .max(Comparator.comparing(Mark::on, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparingLong(Mark::event));
        if (mark.isPresent()) {
            Claim carried = basis(piece, mark.get().claim().currency());
            enter(
                    piece.holder(),
                    piece.unit(),
                    bought.on(),
                    Column.PURCHASES,
                    mark.get().level(),
                    carried);
            rolled.add(mark.get().event());
            piece = piece.carriedAt(carried, mark.get());
        }
        String id = id(lot);
        // Several subscriptions of one closing may give a party no securities.
        while (pieces.containsKey(id)) {
            id += "+";
        }
        pieces.put(id, piece);
        begin(lot.shareClass(), bought.on());
    }

    private void begin(@Nullable String unit, @Nullable LocalDate on) {
        since.merge(
                name(unit),
                Optional.ofNullable(on),
                (one, other) -> one.flatMap(day -> other.map(next -> next.isBefore(day) ? next : day)));
    }

    private void move(Moved moved) {
        String id = id(moved.from());
        Piece before = pieces.get(id);
        if (before == null) {
            return;
        }
        Piece part = before.part(moved.part());
        Piece after =
                part.in(moved.to().party(), moved.to().shareClass(), moved.to().quantity());
        keep(id, before, moved.part());
        pieces.put(id(moved.to()), after);
        begin(after.unit(), after.acquiredOn());
        Claim carried = part.carried();
        // In other hands of the group it stays on its line.
        if (carried != null && !Objects.equals(before.unit(), after.unit())) {
            enter(
                    before.holder(),
                    before.unit(),
                    moved.on(),
                    Column.RECLASSIFIED,
                    before.level(),
                    Amounts.negate(carried));
            enter(after.holder(), after.unit(), moved.on(), Column.RECLASSIFIED, before.level(), carried);
        }
    }

    /** Leaves what is not taken. */
    private void keep(String id, Piece before, Fraction taken) {
        if (taken.compareTo(Fraction.ONE) >= 0) {
            pieces.remove(id);
        } else {
            pieces.put(id, before.part(Fraction.ONE.minus(taken)));
        }
    }

    private void giveUp(GivenUp gone) {
        String id = id(gone.from());
        Piece before = pieces.get(id);
        if (before == null) {
            return;
        }
        Piece part = before.part(gone.part());
        keep(id, before, gone.part());
        boolean paidBack = switch (gone.how()) {
            case REPURCHASE -> true;
            case SALE, ACQUISITION, CANCELLATION, GIFT, DISSOLUTION -> false;
        };
        leave(part, gone.proceeds(), paidBack ? Column.SETTLEMENTS : Column.SALES, gone.on());
    }

    private void leave(Piece part, Claim proceeds, Column column, @Nullable LocalDate on) {
        part.invested()
                .forEach(claim -> investedInWhatIsGone
                        .computeIfAbsent(name(part.unit()), none -> new ArrayList<>())
                        .add(new Dated(claim, part.acquiredOn())));
        received.computeIfAbsent(name(part.unit()), none -> new ArrayList<>()).add(new Dated(proceeds, on));
        Claim carried = part.carried();
        Mark mark = part.mark();
        if (carried == null || mark == null) {
            return;
        }
        rolled.add(mark.event());
        Currency currency = carried.currency();
        Claim paid = into(proceeds, currency, on);
        Claim basis = basis(part, currency);
        Level level = part.level();
        enter(part.holder(), part.unit(), on, column, level, Amounts.negate(paid));
        enter(part.holder(), part.unit(), on, Column.GAINS, level, Amounts.minus(paid, carried));
        enter(part.holder(), part.unit(), on, Column.REALISED, level, Amounts.minus(paid, basis));
        enter(part.holder(), part.unit(), on, Column.UNREALISED, level, Amounts.minus(basis, carried));
    }

    private void dissolve(Recorded<CompanyEvent> recorded) {
        Claim nothing = Amounts.zero(null, List.of(recorded.position()));
        LocalDate on = recorded.when().effectiveOn();
        List<Piece> left = List.copyOf(pieces.values());
        pieces.clear();
        left.forEach(piece -> leave(piece, nothing, Column.SALES, on));
    }

    /** A dividend is income, and the price of shares that are gone is no holding. */
    private void distribute(Distributed paid) {
        if (paid.kind() == DistributionKind.DIVIDEND) {
            return;
        }
        Map<String, Piece> own = those(piece -> piece.holder().equals(paid.party()));
        if (own.isEmpty()) {
            return;
        }
        List<Fraction> weights = byBasis(own.values());
        int next = 0;
        for (Map.Entry<String, Piece> entry : own.entrySet()) {
            Piece piece = entry.getValue();
            Claim amount = weights.isEmpty()
                    ? Figures.undisclosed(paid.amount().events())
                    : Amounts.times(paid.amount(), weights.get(next));
            next++;
            pieces.put(entry.getKey(), returned(piece, amount, paid.on()));
        }
    }

    /** Capital that comes back takes cost off first; what is more than the cost is a realised gain. */
    private Piece returned(Piece piece, Claim amount, @Nullable LocalDate on) {
        Currency currency =
                piece.carried() == null ? amount.currency() : piece.carried().currency();
        Claim paid = into(amount, currency, on);
        Claim basis = basis(piece, currency);
        Claim offBasis = Amounts.least(paid, basis);
        Piece less = piece.withBasis(List.of(Amounts.minus(basis, offBasis)));
        if (piece.carried() == null || piece.mark() == null) {
            return less;
        }
        Claim offCarried = Amounts.least(paid, piece.carried());
        rolled.add(piece.mark().event());
        Level level = piece.level();
        enter(piece.holder(), piece.unit(), on, Column.SETTLEMENTS, level, Amounts.negate(paid));
        enter(piece.holder(), piece.unit(), on, Column.GAINS, level, Amounts.minus(paid, offCarried));
        enter(piece.holder(), piece.unit(), on, Column.REALISED, level, Amounts.minus(paid, offBasis));
        enter(piece.holder(), piece.unit(), on, Column.UNREALISED, level, Amounts.minus(offBasis, offCarried));
        return less.carriedAt(Amounts.minus(piece.carried(), offCarried), piece.mark());
    }

    /** A measurement of the whole position holds over those of its classes on that day and before. */
    private void measure(ValuationRecorded valuation, Recorded<CompanyEvent> recorded) {
        PartyId holder = valuation.holder();
        if (holder == null || !group.contains(holder)) {
            return;
        }
        valuations.put(recorded.position(), valuation);
        Measured measurement = new Measured(holder, valuation.shareClass(), recorded.when());
        List<Claim> said = heard.computeIfAbsent(measurement, none -> new ArrayList<>());
        said.add(Claim.stated(
                valuation.value(),
                valuation.source() == null
                        ? SourceClass.SIGNED_DOCUMENT
                        : valuation.source().sourceClass(),
                valuation.source(),
                List.of(recorded.position())));
        if (!Long.valueOf(recorded.position()).equals(lastOfDay.get(measurement))) {
            return;
        }
        boolean whole = valuation.shareClass() == null;
        if (!whole && heard.containsKey(new Measured(holder, null, recorded.when()))) {
            return;
        }
        Map<String, Piece> measured = those(piece ->
                piece.holder().equals(holder) && (whole || Objects.equals(piece.unit(), valuation.shareClass())));
        if (measured.isEmpty()) {
            Piece unseen = new Piece(
                    holder,
                    valuation.shareClass(),
                    Fraction.ZERO,
                    List.of(Figures.undisclosed(List.of(recorded.position()))),
                    List.of(Figures.undisclosed(List.of(recorded.position()))),
                    recorded.when().effectiveOn(),
                    null,
                    null,
                    List.of(recorded.position()));
            String id = "unseen " + ++made;
            pieces.put(id, unseen);
            measured = Map.of(id, unseen);
            begin(unseen.unit(), unseen.acquiredOn());
        }
        Resolved resolved = Claims.resolve(said, "fair value", null);
        Claim value = resolved.winning().orElseThrow();
        int units = (int) measured.values().stream()
                .map(piece -> name(piece.unit()))
                .distinct()
                .count();
        Mark mark = new Mark(
                value.events().getLast(),
                recorded.when().effectiveOn(),
                value,
                Objects.requireNonNull(valuations.get(value.events().getLast())),
                resolved.conflicts(),
                units);
        pooled |= units > 1;
        apply(mark, measured, holder);
        if (!whole) {
            unknow(holder, valuation.shareClass(), mark);
        }
    }

    private void apply(Mark mark, Map<String, Piece> measured, PartyId holder) {
        Currency currency = mark.claim().currency();
        Claim before = Amounts.zero(currency, List.of());
        for (Piece piece : measured.values()) {
            Claim carried = piece.carried();
            if (carried == null) {
                Claim cost = basis(piece, currency);
                enter(holder, piece.unit(), mark.on(), Column.PURCHASES, mark.level(), cost);
                before = Amounts.plus(before, cost);
            } else {
                if (piece.level() != mark.level()) {
                    enter(
                            holder,
                            piece.unit(),
                            mark.on(),
                            Column.TRANSFERS_OUT,
                            piece.level(),
                            Amounts.negate(carried));
                    enter(holder, piece.unit(), mark.on(), Column.TRANSFERS_IN, mark.level(), carried);
                }
                before = Amounts.plus(before, into(carried, currency, mark.on()));
            }
        }
        String unit =
                mark.units() > 1 ? null : measured.values().iterator().next().unit();
        Claim gain = Amounts.minus(mark.claim(), before);
        enter(holder, unit, mark.on(), Column.GAINS, mark.level(), gain);
        enter(holder, unit, mark.on(), Column.UNREALISED, mark.level(), gain);
        List<Fraction> weights = mark.units() > 1 ? byBasis(measured.values()) : byQuantity(measured.values());
        if (weights.isEmpty()) {
            weights = byQuantity(measured.values());
        }
        int next = 0;
        for (Map.Entry<String, Piece> entry : measured.entrySet()) {
            Claim part = Amounts.times(mark.claim(), weights.get(next++));
            pieces.put(entry.getKey(), entry.getValue().carriedAt(part, mark));
        }
    }

    /** When a class is measured alone nobody says what the rest of a position measured as a whole is worth. */
    private void unknow(PartyId holder, @Nullable String unit, Mark by) {
        those(piece -> piece.holder().equals(holder)
                        && !Objects.equals(piece.unit(), unit)
                        && piece.mark() != null
                        && piece.mark().units() > 1)
                .forEach((id, piece) -> {
                    Claim unknown = Figures.undisclosed(List.of(by.event()));
                    enter(holder, piece.unit(), by.on(), Column.GAINS, piece.level(), unknown);
                    enter(holder, piece.unit(), by.on(), Column.UNREALISED, piece.level(), unknown);
                    rolled.add(Objects.requireNonNull(piece.mark()).event());
                    pieces.put(id, piece.carriedAt(unknown, piece.mark()));
                });
    }

    private Map<String, Piece> those(Predicate<Piece> wanted) {
        Map<String, Piece> found = new LinkedHashMap<>();
        pieces.forEach((id, piece) -> {
            if (wanted.test(piece)) {
                found.put(id, piece);
            }
        });
        return found;
    }

    /** Equal parts where no number of shares is known. */
    private static List<Fraction> byQuantity(Collection<Piece> measured) {
        Fraction all = measured.stream().map(Piece::quantity).reduce(Fraction.ZERO, Fraction::plus);
        Fraction equal = Fraction.of(1, measured.size());
        return measured.stream()
                .map(piece -> all.isZero() ? equal : piece.quantity().over(all))
                .toList();
    }

    /** None where a cost is unknown and there are several. */
    private static List<Fraction> byBasis(Collection<Piece> own) {
        if (own.size() == 1) {
            return List.of(Fraction.ONE);
        }
        List<Claim> costs = own.stream().map(piece -> one(piece.basis())).toList();
        Claim all = Amounts.sum(costs);
        Optional<Fraction> sum = all.exact().filter(value -> value.signum() > 0);
        return sum.isEmpty()
                ? List.of()
                : costs.stream()
                        .map(cost -> cost.exact().orElseThrow().over(sum.get()))
                        .toList();
    }

    private static Claim one(List<Claim> costs) {
        return costs.size() == 1 ? costs.getFirst() : Figures.undisclosed(Figures.eventsOf(costs));
    }

    /** What it cost, in the currency that it is measured in. */
    private Claim basis(Piece piece, @Nullable Currency currency) {
        return Amounts.sum(piece.basis().stream()
                .map(claim -> into(claim, currency, piece.acquiredOn()))
                .toList());
    }

    private Claim into(Claim claim, @Nullable Currency currency, @Nullable LocalDate on) {
        return currency == null || on == null
                ? claim
                : rates.translate(claim, currency, on, kind).orElse(claim);
    }

    private void enter(
            PartyId holder, @Nullable String unit, @Nullable LocalDate on, Column column, Level level, Claim amount) {
        if (!Figures.isZero(amount)) {
            entries.add(new Entry(holder, unit, on, column, level, amount));
        }
    }

    private static final String NO_CLASS = "";

    private static String name(@Nullable String unit) {
        return Objects.requireNonNullElse(unit, NO_CLASS);
    }

    List<Piece> pieces() {
        return List.copyOf(pieces.values());
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Whether a measurement ever covered several classes at once, so that no class has a value of its own. */
    boolean isPooled() {
        return pooled;
    }

    /** Whether what was measured is no longer all, or no longer alone, what the measurement is of. */
    boolean isRolled(Mark mark) {
        return rolled.contains(mark.event());
    }

    /** Classes of which something is, or was, held; an empty name for what no class is known of. */
    Set<String> units() {
        return Set.copyOf(since.keySet());
    }

    /** Day of the first investment; empty when nobody knows, or it is held since always. */
    Optional<LocalDate> since(Set<String> units) {
        return units.stream()
                .map(unit -> since.getOrDefault(unit, Optional.empty()))
                .reduce((one, other) -> one.flatMap(day -> other.map(next -> next.isBefore(day) ? next : day)))
                .flatMap(day -> day);
    }

    /** All that was ever paid for what is or was held in these classes. */
    List<Dated> invested(Set<String> units) {
        Stream<Dated> held = pieces.values().stream()
                .filter(piece -> units.contains(name(piece.unit())))
                .flatMap(piece -> piece.invested().stream().map(claim -> new Dated(claim, piece.acquiredOn())));
        return Stream.concat(
                        held,
                        units.stream().flatMap(unit -> investedInWhatIsGone.getOrDefault(unit, List.of()).stream()))
                .toList();
    }

    /** What was received for shares of these classes. */
    List<Dated> received(Set<String> units) {
        return units.stream()
                .flatMap(unit -> received.getOrDefault(unit, List.of()).stream())
                .toList();
    }

    List<Piece> pieces(Set<String> units) {
        return pieces.values().stream()
                .filter(piece -> units.contains(name(piece.unit())))
                .toList();
    }
}
