package io.dealledger.captable;

import io.dealledger.http.Choice;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a cap table is to be shown.
 *
 * @param denominator what ownership is a fraction of
 * @param by sums the holdings once more; absent for not
 */
public record CapTableQuestion(
        Denominator denominator, @Nullable View by) {
    public static final CapTableQuestion PLAIN = new CapTableQuestion(Denominator.OUTSTANDING_AS_CONVERTED, null);

    /** From the texts of the parameters {@code denominator} and {@code by}. */
    public static CapTableQuestion of(@Nullable String denominator, @Nullable String by) {
        return new CapTableQuestion(
                denominator == null ? PLAIN.denominator : Choice.of("denominator", denominator, Denominator.values()),
                by == null ? null : Choice.of("by", by.toUpperCase(Locale.ROOT), View.values()));
    }
}
