package io.dealledger.captable;

import io.dealledger.http.Choice;
import io.dealledger.ledger.PointInTime.By;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a cap table is to be shown.
 *
 * @param denominator what ownership is a fraction of
 * @param rows sums the holdings once more; absent for not
 * @param definition by which the company is counted besides; absent for not
 */
public record CapTableQuestion(
        Denominator denominator,
        @Nullable View rows,
        @Nullable Definition definition) {
    public CapTableQuestion(Denominator denominator, @Nullable View rows) {
        this(denominator, rows, null);
    }

    public static final CapTableQuestion PLAIN = new CapTableQuestion(Denominator.OUTSTANDING_AS_CONVERTED, null);

    /**
     * From the texts of the parameters.
     *
     * @param by names a clock; what it was for before it could, it still does where {@code rows} is absent
     * @param include names what counts, by the words of {@link Definition.Item}, with commas between
     * @param thisSecurity whose document defines it
     * @param preMoney at which convertibles convert, e.g. {@code 30000000 USD}
     */
    public static CapTableQuestion of(
            @Nullable String denominator,
            @Nullable String rows,
            @Nullable String by,
            @Nullable String include,
            @Nullable String thisSecurity,
            @Nullable String preMoney) {
        CapTableQuestion plain = of(denominator, rows, by);
        return new CapTableQuestion(plain.denominator, plain.rows, Definition.of(include, thisSecurity, preMoney));
    }

    /**
     * Without a definition.
     *
     * @param by names a clock
     */
    public static CapTableQuestion of(@Nullable String denominator, @Nullable String rows, @Nullable String by) {
        String parameter = "rows";
        String view = rows;
        if (by != null && Arrays.stream(By.values()).map(By::name).noneMatch(by::equals)) {
            if (rows != null) {
                Choice.of("by", by, By.values());
            }
            parameter = "by";
            view = by;
        }
        return new CapTableQuestion(
                denominator == null ? PLAIN.denominator : Choice.of("denominator", denominator, Denominator.values()),
                view == null ? null : Choice.of(parameter, view.toUpperCase(Locale.ROOT), View.values()));
    }
}
