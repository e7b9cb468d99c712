package io.dealledger.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The figures that one command moved: what the ledger answered before it and what it answers since, about the same
 * date.
 *
 * @param position of the event that was asked about
 * @param from position of the command's first event @param to position of its last
 * @param knownBefore position at which the figures are as they were @param knownAfter at which they are as they became
 * @param dates by date: the effective date of the event, and today
 */
record Moved(long position, String stream, long from, long to, long knownBefore, long knownAfter, List<OnDate> dates) {
    /** @param figures that differ, by path; none when the command moved nothing on that date */
    record OnDate(LocalDate asOf, List<Figure> figures) {}

    /**
     * @param path names and ids that lead to the figure in cap table or valuations: {@code /holdings/pa_x/Common/quantity}
     * @param before null when there was no such figure @param after null when there is none any more
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Figure(
            String path, @Nullable String before, @Nullable String after) {}

    /** Where two answers differ. */
    static List<Figure> between(SortedMap<String, String> before, SortedMap<String, String> after) {
        TreeSet<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        List<Figure> figures = new ArrayList<>();
        for (String path : paths) {
            String was = before.get(path);
            String is = after.get(path);
            if (was == null || !was.equals(is)) {
                figures.add(new Figure(path, was, is));
            }
        }
        return List.copyOf(figures);
    }
}
