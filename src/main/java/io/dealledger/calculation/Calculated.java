package io.dealledger.calculation;

import java.util.List;
import java.util.Optional;

/** An answer of which some figures were calculated, and which says by what. */
public interface Calculated {
    /**
     * How a figure came about.
     *
     * @param formula by name
     * @param rounding of the figure as it is written; "none" where it is exact
     * @param inputs where in the same answer the figures stand that the formula was applied to: tokens of JSON pointers;
     *     empty for a figure that the events beside it made, or that somebody asked about
     */
    record Way(String formula, String rounding, List<List<String>> inputs) {
        public static final String EXACT = "none";

        public Way {
            inputs = List.copyOf(inputs);
        }

        /** What was not calculated at all. */
        public static Way of(String formula) {
            return new Way(formula, EXACT, List.of());
        }
    }

    /**
     * @param figure where in the answer it stands: tokens of a JSON pointer
     * @return empty where it is no calculated figure
     */
    Optional<Way> way(List<String> figure);
}
