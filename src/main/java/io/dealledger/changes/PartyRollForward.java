package io.dealledger.changes;

import io.dealledger.calculation.Cells;
import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Printed;
import io.dealledger.changes.RollForward.Replaced;
import io.dealledger.changes.RollForward.Row;
import io.dealledger.changes.Walk.Change;
import io.dealledger.changes.Walk.Moved;
import io.dealledger.exposure.ExposureFacts;
import io.dealledger.exposure.ExposureQuestion;
import io.dealledger.exposure.Lot;
import io.dealledger.exposure.Portfolio;
import io.dealledger.exposure.PortfolioPosition;
import io.dealledger.exposure.Portfolios;
import io.dealledger.exposure.Translation;
import io.dealledger.fx.Rates;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Fraction;
import io.dealledger.party.PartyEvent.MarkedDuplicate;
import io.dealledger.party.PartyEvent.ParentSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rolls forward what a group has in each company: shares by class, cost, and value. */
final class PartyRollForward {
    private static final String SHARES = "shares";
    private static final String COST = "cost";
    private static final String VALUE = "value";

    /**
     * A figure of a position.
     *
     * @param unit shares or a currency; absent for nothing in no currency
     * @param exact absent where the figure has bounds
     * @param words as an answer prints it
     */
    record Figure(@Nullable String unit, @Nullable Fraction exact, String words) {
        static final Figure NOTHING = new Figure(null, Fraction.ZERO, "0");

        static Figure of(Claim claim) {
            Fraction exact = claim.exact().orElse(null);
            return new Figure(
                    claim.currency() == null || (exact != null && exact.isZero())
                            ? null
                            : claim.currency().code(),
                    exact,
                    Printed.words(claim));
        }

        /** What it comes to, as far as rolling forward goes: words of a zero are the same in every currency. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Figure figure
                    && Objects.equals(unit, figure.unit)
                    && Objects.equals(exact, figure.exact)
                    && (exact != null || words.equals(figure.words));
        }

        @Override
        public int hashCode() {
            return Objects.hash(unit, exact);
        }
    }

    /** A step that changed the figure, with what changed beside it. */
    private record Part(
            Step step, boolean restated, Figure before, Figure after, SortedMap<String, Change<Figure>> beside) {}

    private final PartyId party;
    private final ExposureQuestion question;
    private final PointInTime latest;
    private final Recorders recorders;
    private final Budget budget;
    private final HeldFacts held;
    private final SortedMap<String, List<Part>> parts = new TreeMap<>();
    private SortedMap<String, Figure> opening = new TreeMap<>();
    private SortedMap<String, Figure> restated = new TreeMap<>();
    private SortedMap<String, Figure> closing = new TreeMap<>();

    PartyRollForward(
            PartyId party,
            ExposureFacts source,
            PointInTime latest,
            ExposureQuestion question,
            Recorders recorders,
            Budget budget) {
        this.party = party;
        this.question = question;
        this.latest = latest;
        this.recorders = recorders;
        this.budget = budget;
        this.held = new HeldFacts(source, latest);
    }

    /** @param totals to which the exact rows are added */
    List<Row> from(PointInTime from, Totalling totals) {
        PointInTime middle = from.knownAt(latest.knownAt());
        opening = figures(held.known(), from, 0);
        restated = opening;
        if (from.knownAt() != latest.knownAt()) {
            restated = figures(held.known(), middle, 0);
            Learning way = Learning.between(from.knownAt(), latest.knownAt(), held.all(), recorders);
            Walk.over(
                            way.steps().size(),
                            opening,
                            restated,
                            passed -> figures(
                                    held.known(),
                                    from.knownAt(way.ends().get(passed)),
                                    way.steps().size()))
                    .forEach(moved -> note(way.steps().get(moved.step()), true, moved));
        }
        closing = restated;
        if (!from.asOf().equals(latest.asOf())) {
            closing = figures(held.known(), latest, 0);
            Days way = days(middle);
            Walk.over(
                            way.steps().size(),
                            restated,
                            closing,
                            passed -> figures(
                                    held.at(way.stations().get(passed)),
                                    on(way.stations().get(passed).asOf()),
                                    way.steps().size()))
                    .forEach(moved -> note(way.steps().get(moved.step()), false, moved));
        }
        NavigableSet<String> paths = new TreeSet<>(opening.keySet());
        paths.addAll(closing.keySet());
        paths.addAll(parts.keySet());
        List<Row> rows = new ArrayList<>();
        for (String path : paths) {
            rows.add(row(path, totals));
        }
        return List.copyOf(rows);
    }

    private Days days(PointInTime middle) {
        NavigableSet<LocalDate> groups = new TreeSet<>();
        for (Recorded<?> fact : held.standing()) {
            LocalDate on = fact.when().effectiveOn();
            boolean relates = fact.fact() instanceof ParentSet || fact.fact() instanceof MarkedDuplicate;
            if (relates && on != null && on.isAfter(middle.asOf()) && on.isBefore(latest.asOf())) {
                groups.add(on);
            }
        }
        groups.forEach(day -> figures(held.known(), on(day), groups.size()));
        return Days.between(middle.asOf(), latest.asOf(), held.standing(), question.currency() != null);
    }

    private PointInTime on(LocalDate day) {
        return new PointInTime(day, latest.knownAt(), latest.publishedBy(), latest.by());
    }

    private void note(Step step, boolean learned, Moved<Figure> moved) {
        moved.cells()
                .forEach((path, change) -> parts.computeIfAbsent(path, none -> new ArrayList<>())
                        .add(new Part(
                                step, learned, orNothing(change.before()), orNothing(change.after()), moved.cells())));
    }

    private static Figure orNothing(@Nullable Figure figure) {
        return figure == null ? Figure.NOTHING : figure;
    }

    /** By company, measure and class: {@code /co_x/shares/Common}, {@code /co_x/cost}. */
    private SortedMap<String, Figure> figures(ExposureFacts facts, PointInTime point, int steps) {
        SortedMap<String, Figure> figures = new TreeMap<>();
        Portfolios portfolios = new Portfolios(facts);
        if (portfolios.isRegistered(party, point)) {
            NavigableSet<PartyId> group = portfolios.group(party, point, question.group());
            Rates rates = question.currency() == null ? Rates.of(List.of()) : portfolios.rates(point);
            Portfolio portfolio = portfolios.of(
                    party,
                    group,
                    point,
                    question.basis(),
                    () -> new Translation(question.currency(), question.rate(), rates, point.asOf()));
            portfolio.positions().forEach(position -> add(figures, position));
        }
        budget.spend(held.size(), steps);
        return figures;
    }

    private static void add(SortedMap<String, Figure> figures, PortfolioPosition position) {
        String company = position.company().value();
        figures.put(Cells.path(company, COST), Figure.of(position.cost()));
        figures.put(Cells.path(company, VALUE), Figure.of(position.value()));
        SortedMap<String, Fraction> shares = new TreeMap<>();
        for (Lot lot : position.lots()) {
            if (lot.shareClass() != null) {
                shares.merge(lot.shareClass(), lot.quantity(), Fraction::plus);
            }
        }
        shares.forEach((shareClass, quantity) -> figures.put(
                Cells.path(company, SHARES, shareClass),
                new Figure(quantity.isZero() ? null : SHARES, quantity, Ledgered.printed(quantity))));
    }

    private Row row(String path, Totalling totals) {
        List<String> segments = Arrays.stream(path.substring(1).split("/", -1))
                .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
                .toList();
        String company = segments.getFirst();
        String measure = segments.get(1);
        List<String> of = new ArrayList<>(segments);
        of.remove(1);
        Figure first = orNothing(opening.get(path));
        Figure middle = orNothing(restated.get(path));
        Figure last = orNothing(closing.get(path));
        List<Part> way = parts.getOrDefault(path, List.of());
        List<String> units = Stream.concat(
                        Stream.of(first, middle, last),
                        way.stream().flatMap(part -> Stream.of(part.before(), part.after())))
                .map(Figure::unit)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        @Nullable String unit = units.isEmpty() ? null : units.getFirst();
        Fraction from = first.exact();
        Fraction over = middle.exact();
        Fraction to = last.exact();
        boolean exact = units.size() <= 1
                && way.stream()
                        .allMatch(part ->
                                part.before().exact() != null && part.after().exact() != null);
        if (!exact || from == null || over == null || to == null) {
            totals.addBounded(measure);
            return new Row(
                    List.copyOf(of),
                    measure,
                    unit,
                    first.words(),
                    null,
                    middle.words(),
                    null,
                    last.words(),
                    null,
                    way.stream().map(part -> replaced(part, company)).toList());
        }
        Ledgered figure = new Ledgered(from, over, to);
        way.forEach(part -> add(figure, part, company, measure));
        totals.add("group", measure, unit == null ? "none" : unit, figure);
        return figure.row(List.copyOf(of), measure, unit);
    }

    private static List<Long> events(Step step) {
        return step.facts().stream().map(Recorded::position).toList();
    }

    private static Replaced replaced(Part part, String company) {
        return new Replaced(
                part.before().words(),
                part.after().words(),
                movement(part, company).name(),
                events(part.step()));
    }

    private static void add(Ledgered figure, Part part, String company, String measure) {
        Fraction before = part.before().exact();
        Fraction after = part.after().exact();
        if (before == null || after == null) {
            return;
        }
        Fraction change = after.minus(before);
        GroupMovement movement = movement(part, company);
        if (part.restated()) {
            figure.restate(movement.name(), change, events(part.step()));
            return;
        }
        Change<Figure> cost = part.beside().get(Cells.path(company, COST));
        Fraction paid = cost == null ? null : difference(cost);
        if (measure.equals(VALUE) && movement.isAcquisition() && paid != null && paid.signum() > 0) {
            // What was bought comes in at its cost; what it is worth beyond that comes from the price.
            figure.move(movement.name(), paid, events(part.step()));
            if (!change.equals(paid)) {
                figure.move(GroupMovement.PRICE_OF_ROUND.name(), change.minus(paid), events(part.step()));
            }
            return;
        }
        figure.move(movement.name(), change, events(part.step()));
    }

    private static @Nullable Fraction difference(Change<Figure> change) {
        Fraction before = orNothing(change.before()).exact();
        Fraction after = orNothing(change.after()).exact();
        return before == null || after == null ? null : after.minus(before);
    }

    private static GroupMovement movement(Part part, String company) {
        Step step = part.step();
        return switch (step.kind()) {
            case LEARNING -> GroupMovement.ofLearning(step.facts());
            case DAY_BEGINS -> GroupMovement.RATE;
            case HAPPENING -> {
                Fraction before = part.before().exact();
                Fraction after = part.after().exact();
                boolean up = before != null && after != null && after.compareTo(before) > 0;
                boolean own = part.beside().keySet().stream()
                        .anyMatch(path -> path.equals(Cells.path(company, COST))
                                || path.startsWith(Cells.path(company, SHARES, "")));
                yield GroupMovement.ofHappening(step.facts().getFirst().fact(), up, own);
            }
        };
    }
}
