package io.dealledger.schedule;

import io.dealledger.calculation.Claim;
import io.dealledger.exposure.Basis;
import io.dealledger.exposure.Figures;
import io.dealledger.exposure.Portfolio;
import io.dealledger.exposure.PortfolioPosition;
import io.dealledger.exposure.Portfolios;
import io.dealledger.exposure.Translation;
import io.dealledger.fx.Rates;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.money.Currency;
import io.dealledger.schedule.RollForward.LineKey;
import io.dealledger.schedule.RollForward.Move;
import io.dealledger.schedule.RollForward.Row;
import io.dealledger.schedule.Schedules.View;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reckons a roll-forward. Opening and closing are what the schedule shows at either end, told from the lots; the
 * movements between are told from the entries. Where the group changes on the way, the period is cut in two there.
 */
final class RollForwards {
    /** What is carried in one company at one point in time. */
    private record Held(PortfolioPosition position, FairValueBook book) {}

    /** All that is carried at one point in time by a group. */
    private record Stand(NavigableSet<PartyId> group, Portfolio portfolio, SortedMap<CompanyId, Held> held) {}

    /** A period in which the group stays the same. */
    private record Leg(LocalDate after, LocalDate through, Stand opening, Stand closing) {}

    private final Portfolios portfolios;
    private final PartyId party;
    private final PointInTime from;
    private final PointInTime to;
    private final View view;
    private final Rates ratesThen;
    private final Rates ratesNow;
    private final Set<CompanyId> together = new HashSet<>();
    private final Set<CompanyId> reported = new HashSet<>();

    RollForwards(Portfolios portfolios, PartyId party, PointInTime from, PointInTime to, View view) {
        this.portfolios = portfolios;
        this.party = party;
        this.from = from;
        this.to = to;
        this.view = view;
        boolean translates = view.currency() != null;
        this.ratesThen = translates ? portfolios.rates(from) : Rates.of(List.of());
        this.ratesNow = translates ? portfolios.rates(to) : Rates.of(List.of());
    }

    RollForward roll() {
        Stand asReported = stand(from, portfolios.group(party, from, view.group()));
        List<Leg> legs = legs();
        Stand closing = legs.getLast().closing();
        Stream.concat(Stream.of(asReported), legs.stream().flatMap(leg -> Stream.of(leg.opening(), leg.closing())))
                .flatMap(stand -> stand.held().values().stream())
                .forEach(this::note);
        Map<LineKey, Claim> opening = level3(asReported);
        Map<LineKey, Claim> restated = level3(legs.getFirst().opening());
        Map<LineKey, Claim> closed = level3(closing);
        Map<LineKey, List<Move>> moves = new HashMap<>();
        Leg before = null;
        for (Leg leg : legs) {
            if (before != null) {
                join(
                        moves,
                        level3(before.closing()),
                        level3(leg.opening()),
                        leg.after().plusDays(1));
            }
            collect(moves, leg);
            before = leg;
        }
        Set<LineKey> keys = new LinkedHashSet<>();
        List.of(opening, restated, closed).forEach(balances -> keys.addAll(balances.keySet()));
        keys.addAll(moves.keySet());
        List<Row> rows = keys.stream()
                .sorted((one, other) -> {
                    int company =
                            one.company().value().compareTo(other.company().value());
                    return company != 0
                            ? company
                            : one.shareClass()
                                    .orElse("")
                                    .compareTo(other.shareClass().orElse(""));
                })
                .map(key -> row(
                        key, opening.get(key), restated.get(key), moves.getOrDefault(key, List.of()), closed.get(key)))
                .toList();
        return new RollForward(
                party,
                from,
                to,
                view.currency(),
                closing.group(),
                closing.portfolio().groupEvents(),
                rows,
                notMeasured(closing));
    }

    private Stand stand(PointInTime point, NavigableSet<PartyId> group) {
        Portfolio portfolio = portfolios.of(
                party, group, point, Basis.COST, () -> new Translation(null, null, Rates.of(List.of()), point.asOf()));
        SortedMap<CompanyId, Held> held =
                new TreeMap<>((one, other) -> one.value().compareTo(other.value()));
        for (PortfolioPosition position : portfolio.positions()) {
            held.put(position.company(), new Held(position, FairValueBook.of(position, group, ratesNow, view.kind())));
        }
        return new Stand(group, portfolio, held);
    }

    private List<Leg> legs() {
        List<Leg> legs = new ArrayList<>();
        LocalDate after = from.asOf();
        NavigableSet<PartyId> group = portfolios.group(party, to.on(after), view.group());
        for (LocalDate day : portfolios.days(party, from.asOf(), to)) {
            NavigableSet<PartyId> next = portfolios.group(party, to.on(day), view.group());
            if (!next.equals(group)) {
                legs.add(leg(after, day.minusDays(1), group));
                after = day.minusDays(1);
                group = next;
            }
        }
        legs.add(leg(after, to.asOf(), group));
        return legs;
    }

    private Leg leg(LocalDate after, LocalDate through, NavigableSet<PartyId> group) {
        return new Leg(after, through, stand(to.on(after), group), stand(to.on(through), group));
    }

    private void note(Held held) {
        CompanyId company = held.position().company();
        if (held.book().isPooled() || !held.position().replaced().isEmpty()) {
            together.add(company);
        }
        if (!held.position().reported().isEmpty()) {
            reported.add(company);
        }
    }

    private LineKey key(CompanyId company, @Nullable String unit) {
        return new LineKey(company, together.contains(company) ? Optional.empty() : Optional.ofNullable(unit));
    }

    /** What the schedule shows at Level 3. */
    private Map<LineKey, Claim> level3(Stand stand) {
        Map<LineKey, List<Piece>> pieces = new HashMap<>();
        stand.held()
                .forEach((company, held) -> held.book()
                        .pieces()
                        .forEach(piece -> pieces.computeIfAbsent(key(company, piece.unit()), none -> new ArrayList<>())
                                .add(piece)));
        Map<LineKey, Claim> balances = new HashMap<>();
        pieces.forEach((key, own) -> {
            Held held = Objects.requireNonNull(stand.held().get(key.company()));
            List<Claim> parts = Valued.of(own, held.book()).stream()
                    .filter(valued -> valued.level() == Level.LEVEL_3)
                    .map(Valued::value)
                    .toList();
            if (!parts.isEmpty()) {
                balances.put(key, parts.size() == 1 ? parts.getFirst() : Figures.sum(parts, null));
            }
        });
        return balances;
    }

    private void collect(Map<LineKey, List<Move>> moves, Leg leg) {
        leg.closing().held().forEach((company, held) -> {
            for (Entry entry : held.book().entries()) {
                LocalDate day = entry.on();
                boolean within = entry.column() == Column.RECLASSIFIED && together.contains(company);
                if (entry.level() == Level.LEVEL_3 && day != null && day.isAfter(leg.after()) && !within) {
                    moves.computeIfAbsent(key(company, entry.unit()), none -> new ArrayList<>())
                            .add(new Move(Optional.of(entry.column()), day, entry.amount()));
                }
            }
        });
    }

    private static void join(
            Map<LineKey, List<Move>> moves, Map<LineKey, Claim> before, Map<LineKey, Claim> after, LocalDate on) {
        Set<LineKey> keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (LineKey key : keys) {
            Claim had = before.getOrDefault(key, Amounts.zero());
            Claim has = after.getOrDefault(key, Amounts.zero());
            Claim change = Amounts.change(had, has);
            if (!Figures.isZero(change)) {
                moves.computeIfAbsent(key, none -> new ArrayList<>()).add(new Move(Optional.empty(), on, change));
            }
        }
    }

    private Row row(
            LineKey key,
            @Nullable Claim asReported,
            @Nullable Claim asKnown,
            List<Move> movements,
            @Nullable Claim closed) {
        Optional<Currency> own = Stream.concat(
                        Stream.of(
                                        Optional.ofNullable(closed),
                                        Optional.ofNullable(asKnown),
                                        Optional.ofNullable(asReported))
                                .flatMap(Optional::stream),
                        movements.stream().map(Move::amount))
                .map(Claim::currency)
                .filter(Objects::nonNull)
                .findFirst();
        Currency home = own.orElse(view.currency());
        Claim opening = orZero(asReported, home);
        Claim restated = orZero(asKnown, home);
        Claim closing = orZero(closed, home);
        Exchange exchange = new Exchange(home, movements);
        Claim openingShown = exchange.then(opening);
        Claim restatedShown = exchange.now(restated, from.asOf());
        Claim closingShown = exchange.now(closing, to.asOf());
        Claim corrections = Amounts.change(openingShown, restatedShown);
        List<Move> shown = movements.stream()
                .map(move -> new Move(move.column(), move.on(), exchange.now(move.amount(), move.on())))
                .toList();
        boolean silent = reported.contains(key.company());
        Map<Column, Claim> columns = columns(shown, silent);
        Claim groupChanges = groupChanges(shown);
        Claim moved = Amounts.plus(total(columns), groupChanges);
        Claim expected =
                Amounts.plus(restated, Amounts.plus(total(columns(movements, silent)), groupChanges(movements)));
        Optional<Claim> fx = view.currency() == null
                ? Optional.empty()
                : Optional.of(
                        exchange.translates()
                                ? Amounts.minus(exchange.now(expected, to.asOf()), Amounts.plus(restatedShown, moved))
                                : Amounts.zero(exchange.shown(), List.of()));
        Claim explained = Stream.of(Stream.of(openingShown, corrections, moved), fx.stream())
                .flatMap(Function.identity())
                .reduce(Amounts.zero(), Amounts::plus);
        return new Row(
                key,
                exchange.shown(),
                silent,
                openingShown,
                corrections,
                columns,
                groupChanges,
                fx,
                closingShown,
                Amounts.minus(closingShown, explained),
                shown,
                List.copyOf(exchange.missing));
    }

    private static Claim orZero(@Nullable Claim claim, @Nullable Currency currency) {
        return claim == null ? Amounts.zero(currency, List.of()) : claim;
    }

    /** What is reported says nothing of what was sold or returned since, which is not the same as nothing. */
    private static Map<Column, Claim> columns(List<Move> moves, boolean silent) {
        Map<Column, Claim> columns = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            List<Claim> amounts = moves.stream()
                    .filter(move -> move.column().filter(column::equals).isPresent())
                    .map(Move::amount)
                    .toList();
            boolean unheard = silent
                    && switch (column) {
                        case SALES, SETTLEMENTS, GAINS, REALISED, UNREALISED -> true;
                        case PURCHASES, TRANSFERS_IN, TRANSFERS_OUT, RECLASSIFIED -> false;
                    };
            if (unheard) {
                columns.put(column, Figures.undisclosed(Figures.eventsOf(amounts)));
            } else if (!amounts.isEmpty()) {
                columns.put(column, Amounts.sum(amounts));
            }
        }
        return columns;
    }

    private static Claim total(Map<Column, Claim> columns) {
        return Amounts.sum(columns.entrySet().stream()
                .filter(entry -> !entry.getKey().isPart())
                .map(Map.Entry::getValue)
                .toList());
    }

    private static Claim groupChanges(List<Move> moves) {
        return Amounts.sum(moves.stream()
                .filter(move -> move.column().isEmpty())
                .map(Move::amount)
                .toList());
    }

    /**
     * Brings one line into the currency that was asked for: the opening at the rate of its day, as it was known then,
     * each movement at the rate of its own day, the closing at that of the last. Without all of these rates the line
     * stays in its own currency.
     */
    private final class Exchange {
        private final @Nullable Currency home;
        private final NavigableSet<String> missing = new TreeSet<>();

        Exchange(@Nullable Currency home, List<Move> moves) {
            this.home = home;
            Currency wanted = view.currency();
            if (home == null || wanted == null || home.equals(wanted)) {
                return;
            }
            require(ratesThen, home, wanted, from.asOf());
            require(ratesNow, home, wanted, from.asOf());
            require(ratesNow, home, wanted, to.asOf());
            moves.forEach(move -> require(ratesNow, home, wanted, dayOf(move.on())));
        }

        private void require(Rates rates, Currency own, Currency wanted, LocalDate day) {
            if (rates.find(own, wanted, day, view.kind()).isEmpty()) {
                missing.add("NO_RATE " + own + "/" + wanted + " on " + day);
            }
        }

        boolean translates() {
            return home != null && view.currency() != null && !home.equals(view.currency()) && missing.isEmpty();
        }

        @Nullable
        Currency shown() {
            return translates() ? view.currency() : home;
        }

        private LocalDate dayOf(@Nullable LocalDate day) {
            return day == null ? from.asOf() : day;
        }

        Claim then(Claim claim) {
            return in(ratesThen, claim, from.asOf());
        }

        Claim now(Claim claim, @Nullable LocalDate day) {
            return in(ratesNow, claim, dayOf(day));
        }

        private Claim in(Rates rates, Claim claim, LocalDate day) {
            Currency wanted = view.currency();
            return wanted == null || !translates()
                    ? claim
                    : Amounts.signed(
                            claim,
                            amount -> rates.translate(amount, wanted, day, view.kind())
                                    .orElse(amount));
        }
    }

    private List<LineKey> notMeasured(Stand stand) {
        Set<LineKey> found = new LinkedHashSet<>();
        stand.held()
                .forEach((company, held) -> held.book().pieces().stream()
                        .filter(piece -> !piece.isMeasured() && held.position().holds())
                        .forEach(piece -> found.add(key(company, piece.unit()))));
        return List.copyOf(found);
    }
}
