package io.dealledger.calculation;

import java.util.Collection;
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

    /** A claim in the few words that say what is known of it. */
    public Cells put(@Nullable Printed claim, String... segments) {
        return put((Object) (claim == null ? null : claim.words()), segments);
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
