package io.dealledger.changes;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dealledger.calculation.Calculated;
import io.dealledger.changes.Changes.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How figures went from one point in time to another: opening, what was restated, what moved, closing.
 *
 * @param rows by what they are of: holder and class of a company, or company of a group
 * @param totals the rows of one kind added up
 */
public record RollForward(Header header, List<Row> rows, List<Total> totals) implements Calculated {
    private static final String RESTATEMENT = "restatement";
    private static final String MOVEMENTS = "movements";

    @Override
    public Optional<Way> way(List<String> figure) {
        if (figure.size() < 3 || !figure.getFirst().equals("rows")) {
            return Optional.empty();
        }
        Row row = rows.get(Integer.parseInt(figure.get(1)));
        List<String> at = figure.subList(0, 2);
        return switch (figure.get(2)) {
            case "opening" -> Optional.of(Way.of("as the report at the first point has it"));
            case "restated" ->
                Optional.of(Way.of("as the report of the first date, known at the second point, has it"));
            case "closing" ->
                Optional.of(
                        row.movements == null
                                ? Way.of("as the report at the second point has it: bounds are not added up")
                                : new Way("closing = opening, restatement and movements", Way.EXACT, way(row, at)));
            case "unexplained" ->
                Optional.of(new Way(
                        "unexplained = closing less opening, restatement and movements",
                        Way.EXACT,
                        Stream.concat(Stream.of(below(at, "closing")), way(row, at).stream())
                                .toList()));
            case RESTATEMENT, MOVEMENTS ->
                Optional.of(Way.of("what the events changed, each by itself, in the order of their effect"));
            default -> Optional.empty();
        };
    }

    private static List<List<String>> way(Row row, List<String> at) {
        List<List<String>> way = new ArrayList<>();
        way.add(below(at, "opening"));
        parts(row.restatement).forEach(part -> way.add(below(at, RESTATEMENT, part, "amount")));
        parts(row.movements).forEach(part -> way.add(below(at, MOVEMENTS, part, "amount")));
        return way;
    }

    private static Set<String> parts(@Nullable SortedMap<String, Part> parts) {
        return parts == null ? Set.of() : parts.keySet();
    }

    private static List<String> below(List<String> at, String... tokens) {
        return Stream.concat(at.stream(), Stream.of(tokens)).toList();
    }

    /**
     * Part of the way.
     *
     * @param amount what came to the figure, signed
     * @param events positions of the events that it came by, ascending; the first {@link Cell#EVENTS} of them
     */
    public record Part(String amount, List<Long> events, int moreEvents) {}

    /**
     * A claim that was replaced by another one.
     *
     * @param before null where there was none @param after null where there is none
     * @param movement what happened
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Replaced(
            @Nullable String before, @Nullable String after, String movement, List<Long> events) {}

    /**
     * One figure. Figures with bounds are not subtracted from each other, because a lower bound less a lower bound is
     * unknown; the claims that were replaced on the way are listed instead. What is exact at the opening and at the
     * closing has parts that come to the closing, whatever it was in between: over a stretch with bounds there is one
     * part, from the last exact figure to the next. It counts on the side on which the figure becomes exact again, so
     * what goes over a restated opening with bounds is a movement.
     *
     * @param of ids and names of what it is the figure of
     * @param measure shares, cost or value
     * @param unit shares, or a currency; null where nothing says which
     * @param opening at the first point
     * @param restatement by what was learned since, of the opening date; null where opening or closing has bounds
     * @param restated on the opening date, as known at the second point; in words where it has bounds
     * @param movements by what happened between the dates; null where opening or closing has bounds
     * @param closing at the second point
     * @param unexplained closing less opening, restatement and movements: zero; null where opening or closing has bounds
     * @param replaced claims that the figure rested on between exact ones; empty where every figure is exact
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Row(
            List<String> of,
            String measure,
            @Nullable String unit,
            String opening,
            @Nullable SortedMap<String, Part> restatement,
            String restated,
            @Nullable SortedMap<String, Part> movements,
            String closing,
            @Nullable String unexplained,
            List<Replaced> replaced) {}

    /**
     * The exact rows of one measure and unit.
     *
     * @param bounded rows of the measure and unit that are in no total, because they have bounds
     */
    public record Total(
            String of,
            String measure,
            String unit,
            String opening,
            SortedMap<String, String> restatement,
            SortedMap<String, String> movements,
            String closing,
            String unexplained,
            int bounded) {}
}
