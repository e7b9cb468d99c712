package io.dealledger.explain;

import io.dealledger.calculation.Calculated;
import io.dealledger.calculation.Claim;
import io.dealledger.calculation.Printed;
import io.dealledger.captable.CapTable;
import io.dealledger.explain.Derivation.Mention;
import io.dealledger.explain.ReadPaths.Answered;
import io.dealledger.http.HttpProblem;
import io.dealledger.journal.JournalPages;
import io.dealledger.journal.StoredEvent;
import io.dealledger.json.Text;
import io.dealledger.ledger.History;
import io.dealledger.ledger.PointInTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Explains a figure of an answer. Figures that are claims carry what they were calculated from; the counts of a cap
 * table are derived here by the formulas that made them; of everything else the answer says which events it comes from.
 */
@Component
public final class Explanations {
    private final ReadPaths reads;
    private final JournalPages journal;
    private final History history;

    Explanations(ReadPaths reads, JournalPages journal, History history) {
        this.reads = reads;
        this.journal = journal;
        this.history = history;
    }

    /**
     * @param of read path of a report, with its parameters
     * @param at JSON pointer of a figure in it
     * @throws HttpProblem when there is no such report or figure
     */
    public Explanation of(String of, String at) {
        Pointer pointer = Pointer.of(at);
        Answered answered = reads.ask(of);
        Object answer = answered.body();
        PointInTime point = answered.point();
        Derivation derivation = derive(answer, point, pointer)
                .orElseThrow(() -> HttpProblem.parameter(
                        "at", "not-a-figure", at + " is no figure: it rests on no event of its own"));
        return new Explanation(of, at, point.asOf(), point.knownAt(), derivation.figure(this::look));
    }

    private Optional<Derivation> derive(Object answer, PointInTime point, Pointer pointer) {
        List<Object> way = pointer.walk(answer);
        return claim(pointer, way)
                .or(() -> count(answer, point, pointer))
                .or(() -> calculated(answer, point, pointer, way))
                .or(() -> recorded(pointer, way));
    }

    private Optional<Derivation> calculated(Object answer, PointInTime point, Pointer pointer, List<Object> way) {
        return answer instanceof Calculated calculated && !isSeveral(way.getLast())
                ? calculated.way(pointer.tokens()).map(made -> {
                    List<Derivation> inputs = made.inputs().stream()
                            .flatMap(input -> derive(answer, point, new Pointer(input)).stream())
                            .toList();
                    return new Derivation(
                            pointer.toString(),
                            way.getLast(),
                            made.formula(),
                            made.rounding(),
                            null,
                            null,
                            null,
                            null,
                            inputs,
                            inputs.isEmpty() ? Mention.of(nearest(way)) : List.of());
                })
                : Optional.empty();
    }

    private static boolean isSeveral(Object value) {
        return value instanceof Collection || value instanceof Map || (value instanceof Record && !isText(value));
    }

    /** The events of the nearest part of the answer that names some. */
    private static List<Long> nearest(List<Object> way) {
        for (int step = way.size() - 1; step >= 0; step--) {
            if (way.get(step) instanceof Record record) {
                List<Long> positions = positions(record);
                if (!positions.isEmpty()) {
                    return positions;
                }
            }
        }
        return List.of();
    }

    /** A printed claim, or a part of one: its bounds come about as it does. */
    private static Optional<Derivation> claim(Pointer pointer, List<Object> way) {
        for (int step = way.size() - 1; step >= 0; step--) {
            if (way.get(step) instanceof Printed printed) {
                String at = new Pointer(pointer.tokens().subList(0, step)).toString();
                return Optional.of(derivation(at, printed, printed.claim()));
            }
        }
        return Optional.empty();
    }

    private static Derivation derivation(@Nullable String at, Printed printed, Claim claim) {
        List<Derivation> inputs = claim.inputs().stream()
                .map(input -> derivation(null, Printed.of(input), input))
                .toList();
        String formula = claim.rule() != null
                ? claim.rule()
                : claim.statement() != null ? "stated" : claim.says() ? "recorded" : "nothing said";
        return new Derivation(
                at,
                printed,
                formula,
                Printed.rounding(claim),
                claim.assumption(),
                claim.sourceClass(),
                claim.source(),
                claim.statement() == null ? null : claim.statement().phrase(),
                inputs,
                Mention.of(own(claim)));
    }

    /** What the inputs do not account for already. */
    private static List<Long> own(Claim claim) {
        List<Long> own = new ArrayList<>(claim.events());
        claim.inputs().forEach(input -> own.removeAll(input.events()));
        return own;
    }

    private Optional<Derivation> count(Object answer, PointInTime point, Pointer pointer) {
        return answer instanceof CapTable table
                ? new CapTableFigures(table, point, history).at(pointer)
                : Optional.empty();
    }

    /** Anything else that rests on events. */
    private static Optional<Derivation> recorded(Pointer pointer, List<Object> way) {
        List<Long> events = nearest(way);
        return events.isEmpty() || isSeveral(way.getLast())
                ? Optional.empty()
                : Optional.of(Derivation.recorded(pointer.toString(), way.getLast(), Mention.of(events)));
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

    private Map<Long, StoredEvent> look(Set<Long> positions) {
        return journal.at(positions).stream().collect(Collectors.toMap(StoredEvent::position, Function.identity()));
    }
}
