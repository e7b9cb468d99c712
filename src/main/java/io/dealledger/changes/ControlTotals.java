package io.dealledger.changes;

import io.dealledger.changes.Changes.ControlTotal;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a total went from opening to closing. Where a bound is among the figures nothing is subtracted. */
final class ControlTotals {
    private static final Pattern EXACT = Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?)(?: ([A-Z]{3}))?");

    private ControlTotals() {}

    /** @return empty when the total is there at none of the points */
    static Optional<ControlTotal> of(
            String path, @Nullable String opening, @Nullable String restated, @Nullable String closing) {
        if (opening == null && restated == null && closing == null) {
            return Optional.empty();
        }
        Matcher first = EXACT.matcher(opening == null ? "0" : opening);
        Matcher second = EXACT.matcher(restated == null ? "0" : restated);
        Matcher last = EXACT.matcher(closing == null ? "0" : closing);
        if (!first.matches() || !second.matches() || !last.matches()) {
            return Optional.of(new ControlTotal(path, "bounded", opening, null, null, closing));
        }
        String unit = unit(unit(first.group(2), second.group(2)), last.group(2));
        if (unit.equals("mixed")) {
            return Optional.of(new ControlTotal(path, unit, opening, null, null, closing));
        }
        BigDecimal start = new BigDecimal(first.group(1));
        BigDecimal middle = new BigDecimal(second.group(1));
        BigDecimal end = new BigDecimal(last.group(1));
        return Optional.of(new ControlTotal(
                path,
                unit.isEmpty() ? "shares" : unit,
                start.toPlainString(),
                middle.subtract(start).toPlainString(),
                end.subtract(middle).toPlainString(),
                end.toPlainString()));
    }

    private static String unit(@Nullable String one, @Nullable String other) {
        if (one == null || one.isEmpty()) {
            return other == null ? "" : other;
        }
        return other == null || other.isEmpty() || other.equals(one) ? one : "mixed";
    }
}
