package io.dealledger.explain;

import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Printed;
import io.dealledger.captable.CapTable;
import io.dealledger.explain.Explanation.Event;
import io.dealledger.explain.Explanation.Figure;
import io.dealledger.http.HttpProblem;
import io.dealledger.journal.JournalPages;
import io.dealledger.json.Text;
import io.dealledger.ledger.History;
import io.dealledger.ledger.PointInTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Explains a figure of an answer. Figures that are claims carry what they were calculated from; the counts of a cap
 * table are derived here by the formulas that made them; of everything else the answer says which events it comes from.
 */
@Component
public final class Explanations {
    private final JournalPages journal;
    private final History history;

    Explanations(JournalPages journal, History history) {
        this.journal = journal;
        this.history = history;
    }

    /**
     * @param answer the record that the read path answers
     * @param point that it was answered for
     * @param of its read path
     * @param at JSON pointer of a figure in it
     */
    public Explanation of(Object answer, PointInTime point, String of, String at) {
        Pointer pointer = Pointer.of(at);
        List<Object> way = pointer.walk(answer);
        Events events = new Events(journal);
        Figure figure = claim(pointer, way, events)
                .or(() -> count(answer, point, pointer, events))
                .or(() -> recorded(pointer, way, events))
                .orElseThrow(() -> HttpProblem.parameter(
                        "at", "not-a-figure", at + " is no figure: it rests on no event of its own"));
        return new Explanation(of, at, point.knownAt(), figure);
    }

    /** A printed claim, or a part of one: its bounds come about as it does. */
    private static Optional<Figure> claim(Pointer pointer, List<Object> way, Events events) {
        for (int step = way.size() - 1; step >= 0; step--) {
            if (way.get(step) instanceof Printed printed) {
                String at = new Pointer(pointer.tokens().subList(0, step)).toString();
                return Optional.of(figure(at, printed, printed.claim(), events));
            }
        }
        return Optional.empty();
    }

    private static Figure figure(@Nullable String at, Printed printed, Claim claim, Events events) {
        List<Figure> inputs = claim.inputs().stream()
                .map(input -> figure(null, Printed.of(input), input, events))
                .toList();
        String formula = claim.rule() != null
                ? claim.rule()
                : claim.statement() != null ? "stated" : claim.says() ? "recorded" : "nothing said";
        return new Figure(
                at,
                printed,
                formula,
                Printed.rounding(claim),
                claim.assumption(),
                claim.sourceClass(),
                claim.source(),
                claim.statement() == null ? null : claim.statement().phrase(),
                inputs,
                events.of(own(claim)));
    }

    /** What the inputs do not account for already. */
    private static List<Long> own(Claim claim) {
        List<Long> own = new ArrayList<>(claim.events());
        claim.inputs().forEach(input -> own.removeAll(input.events()));
        return own;
    }

    private Optional<Figure> count(Object answer, PointInTime point, Pointer pointer, Events events) {
        return answer instanceof CapTable table
                ? new CapTableFigures(table, point, history, events).at(pointer)
                : Optional.empty();
    }

    /** Anything else, by the events of the nearest part of the answer that names some. */
    private static Optional<Figure> recorded(Pointer pointer, List<Object> way, Events events) {
        Object value = way.getLast();
        boolean several = value instanceof Collection || value instanceof Map;
        if (several || (value instanceof Record && !isText(value))) {
            return Optional.empty();
        }
        for (int step = way.size() - 1; step >= 0; step--) {
            if (way.get(step) instanceof Record record) {
                List<Long> positions = positions(record);
                if (!positions.isEmpty()) {
                    return Optional.of(Figure.recorded(pointer.toString(), value, events.of(positions)));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a record is written as one text: an amount, a ratio, an id. */
    private static boolean isText(Object value) {
        return Text.is(value.getClass());
    }

    static List<Long> positions(Record record) {
        List<Long> positions = new ArrayList<>();
        if (Pointer.component(record, "events").orElse(null) instanceof Collection<?> several) {
            several.forEach(position -> {
                if (position instanceof Long one) {
                    positions.add(one);
                }
            });
        }
        if (Pointer.component(record, "event").orElse(null) instanceof Long one) {
            positions.add(one);
        }
        return positions;
    }

    /** Looks events up by position. */
    record Events(JournalPages journal) {
        List<Event> of(Collection<Long> positions) {
            return positions.stream()
                    .sorted()
                    .distinct()
                    .map(position -> of(position, null, null))
                    .toList();
        }

        Event of(long position, @Nullable String before, @Nullable String after) {
            var stored = journal.at(position)
                    .orElseThrow(() -> new IllegalStateException("there is no event at position " + position));
            return new Event(
                    stored.position(),
                    stored.stream(),
                    stored.version(),
                    stored.name(),
                    stored.effectiveOn(),
                    stored.recordedAt(),
                    stored.actor(),
                    null,
                    null,
                    before,
                    after);
        }
    }
}
