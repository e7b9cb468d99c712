package io.dealledger.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds the steps that changed something between two states. A stretch whose ends are equal is not looked into, any
 * other is halved: with k steps among n that change something, about k times log n states are looked at.
 *
 * @param <V> figure of a cell
 */
final class Walk<V> {
    /** @param before absent where there was no cell @param after absent where there is none */
    record Change<V>(@Nullable V before, @Nullable V after) {}

    /** @param step index of the step, from 0 */
    record Moved<V>(int step, SortedMap<String, Change<V>> cells) {}

    private final IntFunction<SortedMap<String, V>> states;
    private final List<Moved<V>> found = new ArrayList<>();

    private Walk(IntFunction<SortedMap<String, V>> states) {
        this.states = states;
    }

    /**
     * @param steps number of steps
     * @param states cells after that many steps
     */
    static <V> List<Moved<V>> over(
            int steps,
            SortedMap<String, V> first,
            SortedMap<String, V> last,
            IntFunction<SortedMap<String, V>> states) {
        Walk<V> walk = new Walk<>(states);
        if (steps > 0) {
            walk.descend(0, first, steps, last);
        }
        return walk.found;
    }

    /** Looks at every step, also where a figure goes up and comes down again. */
    static <V> List<Moved<V>> each(
            int steps,
            SortedMap<String, V> first,
            SortedMap<String, V> last,
            IntFunction<SortedMap<String, V>> states) {
        return thoroughly(steps, first, last, _ -> Optional.empty(), states);
    }

    /**
     * Looks at every step, also where a figure goes up and comes down again; only a stretch of steps that share a name is
     * halved like {@link #over}, since what they do together is what they do under that name.
     *
     * @param name under which the change of a step counts, whatever it is; absent where that depends on the change
     */
    static <V> List<Moved<V>> thoroughly(
            int steps,
            SortedMap<String, V> first,
            SortedMap<String, V> last,
            IntFunction<Optional<String>> name,
            IntFunction<SortedMap<String, V>> states) {
        Walk<V> walk = new Walk<>(states);
        SortedMap<String, V> before = first;
        int start = 0;
        while (start < steps) {
            Optional<String> shared = name.apply(start);
            int end = start + 1;
            while (shared.isPresent() && end < steps && shared.equals(name.apply(end))) {
                end++;
            }
            SortedMap<String, V> after = end == steps ? last : states.apply(end);
            walk.descend(start, before, end, after);
            before = after;
            start = end;
        }
        return walk.found;
    }

    private void descend(int from, SortedMap<String, V> before, int to, SortedMap<String, V> after) {
        if (before.equals(after)) {
            return;
        }
        if (to - from == 1) {
            found.add(new Moved<>(from, differences(before, after)));
            return;
        }
        int middle = (from + to) >>> 1;
        SortedMap<String, V> between = states.apply(middle);
        descend(from, before, middle, between);
        descend(middle, between, to, after);
    }

    static <V> SortedMap<String, Change<V>> differences(SortedMap<String, V> before, SortedMap<String, V> after) {
        SortedMap<String, Change<V>> differences = new TreeMap<>();
        before.forEach((path, figure) -> {
            V then = after.get(path);
            if (!Objects.equals(figure, then)) {
                differences.put(path, new Change<>(figure, then));
            }
        });
        after.forEach((path, figure) -> {
            if (!before.containsKey(path)) {
                differences.put(path, new Change<>(null, figure));
            }
        });
        return differences;
    }
}
