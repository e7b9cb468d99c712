package io.dealledger.changes;

import io.dealledger.calculation.Cells;
import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Printed;
import io.dealledger.changes.Days.Station;
import io.dealledger.changes.Following.Place;
import io.dealledger.changes.RollForward.Replaced;
import io.dealledger.changes.RollForward.Row;
import io.dealledger.changes.Walk.Change;
import io.dealledger.changes.Walk.Moved;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.HoldingEvent.ValuationRecorded;
import io.dealledger.exposure.Basis;
import io.dealledger.exposure.Carried.Since;
import io.dealledger.exposure.ExposureFacts;
import io.dealledger.exposure.ExposureQuestion;
import io.dealledger.exposure.Lot;
import io.dealledger.exposure.Portfolio;
import io.dealledger.exposure.PortfolioPosition;
import io.dealledger.exposure.Portfolios;
import io.dealledger.exposure.RunningPosition;
import io.dealledger.exposure.Translation;
import io.dealledger.fx.FxEvent;
import io.dealledger.fx.Rates;
import io.dealledger.ledger.CompanyId;
import io.dealledger.ledger.Fact;
import io.dealledger.ledger.PartyId;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.money.Fraction;
import io.dealledger.money.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rolls forward what a group has in each company: shares by class, cost, and value. */
final class PartyRollForward {
    private static final String SHARES = "shares";
    private static final String COST = "cost";
    private static final String VALUE = "value";
    private static final String NO_UNIT = "none";

    /**
     * A figure of a position.
     *
     * @param unit shares or a currency; absent for nothing in no currency
     * @param bounds within which it is
     * @param words as an answer prints it
     */
    record Figure(@Nullable String unit, Interval bounds, String words) {
        static final Figure NOTHING = new Figure(null, Interval.ZERO, "0");

        static Figure of(Claim claim) {
            Fraction exact = claim.exact().orElse(null);
            return new Figure(
                    claim.currency() == null || (exact != null && exact.isZero())
                            ? null
                            : claim.currency().code(),
                    claim.interval(),
                    Printed.words(claim));
        }

        /** Absent where the figure has bounds. */
        @Nullable
        Fraction exact() {
            return bounds.exact().orElse(null);
        }

        /** What it comes to in a unit: nothing of one that it is not in; absent where it has bounds. */
        @Nullable
        Fraction in(@Nullable String wanted) {
            Fraction exact = exact();
            return exact == null || unit == null || unit.equals(wanted) ? exact : Fraction.ZERO;
        }

        /** 1 where it can only have become more, -1 where it can only have become less, 0 where both may be. */
        int towards(Figure after) {
            int lower = compare(bounds.lower(), after.bounds.lower(), -1);
            int upper = compare(bounds.upper(), after.bounds.upper(), 1);
            return lower == 0 || upper == 0 || lower == upper ? Integer.signum(lower + upper) : 0;
        }

        /** @param open sign of a bound that is not there */
        private static int compare(Interval.@Nullable Bound before, Interval.@Nullable Bound after, int open) {
            if (before == null || after == null) {
                return Objects.equals(before, after) ? 0 : before == null ? -open : open;
            }
            return after.at().compareTo(before.at());
        }

        /** What it comes to, as far as rolling forward goes: words of a zero are the same in every currency. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Figure figure
                    && Objects.equals(unit, figure.unit)
                    && Objects.equals(exact(), figure.exact())
                    && (exact() != null || words.equals(figure.words));
        }

        @Override
        public int hashCode() {
            return Objects.hash(unit, exact());
        }
    }

    /** What a row is about. */
    private record Of(String path, String company, String measure, List<String> of) {
        /** Shares of different companies, or classes, are as different as amounts of different currencies. */
        String total() {
            return measure.equals(SHARES) ? String.join(" ", of) : "group";
        }
    }

    /** What was found of one company. */
    private static final class Found {
        final SortedMap<String, Figure> opening;
        final SortedMap<String, Figure> restated;
        final SortedMap<String, Figure> closing;
        final SortedMap<String, List<Part>> parts = new TreeMap<>();

        Found(
                SortedMap<String, Figure> opening,
                SortedMap<String, Figure> restated,
                SortedMap<String, Figure> closing) {
            this.opening = opening;
            this.restated = restated;
            this.closing = closing;
        }

        void note(Step step, boolean learned, Moved<Figure> moved) {
            moved.cells()
                    .forEach((path, change) -> parts.computeIfAbsent(path, none -> new ArrayList<>())
                            .add(new Part(
                                    step,
                                    learned,
                                    orNothing(change.before()),
                                    orNothing(change.after()),
                                    moved.cells())));
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
    private final Measurements measurements;
    private @Nullable Rates ratesOfLatest;

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
        this.measurements = new Measurements(party, latest, question, held, budget);
    }

    /** @param totals to which the exact rows are added */
    List<Row> from(PointInTime from, Totalling totals) {
        held.gather(party, from, question.group(), recorders);
        if (question.currency() != null) {
            ratesOfLatest = new Portfolios(held.known()).rates(latest);
        }
        List<Row> rows = new ArrayList<>();
        for (CompanyId company : held.companies()) {
            // What an answer asks for on the way may have steps of its own.
            long before;
            Found found;
            do {
                before = held.size();
                found = walk(company, from);
            } while (held.size() > before);
            NavigableSet<String> paths = new TreeSet<>(found.opening.keySet());
            paths.addAll(found.closing.keySet());
            paths.addAll(found.parts.keySet());
            for (String path : paths) {
                rows.addAll(rows(path, found, totals));
            }
        }
        return List.copyOf(rows);
    }

    private Found walk(CompanyId company, PointInTime from) {
        PointInTime middle = from.knownAt(latest.knownAt());
        PointInTime booked = held.on(from.asOf());
        SortedMap<String, Figure> known = figures(company, held.known(), middle, 0);
        SortedMap<String, Figure> restated = booked.equals(middle) ? known : figures(company, held.known(), booked, 0);
        boolean learns = from.knownAt() != latest.knownAt();
        boolean moves = !from.asOf().equals(latest.asOf());
        Found found = new Found(
                learns ? figures(company, held.known(from.knownAt()), from, 0) : known,
                restated,
                moves ? figures(company, held.known(), latest, 0) : restated);
        if (learns) {
            Learning.RatesFirst way =
                    Learning.ratesFirst(from, latest.knownAt(), relevant(held.all(company)), recorders);
            follow(
                            company,
                            way.steps(),
                            found.opening,
                            known,
                            passed -> new Place(held.known(way.known().get(passed)), way.at(middle)))
                    .forEach(moved -> found.note(way.steps().get(moved.step()), true, moved));
        }
        if (!booked.equals(middle)) {
            Booking way = Booking.between(middle, latest, relevant(held.all(company)), recorders);
            follow(
                            company,
                            way.steps(),
                            known,
                            restated,
                            passed -> new Place(held.without(way.waiting().get(passed)), booked))
                    .forEach(moved -> found.note(way.steps().get(moved.step()), true, moved));
        }
        if (moves) {
            Days way = Days.between(
                    booked.asOf(), latest.asOf(), relevant(held.standing(company)), question.currency() != null);
            follow(company, way.steps(), restated, found.closing, passed -> {
                        Station station = way.stations().get(passed);
                        return new Place(held.at(station), held.on(station.asOf()));
                    })
                    .forEach(moved -> found.note(way.steps().get(moved.step()), false, moved));
        }
        return found;
    }

    private List<Moved<Figure>> follow(
            CompanyId company,
            List<Step> steps,
            SortedMap<String, Figure> first,
            SortedMap<String, Figure> last,
            IntFunction<Place> places) {
        Following way = new Following(party, company, question, steps, places, held, budget);
        return Walk.thoroughly(
                steps.size(), first, last, step -> name(steps.get(step)), passed -> figures(company, way, passed));
    }

    private SortedMap<String, Figure> figures(CompanyId company, Following way, int passed) {
        Place place = way.place(passed);
        Optional<RunningPosition> position = way.at(passed);
        if (position.isPresent() && !position.get().isConcerned()) {
            return new TreeMap<>();
        }
        return position.flatMap(running ->
                        running.figures(question.basis(), place.point().asOf()))
                .map(running -> figures(company, running.shares(), running.cost(), running.value()))
                .orElseGet(() -> figures(
                        company, place.facts(), place.point(), way.steps().size()));
    }

    private List<Recorded<? extends Fact>> relevant(List<Recorded<? extends Fact>> facts) {
        return facts.stream()
                .filter(fact -> question.currency() != null || !(fact.fact() instanceof FxEvent))
                .toList();
    }

    /** Under which a step counts whatever it changes; a purchase and a sale in between are never passed over. */
    private Optional<String> name(Step step) {
        if (step.kind() == Step.Kind.DAY_BEGINS) {
            // A day that begins makes a rate too old, and does nothing where none is asked for.
            return Optional.of((question.currency() == null ? GroupMovement.DILUTION : GroupMovement.RATE).name());
        }
        if (step.facts().stream().allMatch(fact -> fact.fact() instanceof FxEvent)) {
            return Optional.of(GroupMovement.RATE.name());
        }
        boolean others = step.facts().stream()
                .allMatch(fact -> fact.marks().corrects() == null
                        && fact.fact() instanceof CompanyEvent event
                        && !Portfolios.concerns(event, held.members())
                        && GroupMovement.ofHappening(event, true, false) == GroupMovement.DILUTION);
        return others ? Optional.of(GroupMovement.DILUTION.name()) : Optional.empty();
    }

    private static Figure orNothing(@Nullable Figure figure) {
        return figure == null ? Figure.NOTHING : figure;
    }

    /** By company, measure and class: {@code /co_x/shares/Common}, {@code /co_x/cost}. */
    private SortedMap<String, Figure> figures(CompanyId company, ExposureFacts facts, PointInTime point, int steps) {
        SortedMap<String, Figure> figures = new TreeMap<>();
        Portfolios portfolios = new Portfolios(HeldFacts.only(company, facts));
        if (portfolios.isRegistered(party, point)) {
            NavigableSet<PartyId> group = portfolios.group(party, point, question.group());
            Rates rates = question.currency() == null ? Rates.of(List.of()) : rates(facts, point);
            Portfolio portfolio = portfolios.of(
                    party,
                    group,
                    point,
                    question.basis(),
                    () -> new Translation(question.currency(), question.rate(), rates, point.asOf()));
            portfolio
                    .positions()
                    .forEach(position ->
                            figures.putAll(figures(company, shares(position), position.cost(), position.value())));
        }
        budget.spend(held.size(company), steps);
        return figures;
    }

    /** The rates up to the last point serve every day before it as well: a rate of a later day is never looked up. */
    private Rates rates(ExposureFacts facts, PointInTime point) {
        Rates all = ratesOfLatest;
        return all != null && facts instanceof HeldFacts.View view && view.hasAllRates()
                ? all
                : new Portfolios(facts).rates(point);
    }

    private static SortedMap<String, Fraction> shares(PortfolioPosition position) {
        SortedMap<String, Fraction> shares = new TreeMap<>();
        for (Lot lot : position.lots()) {
            if (lot.shareClass() != null) {
                shares.merge(lot.shareClass(), lot.quantity(), Fraction::plus);
            }
        }
        return shares;
    }

    private static SortedMap<String, Figure> figures(
            CompanyId company, SortedMap<String, Fraction> shares, Claim cost, Claim value) {
        SortedMap<String, Figure> figures = new TreeMap<>();
        figures.put(Cells.path(company.value(), COST), Figure.of(cost));
        figures.put(Cells.path(company.value(), VALUE), Figure.of(value));
        shares.forEach((shareClass, quantity) -> figures.put(
                Cells.path(company.value(), SHARES, shareClass),
                new Figure(quantity.isZero() ? null : SHARES, Interval.exactly(quantity), Ledgered.printed(quantity))));
        return figures;
    }

    private List<Row> rows(String path, Found found, Totalling totals) {
        List<String> segments = Arrays.stream(path.substring(1).split("/", -1))
                .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
                .toList();
        List<String> of = new ArrayList<>(segments);
        Of row = new Of(path, segments.getFirst(), of.remove(1), List.copyOf(of));
        Figure first = orNothing(found.opening.get(path));
        Figure middle = orNothing(found.restated.get(path));
        Figure last = orNothing(found.closing.get(path));
        List<Part> way = found.parts.getOrDefault(path, List.of());
        List<Figure> figures = Stream.concat(
                        Stream.of(first, middle, last),
                        way.stream().flatMap(part -> Stream.of(part.before(), part.after())))
                .toList();
        if (first.exact() == null || last.exact() == null) {
            @Nullable String unit = units(figures.stream()).findFirst().orElse(null);
            totals.addBounded(row.total(), row.measure(), unit == null ? NO_UNIT : unit);
            return List.of(new Row(
                    row.of(),
                    row.measure(),
                    unit,
                    first.words(),
                    null,
                    middle.words(),
                    null,
                    last.words(),
                    null,
                    way.stream().map(part -> replaced(part, row.company())).toList()));
        }
        List<String> units =
                units(figures.stream().filter(figure -> figure.exact() != null)).toList();
        if (units.isEmpty()) {
            @Nullable String unit = units(figures.stream()).findFirst().orElse(null);
            return List.of(exactly(row, unit, first, middle, last, way, totals));
        }
        // Each currency by itself: what is paid in one is no amount of another.
        return units.stream()
                .map(unit -> exactly(row, unit, first, middle, last, way, totals))
                .toList();
    }

    private static Stream<String> units(Stream<Figure> figures) {
        return figures.map(Figure::unit).filter(Objects::nonNull).distinct();
    }

    private Row exactly(
            Of row, @Nullable String unit, Figure first, Figure middle, Figure last, List<Part> way, Totalling totals) {
        Fraction restated = middle.in(unit);
        Ledgered figure = new Ledgered(
                Objects.requireNonNull(first.in(unit)),
                restated == null ? middle.words() : Ledgered.printed(restated),
                Objects.requireNonNull(last.in(unit)));
        List<Part> bounded = new ArrayList<>();
        List<Replaced> replaced = new ArrayList<>();
        for (Part part : way) {
            Fraction after = part.after().in(unit);
            if (bounded.isEmpty() && after != null && part.before().in(unit) != null) {
                add(figure, part, row, unit);
                continue;
            }
            bounded.add(part);
            replaced.add(replaced(part, row.company()));
            if (after != null) {
                addTogether(figure, bounded, row, unit);
                bounded.clear();
            }
        }
        totals.add(row.total(), row.measure(), unit == null ? NO_UNIT : unit, figure);
        return figure.row(row.of(), row.measure(), unit, replaced);
    }

    /**
     * From the last exact figure before the bounds to the first one after them. It counts where the last of the steps
     * does: only with that one does anybody know how much it was.
     */
    private void addTogether(Ledgered figure, List<Part> parts, Of row, @Nullable String unit) {
        Fraction before = Objects.requireNonNull(parts.getFirst().before().in(unit));
        Fraction after = Objects.requireNonNull(parts.getLast().after().in(unit));
        Fraction change = after.minus(before);
        List<Long> events =
                parts.stream().flatMap(part -> events(part.step()).stream()).toList();
        Part last = parts.getLast();
        Optional<Since> since = since(last, row);
        if (since.isPresent()
                && parts.stream().noneMatch(Part::restated)
                && Measurements.events(since.get(), measurement(last)).containsAll(events)) {
            addMeasured(figure, last, since.get(), change, row, unit);
            return;
        }
        List<GroupMovement> movements = parts.stream()
                .map(part -> movement(part, row.company(), comesIn(part, row.company())))
                .distinct()
                .toList();
        boolean more = parts.stream()
                .flatMap(part -> since(part, row).stream())
                .anyMatch(one -> !one.changes().isEmpty());
        GroupMovement movement = movements.size() == 1 && !more ? movements.getFirst() : GroupMovement.SEVERAL;
        if (parts.getLast().restated()) {
            figure.restate(movement.name(), change, events);
        } else {
            figure.move(movement.name(), change, events);
        }
    }

    /** What a new fair value takes account of besides; empty where it is none that happened. */
    private Optional<Since> since(Part part, Of row) {
        return row.measure().equals(VALUE)
                        && !part.restated()
                        && part.step().kind() == Step.Kind.HAPPENING
                        && measurement(part).fact() instanceof ValuationRecorded
                ? measurements.since(new CompanyId(row.company()), measurement(part))
                : Optional.empty();
    }

    private static Recorded<? extends Fact> measurement(Part part) {
        return part.step().facts().getFirst();
    }

    private void addMeasured(Ledgered figure, Part part, Since since, Fraction change, Of row, @Nullable String unit) {
        Rates rates = ratesOfLatest;
        measurements
                .portions(
                        new CompanyId(row.company()),
                        since,
                        measurement(part),
                        change,
                        unit,
                        rates == null ? Rates.of(List.of()) : rates)
                .forEach(portion -> figure.move(portion.movement().name(), portion.amount(), portion.events()));
    }

    private static List<Long> events(Step step) {
        return step.facts().stream().map(Recorded::position).toList();
    }

    private static Replaced replaced(Part part, String company) {
        return new Replaced(
                part.before().words(),
                part.after().words(),
                movement(part, company, comesIn(part, company)).name(),
                events(part.step()));
    }

    /**
     * Whether the group has more than before, where bounds leave open by how much: as its shares say, then its cost, and
     * then the bounds themselves. Of what appears between the same bounds there is more, too.
     */
    private static boolean comesIn(Part part, String company) {
        NavigableSet<Integer> shares = new TreeSet<>();
        part.beside().forEach((path, change) -> {
            if (path.startsWith(Cells.path(company, SHARES, ""))) {
                shares.add(orNothing(change.before()).towards(orNothing(change.after())));
            }
        });
        if (shares.size() == 1 && shares.getFirst() != 0) {
            return shares.getFirst() > 0;
        }
        Change<Figure> cost = part.beside().get(Cells.path(company, COST));
        int paid = cost == null ? 0 : orNothing(cost.before()).towards(orNothing(cost.after()));
        int own = paid == 0 ? part.before().towards(part.after()) : paid;
        return own == 0 ? part.before().equals(Figure.NOTHING) : own > 0;
    }

    private void add(Ledgered figure, Part part, Of row, @Nullable String unit) {
        Fraction before = Objects.requireNonNull(part.before().in(unit));
        Fraction after = Objects.requireNonNull(part.after().in(unit));
        Fraction change = after.minus(before);
        if (change.isZero()) {
            return;
        }
        GroupMovement movement = movement(part, row.company(), change.signum() > 0);
        if (part.restated()) {
            figure.restate(movement.name(), change, events(part.step()));
            return;
        }
        Optional<Since> since = since(part, row);
        if (since.isPresent() && inOneCurrency(part)) {
            addMeasured(figure, part, since.get(), change, row, unit);
            return;
        }
        Fraction paid = paid(part, row.company(), unit);
        if (row.measure().equals(VALUE) && movement.isAcquisition() && paid != null && paid.signum() > 0) {
            // What was bought comes in at its cost; what it is worth beyond that comes from the price.
            figure.move(movement.name(), paid, events(part.step()));
            if (!change.equals(paid)) {
                GroupMovement gain =
                        question.basis() == Basis.LATEST_ROUND ? GroupMovement.PRICE_OF_ROUND : GroupMovement.OTHER;
                figure.move(gain.name(), change.minus(paid), events(part.step()));
            }
            return;
        }
        figure.move(movement.name(), change, events(part.step()));
    }

    /** What is measured in another currency than before comes in whole there, as it goes out whole here. */
    private static boolean inOneCurrency(Part part) {
        return part.before().unit() == null
                || part.after().unit() == null
                || part.before().unit().equals(part.after().unit());
    }

    /** What the cost went up by, where it is known in that currency alone. */
    private static @Nullable Fraction paid(Part part, String company, @Nullable String unit) {
        Change<Figure> cost = part.beside().get(Cells.path(company, COST));
        if (cost == null) {
            return null;
        }
        Figure before = orNothing(cost.before());
        Figure after = orNothing(cost.after());
        Fraction was = before.in(unit);
        Fraction is = after.in(unit);
        boolean alone = Stream.of(before, after)
                .allMatch(figure -> figure.unit() == null || figure.unit().equals(unit));
        return alone && was != null && is != null ? is.minus(was) : null;
    }

    private static GroupMovement movement(Part part, String company, boolean up) {
        Step step = part.step();
        return switch (step.kind()) {
            case LEARNING -> GroupMovement.ofLearning(step.facts(), up);
            case DAY_BEGINS -> GroupMovement.RATE;
            case HAPPENING -> {
                boolean own = part.beside().keySet().stream()
                        .anyMatch(path -> path.equals(Cells.path(company, COST))
                                || path.startsWith(Cells.path(company, SHARES, "")));
                yield GroupMovement.ofHappening(step.facts().getFirst().fact(), up, own);
            }
        };
    }
}
