package io.dealledger.explain;

import io.dealledger.explain.Explanation.Event;
import io.dealledger.explain.Explanation.Figure;
import io.dealledger.journal.StoredEvent;
import io.dealledger.money.Source;
import io.dealledger.money.SourceClass;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Figure} that names its events by position: the whole tree is made before the journal is asked for any of
 * them, and then it is asked once.
 */
record Derivation(
        @Nullable String at,
        Object value,
        String formula,
        String rounding,
        @Nullable String assumption,
        @Nullable SourceClass sourceClass,
        @Nullable Source source,
        @Nullable String phrase,
        List<Derivation> inputs,
        List<Mention> mentions) {
    private static final String EXACT = "none";

    /**
     * An event, by its position.
     *
     * @param before the figure before the event; absent where the event is not a step of a count
     * @param after the figure after it
     */
    record Mention(
            long position,
            @Nullable String before,
            @Nullable String after) {
        static List<Mention> of(List<Long> positions) {
            return positions.stream()
                    .sorted()
                    .distinct()
                    .map(position -> new Mention(position, null, null))
                    .toList();
        }
    }

    static Derivation calculated(
            @Nullable String at, Object value, String formula, String rounding, List<Derivation> inputs) {
        return new Derivation(at, value, formula, rounding, null, null, null, null, inputs, List.of());
    }

    static Derivation recorded(@Nullable String at, Object value, List<Mention> mentions) {
        return counted(at, value, "recorded", mentions);
    }

    /** What events made of it, to the last digit. */
    static Derivation counted(@Nullable String at, Object value, String formula, List<Mention> mentions) {
        return new Derivation(at, value, formula, EXACT, null, null, null, null, List.of(), mentions);
    }

    /** @param look finds events by their positions, all at once */
    Figure figure(Function<Set<Long>, Map<Long, StoredEvent>> look) {
        Set<Long> positions = new HashSet<>();
        collect(positions);
        return figure(look.apply(positions));
    }

    private void collect(Set<Long> positions) {
        mentions.forEach(mention -> positions.add(mention.position()));
        inputs.forEach(input -> input.collect(positions));
    }

    private Figure figure(Map<Long, StoredEvent> events) {
        return new Figure(
                at,
                value,
                formula,
                rounding,
                assumption,
                sourceClass,
                source,
                phrase,
                inputs.stream().map(input -> input.figure(events)).toList(),
                mentions.stream().map(mention -> event(mention, events)).toList());
    }

    private static Event event(Mention mention, Map<Long, StoredEvent> events) {
        StoredEvent stored = events.get(mention.position());
        if (stored == null) {
            throw new IllegalStateException("there is no event at position " + mention.position());
        }
        return new Event(
                stored.position(),
                stored.stream(),
                stored.version(),
                stored.name(),
                stored.effectiveOn(),
                stored.recordedAt(),
                stored.actor(),
                stored.corrects(),
                stored.reason(),
                mention.before(),
                mention.after());
    }
}
