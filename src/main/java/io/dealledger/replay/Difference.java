package io.dealledger.replay;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that the comparison found on one side only.
 *
 * @param copies how often one side has it more than the other
 * @param row values by column, as PostgreSQL prints them
 */
public record Difference(Side side, String table, long copies, Map<String, @Nullable String> row) {
    /** Where the row is. */
    public enum Side {
        /** In the journal's account and not among the live rows. */
        MISSING,
        /** Among the live rows and not in the journal's account. */
        SURPLUS
    }
}
