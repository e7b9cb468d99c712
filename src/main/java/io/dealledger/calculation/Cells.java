package io.dealledger.calculation;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The figures of an answer, each under an address that stays the same from one point in time to another: names and ids
 * instead of places in a list, written as a JSON pointer ({@code /holdings/pa_x/Common/quantity}). A figure is the text
 * that the answer prints; what is absent has no cell. Two answers differ where their cells do.
 */
public final class Cells {
    private final SortedMap<String, String> cells = new TreeMap<>();

    /** A JSON pointer (RFC 6901) of these segments. */
    public static String path(String... segments) {
        StringBuilder path = new StringBuilder();
        for (String segment : segments) {
            path.append('/').append(segment.replace("~", "~0").replace("/", "~1"));
        }
        return path.toString();
    }

    /** Of several figures at one address each but the first is told apart by its number. */
    public Cells put(@Nullable Object figure, String... segments) {
        if (figure != null) {
            String path = path(segments);
            String free = path;
            for (int number = 2; cells.containsKey(free); number++) {
                free = path + "/" + number;
            }
            cells.put(free, figure.toString());
        }
        return this;
    }

    /** The same address with one more segment. */
    public static String[] under(String[] segments, String figure) {
        String[] under = Arrays.copyOf(segments, segments.length + 1);
        under[segments.length] = figure;
        return under;
    }

    /**
     * A claim in the few words that say what is known of it; what it would be by the other reading of its words has a
     * cell beneath.
     */
    public Cells put(@Nullable Printed claim, String... segments) {
        if (claim != null) {
            put((Object) claim.words(), segments);
            put((Object) claim.alternative(), under(segments, "alternative"));
        }
        return this;
    }

    /** Claims that stand beside the one that holds, each in its few words. */
    public Cells beside(List<Printed> beside, String... segments) {
        return put(
                (Object)
                        (beside.isEmpty()
                                ? null
                                : beside.stream().map(Cells::said).collect(Collectors.joining("; "))),
                segments);
    }

    private static String said(Printed claim) {
        return claim.alternative() == null ? claim.words() : claim.words() + " or else " + claim.alternative();
    }

    /** A disagreement, by its kind and the first of the events that disagree: others join them later. */
    public Cells put(Conflict conflict, String... segments) {
        String[] kind = under(segments, conflict.kind().name());
        return put(
                (Object) conflict.reason(),
                conflict.events().isEmpty()
                        ? kind
                        : under(kind, Long.toString(conflict.events().getFirst())));
    }

    /** Names that stand together; none has no cell. */
    public Cells put(Collection<?> names, String... segments) {
        return put(
                (Object)
                        (names.isEmpty()
                                ? null
                                : names.stream().map(Object::toString).collect(Collectors.joining(", "))),
                segments);
    }

    public SortedMap<String, String> all() {
        return cells;
    }
}
