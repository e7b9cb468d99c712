package io.dealledger.steps;

import io.dealledger.captable.CapTables;
import io.dealledger.company.Company;
import io.dealledger.company.CompanyEvent;
import io.dealledger.company.PeriodEvent;
import io.dealledger.company.Round;
import io.dealledger.ledger.PointInTime;
import io.dealledger.ledger.Recorded;
import io.dealledger.ledger.Timeline;
import io.dealledger.steps.Steps.Change;
import io.dealledger.steps.Steps.HoldingState;
import io.dealledger.steps.Steps.RoundState;
import io.dealledger.steps.Steps.ShareClassState;
import io.dealledger.steps.Steps.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Walks a company's history in one of its two orders. Whatever part of it is looked at, the facts are folded once
 * along; figures are made for the steps of that part only.
 */
public final class Walk {
    /** @param number place in the order, from 1 */
    public record Stride(int number, Recorded<CompanyEvent> fact, boolean inForce, List<Change> changes, State state) {}

    /** The state after the first so many steps, asked for in rising order. */
    @FunctionalInterface
    private interface States {
        Company after(int steps);
    }

    private final List<Recorded<CompanyEvent>> order;
    private final PointInTime point;
    private final Along along;
    /** Positions by version, for figures that name their events. */
    private final Map<Long, Long> positions = new HashMap<>();

    private final List<Recorded<CompanyEvent>> known;

    /** @param history the company's stream in order of recording; may hold more than is known at that point */
    public Walk(List<Recorded<CompanyEvent>> history, PointInTime point, Along along) {
        this.point = point;
        this.along = along;
        this.known = history.stream()
                .filter(recorded -> recorded.position() <= point.knownAt())
                .toList();
        this.order = switch (along) {
            case RECORDING -> known;
            case EFFECT -> Company.cut(point, known).certain();
        };
        known.forEach(recorded -> positions.put(recorded.version(), recorded.position()));
    }

    public int size() {
        return order.size();
    }

    /** How many steps lead up to the event and include it; empty when it is none of them. */
    public OptionalInt numberOf(long position) {
        return IntStream.range(0, order.size())
                .filter(index -> order.get(index).position() == position)
                .map(index -> index + 1)
                .findFirst();
    }

    /** @param from number of the first step, from 1 @param to number of the last step */
    public List<Stride> steps(int from, int to) {
        if (from > to) {
            return List.of();
        }
        States states = states();
        State before = from == 1 ? state(Company.FOLD.initial()) : state(states.after(from - 1));
        List<Stride> strides = new ArrayList<>();
        for (int number = from; number <= to; number++) {
            State after = state(states.after(number));
            strides.add(new Stride(number, order.get(number - 1), isInForce(number), changes(before, after), after));
            before = after;
        }
        return List.copyOf(strides);
    }

    private boolean isInForce(int number) {
        Recorded<CompanyEvent> fact = order.get(number - 1);
        return switch (along) {
            case EFFECT -> true;
            // At its own step nothing has come over it yet.
            case RECORDING ->
                point.isComplete() ? isEffective(fact) : after(number).contains(fact);
        };
    }

    private boolean isEffective(Recorded<CompanyEvent> fact) {
        return !(fact.fact() instanceof PeriodEvent)
                && !fact.fact().voids()
                && fact.when().holdsOn(point.asOf());
    }

    private States states() {
        return switch (along) {
            case EFFECT -> new AlongEffect();
            case RECORDING -> point.isComplete() ? new AlongRecording() : this::cutAfter;
        };
    }

    private final class AlongEffect implements States {
        private Company company = Company.FOLD.initial();
        private int folded;

        @Override
        public Company after(int steps) {
            for (; folded < steps; folded++) {
                company = Company.FOLD.evolve(company, order.get(folded));
            }
            return company;
        }
    }

    private final class AlongRecording implements States {
        private final Timeline<Company, CompanyEvent> timeline = new Timeline<>(Company.FOLD);
        private int inserted;

        @Override
        public Company after(int steps) {
            for (; inserted < steps; inserted++) {
                timeline.insert(order.get(inserted));
            }
            return timeline.at(point.asOf());
        }
    }

    /** Where facts are left out for their source or for the books, each state is cut for itself. */
    private Company cutAfter(int steps) {
        Company company = Company.FOLD.initial();
        for (Recorded<CompanyEvent> fact : after(steps)) {
            company = Company.FOLD.evolve(company, fact);
        }
        return company;
    }

    private List<Recorded<CompanyEvent>> after(int steps) {
        return Company.cut(point.knownAt(order.get(steps - 1).position()), known)
                .certain();
    }

    private State state(Company company) {
        CapTables.Figures figures = CapTables.figures(company, positions);
        return new State(
                company.life().name(),
                figures.classes().stream()
                        .map(row -> new ShareClassState(row.name(), row.authorised(), row.issued(), row.outstanding()))
                        .toList(),
                figures.holdings().stream()
                        .map(row -> new HoldingState(
                                row.party(),
                                row.shareClass(),
                                row.quantity(),
                                row.ownership().percent()))
                        .toList(),
                figures.totals(),
                company.rounds().values().stream()
                        .sorted(Comparator.comparingInt(Round::ordinal).thenComparing(Round::id))
                        .map(round -> new RoundState(
                                round.id(), round.name(), round.status(), round.closings(), round.firmedUpBy()))
                        .toList());
    }

    private static List<Change> changes(State before, State after) {
        Map<String, String> was = cells(before);
        Map<String, String> is = cells(after);
        TreeSet<String> paths = new TreeSet<>(was.keySet());
        paths.addAll(is.keySet());
        return paths.stream()
                .filter(path -> !Objects.equals(was.get(path), is.get(path)))
                .map(path -> new Change(path, was.get(path), is.get(path)))
                .toList();
    }

    private static Map<String, String> cells(State state) {
        Map<String, String> cells = new TreeMap<>();
        put(cells, state.name(), "name");
        for (ShareClassState shares : state.classes()) {
            put(cells, shares.authorised(), "classes", shares.name(), "authorised");
            put(cells, shares.issued(), "classes", shares.name(), "issued");
            put(cells, shares.outstanding(), "classes", shares.name(), "outstanding");
        }
        for (HoldingState holding : state.holdings()) {
            put(cells, holding.quantity(), "holdings", holding.party().value(), holding.shareClass());
        }
        put(cells, state.totals().outstanding(), "totals", "outstanding");
        put(cells, state.totals().outstandingAsConverted(), "totals", "outstandingAsConverted");
        put(cells, state.totals().fullyDiluted(), "totals", "fullyDiluted");
        for (RoundState round : state.rounds()) {
            put(cells, round.name(), "rounds", round.id().value(), "name");
            put(cells, round.status(), "rounds", round.id().value(), "status");
            put(cells, round.closings(), "rounds", round.id().value(), "closings");
            put(cells, round.firmedUpBy(), "rounds", round.id().value(), "firmedUpBy");
        }
        return cells;
    }

    /** Names within a path are written as in a JSON pointer (RFC 6901). */
    private static void put(Map<String, String> cells, @Nullable Object figure, String... names) {
        if (figure != null) {
            StringBuilder path = new StringBuilder();
            for (String name : names) {
                path.append('/').append(name.replace("~", "~0").replace("/", "~1"));
            }
            cells.put(path.toString(), figure.toString());
        }
    }

    /** Position of the event that a correction comes in the place of. */
    public Optional<Long> corrected(Recorded<CompanyEvent> fact) {
        Long version = fact.marks().corrects();
        return version == null ? Optional.empty() : Optional.ofNullable(positions.get(version));
    }
}
